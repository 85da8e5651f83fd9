import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fold, foldedWords, foldedWordHashes } from '../../../src/corpus/fold';
import { contentHash, crc32, hashText } from '../../../src/corpus/hash';

describe('folding for search', () => {
  const cases: [text: string, folded: string][] = [
    ['Putin', 'putin'],
    ['Zelenský', 'zelensky'],
    ['Erdoğan', 'erdogan'],
    ['don’t', "don't"],
    ['ＮＡＴＯ', 'nato'],
    ['', ''],
  ];
  for (const [text, folded] of cases) it(`${text} is ${folded}`, () => assert.equal(fold(text), folded));
  it('words are without punctuation', () =>
    assert.deepEqual(foldedWords(fold('The U.S. “won’t” go — 5%.')), ['the', 'u', 's', 'won', 't', 'go', '5']));
  it('the hashes of words are those of the folded words', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.constantFrom('Ärger', '“Yes” —', '3½', 'a…')),
        ),
        fc.nat(9),
        (parts, start) => {
          const text = parts.join(' ');
          const expected = foldedWords(fold(text.slice(start))).map((word) => hashText(word));
          assert.deepEqual(foldedWordHashes(text, start), expected);
        },
      ),
    ));
});

describe('hashes', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  it('CRC-32 of the standard’s check words', () => assert.equal(crc32(bytes('123456789')), 0xcbf43926));
  it('CRC-32 goes on from what it is so far', () =>
    assert.equal(crc32(bytes('456789'), crc32(bytes('123'))), 0xcbf43926));
  it('of content are whole numbers, and differ with the order of the bytes', () => {
    assert.ok(Number.isSafeInteger(contentHash(bytes('an article'))));
    assert.notEqual(contentHash(bytes('ab')), contentHash(bytes('ba')));
    assert.notEqual(contentHash(bytes('')), contentHash(new Uint8Array(1)));
  });
});
