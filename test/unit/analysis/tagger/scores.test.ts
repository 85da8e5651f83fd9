import assert from 'node:assert/strict';
import fc from 'fast-check';
import { articleStep } from '../../../../src/analysis/article/step';
import { FlatFeatures } from '../../../../src/analysis/attribution/flatFeatures';
import { emptyFlatRoles, FLAT_LABELS } from '../../../../src/analysis/attribution/flatRoles';
import { readTokens } from '../../../../src/analysis/attribution/reading';
import { ROLE_LABELS, RoleFeatures } from '../../../../src/analysis/attribution/roleFeatures';
import { viewTokens } from '../../../../src/analysis/attribution/tokenView';
import type { Models } from '../../../../src/analysis/models';
import type { Facts } from '../../../../src/analysis/step';
import { addRows, packRows, type RowTable, rowSections, rowTableOf } from '../../../../src/analysis/tagger/rowTable';
import { featureRows, type TokenFeatures, TokenScorer } from '../../../../src/analysis/tagger/scores';
import { textStep } from '../../../../src/analysis/text/textStep';
import { testModels } from '../../../support/models';

/** Every feature weighs something: its hash decides what. */
function tableOf(features: Iterable<number>, labels: number): RowTable {
  const rows = [...new Set(features)]
    .filter((feature) => feature !== 0)
    .map(
      (feature) => [feature, Array.from({ length: labels }, (_, label) => ((feature >> (4 * label)) & 7) - 3)] as const,
    );
  return packRows(rows, 1).table;
}

function summed(table: RowTable, values: Int32Array, width: number, labels: number): number[] {
  return Array.from({ length: values.length / width }, (_, i) => {
    const sums = new Int32Array(5);
    addRows(table, values, i * width, (i + 1) * width, sums, 1);
    return [...sums.subarray(0, labels)];
  }).flat();
}

describe('scores of tokens', () => {
  let models: Models;
  before(async () => (models = await testModels()));

  const words = fc.constantFrom(
    ...'said says according to that the official Smith he “ ” " , . : wants it rains ( ) I we you — 7 Talks'.split(' '),
  );
  const texts = fc.array(words, { minLength: 1, maxLength: 100 }).map((list) => list.join(' '));

  /** The view of a text and the tokens of its only paragraph. */
  function viewOf(text: string) {
    let facts = { text, models, form: 'body', given: {} } as Facts;
    for (const { run } of [articleStep, textStep]) facts = { ...facts, ...run(facts) };
    const reading = readTokens(facts);
    return { view: viewTokens(reading, models.gazetteer), from: 0, to: reading.tokens.count };
  }

  const kinds: [string, readonly string[], (text: string) => [TokenFeatures, from: number, to: number]][] = [
    [
      'of the first tagger',
      FLAT_LABELS,
      (text) => {
        const { view, from, to } = viewOf(text);
        return [new FlatFeatures(view, from, to), from, to];
      },
    ],
    [
      'of the second tagger',
      ROLE_LABELS,
      (text) => {
        const { view, from, to } = viewOf(text);
        const flat = emptyFlatRoles(view.count);
        for (let i = from; i < to; i++) flat.best[i] = i % 5;
        return [new RoleFeatures(view, flat, (from + to) >> 1, from, to), from, to];
      },
    ],
  ];
  for (const [name, labels, featuresOf] of kinds) {
    it(`${name} are the sums of all features' weights, also where they were kept`, () => {
      fc.assert(
        fc.property(fc.array(texts, { minLength: 1, maxLength: 4 }), (list) => {
          const all = list.map((text) => {
            const [features, from, to] = featuresOf(text);
            return { features, from, to, rows: featureRows(features, from, to) };
          });
          const table = tableOf(
            all.flatMap(({ rows }) => [...rows.values]),
            labels.length,
          );
          const scorer = new TokenScorer(table, labels, 8); // so few places that keys push each other out
          for (const { features, from, to, rows } of [...all, ...all]) {
            assert.deepEqual(
              [...scorer.scores(features, from, to)],
              summed(table, rows.values, features.width, labels.length),
            );
          }
        }),
        { numRuns: 60 },
      );
    });
  }
});

describe('table of weights', () => {
  const rows = [
    [7, [0, 1, -2, 3, 0.5]],
    [-9, [1, 1, 1, 1, 1]], // the same for all: nothing
    [1 << 30, [0, 100, 0, 0, 0]],
  ] as const;
  const { table, cut } = packRows(rows, 2);
  const weights = (feature: number) => {
    const sums = new Int32Array(5);
    addRows(table, Int32Array.of(feature), 0, 1, sums, 1);
    return [...sums];
  };

  it('gives the weights of features, in its scale', () => assert.deepEqual(weights(7), [0, 2, -4, 6, 1]));
  it('leaves out what is the same for all labels', () => assert.deepEqual(weights(-9), [0, 0, 0, 0, 0]));
  it('cuts what is too large and says so', () => {
    assert.deepEqual(weights(1 << 30), [0, 127, 0, 0, 0]);
    assert.equal(cut, 1);
  });
  it('gives nothing for a feature that it does not know, and for 0', () => {
    assert.deepEqual(weights(8), [0, 0, 0, 0, 0]);
    assert.deepEqual(weights(0), [0, 0, 0, 0, 0]);
  });
  it('is read as it was written', () => {
    assert.deepEqual(
      rowTableOf({ about: { kind: 'test' }, sections: rowSections(table, 'x.') }, 'test.bin', 'x.'),
      table,
    );
  });
  it('is refused when it has no empty place', () => {
    const full = { ...table, slots: table.slots.map(() => 1) };
    assert.throws(
      () => rowTableOf({ about: { kind: 'test' }, sections: rowSections(full) }, 'test.bin'),
      /test\.bin cannot be used/,
    );
  });
});
