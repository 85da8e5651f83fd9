import type { Paragraph, Span } from '../analysis';
import { type TextLine, textLines } from './textLines';

/** Paragraphs before it is known where the dateline ends: `textStart` is `start`. */
export function paragraph(span: Span, role: Paragraph['role']): Paragraph {
  return { start: span.start, end: span.end, role, textStart: span.start };
}

/**
 * The running text from an offset on, a paragraph a line; lines of a text that is broken to a width are put together
 * again. In Markdown, marks of headings, quotations and lists stand outside the paragraphs, and code is left out.
 */
export function bodyParagraphs(text: string, from: number, markdown: boolean): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  const lines = markdown ? markdownLines(text, from) : textLines(text, from);
  const width = wrapWidth(text, from);
  let line: TextLine | undefined;
  for (const next of lines) {
    const last = paragraphs[paragraphs.length - 1];
    if (line && next.adjoins && width && continues(text, line, next, width)) {
      paragraphs[paragraphs.length - 1] = { ...last, end: next.end };
    } else {
      paragraphs.push(paragraph(next, 'body'));
    }
    line = next;
  }
  return paragraphs;
}

// --- lines broken to a width -------------------------------------------------------------------------------------------

/** Lines of a text broken to a width: mail and old wires have 60 to 80 characters, wide screens up to 120. */
const NARROWEST = 40;
const WIDEST = 120;
const SAMPLE_LINES = 400;
/**
 * So many of the line breaks must come within a sentence, where the next word no longer fits. Verse, tables, lists and
 * texts with a sentence a line have far fewer.
 */
const SHARE_OF_FORCED_BREAKS = 0.7;
const FEWEST_BREAKS = 5;

/**
 * The width to which a text's lines are broken; undefined when a line is a paragraph of its own. A break to a width
 * shows in that the next line's first word would not have fitted.
 */
export function wrapWidth(text: string, from: number): number | undefined {
  const breaks: LineBreak[] = [];
  let before: TextLine | undefined;
  let seen = 0;
  for (const line of textLines(text, from)) {
    if (before && line.adjoins) breaks.push(breakBetween(text, before, line));
    before = line;
    if (++seen === SAMPLE_LINES) break;
  }
  if (breaks.length < FEWEST_BREAKS) return undefined;
  const lengths = breaks.map(({ length }) => length).sort((a, b) => a - b);
  const width = lengths[Math.floor((lengths.length - 1) * 0.95)]; // an address may stand out
  if (width < NARROWEST || width > WIDEST) return undefined;
  const forced = breaks.filter(({ withNextWord, endsSentence }) => withNextWord > width && !endsSentence).length;
  return forced >= breaks.length * SHARE_OF_FORCED_BREAKS ? width : undefined;
}

/** A line that ends a sentence although the next word would have fitted ends its paragraph too. */
function continues(text: string, line: TextLine, next: TextLine, width: number): boolean {
  const { length, withNextWord, endsSentence } = breakBetween(text, line, next);
  return length <= WIDEST && (withNextWord > width || !endsSentence);
}

interface LineBreak {
  /** Of the line before the break. */
  readonly length: number;
  /** What its length would be with the next line's first word. */
  readonly withNextWord: number;
  readonly endsSentence: boolean;
}

function breakBetween(text: string, line: Span, next: Span): LineBreak {
  const start = text.slice(next.start, Math.min(next.end, next.start + WIDEST));
  const space = start.search(/\s/);
  const length = line.end - line.start;
  return {
    length,
    withNextWord: length + 1 + (space < 0 ? start.length : space),
    endsSentence: /[.?!:"'”’)]/.test(text[line.end - 1]),
  };
}

// --- Markdown ------------------------------------------------------------------------------------------------------------

const FENCE = /^(?:`{3,}|~{3,})/;
/** `## `, `> `, `- `, `12. `, several of them on one line, and a task's box. */
const MARK = /^(?:#{1,6}\s|>\s?|[-*+]\s|\d{1,3}[.)]\s|\[[ xX]\]\s)\s{0,8}/;
/** Rules, underlines of headings, table rules: no letter and no digit. */
const NO_WORDS = /^[^\p{L}\p{N}]*$/u;
const COMMENT = /^<!--/;

function* markdownLines(text: string, from: number): Generator<TextLine, void> {
  let fence = '';
  let blockBefore = true;
  for (const line of textLines(text, from)) {
    const opening = text.slice(line.start, Math.min(line.end, line.start + 200));
    const mark = FENCE.exec(opening)?.[0];
    if (fence) {
      if (mark?.startsWith(fence)) fence = '';
      blockBefore = true;
      continue;
    }
    if (mark) fence = mark;
    if (mark || COMMENT.test(opening) || (opening.length < 200 && NO_WORDS.test(opening))) {
      blockBefore = true;
      continue;
    }
    const start = line.start + marksAt(opening);
    const heading = opening.startsWith('#');
    yield { ...line, start, adjoins: line.adjoins && !blockBefore && start === line.start };
    blockBefore = heading;
  }
}

/** Length of the block marks at the start of a line that has words behind them. */
function marksAt(opening: string): number {
  let at = 0;
  for (let depth = 0; depth < 6; depth++) {
    const mark = MARK.exec(opening.slice(at))?.[0];
    if (!mark || at + mark.length >= opening.length) break;
    at += mark.length;
  }
  return at;
}
