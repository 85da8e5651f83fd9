import { type ModelFile, sectionOf, type Section } from './modelFile';

/**
 * The weights of a linear model over hashed features, flat and sparse: an open-addressed hash table whose occupied slot
 * is a feature, and for each feature the few labels that it speaks for or against.
 */
export interface Weights {
  readonly labels: readonly string[];
  /** Number of slots, a power of two, less one. */
  readonly mask: number;
  /**
   * Two numbers a slot, side by side because they are read together: 16 bits of the feature's hash (0 = empty slot; the
   * slot's place holds the other bits) with the number of its weights above them, and where its weights begin.
   */
  readonly slots: Uint32Array;
  /** A weight: its label in the upper byte, its value in the lower; values of one model share a scale. */
  readonly entries: Int16Array;
  /** What the values were multiplied with to fit into 8 bits. */
  readonly scale: number;
}

/** Adds the feature's weights to the scores, one a label. A feature never seen in training adds nothing. */
export function addScores({ mask, slots, entries }: Weights, feature: number, scores: Int32Array | Float64Array): void {
  if (feature === 0) return;
  const fingerprint = fingerprintOf(feature);
  let slot = feature & mask;
  let found = slots[2 * slot];
  while ((found & 0xffff) !== fingerprint) {
    if (found === 0) return;
    slot = (slot + 1) & mask;
    found = slots[2 * slot];
  }
  const begin = slots[2 * slot + 1];
  const end = begin + (found >>> 16);
  for (let i = begin; i < end; i++) {
    const entry = entries[i];
    scores[(entry >> 8) & 0xff] += (entry << 24) >> 24;
  }
}

/**
 * Adds the weights of the first `count` features to the scores from `at` on, as `addScores` does, but first reads all their
 * places, then all their rows: the processor fetches many at a time instead of waiting for each (TokenScorer, scores.ts).
 * @param rows room for two numbers a feature
 */
export function addAllScores(
  { mask, slots, entries }: Weights,
  features: Int32Array,
  count: number,
  scores: Int32Array,
  at: number,
  rows: Int32Array,
): void {
  let read = 0;
  for (let f = 0; f < count; f++) read |= slots[2 * (features[f] & mask)];
  if (read === 0) return;
  let end = 0;
  for (let f = 0; f < count; f++) {
    const feature = features[f];
    if (feature === 0) continue;
    const fingerprint = fingerprintOf(feature);
    let slot = feature & mask;
    let found = slots[2 * slot];
    while (found !== 0 && (found & 0xffff) !== fingerprint) {
      slot = (slot + 1) & mask;
      found = slots[2 * slot];
    }
    if (found === 0) continue;
    rows[end] = slots[2 * slot + 1];
    rows[end + 1] = rows[end] + (found >>> 16);
    end += 2;
  }
  for (let r = 0; r < end; r += 2) read |= entries[rows[r]];
  if (read === 0) return;
  for (let r = 0; r < end; r += 2) {
    for (let i = rows[r]; i < rows[r + 1]; i++) {
      const entry = entries[i];
      scores[at + ((entry >> 8) & 0xff)] += (entry << 24) >> 24;
    }
  }
}

/** The number of the highest score; the first of equals. */
export function bestOf(scores: Int32Array | Float64Array, count: number): number {
  let best = 0;
  for (let i = 1; i < count; i++) if (scores[i] > scores[best]) best = i;
  return best;
}

/** 16 bits that are never 0; the slot's bits are the low ones. */
function fingerprintOf(feature: number): number {
  return feature >>> 16 || 1;
}

/**
 * Packs dense rows into the sparse table, values rounded to 8 bits; what is smaller than `least` then is dropped.
 * The scale takes the largest values to 127 but cuts off outliers: the one value in 2000 that is larger loses less than
 * all others would lose in precision.
 */
