import assert from 'node:assert/strict';
import fc from 'fast-check';
import { WordPiece } from '../../../../src/analysis/text/wordPiece';

const VOCABULARY =
  '[UNK] [CLS] [SEP] u n un ##affable aff ##able play ##ing naive e ##e o ##o i ##i 日 本 . \' " - s ss ##s'.split(' ');
const wordPiece = new WordPiece(VOCABULARY);

/** A line: the word, then its pieces as `piece=the stretch of the word that it stands for`. */
const CASES: readonly (readonly [word: string, pieces: string])[] = [
  ['play', 'play=play'],
  ['Playing', 'play=Play ##ing=ing'],
  ['UNAFFABLE', 'un=UN ##affable=AFFABLE'],
  ['naïve', 'naive=naïve'],
  ['nai\u0308ve', 'naive=nai\u0308ve'],
  ['É', 'e=É'],
  ['u.s.', 'u=u .=. s=s .=.'],
  ['"play"', '"=" play=play "="'],
  ['日本', '日=日 本=本'],
  ['zebra', '[UNK]=zebra'],
  ['playz', '[UNK]=playz'], // a stretch with a letter that nobody knows is unknown as a whole
  ['play-zebra', 'play=play -=- [UNK]=zebra'],
  ['', '[UNK]='],
  ['\u200d', '[UNK]=\u200d'],
  ['\u0301', '[UNK]=\u0301'],
  ['\u{1d4cd}', '[UNK]=\u{1d4cd}'],
];

describe('WordPiece', () => {
  for (const [word, expected] of CASES) {
    it(`cuts ${JSON.stringify(word)}`, () => {
      const pieces = wordPiece.pieces(word).map(({ id, start, end }) => `${VOCABULARY[id]}=${word.slice(start, end)}`);
      assert.equal(pieces.join(' '), expected);
    });
  }

  it('takes a very long word for one unknown piece', () => {
    const word = 'e'.repeat(101);
    assert.deepEqual(wordPiece.pieces(word), [{ id: 0, start: 0, end: 101 }]);
    assert.equal(wordPiece.pieces('e'.repeat(100)).length, 100);
  });

  it('says which piece a vocabulary lacks', () => {
    assert.throws(() => new WordPiece(['a']), /does not hold \[UNK\]/);
    assert.throws(() => wordPiece.id('[MASK]'), /does not hold \[MASK\]/);
  });

  const word = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({ unit: fc.constantFrom(...'unaffableplayingNAÏVE.’日ß\u0301'), maxLength: 30 }),
  );

  it('gives pieces in order, not overlapping, inside the word, for any word', () => {
    fc.assert(
      fc.property(word, (text) => {
        const pieces = wordPiece.pieces(text);
        assert.ok(pieces.length > 0);
        let last = 0;
        for (const { id, start, end } of pieces) {
          assert.ok(id >= 0 && id < VOCABULARY.length);
          assert.ok(start >= last && end >= start && end <= text.length);
          last = end;
        }
      }),
    );
  });

  it('gives each known piece the characters that it is written with', () => {
    fc.assert(
      fc.property(word, (text) => {
        for (const { id, start, end } of wordPiece.pieces(text)) {
          if (id === 0) continue;
          const folded = text
            .slice(start, end)
            .toLowerCase()
            .normalize('NFD')
            .replace(/[\p{Mn}\p{C}]/gu, '');
          assert.equal(folded, VOCABULARY[id].replace('##', ''));
        }
      }),
    );
  });

  it('gives the same again', () => {
    fc.assert(
      fc.property(word, (text) => {
        assert.deepEqual(wordPiece.pieces(text), new WordPiece(VOCABULARY).pieces(text));
      }),
    );
  });
});
