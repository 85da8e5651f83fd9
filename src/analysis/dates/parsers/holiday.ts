import { dayOf, easterOf, nthWeekday } from '../calendar';
import {
  diwaliOf,
  hanukkahOf,
  islamicDaysOf,
  lunarNewYearOf,
  orthodoxEasterOf,
  passoverOf,
  roshHashanahOf,
} from '../movableFeasts';
import type { Holiday } from '../meaning';
import { yearOf } from '../numbers';
import { type Candidate, type Parser, pointCandidate } from '../parser';
import { TRIGGER, triggerOn, type Words } from '../words';

/** Days with a name: "Christmas", "Thanksgiving Day", "Election Day", "New Year's Eve", "Good Friday". */
export const holiday: Parser = { name: 'holiday', on: TRIGGER.holiday, read: readHoliday };

const fixed = (month: number, day: number) => (year: number) => dayOf(year, month, day);
const nth = (month: number, weekday: number, n: number) => (year: number) => nthWeekday(year, month, weekday, n);
const easter = (days: number) => (year: number) => easterOf(year) + days;
const orthodox = (days: number) => (year: number) => orthodoxEasterOf(year) + days;
const hebrew = (days: number) => (year: number) => roshHashanahOf(year) + days;
/** A year that has none, as one in 33 has, takes the day of the year before, a solar year later. */
const islamic = (month: number, day: number) => (year: number) =>
  islamicDaysOf(year, month, day)[0] ?? islamicDaysOf(year - 1, month, day)[0] + 365;

/** Holidays that news speaks of, the US's, Britain's and the religions'; the words may lack their apostrophe. */
const HOLIDAYS: readonly (readonly [names: string, dayIn: (year: number) => number])[] = [
  ["new year 's day|new years day|new year day", fixed(1, 1)],
  ["new year 's eve|new years eve", fixed(12, 31)],
  ['epiphany', fixed(1, 6)],
  ['inauguration day', fixed(1, 20)],
  ['australia day', fixed(1, 26)],
  ['groundhog day', fixed(2, 2)],
  ["washington 's birthday", nth(2, 1, 3)],
  ['shrove tuesday|fat tuesday|mardi gras', easter(-47)],
  ['anzac day', fixed(4, 25)],
  ["st. george 's day|saint george 's day", fixed(4, 23)],
  ['cinco de mayo', fixed(5, 5)],
  ['flag day', fixed(6, 14)],
  ['canada day', fixed(7, 1)],
  ["indigenous peoples ' day|indigenous people 's day", nth(10, 1, 2)],
  ['guy fawkes night|bonfire night', fixed(11, 5)],
  ["all souls ' day|all souls day", fixed(11, 2)],
  ["st. andrew 's day", fixed(11, 30)],
  ['giving tuesday', (year) => nthWeekday(year, 11, 4, 4) + 5],
  ['pearl harbor day', fixed(12, 7)],
  ['kwanzaa', fixed(12, 26)],
  ['whit monday|pentecost monday', easter(50)],
  ['corpus christi', easter(60)],
  ['holy thursday', easter(-3)],
  ['holy saturday', easter(-1)],
  ['orthodox easter', orthodox(0)],
  ['orthodox christmas', fixed(1, 7)],
  ['rosh hashanah|rosh hashana|jewish new year', hebrew(0)],
  ['yom kippur', hebrew(9)],
  ['sukkot', hebrew(14)],
  ['hanukkah|chanukah', hanukkahOf],
  ['purim', (year) => passoverOf(year) - 30],
  ['passover', passoverOf],
  ['shavuot', (year) => passoverOf(year) + 50],
  ['ramadan', islamic(9, 1)],
  ['eid al fitr|eid ul fitr', islamic(10, 1)],
  ['eid al adha|eid ul adha', islamic(12, 10)],
  ['islamic new year|muslim new year|hijri new year|arabic new year', islamic(1, 1)],
  ['ashura', islamic(1, 10)],
  ['lunar new year|chinese new year|tet', lunarNewYearOf],
  ['diwali|deepavali', diwaliOf],
  ["martin luther king day|martin luther king jr. day|martin luther king 's birthday|mlk day", nth(1, 1, 3)],
  ["valentine 's day|valentines day|valentine day", fixed(2, 14)],
  ["presidents ' day|presidents day|president 's day", nth(2, 1, 3)],
  ["st. patrick 's day|saint patrick 's day|saint patrick|st. patricks day", fixed(3, 17)],
  ["april fool 's day|april fools ' day|april fools day", fixed(4, 1)],
  ['earth day', fixed(4, 22)],
  ["may day|international workers ' day|international workers day", fixed(5, 1)],
  ["international women 's day|international womens day", fixed(3, 8)],
  ['ash wednesday', easter(-46)],
  ['palm sunday', easter(-7)],
  ['maundy thursday', easter(-3)],
  ['good friday', easter(-2)],
  ['easter|easter sunday|easter day', easter(0)],
  ['easter monday', easter(1)],
  ['ascension day', easter(39)],
  ['pentecost|whit sunday', easter(49)],
  ["mother 's day|mothers day", nth(5, 7, 2)],
  ['memorial day', nth(5, 1, -1)],
  ["father 's day|fathers day", nth(6, 7, 3)],
  ['juneteenth', fixed(6, 19)],
  ['independence day|fourth of july|july fourth', fixed(7, 4)],
  ['bastille day', fixed(7, 14)],
  ['labor day|labour day', nth(9, 1, 1)],
  ['columbus day', nth(10, 1, 2)],
  ['halloween', fixed(10, 31)],
  ["all saints day|all saints ' day", fixed(11, 1)],
  ['election day', (year) => nthWeekday(year, 11, 1, 1) + 1],
  ["veterans day|veterans ' day|armistice day|remembrance day", fixed(11, 11)],
  ['thanksgiving|thanksgiving day|thanks giving day', nth(11, 4, 4)],
  ['black friday', (year) => nthWeekday(year, 11, 4, 4) + 1],
  ['cyber monday', (year) => nthWeekday(year, 11, 4, 4) + 4],
  ['christmas eve', fixed(12, 24)],
  ['christmas|christmas day', fixed(12, 25)],
  ['boxing day', fixed(12, 26)],
];

