import { type Point, without } from '../meaning';
import { type Candidate, pointCandidate } from '../parser';
import type { Refiner } from '../refiner';
import type { Words } from '../words';

/**
 * Joins neighbours that name one time together: "10 p.m." and "Wednesday", "June" and "last year", "the third quarter"
 * of "1984", "Friday", "Oct. 23".
 */
export const join: Refiner = {
  name: 'join',
  refine: (words, candidates) => {
    const result: Candidate[] = [];
    for (const candidate of candidates) {
      const joined = result.length ? joinedWith(words, result[result.length - 1], candidate) : undefined;
      if (joined) result[result.length - 1] = joined;
      else result.push(candidate);
    }
    return result;
  },
};

function joinedWith(words: Words, first: Candidate, second: Candidate): Candidate | undefined {
  if (first.meaning.kind !== 'point' || second.meaning.kind !== 'point') return undefined;
  if (first.mod || second.mod) return undefined;
  const gap = gapBetween(words, first.to, second.from);
  if (gap === undefined) return undefined;
  const point = combined(first.meaning, second.meaning, gap);
  if (!point) return undefined;
  // "the 1988 second quarter": the article before a year was not read with it
  const article = levelOf(first.meaning) === 'year' && words.lower[first.from - 1] === 'the' ? 1 : 0;
  return pointCandidate(first.from - article, second.to, point);
}

/** The words between two candidates when they are at most two, else undefined. */
function gapBetween({ lower }: Words, from: number, to: number): string | undefined {
  if (to === from) return '';
  if (to - from === 1) return lower[from];
  return to - from === 2 ? `${lower[from]} ${lower[from + 1]}` : undefined;
}

type Level = 'clock' | 'part' | 'day' | 'week' | 'month' | 'year' | 'other';

/** How fine a point is; `other` joins with nothing. */
function levelOf(point: Point): Level {
  const { shift, clock, part, day, weekday, holiday, week, month, quarter, half, season, year, offset } = point;
  if (offset) return 'other';
  const dated = day !== undefined || weekday !== undefined || holiday || shift?.unit === 'day';
  if (clock) return dated ? 'other' : 'clock';
  if (part) return dated ? 'day' : 'part';
  if (dated) return 'day';
  if (week !== undefined || shift?.unit === 'week') return 'week';
  if (month !== undefined || quarter || half || season || shift?.unit === 'month' || shift?.unit === 'quarter')
    return 'month';
  if (year !== undefined || shift?.unit === 'year') return 'year';
  return 'other';
}

const BETWEEN_TIME_AND_DAY = new Set(['', ',', 'on', '( )']);
const BETWEEN_DAY_AND_TIME = new Set(['', 'at', ',', 'around', 'in the', 'at about', 'at around']);
const BEFORE_WIDER = new Set(['', ',', 'of', 'in', 'of the', 'during']);

function combined(first: Point, second: Point, gap: string): Point | undefined {
  const a = levelOf(first);
  const b = levelOf(second);
  if (a === 'other' || b === 'other') return undefined;
  const union: Point = { ...second, ...first, kind: 'point' };
  if ((a === 'clock' || a === 'part') && b === 'day') return BETWEEN_TIME_AND_DAY.has(gap) ? timed(union) : undefined;
  if (a === 'day' && (b === 'clock' || b === 'part')) {
    return BETWEEN_DAY_AND_TIME.has(gap) && !(first.part && second.part) ? timed(union) : undefined;
  }
  if (a === 'clock' && b === 'part') return gap === '' || gap === 'in the' ? timed(union) : undefined;
  if (a === 'day' && b === 'day') {
    // "Friday, Oct. 23", "Oct. 23, a Friday" is left alone
    const oneIsWeekday = isOnlyWeekday(first) && second.day !== undefined;
    return oneIsWeekday && (gap === '' || gap === ',' || gap === 'the') ? union : undefined;
  }
  if (a === 'day' && b === 'week') return isOnlyWeekday(first) && (gap === '' || gap === 'of') ? union : undefined;
  if (a === 'week' && b === 'day') return isOnlyWeekday(second) && gap === '' ? union : undefined;
  if (b === 'year' && (a === 'month' || a === 'day' || a === 'week')) {
    if (first.year !== undefined || first.shift || first.weekday !== undefined) return undefined;
    if (second.compares && gap !== '') return undefined;
    if (gap === 'in' && a !== 'month') return undefined;
    return BEFORE_WIDER.has(gap) && first.which === undefined ? { ...second, ...without(first, 'which') } : undefined;
  }
  if (a === 'year' && b === 'month') {
    if (second.year !== undefined || second.shift || second.which !== undefined || second.month !== undefined)
      return undefined;
    return gap === '' || gap === "'s" || gap === '’s' ? { ...first, ...second } : undefined;
  }
  return undefined;
}

function isOnlyWeekday(point: Point): boolean {
  return (
    point.weekday !== undefined &&
    point.day === undefined &&
    point.part === undefined &&
    !point.shift &&
    point.which === undefined
  );
}

/** A clock time takes the half of the day from a part beside it: "8.30 this evening" is 20:30. */
function timed(point: Point): Point {
  const { clock, part } = point;
  if (!clock || !part) return point;
  const late =
    (part === 'AF' || part === 'EV' || part === 'NI') && clock.hour >= (part === 'NI' ? 6 : 1) && clock.hour < 12;
  return { ...without(point, 'part'), clock: late ? { ...clock, hour: clock.hour + 12 } : clock };
}
