import { without } from '../meaning';
import { type Candidate, pointCandidate } from '../parser';
import { ordinalFrom } from '../numbers';
import type { Refiner } from '../refiner';
import { wholeNumber, type Words } from '../words';

/**
 * The second day of "Jan. 8-10" and "Jan. 8 to 10", and the first of "8-10 January", "from 8 to 10 January" and "the 8th and
 * 10th of January", whose month stands only once.
 */
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
      if (other === undefined) return;
      const second = pointCandidate(other, other + 1, { ...without(meaning, 'weekday'), day: dayAt(words, other) });
      const before = result.at(-2);
      // "on the 8th" was read already, without its month
      if (before && before.from <= other && before.to > other)
        result[result.length - 2] = { ...second, from: before.from };
      else result.push(second);
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
  if (dayAt(words, from) !== day) return undefined;
  const first = hyphen[from] ? from - 1 : LINKS.has(lower[from - 1]) && OPENERS.has(lower[from - 3]) ? from - 2 : -1;
  const value = first < 0 ? -1 : dayAt(words, first);
  return value >= 1 && value < day ? first : undefined;
}

/** Before the first of two days before a month. */
const OPENERS = new Set(['from', 'between', 'the', 'on', 'both']);

/** The day of a month, "8" or "8th", that a word says; -1 for others. */
function dayAt(words: Words, at: number): number {
  const value = isDay(words.lower[at]) ? wholeNumber(words.lower[at]) : (ordinalFrom(words, at)?.value ?? -1);
  return value <= 31 ? value : -1;
}

const LINKS = new Set(['to', 'through', 'until', 'and', '–', '—', '&']);

function isDay(word: string | undefined): boolean {
  if (word === undefined || word.length > 2) return false;
  const value = wholeNumber(word);
  return value >= 1 && value <= 31;
}
