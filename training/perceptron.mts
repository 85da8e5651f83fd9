/**
 * Trains the name tagger's weights: the averaged structured perceptron (Collins 2002), as in src/analysis/tagger, but
 * over numbered features in flat arrays, which is several times as fast, and packed so that no large weight is cut off:
 * the few features that every token has ("a word in lower case") carry the largest weights and must keep them.
 */
import { feature } from '../src/analysis/tagger/hash';
import type { Section } from '../src/analysis/tagger/modelFile';
import { mayFollow, type SequenceExample, TRANSITION, viterbi } from '../src/analysis/tagger/sequence';
import { sparseTable, weightSections } from '../src/analysis/tagger/weights';
import { randomFrom, shuffle } from './random.mjs';

export interface PerceptronOptions {
  readonly epochs: number;
  readonly seed?: number;
  /** This many models are trained, each seeing the examples in an order of its own, and their weights averaged. */
  readonly runs?: number;
  /** Features that occur less often get no weight. */
  readonly minCount?: number;
  /** Share of a token's features that are hidden while it is learned from, 0 to 1: no feature may be leant on alone. */
  readonly dropout?: number;
  readonly onEpoch?: (epoch: number, wrongTokens: number) => void;
}

/** A sentence's features by number, without those that have none: token i's are `ids[begin[i]]` to `ids[begin[i + 1]]`. */
interface Numbered {
  readonly begin: Int32Array;
  readonly ids: Int32Array;
  readonly labels: ArrayLike<number>;
}

export function trainPerceptron(
  labels: readonly string[],
  examples: readonly SequenceExample[],
  { epochs, seed = 1, runs = 1, minCount = 1, dropout = 0, onEpoch }: PerceptronOptions,
): Record<string, Section> {
  const width = labels.length;
  const { hashes, numbered } = numberFeatures(examples, minCount);
  const allowed = Uint8Array.from({ length: (width + 1) * width }, (_, k) =>
    mayFollow(labels[Math.floor(k / width)], labels[k % width]) ? 1 : 0,
  );
  const averaged = new Float32Array(hashes.length * width);
  const averagedPairs = new Float64Array((width + 1) * width);
  for (let run = 0; run < runs; run++) {
    const weights = new Float32Array(hashes.length * width);
    const sums = new Float64Array(hashes.length * width);
    const pairs = new Float64Array((width + 1) * width);
    const pairSums = new Float64Array((width + 1) * width);
    const random = randomFrom(seed + run);
    const order = numbered.map((_, index) => index);
    let clock = 1;
    for (let epoch = 1; epoch <= epochs; epoch++) {
      let wrong = 0;
      for (const index of shuffle(order, random)) {
        const { labels: gold } = numbered[index];
        const { begin, ids } = dropout ? withDropout(numbered[index], dropout, random) : numbered[index];
        const count = begin.length - 1;
        const found = decode(begin, ids, weights, pairs, allowed, width);
        for (let i = 0; i < count; i++) {
          if (begin[i] === begin[i + 1] && found[i] === gold[i] && (!i || found[i - 1] === gold[i - 1])) continue;
          const before = i ? gold[i - 1] : width;
          const beforeFound = i ? found[i - 1] : width;
          if (found[i] !== gold[i]) {
            wrong++;
            for (let k = begin[i]; k < begin[i + 1]; k++) {
              const row = ids[k] * width;
              weights[row + gold[i]]++;
              sums[row + gold[i]] += clock;
              weights[row + found[i]]--;
              sums[row + found[i]] -= clock;
            }
          }
          if (found[i] !== gold[i] || before !== beforeFound) {
            pairs[before * width + gold[i]]++;
            pairSums[before * width + gold[i]] += clock;
            pairs[beforeFound * width + found[i]]--;
            pairSums[beforeFound * width + found[i]] -= clock;
          }
        }
        clock++;
      }
      onEpoch?.(epoch, wrong);
    }
    for (let k = 0; k < averaged.length; k++) averaged[k] += (weights[k] - sums[k] / clock) / runs;
    for (let k = 0; k < averagedPairs.length; k++) averagedPairs[k] += (pairs[k] - pairSums[k] / clock) / runs;
  }
  const rows: [number, Float32Array][] = [];
  for (let id = 0; id < hashes.length; id++) {
    const row = new Float32Array(width);
    let any = false;
    for (let label = 0; label < width; label++) {
      row[label] = averaged[id * width + label];
      any ||= row[label] !== 0;
    }
    if (any) rows.push([hashes[id], row]);
  }
  for (let before = 0; before <= width; before++) {
    const row = Float32Array.from({ length: width }, (_, label) => averagedPairs[before * width + label]);
    rows.push([feature(TRANSITION, before), row]);
  }
  const table = sparseTable(rows.map(([hash, row]) => [hash, entriesOf(row)]));
  return weightSections({ ...table, scale: SCALE });
}

