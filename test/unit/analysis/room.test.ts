import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SharedRoom } from '../../../src/analysis/room';

describe('a shared room', () => {
  const kinds = fc.constantFrom('int32' as const, 'uint8' as const, 'float32' as const);
  const asked = fc.array(fc.tuple(kinds, fc.oneof(fc.nat(50), fc.nat(30_000))), { maxLength: 12 });

  it('gives arrays of zeros that do not overlap, also after it was cleared', () => {
    fc.assert(
      fc.property(asked, asked, (first, second) => {
        const room = new SharedRoom();
        for (const wanted of [first, second]) {
          const arrays = wanted.map(([kind, length]) => {
            const array = room[kind](length);
            assert.equal(array.length, length);
            assert.ok(array.every((value) => value === 0));
            return array;
          });
          arrays.forEach((array, i) => array.fill(i + 1));
          arrays.forEach((array, i) => assert.ok(array.every((value) => value === i + 1)));
          room.clear();
        }
      }),
    );
  });
});
