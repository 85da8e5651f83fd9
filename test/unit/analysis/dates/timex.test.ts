import assert from 'node:assert/strict';
import { durationValue, pointValue } from '../../../../src/analysis/dates/timex';

describe('dates/timex', () => {
  for (const [point, value] of [
    [{ year: 2022, month: 1, day: 8 }, '2022-01-08'],
    [{ year: 2022, month: 1 }, '2022-01'],
    [{ year: 2022 }, '2022'],
    [{ year: 476 }, '0476'],
    [{ year: -300 }, 'BC0300'],
    [{ yearPrefix: '198' }, '198'],
    [{ year: 2022, week: 2, weekYear: 2022 }, '2022-W02'],
    [{ year: 2022, week: 1, weekYear: 2022, weekend: true }, '2022-W01-WE'],
    [{ weekday: 1 }, 'XXXX-WXX-1'],
    [{ month: 7 }, 'XXXX-07'],
    [{ year: 1989, quarter: 3 }, '1989-Q3'],
    [{ year: 1989, half: 1 }, '1989-H1'],
    [{ year: 1989, season: 'FA' }, '1989-FA'],
    [{ year: 2022, month: 1, day: 8, part: 'MO' }, '2022-01-08TMO'],
    [{ year: 2022, month: 1, day: 8, clock: { hour: 9, minute: 5, zone: 'Z' } }, '2022-01-08T09:05Z'],
    [{ part: 'NI' }, 'XXXX-XX-XXTNI'],
  ] as const) {
    it(value, () => assert.equal(pointValue(point), value));
  }
  for (const [parts, value] of [
    [[{ amount: 2, unit: 'week' }], 'P2W'],
    [[{ amount: 30, unit: 'minute' }], 'PT30M'],
    [
      [
        { amount: 1, unit: 'day' },
        { amount: 12, unit: 'hour' },
      ],
      'P1DT12H',
    ],
    [[{ amount: 2, unit: 'decade' }], 'P20Y'],
    [[{ amount: 'X', unit: 'decade' }], 'PXDE'],
    [[{ amount: 2.5, unit: 'year' }], 'P2.5Y'],
  ] as const) {
    it(value, () => assert.equal(durationValue(parts), value));
  }
});
