import { BEFORE_YEAR, COUNTED, CURRENCIES, NUMBERED } from '../lexicon';
import { spelledYearFrom, yearOf } from '../numbers';
import { type Candidate, type Parser, pointCandidate } from '../parser';
import { isGlued, TRIGGER, triggerOn, wholeNumber, type Words } from '../words';
import { centuryOf } from './calendarDate';
import { isPlural, isProper } from '../../text/tags';

/** Years: "1987", "fiscal 1989", "the year 2000", "1990-91", "'98", "nineteen ninety-six", "300 BC", "A.D. 79". */
export const year: Parser = { name: 'year', on: TRIGGER.digits | TRIGGER.cardinal | TRIGGER.term, read: readYear };

function readYear(words: Words, at: number): Candidate | readonly Candidate[] | undefined {
  const { lower } = words;
  const era = eraYear(words, at) ?? fiscalYear(words, at) ?? splitYear(words, at);
  if (era) return era;
  const value = yearOf(lower[at]);
  if (value !== undefined) {
    if (!isYear(words, at, value)) return undefined;
    const first = yearCandidate(words, at, at + 1, value);
    const second = endOfRange(words, at, value);
    return second === undefined ? first : [first, pointCandidate(at + 1, at + 2, { year: second })];
  }
  if (lower[at].length === 2 && isGlued(words, at) && isApostrophe(lower[at - 1]) && !isGlued(words, at - 1)) {
    const short = wholeNumber(lower[at]);
    const before = lower[at - 2];
    if (short >= 0 && (BEFORE_YEAR.has(before) || /^[a-z]/.test(before ?? ''))) {
      return pointCandidate(at - 1, at + 1, { year: centuryOf(short) });
    }
    return undefined;
  }
  const spelled = spelledYearFrom(words, at);
  if (!spelled) return undefined;
  const before = lower[at - 1];
  const certain = before === 'in' || before === 'year' || before === 'since' || before === 'by' || before === 'of';
  if (!certain && (spelled.value % 100 === 0 || COUNTED.has(lower[spelled.to]))) return undefined;
  if (CURRENCIES.has(lower[spelled.to]) || COUNTED.has(lower[spelled.to])) return undefined;
  return yearCandidate(words, at, spelled.to, spelled.value);
}

/** "the year 1999", "fiscal 1999", "fiscal year 1999" are one with their year. */
function yearCandidate(words: Words, at: number, to: number, value: number): Candidate {
  const { lower } = words;
  let from = at;
  if (lower[from - 1] === 'of' && lower[from - 2] === 'year' && lower[from - 3] === 'the') from -= 3;
  else if (lower[from - 1] === 'year' && lower[from - 2] === 'the') from -= 2;
  else if (lower[from - 1] === 'year' && lower[from - 2] === 'calendar') from -= 2;
  return pointCandidate(from, to, { year: value });
}

/**
 * "fiscal 2019", "fiscal year 2019", "FY 2019", "FY2019", "FY19", "the 2019 fiscal year", "the 2018-19 fiscal year". It is
 * named by the year that it ends in; which months it has only its owner could say.
 */
function fiscalYear(words: Words, at: number): Candidate | undefined {
  const { lower, hyphen } = words;
  const word = lower[at];
  if (word.startsWith('fy')) {
    const glued = word.length > 2 ? shortOrFull(word.slice(2)) : undefined;
    if (glued !== undefined) return pointCandidate(at, at + 1, { year: glued, fiscal: true });
    const next = word.length === 2 ? shortOrFull(lower[at + 1] ?? '') : undefined;
    return next === undefined ? undefined : pointCandidate(at, at + 2, { year: next, fiscal: true });
  }
  let value = yearOf(word);
  if (value === undefined) return undefined;
  const before = at - (lower[at - 1] === 'year' ? 2 : 1);
  if (FISCAL.has(lower[before])) return pointCandidate(before, at + 1, { year: value, fiscal: true });
  let to = at + 1;
  const ends = endOfRange(words, at, value);
  if (ends !== undefined) {
    value = ends;
    to++;
  }
  if (hyphen[to] || !FISCAL.has(lower[to]) || lower[to + 1] !== 'year') return undefined;
  return pointCandidate(lower[at - 1] === 'the' ? at - 1 : at, to + 2, { year: value, fiscal: true });
}

const FISCAL = new Set(['fiscal', 'financial', 'tax']);
triggerOn(['fy', ...Array.from({ length: 100 }, (_, i) => `fy${String(i).padStart(2, '0')}`)], TRIGGER.term);
triggerOn(
  Array.from({ length: 100 }, (_, i) => `fy${1950 + i}`),
  TRIGGER.term,
);

