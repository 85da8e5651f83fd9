import assert from 'node:assert/strict';
import fc from 'fast-check';
import { commonEnd, commonStart } from '../../../src/util/common';

describe('what two texts have in common', () => {
  it('is all but what was edited', () => {
    const long = fc.tuple(fc.string(), fc.nat(12_000)).map(([text, length]) => text + 'ab'.repeat(length));
    fc.assert(
      fc.property(long, fc.string(), fc.string(), long, (before, removed, added, after) => {
        const [a, b] = [before + removed + after, before + added + after];
        const start = commonStart(a, b);
        const end = commonEnd(a, b, Math.min(a.length, b.length) - start);
        assert.ok(start >= before.length);
        assert.ok(start + end >= Math.min(a.length, b.length, before.length + after.length));
        assert.equal(a.slice(0, start), b.slice(0, start));
        assert.equal(a.slice(a.length - end), b.slice(b.length - end));
        assert.ok(a === b || start + end < Math.max(a.length, b.length));
      }),
    );
  });
});
