import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Texts, Wanted } from '../../../src/util/texts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const anyText = fc.string({ unit: 'binary', maxLength: 60 });

describe('texts', () => {
  it('come back as they were, whatever follows', () => {
    const long = fc.integer({ min: 0, max: 300_000 }).map((length) => 'é'.repeat(length));
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 9, arbitrary: anyText }, long), { maxLength: 12 }), (all) => {
        const texts = new Texts();
        const kept = all.map((text) => texts.add(text));
        assert.deepEqual(kept.map((at) => texts.get(at)), all); // prettier-ignore
        for (const [i, at] of kept.entries()) assert.deepEqual([texts.is(at, all[i]), texts.is(at, `${all[i]}!`)], [true, false]); // prettier-ignore
      }),
      { numRuns: 50 },
    );
  });

  it('that were added together are one, whose parts are known by their ends', () =>
    fc.assert(
      fc.property(fc.array(anyText), (parts) => {
        const texts = new Texts();
        texts.add('before');
        const { at, ends } = texts.addAll(parts);
        assert.equal(texts.get(at), parts.join(''));
        assert.deepEqual(parts.map((_, i) => texts.get(at, ends[i - 1] ?? 0, ends[i])), parts); // prettier-ignore
      }),
    ));

  it('are searched as strings are', () =>
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1 }), anyText, fc.nat(), fc.nat(20), (all, other, which, from) => {
        const texts = new Texts();
        const kept = all.map((text) => texts.add(text));
        const text = all[which % all.length];
        const part = [...text].slice(from, from + 5).join('');
        for (const wanted of [part, other]) {
          const expected = Buffer.from(text).indexOf(wanted, 0);
          assert.equal(texts.find(kept[which % all.length], new Wanted(wanted)), expected);
        }
      }),
    ));
});

describe('a text that is searched for', () => {
  const few = fc.string({ unit: fc.constantFrom('a', 'b', 'é'), maxLength: 30 });
  it('is found where it is first, between two places', () =>
    fc.assert(
      fc.property(few, few, fc.nat(20), fc.nat(40), (text, wanted, from, to) => {
        const [within, part] = [bytes(text), bytes(wanted)];
        const end = Math.min(to, within.length);
        const found = from > end ? -1 : Buffer.from(within.subarray(0, end)).indexOf(Buffer.from(part), from);
        assert.equal(new Wanted(wanted).indexIn(within, from, end), found);
      }),
      { numRuns: 1000 },
    ));
  it('may be long', () => {
    const wanted = `x${'ab'.repeat(400)}y`;
    const text = bytes(`${'ab'.repeat(1000)}${wanted}ab`);
    assert.equal(new Wanted(wanted).indexIn(text, 0, text.length), 2000);
  });
});
