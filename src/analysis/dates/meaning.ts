/**
 * What the words of a time expression say before it is known when the article was published. A parser reads words and
 * gives a meaning; `resolve.ts` turns it into a TIMEX3 value.
 */

export type Unit =
  | 'second'
  | 'minute'
  | 'hour'
  | 'day'
  | 'week'
  | 'weekend'
  | 'month'
  | 'quarter'
  | 'half'
  | 'season'
  | 'year'
  | 'decade'
  | 'century'
  | 'millennium';

/** TIMEX3's modifiers. */
export type Modifier =
  | 'START'
  | 'MID'
  | 'END'
  | 'APPROX'
  | 'BEFORE'
  | 'AFTER'
  | 'ON_OR_BEFORE'
  | 'ON_OR_AFTER'
  | 'LESS_THAN'
  | 'MORE_THAN'
  | 'EQUAL_OR_LESS'
  | 'EQUAL_OR_MORE';

/** Parts of a day, as TIMEX3 writes them behind the T. */
export type PartOfDay = 'MO' | 'MI' | 'AF' | 'EV' | 'NI' | 'DT';

/** Seasons, as TIMEX3 writes them. */
export type Season = 'SP' | 'SU' | 'FA' | 'WI';

/** What a shift counts from: the day of publication ("last week") or the date mentioned last ("the following week"). */
export type Anchor = 'publication' | 'reference';

/** "last week" is `{ unit: 'week', by: -1, from: 'publication' }`, "three days later" `{ 'day', 3, 'reference' }`. */
export interface Shift {
  readonly unit: Unit;
  readonly by: number;
  readonly from: Anchor;
}

/** Fields of the calendar that the words name. What stands above the highest is left to be resolved. */
export interface CalendarFields {
  /** Negative before Christ. */
  readonly year?: number;
  /** Not the calendar's: "fiscal 2019". */
  readonly fiscal?: boolean;
  /** "the 1990s" is 199, "the 19th century" 18: the digits that its years share. */
  readonly yearPrefix?: string;
  readonly half?: 1 | 2;
  readonly quarter?: 1 | 2 | 3 | 4;
  readonly season?: Season;
  readonly month?: number;
  readonly day?: number;
  /** ISO week of the year; negative counts from its end. */
  readonly week?: number;
  readonly weekend?: boolean;
  /** Monday to Friday: "on weekdays". */
  readonly weekdays?: boolean;
  readonly weekday?: number;
  readonly holiday?: Holiday;
  readonly part?: PartOfDay;
  readonly clock?: Clock;
}

/** When a holiday falls, by year. */
export interface Holiday {
  readonly name: string;
  /** The day in a year, as `calendar.ts` counts days. */
  readonly dayIn: (year: number) => number;
}

export interface Clock {
  /** 0 to 24. */
  readonly hour: number;
  readonly minute?: number;
  readonly second?: number;
  /** `Z` for UTC and GMT; other zones are not written into the value. */
  readonly zone?: 'Z';
}

/** A point or period of the calendar. */
export interface Point extends CalendarFields {
  readonly kind: 'point';
  readonly shift?: Shift;
  /** "last Monday" -1, "this Monday" 0, "next May" 1; from the day of publication. */
  readonly which?: -1 | 0 | 1;
  /** Which one the words ask for counts from the date mentioned last: "the previous Friday". */
  readonly from?: Anchor;
  /** The week that the day lies in: "the week of March 6". */
  readonly weekOfDay?: boolean;
  /** Offsets to be counted from this point: "two weeks before May 13". */
  readonly offset?: Omit<Shift, 'from'>;
  /** "a year earlier": compares, so that it takes the period compared with, be it a quarter or a month. */
  readonly compares?: boolean;
}

export interface DurationPart {
  /** "X" is unknown: "weeks", "several weeks". */
  readonly amount: number | 'X';
  readonly unit: Unit;
}

export interface Duration {
  readonly kind: 'duration';
  readonly parts: readonly DurationPart[];
}

/** "every Monday", "each July", "twice a year", "daily". */
export interface Recurrence {
  readonly kind: 'recurrence';
  /** The period that comes again: a duration, "daily" is P1D, or fields of the calendar, "every Monday". */
  readonly every: DurationPart | CalendarFields;
  /** TIMEX3's quantifier: EVERY, EACH. */
  readonly quantifier?: string;
  /** TIMEX3's frequency: `2X` for "twice a week". */
  readonly frequency?: string;
}

/** Not on the calendar: "now", "recently", "soon". */
export interface Vague {
  readonly kind: 'vague';
  readonly value: 'PRESENT_REF' | 'PAST_REF' | 'FUTURE_REF';
}

export type Meaning = Point | Duration | Recurrence | Vague;

/** A copy that leaves one field unsaid. */
export function without<T extends object, K extends keyof T>(fields: T, field: K): Omit<T, K> {
  const copy: Partial<T> = { ...fields };
  delete copy[field];
  return copy as Omit<T, K>;
}
