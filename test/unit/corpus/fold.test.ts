import assert from 'node:assert/strict';
import { fold, foldedWords } from '../../../src/corpus/fold';
import { contentHash, crc32 } from '../../../src/corpus/hash';

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
});

describe('hashes', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  it('CRC-32 of the standard’s check words', () => assert.equal(crc32(bytes('123456789')), 0xcbf43926));
  it('of content are whole numbers, and differ with the order of the bytes', () => {
    assert.ok(Number.isSafeInteger(contentHash(bytes('an article'))));
    assert.notEqual(contentHash(bytes('ab')), contentHash(bytes('ba')));
    assert.notEqual(contentHash(bytes('')), contentHash(new Uint8Array(1)));
  });
});
