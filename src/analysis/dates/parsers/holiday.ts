import { dayOf, easterOf, nthWeekday } from '../calendar';
import type { Holiday } from '../meaning';
import { yearOf } from '../numbers';
import { type Candidate, type Parser, pointCandidate } from '../parser';
import { TRIGGER, triggerOn, type Words } from '../words';

/** Days with a name: "Christmas", "Thanksgiving Day", "Election Day", "New Year's Eve", "Good Friday". */
export const holiday: Parser = { name: 'holiday', on: TRIGGER.holiday, read: readHoliday };

const fixed = (month: number, day: number) => (year: number) => dayOf(year, month, day);
const nth = (month: number, weekday: number, n: number) => (year: number) => nthWeekday(year, month, weekday, n);
const easter = (days: number) => (year: number) => easterOf(year) + days;

/** US federal and common Western holidays; the words may be followed by "day" and lack their apostrophe. */
const HOLIDAYS: readonly (readonly [names: string, dayIn: (year: number) => number])[] = [
  ["new year 's day|new years day|new year day", fixed(1, 1)],
  ["new year 's eve|new years eve", fixed(12, 31)],
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
  ['thanksgiving|thanksgiving day', nth(11, 4, 4)],
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
  return pointCandidate(which === undefined ? at : at - 1, lower[to] === 'weekend' ? to + 1 : to, {
    holiday: named.holiday,
    ...(lower[to] === 'weekend' && { weekend: true }),
    ...(which !== undefined && { which }),
  });
}

const RELATED = new Set(['last', 'next', 'this', 'previous', 'every', 'each']);
const CERTAIN = new Set(['easter', 'christmas', 'halloween']);

function sameWord(word: string | undefined, expected: string): boolean {
  return word === expected || (expected.charCodeAt(0) === 39 && word === `’${expected.slice(1)}`);
}
