import { AMBIGUOUS_MONTHS, CARDINALS, MONTHS } from '../lexicon';
import { cardinalFrom, ordinalBefore, ordinalFrom, spelledYearFrom, yearOf } from '../numbers';
import { type Candidate, type Parser, pointCandidate, relationBefore } from '../parser';
import { isGlued, TRIGGER, wholeNumber, type Words } from '../words';
import { TAG } from '../../text/tags';

/** Dates with a month's name: "January 8, 2022", "8 January", "the 8th of January", "January 2022", "last May". */
export const calendarDate: Parser = { name: 'calendarDate', on: TRIGGER.month, read: readCalendarDate };

function readCalendarDate(words: Words, at: number): Candidate | undefined {
  const { lower } = words;
  const month = MONTHS.get(lower[at])!;
  let from = at;
  let to = at + 1;
  let day = dayAfter(words, to);
  if (day) {
    to = day.to;
  } else {
    const before = dayBefore(words, at);
    if (before) {
      from = before.from;
      day = { to, value: before.value };
    }
  }
  const year = yearAfter(words, to, day !== undefined);
  if (year) to = year.to;
  if (!day && !isMonth(words, at, year !== undefined)) return undefined;
  // "the month of December"
  if (!day && lower[from - 1] === 'of' && lower[from - 2] === 'month') from -= lower[from - 3] === 'the' ? 3 : 2;
  const relation = day || year ? undefined : relationBefore(words, from);
  if (relation) from = relation.from;
  return pointCandidate(from, to, {
    month,
    ...(day && { day: day.value }),
    ...(year && { year: year.value }),
    ...(relation && { which: relation.which, from: relation.anchor }),
  });
}

/** Is this word, without a day beside it, the month and not "may", "march" or a person's name? */
function isMonth(words: Words, at: number, hasYear: boolean): boolean {
  const { lower, raw, tag } = words;
  const word = lower[at];
  const capital = raw[at].charCodeAt(0) < 97;
  if (hasYear) return capital || !(word === 'may' || word === 'march');
  if (!capital) return false;
  if (!AMBIGUOUS_MONTHS.has(word)) return true;
  const before = lower[at - 1];
  const short = word === 'mar' || word === 'jan' || word === 'dec' || word === 'sep' || word === 'jun';
  if (BEFORE_MONTH.has(before) && !short && !(word === 'may' && before === 'this')) return true;
  if (tag[at] === TAG.MD || tag[at] === TAG.VB) return false;
  if (BEFORE_SHORT.has(before)) return true;
  if (short) return false;
  if (word === 'may') return AROUND_MONTH.has(before) && tag[at] === TAG.NNP;
  // "the March of the Mothers", "March for Life"
  if (word === 'march') return at > 0 && tag[at] === TAG.NNP && !BEHIND_MARCH.has(lower[at + 1]);
  // "April Glaspie", "August Wilson": a name goes on with a capital and follows no word that goes before a date
  const next = raw[at + 1];
  return !(next !== undefined && next.charCodeAt(0) >= 65 && next.charCodeAt(0) <= 90 && tag[at + 1] === TAG.NNP);
}

const BEFORE_MONTH = new Set(
  `in of since by until till from through during last next this early late mid before after between past each every
  throughout previous following earlier`.split(/\s+/),
);
const BEFORE_SHORT = new Set(['in', 'since', 'until', 'last', 'next', 'this', 'early', 'late', 'mid']);
const AROUND_MONTH = new Set('and or to the a an under around about ending ended for'.split(' '));
const BEHIND_MARCH = new Set(['of', 'for', 'on', 'to']);

/** Behind a month: "8", "8th", "the 8th", "eighth", "08". */
function dayAfter(words: Words, at: number): { readonly to: number; readonly value: number } | undefined {
  const { lower } = words;
  const i = lower[at] === 'the' ? at + 1 : at;
  const ordinal = ordinalFrom(words, i);
  if (ordinal && isDay(ordinal.value)) {
    if (ordinal.to === i + 1 && (lower[i + 1] === 'quarter' || lower[i + 1] === 'week' || lower[i + 1] === 'half'))
      return undefined;
    return ordinal;
  }
  if (i > at || lower[at]?.length > 2) return undefined;
  const value = wholeNumber(lower[at]);
  if (!isDay(value)) return undefined;
  // "in March 20 people", "May 10 percent": the number counts what follows, unless a comma or a year does
  if (lower[at + 1] === '%' || lower[at + 1] === 'percent' || lower[at + 1] === 'million') return undefined;
  return { to: at + 1, value };
}

/** Before a month: "8", "8th of", "the 8th of", "twenty five". */
function dayBefore(words: Words, at: number): { readonly from: number; readonly value: number } | undefined {
  const { lower } = words;
  const of = lower[at - 1] === 'of' ? 1 : 0;
  const ordinal = ordinalBefore(words, at - of);
  if (ordinal && isDay(ordinal.value)) {
    const from = lower[ordinal.from - 1] === 'the' ? ordinal.from - 1 : ordinal.from;
    return { from, value: ordinal.value };
  }
  if (of) return undefined;
  for (const from of [at - 2, at - 1]) {
    const spelled = CARDINALS.has(lower[from]) ? cardinalFrom(words, from) : undefined;
    if (spelled?.to === at && isDay(spelled.value)) return { from, value: spelled.value };
  }
  const value = lower[at - 1]?.length <= 2 ? wholeNumber(lower[at - 1]) : -1;
  if (!isDay(value)) return undefined;
  const before = lower[at - 2];
  if (before === '$' || before === '£' || before === '€') return undefined;
  return { from: at - 1, value };
}

/** Behind a month or a day: "2022", ", 2022", "of 2022", "'98", "nineteen ninety-six". */
function yearAfter(
  words: Words,
  at: number,
  behindDay: boolean,
): { readonly to: number; readonly value: number } | undefined {
  const { lower } = words;
  let i = at;
  if (lower[i] === ',' || lower[i] === '/') i++;
  else if (lower[i] === 'of' || (lower[i] === 'in' && behindDay)) i++;
  const year = yearOf(lower[i]);
  if (year !== undefined) {
    // "January 8, 2000 people": a comma alone does not make it the year when it counts what follows
    return { to: i + 1, value: year };
  }
  if (i > at && lower[i - 1] === ',') return undefined;
  if ((lower[i] === "'" || lower[i] === '’' || lower[i] === '‘') && isGlued(words, i + 1)) {
    const short = wholeNumber(lower[i + 1]);
    if (lower[i + 1]?.length === 2 && short >= 0) return { to: i + 2, value: centuryOf(short) };
  }
  if (i > at && lower[i]?.length === 2 && wholeNumber(lower[i]) > 31)
    return { to: i + 1, value: centuryOf(wholeNumber(lower[i])) };
  return spelledYearFrom(words, i);
}

/** The full year of two digits: 98 is 1998, 12 is 2012. */
export function centuryOf(short: number): number {
  return short < 40 ? 2000 + short : 1900 + short;
}

function isDay(value: number): boolean {
  return value >= 1 && value <= 31;
}
