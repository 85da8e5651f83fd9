import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type IndexEntry, readSegment, writeSegment } from '../../../src/corpus/segment';
import { entry } from './articles';

const ENTRIES: IndexEntry[] = [
  { ...entry('file:///a.txt', { title: 'Überschrift', claims: [{ text: 'it rains' }] }), stamp: { mtime: 1.6e12, size: 4096, review: 1.7e12 }, hash: 2 ** 52 + 7 }, // prettier-ignore
  { uri: 'file:///gone.txt', stamp: { mtime: 0, size: 0 }, hash: 0, digest: new Uint8Array(0) },
  entry('file:///b %20?.txt', {}),
];
const bytes = writeSegment(ENTRIES, 'v1');

describe('a segment of the index', () => {
  it('comes back as it was', () => assert.deepEqual(readSegment(bytes, 'v1'), ENTRIES));
  it('comes back from within other bytes', () => {
    const padded = new Uint8Array(bytes.length + 20);
    padded.set(bytes, 7);
    assert.deepEqual(readSegment(padded.subarray(7, 7 + bytes.length), 'v1'), ENTRIES);
  });
  it('without entries', () => assert.deepEqual(readSegment(writeSegment([], 'v1'), 'v1'), []));
  it('of another analysis is of another version', () => assert.equal(readSegment(bytes, 'v2'), 'other version'));
  it('of another format is of another version', () => {
    const other = bytes.slice();
    other[7]++;
    assert.equal(readSegment(other, 'v1'), 'other version');
  });
  it('that is empty, or something else, is damaged', () => {
    assert.equal(readSegment(new Uint8Array(0), 'v1'), 'damaged');
    assert.equal(readSegment(new TextEncoder().encode('{"version": 1, "articles": []}'), 'v1'), 'damaged');
  });
  it('cut anywhere is damaged', () =>
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), (length) =>
        assert.equal(readSegment(bytes.subarray(0, length), 'v1'), 'damaged'),
      ),
    ));
  it('with any byte changed is never taken for right', () =>
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = bytes.slice();
        damaged[at] ^= change;
        assert.equal(typeof readSegment(damaged, 'v1'), 'string');
      }),
    ));
});
