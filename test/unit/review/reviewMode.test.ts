import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { UncertainItem } from '../../../src/review/certainty';
import { NEW_WALK, type Walk, back, currentItem, decided, nextStep, passedOver, standingAt, undone } from '../../../src/review/reviewMode'; // prettier-ignore

const item = (key: string): UncertainItem => ({ kind: 'names', item: undefined as never, certainty: 0.5, key });
const items = (keys: string) => [...keys].map(item);

/** Keys that a person presses: a accepts (r rejects, which is the same here), n passes over, p goes back, z takes back. */
function press(walk: Walk, key: string, found: readonly UncertainItem[]): Walk {
  const step = nextStep(walk, found);
  const at = step.item ? standingAt(walk, step.item) : walk;
  if (key === 'n') return passedOver(at);
  if (key === 'p') return back(at);
  if (key === 'z') return undone(at);
  const current = currentItem(at, found);
  return current ? decided(at, current) : at;
}

/** Where the walk stands: `B 2/3`, or how many were passed over when it is over. */
function place(walk: Walk, found: readonly UncertainItem[]): string {
  const step = nextStep(walk, found);
  return step.item ? `${step.item.key} ${step.at}/${step.total}` : `over, ${step.passedOver} passed over`;
}

describe('review mode', () => {
  const cases: [what: string, found: string, keys: string, ends: string][] = [
    ['begins with the first', 'ABC', '', 'A 1/3'],
    ['goes on after a decision', 'ABC', 'a', 'B 2/3'],
    ['goes on after one is passed over', 'ABC', 'n', 'B 2/3'],
    ['goes back to what was passed over', 'ABC', 'np', 'A 1/3'],
    ['goes back to what was passed over last', 'ABC', 'nnp', 'B 2/3'],
    ['goes back twice', 'ABC', 'nnpp', 'A 1/3'],
    ['goes back no further than the beginning', 'ABC', 'ppp', 'A 1/3'],
    ['goes back past a decision to what was passed over', 'ABC', 'nap', 'A 2/3'],
    ['takes a decision back', 'ABC', 'az', 'A 1/3'],
    ['takes back only decisions', 'ABC', 'nz', 'B 2/3'],
    ['takes back the last of two', 'ABC', 'aaz', 'B 2/3'],
    ['ends when everything is decided', 'AB', 'aa', 'over, 0 passed over'],
    ['ends when the rest is passed over', 'ABC', 'ann', 'over, 2 passed over'],
    ['ends at once when there is nothing', '', '', 'over, 0 passed over'],
    ['decides nothing when it is over', 'A', 'aaa', 'over, 0 passed over'],
    ['passes the same over once', 'AB', 'npnp', 'A 1/2'],
  ];
  for (const [what, found, keys, ends] of cases) {
    it(what, () => {
      const all = items(found);
      assert.equal(
        place(
          [...keys].reduce((walk, key) => press(walk, key, all), NEW_WALK),
          all,
        ),
        ends,
      );
    });
  }

  it('a rejected name does not come again with its next words', () => {
    const walk = press(NEW_WALK, 'r', items('AB'));
    assert.equal(place(walk, items('AB')), 'B 2/2'); // another mention of A is found now, by the same key
  });

  it('what somebody else has reviewed meanwhile is left out', () => {
    const walk = press(NEW_WALK, 'a', items('ABC'));
    assert.equal(place(walk, items('C')), 'C 2/2');
  });

  it('decides nothing about what has gone meanwhile', () => {
    const walk = standingAt(NEW_WALK, item('A'));
    assert.equal(currentItem(walk, items('BC')), undefined);
    assert.equal(currentItem(walk, items('BA'))?.key, 'A');
    assert.equal(currentItem(decided(walk, item('A')), items('BA')), undefined);
  });

  it('whatever is pressed: each is shown that is neither decided nor passed over, in order, and counted from 1 to the end', () => {
    const keys = fc.array(fc.constantFrom('a', 'n', 'p', 'z'), { maxLength: 40 });
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[A-Z]$/)), keys, (names, pressed) => {
        const all = names.map(item);
        let walk: Walk = NEW_WALK;
        for (const key of pressed) walk = press(walk, key, all);
        const step = nextStep(walk, all);
        const rest = names.filter((name) => !walk.done.includes(name) && !walk.passed.includes(name));
        assert.equal(step.item?.key, rest[0]);
        if (!step.item) return assert.equal(step.passedOver, names.filter((name) => !walk.done.includes(name)).length);
        assert.equal(step.total, names.length);
        assert.equal(step.at, names.length - rest.length + 1);
        assert.equal(new Set(walk.done).size, walk.done.length);
      }),
    );
  });

  it('accepting all goes through all, once each', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), (names) => {
        const all = names.map(item);
        const seen: string[] = [];
        for (let walk: Walk = NEW_WALK; ; walk = press(walk, 'a', all)) {
          const step = nextStep(walk, all);
          if (!step.item) break;
          seen.push(step.item.key);
        }
        assert.deepEqual(seen, names);
      }),
    );
  });
});
