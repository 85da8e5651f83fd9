import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  addMonths,
  civilOf,
  dayOf,
  dayOfIso,
  easterOf,
  isoOf,
  isoWeekOf,
  mondayOf,
  nthWeekday,
  weekdayOf,
} from '../../../../src/analysis/dates/calendar';

const day = fc.integer({ min: -800_000, max: 800_000 });

describe('dates/calendar', () => {
  for (const [iso, number, weekday, week] of [
    ['1970-01-01', 0, 4, '1970-1'],
    ['2022-01-08', 19_000, 6, '2022-1'],
    ['2022-01-02', 18_994, 7, '2021-52'],
    ['2000-02-29', 11_016, 2, '2000-9'],
    ['2020-12-31', 18_627, 4, '2020-53'],
    ['1900-03-01', -25_508, 4, '1900-9'],
    ['0001-01-01', -719_162, 1, '1-1'],
  ] as const) {
    it(`${iso} is day ${number}, weekday ${weekday}, in week ${week}`, () => {
      assert.equal(dayOfIso(iso), number);
      assert.equal(isoOf(number), iso);
      assert.equal(weekdayOf(number), weekday);
      const found = isoWeekOf(number);
      assert.equal(`${found.year}-${found.week}`, week);
    });
  }
  for (const bad of [
    '',
    '2022',
    '2022-1-08',
    '2022-13-01',
    '2022-02-30',
    '2021-02-29',
    '2022-01-08T',
    '20220108',
    '-022-01-08',
    'XXXX-01-08',
  ]) {
    it(`"${bad}" is no date`, () => assert.equal(dayOfIso(bad), undefined));
  }
  it('a day and its date are each other’s inverse', () => {
    fc.assert(fc.property(day, (n) => dayOf(civilOf(n).year, civilOf(n).month, civilOf(n).day) === n));
  });
  it('agrees with UTC dates', () => {
    fc.assert(
      fc.property(day, (n) => {
        const date = new Date(n * 86_400_000);
        const { year, month, day: ofMonth } = civilOf(n);
        assert.deepEqual([year, month, ofMonth], [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]);
        assert.equal(weekdayOf(n) % 7, date.getUTCDay());
      }),
    );
  });
  it('a week begins on its Monday', () => {
    fc.assert(fc.property(day, (n) => mondayOf(isoWeekOf(n).year, isoWeekOf(n).week) === n - weekdayOf(n) + 1));
  });
  it('31 January and a month is the last of February', () => {
    assert.deepEqual(addMonths({ year: 2024, month: 1, day: 31 }, 1), { year: 2024, month: 2, day: 29 });
    assert.deepEqual(addMonths({ year: 2022, month: 1, day: 31 }, -2), { year: 2021, month: 11, day: 30 });
  });
  for (const [year, iso] of [
    [1818, '1818-03-22'],
    [2018, '2018-04-01'],
    [2022, '2022-04-17'],
    [2038, '2038-04-25'],
  ] as const) {
    it(`Easter ${year}`, () => assert.equal(isoOf(easterOf(year)), iso));
  }
  it('weekdays of a month', () => {
    assert.equal(isoOf(nthWeekday(2022, 11, 4, 4)), '2022-11-24');
    assert.equal(isoOf(nthWeekday(2022, 5, 1, -1)), '2022-05-30');
  });
});
