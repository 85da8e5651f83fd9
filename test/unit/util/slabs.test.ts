import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Slabs } from '../../../src/util/slabs';

describe('slabs', () => {
  it('keep every piece as it was, whatever follows', () => {
    const piece = fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 0, max: 300_000 }).map((length) => new Uint8Array(length).fill(length % 251))); // prettier-ignore
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const slabs = new Slabs();
        const kept = pieces.map((bytes) => slabs.copy(bytes));
        kept.forEach((bytes, i) => assert.deepEqual(bytes, pieces[i]));
      }),
      { numRuns: 30 },
    );
  });

  it('put short pieces side by side', () => {
    const slabs = new Slabs();
    const [a, b] = [slabs.copy(new Uint8Array(10)), slabs.copy(new Uint8Array(10))];
    assert.equal(a.buffer, b.buffer);
    assert.equal(b.byteOffset, 10);
  });
});
