import assert from 'node:assert/strict';
import { PATTERNS, textOf } from '../../../fuzz/patterns';
import { MOST, type Works, WORKS, growthOf, worksWith } from '../../../fuzz/targets/time';
import { testModels } from '../../support/models';

/** The accurate engine gets the shorter one: some seconds for all. `npm run fuzz -- time` goes up to a megabyte. */
const SIZES = [4_000, 12_000];

describe('hostile patterns', function () {
  this.timeout(300_000);
  let works: Works;
  before(async () => {
    works = worksWith(await testModels());
  });

  it('are as long as they are to be', () => {
    assert.ok(PATTERNS.size >= 80);
    for (const [name, pattern] of PATTERNS) {
      const { length } = textOf(pattern, 4_000);
      assert.ok(length > 3_000 && length < 4_100, `${name}: ${length}`);
    }
  });

  // Each with another of the ways to read it.
  [...PATTERNS.keys()].forEach((pattern, index) => {
    const work = WORKS[index % WORKS.length];
    const size = SIZES[work.startsWith('fast') ? 1 : 0];
    it(`${pattern}: ${work}`, async () => {
      const { ratio, large } = await growthOf(works, { pattern, size, work });
      assert.ok(ratio <= MOST, `${ratio.toFixed(1)} times as long, ${large.toFixed(0)} ms`);
    });
  });
});
