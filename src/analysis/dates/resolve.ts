import { addMonths, type CivilDate, civilOf, dayOf, daysInMonth, isoWeekOf, mondayOf, weekdayOf } from './calendar';
import type { Clock, Meaning, Point, Shift } from './meaning';
import type { Direction } from './tense';
import { durationValue, pointValue, type ResolvedPoint } from './timex';

/** What an article's expressions are resolved against, updated as it is read. */
export interface Timeline {
  /** Day of publication, as calendar.ts counts days; undefined when the article has no date. */
  readonly publication: number | undefined;
  /** The date mentioned last, and the last day among them. */
  readonly last?: ResolvedPoint;
  readonly lastDay?: ResolvedPoint;
  /** The quarter or half that figures are given for, and the month. */
  readonly lastQuarter?: ResolvedPoint;
  readonly lastMonth?: ResolvedPoint;
}

export interface Resolution {
  readonly value: string;
  /** The point of the calendar, for those that later expressions can refer to. */
  readonly point?: ResolvedPoint;
}

/** Gives a meaning its TIMEX3 value. @param direction which way the clause looks, for what is not fully named */
export function resolve(meaning: Meaning, timeline: Timeline, direction: Direction | undefined): Resolution {
  switch (meaning.kind) {
    case 'vague':
      return { value: meaning.value };
    case 'duration':
      return { value: durationValue(meaning.parts) };
    case 'recurrence': {
      const { every } = meaning;
      return {
        value: 'amount' in every ? durationValue([every]) : pointValue(every),
      };
    }
    case 'point': {
      const open = openValue(meaning, timeline);
      if (open) return { value: open };
      const point = resolvePoint(meaning, timeline, direction);
      return { value: pointValue(point), point };
    }
  }
}

/** The same for the end of a range: where the words leave it open, it is the first such time behind the begin. */
export function resolveEnd(
  meaning: Meaning,
  begin: ResolvedPoint,
  timeline: Timeline,
  direction: Direction | undefined,
): Resolution {
  const first = dayWithin(begin);
  if (meaning.kind === 'point' && meaning.clock && begin.clock && first !== undefined) {
    const end = resolve(meaning, timeline, direction);
    // "from 10 p.m. to 2 a.m." ends on the next day
    if (!end.point || dayWithin(end.point) !== first || minutesOf(meaning.clock) >= minutesOf(begin.clock)) return end;
    const point = { ...end.point, ...civilOf(first + 1) };
    return { value: pointValue(point), point };
  }
  const isOpen = meaning.kind === 'point' && meaning.year === undefined && !meaning.shift && !meaning.clock;
  if (!isOpen || first === undefined || isNothingOfCalendar(meaning)) return resolve(meaning, timeline, direction);
  return resolve({ ...meaning, which: 1, from: 'publication' }, { ...timeline, publication: first }, 'future');
}

function minutesOf({ hour, minute = 0 }: Clock): number {
  return hour * 60 + minute;
}

/** Nothing but a part of the day, or a decade: neither comes again behind the begin. */
function isNothingOfCalendar({ weekday, month, day, holiday, quarter, half, season }: Point): boolean {
  return [weekday, month, day, holiday, quarter, half, season].every((field) => field === undefined);
}

/** Without a date of publication: "last week" is some week. */
function openValue(
  { shift, month, quarter, half, season, weekday, week, holiday, clock, part }: Point,
  timeline: Timeline,
): string | undefined {
  if (!shift || anchorDay(timeline, shift.from) !== undefined) return undefined;
  if (month ?? quarter ?? half ?? season ?? weekday ?? week ?? holiday ?? clock ?? part) return undefined;
  return OPEN_VALUES[shift.unit];
}

const OPEN_VALUES: Partial<Record<Shift['unit'], string>> = {
  day: 'XXXX-XX-XX',
  week: 'XXXX-WXX',
  weekend: 'XXXX-WXX-WE',
  month: 'XXXX-XX',
  quarter: 'XXXX-QX',
};

/** The timeline behind an expression that was resolved to `point`. */
export function advance(timeline: Timeline, meaning: Meaning, point: ResolvedPoint | undefined): Timeline {
  if (!point || point.year === undefined || (meaning.kind === 'point' && meaning.compares)) return timeline;
  return {
    publication: timeline.publication,
    last: point,
    lastDay: point.day === undefined ? timeline.lastDay : point,
    lastQuarter: point.quarter === undefined && point.half === undefined ? timeline.lastQuarter : point,
    lastMonth: point.month === undefined || point.day !== undefined ? timeline.lastMonth : point,
  };
}

