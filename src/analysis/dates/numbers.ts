import { CARDINALS, MULTIPLES, ORDINALS, VAGUE_AMOUNTS } from './lexicon';
import { wholeNumber, type Words } from './words';

/** An amount that words `[from, to)` state; "X" when nobody counted ("several"). */
export interface Amount {
  readonly from: number;
  readonly to: number;
  readonly value: number | 'X';
}

/** Numbers longer than this many words are not looked for; it bounds the search. */
const LONGEST = 9;

/**
 * The amount whose last word stands before `end`: "two", "twenty-four", "2 1/2", "one and a half", "a couple of",
 * "several". The longest that reads as one number.
 */
export function amountBefore(words: Words, end: number): Amount | undefined {
  let from = end;
  while (from > 0 && end - from < LONGEST && isNumberWord(words.lower[from - 1])) from--;
  for (; from < end; from++) {
    const amount = amountFrom(words, from);
    if (amount?.to === end) return amount;
  }
  return undefined;
}

function isNumberWord(word: string): boolean {
  const code = word.charCodeAt(0);
  return (
    (code >= 48 && code <= 57) ||
    CARDINALS.has(word) ||
    MULTIPLES.has(word) ||
    VAGUE_AMOUNTS.has(word) ||
    JOINTS.has(word)
  );
}

const JOINTS = new Set([
  'and',
  'a',
  'an',
  'half',
  'couple',
  'of',
  'dozen',
  'dozens',
  'quarter',
  'score',

  'hundreds',
  'thousands',
  'another',
]);

const FRACTIONS: ReadonlyMap<string, number> = new Map([
  ['1/2', 0.5],
  ['1/4', 0.25],
  ['3/4', 0.75],
  ['½', 0.5],
  ['¼', 0.25],
  ['¾', 0.75],
]);

/** The amount that begins at word `from`. */
export function amountFrom(words: Words, from: number): Amount | undefined {
  const { lower } = words;
  let i = from;
  if (VAGUE_AMOUNTS.has(lower[i])) {
    if (lower[i] === 'few' || lower[i] === 'several' || lower[i] === 'some') {
      const multiple = lower[i + 1];
      if (MULTIPLES.has(multiple) || multiple === 'dozen') return { from, to: i + 2, value: 'X' };
    }
    return { from, to: i + 1, value: 'X' };
  }
  if (lower[i] === 'a' || lower[i] === 'an') {
    if (lower[i + 1] === 'couple') return { from, to: i + (lower[i + 2] === 'of' ? 3 : 2), value: 2 };
    if (lower[i + 1] === 'few') return { from, to: i + 2, value: 'X' };
    if (lower[i + 1] === 'dozen') return { from, to: i + 2, value: 12 };
    if (lower[i + 1] === 'score') return { from, to: i + (lower[i + 2] === 'of' ? 3 : 2), value: 20 };
    if (lower[i + 1] === 'half') return { from, to: i + 2, value: 0.5 };
    if (!MULTIPLES.has(lower[i + 1])) return { from, to: i + 1, value: 1 };
  }
  if (lower[i] === 'another') return { from, to: i + 1, value: 1 };
  if (lower[i] === 'couple' && lower[i + 1] === 'of') return { from, to: i + 2, value: 2 };
  if (lower[i] === 'dozens' || lower[i] === 'hundreds' || lower[i] === 'thousands') {
    return { from, to: i + (lower[i + 1] === 'of' ? 2 : 1), value: 'X' };
  }
  if (lower[i] === 'dozen') return { from, to: i + 1, value: 12 };
  if (lower[i] === 'half') return { from, to: i + (lower[i + 1] === 'a' || lower[i + 1] === 'an' ? 2 : 1), value: 0.5 };
  const whole = cardinalFrom(words, from);
  if (!whole) {
    const fraction = decimal(lower[i]);
    return fraction === undefined ? undefined : { from, to: i + 1, value: fraction };
  }
  i = whole.to;
  let value = whole.value;
  const fraction = FRACTIONS.get(lower[i]);
  if (fraction !== undefined) {
    value += fraction;
    i++;
  } else if (lower[i] === 'and') {
    const article = lower[i + 1] === 'a' || lower[i + 1] === 'one' ? 1 : 0;
    const part = FRACTIONS.get(lower[i + 1]);
    if (lower[i + 1 + article] === 'half') {
      value += 0.5;
      i += 2 + article;
    } else if (article && lower[i + 2] === 'quarter') {
      value += 0.25;
      i += 3;
    } else if (part !== undefined) {
      value += part;
      i += 2;
    }
  } else if (lower[i] === 'dozen' && value > 0) {
    value *= 12;
    i++;
  }
  return { from, to: i, value };
}

