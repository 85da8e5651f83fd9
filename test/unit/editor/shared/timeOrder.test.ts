import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { HeaderField, TimeExpression, TimeExpressionType } from '../../../../src/analysis/analysis';
import { beginOf, datesInOrder } from '../../../../src/editor/shared/timeOrder';

const cases: [value: string, begins: string | undefined][] = [
  ['2022-01-10', '2022-01-10T00:00'],
  ['2022-01', '2022-01-01T00:00'],
  ['1987', '1987-01-01T00:00'],
  ['198', '1980-01-01T00:00'],
  ['19', '1900-01-01T00:00'],
  ['0044-03-15', '0044-03-15T00:00'],
  ['2022-W02', '2022-01-10T00:00'],
  ['2022-W02-5', '2022-01-14T00:00'],
  ['2022-W02-WE', '2022-01-15T00:00'],
  ['2021-W01', '2021-01-04T00:00'],
  ['2020-W01', '2019-12-30T00:00'],
  ['2022-Q3', '2022-07-01T00:00'],
  ['2022-SU', '2022-06-01T00:00'],
  ['2022-01-08TMO', '2022-01-08T06:00'],
  ['2022-01-08T14:30', '2022-01-08T14:30'],
  ['2022-01-08T24:00', '2022-01-09T00:00'],
  ['PRESENT_REF', undefined],
  ['P2W', undefined],
  ['XXXX-WXX-1', undefined],
  ['XXXX-05-01', undefined],
  ['2022-XX', undefined],
  ['T14:30', undefined],
  ['', undefined],
];

describe('time order', () => {
  for (const [value, begins] of cases) {
    it(`${value || 'nothing'} begins ${begins ?? 'nowhere'}`, () => {
      const begin = beginOf(value);
      assert.equal(begin === undefined ? undefined : new Date(begin * 60_000).toISOString().slice(0, 16), begins);
    });
  }

  it('takes any value', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const begin = beginOf(value);
        assert.ok(begin === undefined || Number.isFinite(begin));
      }),
    );
  });

  const date = (value: string, type: TimeExpressionType = 'DATE'): TimeExpression => ({
    start: 0,
    end: 1,
    type,
    value,
  });
  const order = (published: string | undefined, ...dates: TimeExpression[]) => {
    const header = { problems: [], ...(published ? { date: { value: published } satisfies HeaderField } : {}) };
    return datesInOrder({ header, dates }).map((each) => ('type' in each ? each.value : `published ${each.value}`));
  };

  it('orders dates, publication among them', () =>
    assert.deepEqual(order('2022-01-08', date('2022-01-10'), date('1987'), date('2022-01-08')), [
      '1987',
      'published 2022-01-08',
      '2022-01-08',
      '2022-01-10',
    ]));
  it('leaves out what has no place in time', () =>
    assert.deepEqual(
      order(undefined, date('P2W', 'DURATION'), date('PRESENT_REF'), date('2019', 'SET'), date('2019')),
      ['2019'],
    ));
  it('takes a range as one, with the span of the whole', () => {
    const range = { start: 5, end: 17, from: '2011', to: '2014' };
    const dates = [
      { ...date('2011'), start: 5, end: 9, range },
      { ...date('2014'), start: 13, end: 17, range },
    ];
    assert.deepEqual(
      datesInOrder({ header: { problems: [] }, dates }).map(
        (each) => 'type' in each && [each.value, each.start, each.end],
      ),
      [['2011', 5, 17]],
    );
  });
  it('is empty for an empty article', () => assert.deepEqual(order(undefined), []));
});