function numberFeatures(
  examples: readonly SequenceExample[],
  minCount: number,
): { hashes: Int32Array; numbered: Numbered[] } {
  const numbers = new Map<number, number>();
  const counts: number[] = [];
  for (const { features } of examples) {
    for (let k = 0; k < features.count * features.width; k++) {
      const hash = features.values[k];
      if (!hash) continue;
      const number = numbers.get(hash);
      if (number === undefined) {
        numbers.set(hash, counts.length);
        counts.push(1);
      } else counts[number]++;
    }
  }
  const renumbered = new Int32Array(counts.length).fill(-1);
  const hashes: number[] = [];
  for (const [hash, number] of numbers) {
    if (counts[number] < minCount) continue;
    renumbered[number] = hashes.length;
    hashes.push(hash);
  }
  const numbered = examples.map(({ features: { count, width, values }, labels }) => {
    const begin = new Int32Array(count + 1);
    const ids: number[] = [];
    for (let i = 0; i < count; i++) {
      for (let k = i * width; k < (i + 1) * width; k++) {
        const id = values[k] ? renumbered[numbers.get(values[k])!] : -1;
        if (id >= 0) ids.push(id);
      }
      begin[i + 1] = ids.length;
    }
    return { begin, ids: Int32Array.from(ids), labels };
  });
  return { hashes: Int32Array.from(hashes), numbered };
}

/** The sentence with some of each token's features hidden. */
function withDropout({ begin, ids, labels }: Numbered, share: number, random: () => number): Numbered {
  const kept: number[] = [];
  const begins = new Int32Array(begin.length);
  for (let i = 0; i + 1 < begin.length; i++) {
    for (let k = begin[i]; k < begin[i + 1]; k++) if (random() >= share) kept.push(ids[k]);
    begins[i + 1] = kept.length;
  }
  return { begin: begins, ids: Int32Array.from(kept), labels };
}

/** A token without features has the first label, "O". */
const ALWAYS = 1e6;

function decode(
  begin: Int32Array,
  ids: Int32Array,
  weights: Float32Array,
  pairs: Float64Array,
  allowed: Uint8Array,
  width: number,
): Uint8Array {
  const count = begin.length - 1;
  const emissions = new Float64Array(count * width);
  for (let i = 0; i < count; i++) {
    const at = i * width;
    for (let k = begin[i]; k < begin[i + 1]; k++) {
      const row = ids[k] * width;
      for (let label = 0; label < width; label++) emissions[at + label] += weights[row + label];
    }
    if (begin[i] === begin[i + 1]) emissions[at] += ALWAYS;
  }
  return viterbi(emissions, pairs, allowed, count, width);
}

/** Weights are kept in 8 bits at this scale; a larger weight becomes several entries of one label, which add up. */
const SCALE = 8;
/** Smaller weights are dropped: they change few decisions and are most of the file. */
const SMALLEST = 0.25;

function entriesOf(row: Float32Array): [label: number, value: number][] {
  const entries: [number, number][] = [];
  row.forEach((weight, label) => {
    if (Math.abs(weight) < SMALLEST) return;
    for (let rest = Math.round(weight * SCALE); rest !== 0;) {
      const part = Math.max(-127, Math.min(127, rest));
      entries.push([label, part]);
      rest -= part;
    }
  });
  return entries;
}
