import { UNITS } from '../lexicon';
import type { Point } from '../meaning';
import { yearOf } from '../numbers';
import { type Candidate, type Parser, pointCandidate } from '../parser';
import { TRIGGER, triggerOn, type Words } from '../words';

/**
 * Periods that reports compare: "the year-ago quarter", "the year-earlier period", "the 1988 period", "the latest
 * period", "the corresponding period last year", "the same month a year ago", "last year's quarter". They take their
 * length from the period mentioned last.
 */
export const comparedPeriod: Parser = {
  name: 'comparedPeriod',
  on: TRIGGER.unit | TRIGGER.term,
  read: readComparedPeriod,
};

triggerOn(['period', 'periods'], TRIGGER.term);

const SAME = new Set(['same', 'corresponding', 'comparable', 'similar']);
const YEAR_BEFORE: Omit<Point, 'kind'> = { shift: { unit: 'year', by: -1, from: 'reference' }, compares: true };

function readComparedPeriod(words: Words, at: number): Candidate | undefined {
  const { lower } = words;
  const unit = UNITS.get(lower[at])?.unit;
  const period = lower[at] === 'period';
  if (!period && unit !== 'quarter' && unit !== 'month' && unit !== 'half') return undefined;
  const article = (from: number): number => {
    const wide = SAME.has(lower[from - 1]) ? from - 1 : from;
    return lower[wide - 1] === 'the' ? wide - 1 : wide;
  };
  // "year-ago quarter", "year-earlier period"
  if ((lower[at - 1] === 'ago' || lower[at - 1] === 'earlier') && lower[at - 2] === 'year') {
    return pointCandidate(article(at - 2), at + 1, YEAR_BEFORE);
  }
  // "the 1988 quarter"
  const year = yearOf(lower[at - 1]);
  if (year !== undefined && lower[at - 2] === 'the') return pointCandidate(at - 2, at + 1, { year, compares: true });
  // "last year's quarter"
  if ((lower[at - 1] === "'s" || lower[at - 1] === '’s') && lower[at - 2] === 'year' && lower[at - 3] === 'last') {
    return pointCandidate(at - 3, at + 1, YEAR_BEFORE);
  }
  if (period && lower[at - 1] === 'latest' && lower[at - 2] === 'the') {
    return pointCandidate(at - 2, at + 1, { shift: { unit: 'quarter', by: 0, from: 'reference' } });
  }
  // "the same period last year", "the corresponding quarter a year ago", "the same month of 2008"
  if (!SAME.has(lower[at - 1])) return undefined;
  const next = at + (lower[at + 1] === 'of' || lower[at + 1] === 'in' ? 2 : 1);
  const named = yearOf(lower[next]);
  if (named !== undefined) return pointCandidate(article(at), next + 1, { year: named, compares: true });
  if (lower[next] === 'last' && lower[next + 1] === 'year') return pointCandidate(article(at), next + 2, YEAR_BEFORE);
  if (
    lower[next] === 'a' &&
    lower[next + 1] === 'year' &&
    (lower[next + 2] === 'ago' || lower[next + 2] === 'earlier' || lower[next + 2] === 'before')
  ) {
    return pointCandidate(article(at), next + 3, YEAR_BEFORE);
  }
  return undefined;
}
