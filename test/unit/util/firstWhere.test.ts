import assert from 'node:assert/strict';
import fc from 'fast-check';
import { firstWhere } from '../../../src/util/firstWhere';

describe('the first place where something holds', () => {
  it('is the one that a search from the beginning finds', () =>
    fc.assert(
      fc.property(fc.array(fc.nat(20)), fc.nat(21), (numbers, least) => {
        const sorted = numbers.sort((a, b) => a - b);
        const found = sorted.findIndex((number) => number >= least);
        assert.equal(
          firstWhere(sorted.length, (i) => sorted[i] >= least),
          found < 0 ? sorted.length : found,
        );
      }),
    ));
});
