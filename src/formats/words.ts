import { dayNumberOf } from '../analysis/article/calendar';

const DAY_MONTH_YEAR = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const WEEKDAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' });

/** `8 January 2022` for `2022-01-08`; undefined for what is no day of the calendar (`2022-W02`, `P2W`). */
export function writtenDate(isoDate: string): string | undefined {
  return formatDay(isoDate, DAY_MONTH_YEAR);
}

/** `Saturday` for `2022-01-08`; undefined for what is no day of the calendar. */
export function weekdayOf(isoDate: string): string | undefined {
  return formatDay(isoDate, WEEKDAY);
}

/** `Saturday, 8 January 2022` for `2022-01-08`; undefined for what is no day of the calendar. */
export function writtenDateWithWeekday(isoDate: string): string | undefined {
  const date = writtenDate(isoDate);
  return date && `${weekdayOf(isoDate)}, ${date}`;
}

function formatDay(isoDate: string, format: Intl.DateTimeFormat): string | undefined {
  return dayNumberOf(isoDate) === undefined ? undefined : format.format(new Date(`${isoDate}T00:00:00Z`));
}

/** Control characters: a terminal obeys some. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]+/g;
/** Invisible characters that turn the direction of what follows, words of ours included. */
const DIRECTION_MARKS = /[\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** An article's words on one line, safe to show among words of ours in a terminal or a file. */
export function onOneLine(words: string): string {
  return words.replace(DIRECTION_MARKS, '').replace(CONTROL, ' ').split(/\s+/).filter(Boolean).join(' ');
}

/** `1 claim`, `3 claims` */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

const QUOTE = /["“”„«»]/g;
const QUOTE_AT_START = /^["“”„«]/;
/** British usage: nothing else is opened within, while apostrophes may be there. */
const IN_SINGLE_QUOTES = /^‘([^‘]*)’$/;
const QUOTE_AT_END = /["“”»]$/;

/** Where words are left out of a citation. */
const LEFT_OUT = ' … ';

/**
 * The words without quotation marks that stand around the whole of them, or around each of the pieces between which words were left
 * out: `"we will"` -> `we will`, `“We will,” … “at once.”` -> `We will, … at once.`
 */
export function withoutQuotes(words: string): string {
  const pieces = words.split(LEFT_OUT).map(bare);
  return pieces.every((piece) => piece !== undefined) ? pieces.join(LEFT_OUT) : (bare(words) ?? words);
}

/** Undefined where the marks at the ends are not a pair: in `"a" and "b"`. A new paragraph may open again what goes on: `“a “b”`. */
function bare(words: string): string | undefined {
  const single = IN_SINGLE_QUOTES.exec(words);
  if (single) return single[1].trim();
  const inner = words.replace(QUOTE_AT_START, '');
  const isOpened = inner !== words;
  const within = inner.replace(QUOTE_AT_END, '').trim();
  let depth = 0;
  for (const { index } of within.matchAll(QUOTE)) {
    depth += opensAt(within, index) ? 1 : -1;
    if (depth < 0) return undefined;
  }
  return isOpened || depth === 0 ? within : undefined;
}

/** The words in typographic quotation marks. They are copied as they stand: marks within them stay what they are. */
export function quoted(words: string): string {
  return `“${withoutQuotes(words)}”`;
}

function opensAt(words: string, at: number): boolean {
  return at === 0 || /[\s([—–-]/.test(words[at - 1]);
}
