import { MONTHS, UNITS } from '../lexicon';
import { ordinalFrom, yearOf } from '../numbers';
import { type Candidate, type Parser, pointCandidate } from '../parser';
import { TRIGGER, wholeNumber, type Words } from '../words';

/** Weeks by number or date: "week 31", "the first week of 2021", "the last week of March", "the week of March 6". */
export const weekOf: Parser = { name: 'weekOf', on: TRIGGER.unit, read: readWeekOf };

function readWeekOf(words: Words, at: number): Candidate | undefined {
  const { lower } = words;
  const { unit, plural } = UNITS.get(lower[at])!;
  if (unit !== 'week' || plural) return undefined;
  const article = lower[at - 1] === 'the' ? 1 : 0;
  const number = lower[at + 1]?.length <= 2 ? wholeNumber(lower[at + 1]) : -1;
  if (number >= 1 && number <= 53 && lower[at - 1] !== 'a' && lower[at - 1] !== 'per') {
    return pointCandidate(at - article, at + 2, { week: number });
  }
  // "the week after next"
  if (article && lower[at + 2] === 'next' && lower[at + 1] === 'after') {
    return pointCandidate(at - 1, at + 3, { shift: { unit, by: 2, from: 'publication' } });
  }
  if (article && lower[at + 2] === 'last' && lower[at + 1] === 'before') {
    return pointCandidate(at - 1, at + 3, { shift: { unit, by: -2, from: 'publication' } });
  }
  if (lower[at + 1] !== 'of') return undefined;
  // "the week of March 6"
  const month = MONTHS.get(lower[at + 2]);
  if (article && month !== undefined) {
    const day = ordinalFrom(words, at + 3)?.value ?? (lower[at + 3]?.length <= 2 ? wholeNumber(lower[at + 3]) : -1);
    if (day < 1 || day > 31) return undefined;
    const comma = lower[at + 4] === ',' ? 1 : 0;
    const year = yearOf(lower[at + 4 + comma]);
    const to = year === undefined ? at + 4 : at + 5 + comma;
    return pointCandidate(at - 1, to, { month, day, ...(year !== undefined && { year }), weekOfDay: true });
  }
  // "the first week of March", "the last week of May": the beginning and the end of the month
  const edge =
    lower[at - 1] === 'last' || lower[at - 1] === 'final' ? 'END' : lower[at - 1] === 'first' ? 'START' : undefined;
  if (month !== undefined && edge) {
    const named = yearOf(lower[at + 3]);
    const to = named === undefined ? at + 3 : at + 4;
    const from = lower[at - 2] === 'the' ? at - 2 : at - 1;
    return pointCandidate(from, to, { month, ...(named !== undefined && { year: named }) }, edge);
  }
  // "the first week of 2021"
  const year = yearOf(lower[at + 2]);
  if (year === undefined) return undefined;
  const nth = lower[at - 1] === 'last' ? -1 : ordinalFrom(words, at - 1)?.value;
  if (nth === undefined || nth > 53) return undefined;
  return pointCandidate(lower[at - 2] === 'the' ? at - 2 : at - 1, at + 3, { week: nth, year });
}
