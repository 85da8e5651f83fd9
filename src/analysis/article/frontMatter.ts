import type { Span } from '../analysis';
import { textLines, trimSpan } from './textLines';

/** A scalar of the front matter: its words on one line, and where they stand (inside the quotes). */
export interface FrontMatterValue {
  readonly value: string;
  readonly span: Span;
}

export interface FrontMatter {
  /** By key, lower case. Lists and nested maps are left out: a header has no use for them. */
  readonly values: ReadonlyMap<string, FrontMatterValue>;
  /** Where the body begins, behind the closing `---`. */
  readonly bodyStart: number;
}

/** Front matter is looked for in so many characters; what is longer is cut there. */
const LONGEST_FRONT_MATTER = 16_384;

const KEY = /^(["']?)([A-Za-z_][\w-]{0,40})\1[ \t]{0,4}:(?=\s|$)/;
const FENCE_END = /^(?:---|\.\.\.)$/;
/** What may stand in a mapping beside its keys: list items, comments. */
const OTHER_PART = /^(?:-\s|-$|#|[[\]{}])/;

/**
 * Reads the YAML front matter of a Markdown text: the scalars of its outermost mapping, plain, quoted or as a block.
 * Undefined when the text has none. One that is never closed (still being written) ends before the first line that
 * cannot be part of it. A whole YAML parser would cost 97 kB and 9 ms at activation for three keys; test and `yaml`
 * agree on what this reads.
 */
export function readFrontMatter(text: string): FrontMatter | undefined {
  const head = text.length > LONGEST_FRONT_MATTER ? text.slice(0, LONGEST_FRONT_MATTER) : text;
  const values = new Map<string, FrontMatterValue>();
  let key: string | undefined;
  let parts: Span[] = [];
  const close = () => {
    const value = key !== undefined && !values.has(key) ? readScalar(head, parts) : undefined;
    if (key !== undefined && value) values.set(key, value);
    key = undefined;
  };
  let opened = false;
  let anyKey = false;
  let bodyStart = 0;
  for (const line of textLines(head)) {
    const words = head.slice(line.start, line.end);
    if (!opened) {
      if (words !== '---') return undefined;
      opened = true;
      continue;
    }
    const indented = line.start > 0 && (head[line.start - 1] === ' ' || head[line.start - 1] === '\t');
    const found = indented ? null : KEY.exec(words);
    if (!indented && FENCE_END.test(words)) {
      close();
      return anyKey ? { values, bodyStart: line.next } : undefined;
    }
    if (found) {
      close();
      anyKey = true;
      key = found[2].toLowerCase();
      parts = [trimSpan(head, { start: line.start + found[0].length, end: line.end })];
    } else if (indented || OTHER_PART.test(words)) {
      parts.push({ start: line.start, end: line.end });
    } else {
      break;
    }
    bodyStart = line.next;
  }
  close();
  return anyKey ? { values, bodyStart } : undefined;
}

function readScalar(text: string, parts: readonly Span[]): FrontMatterValue | undefined {
  const [first, ...others] = parts;
  const end = parts[parts.length - 1].end;
  switch (text[first.start]) {
    case '"':
    case "'":
      return readQuoted(text, first, end);
    case '|':
    case '>':
      return others.length ? joined(text, others) : undefined;
    case '[':
    case '{':
    case '&':
    case '*':
    case '!':
    case '#':
      return undefined;
    default:
      if (others.some(({ start }) => text.startsWith('- ', start))) return undefined;
      return joined(text, parts);
  }
}

/** Plain words, over one line or several; a comment ends them. */
function joined(text: string, parts: readonly Span[]): FrontMatterValue | undefined {
  const used: Span[] = [];
  for (const part of parts) {
    const comment = text.slice(part.start, part.end).search(/\s#/);
    const words = trimSpan(text, { start: part.start, end: comment < 0 ? part.end : part.start + comment });
    if (words.end > words.start) used.push(words);
    if (comment >= 0) break;
  }
  if (!used.length) return undefined;
  return {
    value: used.map(({ start, end }) => text.slice(start, end)).join(' '),
    span: { start: used[0].start, end: used[used.length - 1].end },
  };
}

/** Quoted words; a quote that is never closed ends with its line. */
function readQuoted(text: string, first: Span, limit: number): FrontMatterValue | undefined {
  const quote = text[first.start];
  const start = first.start + 1;
  const span = trimSpan(text, { start, end: closingQuote(text, quote, start, limit) ?? first.end });
  const words = text.slice(span.start, span.end);
  const value = oneLine(quote === '"' ? unescapeDouble(words) : words.replaceAll("''", "'"));
  return value ? { value, span } : undefined;
}

/** In double quotes `\"` does not close, in single quotes `''` does not. */
function closingQuote(text: string, quote: string, from: number, limit: number): number | undefined {
  for (let at = from; at < limit; at++) {
    if (quote === '"' && text[at] === '\\') at++;
    else if (text[at] === quote) {
      if (quote === '"' || text[at + 1] !== quote) return at;
      at++;
    }
  }
  return undefined;
}

function unescapeDouble(words: string): string {
  return words.replace(
    /\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8})|\r?\n[ \t]{0,200}|([^]))/gi,
    (_, x?: string, u?: string, long?: string, letter?: string) => {
      const hex = x ?? u ?? long;
      if (hex) return codePoint(parseInt(hex, 16));
      if (letter === undefined) return '';
      return /[abefnrtvNLP0]/.test(letter) ? ' ' : letter === '_' ? '\u00a0' : letter;
    },
  );
}

function codePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}

function oneLine(words: string): string {
  return words.split(/\s+/).filter(Boolean).join(' ');
}
