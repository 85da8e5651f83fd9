import { FREQUENCIES, MONTHS, PARTS_OF_DAY, SEASONS, UNITS, WEEKDAYS } from '../lexicon';
import type { CalendarFields, DurationPart } from '../meaning';
import { amountBefore, cardinalFrom } from '../numbers';
import type { Candidate, Parser } from '../parser';
import { isTitle, TRIGGER, triggerOn, type Words } from '../words';

/** What comes again: "every Monday", "each year", "every two weeks", "daily", "twice a week". */
export const recurrence: Parser = {
  name: 'recurrence',
  on:
    TRIGGER.frequency |
    TRIGGER.unit |
    TRIGGER.weekday |
    TRIGGER.month |
    TRIGGER.season |
    TRIGGER.partOfDay |
    TRIGGER.term,
  read: readRecurrence,
};

triggerOn(['weekday', 'weekdays', 'weeknight', 'weeknights'], TRIGGER.term);

const DISTRIBUTIVE: ReadonlyMap<string, string> = new Map([
  ['every', 'EVERY'],
  ['each', 'EACH'],
  ['per', 'EACH'],
]);

function readRecurrence(words: Words, at: number): Candidate | undefined {
  const { lower, hyphen } = words;
  const frequency = FREQUENCIES.get(lower[at]);
  if (frequency) {
    const period = { amount: frequency[0], unit: frequency[1] };
    const times = lower[at - 1] === 'twice' ? '2X' : lower[at - 1] === 'thrice' ? '3X' : undefined;
    if (times) return set(at - 1, at + 1, period, undefined, times); // "twice-weekly"
    if (hyphen[at] || hyphen[at + 1] || isTitle(words, at)) return undefined; // "The Daily Beast"
    return set(at, at + 1, period);
  }
  const every = everyOf(words, at);
  if (every === undefined) return undefined;
  const plural = pluralOf(words, at);
  if (plural) return plural;
  const direct = DISTRIBUTIVE.get(lower[at - 1]);
  if (direct) {
    if (lower[at - 1] === 'per' && !isFrequency(lower[at - 2])) return undefined;
    const times = lower[at - 2] === 'once' || lower[at - 2] === 'twice' ? 1 : 0;
    return set(at - 1 - times, at + 1, every, direct);
  }
  // "every other Friday"
  if (!('unit' in every) && lower[at - 1] === 'other' && lower[at - 2] === 'every')
    return set(at - 2, at + 1, every, 'EVERY OTHER');
  if (!('unit' in every)) return undefined;
  // "every other day", "every two weeks"
  if ((lower[at - 1] === 'other' || lower[at - 1] === 'second') && lower[at - 2] === 'every') {
    return set(at - 2, at + 1, { ...every, amount: 2 }, 'EVERY');
  }
  const amount = amountBefore(words, at);
  const distributive = amount && DISTRIBUTIVE.get(lower[amount.from - 1]);
  if (amount && distributive && lower[amount.from - 1] !== 'per') {
    const times = lower[amount.from - 2] === 'once' ? 1 : 0;
    return set(amount.from - 1 - times, at + 1, { ...every, amount: amount.value }, distributive);
  }
  // "once a week", "three times a year"
  if (lower[at - 1] === 'a' || lower[at - 1] === 'an') {
    if (lower[at - 2] === 'once' || lower[at - 2] === 'twice')
      return set(at - 2, at + 1, every, undefined, lower[at - 2] === 'once' ? '1X' : '2X');
    if (lower[at - 2] === 'times') {
      const times = cardinalFrom(words, at - 3);
      if (times?.to === at - 2) return set(at - 1, at + 1, every, undefined, `${times.value}X`);
    }
  }
  return undefined;
}

/** "on weekends", "weekdays", "Sunday mornings", "in the evenings": a plural that comes again and again. */
function pluralOf({ lower }: Words, at: number): Candidate | undefined {
  const word = lower[at];
  const before = lower[at - 1];
  if (word === 'weekdays' || word === 'weeknights') {
    return set(at, at + 1, { weekdays: true, ...(word === 'weeknights' && { part: 'NI' as const }) });
  }
  if (word === 'weekends') return before === 'on' || before === 'at' ? set(at, at + 1, { weekend: true }) : undefined;
  if (!word.endsWith('s')) return undefined;
  const part = PARTS_OF_DAY.get(word);
  if (!part) return undefined;
  const weekday = WEEKDAYS.get(before);
  if (weekday !== undefined) return set(at - 1, at + 1, { weekday, part });
  return before === 'the' && lower[at - 2] === 'in' ? set(at - 1, at + 1, { part }) : undefined;
}

function isFrequency(word: string | undefined): boolean {
  return word === 'once' || word === 'twice' || word === 'times';
}

function everyOf({ lower }: Words, at: number): DurationPart | CalendarFields | undefined {
  const word = lower[at];
  if (word === 'weekday' || word === 'weekdays') return { weekdays: true };
  if (word === 'weeknight' || word === 'weeknights') return { weekdays: true, part: 'NI' };
  const unit = UNITS.get(word);
  if (unit) return { amount: unit.times ?? 1, unit: unit.unit };
  const weekday = WEEKDAYS.get(word);
  if (weekday !== undefined) return { weekday };
  const month = MONTHS.get(word);
  if (month !== undefined) return { month };
  const season = SEASONS.get(word);
  if (season) return { season };
  const part = PARTS_OF_DAY.get(word);
  return part && { part };
}

function set(
  from: number,
  to: number,
  every: DurationPart | CalendarFields,
  quantifier?: string,
  frequency?: string,
): Candidate {
  return {
    from,
    to,
    type: 'SET',
    meaning: { kind: 'recurrence', every, ...(quantifier && { quantifier }), ...(frequency && { frequency }) },
  };
}
