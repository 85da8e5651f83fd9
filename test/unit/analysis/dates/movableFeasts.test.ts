import assert from 'node:assert/strict';
import { isoOf } from '../../../../src/analysis/dates/calendar';
import {
  diwaliOf,
  hanukkahOf,
  islamicDaysOf,
  lunarNewYearOf,
  orthodoxEasterOf,
  passoverOf,
  roshHashanahOf,
} from '../../../../src/analysis/dates/movableFeasts';

const YEARS = Array.from({ length: 150 }, (_, i) => 1930 + i);
const DAY = 24 * 60 * 60 * 1000;

/** Day and month of another calendar, as JavaScript's own tables have them. */
function inCalendar(calendar: string, day: number): string {
  const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}`, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  const parts = format.formatToParts(day * DAY).filter(({ type }) => type === 'day' || type === 'month');
  return parts.map(({ value }) => value).sort().join(' '); // prettier-ignore
}

describe('dates/movableFeasts', () => {
  const hebrew: [name: string, dayIn: (year: number) => number, day: string][] = [
    ['Rosh Hashanah', roshHashanahOf, '1 Tishri'],
    ['Yom Kippur', (year) => roshHashanahOf(year) + 9, '10 Tishri'],
    ['Hanukkah', hanukkahOf, '25 Kislev'],
    ['Passover', passoverOf, '15 Nisan'],
    ['Shavuot', (year) => passoverOf(year) + 50, '6 Sivan'],
  ];
  for (const [name, dayIn, expected] of hebrew) {
    it(`${name} is ${expected} of every year`, () => {
      for (const year of YEARS) assert.equal(inCalendar('hebrew', dayIn(year)), expected, String(year));
    });
  }

  it('Ramadan begins on the first of the ninth month of the tabular calendar', () => {
    for (const year of YEARS) {
      for (const day of islamicDaysOf(year, 9, 1)) assert.equal(inCalendar('islamic-civil', day), '1 Ramadan');
    }
  });

  const known: [name: string, dayIn: (year: number) => number, days: string][] = [
    ['Orthodox Easter', orthodoxEasterOf, '2000-04-30 2010-04-04 2017-04-16 2022-04-24 2024-05-05'],
    [
      'Lunar New Year',
      lunarNewYearOf,
      '1954-02-03 1966-01-21 1985-02-20 1999-02-16 2004-01-22 2015-02-19 2020-01-25 2022-02-01 2023-01-22 2027-02-06 2034-02-19',
    ],
    ['Diwali', diwaliOf, '2017-10-19 2018-11-07 2019-10-27 2020-11-14 2021-11-04 2022-10-24 2023-11-12'],
  ];
  for (const [name, dayIn, days] of known) {
    for (const day of days.split(' ')) {
      it(`${name} ${day}`, () => assert.equal(isoOf(dayIn(Number(day.slice(0, 4)))), day));
    }
  }
});
