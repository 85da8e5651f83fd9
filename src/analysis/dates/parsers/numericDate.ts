import { MONTHS } from '../lexicon';
import { yearOf } from '../numbers';
import { type Candidate, type Parser, pointCandidate } from '../parser';
import { isGlued, TRIGGER, wholeNumber, type Words } from '../words';
import { centuryOf } from './calendarDate';

/** Dates in figures: "2022-01-08", "1/8/2022", "8.1.2022", "08-16-90", "2020/Sep/23", "20170302". */
export const numericDate: Parser = { name: 'numericDate', on: TRIGGER.digits, read: readNumericDate };

function readNumericDate(words: Words, at: number): Candidate | undefined {
  const { lower, hyphen } = words;
  const word = lower[at];
  if (word === '9/11') return pointCandidate(at, at + 1, { year: 2001, month: 9, day: 11 });
  if (word.length >= 6 && word.length <= 10) {
    const separator = word.includes('/') ? '/' : word.includes('.') ? '.' : '';
    if (separator) {
      const parts = word.split(separator);
      if (parts.length === 3) return dateOf(at, at + 1, parts, separator === '.');
    } else if (word.length === 8) {
      return dateOf(at, at + 1, [word.slice(0, 4), word.slice(4, 6), word.slice(6)], false);
    }
  }
  if (hyphen[at + 1] && hyphen[at + 2] && !hyphen[at] && !hyphen[at + 3]) {
    return dateOf(at, at + 3, [word, lower[at + 1], lower[at + 2]], false);
  }
  if (lower[at + 1] === '/' && lower[at + 3] === '/' && isGlued(words, at + 1) && isGlued(words, at + 4)) {
    return dateOf(at, at + 5, [word, lower[at + 2], lower[at + 4]], false);
  }
  return undefined;
}

/** Three parts: year first, or year last with the month first as in the US, unless only the other way is a date. */
function dateOf(from: number, to: number, parts: readonly string[], dayFirst: boolean): Candidate | undefined {
  const [a, b, c] = parts;
  const first = yearOf(a);
  if (first !== undefined) return dated(from, to, first, monthOf(b), numberOf(c));
  const year = yearOf(c) ?? (c.length === 2 && numberOf(c) >= 0 ? centuryOf(numberOf(c)) : undefined);
  if (year === undefined) return undefined;
  const swap = dayFirst || numberOf(a) > 12 || MONTHS.has(b);
  return swap ? dated(from, to, year, monthOf(b), numberOf(a)) : dated(from, to, year, monthOf(a), numberOf(b));
}

function dated(from: number, to: number, year: number, month: number, day: number): Candidate | undefined {
  if (!(month >= 1 && month <= 12) || !(day >= 1 && day <= 31)) return undefined;
  return pointCandidate(from, to, { year, month, day });
}

function monthOf(word: string): number {
  return MONTHS.get(word) ?? numberOf(word);
}

function numberOf(word: string): number {
  return word.length <= 2 ? wholeNumber(word) : -1;
}
