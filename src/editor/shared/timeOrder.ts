import type { Analysis, HeaderField, TimeExpression } from '../../analysis/analysis';

/** Month (0 to 11) in which a half year, quarter or season begins; winter is the one at the end of the year. */
const PARTS_OF_YEAR: Readonly<Record<string, number>> = {
  H1: 0,
  H2: 6,
  Q1: 0,
  Q2: 3,
  Q3: 6,
  Q4: 9,
  SP: 2,
  SU: 5,
  FA: 8,
  WI: 11,
};

/** Hour at which a part of the day begins. */
const PARTS_OF_DAY: Readonly<Record<string, number>> = { MO: 6, DT: 8, MI: 12, AF: 12, EV: 18, NI: 21 };

const DAY = 24 * 60 * 60 * 1000;

/**
 * When a TIMEX3 value begins, in milliseconds since 1970 UTC; undefined for what has no place in time (`P2W`,
 * `PRESENT_REF`, `XXXX-WXX-1`). A decade `198` begins with 1980, a week with its Monday.
 */
export function beginOf(value: string): number | undefined {
  const [, year, rest = '', time = ''] = /^(\d{2,4})(?:-([^T]+))?(?:T(.+))?$/.exec(value) ?? [];
  if (year === undefined) return undefined;
  const fullYear = Number(year.padEnd(4, '0'));
  const day = rest ? beginInYear(fullYear, rest) : utc(fullYear, 0, 1);
  return day === undefined ? undefined : day + timeOfDay(time);
}

function beginInYear(year: number, rest: string): number | undefined {
  if (rest in PARTS_OF_YEAR) return utc(year, PARTS_OF_YEAR[rest], 1);
  const [, week, weekday] = /^W(\d\d)(?:-(\d|WE))?$/.exec(rest) ?? [];
  if (week !== undefined) {
    const fourth = utc(year, 0, 4); // 4 January always lies in week 1
    const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY;
    const dayOfWeek = weekday === undefined ? 1 : weekday === 'WE' ? 6 : Number(weekday);
    return monday + ((Number(week) - 1) * 7 + dayOfWeek - 1) * DAY;
  }
  const [, month, day] = /^(\d\d)(?:-(\d\d))?$/.exec(rest) ?? [];
  return month === undefined ? undefined : utc(year, Number(month) - 1, Number(day ?? 1));
}

function timeOfDay(time: string): number {
  if (time in PARTS_OF_DAY) return PARTS_OF_DAY[time] * (DAY / 24);
  const [, hours, minutes = '0'] = /^(\d\d)(?::?(\d\d))?/.exec(time) ?? [];
  return hours === undefined ? 0 : (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** `Date.UTC`, without its reading of the years 0 to 99 as 1900 to 1999. */
function utc(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month, day);
}

/**
 * The article's dates and times that have a place in time, in time order, those of the same time in text order; among
 * them the date of publication (its `HeaderField`). References without one ("now", "two weeks") are left out.
 */
export function datesInOrder({ header, dates }: Pick<Analysis, 'header' | 'dates'>): (TimeExpression | HeaderField)[] {
  const placed = [...(header.date ? [header.date] : []), ...dates].flatMap((date) => {
    const undated = 'type' in date && (date.type === 'DURATION' || date.type === 'SET');
    const begin = undated ? undefined : beginOf(date.value);
    return begin === undefined ? [] : [{ date, begin }];
  });
  return placed.sort((a, b) => a.begin - b.begin).map(({ date }) => date); // the sort is stable
}