function resolvePoint(point: Point, timeline: Timeline, direction: Direction | undefined): ResolvedPoint {
  const { clock, part } = point;
  const date = moved(point, resolveDate(point, timeline, direction));
  return { ...date, ...(clock && { clock }), ...(part && { part }) };
}

/** Counts an offset from a date that was resolved: "two weeks before" it; or takes the week that it lies in. */
function moved({ offset, weekOfDay, weekend, holiday }: Point, date: ResolvedPoint): ResolvedPoint {
  const { year, month, day } = date;
  if (year === undefined || month === undefined || day === undefined) return date;
  const from = dayOf(year, month, day);
  if (weekOfDay) {
    const iso = isoWeekOf(from + (offset ? offset.by * 7 : 0));
    return { year: iso.year, week: iso.week, weekYear: iso.year };
  }
  if (weekend && holiday) {
    const iso = isoWeekOf(from - (weekdayOf(from) < 3 ? 7 : 0)); // a Monday's long weekend is the one before
    return { year: iso.year, week: iso.week, weekYear: iso.year, weekend };
  }
  if (!offset) return date;
  const { unit, by } = offset;
  if (unit === 'day' || unit === 'week') return civilOf(from + Math.round(by * (unit === 'week' ? 7 : 1)));
  return addMonths({ year, month, day }, Math.round(by * (unit === 'year' ? 12 : 1)));
}

function resolveDate(point: Point, timeline: Timeline, direction: Direction | undefined): ResolvedPoint {
  const { year, month, day, quarter, half, season, week, weekday, holiday, yearPrefix, shift } = point;
  if (yearPrefix !== undefined) return { yearPrefix };
  const compared =
    point.compares && quarter === undefined && half === undefined ? comparedPeriod(point, timeline) : undefined;
  if (compared) return compared;
  if (shift) return withinShift(point, shift, timeline, direction);
  if (year !== undefined) {
    if (holiday) return civilOf(holiday.dayIn(year));
    if (week !== undefined) return weekOfYear(year, week, weekday);
    return { year, month, day, quarter, half, season };
  }
  const base = anchorDay(timeline, point.from ?? 'publication');
  if (base === undefined) return { month, day, quarter, half, season, ...(day === undefined && { weekday }) };
  const civil = civilOf(base);
  if (day !== undefined && month === undefined) return dayOfMonth(day, weekday, base, direction);
  if (holiday) return civilOf(choose(holiday.dayIn, civil.year, base, point.which, direction));
  if (month !== undefined && day !== undefined)
    return { year: yearOfDay(month, day, base, point.which, direction), month, day };
  if (month !== undefined) return { year: yearOfMonth(month, civil, point.which, direction), month };
  if (weekday !== undefined) return civilOf(dayOfWeekday(weekday, base, point.which, direction));
  if (quarter !== undefined) return { year: yearOfQuarter(quarter, civil, point.which, direction), quarter };
  if (half !== undefined)
    return { year: yearOfMonth(half * 6 - 5, monthStart(civil, 6), point.which, direction), half };
  if (season !== undefined) return { year: yearOfSeason(season, civil, point.which, direction), season };
  if (week !== undefined) return weekOfYear(civil.year, week, weekday);
  // Only a time of day: of the day mentioned last, else of publication
  const lastDay = timeline.lastDay;
  if (lastDay) return { year: lastDay.year, month: lastDay.month, day: lastDay.day };
  return civil;
}

/** "the 15th", "Friday the 13th": of the months around publication the one that the weekday or the tense asks for. */
function dayOfMonth(
  day: number,
  weekday: number | undefined,
  base: number,
  direction: Direction | undefined,
): ResolvedPoint {
  const days: number[] = [];
  for (let months = -12; months <= 12; months++) {
    const { year, month } = addMonths({ ...civilOf(base), day: 1 }, months);
    const candidate = dayOf(year, month, day);
    if (day <= daysInMonth(year, month) && (weekday === undefined || weekdayOf(candidate) === weekday))
      days.push(candidate);
  }
  const past = days.filter((candidate) => candidate <= base).at(-1);
  const future = days.find((candidate) => candidate >= base);
  if (past === undefined || future === undefined) return { day, weekday };
  if (direction) return civilOf(direction === 'future' ? future : past);
  return civilOf(future - base < base - past ? future : past);
}

