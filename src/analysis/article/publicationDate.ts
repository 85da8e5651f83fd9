import { isoDate, monthNamed } from './calendar';

/** A date as a header line gives it. */
export interface PublicationDate {
  /** ISO, `2022-01-08`; undefined when it is meant as a date and is none of the calendar: `20221399`. */
  readonly value: string | undefined;
  /** The words themselves within the line, without a label ("Published:") before them. */
  readonly start: number;
  readonly end: number;
  /** `20220108`: the form that only articles of this kind have. */
  readonly compact: boolean;
}

/** Longer lines are no date: "Published on Saturday, 8 January 2022 at 10:15 AM Eastern Standard Time" has 69. */
const LONGEST_DATE_LINE = 90;

const LABEL = /^(?:date|published|publication date|posted|updated|last updated|created)(?: on)?(?::\s{0,4}|\s{1,4})/i;
const WEEKDAY = /^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? {1,3}/i;

/** What may follow a date on its line: `T12:30:00Z`, ` at 3:15 PM EST`, `, 10:05 GMT`, ` - 14:30 +0200 (CET)`. */
const TIME_OF_DAY =
  /(?:T|,? (?:at |[-–|] )?)\d{1,2}(?:[:.]\d{2}){1,2}(?:\.\d{1,6})?(?: ?[ap]\.?m\.?)?(?:,? ?(?:[A-Z]{1,5}|(?:GMT|UTC)?[+-]\d{1,2}:?\d{0,2}|(?:[A-Z]{3,9} ){0,2}time))?(?: \([A-Z]{2,5}\))?$/i;

const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/;
const MONTH_FIRST = /^([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/;
const DAY_FIRST = /^(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4})$/;
/** Digits where a date is expected, but no date that can be read: `2022010`, `8.1.22`. */
const OTHER_DIGITS = /^(?:\d{5,14}|\d{1,4}([-/.])\d{1,2}\1\d{1,4})$/;

/**
 * Reads a line that is a date and nothing else: `20220108`, `2022-01-08T10:15:00Z`, "Saturday, January 8, 2022",
 * "Published: 8 Jan. 2022". Undefined when the line is not meant as a date. `01/02/2022` may be January or February:
 * it is meant as a date, but has no value.
 */
export function readPublicationDate(line: string): PublicationDate | undefined {
  if (line.length > LONGEST_DATE_LINE || !/\d/.test(line)) return undefined;
  const start = LABEL.exec(line)?.[0].length ?? 0;
  const written = line.slice(start).replace(/[.;]$/, '');
  const day = written.replace(TIME_OF_DAY, '');
  const value = readDay(day.replace(WEEKDAY, ''));
  return value && { ...value, start, end: start + day.length };
}

/** An ISO date from a value that came beside a text, in any form that a header may have; undefined when it is none. */
export function isoDateFrom(written: string): string | undefined {
  return readPublicationDate(written.trim())?.value;
}

function readDay(day: string): { value: string | undefined; compact: boolean } | undefined {
  let match = COMPACT.exec(day);
  if (match) return { value: isoDate(Number(match[1]), Number(match[2]), Number(match[3])), compact: true };
  match = YEAR_FIRST.exec(day);
  if (match) return plain(isoDate(Number(match[1]), Number(match[3]), Number(match[4])));
  match = YEAR_LAST.exec(day);
  if (match) return plain(yearLast(Number(match[1]), Number(match[3]), Number(match[4])));
  match = MONTH_FIRST.exec(day);
  if (match) return named(Number(match[3]), match[1], Number(match[2]));
  match = DAY_FIRST.exec(day);
  if (match) return named(Number(match[3]), match[2], Number(match[1]));
  return OTHER_DIGITS.test(day) ? plain(undefined) : undefined;
}

function plain(value: string | undefined) {
  return { value, compact: false };
}

/** Undefined, not a wrong date, when the word is no month: "Section 8, 2022". */
function named(year: number, word: string, day: number) {
  const month = monthNamed(word);
  return month === undefined ? undefined : plain(isoDate(year, month, day));
}

/** `13/01/2022` and `01/13/2022` have one reading, `01/02/2022` has two and so no value. */
function yearLast(first: number, second: number, year: number): string | undefined {
  if (first === second || second > 12) return isoDate(year, first, second);
  return first > 12 ? isoDate(year, second, first) : undefined;
}
