/**
 * Finds the words that a labeller quoted in an article.
 *
 *     4: the engineer              these words in line 4, where they must stand once
 *     4: “We go,” {she} said       only what is in braces; the rest makes it unique
 *     4: The bridge ~ in May       from the first words to the last; an empty side is the line's edge (`4: ~`: all of it)
 *     4-6: “We go ~ in May.”       over several lines, one piece a line; empty lines are left out
 *
 * Kinds of quotation marks, dashes and spaces need not agree with the text's.
 */
import type { Span } from '../../src/analysis/analysis';

const REFERENCE = /^(\d+)(?:-(\d+))?:(.*)$/s;

/** One code unit for one, so that offsets stay. */
const FOLDED: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '‘': "'",
  '’': "'",
  '–': '-',
  '—': '-',
  '\u00a0': ' ',
  '\u2009': ' ',
  '\u202f': ' ',
  '\t': ' ',
};
const fold = (words: string): string => words.replace(/[“”„‘’–—\u00a0\u2009\u202f\t]/g, (mark) => FOLDED[mark]);

export interface Line extends Span {
  /** Counted from 1, empty lines too. */
  readonly number: number;
}

/** All lines with their offsets, without line ends. */
export function linesOf(text: string): Line[] {
  return [...text.matchAll(/[^\r\n]*(?:\r\n|\n|\r|$)/g)]
    .map(({ 0: whole, index }, i) => ({
      start: index,
      end: index + whole.replace(/[\r\n]+$/, '').length,
      number: i + 1,
    }))
    .filter(({ start }, i) => i === 0 || start < text.length);
}

/**
 * The spans that a quotation stands for, in text order, trimmed of white space.
 * @throws Error that says what was not found, or how often it was found.
 */
export function resolve(quote: string, text: string): Span[] {
  const [, first, last = first, words] = REFERENCE.exec(quote) ?? fail(`"${quote}" does not begin with a line, "4: …"`);
  const lines = linesOf(text).slice(Number(first) - 1, Number(last));
  if (lines.length !== Number(last) - Number(first) + 1 || !lines.length) fail(`"${quote}": there is no such line`);
  const [head, tail, ...more] = words.split('~').map((side) => side.trim());
  if (more.length) fail(`"${quote}" has more than one "~"`);
  if (tail === undefined && lines.length > 1) fail(`"${quote}" is about several lines and needs a "~"`);
  const from = head ? findOnce(head, text, lines[0], quote) : { ...lines[0] };
  const end = lines[lines.length - 1];
  let until = from.end;
  if (tail !== undefined) {
    const rest = lines.length > 1 ? end : { start: head ? from.end : from.start, end: end.end };
    until = tail ? findOnce(tail, text, rest, quote).end : end.end;
  }
  const pieces = lines
    .map((line) => trimmed({ start: Math.max(line.start, from.start), end: Math.min(line.end, until) }, text))
    .filter(({ start, end }) => end > start);
  return pieces.length ? pieces : fail(`"${quote}" holds no words`);
}

/** All places where words stand as whole words, in upper and lower case as given. */
export function occurrences(words: string, text: string, within: Span = { start: 0, end: text.length }): Span[] {
  const folded = fold(text.slice(within.start, within.end));
  const wanted = fold(words);
  const found: Span[] = [];
  for (let at = folded.indexOf(wanted); wanted && at >= 0; at = folded.indexOf(wanted, at + 1)) {
    const span = { start: within.start + at, end: within.start + at + wanted.length };
    if (!cutsWord(span.start, text) && !cutsWord(span.end, text)) found.push(span);
  }
  return found;
}

function findOnce(words: string, text: string, within: Span, quote: string): Span {
  const [, before, target, after] = /^(.*)\{(.+)\}(.*)$/s.exec(words) ?? ['', '', words, ''];
  const found = occurrences(before + target + after, text, within);
  if (found.length !== 1) {
    fail(
      found.length
        ? `"${quote}": these words stand there ${found.length} times; add words around them and put {braces} around the wanted ones`
        : `"${quote}": these words do not stand there as whole words`,
    );
  }
  const start = found[0].start + before.length;
  const span = { start, end: start + target.length };
  if (cutsWord(span.start, text) || cutsWord(span.end, text)) fail(`"${quote}": the braces cut a word`);
  return span;
}

const isWord = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);

/** Whether there are letters or digits on both sides of an offset. */
function cutsWord(offset: number, text: string): boolean {
  return offset > 0 && offset < text.length && isWord(text[offset - 1]) && isWord(text[offset]);
}

function trimmed({ start, end }: Span, text: string): Span {
  while (start < end && /\s/.test(text[start])) start++;
  while (end > start && /\s/.test(text[end - 1])) end--;
  return { start, end };
}

function fail(message: string): never {
  throw new Error(message);
}