/** "a year earlier", "the 1988 period": the quarter, half or month that figures are given for, in another year. */
function comparedPeriod({ year, shift }: Point, { lastQuarter, lastMonth, last }: Timeline): ResolvedPoint | undefined {
  const period = lastQuarter ?? (last === lastMonth ? lastMonth : undefined);
  if (period?.year === undefined) return undefined;
  const { quarter, half, month } = period;
  return { year: year ?? period.year + (shift?.by ?? 0), quarter, half, month };
}

function weekOfYear(year: number, week: number, weekday: number | undefined): ResolvedPoint {
  if (weekday !== undefined && week > 0) return civilOf(mondayOf(year, week) + weekday - 1);
  const monday = week < 0 ? mondayOf(year + 1, 1) + week * 7 : mondayOf(year, week);
  return { year, week: isoWeekOf(monday).week, weekYear: year };
}

/** The day that a shift counts from. */
function anchorDay({ publication, last }: Timeline, from: Shift['from']): number | undefined {
  if (from === 'publication' || !last) return publication;
  return dayWithin(last) ?? publication;
}

/** A day that stands for a resolved point: its first. */
function dayWithin(point: ResolvedPoint): number | undefined {
  const { year, month, day, week, weekYear, quarter, half } = point;
  if (week !== undefined && weekYear !== undefined) return mondayOf(weekYear, week);
  if (year === undefined) return undefined;
  return dayOf(year, month ?? (quarter ? quarter * 3 - 2 : half ? half * 6 - 5 : 1), day ?? 1);
}

/** "last week", "the third quarter of last year", "a year earlier". */
function withinShift(point: Point, shift: Shift, timeline: Timeline, direction: Direction | undefined): ResolvedPoint {
  const { unit, from } = shift;
  const by = shift.by;
  const { month, day, quarter, half, season, week: ofYear, weekday, holiday } = point;
  if (unit === 'quarter' && from === 'reference' && by === 0 && timeline.lastQuarter)
    return { year: timeline.lastQuarter.year, quarter: timeline.lastQuarter.quarter };
  const base = unit === 'day' && from === 'reference' && by === 0 ? anchorOfDay(timeline) : anchorDay(timeline, from);
  if (base === undefined) return unknownPoint(point);
  const civil = civilOf(base);
  switch (unit) {
    case 'day':
      return civilOf(base + Math.round(by));
    case 'week': {
      const shifted = base + Math.round(by * 7);
      if (weekday !== undefined) return civilOf(shifted - weekdayOf(shifted) + weekday);
      const { year, week } = isoWeekOf(shifted);
      return { year, week, weekYear: year };
    }
    case 'weekend': {
      // On a weekday the weekend that is told of is over
      const day = weekdayOf(base);
      const over = by === 0 && direction !== 'future' && day < (direction ? 6 : 4) ? 7 : 0;
      const { year, week } = isoWeekOf(base + by * 7 - over);
      return { year, week, weekYear: year, weekend: true };
    }
    case 'month': {
      const shifted = addMonths(civil, Math.round(by));
      return { year: shifted.year, month: shifted.month };
    }
    case 'quarter': {
      const over = from === 'reference' && by === 0 ? 1 : 0; // "the quarter" that figures are out for
      const index = civil.year * 4 + Math.floor((civil.month - 1) / 3) + by - over;
      return { year: Math.floor(index / 4), quarter: ((index % 4) + 1) as 1 | 2 | 3 | 4 };
    }
    case 'year': {
      const year = civil.year + Math.round(by);
      if (holiday) return civilOf(holiday.dayIn(year));
      if (ofYear !== undefined) return weekOfYear(year, ofYear, weekday);
      return { year, month, day, quarter, half, season };
    }
    case 'decade':
      return { yearPrefix: String(Math.floor(civil.year / 10) + by) };
    case 'century':
      return { yearPrefix: String(Math.floor(civil.year / 100) + by) };
    case 'millennium':
      return { yearPrefix: String(Math.floor(civil.year / 1000) + by) };
    case 'hour':
    case 'minute':
    case 'second':
    case 'half':
    case 'season':
      return civil;
  }
}