interface Named {
  readonly words: readonly string[];
  readonly holiday: Holiday;
}

const BY_FIRST_WORD = new Map<string, Named[]>();
for (const [names, dayIn] of HOLIDAYS) {
  for (const name of names.split('|')) {
    const words = name.split(' ');
    const same = BY_FIRST_WORD.get(words[0]) ?? [];
    same.push({ words, holiday: { name, dayIn } });
    same.sort((a, b) => b.words.length - a.words.length);
    BY_FIRST_WORD.set(words[0], same);
  }
}
triggerOn(BY_FIRST_WORD.keys(), TRIGGER.holiday);

function readHoliday({ lower, raw }: Words, at: number): Candidate | undefined {
  const named = BY_FIRST_WORD.get(lower[at])!.find(({ words }) =>
    words.every((word, i) => sameWord(lower[at + i], word)),
  );
  if (!named) return undefined;
  const to = at + named.words.length;
  const relation = lower[at - 1];
  // "thanksgiving", "may day": in lower case only beside a year or a relation
  const capital = raw[at].charCodeAt(0) < 97;
  if (
    !capital &&
    !RELATED.has(relation) &&
    !CERTAIN.has(lower[at]) &&
    (named.words.length === 1 || lower[at] === 'may') &&
    yearOf(lower[to]) === undefined
  )
    return undefined;
  const which =
    relation === 'last' || relation === 'previous' ? -1 : relation === 'next' ? 1 : relation === 'this' ? 0 : undefined;
  // "Labor Day weekend", "the Labor Day 2021 weekend", "Easter week"
  const year = yearOf(lower[to]);
  const end = year === undefined ? to : to + 1;
  const span = lower[end] === 'weekend' || lower[end] === 'week' ? lower[end] : undefined;
  return pointCandidate(which === undefined ? at : at - 1, span ? end + 1 : to, {
    holiday: named.holiday,
    ...(span && year !== undefined && { year }),
    ...(span === 'weekend' && { weekend: true }),
    ...(span === 'week' && { weekOfDay: true }),
    ...(which !== undefined && { which }),
  });
}

const RELATED = new Set(['last', 'next', 'this', 'previous', 'every', 'each', 'on']);
/** Words that are nothing else, also in lower case. */
const CERTAIN = new Set(
  `easter christmas halloween ramadan hanukkah chanukah passover diwali juneteenth kwanzaa pentecost
  purim`.split(/\s+/),
);

function sameWord(word: string | undefined, expected: string): boolean {
  return word === expected || (expected.charCodeAt(0) === 39 && word === `’${expected.slice(1)}`);
}
