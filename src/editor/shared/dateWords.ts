import * as vscode from 'vscode';
import type { DateRange, TimeExpression } from '../../analysis/analysis';
import { civilOf } from '../../analysis/dates/calendar';
import {
  type Description,
  type DurationDescription,
  type DurationUnit,
  type OpenDescription,
  type PointDescription,
  type Precision,
  describe,
} from '../../analysis/dates/describe';
import { datePart, locale, longDate, shortDate, utcDate, weekdayDate } from './wording';

// TIMEX3 values in words of the window's language.

/** What has a TIMEX3 value: a time expression, or the header's date. */
export type Dated = Pick<TimeExpression, 'value'> &
  Partial<Pick<TimeExpression, 'type' | 'mod' | 'freq' | 'fiscal' | 'range'>>;

/** In full for a card, short for a row or a hint: "Monday, 10 January 2022", "10 Jan 2022". */
type Style = 'full' | 'short';

/** "Monday, 10 January 2022", "third quarter of 2021", "end of 2024", "every Monday"; undefined for no TIMEX3 value. */
export function fullMeaning(date: Dated): string | undefined {
  return meaningWords(date, 'full');
}

/** "10 Jan 2022", "Q3 2021", "3–9 Jan 2022"; what is no TIMEX3 value stays as it is. */
export function shortMeaning(date: Dated): string {
  return meaningWords(date, 'short') ?? date.value;
}

function meaningWords(date: Dated, style: Style): string | undefined {
  if (date.range) return rangeWords(date.range, style);
  const meaning = describe(date.value);
  if (!meaning) return undefined;
  if (date.type === 'SET') return setWords(meaning, date.freq);
  const words = descriptionWords(meaning, style);
  return modified(date.fiscal ? vscode.l10n.t('{0} (fiscal year)', words) : words, date.mod, meaning.kind);
}

/** "8–10 Jan 2022", "28 Jan – 3 Feb 2022", "2011–2014", "Monday, 10 January 2022 – Friday, 14 January 2022". */
function rangeWords({ from, to }: DateRange, style: Style): string | undefined {
  const [first, last] = [describe(from), describe(to)];
  if (!first || !last) return undefined;
  if (first.kind === 'point' && last.kind === 'point' && first.precision === last.precision) {
    if (first.precision === 'day' && style === 'short') return dayRange(first.from, last.to, style);
    if (first.precision === 'year') return `${yearWords(first)}–${yearWords(last)}`;
    if (first.precision === 'time' && first.from === last.from)
      return `${descriptionWords(first, style)}–${clockWords(last.clock)}`;
  }
  return `${descriptionWords(first, style)} – ${descriptionWords(last, style)}`;
}

function descriptionWords(meaning: Description, style: Style): string {
  switch (meaning.kind) {
    case 'point':
      return pointWords(meaning, style);
    case 'duration':
      return meaning.parts.map(amountWords).join(' ');
    case 'reference':
      return referenceWords(meaning.when);
    case 'open':
      return openWords(meaning);
  }
}

function referenceWords(when: 'present' | 'past' | 'future'): string {
  switch (when) {
    case 'present':
      return vscode.l10n.t('the present');
    case 'past':
      return vscode.l10n.t('the past');
    case 'future':
      return vscode.l10n.t('the future');
  }
}

// --- points and periods of the calendar --------------------------------------------------------------------------------

function pointWords(point: PointDescription, style: Style): string {
  const { precision, from, to, clock, part } = point;
  const day = style === 'full' ? weekdayDate(from) : shortDate(from);
  switch (precision) {
    case 'time':
      return vscode.l10n.t('{0}, {1}', day, clockWords(clock));
    case 'partOfDay':
      return vscode.l10n.t('{0}, {1}', day, partOfDayWords(part));
    case 'day':
      return day;
    case 'weekend':
      return style === 'full' ? vscode.l10n.t('weekend of {0}', dayRange(from, to, style)) : dayRange(from, to, style);
    case 'week':
      return style === 'full' ? vscode.l10n.t('week of {0}', dayRange(from, to, style)) : dayRange(from, to, style);
    case 'month': {
      const month = utcDate(from);
      const length = style === 'full' ? 'long' : 'short';
      return month ? `${datePart(month, { month: length })} ${yearWords(point)}` : yearWords(point);
    }
    case 'quarter':
      return quarterWords((monthOf(point) + 2) / 3, yearWords(point), style);
    case 'half':
      return monthOf(point) === 1
        ? vscode.l10n.t('first half of {0}', yearWords(point))
        : vscode.l10n.t('second half of {0}', yearWords(point));
    case 'season':
      return seasonWords(point);
    case 'year':
      return yearWords(point);
    case 'decade':
      return vscode.l10n.t('the {0}s', yearWords(point));
    case 'century':
      return vscode.l10n.t('the years {0} to {1}', yearWords(point), to.slice(0, 4));
  }
}

