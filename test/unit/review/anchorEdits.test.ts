import assert from 'node:assert/strict';
import fc from 'fast-check';
import { INPUTS, KINDS, orphanRate, outcomesOf } from '../../../fuzz/targets/anchors';
import type { Outcome } from '../../../fuzz/edits';

// Texts are edited at random while no editor looks, and every character is known again: where an anchor's words are said to be
// must be where they went, or nowhere. Misplacements must be none. An anchor that is always an orphan is never misplaced: most
// words that nobody touched must be found.

const SEED = 20220108;
const RUNS = { ordinary: 3000, alike: 1500, repetitive: 1500 };
/** In per cent of the words that nobody touched; where few words are repeated, nobody can tell them apart. */
const MOST_ORPHANS = { ordinary: 3, alike: 8, repetitive: 97 };

describe('anchors after random edits', function () {
  this.timeout(300_000);
  for (const kind of KINDS)
    it(`are never misplaced: ${kind} texts`, function () {
      const outcomes = new Map<Outcome, number>();
      for (const input of fc.sample(INPUTS[kind], { numRuns: RUNS[kind], seed: SEED }))
        for (const { outcome } of outcomesOf(input)) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      const counts = [...outcomes].map(([outcome, n]) => `${outcome} ${n}`).join(', ');
      assert.equal(outcomes.get('misplaced') ?? 0, 0, counts);
      assert.ok(100 * orphanRate(outcomes) < MOST_ORPHANS[kind], counts);
    });
});
