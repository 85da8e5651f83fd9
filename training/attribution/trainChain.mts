/**
 * Trains a linear-chain conditional random field by stochastic gradient descent with AdaGrad (Duchi, Hazan, Singer 2011).
 * Deterministic: the same sequences, options and seed give the same weights.
 */
import { clamp } from '../../src/analysis/attribution/candidate';
import { marginalsOf } from '../../src/analysis/attribution/chain';
import type { FeatureRows } from '../../src/analysis/tagger/sequence';
import { randomFrom, shuffle } from '../random.mjs';

export interface ChainExample {
  /** The tokens' features by their numbers in a dictionary: token i's are `rows[begins[i]]` up to `rows[begins[i + 1]]`. */
  readonly rows: Int32Array;
  readonly begins: Int32Array;
  /** By token: number of its label. */
  readonly labels: Uint8Array;
  /** A token whose label is given, in training as in use; -1 when there is none. */
  readonly given: number;
}

export interface ChainOptions {
  readonly epochs: number;
  readonly rate: number;
  /** Weight of the squared weights, applied where a feature occurs. */
  readonly l2: number;
  readonly seed: number;
}

/** Weights in full precision, before they are packed: what jackknifing needs. */
export interface DenseChain {
  readonly labels: readonly string[];
  readonly dictionary: Dictionary;
  readonly weights: Float32Array;
  readonly transitions: Float64Array;
}

export function trainChain(
  labels: readonly string[],
  dictionary: Dictionary,
  examples: readonly ChainExample[],
  { epochs, rate, l2, seed }: ChainOptions,
): DenseChain {
  const size = labels.length;
  const weights = new Float32Array(dictionary.size * size);
  const squares = new Float32Array(dictionary.size * size);
  const transitions = new Float64Array((size + 1) * size);
  const transitionSquares = new Float64Array((size + 1) * size);
  const pairs = new Float64Array(transitions.length);
  const random = randomFrom(seed);
  const order = examples.map((_, i) => i);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const e of shuffle(order, random)) {
      const { rows, begins, labels: gold, given } = examples[e];
      const emissions = denseEmissions(examples[e], size, weights);
      if (given >= 0) clamp(emissions, given, size, gold[given]);
      pairs.fill(0);
      const marginals = marginalsOf(emissions, transitions.map(Math.exp), size, pairs);
      for (let i = 0; i < gold.length; i++) {
        for (let label = 0; label < size; label++) {
          const gradient = marginals[i * size + label] - (gold[i] === label ? 1 : 0);
          if (Math.abs(gradient) < 1e-3) continue;
          for (let f = begins[i]; f < begins[i + 1]; f++) {
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
  return { labels, dictionary, weights, transitions };
}

/** Features by their numbers; those that the dictionary does not know are left out. */
export function indexed(
  { count, width, values }: FeatureRows,
  dictionary: Dictionary,
): Pick<ChainExample, 'rows' | 'begins'> {
  const rows = new Int32Array(values.length);
  const begins = new Int32Array(count + 1);
  let end = 0;
  for (let i = 0; i < count; i++) {
    for (let f = i * width; f < (i + 1) * width; f++) {
      const row = values[f] ? dictionary.find(values[f]) : -1;
      if (row >= 0) rows[end++] = row;
    }
    begins[i + 1] = end;
  }
  return { rows: rows.slice(0, end), begins };
}

/**
 * The `count` features whose weights move decisions most. A chain that is trained with these alone from the start loses
 * less than one whose small weights are cut off.
 */
export function strongestFeatures(chain: DenseChain, count: number): Dictionary {
  const strengths = chainRows(chain)
    .map(([feature, row]) => [feature, row.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)] as const)
    .sort((a, b) => b[1] - a[1]);
  const dictionary = new Dictionary();
  for (const [feature] of strengths.slice(0, count)) dictionary.count(feature);
  return dictionary;
}

function denseEmissions(
  { rows, begins }: Pick<ChainExample, 'rows' | 'begins'>,
  size: number,
  weights: Float32Array,
): Float64Array {
  const count = begins.length - 1;
  const emissions = new Float64Array(count * size);
  for (let i = 0; i < count; i++) {
    const at = i * size;
    for (let f = begins[i]; f < begins[i + 1]; f++) {
      const row = rows[f] * size;
      for (let label = 0; label < size; label++) emissions[at + label] += weights[row + label];
    }
  }
  return emissions;
}

/** Emissions of a chain that is not packed yet. */
export function emissionsOfDense({ dictionary, weights, labels }: DenseChain, features: FeatureRows): Float64Array {
  return denseEmissions(indexed(features, dictionary), labels.length, weights);
}

/** The weights of a chain by feature, one a label; what adds the same to all labels is taken out. */
export function chainRows({ labels, dictionary, weights }: DenseChain): [feature: number, weights: Float32Array][] {
  const size = labels.length;
  return Array.from({ length: dictionary.size }, (_, index) => {
    const row = weights.slice(index * size, (index + 1) * size);
    const mean = row.reduce((sum, value) => sum + value, 0) / size;
    return [dictionary.keyOf(index), row.map((value) => value - mean)];
  });
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
