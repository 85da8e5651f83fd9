import { padded } from './calendar';
import type { CalendarFields, Clock, DurationPart, Unit } from './meaning';

/** A point of the calendar whose fields are known down to its own grain; an unknown year is undefined. */
export type ResolvedPoint = Omit<CalendarFields, 'holiday' | 'fiscal'> & {
  /** The year that the week belongs to, where it differs from the date's. */
  readonly weekYear?: number;
};

/** The TIMEX3 value of a point: `2022-01-10`, `2022-W02`, `1989-Q3`, `199`, `XXXX-WXX-1`, `2022-01-08TMO`. */
export function pointValue(point: ResolvedPoint): string {
  return dateValue(point) + timeValue(point);
}

function dateValue(point: ResolvedPoint): string {
  const { yearPrefix, month, day, quarter, half, season, week, weekday, weekend, weekdays } = point;
  if (yearPrefix !== undefined) return yearPrefix;
  if (weekdays) return 'XXXX-WXX-WD';
  if (week !== undefined || weekend || (weekday !== undefined && day === undefined)) {
    const inWeek = weekend ? '-WE' : weekday !== undefined ? `-${weekday}` : '';
    return `${yearValue(point.weekYear ?? point.year)}-W${week === undefined ? 'XX' : padded(week, 2)}${inWeek}`;
  }
  const year = yearValue(point.year);
  if (month !== undefined || day !== undefined) {
    return `${year}-${month === undefined ? 'XX' : padded(month, 2)}${day === undefined ? '' : `-${padded(day, 2)}`}`;
  }
  if (quarter !== undefined) return `${year}-Q${quarter}`;
  if (half !== undefined) return `${year}-H${half}`;
  if (season !== undefined) return `${year}-${season}`;
  return point.year === undefined && (point.clock || point.part) ? 'XXXX-XX-XX' : year;
}

/** `1987`, `XXXX`, `BC0300`. */
function yearValue(year: number | undefined): string {
  if (year === undefined) return 'XXXX';
  return year < 0 ? `BC${padded(-year, 4)}` : padded(year, 4);
}

function timeValue({ clock, part }: ResolvedPoint): string {
  if (clock) return `T${clockValue(clock)}`;
  return part ? `T${part}` : '';
}

function clockValue({ hour, minute, second, zone }: Clock): string {
  const minutes = minute === undefined ? '' : `:${padded(minute, 2)}`;
  return `${padded(hour, 2)}${minutes}${second === undefined ? '' : `:${padded(second, 2)}`}${zone ?? ''}`;
}

const CODES: Readonly<Record<Unit, readonly [code: string, factor: number, time?: true]>> = {
  second: ['S', 1, true],
  minute: ['M', 1, true],
  hour: ['H', 1, true],
  day: ['D', 1],
  week: ['W', 1],
  weekend: ['WE', 1],
  month: ['M', 1],
  quarter: ['Q', 1],
  half: ['M', 6],
  season: ['SE', 1],
  year: ['Y', 1],
  decade: ['Y', 10],
  century: ['Y', 100],
  millennium: ['Y', 1000],
};

/** Codes of units whose number is unknown: "decades" are PXDE, "centuries" PXCE. */
const VAGUE_CODES: Partial<Record<Unit, string>> = { decade: 'DE', century: 'CE', millennium: 'ML' };

/** The TIMEX3 value of a duration: `P2W`, `PT30M`, `P1DT12H`, `PXY`. */
export function durationValue(parts: readonly DurationPart[]): string {
  let date = '';
  let time = '';
  for (const { amount, unit } of parts) {
    const [code, factor, isTime] = CODES[unit];
    const written = amount === 'X' ? `X${VAGUE_CODES[unit] ?? code}` : `${rounded(amount * factor)}${code}`;
    if (isTime) time += written;
    else date += written;
  }
  return `P${date}${time && `T${time}`}`;
}

function rounded(amount: number): number {
  return Math.round(amount * 100) / 100;
}
