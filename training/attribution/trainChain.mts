/**
 * Trains a linear-chain conditional random field by stochastic gradient descent with AdaGrad (Duchi, Hazan, Singer 2011).
 * Deterministic: the same sequences, options and seed give the same weights.
 */
import { clamp } from '../../src/analysis/attribution/candidate';
import { TRANSITION } from '../../src/analysis/attribution/chain';
import { feature } from '../../src/analysis/tagger/hash';
import type { FeatureRows } from '../../src/analysis/tagger/sequence';
import { randomFrom, shuffle } from '../../src/analysis/tagger/train';

export interface ChainExample {
  readonly features: FeatureRows;
  /** By token: number of its label. */
  readonly labels: Uint8Array;
  /** A token whose label is given, in training as in use; -1 when there is none. */
  readonly given?: number;
}

export interface ChainOptions {
  readonly epochs: number;
  readonly rate: number;
  /** Weight of the squared weights, applied where a feature occurs. */
  readonly l2: number;
  /** Features that occur less often get no weight. */
  readonly minCount: number;
  readonly seed: number;
}

/** Weights in full precision, before they are packed: what jackknifing needs. */
export interface DenseChain {
  readonly labels: readonly string[];
  readonly dictionary: Dictionary;
  readonly weights: Float32Array;
  readonly transitions: Float64Array;
}

export function trainChain(labels: readonly string[], examples: readonly ChainExample[], options: ChainOptions) {
  const { epochs, rate, l2, minCount, seed } = options;
  const size = labels.length;
  const dictionary = new Dictionary();
  for (const { features } of examples) for (const value of features.values) if (value) dictionary.count(value);
  dictionary.prune(minCount);
  const weights = new Float32Array(dictionary.size * size);
  const squares = new Float32Array(dictionary.size * size);
  const transitions = new Float64Array((size + 1) * size);
  const transitionSquares = new Float64Array((size + 1) * size);
  const random = randomFrom(seed);
  const order = examples.map((_, i) => i);
  const indexed = examples.map(({ features }) => features.values.map((value) => (value ? dictionary.find(value) : -1)));
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const e of shuffle(order, random)) {
      const { features, labels: gold, given = -1 } = examples[e];
      const { count, width } = features;
      const rows = indexed[e];
      const emissions = denseEmissions(rows, count, width, size, weights);
      if (given >= 0) clamp(emissions, given, size, gold[given]);
      const { marginals, pairs } = pairMarginals(emissions, transitions, size);
      for (let i = 0; i < count; i++) {
        for (let label = 0; label < size; label++) {
          const gradient = marginals[i * size + label] - (gold[i] === label ? 1 : 0);
          if (Math.abs(gradient) < 1e-3) continue;
          for (let f = i * width; f < (i + 1) * width; f++) {
            if (rows[f] < 0) continue;
            const at = rows[f] * size + label;
            const g = gradient + l2 * weights[at];
            squares[at] += g * g;
            weights[at] -= (rate * g) / Math.sqrt(squares[at] + 1e-6);
          }
        }
        const before = i === 0 ? size : gold[i - 1];
        pairs[before * size + gold[i]] -= 1;
      }
      for (let p = 0; p < pairs.length; p++) {
        const g = pairs[p];
        if (g === 0) continue;
        transitionSquares[p] += g * g;
        transitions[p] -= (rate * g) / Math.sqrt(transitionSquares[p] + 1e-6);
      }
    }
  }
  return { labels, dictionary, weights, transitions } satisfies DenseChain;
}

export function denseEmissions(
  rows: Int32Array,
  count: number,
  width: number,
  size: number,
  weights: Float32Array,
): Float64Array {
  const emissions = new Float64Array(count * size);
  for (let i = 0; i < count; i++) {
    const at = i * size;
    for (let f = i * width; f < (i + 1) * width; f++) {
      if (rows[f] < 0) continue;
      const row = rows[f] * size;
      for (let label = 0; label < size; label++) emissions[at + label] += weights[row + label];
    }
  }
  return emissions;
}

/** Emissions of a chain that is not packed yet. */
export function emissionsOfDense({ dictionary, weights, labels }: DenseChain, { values, count, width }: FeatureRows) {
  const rows = values.map((value) => (value ? dictionary.find(value) : -1));
  return denseEmissions(rows, count, width, labels.length, weights);
}

