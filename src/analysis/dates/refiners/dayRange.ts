import { without } from '../meaning';
import { type Candidate, pointCandidate } from '../parser';
import type { Refiner } from '../refiner';
import { wholeNumber, type Words } from '../words';

/** The second day of "Jan. 8-10" and "Jan. 8 to 10", and the first of "8-10 January", whose month stands only once. */
export const dayRange: Refiner = {
  name: 'dayRange',
  refine: (words, candidates) => {
    const result: Candidate[] = [];
    candidates.forEach((candidate, i) => {
      const next = candidates[i + 1]?.from ?? words.count;
      result.push(candidate);
      const { meaning } = candidate;
      if (meaning.kind !== 'point' || meaning.month === undefined || meaning.day === undefined || meaning.clock) return;
      const other = otherDay(words, candidate, next, meaning.day);
      if (other !== undefined) {
        result.push(
          pointCandidate(other, other + 1, { ...without(meaning, 'weekday'), day: wholeNumber(words.lower[other]) }),
        );
      }
    });
    return result.sort((a, b) => a.from - b.from);
  },
};

/** Index of the number that is the range's other day. */
function otherDay(words: Words, { from, to }: Candidate, next: number, day: number): number | undefined {
  const { lower, hyphen } = words;
  const linked = hyphen[to] ? to : LINKS.has(lower[to]) ? to + 1 : -1;
  if (
    linked >= to &&
    linked < next &&
    isDay(lower[linked]) &&
    wholeNumber(lower[linked]) > day &&
    wholeNumber(lower[to - 1]) === day
  ) {
    return linked;
  }
  return hyphen[from] &&
    from > 0 &&
    isDay(lower[from - 1]) &&
    wholeNumber(lower[from - 1]) < day &&
    wholeNumber(lower[from]) === day
    ? from - 1
    : undefined;
}

const LINKS = new Set(['to', 'through', 'until', 'and', '–', '—', '&']);

function isDay(word: string | undefined): boolean {
  if (word === undefined || word.length > 2) return false;
  const value = wholeNumber(word);
  return value >= 1 && value <= 31;
}
