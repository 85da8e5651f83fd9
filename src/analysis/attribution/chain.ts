import { addScores, type Weights } from '../tagger/weights';
import { feature } from '../tagger/hash';
import type { FeatureRows } from '../tagger/sequence';

/** A linear-chain conditional random field (Lafferty, McCallum, Pereira 2001) over hashed features, for few labels. */
export interface Chain {
  readonly weights: Weights;
  /** By previous label (the last row: begin of the sequence) and label: the pair's weight. */
  readonly transitions: Float64Array;
}

/** Template numbers from here on belong to the pairs of labels; features use smaller ones. */
export const TRANSITION = 1_000_000;

export function chainOf(weights: Weights): Chain {
  const size = weights.labels.length;
  const transitions = new Float64Array((size + 1) * size);
  for (let previous = 0; previous <= size; previous++) {
    addScores(weights, feature(TRANSITION, previous), transitions.subarray(previous * size, (previous + 1) * size));
  }
  for (let i = 0; i < transitions.length; i++) transitions[i] /= weights.scale;
  return { weights, transitions };
}

/** By token and label: what the token's own features say. */
export function emissionsOf({ weights }: Chain, { count, width, values }: FeatureRows): Float64Array {
  const size = weights.labels.length;
  const emissions = new Float64Array(count * size);
  const scores = new Float64Array(size);
  for (let i = 0; i < count; i++) {
    scores.fill(0);
    for (let f = i * width; f < (i + 1) * width; f++) addScores(weights, values[f], scores);
    for (let label = 0; label < size; label++) emissions[i * size + label] = scores[label] / weights.scale;
  }
  return emissions;
}

/**
 * The forward-backward method in probabilities, scaled at each token.
 * @returns by token and label its probability; `logSum` is the logarithm of the sum over all sequences.
 */
export function marginalsOf(
  emissions: Float64Array,
  transitions: Float64Array,
  size: number,
): { marginals: Float64Array; logSum: number } {
  const count = emissions.length / size;
  const marginals = new Float64Array(emissions.length);
  const pairs = transitions.map(Math.exp);
  const weights = new Float64Array(emissions.length);
  let logSum = 0;
  for (let i = 0; i < count; i++) {
    const at = i * size;
    let highest = -Infinity;
    for (let label = 0; label < size; label++) highest = Math.max(highest, emissions[at + label]);
    let sum = 0;
    for (let label = 0; label < size; label++) {
      weights[at + label] = Math.exp(emissions[at + label] - highest);
      let before = 0;
      if (i === 0) before = pairs[size * size + label];
      else
        for (let previous = 0; previous < size; previous++)
          before += marginals[at - size + previous] * pairs[previous * size + label];
      sum += marginals[at + label] = before * weights[at + label];
    }
    for (let label = 0; label < size; label++) marginals[at + label] /= sum;
    logSum += Math.log(sum) + highest;
  }
  const backward = new Float64Array(size).fill(1);
  const earlier = new Float64Array(size);
  for (let i = count - 1; i >= 0; i--) {
    const at = i * size;
    let total = 0;
    let sum = 0;
    for (let label = 0; label < size; label++) total += marginals[at + label] *= backward[label];
    for (let previous = 0; previous < size; previous++) {
      let behind = 0;
      for (let label = 0; label < size; label++)
        behind += pairs[previous * size + label] * weights[at + label] * backward[label];
      sum += earlier[previous] = behind;
    }
    for (let label = 0; label < size; label++) {
      marginals[at + label] /= total;
      backward[label] = earlier[label] / sum;
    }
  }
  return { marginals, logSum };
}
