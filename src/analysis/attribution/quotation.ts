import type { Range } from './ranges';

const OPENING = new Set(['“', '``', '„', '«']);
const CLOSING = new Set(['”', '»']);
const STRAIGHT = new Set(['"', "''"]);

/**
 * Numbers the quotations of one paragraph, tokens `[from, to)`, into `quotation`: 0 outside, `last + 1`, `last + 2` ... inside,
 * marks included.
 * A quotation that is never closed runs to the paragraph's end, as those do that go on in the next paragraph. Single marks
 * quote only outside double ones.
 * @param joined does token i stand right behind token i - 1, without white space? It tells which way a straight mark looks.
 * @returns the last number
 */
export function numberQuotations(
  words: readonly string[],
  from: number,
  to: number,
  joined: (i: number) => boolean,
  quotation: Int32Array,
  last = 0,
): number {
  let count = last;
  let open: 'none' | 'double' | 'single' = 'none';
  for (let i = from; i < to; i++) {
    const word = words[i];
    if (open === 'none') {
      const opensStraight = STRAIGHT.has(word) && i + 1 < to && !(joined(i) && i > from && !joined(i + 1));
      const opensSingle = word === '‘' || (word === "'" && i + 1 < to && joined(i + 1) && !(i > from && joined(i)));
      if (OPENING.has(word) || opensStraight) open = 'double';
      else if (opensSingle && closesSingle(words, i + 1, to)) open = 'single';
      quotation[i] = open === 'none' ? 0 : ++count;
      continue;
    }
    quotation[i] = count;
    if (open === 'double' ? CLOSING.has(word) || STRAIGHT.has(word) : word === '’' || word === "'") open = 'none';
  }
  return count;
}

/** Can a quotation begin with the first word of this text? True for more texts than those in which one does. */
export function startsWithQuotation(text: string): boolean {
  return [...OPENING, ...STRAIGHT, '‘', "'"].some((mark) => text.startsWith(mark));
}

/** The first token of the quotation that holds token `i`, which must stand in one; `quotation` as `numberQuotations` left it. */
export function quotationBegin(quotation: Int32Array, i: number): number {
  let begin = i;
  while (begin > 0 && quotation[begin - 1] === quotation[i]) begin--;
  return begin;
}

/** The token behind the last of that quotation. */
export function quotationEnd(quotation: Int32Array, i: number): number {
  let end = i;
  while (end < quotation.length && quotation[end] === quotation[i]) end++;
  return end;
}

/** By its number, the tokens of each quotation. */
export function quotationRanges(quotation: Int32Array): ReadonlyMap<number, Range> {
  const ranges = new Map<number, Range>();
  for (let from = 0; from < quotation.length;) {
    const to = quotation[from] ? quotationEnd(quotation, from) : from + 1;
    if (quotation[from]) ranges.set(quotation[from], { from, to });
    from = to;
  }
  return ranges;
}

/** A single quotation is short; without this bound every stray apostrophe would open one. */
const LONGEST_SINGLE = 40;

function closesSingle(words: readonly string[], from: number, to: number): boolean {
  const limit = Math.min(to, from + LONGEST_SINGLE);
  for (let i = from; i < limit; i++) if (words[i] === '’' || words[i] === "'") return true;
  return false;
}
