import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type ArticlePlace, articlePlace, byDateAndTitle, indexInOrder } from '../../../src/corpus/articleOrder';

describe('the order of articles', () => {
  const cases: [first: [date?: string, title?: string], then: [date?: string, title?: string]][] = [
    [
      ['2022-01-08', 'b'],
      ['2022-01-07', 'a'],
    ],
    [
      ['2022-01-08', 'b'],
      [undefined, 'a'],
    ],
    [
      ['2022-01-08', 'Ärger'],
      ['2022-01-08', 'Bonn'],
    ],
    [
      ['2022-01-08', undefined],
      ['2022-01-08', 'a'],
    ],
  ];
  for (const [first, then] of cases) {
    it(`${first.join(' ')} is before ${then.join(' ')}`, () => {
      const [a, b] = [first, then].map(([date, title]) => articlePlace('u', { date, title }));
      assert.ok(byDateAndTitle(a, b) < 0 && byDateAndTitle(b, a) > 0);
    });
  }
  it('at the same date with the same title it goes by address', () =>
    assert.ok(byDateAndTitle(articlePlace('a', {}), articlePlace('b', {})) < 0));

  const place = fc.record({
    address: fc.string({ maxLength: 2 }),
    date: fc.constantFrom('', '2022-01-08', '2022-01-09'),
    title: fc.constantFrom('', 'a', 'b'),
  });
  const different = fc.uniqueArray(place, { minLength: 1, selector: ({ address }) => address });
  it('articles that are put in one after the other are in order', () =>
    fc.assert(
      fc.property(different, (places) => {
        const order: ArticlePlace[] = [];
        for (const each of places)
          order.splice(
            indexInOrder(order.length, (i) => order[i], each),
            0,
            each,
          );
        assert.deepEqual(order, [...places].sort(byDateAndTitle));
      }),
    ));
  it('an article is found where it stands', () =>
    fc.assert(
      fc.property(different, (places) => {
        const order = [...places].sort(byDateAndTitle);
        for (const [at, each] of order.entries())
          assert.equal(
            indexInOrder(order.length, (i) => order[i], each),
            at,
          );
      }),
    ));
});