/** 2019 for "2019" and for "19". */
function shortOrFull(word: string): number | undefined {
  const short = word.length === 2 ? wholeNumber(word) : -1;
  return short >= 0 ? centuryOf(short) : yearOf(word);
}

/** "the 2011/12 season", "2019/2020": a year that begins in one and ends in the next. */
function splitYear(words: Words, at: number): readonly Candidate[] | undefined {
  const word = words.lower[at];
  if ((word.length !== 7 && word.length !== 9) || word[4] !== '/') return undefined;
  const first = yearOf(word.slice(0, 4));
  if (first === undefined) return undefined;
  const second = word.length === 9 ? yearOf(word.slice(5)) : first - (first % 100) + wholeNumber(word.slice(5));
  return second === first + 1 ? [pointCandidate(at, at + 1, { year: first })] : undefined;
}

/** Is the four-digit number at `at` a year, or does it count, name or price something? */
function isYear(words: Words, at: number, value: number): boolean {
  const { lower, hyphen, tag } = words;
  const before = lower[at - 1];
  const after = lower[at + 1];
  if (CURRENCIES.has(before) && (isGlued(words, at) || before.length > 1)) return false;
  if (NUMBERED.has(before) && !hyphen[at]) return false;
  if (after === 'index' || after === 'indexes') return false; // "the Russell 2000 Index"
  if (after === '%' || after === 'percent' || (CURRENCIES.has(after) && after !== '#')) return false;
  if (after === '/' || before === '/') {
    if (isGlued(words, at) || isGlued(words, at + 1))
      return yearOf(lower[at + 2]) !== undefined || yearOf(lower[at - 2]) !== undefined;
  }
  if (hyphen[at + 1] && COUNTED.has(after)) return false;
  // "138-2010-2015": a telephone or serial number
  if (
    hyphen[at + 1] &&
    isDigit(after) &&
    ((hyphen[at] && isDigit(before)) || (hyphen[at + 2] && isDigit(lower[at + 2])))
  )
    return false;
  if (hyphen[at] && isDigit(before) && hyphen[at - 1]) return false;
  const cued = BEFORE_YEAR.has(before);
  if (COUNTED.has(after) && before !== 'in' && before !== 'the') return false;
  if (hyphen[at] && !cued && yearOf(before) === undefined && before !== 'mid' && before !== 'pre' && before !== 'post')
    return false;
  if (value >= 1900 && value <= 2060) {
    if (isPlural(tag[at + 1]) && !cued && /^[a-z]/.test(words.raw[at + 1]) && at > 0 && !isProper(tag[at - 1]))
      return false;
    return true;
  }
  // Years long past or far ahead need a word that goes before years
  if (value < 1400 && !(before === 'in' || before === 'since' || before === 'year' || before === '(')) return false;
  if (isPlural(tag[at + 1]) && before !== 'in') return false;
  return cued || before === '(' || before === 'summer' || yearOf(after) !== undefined || yearOf(before) !== undefined;
}

/** "1990-91", "1914-1918": the year that a range from `first` ends with. */
function endOfRange({ lower, hyphen }: Words, at: number, first: number): number | undefined {
  if (!hyphen[at + 1] || lower[at + 1].length !== 2) return undefined;
  const short = wholeNumber(lower[at + 1]);
  const value = first - (first % 100) + short;
  return short >= 0 && value > first ? value : undefined;
}

/** "300 BC", "79 A.D.", "A.D. 79". */
function eraYear(words: Words, at: number): Candidate | undefined {
  const { lower } = words;
  const value = wholeNumber(lower[at]);
  if (value <= 0 || value > 9999) return undefined;
  const after = lower[at + 1];
  if (BEFORE_CHRIST.has(after) && isUpper(words.raw[at + 1])) return pointCandidate(at, at + 2, { year: -value });
  if (ANNO_DOMINI.has(after) && isUpper(words.raw[at + 1])) return pointCandidate(at, at + 2, { year: value });
  if (ANNO_DOMINI.has(lower[at - 1]) && isUpper(words.raw[at - 1]))
    return pointCandidate(at - 1, at + 1, { year: value });
  return undefined;
}

const BEFORE_CHRIST = new Set(['bc', 'b.c.', 'bce', 'b.c.e.', 'b.c']);
const ANNO_DOMINI = new Set(['ad', 'a.d.', 'ce', 'c.e.', 'a.d']);

function isUpper(word: string | undefined): boolean {
  return word !== undefined && word.charCodeAt(0) < 97;
}

function isApostrophe(word: string | undefined): boolean {
  return word === "'" || word === '’' || word === '‘' || word === '`';
}

function isDigit(word: string | undefined): boolean {
  const code = word?.charCodeAt(0) ?? 0;
  return code >= 48 && code <= 57;
}
