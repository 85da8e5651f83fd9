import { UNITS } from './lexicon';
import type { DurationPart, Unit } from './meaning';
import { type Amount, amountBefore, ordinalFrom, yearOf } from './numbers';
import { isAdjective } from '../text/tags';
import type { Words } from './words';

/** A unit of time with the amount before it: "two weeks", "the 12-month", "several long years". */
export interface UnitPhrase {
  /** First word: of the amount when there is one, else of the adjectives, else the unit. */
  readonly from: number;
  readonly to: number;
  readonly unit: Unit;
  readonly plural: boolean;
  readonly amount?: Amount;
  readonly part: DurationPart;
}

/** Adjectives that may stand between an amount and its unit and change nothing. */
const FILLERS = new Set(
  `more additional extra full whole entire straight consecutive successive solid trading business working calendar
  fiscal financial long short other further final such odd`.split(/\s+/),
);
/** Adjectives that make the unit another thing or point to one. */
const POINTING = new Set(
  `last past next coming this current same that following previous preceding recent latest first second third fourth
  prior upcoming subsequent early late every each light new old comparable corresponding`.split(/\s+/),
);

/** Reads the phrase whose unit is word `at`. */
export function unitPhraseAt(words: Words, at: number): UnitPhrase {
  const { lower, tag } = words;
  const { unit, plural, times = 1 } = UNITS.get(lower[at])!;
  let i = at;
  let amount = amountBefore(words, i);
  if (!amount && at > 0 && isFiller(lower[at - 1], tag[at - 1]) && !ordinalFrom(words, at - 1)) {
    i = at - 1;
    amount = amountBefore(words, i);
    if (!amount) i = at;
  }
  if (amount && !isAmountOf(words, amount, at, plural)) {
    amount = undefined;
    i = at;
  }
  const value = amount?.value ?? (plural ? 'X' : 1);
  return {
    from: amount ? amount.from : i,
    to: at + 1,
    unit,
    plural,
    amount,
    part: { unit, amount: value === 'X' ? 'X' : value * times },
  };
}

/** Does the amount count the unit: not "a decades-long", "January and a week", "the 1988 quarter", "a great day"? */
function isAmountOf({ lower }: Words, amount: Amount, at: number, plural: boolean): boolean {
  const first = lower[amount.from];
  const article = amount.to - amount.from === 1 && (first === 'a' || first === 'an');
  if (first === 'and' || (article && plural)) return false;
  if (article && amount.to < at && !FILLERS.has(lower[at - 1])) return false;
  return plural || yearOf(lower[amount.to - 1]) === undefined;
}

function isFiller(word: string, tag: number): boolean {
  return FILLERS.has(word) || (isAdjective(tag) && !POINTING.has(word));
}
