import assert from 'node:assert/strict';
import fc from 'fast-check';
import { numberOf, stringTable, tableOf, tableSections } from '../../../../src/analysis/entities/stringTable';
import { readModelFile, writeModelFile } from '../../../../src/analysis/tagger/modelFile';

describe('numbers by string', () => {
  it('finds the number of every string that was written, and none of others', () => {
    const entries = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 2 ** 32 - 1 }), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(entries, fc.string(), (numbers, other) => {
        const table = stringTable(new Map(Object.entries(numbers)));
        for (const [text, number] of Object.entries(numbers)) assert.equal(numberOf(table, text), number);
        if (!Object.hasOwn(numbers, other)) assert.equal(numberOf(table, other), 0);
      }),
    );
  });

  it('takes none of a million strangers for one that it knows', () => {
    const table = stringTable(new Map(Array.from({ length: 100_000 }, (_, i) => [`new york ${i}`, i + 1])));
    let taken = 0;
    for (let i = 0; i < 1_000_000; i++) if (numberOf(table, `york ${i}`)) taken++;
    assert.equal(taken, 0);
  });

  it('comes back from a file', () => {
    const sections = tableSections(stringTable(new Map([['hong kong', 7]])), 'phrase');
    const model = readModelFile(writeModelFile({ about: { kind: 'words' }, sections }), 'words.bin', 'words');
    assert.equal(numberOf(tableOf(model, 'phrase', 'words.bin'), 'hong kong'), 7);
  });

  const full = { phraseFingerprints: new Uint32Array(4).fill(1), phraseNumbers: new Uint32Array(4) };
  const cases: readonly [name: string, sections: Record<string, Uint32Array>][] = [
    ['missing', {}],
    ['full', full],
    ['of another length', { ...full, phraseFingerprints: new Uint32Array(8) }],
    [
      'of a length that is no power of two',
      { phraseFingerprints: new Uint32Array(6), phraseNumbers: new Uint32Array(6) },
    ],
  ];
  for (const [name, sections] of cases) {
    it(`says so when the table is ${name}`, () => {
      const model = { about: { kind: 'words' }, sections };
      assert.throws(() => tableOf(model, 'phrase', 'words.bin'), /words\.bin/);
    });
  }
});