/** Marginals of tokens, and summed over the sequence those of pairs (the last row: of the first token). */
function pairMarginals(emissions: Float64Array, transitions: Float64Array, size: number) {
  const count = emissions.length / size;
  const pairs = new Float64Array(transitions.length);
  const forward = new Float64Array(emissions.length);
  const weights = new Float64Array(emissions.length);
  const factors = transitions.map(Math.exp);
  for (let i = 0; i < count; i++) {
    const at = i * size;
    let highest = -Infinity;
    for (let label = 0; label < size; label++) highest = Math.max(highest, emissions[at + label]);
    let sum = 0;
    for (let label = 0; label < size; label++) {
      weights[at + label] = Math.exp(emissions[at + label] - highest);
      let before = 0;
      if (i === 0) before = factors[size * size + label];
      else for (let p = 0; p < size; p++) before += forward[at - size + p] * factors[p * size + label];
      sum += forward[at + label] = before * weights[at + label];
    }
    for (let label = 0; label < size; label++) forward[at + label] /= sum;
  }
  const marginals = new Float64Array(emissions.length);
  let backward = new Float64Array(size).fill(1);
  for (let i = count - 1; i >= 0; i--) {
    const at = i * size;
    let total = 0;
    for (let label = 0; label < size; label++) total += forward[at + label] * backward[label];
    for (let label = 0; label < size; label++) marginals[at + label] = (forward[at + label] * backward[label]) / total;
    if (i === 0) {
      for (let label = 0; label < size; label++) pairs[size * size + label] += marginals[label];
      break;
    }
    const earlier = new Float64Array(size);
    let sum = 0;
    let pairSum = 0;
    for (let p = 0; p < size; p++) {
      for (let label = 0; label < size; label++) {
        const behind = factors[p * size + label] * weights[at + label] * backward[label];
        earlier[p] += behind;
        pairSum += forward[at - size + p] * behind;
      }
      sum += earlier[p];
    }
    for (let p = 0; p < size; p++)
      for (let label = 0; label < size; label++)
        pairs[p * size + label] +=
          (forward[at - size + p] * factors[p * size + label] * weights[at + label] * backward[label]) / pairSum;
    for (let p = 0; p < size; p++) earlier[p] /= sum;
    backward = earlier;
  }
  return { marginals, pairs };
}

/** The weights of a chain by feature, its pairs of labels among them; what adds the same to all labels is taken out. */
export function chainRows({ labels, dictionary, weights, transitions }: DenseChain): [number, Float32Array][] {
  const size = labels.length;
  const rows: [number, Float32Array][] = [];
  for (let index = 0; index < dictionary.size; index++) {
    const row = weights.slice(index * size, (index + 1) * size);
    const mean = row.reduce((sum, value) => sum + value, 0) / size;
    rows.push([dictionary.keyOf(index), row.map((value) => value - mean)]);
  }
  for (let previous = 0; previous <= size; previous++) {
    const row = transitions.subarray(previous * size, (previous + 1) * size);
    rows.push([feature(TRANSITION, previous), Float32Array.from(row)]);
  }
  return rows;
}

/** Numbers feature hashes in the order they come. */
export class Dictionary {
  #slots = new Int32Array(1 << 20).fill(-1);
  #keys = new Int32Array(1 << 19);
  #counts = new Uint16Array(1 << 19);
  size = 0;

  keyOf(index: number): number {
    return this.#keys[index];
  }

  find(key: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = Math.imul(key, 0x9e3779b1) & mask; ; slot = (slot + 1) & mask) {
      const index = this.#slots[slot];
      if (index < 0 || this.#keys[index] === key) return index;
    }
  }

  count(key: number): void {
    let index = this.find(key);
    if (index < 0) {
      if (this.size === this.#keys.length) this.#resize(this.size * 2);
      index = this.size++;
      this.#keys[index] = key;
      this.#place(index);
    }
    if (this.#counts[index] < 65535) this.#counts[index]++;
  }

  /** Forgets what came less often than `minCount` times; the others are numbered anew. */
  prune(minCount: number): void {
    const keys = this.#keys.slice(0, this.size).filter((_, index) => this.#counts[index] >= minCount);
    this.size = 0;
    this.#slots.fill(-1);
    for (const key of keys) {
      this.#keys[this.size] = key;
      this.#place(this.size++);
    }
  }

  #place(index: number): void {
    const mask = this.#slots.length - 1;
    let slot = Math.imul(this.#keys[index], 0x9e3779b1) & mask;
    while (this.#slots[slot] >= 0) slot = (slot + 1) & mask;
    this.#slots[slot] = index;
  }

  #resize(capacity: number): void {
    const keys = new Int32Array(capacity);
    const counts = new Uint16Array(capacity);
    keys.set(this.#keys);
    counts.set(this.#counts);
    this.#keys = keys;
    this.#counts = counts;
    this.#slots = new Int32Array(capacity * 2).fill(-1);
    for (let i = 0; i < this.size; i++) this.#place(i);
  }
}
