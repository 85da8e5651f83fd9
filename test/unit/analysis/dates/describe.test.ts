import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Description,
  describe as describeValue,
  describeInWords,
  distanceWords,
  longDate,
} from '../../../../src/analysis/dates/describe';

const PUBLISHED = '2022-01-08';

/** A description on one line. */
function line(found: Description | undefined): string {
  if (!found) return 'none';
  const words = describeInWords(found);
  return found.kind === 'point'
    ? `${found.precision} ${found.from} ${found.to} ${found.distance} | ${words}`
    : `${found.kind} | ${words}`;
}

describe('dates/describe', () => {
  for (const [value, expected] of [
    ['2022-01-10', 'day 2022-01-10 2022-01-10 2 | Monday, 10 January 2022'],
    ['2022-01-08', 'day 2022-01-08 2022-01-08 0 | Saturday, 8 January 2022'],
    ['2022-W02-1', 'day 2022-01-10 2022-01-10 2 | Monday, 10 January 2022'],
    ['2022-W01', 'week 2022-01-03 2022-01-09 0 | week of 3 January 2022'],
    ['2021-W52-WE', 'weekend 2022-01-01 2022-01-02 -6 | weekend of 1 January 2022'],
    ['2022-01', 'month 2022-01-01 2022-01-31 0 | January 2022'],
    ['2022-Q1', 'quarter 2022-01-01 2022-03-31 0 | first quarter of 2022'],
    ['1989-Q3', 'quarter 1989-07-01 1989-09-30 -11788 | third quarter of 1989'],
    ['2021-H2', 'half 2021-07-01 2021-12-31 -8 | second half of 2021'],
    ['2021-WI', 'season 2021-12-01 2022-02-28 0 | winter 2021'],
    ['1987', 'year 1987-01-01 1987-12-31 -12427 | 1987'],
    ['198', 'decade 1980-01-01 1989-12-31 -11696 | the 1980s'],
    ['19', 'century 1900-01-01 1999-12-31 -8044 | the years 1900 to 1999'],
    ['2022-01-08TMO', 'partOfDay 2022-01-08 2022-01-08 0 | Saturday, 8 January 2022, morning'],
    ['2022-01-08T22:00Z', 'time 2022-01-08 2022-01-08 0 | Saturday, 8 January 2022, 22:00 UTC'],
    ['P2W', 'duration | 2 weeks'],
    ['PT2H30M', 'duration | 2 hours 30 minutes'],
    ['P1Y', 'duration | 1 year'],
    ['P2.5Y', 'duration | 2.5 years'],
    ['PXDE', 'duration | some decades'],
    ['PXCE', 'duration | some centuries'],
    ['XXXX-WXX-1', 'open | Monday'],
    ['XXXX-07', 'open | July'],
    ['XXXX-03-04', 'open | 4 March'],
    ['XXXX', 'open | a date not given'],
    ['XXXX-WXX-1TNI', 'open | Monday, night'],
    ['PRESENT_REF', 'reference | the present'],
    ['FUTURE_REF', 'reference | the future'],
    ['2022-02-30', 'none'],
    ['2022-13', 'none'],
    ['2022-W54', 'none'],
    ['2022-Q5', 'none'],
    ['P', 'none'],
    ['P2', 'none'],
    ['PXE', 'none'],
    ['', 'none'],
    ['talks', 'none'],
    ['__proto__', 'none'],
    ['2022-constructor', 'none'],
  ] as const) {
    it(`${value || '(empty)'} is ${expected}`, () => assert.equal(line(describeValue(value, PUBLISHED)), expected));
  }
  it('years before Christ lie before those after', () => {
    const [before, after] = [describeValue('BC0300'), describeValue('0476')];
    assert.ok(before?.kind === 'point' && after?.kind === 'point' && before.order < after.order);
    assert.equal(describeInWords(before), '300 BC');
  });
  it('says no distance without a date of publication', () => {
    const found = describeValue('2022-01-10');
    assert.ok(found?.kind === 'point' && found.distance === undefined && found.weekday === 1);
  });
  for (const [days, words] of [
    [2, '2 days after publication'],
    [-1, '1 day before publication'],
    [0, 'on the day of publication'],
  ] as const) {
    it(words, () => assert.equal(distanceWords(days), words));
  }
  it('long dates', () => {
    assert.equal(longDate('2022-01-10'), 'Monday, 10 January 2022');
    assert.equal(longDate('2022-01-32'), '');
  });
  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'0123456789-WQHTXPYMDE.BC_Z:') }),
        (value) => void line(describeValue(value, PUBLISHED)),
      ),
    );
    fc.assert(fc.property(fc.string(), (value) => void line(describeValue(value, value))));
  });
});
