import { type ModelFile, sectionOf, type Section } from './modelFile';

/**
 * The weights of a linear model over hashed features, flat and sparse: an open-addressed hash table whose occupied slot
 * is a feature, and for each feature the few labels that it speaks for or against.
 */
export interface Weights {
  readonly labels: readonly string[];
  /** Number of slots, a power of two, less one. */
  readonly mask: number;
  /** By slot: 16 bits of the feature's hash, 0 = empty. The slot itself holds the other bits. */
  readonly fingerprints: Uint16Array;
  /** By slot: where its weights begin; they end where the next slot's begin. */
  readonly rows: Uint32Array;
  /** By weight: its label and its value; values of one model share a scale. */
  readonly rowLabels: Uint8Array;
  readonly rowValues: Int8Array;
  /** What the values were multiplied with to fit into 8 bits. */
  readonly scale: number;
}

/** Adds the feature's weights to the scores, one a label. A feature never seen in training adds nothing. */
export function addScores(weights: Weights, feature: number, scores: Int32Array | Float64Array): void {
  if (feature === 0) return;
  const { mask, fingerprints } = weights;
  const fingerprint = fingerprintOf(feature);
  let slot = feature & mask;
  let found = fingerprints[slot];
  while (found !== fingerprint) {
    if (found === 0) return;
    slot = (slot + 1) & mask;
    found = fingerprints[slot];
  }
  const { rows, rowLabels, rowValues } = weights;
  for (let i = rows[slot], end = rows[slot + 1]; i < end; i++) scores[rowLabels[i]] += rowValues[i];
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
 * Packs dense rows into the sparse table, values rounded to 8 bits; what rounds to nothing is dropped.
 * The scale takes the largest values to 127 but cuts off outliers: the one value in 2000 that is larger loses less than
 * all others would lose in precision.
 */
export function packWeights(
  labels: readonly string[],
  features: Iterable<readonly [number, ArrayLike<number>]>,
): Weights {
  const all = [...features];
  const magnitudes: number[] = [];
  for (const [, row] of all) for (let i = 0; i < row.length; i++) if (row[i]) magnitudes.push(Math.abs(row[i]));
  magnitudes.sort((a, b) => a - b);
  const largest = magnitudes[Math.floor(magnitudes.length * 0.9995)] ?? 1;
  const scale = Math.fround(127 / largest);
  const quantise = (value: number): number => Math.max(-127, Math.min(127, Math.round(value * scale)));
  const kept = all.filter(([, row]) => Array.prototype.some.call(row, (value: number) => quantise(value) !== 0));
  let slots = 256;
  while (slots * 0.75 < kept.length) slots *= 2;
  const mask = slots - 1;
  const fingerprints = new Uint16Array(slots);
  const bySlot = new Int32Array(slots).fill(-1);
  kept.forEach(([feature], index) => {
    let slot = feature & mask;
    while (fingerprints[slot]) slot = (slot + 1) & mask;
    fingerprints[slot] = fingerprintOf(feature);
    bySlot[slot] = index;
  });
  const rows = new Uint32Array(slots + 1);
  const rowLabels: number[] = [];
  const rowValues: number[] = [];
  for (let slot = 0; slot < slots; slot++) {
    rows[slot] = rowLabels.length;
    if (bySlot[slot] < 0) continue;
    const row = kept[bySlot[slot]][1];
    for (let label = 0; label < row.length; label++) {
      const value = quantise(row[label]);
      if (!value) continue;
      rowLabels.push(label);
      rowValues.push(value);
    }
  }
  rows[slots] = rowLabels.length;
  return {
    ...{ labels, mask, fingerprints, rows, scale },
    rowLabels: Uint8Array.from(rowLabels),
    rowValues: Int8Array.from(rowValues),
  };
}

/** The weights as sections of a model file; `prefix` tells several sets of weights in one file apart. */
export function weightSections(weights: Weights, prefix = ''): Record<string, Section> {
  const { fingerprints, rows, rowLabels, rowValues, scale } = weights;
  const sizes = new Uint8Array(fingerprints.length);
  for (let slot = 0; slot < sizes.length; slot++) sizes[slot] = rows[slot + 1] - rows[slot];
  return {
    [`${prefix}fingerprints`]: fingerprints,
    [`${prefix}sizes`]: sizes,
    [`${prefix}labels`]: rowLabels,
    [`${prefix}values`]: rowValues,
    [`${prefix}scale`]: Float32Array.of(scale),
  };
}

/** @throws Error naming the file and the problem when a section is missing or does not fit the others. */
export function weightsOf(model: ModelFile, labels: readonly string[], file: string, prefix = ''): Weights {
  const fingerprints = sectionOf(model, `${prefix}fingerprints`, Uint16Array, file);
  const sizes = sectionOf(model, `${prefix}sizes`, Uint8Array, file);
  const rowLabels = sectionOf(model, `${prefix}labels`, Uint8Array, file);
  const rowValues = sectionOf(model, `${prefix}values`, Int8Array, file);
  const scale = sectionOf(model, `${prefix}scale`, Float32Array, file)[0];
  const slots = fingerprints.length;
  const rows = new Uint32Array(slots + 1);
  let total = 0;
  let used = 0;
  for (let slot = 0; slot < slots; slot++) {
    total += sizes[slot];
    rows[slot + 1] = total;
    if (fingerprints[slot]) used++;
  }
  const fits =
    slots > 0 &&
    (slots & (slots - 1)) === 0 &&
    sizes.length === slots &&
    used < slots && // an empty slot ends every search
    total === rowLabels.length &&
    total === rowValues.length &&
    rowLabels.every((label) => label < labels.length);
  if (!fits) throw new Error(`Model file ${file} cannot be used: its weights do not fit together.`);
  return { labels, mask: slots - 1, fingerprints, rows, rowLabels, rowValues, scale };
}
