import assert from 'node:assert/strict';
import fc from 'fast-check';
import { flatten } from '../../../../src/editor/shared/flatten';

type Case = [what: string, spans: [number, number][], pieces: [start: number, end: number, owner: number][]];

const flat = (spans: [number, number][]) => {
  const named = spans.map(([start, end], index) => ({ start, end, index }));
  return flatten(named).map(({ start, end, owner }) => [start, end, owner.index]);
};

const spans = fc.array(
  fc.tuple(fc.nat(40), fc.nat(12)).map(([start, length]): [number, number] => [start, start + length]),
  { maxLength: 12 },
);

describe('flatten', () => {
  const cases: Case[] = [
    ['nothing', [], []],
    ['apart', [[0, 2], [4, 6]], [[0, 2, 0], [4, 6, 1]]], // prettier-ignore
    ['one inside', [[0, 9], [3, 5]], [[0, 3, 0], [3, 5, 1], [5, 9, 0]]], // prettier-ignore
    ['two inside', [[0, 9], [2, 7], [3, 5]], [[0, 2, 0], [2, 3, 1], [3, 5, 2], [5, 7, 1], [7, 9, 0]]], // prettier-ignore
    ['crossing, the smaller wins', [[0, 6], [4, 8]], [[0, 4, 0], [4, 8, 1]]], // prettier-ignore
    ['the same twice, the later wins', [[0, 3], [0, 3]], [[0, 3, 1]]], // prettier-ignore
    ['touching', [[0, 3], [3, 5]], [[0, 3, 0], [3, 5, 1]]], // prettier-ignore
    ['an empty one', [[0, 6], [3, 3]], [[0, 6, 0]]], // prettier-ignore
  ];
  for (const [what, given, pieces] of cases) it(what, () => assert.deepEqual(flat(given), pieces));

  it('gives every character to the smallest span that holds it, and to nobody else', () => {
    fc.assert(
      fc.property(spans, (given) => {
        const owners = new Map<number, number>();
        let last = 0;
        for (const [start, end, owner] of flat(given)) {
          assert.ok(start >= last && end > start);
          last = end;
          for (let at = start; at < end; at++) owners.set(at, owner);
        }
        for (let at = 0; at <= 60; at++) {
          const lengths = given.filter(([start, end]) => start <= at && at < end).map(([start, end]) => end - start);
          const owner = owners.get(at);
          if (owner === undefined) assert.equal(lengths.length, 0);
          else assert.equal(given[owner][1] - given[owner][0], Math.min(...lengths));
        }
      }),
    );
  });
});
