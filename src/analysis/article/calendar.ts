import { dayOf, daysInMonth, padded } from '../dates/calendar';

/** Days between 1 January 1970 and a date of the (proleptic) Gregorian calendar; undefined for 30 February. */
export function dayNumber(year: number, month: number, day: number): number | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return dayOf(year, month, day);
}

/** `2022-01-08` as a day number; undefined when it is not a date of the calendar in exactly this form. */
export function dayNumberOf(isoDate: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(isoDate);
  return match ? dayNumber(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

/** `2022-01-08`; undefined when the calendar has no such day. */
export function isoDate(year: number, month: number, day: number): string | undefined {
  if (dayNumber(year, month, day) === undefined) return undefined;
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

/** Month 1 to 12 of an English name or its usual abbreviation, "January", "Jan", "sept"; undefined for other words. */
export function monthNamed(word: string): number | undefined {
  const lower = word.toLowerCase();
  const index = MONTHS.findIndex((month) => month === lower || month.slice(0, 3) === lower);
  return index >= 0 ? index + 1 : lower === 'sept' ? 9 : undefined;
}

/** English month names, lower case, January first. */
export const MONTHS: readonly string[] = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
