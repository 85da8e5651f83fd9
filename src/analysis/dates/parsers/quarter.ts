import { ORDINALS, UNITS } from '../lexicon';
import { yearOf } from '../numbers';
import { type Candidate, type Parser, pointCandidate } from '../parser';
import { TRIGGER, triggerOn, type Words } from '../words';

/** Quarters and halves of years: "the third quarter", "third-quarter", "the first half", "Q3". */
export const quarter: Parser = { name: 'quarter', on: TRIGGER.unit | TRIGGER.term | TRIGGER.digits, read: readQuarter };

const SHORT: ReadonlyMap<string, 1 | 2 | 3 | 4> = new Map([
  ['q1', 1],
  ['q2', 2],
  ['q3', 3],
  ['q4', 4],
  ['1q', 1],
  ['2q', 2],
  ['3q', 3],
  ['4q', 4],
]);
const HALVES: ReadonlyMap<string, 1 | 2> = new Map([
  ['h1', 1],
  ['h2', 2],
]);
triggerOn(HALVES.keys(), TRIGGER.term);
triggerOn(SHORT.keys(), TRIGGER.term);
triggerOn(['half', 'halves'], TRIGGER.term);

function readQuarter(words: Words, at: number): Candidate | undefined {
  const { lower, hyphen } = words;
  const short = SHORT.get(lower[at]);
  if (short) return pointCandidate(at, at + 1, { quarter: short });
  const shortHalf = HALVES.get(lower[at]);
  if (shortHalf) return yearOf(lower[at + 1]) ? pointCandidate(at, at + 1, { half: shortHalf }) : undefined;
  const half = lower[at] === 'half';
  if (!half && UNITS.get(lower[at])?.unit !== 'quarter') return undefined;
  const nth =
    lower[at - 1] === 'final' || lower[at - 1] === 'last' ? (half ? 2 : 0) : (ORDINALS.get(lower[at - 1]) ?? 0);
  if (nth < 1 || nth > (half ? 2 : 4)) return undefined;
  let from = at - 1;
  const fiscal = lower[from - 1] === 'fiscal';
  if (fiscal) from--;
  if (lower[from - 1] === 'the' && !hyphen[at]) from--;
  // "the first half", of a match or of anything: a year must follow or the season of reports
  if (half && !isYearly(words, at + 1)) return undefined;
  if (!half && (lower[at + 1] === 'of' || lower[at + 1] === 'in') && !isYearly(words, at + 1)) return undefined;
  const period = half ? { half: nth as 1 | 2 } : { quarter: nth as 1 | 2 | 3 | 4 };
  return pointCandidate(from, at + 1, { ...period, ...(fiscal && { fiscal }) });
}

/** Does "of 1989", "of last year", "of the year" follow, or nothing that makes it a half of something else? */
function isYearly({ lower }: Words, at: number): boolean {
  const digit = lower[at]?.charCodeAt(0);
  if (digit >= 48 && digit <= 57) return true;
  if (lower[at] !== 'of' && lower[at] !== 'in') return false;
  const next = lower[at + 1]?.charCodeAt(0);
  if (next >= 48 && next <= 57) return true;
  const third = lower[at + 2];
  return ['this', 'last', 'next', 'the', 'fiscal', 'calendar', 'that', 'each', 'every'].includes(lower[at + 1])
    ? /^(?:year|century|decade|fiscal|calendar|current|19|20|18|'?\d0s)/.test(third ?? '') || lower[at + 1] === 'fiscal'
    : false;
}
