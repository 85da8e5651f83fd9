import { dayOf, dayOfIso, daysInMonth, isoOf, mondayOf } from './calendar';
import type { Unit } from './meaning';

/** How fine a value is. */
export type Precision =
  | 'time'
  | 'partOfDay'
  | 'day'
  | 'weekend'
  | 'week'
  | 'month'
  | 'quarter'
  | 'season'
  | 'half'
  | 'year'
  | 'decade'
  | 'century';

/** What a TIMEX3 value says, as data: the editor puts it in words of its language. */
export type Description = PointDescription | DurationDescription | ReferenceDescription | OpenDescription;

/** A point or period of the calendar. */
export interface PointDescription {
  readonly kind: 'point';
  readonly precision: Precision;
  /** First and last day, ISO, both included: `2022-01-03` to `2022-01-09` for `2022-W01`. Sorts as text after Christ. */
  readonly from: string;
  readonly to: string;
  /** When it begins, in minutes since 1970 whatever the time zone: to sort by. Negative before. */
  readonly begin: number;
  /** `22:00`, for those with a clock time; `Z` behind it is UTC. */
  readonly clock?: string;
  /** TIMEX3's part of the day, `MO` or `NI`. */
  readonly part?: string;
  /**
   * Days from publication: 2 is two days after, -7 a week before, 0 on the day or a period that holds it. A period
   * counts from its nearest day. Undefined without a date of publication.
   */
  readonly distance?: number;
}

/** A length of time, or how often: `P2W`. */
export interface DurationDescription {
  readonly kind: 'duration';
  /** In the value's order. `amount` is undefined where nobody counted, as in `PXY`. */
  readonly parts: readonly { readonly amount?: number; readonly unit: DurationUnit }[];
}

export type DurationUnit = Exclude<Unit, 'half'>;

/** `PRESENT_REF`, `PAST_REF`, `FUTURE_REF`: no date, but a direction. */
export interface ReferenceDescription {
  readonly kind: 'reference';
  readonly when: 'present' | 'past' | 'future';
}

/** A date without its year or week: `XXXX-WXX-1` is every Monday or a Monday that nothing places. */
export interface OpenDescription {
  readonly kind: 'open';
  readonly month?: number;
  readonly day?: number;
  readonly weekday?: number;
  /** `XXXX-WXX-WE` and `XXXX-WXX-WD`: every weekend, every day of the week but those. */
  readonly days?: 'weekend' | 'weekdays';
  readonly part?: string;
}

/** Reads a TIMEX3 value. @param published ISO date of publication. @returns undefined for what is no TIMEX3 value */
export function describe(value: string, published?: string): Description | undefined {
  if (value.length > 40) return undefined;
  switch (value) {
    case 'PRESENT_REF':
      return { kind: 'reference', when: 'present' };
    case 'PAST_REF':
      return { kind: 'reference', when: 'past' };
    case 'FUTURE_REF':
      return { kind: 'reference', when: 'future' };
  }
  if (value.startsWith('P')) return durationOf(value);
  if (value.startsWith('XXXX')) return openOf(value);
  const [date, time] = splitOnce(value, 'T');
  const days = daysOf(date);
  if (!days) return undefined;
  const [first, last, coarse] = days;
  const clock = time !== undefined && isDigit(time.charCodeAt(0)) ? time : undefined;
  const part = clock === undefined ? time : undefined;
  const publication = published === undefined ? undefined : dayOfIso(published);
  return {
    kind: 'point',
    precision: clock !== undefined ? 'time' : part !== undefined ? 'partOfDay' : coarse,
    from: isoOf(first),
    to: isoOf(last),
    begin: first * MINUTES_OF_DAY + (clock === undefined ? (PART_BEGINS[part ?? ''] ?? 0) : minuteOf(clock)),
    ...(clock !== undefined && { clock }),
    ...(part !== undefined && { part }),
    ...(publication !== undefined && { distance: distanceOf(first, last, publication) }),
  };
}

const MINUTES_OF_DAY = 24 * 60;

/** The minute of the day with which a part of it begins. */
const PART_BEGINS: Readonly<Record<string, number>> = { MO: 360, DT: 480, MI: 720, AF: 720, EV: 1080, NI: 1260 };

/** 1320 for `22:00`. */
function minuteOf(clock: string): number {
  const [hour, minute] = [wholeNumber(clock.slice(0, 2)), wholeNumber(clock.slice(3, 5))];
  return Math.max(0, hour) * 60 + Math.max(0, minute);
}

function distanceOf(first: number, last: number, publication: number): number {
  if (publication < first) return first - publication;
  return publication > last ? last - publication : 0;
}

