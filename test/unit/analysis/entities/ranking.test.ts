import assert from 'node:assert/strict';
import { byRank, type Choice } from '../../../../src/analysis/entities/coreference';
import { newRankingWeights, readRankingWeights, writeRankingWeights } from '../../../../src/analysis/entities/ranking';

describe('ranking of antecedents', () => {
  /** Rival k has the feature k + 1, "none of them" the feature 0. */
  const choice: Choice = {
    index: 9,
    rivals: [8, 5, 2],
    features: (out, place) => {
      out[0] = place + 1;
      return 1;
    },
  };
  const weighted = (...weights: number[]) => {
    const all = newRankingWeights();
    all.set(weights);
    return all;
  };

  const cases: [what: string, weights: number[], chosen: number][] = [
    ['the highest', [0, 1, 3, 2], 5],
    ['the nearest of equals', [0, 1, 1, 1], 8],
    ['none, where that is higher by far', [5, 1, 3, 2], -1],
    ['a mention that is hardly less likely than none', [3.5, 1, 3, 2], 5],
  ];
  for (const [what, weights, chosen] of cases) {
    it(`chooses ${what}`, () => assert.equal(byRank(weighted(...weights))(choice), chosen));
  }

  it('reads what was written, and says so when it is something else', () => {
    const weights = weighted(1, 2, 3);
    assert.deepEqual(readRankingWeights(writeRankingWeights(weights, {})), weights);
    assert.throws(() => readRankingWeights(writeRankingWeights(new Float32Array(3), {})), /coreference\.bin/);
  });
});
