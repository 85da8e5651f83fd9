import type { EntityType, NameSpan, Span, Tokens } from '../analysis';
import type { Facts } from '../step';
import { lowerWords } from '../text/vocabulary';

type ReadFacts = Pick<
  Facts,
  'text' | 'parts' | 'words' | 'types' | 'vocabulary' | 'tokens' | 'sentences' | 'paragraphs'
>;

/** A document as the entity steps look at it: tokens with their words, and which name stands where. */
export interface Reading extends ReadFacts {
  /** `words` in lower case. */
  readonly lower: readonly string[];
  readonly names: readonly Name[];
  /** By token: index of the name it belongs to, -1 for none. */
  readonly nameAt: Int32Array;
}

/** A name in tokens, `[first, end)`. */
export interface Name {
  readonly first: number;
  readonly end: number;
  readonly type: EntityType;
}

export function readNames(facts: ReadFacts, spans: readonly NameSpan[]): Reading {
  const { tokens, types, vocabulary } = facts;
  const names: Name[] = [];
  const nameAt = new Int32Array(tokens.count).fill(-1);
  for (const { start, end, type } of spans) {
    const first = tokenAt(tokens, start);
    const stop = tokenAt(tokens, end);
    if (stop <= first) continue;
    nameAt.fill(names.length, first, stop);
    names.push({ first, end: stop, type });
  }
  const lower = lowerWords(types, vocabulary);
  return { ...facts, lower, names, nameAt };
}

/** The first token that begins at the offset or behind it. */
export function tokenAt(tokens: Tokens, offset: number): number {
  let low = 0;
  let high = tokens.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens.start[middle] < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function spanOf({ tokens }: Reading, first: number, end: number): Span {
  return { start: tokens.start[first], end: tokens.end[end - 1] };
}

/** The words of the tokens on one line, as the article spaces them. */
export function wordsOf(reading: Reading, first: number, end: number): string {
  const { start, end: stop } = spanOf(reading, first, end);
  return oneLine(reading.text.slice(start, stop));
}

export function oneLine(text: string): string {
  return isOneLine(text) ? text : text.replace(/\s+/g, ' ').trim();
}

/** Only single blanks between words: most texts, which no expression has to look at. */
function isOneLine(text: string): boolean {
  let blank = true; // is the character before one, or the text's begin
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 32 || code > 126 || (code === 32 && blank)) return false;
    blank = code === 32;
  }
  return !blank;
}
