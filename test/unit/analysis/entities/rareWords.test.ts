import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readRareWords, writeRareWords } from '../../../../src/analysis/entities/rareWords';
import { testModels } from '../../../support/models';

describe('rare words', () => {
  it('finds the cluster of every word that was written, and hardly any of others', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.nat(1023), { noNullPrototype: true }), (clusters) => {
        const clusterOf = readRareWords(writeRareWords(new Map(Object.entries(clusters))));
        for (const [word, cluster] of Object.entries(clusters)) assert.equal(clusterOf(word), cluster);
      }),
    );
    const clusterOf = readRareWords(writeRareWords(new Map([['coron', 58]])));
    const strangers = Array.from({ length: 10_000 }, (_, i) => `w${i}`).filter((word) => clusterOf(word) >= 0);
    assert.ok(strangers.length < 10, strangers.join());
  });

  it('puts rare words beside frequent ones of their kind', async () => {
    const { gazetteer } = await testModels();
    assert.equal(gazetteer.rareCluster('coron'), gazetteer.cluster('archipelago')); // islands
    assert.equal(gazetteer.rareCluster('xqzzyk'), -1);
  });

  it('says so when the bytes are no such table', () => {
    assert.throws(() => readRareWords(new Uint8Array(64)), /rareWords\.bin/);
  });
});