/** First and last day of a date's value, and how fine it is. */
function daysOf(value: string): readonly [first: number, last: number, precision: Precision] | undefined {
  const beforeChrist = value.startsWith('BC');
  const [head, ...rest] = (beforeChrist ? value.slice(2) : value).split('-');
  const number = wholeNumber(head);
  if (number < 0) return undefined;
  if (rest.length === 0 && head.length < 4) {
    const years = 10 ** (4 - head.length);
    if (head.length < 2 || beforeChrist) return undefined;
    return [dayOf(number * years, 1, 1), dayOf((number + 1) * years, 1, 1) - 1, years === 10 ? 'decade' : 'century'];
  }
  if (head.length !== 4) return undefined;
  const year = beforeChrist ? 1 - number : number; // there is no year 0: 1 BC is 0 in the proleptic calendar
  if (rest.length === 0) return months(year, 1, 12, 'year');
  const [second, third] = rest;
  if (second.startsWith('W') && second.length === 3) {
    const week = wholeNumber(second.slice(1));
    if (week < 1 || week > 53) return undefined;
    const monday = mondayOf(year, week);
    if (third === undefined) return [monday, monday + 6, 'week'];
    if (third === 'WE') return [monday + 5, monday + 6, 'weekend'];
    const weekday = wholeNumber(third);
    return weekday >= 1 && weekday <= 7 ? [monday + weekday - 1, monday + weekday - 1, 'day'] : undefined;
  }
  if (Object.hasOwn(SEASON_MONTHS, second)) return months(year, SEASON_MONTHS[second], 3, 'season');
  const nth = wholeNumber(second.slice(1));
  if (second.startsWith('Q')) return nth >= 1 && nth <= 4 ? months(year, nth * 3 - 2, 3, 'quarter') : undefined;
  if (second.startsWith('H')) return nth === 1 || nth === 2 ? months(year, nth * 6 - 5, 6, 'half') : undefined;
  const month = wholeNumber(second);
  if (month < 1 || month > 12) return undefined;
  if (third === undefined) return months(year, month, 1, 'month');
  const day = wholeNumber(third);
  if (day < 1 || day > daysInMonth(year, month)) return undefined;
  return [dayOf(year, month, day), dayOf(year, month, day), 'day'];
}

/** Meteorological seasons of the northern half; winter ends in the year behind. */
const SEASON_MONTHS: Readonly<Record<string, number>> = { SP: 3, SU: 6, FA: 9, WI: 12 };

function months(year: number, first: number, count: number, precision: Precision): [number, number, Precision] {
  return [dayOf(year, first, 1), dayOf(year, first + count, 1) - 1, precision];
}

function openOf(value: string): OpenDescription {
  const [date, time] = splitOnce(value, 'T');
  const [, second = '', third] = date.split('-');
  const month = wholeNumber(second);
  const number = wholeNumber(third ?? '');
  const part = time !== undefined && !isDigit(time.charCodeAt(0)) ? time : undefined;
  const days = third === 'WE' ? 'weekend' : third === 'WD' ? 'weekdays' : undefined;
  if (second.startsWith('W') && days) return { kind: 'open', days, ...(part && { part }) };
  if (second.startsWith('W')) return { kind: 'open', ...(number > 0 && { weekday: number }), ...(part && { part }) };
  return { kind: 'open', ...(month > 0 && { month }), ...(number > 0 && { day: number }), ...(part && { part }) };
}

const UNITS: Readonly<Record<string, DurationUnit>> = {
  Y: 'year',
  M: 'month',
  W: 'week',
  D: 'day',
  Q: 'quarter',
  WE: 'weekend',
  SE: 'season',
  DE: 'decade',
  CE: 'century',
  ML: 'millennium',
};
const TIME_UNITS: Readonly<Record<string, DurationUnit>> = { H: 'hour', M: 'minute', S: 'second' };

function durationOf(value: string): DurationDescription | undefined {
  const parts: { amount?: number; unit: DurationUnit }[] = [];
  let units = UNITS;
  for (let i = 1; i < value.length;) {
    if (value[i] === 'T') {
      units = TIME_UNITS;
      i++;
      continue;
    }
    const from = i;
    if (value[i] === 'X') i++;
    else while (isDigit(value.charCodeAt(i)) || value[i] === '.') i++;
    if (i === from) return undefined;
    const letters = units[value.slice(i, i + 2)] ? 2 : 1;
    const unit = units[value.slice(i, i + letters)];
    if (!unit) return undefined;
    const amount = value[from] === 'X' ? undefined : Number(value.slice(from, i));
    if (Number.isNaN(amount)) return undefined; // `P.D`, `P1.2.3D`
    parts.push(amount === undefined ? { unit } : { amount, unit });
    i += letters;
  }
  return parts.length ? { kind: 'duration', parts } : undefined;
}

function splitOnce(text: string, separator: string): readonly [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function wholeNumber(word: string): number {
  if (word.length === 0 || word.length > 6) return -1;
  for (let i = 0; i < word.length; i++) if (!isDigit(word.charCodeAt(i))) return -1;
  return Number(word);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