function anchorOfDay({ lastDay, publication }: Timeline): number | undefined {
  return (lastDay && dayWithin(lastDay)) ?? publication;
}

/** Without a date of publication a shift stays open. */
function unknownPoint(point: Point): ResolvedPoint {
  const { month, day, quarter, half, season, weekday } = point;
  return { month, day, quarter, half, season, weekday };
}

/** Of the dates that a rule gives in this and the years beside it, the one that the words and the tense ask for. */
function choose(
  dayIn: (year: number) => number,
  year: number,
  base: number,
  which: Point['which'],
  direction: Direction | undefined,
): number {
  const days = [dayIn(year - 1), dayIn(year), dayIn(year + 1)];
  const past = days.filter((day) => (which === -1 ? day < base : day <= base)).at(-1)!;
  const future = days.find((day) => (which === 1 ? day > base : day >= base))!;
  if (which === -1) return past;
  if (which === 1) return future;
  if (which === 0) return dayIn(year);
  return isAhead(base - past, future - base, direction) ? future : past;
}

/**
 * Days: of two dates of which one is near and the other almost a year away, writers name the year of the other. This
 * goes before the tense, which is often that of a verb nearby and not of the date's own.
 */
const NEAR = 45;
const FAR = 300;

/** Does a date that may lie `before` days back or `behind` days ahead lie ahead? */
function isAhead(before: number, behind: number, direction: Direction | undefined): boolean {
  if (before === 0) return false;
  if (before <= NEAR && behind >= FAR) return false;
  if (behind <= NEAR && before >= FAR) return true;
  if (direction) return direction === 'future';
  return behind <= 92 && before > 200;
}

function yearOfDay(
  month: number,
  day: number,
  base: number,
  which: Point['which'],
  direction: Direction | undefined,
): number {
  const { year } = civilOf(base);
  const dayIn = (of: number) => dayOf(of, month, Math.min(day, daysInMonth(of, month)));
  return civilOf(choose(dayIn, year, base, which, direction)).year;
}

/** The year of a month without one. The month of publication counts as the past's end and the future's begin. */
function yearOfMonth(
  month: number,
  { year, month: now }: CivilDate,
  which: Point['which'],
  direction: Direction | undefined,
): number {
  if (which === 0) return year;
  if (which === -1) return month < now ? year : year - 1;
  if (which === 1) return month > now ? year : year + 1;
  if (month === now) return year;
  const before = (now - month + 12) % 12;
  const behind = 12 - before;
  if (isAhead(before * 30, behind * 30, direction)) return month > now ? year : year + 1;
  return month < now ? year : year - 1;
}

/** Quarters are told of when they are over: the one before publication's is meant, whatever the tense. */
function yearOfQuarter(
  quarter: number,
  civil: CivilDate,
  which: Point['which'],
  direction: Direction | undefined,
): number {
  const before = (Math.floor((civil.month - 1) / 3) + 1 - quarter + 4) % 4;
  return yearOfMonth(quarter * 3 - 2, monthStart(civil, 3), which, before === 1 ? 'past' : direction);
}

/** The first month of the quarter or half that a date lies in. */
function monthStart({ year, day, month }: CivilDate, months: number): CivilDate {
  return { year, day, month: Math.floor((month - 1) / months) * months + 1 };
}

const SEASON_START = { SP: 3, SU: 6, FA: 9, WI: 12 } as const;

function yearOfSeason(
  season: keyof typeof SEASON_START,
  civil: CivilDate,
  which: Point['which'],
  direction: Direction | undefined,
): number {
  const { year, month } = civil;
  const start = SEASON_START[season];
  const running = (month - start + 12) % 12 < 3;
  const latest = month >= start ? year : year - 1; // the year that the last one began in
  if (which === 0) return season === 'WI' && month < 3 ? year - 1 : year;
  if (which === -1) return running ? latest - 1 : latest;
  if (which === 1) return latest + 1;
  if (running) return latest;
  return direction === 'future' ? latest + 1 : latest;
}

function dayOfWeekday(weekday: number, base: number, which: Point['which'], direction: Direction | undefined): number {
  const back = (weekdayOf(base) - weekday + 7) % 7;
  if (which === -1) return base - (back || 7);
  if (which === 1) return base + (7 - back);
  if (back === 0) return base;
  return direction === 'future' ? base + 7 - back : base - back;
}
