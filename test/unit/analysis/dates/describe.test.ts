import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Description, describe as describeValue } from '../../../../src/analysis/dates/describe';

const PUBLISHED = '2022-01-08';

/** A description on one line. */
function line(found: Description | undefined): string {
  switch (found?.kind) {
    case undefined:
      return 'none';
    case 'point':
      return [found.precision, found.from, found.to, found.distance, found.clock ?? found.part].join(' ').trim();
    case 'duration':
      return `duration ${found.parts.map(({ amount = 'X', unit }) => `${amount} ${unit}`).join(' ')}`;
    case 'reference':
      return `reference ${found.when}`;
    case 'open':
      return `open ${[found.month ?? 'X', found.day ?? 'X', found.weekday ?? 'X', found.part].join(' ').trim()}`;
  }
}

describe('dates/describe', () => {
  for (const [value, expected] of [
    ['2022-01-10', 'day 2022-01-10 2022-01-10 2'],
    ['2022-01-08', 'day 2022-01-08 2022-01-08 0'],
    ['2022-W02-1', 'day 2022-01-10 2022-01-10 2'],
    ['2022-W01', 'week 2022-01-03 2022-01-09 0'],
    ['2021-W52-WE', 'weekend 2022-01-01 2022-01-02 -6'],
    ['2022-01', 'month 2022-01-01 2022-01-31 0'],
    ['2022-Q1', 'quarter 2022-01-01 2022-03-31 0'],
    ['1989-Q3', 'quarter 1989-07-01 1989-09-30 -11788'],
    ['2021-H2', 'half 2021-07-01 2021-12-31 -8'],
    ['2021-WI', 'season 2021-12-01 2022-02-28 0'],
    ['1987', 'year 1987-01-01 1987-12-31 -12427'],
    ['198', 'decade 1980-01-01 1989-12-31 -11696'],
    ['19', 'century 1900-01-01 1999-12-31 -8044'],
    ['2022-01-08TMO', 'partOfDay 2022-01-08 2022-01-08 0 MO'],
    ['2022-01-08T22:00Z', 'time 2022-01-08 2022-01-08 0 22:00Z'],
    ['P2W', 'duration 2 week'],
    ['PT2H30M', 'duration 2 hour 30 minute'],
    ['P1Y', 'duration 1 year'],
    ['P2.5Y', 'duration 2.5 year'],
    ['PXDE', 'duration X decade'],
    ['PXCE', 'duration X century'],
    ['XXXX-WXX-1', 'open X X 1'],
    ['XXXX-07', 'open 7 X X'],
    ['XXXX-03-04', 'open 3 4 X'],
    ['XXXX', 'open X X X'],
    ['XXXX-WXX-1TNI', 'open X X 1 NI'],
    ['PRESENT_REF', 'reference present'],
    ['FUTURE_REF', 'reference future'],
    ['2022-02-30', 'none'],
    ['2022-13', 'none'],
    ['2022-W54', 'none'],
    ['2022-Q5', 'none'],
    ['P', 'none'],
    ['P2', 'none'],
    ['P.D', 'none'],
    ['P1.2.3D', 'none'],
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
    assert.ok(before?.kind === 'point' && after?.kind === 'point' && before.begin < after.begin);
  });
  it('says no distance without a date of publication', () => {
    const found = describeValue('2022-01-10');
    assert.ok(found?.kind === 'point' && found.distance === undefined && found.from === '2022-01-10');
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
