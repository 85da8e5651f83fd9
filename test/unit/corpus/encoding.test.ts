import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ENTITY_TYPES } from '../../../src/analysis/analysis';
import type { ArticleDigest, Place } from '../../../src/corpus/digest';
import {
  Reader,
  Writer,
  decodeBands,
  decodeBody,
  decodeHead,
  decodeMentions,
  encodeDigest,
  withoutBands,
} from '../../../src/corpus/encoding';

/** Plain objects, as a decoder makes them. */
const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(model, { noNullPrototype: true });
const text = fc.string({ unit: 'grapheme', maxLength: 20 });
const optional = fc.option(text, { nil: undefined });
const hashes = fc.uint8Array({ maxLength: 8 }).map((bytes) => Uint32Array.from(bytes, (byte) => byte * 16_843_009));
const place: fc.Arbitrary<Place> = fc
  .tuple(fc.nat(9999), fc.nat(999), fc.nat(3), fc.nat(999))
  .map(([line, column, more, width]) => ({
    line,
    column,
    endLine: line + more,
    endColumn: more ? width : column + width,
  }));
const places = fc.array(place, { maxLength: 4 });
const digests: fc.Arbitrary<ArticleDigest> = record({
  head: record({ title: optional, date: optional, url: optional, claims: fc.nat(), actors: fc.nat() }),
  body: record({
    entities: fc.array(
      record({
        type: fc.constantFrom(...ENTITY_TYPES),
        named: fc.boolean(),
        name: text,
        aliases: fc.array(text, { maxLength: 3 }),
        role: optional,
        claims: fc.nat(),
      }),
    ),
    claims: fc.array(
      record({
        id: text,
        actor: fc.option(fc.nat(99), { nil: undefined }),
        source: text,
        text,
        how: text,
        kind: fc.constantFrom('direct' as const, 'indirect' as const, 'mixed' as const),
        confidence: fc.nat(100).map((percent) => percent / 100),
        verdict: optional,
        places,
      }),
    ),
    dates: fc.array(record({ type: fc.constantFrom('DATE' as const, 'SET' as const), value: text, place }), {
      maxLength: 5,
    }),
    sentences: hashes,
  }),
  mentions: fc.array(places),
  bands: fc.array(hashes.map((numbers) => [...numbers])),
});

describe('a digest as bytes', () => {
  it('comes back as it was', () =>
    fc.assert(
      fc.property(digests, (digest) => {
        const bytes = encodeDigest(digest);
        assert.deepEqual(decodeHead(bytes), digest.head);
        assert.deepEqual(decodeBody(bytes), digest.body);
        assert.deepEqual(decodeMentions(bytes), digest.mentions);
        assert.deepEqual(decodeBands(bytes), digest.bands);
        const shorter = withoutBands(bytes);
        assert.deepEqual([decodeBody(shorter), decodeBands(shorter)], [digest.body, undefined]);
      }),
    ));

  const numbers = [0, 1, 127, 128, 16_383, 16_384, 2 ** 31, 2 ** 32 - 1, 2 ** 32, Number.MAX_SAFE_INTEGER];
  for (const number of numbers) {
    it(`the number ${number}, and below zero`, () => {
      const writer = new Writer();
      writer.int(number);
      if (number < 2 ** 40) writer.signed(-number);
      const reader = new Reader(writer.bytes());
      assert.equal(reader.int(), number);
      if (number < 2 ** 40) assert.equal(reader.signed() + number, 0);
    });
  }

  it('bytes that end too early are an error, not a number', () =>
    assert.throws(() => new Reader(Uint8Array.of(0x80)).int(), RangeError));
});
