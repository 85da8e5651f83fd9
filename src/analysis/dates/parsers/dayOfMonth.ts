import { ordinalFrom } from '../numbers';
import { type Candidate, type Parser, pointCandidate } from '../parser';
import { isAdjective, isNoun, isNumber } from '../../text/tags';
import { TRIGGER, type Words } from '../words';

/** A day whose month is understood: "on the 21st", "by the 15th". */
export const dayOfMonth: Parser = { name: 'dayOfMonth', on: TRIGGER.digits, read: readDayOfMonth };

const BEFORE = new Set(['on', 'by', 'until', 'till', 'since', 'from', 'before', 'after']);

function readDayOfMonth(words: Words, at: number): Candidate | undefined {
  const { lower, tag, hyphen } = words;
  if (lower[at - 1] !== 'the' || !BEFORE.has(lower[at - 2])) return undefined;
  const nth = ordinalFrom(words, at);
  if (!nth || nth.value < 1 || nth.value > 31) return undefined;
  // "on the 21st floor", "since the 11th hour": it counts the noun behind it
  if (hyphen[nth.to] || isNoun(tag[nth.to]) || isAdjective(tag[nth.to]) || isNumber(tag[nth.to])) return undefined;
  return pointCandidate(at - 1, nth.to, { day: nth.value });
}