export function packWeights(
  labels: readonly string[],
  features: Iterable<readonly [number, ArrayLike<number>]>,
  least = 1,
): Weights {
  const all = [...features];
  const magnitudes: number[] = [];
  for (const [, row] of all) for (let i = 0; i < row.length; i++) if (row[i]) magnitudes.push(Math.abs(row[i]));
  magnitudes.sort((a, b) => a - b);
  const largest = magnitudes[Math.floor(magnitudes.length * 0.9995)] ?? 1;
  const scale = Math.fround(127 / largest);
  const quantise = (value: number): number => {
    const rounded = Math.max(-127, Math.min(127, Math.round(value * scale)));
    return Math.abs(rounded) < least ? 0 : rounded;
  };
  const rows = all.map(([feature, row]): WeightRow => {
    const weights: [label: number, value: number][] = [];
    for (let label = 0; label < row.length; label++) {
      const value = quantise(row[label]);
      if (value) weights.push([label, value]);
    }
    return [feature, weights];
  });
  return { labels, ...sparseTable(rows), scale };
}

/** A feature and its weights, values from -127 to 127; several of one label add up. */
export type WeightRow = readonly [feature: number, weights: readonly (readonly [label: number, value: number])[]];

/** The rows that have any weights as they lie in memory. */
export function sparseTable(rows: readonly WeightRow[]): Pick<Weights, 'mask' | 'slots' | 'entries'> {
  const kept = rows.filter(([, weights]) => weights.length);
  let count = 256;
  while (count * 0.75 < kept.length) count *= 2;
  const mask = count - 1;
  const slots = new Uint32Array(2 * count);
  const bySlot: (WeightRow | undefined)[] = new Array<undefined>(count);
  for (const row of kept) {
    let slot = row[0] & mask;
    while (bySlot[slot]) slot = (slot + 1) & mask;
    bySlot[slot] = row;
  }
  const entries: number[] = [];
  for (let slot = 0; slot < count; slot++) {
    const row = bySlot[slot];
    slots[2 * slot + 1] = entries.length;
    if (!row) continue;
    const [feature, weights] = row;
    slots[2 * slot] = fingerprintOf(feature) | (weights.length << 16);
    for (const [label, value] of weights) entries.push((label << 8) | (value & 0xff));
  }
  return { mask, slots, entries: Int16Array.from(entries) };
}

/** The weights as sections of a model file, as they lie in memory; `prefix` tells several sets of weights in one file apart. */
export function weightSections(
  { slots, entries, scale }: Pick<Weights, 'slots' | 'entries' | 'scale'>,
  prefix = '',
): Record<string, Section> {
  return { [`${prefix}slots`]: slots, [`${prefix}entries`]: entries, [`${prefix}scale`]: Float32Array.of(scale) };
}

/** @throws Error naming the file and the problem when a section is missing or does not fit the others. */
export function weightsOf(model: ModelFile, labels: readonly string[], file: string, prefix = ''): Weights {
  const slots = sectionOf(model, `${prefix}slots`, Uint32Array, file);
  const entries = sectionOf(model, `${prefix}entries`, Int16Array, file);
  const scale = sectionOf(model, `${prefix}scale`, Float32Array, file)[0];
  const count = slots.length / 2;
  let empty = 0;
  let end = 0; // of the weights so far: each slot's begin where the ones before end
  let fits =
    count > 0 && (count & (count - 1)) === 0 && entries.every((entry) => ((entry >> 8) & 0xff) < labels.length);
  for (let slot = 0; fits && slot < count; slot++) {
    if (slots[2 * slot] === 0) empty++;
    fits = slots[2 * slot + 1] === end;
    end += slots[2 * slot] >>> 16;
  }
  // an empty slot ends every search
  if (!fits || !empty || end !== entries.length)
    throw new Error(`Model file ${file} cannot be used: its weights do not fit together.`);
  return { labels, mask: count - 1, slots, entries, scale };
}
