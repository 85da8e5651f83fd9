import { amountBefore, ordinalBefore } from '../numbers';
import { type Candidate, type Parser, relationBefore } from '../parser';
import type { DurationPart, Unit } from '../meaning';
import { UNITS } from '../lexicon';
import { unitPhraseAt } from '../unitPhrase';
import { isCapital, isTitle, TRIGGER, type Words } from '../words';
import { isNoun, isNumber, TAG } from '../../text/tags';

/** Lengths of time: "two weeks", "a two-week visit", "the past two years", "decades", "the first nine months". */
export const duration: Parser = { name: 'duration', on: TRIGGER.unit, read: readDuration };

function readDuration(words: Words, at: number): Candidate | undefined {
  const { lower, hyphen, tag } = words;
  if (isTitle(words, at)) return undefined; // "60 Minutes"
  if (lower[at] === 'hours' && PART_HOURS.has(lower[at - 1])) return undefined;
  if (lower[at] === 'century' && lower[at - 1] === 'quarter') return quarterCentury(words, at, at - 1);
  if (lower[at] === 'century' && lower[at - 1] === 'a' && lower[at - 2] === 'of' && lower[at - 3] === 'quarter')
    return quarterCentury(words, at, at - 3);
  const phrase = unitPhraseAt(words, at);
  const { unit, plural, amount } = phrase;
  if (isAge(words, at)) return undefined;
  if (hyphen[at + 1] && lower[at + 1] === 'to') return undefined; // "day-to-day"
  let { from, to } = phrase;
  if (!amount && !plural && lower[at + 1] === 'long' && hyphen[at + 1]) {
    return { from: at, to: at + 2, type: 'DURATION', meaning: { kind: 'duration', parts: [phrase.part] } };
  }
  if (!amount && !plural)
    return lower[at - 1] === 'all' || isAllDay(words, at) ? wholeUnit(words, at, phrase.part) : undefined;
  // "second" and "minute" alone are seldom times: "a second", "minutes of the meeting"
  if (unit === 'second' && !(amount && (amount.value === 'X' || amount.value > 1 || plural))) return undefined;
  const article =
    amount && amount.to - amount.from === 1 && (lower[amount.from] === 'a' || lower[amount.from] === 'an');
  if (article && isRate(words, amount.from)) {
    return {
      from: amount.from,
      to,
      type: 'SET',
      meaning: { kind: 'recurrence', every: { amount: 1, unit } },
    };
  }
  if (article && (unit === 'day' || unit === 'second' || unit === 'minute') && lower[at + 1] === 'when')
    return undefined;
  if (unit === 'quarter' && !amount && !relationBefore(words, from)) return undefined;
  // "a quarter of", "three quarters of": a share, not a time
  if (
    unit === 'quarter' &&
    lower[to] === 'of' &&
    (amount?.value === 1 || amount?.value === 3) &&
    !relationBefore(words, from)
  ) {
    return undefined;
  }
  // "about a quarter, or 789, of them"
  if (unit === 'quarter' && article && !BEFORE_LENGTH.has(lower[from - 1])) return undefined;
  if (!amount && !isBareDuration(words, from)) return undefined;
  const relation = relationBefore(words, from);
  if (relation && relation.word !== 'same') {
    from = relation.from;
  } else {
    const ordinal = ordinalBefore(words, from);
    if (ordinal && amount && !hyphen[from]) from = lower[ordinal.from - 1] === 'the' ? ordinal.from - 1 : ordinal.from;
    else if (
      (lower[from - 1] === 'the' || lower[from - 1] === 'these' || lower[from - 1] === 'those') &&
      amount &&
      !hyphen[at]
    )
      from--;
  }
  const parts: DurationPart[] = [phrase.part];
  // "a minute and a half", "one year and a quarter"
  if (
    amount &&
    amount.value !== 'X' &&
    lower[to] === 'and' &&
    lower[to + 1] === 'a' &&
    (lower[to + 2] === 'half' || lower[to + 2] === 'quarter')
  ) {
    parts[0] = { unit, amount: amount.value + (lower[to + 2] === 'half' ? 0.5 : 0.25) };
    to += 3;
  } else if (amount) {
    // "two hours and 30 minutes", "one hour 20 minutes"
    const joint = lower[to] === 'and' || lower[to] === ',' ? 1 : 0;
    const second = smallerPart(words, to + joint);
    if (second && SIZES.indexOf(second.part.unit) < SIZES.indexOf(unit)) {
      parts.push(second.part);
      to = second.to;
    }
  }
  if (lower[to] === 'long' && hyphen[to]) to++;
  else if (lower[to] === 'old' && hyphen[to]) to++;
  if (tag[at] === TAG['NN$'] && !plural && isNoun(tag[to])) to = phrase.to;
  return { from, to, type: 'DURATION', meaning: { kind: 'duration', parts } };
}

