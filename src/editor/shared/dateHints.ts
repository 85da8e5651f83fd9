import type { Span, TimeExpression } from '../../analysis/analysis';
import { describe } from '../../analysis/dates/describe';
import { shortMeaning } from './dateWords';
import { type Reading, wordsOf } from './reading';
import { wholes } from './timeOrder';
import { datePart, shortDate, utcDate } from './wording';

/** What is shown behind the words of a date: "Monday ⟨10 Jan 2022⟩". */
export interface DateHint {
  /** UTF-16 offset behind the words. */
  readonly offset: number;
  readonly label: string;
  readonly date: TimeExpression;
}

/**
 * The hints of the dates that overlap `within`, in text order; one for a range. Dates that say themselves all that the
 * hint would say have none, and neither have lengths, sets and references without a date.
 * @param everywhere also where the words leave nothing open: "January 10, 2022 ⟨Mon 10 Jan 2022⟩"
 */
export function dateHints(view: Reading, within: Span, everywhere: boolean): DateHint[] {
  const dates = datesTouching(view, within);
  const relative = new Set(dates.filter(isRelative).map(({ range, end }) => range?.end ?? end));
  return wholes(dates).flatMap((date) => {
    if (date.end < within.start || date.start > within.end) return [];
    if (!everywhere && !relative.has(date.end)) return [];
    const words = wordsOf(view, date);
    const label = hintLabel(date, words);
    return label === undefined || saysAll(words, label) ? [] : [{ offset: date.end, label, date }];
  });
}

/** Those that touch the span, and both ends of every range of which one does. */
function datesTouching({ lookup }: Reading, { start, end }: Span): TimeExpression[] {
  const ranges = lookup.datesIn({ start: start - 1, end: end + 1 }).flatMap(({ range }) => (range ? [range] : []));
  return lookup.datesIn({
    start: Math.min(start - 1, ...ranges.map((range) => range.start)),
    end: Math.max(end + 1, ...ranges.map((range) => range.end)),
  });
}

function isRelative({ temporalFunction }: TimeExpression): boolean {
  return temporalFunction === true;
}

function hintLabel(date: TimeExpression, words: string): string | undefined {
  if (date.type === 'DURATION' || date.type === 'SET') return undefined;
  const meaning = describe(date.value);
  if (meaning?.kind !== 'point') return undefined;
  if (date.range) return describe(date.range.to)?.kind === 'point' ? shortMeaning(date) : undefined;
  // The time of the day stands in the words; the day is what they leave open
  const isDay = meaning.from === meaning.to;
  const label = isDay ? shortDate(meaning.from) : shortMeaning({ value: date.value, fiscal: date.fiscal });
  const day = isDay && !NAMES_WEEKDAY.test(words) ? utcDate(meaning.from) : undefined;
  return day ? `${datePart(day, { weekday: 'short' })} ${label}` : label;
}

const NAMES_WEEKDAY = /(?:mon|tues|wednes|thurs|fri|satur|sun)day/i;

/** Are the hint's words all in the date's: "January 2022" says "Jan 2022"? */
function saysAll(words: string, label: string): boolean {
  const said = words.toLowerCase().split(/[\s,.–-]+/);
  return label
    .toLowerCase()
    .split(/[\s,.–-]+/)
    .every((word) => said.some((each) => each.startsWith(word)));
}
