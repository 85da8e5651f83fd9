import type { Point } from '../meaning';
import { type Candidate, pointCandidate } from '../parser';
import { amountFrom } from '../numbers';
import type { Refiner } from '../refiner';
import { directionOf } from '../tense';
import type { Words } from '../words';

/**
 * Lengths that are distances: "two weeks before May 13" is a day, and so is "in two weeks" where the clause looks ahead
 * (elsewhere it is a length: "the biggest gain in two weeks").
 */
export const offset: Refiner = {
  name: 'offset',
  refine: (words, candidates) => {
    const result: Candidate[] = [];
    for (let i = 0; i < candidates.length; i++) {
      const next = candidates[i + 1];
      const joined = next && fromPoint(words, candidates[i], next);
      if (joined) {
        result.push(joined);
        i++;
        continue;
      }
      const beside = besidePoint(words, candidates[i]);
      // "the week" before "after Easter" was taken for a week of its own
      while (beside && result.length && result[result.length - 1].to > beside.from) result.pop();
      result.push(beside ?? ahead(words, candidates[i]) ?? candidates[i]);
    }
    return result;
  },
};

const DIRECTIONS: ReadonlyMap<string, -1 | 1> = new Map([
  ['after', 1],
  ['from', 1],
  ['following', 1],
  ['before', -1],
]);

/** "two weeks from tomorrow", "three days after Jan. 12". */
function fromPoint({ lower }: Words, length: Candidate, base: Candidate): Candidate | undefined {
  const direction = base.from - length.to === 1 ? DIRECTIONS.get(lower[length.to]) : undefined;
  if (direction === undefined || base.meaning.kind !== 'point' || base.mod || !isDay(base.meaning)) return undefined;
  const by = amountOf(length);
  return by && pointCandidate(length.from, base.to, { ...base.meaning, offset: { ...by, by: by.by * direction } });
}

function isDay({ day, weekday, holiday, shift, offset: own, clock, part }: Point): boolean {
  const named = day !== undefined || weekday !== undefined || holiday !== undefined;
  return !own && !clock && !part && (named || shift?.unit === 'day');
}

/** "the day before Christmas", "the week after Easter", "the year before 2015": one of the unit beside a day or year. */
function besidePoint({ lower }: Words, base: Candidate): Candidate | undefined {
  const { from, meaning } = base;
  const direction = lower[from - 1] !== 'from' ? DIRECTIONS.get(lower[from - 1]) : undefined;
  if (!direction || lower[from - 3] !== 'the' || meaning.kind !== 'point' || base.mod) return undefined;
  const unit = lower[from - 2];
  if (unit === 'year' && isYear(meaning)) return pointCandidate(from - 3, base.to, { year: meaning.year! + direction });
  if (!isDay(meaning)) return undefined;
  if (unit === 'day') return pointCandidate(from - 3, base.to, { ...meaning, offset: { unit, by: direction } });
  if (unit !== 'week') return undefined;
  return pointCandidate(from - 3, base.to, { ...meaning, offset: { unit, by: direction }, weekOfDay: true });
}

/** "in two weeks", "in two weeks' time". */
function ahead(words: Words, candidate: Candidate): Candidate | undefined {
  const { lower } = words;
  const { from, to } = candidate;
  // "in the past year", "in the next two weeks" are lengths
  if (lower[from - 1] !== 'in' || !amountFrom(words, from)) return undefined;
  const by = amountOf(candidate);
  if (!by) return undefined;
  const quote = lower[to] === "'" || lower[to] === '’' || lower[to] === "'s" || lower[to] === '’s' ? 1 : 0;
  const time = lower[to + quote] === 'time';
  if (!time && (isSuperlative(words, from) || directionOf(words, candidate) !== 'future')) return undefined;
  return pointCandidate(from, time ? to + quote + 1 : to, { shift: { ...by, from: 'publication' } }, candidate.mod);
}

/** "the smallest gain in a year", "the first time in three weeks". */
function isSuperlative({ lower, sentence }: Words, from: number): boolean {
  for (let i = from - 2; i >= 0 && from - i < 9 && sentence[i] === sentence[from]; i--) {
    const word = lower[i];
    if (
      word === 'first' ||
      word === 'only' ||
      word === 'most' ||
      word === 'least' ||
      (word.length > 4 && word.endsWith('est'))
    )
      return true;
  }
  return false;
}

function amountOf({
  meaning,
  type,
}: Candidate): { readonly unit: 'day' | 'month' | 'year'; readonly by: number } | undefined {
  if (type !== 'DURATION' || meaning.kind !== 'duration' || meaning.parts.length !== 1) return undefined;
  const [{ unit, amount }] = meaning.parts;
  if (amount === 'X') return undefined;
  if (unit === 'week') return { unit: 'day', by: amount * 7 };
  if (unit === 'day' || unit === 'month' || unit === 'year') return { unit, by: amount };
  return unit === 'decade' ? { unit: 'year', by: amount * 10 } : undefined;
}

/** Nothing but a year: "2015". */
function isYear(point: Point): boolean {
  return point.year !== undefined && Object.keys(point).length === 2;
}