const BEFORE_LENGTH = new Set('in for within over during after than every per last took lasted'.split(' '));

/** "the early hours", "office hours": times of a day, not lengths. */
const PART_HOURS = new Set(
  `early late small wee dawn predawn morning afternoon evening night daylight waking office business working opening peak
  rush visiting school trading after`.split(/\s+/),
);

/** "a quarter-century", "a quarter of a century". */
function quarterCentury({ lower }: Words, at: number, quarter: number): Candidate {
  const from = lower[quarter - 1] === 'a' || lower[quarter - 1] === 'the' ? quarter - 1 : quarter;
  return { from, to: at + 1, type: 'DURATION', meaning: { kind: 'duration', parts: [{ amount: 25, unit: 'year' }] } };
}

/** "years" with no amount: a time when nothing says that it is something else. */
function isBareDuration({ lower, hyphen, raw }: Words, at: number): boolean {
  if (hyphen[at + 1] && lower[at + 1] !== 'long' && lower[at + 1] !== 'old') return false;
  const before = lower[at - 1];
  if (at > 1 && isCapital(raw[at - 1]) && before !== 'for' && before !== 'in') return false; // "the Obama years"
  return before !== 'teen' && before !== 'teenage' && before !== 'man' && before !== 'light' && before !== 'person';
}

/** "44 years old", "a 44-year-old", "years of age". */
function isAge({ lower, hyphen }: Words, at: number): boolean {
  const next = lower[at + 1];
  if (next === 'old' && PERSONS.has(lower[at + 2]) && hyphen[at + 1]) return true;
  if (lower[at] !== 'year' && lower[at] !== 'years') return false;
  return next === 'old' || next === 'olds' || (next === 'of' && lower[at + 2] === 'age');
}

/** "a 6-month-old son" has an age, "a 6-month-old strike" a length. */
const PERSONS = new Set(
  `baby boy girl son daughter child infant toddler twin twins brother sister nephew niece grandson granddaughter puppy
  kitten newborn`.split(/\s+/),
);

/** "15 a year", "CDs a year", "dollars a day": the article says how often. */
function isRate({ lower, tag, sentence }: Words, article: number): boolean {
  if (article === 0 || sentence[article] !== sentence[article - 1]) return false;
  const before = tag[article - 1];
  const word = lower[article - 1];
  if (word === 'once' || word === 'twice' || word === 'times' || word === '%') return true;
  return isNumber(before) || (isNoun(before) && before !== TAG.NNP && before !== TAG.NNPS) || before === TAG.$;
}

/** "all day", "all week". */
function isAllDay({ lower }: Words, at: number): boolean {
  return lower[at - 1] === 'whole' && lower[at - 2] === 'a';
}

function wholeUnit({ lower }: Words, at: number, part: DurationPart): Candidate {
  return {
    from: lower[at - 1] === 'all' ? at - 1 : at - 2,
    to: at + 1,
    type: 'DURATION',
    meaning: { kind: 'duration', parts: [part] },
  };
}

/** What parts a length is written in, smallest first. */
const SIZES: readonly Unit[] = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'];

function smallerPart(words: Words, from: number): { readonly part: DurationPart; readonly to: number } | undefined {
  for (let at = from + 1; at < from + 4; at++) {
    const unit = UNITS.get(words.lower[at]);
    if (!unit) continue;
    const phrase = unitPhraseAt(words, at);
    const { amount } = phrase;
    // "24 hours a day" are not a length of both
    const counts =
      amount?.from === from && amount.value !== 'X' && words.lower[from] !== 'a' && words.lower[from] !== 'an';
    return counts ? { part: phrase.part, to: at + 1 } : undefined;
  }
  return undefined;
}

/** "two nights": as many days. */
export const nights: Parser = {
  name: 'nights',
  on: TRIGGER.partOfDay,
  read: (words, at) => {
    const { lower } = words;
    if (lower[at] !== 'nights' && lower[at] !== 'night') return undefined;
    const amount = amountBefore(words, at);
    if (!amount || amount.value === 'X' || lower[amount.from] === 'a' || lower[amount.from] === 'one') return undefined;
    return {
      from: amount.from,
      to: at + 1,
      type: 'DURATION',
      meaning: { kind: 'duration', parts: [{ amount: amount.value, unit: 'day' }] },
    };
  },
};
