/** English names, for reading; lexicon.ts has the words that are recognised. */

export const MONTH_NAMES = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** Monday first. */
export const WEEKDAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Spring first. */
export const SEASON_NAMES = ['spring', 'summer', 'autumn', 'winter'];

export const ORDINAL_NAMES = ['first', 'second', 'third', 'fourth'];

/** By TIMEX3's part of the day. */
export const PART_NAMES: Readonly<Record<string, string>> = {
  MO: 'morning',
  MI: 'midday',
  AF: 'afternoon',
  EV: 'evening',
  NI: 'night',
  DT: 'daytime',
};
