import type { Span } from '../analysis/analysis';

/** A word, with what joins its parts: "U.S.", "Moscow's", "ex-president", "20,000". */
const WORD = /[\p{L}\p{N}]+(?:[.,'’-](?=[\p{L}\p{N}])[\p{L}\p{N}]+)*/gu;

/** Which end of a span is moved by a word, and whether the span grows or shrinks. */
export type Reach = 'growEnd' | 'shrinkEnd' | 'growStart' | 'shrinkStart';

/** A span with one end moved by a word, within its line; undefined when there is none more, or would be none left. */
export function reached(text: string, { start, end }: Span, reach: Reach): Span | undefined {
  const words = (from: number, to: number): Span[] =>
    [...text.slice(from, to).matchAll(WORD)].map(({ 0: word, index }) => ({
      start: from + index,
      end: from + index + word.length,
    }));
  switch (reach) {
    case 'growEnd': {
      const next = words(end, lineEnd(text, end))[0];
      return next && { start, end: next.end };
    }
    case 'growStart': {
      const before = words(lineStart(text, start), start).at(-1);
      return before && { start: before.start, end };
    }
    case 'shrinkEnd': {
      const left = words(start, end).at(-2);
      return left && { start, end: left.end };
    }
    case 'shrinkStart': {
      const left = words(start, end)[1];
      return left && { start: left.start, end };
    }
  }
}

/** A selection without the blanks at its ends; undefined when there is nothing else. */
export function trimmed(text: string, { start, end }: Span): Span | undefined {
  while (start < end && /\s/.test(text[start])) start++;
  while (end > start && /\s/.test(text[end - 1])) end--;
  return start < end ? { start, end } : undefined;
}

/** Where the same words stand as whole words, the same in their letters' case. */
export function sameWords(text: string, words: string): Span[] {
  const found: Span[] = [];
  const isInside = (at: number) => /[\p{L}\p{N}]/u.test(text.charAt(at));
  for (let start = text.indexOf(words); start >= 0 && words; start = text.indexOf(words, start + words.length)) {
    const end = start + words.length;
    if (!isInside(start - 1) && !isInside(end)) found.push({ start, end });
  }
  return found;
}

function lineStart(text: string, at: number): number {
  return Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
}

function lineEnd(text: string, at: number): number {
  const end = text.slice(at).search(/[\r\n]/);
  return end < 0 ? text.length : at + end;
}
