import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PartialText } from '../../../src/formats/partialText';

const FAR = 900_000_000;
const read = (...pieces: (readonly [start: number, words: string])[]) => {
  const unclear: number[] = [];
  const text = PartialText.of(
    pieces.map(([start, words], index) => ({ start, words, index })),
    ({ index }) => unclear.push(index),
  );
  return { text, unclear };
};

describe('PartialText', () => {
  const whole: [what: string, text: string | undefined, ...pieces: (readonly [number, string])[]][] = [
    ['pieces that touch', 'one two', [0, 'one'], [3, ' two']],
    ['in any order', 'one two', [3, ' two'], [0, 'one']],
    ['pieces that overlap and agree', 'one two', [0, 'one t'], [2, 'e two'], [4, 'tw']],
    ['the same twice', 'one', [0, 'one'], [0, 'one']],
    ['a gap', undefined, [0, 'one'], [4, 'two']],
    ['no beginning', undefined, [1, 'one']],
    ['nothing', undefined],
    ['far away', undefined, [FAR, 'x']],
    ['pieces that differ', undefined, [0, 'one'], [2, 'x']],
  ];
  for (const [what, expected, ...pieces] of whole) it(`${what}: ${expected ?? 'not whole'}`, () => assert.equal(read(...pieces).text.whole, expected)); // prettier-ignore

  it('where pieces differ nothing is certain, elsewhere it is', () => {
    const { text, unclear } = read([0, 'one two three'], [4, 'xxx'], [8, 'thr'], [20, 'four']);
    assert.deepEqual(unclear, [1]);
    const clear = ([start, end]: [number, number]) => text.isClear({ start, end });
    assert.deepEqual(([[0, 4], [3, 5], [6, 8], [7, 13], [0, 13], [20, 24]] as [number, number][]).map(clear), [true, false, false, true, false, true]); // prettier-ignore
  });

  it('fits a text that has its pieces where they stand', () => {
    const { text } = read([0, 'Ann'], [8, 'met']);
    assert.deepEqual(['Ann Lee met', 'Ann Lee meets', 'Ann  Lee met', 'Ann', ''].map((each) => text.fits(each)), [true, false, false, false, false]); // prettier-ignore
  });

  it('anchors words that are in one run, and no others', () => {
    const { text } = read([5, 'Ann'], [8, ' Lee'], [FAR, 'said so']);
    const { exact, prefix, suffix } = text.anchorAt({ start: 9, end: 12 })!;
    assert.deepEqual([exact, prefix, suffix], ['Lee', 'Ann ', '']);
    assert.equal(text.anchorAt({ start: FAR + 5, end: FAR + 7 })?.start, FAR + 5);
    for (const [start, end] of [[0, 2], [4, 8], [9, 13], [FAR - 1, FAR + 2], [FAR, FAR + 8]]) assert.equal(text.anchorAt({ start, end }), undefined); // prettier-ignore
  });

  it('names words over a gap with a space', () => {
    const { text } = read([0, 'Ann'], [4, 'Lee'], [FAR, 'far']);
    assert.equal(text.wordsIn({ start: 0, end: 7 }), 'Ann Lee');
    assert.equal(text.wordsIn({ start: 1, end: 5 }), 'nn L');
    assert.equal(text.wordsIn({ start: 50, end: 60 }), '');
  });

  it('knows what was cut out of a text, and nothing else', () =>
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.array(fc.tuple(fc.nat(60), fc.nat(12))), (whole, cuts) => {
        const pieces = cuts.map(([start, length]) => ({ start, words: whole.slice(start, start + length) }));
        const text = PartialText.of(
          pieces.filter(({ words }) => words),
          () => assert.fail('they agree'),
        );
        assert.ok(text.fits(whole));
        for (const { start, words } of pieces) {
          if (words) assert.equal(text.anchorAt({ start, end: start + words.length })?.exact, words);
        }
      }),
    ));
});
