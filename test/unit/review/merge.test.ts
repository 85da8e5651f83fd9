import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mergeDecisions } from '../../../src/review/merge';
import { type Decision, stands } from '../../../src/review/review';
import { writeSidecar } from '../../../src/review/sidecar';
import { decisionsAbout } from './decisions';

const { decide, mention } = decisionsAbout('Ann Lee met Bob Roe.');
const [one, two, three] = [
  decide(mention('Ann Lee'), { do: 'accept' }),
  decide(mention('Bob Roe'), { do: 'reject' }),
  decide(mention('Bob Roe'), { do: 'accept' }),
];
const day = (n: number) => `2022-01-${String(n).padStart(2, '0')}T00:00:00.000Z`;
const text = (decisions: readonly Decision[]) => writeSidecar({ decisions, prints: new Map(), foreign: [] }, 'a');

describe('mergeDecisions', () => {
  it('has what either side has', () =>
    assert.deepEqual(mergeDecisions([one, two], [two, three]).map(({ id }) => id), [one.id, two.id, three.id])); // prettier-ignore

  const undone = { ...one, withdrawn: day(10) };
  const cases: [string, Decision, Decision, boolean][] = [
    ['undone on one side is undone', one, undone, false],
    ['redone later on the other side stands', { ...undone, restored: day(11) }, undone, true],
    ['undone later than redone is undone', { ...undone, restored: day(11) }, { ...one, withdrawn: day(12) }, false],
  ];
  for (const [title, a, b, expected] of cases) {
    it(title, () => {
      for (const [ours, theirs] of [[a, b], [b, a]]) assert.deepEqual(mergeDecisions([ours], [theirs]).map(stands), [expected]); // prettier-ignore
    });
  }
  it('an undo on one side and new anchors on the other both count', () => {
    const moved = { ...one, anchored: day(11), target: [{ ...one.target[0], start: 5, end: 12 }] };
    for (const [a, b] of [
      [undone, moved],
      [moved, undone],
    ])
      // prettier-ignore
      assert.deepEqual(mergeDecisions([a], [b]), [{ ...moved, withdrawn: day(10) }]);
  });

  it('does not depend on sides, order or repetition', () => {
    const states = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      anchored: fc.option(fc.integer({ min: 1, max: 9 }).map(day), { nil: undefined }),
      withdrawn: fc.option(fc.integer({ min: 1, max: 9 }).map(day), { nil: undefined }),
      restored: fc.option(fc.integer({ min: 1, max: 9 }).map(day), { nil: undefined }),
      start: fc.integer({ min: 0, max: 5 }),
    });
    const review = fc.uniqueArray(states, { selector: ({ id }) => id }).map((list) =>
      list.map(({ id, start, ...times }): Decision => {
        const known = Object.fromEntries(Object.entries(times).filter(([, time]) => time !== undefined));
        return { ...one, id, target: [{ ...one.target[0], start }], ...known };
      }),
    );
    fc.assert(
      fc.property(review, review, review, (a, b, c) => {
        assert.equal(text(mergeDecisions(a, b)), text(mergeDecisions(b, a)));
        assert.equal(text(mergeDecisions(mergeDecisions(a, b), c)), text(mergeDecisions(a, mergeDecisions(b, c))));
        assert.equal(text(mergeDecisions(a, a)), text(a));
        assert.equal(text(mergeDecisions(mergeDecisions(a, b), b)), text(mergeDecisions(a, b)));
      }),
    );
  });
});