/** "twenty four", "two hundred and ten", "nineteen hundred", "1,500", "2 million". */
export function cardinalFrom(words: Words, from: number): { readonly to: number; readonly value: number } | undefined {
  const { lower } = words;
  let i = from;
  let total = 0;
  let group = 0;
  let filled = 0; // places of the group already taken: 1 ones, 2 tens
  let found = false;
  const digits = wholeNumber(lower[i]);
  if (digits >= 0) {
    const multiple = MULTIPLES.get(lower[i + 1]);
    return multiple && multiple >= 1000 ? { to: i + 2, value: digits * multiple } : { to: i + 1, value: digits };
  }
  for (; i < from + LONGEST; i++) {
    const word = lower[i];
    const cardinal = CARDINALS.get(word);
    if (cardinal !== undefined) {
      const ones = cardinal < 10;
      if (ones ? filled & 1 : filled) break;
      group += cardinal;
      filled |= cardinal < 10 ? 1 : cardinal < 20 ? 3 : 2;
      found = true;
      continue;
    }
    const multiple = MULTIPLES.get(word);
    if (multiple !== undefined && (found || lower[from] === 'a' || lower[from] === 'an')) {
      const times = group || 1;
      if (multiple === 100) {
        group = times * 100;
        filled = 0;
      } else {
        total += times * multiple;
        group = 0;
        filled = 0;
      }
      found = true;
      continue;
    }
    if (word === 'and' && found && (total || group >= 100) && CARDINALS.has(lower[i + 1])) continue;
    if ((word === 'a' || word === 'an') && i === from && MULTIPLES.has(lower[i + 1])) continue;
    break;
  }
  return found ? { to: i, value: total + group } : undefined;
}

/** "2.5", "2½", "1/2". */
function decimal(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  const fraction = FRACTIONS.get(word);
  if (fraction !== undefined) return fraction;
  const last = FRACTIONS.get(word.slice(-1));
  if (last !== undefined) {
    const whole = wholeNumber(word.slice(0, -1));
    return whole < 0 ? undefined : whole + last;
  }
  const point = word.indexOf('.');
  if (point < 0 || word.length > 12) return undefined;
  const whole = point === 0 ? 0 : wholeNumber(word.slice(0, point));
  const part = wholeNumber(word.slice(point + 1));
  return whole < 0 || part < 0 ? undefined : Number(`${whole}.${word.slice(point + 1)}`);
}

/** "first", "1st", "twenty-first" from word `from`. */
export function ordinalFrom(words: Words, from: number): { readonly to: number; readonly value: number } | undefined {
  const { lower } = words;
  const word = lower[from];
  if (word === undefined) return undefined;
  const simple = ORDINALS.get(word) ?? digitOrdinal(word);
  if (simple !== undefined) return { to: from + 1, value: simple };
  const tens = CARDINALS.get(word);
  const ones = ORDINALS.get(lower[from + 1]);
  if (tens !== undefined && tens >= 20 && ones !== undefined && ones < 10) return { to: from + 2, value: tens + ones };
  return undefined;
}

/** The ordinal whose last word stands before `end`. */
export function ordinalBefore(
  words: Words,
  end: number,
): { readonly from: number; readonly value: number } | undefined {
  for (const from of [end - 2, end - 1]) {
    if (from < 0) continue;
    const ordinal = ordinalFrom(words, from);
    if (ordinal?.to === end) return { from, value: ordinal.value };
  }
  return undefined;
}

/** 21 for "21st". */
function digitOrdinal(word: string): number | undefined {
  if (word.length < 3 || word.length > 5) return undefined;
  const ending = word.slice(-2);
  if (ending !== 'st' && ending !== 'nd' && ending !== 'rd' && ending !== 'th') return undefined;
  const value = wholeNumber(word.slice(0, -2));
  return value < 0 ? undefined : value;
}

/** A year between 1000 and 2199 in four digits; undefined for others. */
export function yearOf(word: string | undefined): number | undefined {
  if (word?.length !== 4) return undefined;
  const value = wholeNumber(word);
  return value >= 1000 && value < 2200 ? value : undefined;
}

/** A year in words: "nineteen ninety-six", "nineteen hundred ninety three", "two thousand and fifteen". */
export function spelledYearFrom(
  words: Words,
  from: number,
): { readonly to: number; readonly value: number } | undefined {
  const { lower } = words;
  const first = CARDINALS.get(lower[from]);
  if (first === undefined) return undefined;
  if (first >= 10 && first <= 20) {
    if (lower[from + 1] === 'oh' || lower[from + 1] === 'o') {
      const ones = CARDINALS.get(lower[from + 2]);
      return ones !== undefined && ones < 10 ? { to: from + 3, value: first * 100 + ones } : undefined;
    }
    if (lower[from + 1] === 'hundred') {
      const rest = CARDINALS.has(lower[from + 2]) ? cardinalFrom(words, from + 2) : undefined;
      if (rest && rest.value >= 10 && rest.value < 100) return { to: rest.to, value: first * 100 + rest.value };
      return { to: from + 2, value: first * 100 };
    }
    const rest = CARDINALS.has(lower[from + 1]) ? cardinalFrom(words, from + 1) : undefined;
    if (first >= 11 && rest && rest.value >= 10 && rest.value < 100)
      return { to: rest.to, value: first * 100 + rest.value };
    return undefined;
  }
  if (first === 2 && lower[from + 1] === 'thousand') {
    const whole = cardinalFrom(words, from);
    return whole && whole.value >= 2000 && whole.value < 2100 ? whole : undefined;
  }
  return undefined;
}