/** "8–10 January 2022", "28 Dec 2021 – 3 Jan 2022"; both days are ISO. */
function dayRange(from: string, to: string, style: Style): string {
  const words = style === 'full' ? longDate : shortDate;
  const [first, last] = [utcDate(from), utcDate(to)];
  if (!first || !last) return `${from} – ${to}`;
  if (from.slice(0, 7) === to.slice(0, 7)) return vscode.l10n.t('{0}–{1}', first.getUTCDate(), words(to));
  if (from.slice(0, 4) !== to.slice(0, 4)) return `${words(from)} – ${words(to)}`;
  const month = datePart(first, { month: style === 'full' ? 'long' : 'short' });
  return `${vscode.l10n.t('{0} {1}', first.getUTCDate(), month)} – ${words(to)}`;
}

/** "1987", "300 BC". */
function yearWords(point: PointDescription): string {
  const { year } = firstDay(point);
  return year > 0 ? String(year) : vscode.l10n.t('{0} BC', 1 - year);
}

function monthOf(point: PointDescription): number {
  return firstDay(point).month;
}

function firstDay({ begin }: PointDescription) {
  return civilOf(Math.floor(begin / (24 * 60)));
}

function quarterWords(quarter: number, year: string, style: Style): string {
  if (style === 'short') return vscode.l10n.t('Q{0} {1}', quarter, year);
  switch (quarter) {
    case 1:
      return vscode.l10n.t('first quarter of {0}', year);
    case 2:
      return vscode.l10n.t('second quarter of {0}', year);
    case 3:
      return vscode.l10n.t('third quarter of {0}', year);
    default:
      return vscode.l10n.t('fourth quarter of {0}', year);
  }
}

/** Winter is named by the year that it begins in, and both are said. */
function seasonWords(point: PointDescription): string {
  const year = yearWords(point);
  switch (monthOf(point)) {
    case 3:
      return vscode.l10n.t('spring {0}', year);
    case 6:
      return vscode.l10n.t('summer {0}', year);
    case 9:
      return vscode.l10n.t('autumn {0}', year);
    default:
      return vscode.l10n.t('winter {0}', `${year}–${point.to.slice(2, 4)}`);
  }
}

/** "22:00", "22:00 UTC". */
function clockWords(clock = ''): string {
  return clock.endsWith('Z') ? vscode.l10n.t('{0} UTC', clock.slice(0, -1)) : clock;
}

function partOfDayWords(part = ''): string {
  switch (part) {
    case 'MO':
      return vscode.l10n.t('morning');
    case 'MI':
      return vscode.l10n.t('midday');
    case 'AF':
      return vscode.l10n.t('afternoon');
    case 'EV':
      return vscode.l10n.t('evening');
    case 'NI':
      return vscode.l10n.t('night');
    case 'DT':
      return vscode.l10n.t('daytime');
    default:
      return part;
  }
}

/** 4 January 2021 was a Monday. */
function weekdayName(weekday: number): string {
  return datePart(new Date(Date.UTC(2021, 0, 3 + weekday)), { weekday: 'long' });
}

function daysName(days: 'weekend' | 'weekdays'): string {
  return days === 'weekend' ? vscode.l10n.t('weekend') : vscode.l10n.t('weekday');
}

/** "Monday, night", "4 March": what is known of a date that nothing places. */
function openWords({ month, day, weekday, days, part }: OpenDescription): string {
  const name = month === undefined ? undefined : datePart(new Date(Date.UTC(2021, month - 1, 1)), { month: 'long' });
  if (days) return [daysName(days), part && partOfDayWords(part)].filter(Boolean).join(', ');
  const date = weekday === undefined ? [day, name].filter((word) => word !== undefined) : [weekdayName(weekday)];
  const words = [date.join(' '), part && partOfDayWords(part)].filter(Boolean);
  return words.join(', ') || vscode.l10n.t('a date not given');
}

// --- lengths and repetitions -------------------------------------------------------------------------------------------

type Amount = DurationDescription['parts'][number];

/** "2 weeks", "1 year", "some decades". */
function amountWords({ amount, unit }: Amount): string {
  if (amount === undefined) return unknownAmount(unit);
  switch (unit) {
    case 'quarter':
      return amount === 1 ? vscode.l10n.t('1 quarter') : vscode.l10n.t('{0} quarters', amount);
    case 'weekend':
      return amount === 1 ? vscode.l10n.t('1 weekend') : vscode.l10n.t('{0} weekends', amount);
    case 'season':
      return amount === 1 ? vscode.l10n.t('1 season') : vscode.l10n.t('{0} seasons', amount);
    case 'decade':
      return amount === 1 ? vscode.l10n.t('1 decade') : vscode.l10n.t('{0} decades', amount);
    case 'century':
      return amount === 1 ? vscode.l10n.t('1 century') : vscode.l10n.t('{0} centuries', amount);
    case 'millennium':
      return amount === 1 ? vscode.l10n.t('1 millennium') : vscode.l10n.t('{0} millennia', amount);
    case 'second':
    case 'minute':
    case 'hour':
    case 'day':
    case 'week':
    case 'month':
    case 'year':
      return new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: 'long' }).format(amount);
  }
}

