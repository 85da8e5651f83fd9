import type { Analysis, HeaderField, TimeExpression } from '../../analysis/analysis';
import { describe } from '../../analysis/dates/describe';

/**
 * The article's dates and times that have a place in time, in time order, those of the same time in text order; among
 * them the date of publication (its `HeaderField`). References without one ("now", "two weeks") are left out. A range is
 * one of them: its begin, with the span of the whole.
 */
export function datesInOrder({ header, dates }: Pick<Analysis, 'header' | 'dates'>): (TimeExpression | HeaderField)[] {
  const placed = [...(header.date ? [header.date] : []), ...wholes(dates)].flatMap((date) => {
    const undated = 'type' in date && (date.type === 'DURATION' || date.type === 'SET');
    const begin = undated ? undefined : beginOf(date.value);
    return begin === undefined ? [] : [{ date, begin }];
  });
  return placed.sort((a, b) => a.begin - b.begin).map(({ date }) => date); // the sort is stable
}

/**
 * When a TIMEX3 value begins, in minutes since 1970; undefined for what has no place in time (`P2W`, `PRESENT_REF`,
 * `XXXX-WXX-1`). A decade `198` begins with 1980, a week with its Monday.
 */
export function beginOf(value: string): number | undefined {
  const meaning = describe(value);
  return meaning?.kind === 'point' ? meaning.begin : undefined;
}

/** The expressions, of two that are a range one with the span of both. */
export function wholes(dates: readonly TimeExpression[]): TimeExpression[] {
  return dates.flatMap((date) => {
    const { range } = date;
    if (!range) return [date];
    return range.start === date.start ? [{ ...date, start: range.start, end: range.end }] : [];
  });
}
