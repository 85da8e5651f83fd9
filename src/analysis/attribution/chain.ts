import type { RowTable } from '../tagger/rowTable';
import { TokenScorer } from '../tagger/scores';

/** A linear-chain conditional random field (Lafferty, McCallum, Pereira 2001) over hashed features, for few labels. */
export interface Chain extends Pairs {
  readonly scorer: TokenScorer;
}

/** What pairs of neighbouring labels are worth. */
export interface Pairs {
  /** By previous label (the last row: begin of the sequence) and label: the pair's weight. */
  readonly transitions: Float64Array;
  /** The same as factors: e to the power of the weights. */
  readonly factors: Float64Array;
}

/** As many keys are kept as have this many bits: 1 MB a chain. */
const KEPT_BITS = 16;

export function chainOf(table: RowTable, labels: readonly string[], transitions: ArrayLike<number>): Chain {
  return { scorer: new TokenScorer(table, labels, KEPT_BITS), ...pairsOf(transitions) };
}

export function pairsOf(transitions: ArrayLike<number>): Pairs {
  return { transitions: Float64Array.from(transitions), factors: Float64Array.from(transitions, Math.exp) };
}

const MOST_LABELS = 8;

/** Room that every sequence uses anew: most are a sentence or two, and making it would cost as much as filling it. */
const scratch = {
  marginals: new Float64Array(1024),
  weights: new Float64Array(1024),
  backward: new Float64Array(MOST_LABELS),
  earlier: new Float64Array(MOST_LABELS),
};

/**
 * The forward-backward method in probabilities, scaled at each token.
 * @param pairs the factors of the pairs of labels (Chain)
 * @param size number of labels, at most MOST_LABELS
 * @param pairSums where the probabilities of pairs of neighbouring labels are added up, if wanted, laid out as `pairs`
 * @returns by token and label its probability; to be read before this function is called again
 */
export function marginalsOf(
  emissions: Float64Array,
  pairs: Float64Array,
  size: number,
  pairSums?: Float64Array,
): Float64Array {
  const count = emissions.length / size;
  if (scratch.weights.length < emissions.length) {
    scratch.weights = new Float64Array(2 * emissions.length);
    scratch.marginals = new Float64Array(2 * emissions.length);
  }
  const marginals = scratch.marginals.subarray(0, emissions.length);
  const { weights, backward, earlier } = scratch;
  for (let i = 0; i < count; i++) {
    const at = i * size;
    let highest = emissions[at];
    for (let label = 1; label < size; label++) if (emissions[at + label] > highest) highest = emissions[at + label];
    let sum = 0;
    for (let label = 0; label < size; label++) {
      const weight = Math.exp(emissions[at + label] - highest);
      weights[at + label] = weight;
      let before = 0;
      if (i === 0) before = pairs[size * size + label];
      else
        for (let previous = at - size, pair = label; previous < at; previous++, pair += size)
          before += marginals[previous] * pairs[pair];
      sum += marginals[at + label] = before * weight;
    }
    for (let label = 0; label < size; label++) marginals[at + label] /= sum;
  }
  backward.fill(1);
  for (let i = count - 1; i >= 0; i--) {
    const at = i * size;
    let total = 0;
    for (let label = 0; label < size; label++) total += marginals[at + label] *= backward[label];
    for (let label = 0; label < size; label++) marginals[at + label] /= total;
    if (i === 0) break;
    let sum = 0;
    let all = 0;
    for (let previous = 0, pair = 0; previous < size; previous++) {
      let behind = 0;
      for (let label = 0; label < size; label++, pair++) behind += pairs[pair] * weights[at + label] * backward[label];
      sum += earlier[previous] = behind;
      all += behind * marginals[at - size + previous];
    }
    if (pairSums)
      for (let previous = 0; previous < size; previous++)
        for (let label = 0; label < size; label++)
          pairSums[previous * size + label] +=
            (marginals[at - size + previous] * pairs[previous * size + label] * weights[at + label] * backward[label]) /
            all;
    for (let label = 0; label < size; label++) backward[label] = earlier[label] / sum;
  }
  if (pairSums && count) for (let label = 0; label < size; label++) pairSums[size * size + label] += marginals[label];
  return marginals;
}