function unknownAmount(unit: DurationUnit): string {
  switch (unit) {
    case 'second':
      return vscode.l10n.t('some seconds');
    case 'minute':
      return vscode.l10n.t('some minutes');
    case 'hour':
      return vscode.l10n.t('some hours');
    case 'day':
      return vscode.l10n.t('some days');
    case 'weekend':
      return vscode.l10n.t('some weekends');
    case 'week':
      return vscode.l10n.t('some weeks');
    case 'month':
      return vscode.l10n.t('some months');
    case 'quarter':
      return vscode.l10n.t('some quarters');
    case 'season':
      return vscode.l10n.t('some seasons');
    case 'year':
      return vscode.l10n.t('some years');
    case 'decade':
      return vscode.l10n.t('some decades');
    case 'century':
      return vscode.l10n.t('some centuries');
    case 'millennium':
      return vscode.l10n.t('some millennia');
  }
}

/** "every Monday", "every 2 weeks", "twice every week". @param frequency TIMEX3's, `2X` */
function setWords(meaning: Description, frequency: string | undefined): string {
  const words = everyWords(meaning);
  const times = Number.parseInt(frequency ?? '', 10);
  if (Number.isNaN(times)) return words;
  if (times === 1) return vscode.l10n.t('once {0}', words);
  return times === 2 ? vscode.l10n.t('twice {0}', words) : vscode.l10n.t('{0} times {1}', times, words);
}

function everyWords(meaning: Description): string {
  if (meaning.kind === 'duration' && meaning.parts.length === 1 && meaning.parts[0].amount === 1) {
    switch (meaning.parts[0].unit) {
      case 'hour':
        return vscode.l10n.t('every hour');
      case 'day':
        return vscode.l10n.t('every day');
      case 'week':
        return vscode.l10n.t('every week');
      case 'weekend':
        return vscode.l10n.t('every weekend');
      case 'month':
        return vscode.l10n.t('every month');
      case 'quarter':
        return vscode.l10n.t('every quarter');
      case 'year':
        return vscode.l10n.t('every year');
      case 'second':
      case 'minute':
      case 'season':
      case 'decade':
      case 'century':
      case 'millennium':
    }
  }
  return vscode.l10n.t('every {0}', descriptionWords(meaning, 'full'));
}

/** What TIMEX3's modifier makes of the words: "end of 2024", "more than 2 weeks". */
function modified(words: string, mod: string | undefined, kind: Description['kind']): string {
  switch (mod) {
    case 'START':
      return vscode.l10n.t('beginning of {0}', words);
    case 'MID':
      return vscode.l10n.t('middle of {0}', words);
    case 'END':
      return vscode.l10n.t('end of {0}', words);
    case 'BEFORE':
      return vscode.l10n.t('before {0}', words);
    case 'AFTER':
      return vscode.l10n.t('after {0}', words);
    case 'ON_OR_BEFORE':
      return vscode.l10n.t('{0} or before', words);
    case 'ON_OR_AFTER':
      return vscode.l10n.t('{0} or after', words);
    case undefined:
      return words;
  }
  if (kind !== 'duration') return vscode.l10n.t('about {0}', words); // "nearly two years ago"
  switch (mod) {
    case 'MORE_THAN':
      return vscode.l10n.t('more than {0}', words);
    case 'LESS_THAN':
      return vscode.l10n.t('less than {0}', words);
    case 'EQUAL_OR_MORE':
      return vscode.l10n.t('at least {0}', words);
    case 'EQUAL_OR_LESS':
      return vscode.l10n.t('at most {0}', words);
    default:
      return vscode.l10n.t('about {0}', words);
  }
}

// --- distances -----------------------------------------------------------------------------------------------------------

const EXACT_TO_THE_DAY: readonly Precision[] = ['time', 'partOfDay', 'day'];

/** "2 days after publication", "about 34 years before publication": as fine as one still can picture. */
export function distanceWords(days: number, precision: Precision | 'range'): string {
  if (days === 0) {
    return EXACT_TO_THE_DAY.some((exact) => exact === precision)
      ? vscode.l10n.t('on the day of publication')
      : vscode.l10n.t('the day of publication lies in it');
  }
  const time = lengthWords(Math.abs(days));
  return days > 0 ? vscode.l10n.t('{0} after publication', time) : vscode.l10n.t('{0} before publication', time);
}

const DAYS_OF_MONTH = 30.44;
const DAYS_OF_YEAR = 365.25;

/** "1 day", "about 3 weeks", "about 34 years". */
export function lengthWords(days: number): string {
  if (days === 1) return vscode.l10n.t('1 day');
  if (days < 14) return vscode.l10n.t('{0} days', days);
  if (days < 2 * DAYS_OF_MONTH) return vscode.l10n.t('about {0} weeks', Math.round(days / 7));
  if (days < 2 * DAYS_OF_YEAR) return vscode.l10n.t('about {0} months', Math.round(days / DAYS_OF_MONTH));
  return vscode.l10n.t('about {0} years', Math.round(days / DAYS_OF_YEAR));
}
