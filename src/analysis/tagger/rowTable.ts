import { type ModelFile, sectionOf, type Section } from './modelFile';

/**
 * The weights of a linear model with two to five labels over hashed features: an open-addressed hash table with one weight a
 * label and feature in 8 bits, beside the feature's fingerprint, so that a look-up touches one place in memory. Weights
 * are relative to the first label's, which is left out: a constant for all labels changes no decision.
 */
export interface RowTable {
  /** Number of slots, a power of two, less one. */
  readonly mask: number;
  /**
   * Two numbers a slot. The first: 16 bits of the feature's hash (0 = empty; the slot's place holds the other bits), then the
   * weights of labels 1 and 2; the second: of labels 3 and 4.
   */
  readonly slots: Int32Array;
  /** What the weights were multiplied with to fit into 8 bits. */
  readonly scale: number;
}

/**
 * Adds the weights of the features `[from, to)` to `sums[at]` to `sums[at + 3]`, labels 1 to 4. A feature never seen in
 * training adds nothing, nor does 0.
 */
export function addRows(
  { mask, slots }: RowTable,
  features: Int32Array,
  from: number,
  to: number,
  sums: Int32Array,
  at: number,
): void {
  let one = 0;
  let two = 0;
  let three = 0;
  let four = 0;
  for (let f = from; f < to; f++) {
    const feature = features[f];
    if (feature === 0) continue;
    const fingerprint = feature >>> 16 || 1;
    let slot = feature & mask;
    let first = slots[2 * slot];
    while (first !== 0 && (first & 0xffff) !== fingerprint) {
      slot = (slot + 1) & mask;
      first = slots[2 * slot];
    }
    if (first === 0) continue;
    const second = slots[2 * slot + 1];
    one += (first << 8) >> 24;
    two += first >> 24;
    three += (second << 24) >> 24;
    four += (second << 16) >> 24;
  }
  sums[at] += one;
  sums[at + 1] += two;
  sums[at + 2] += three;
  sums[at + 3] += four;
}

/** Reads the places of the first `count` features without doing anything: `addRows` finds them in a near cache then. */
export function readRows({ mask, slots }: RowTable, features: Int32Array, count: number): number {
  let read = 0;
  for (let f = 0; f < count; f++) read ^= slots[2 * (features[f] & mask)];
  return read;
}

/** Packs rows of weights, one a label. @returns also how many weights were too large for 8 bits and have been cut. */
export function packRows(
  rows: readonly (readonly [feature: number, weights: ArrayLike<number>])[],
  scale: number,
): { table: RowTable; cut: number } {
  let cut = 0;
  const quantised = (value: number): number => {
    const rounded = Math.round(value * scale);
    if (Math.abs(rounded) > 127) cut++;
    return Math.max(-127, Math.min(127, rounded));
  };
  const kept = rows
    .map(([feature, weights]) => {
      const [one, two = 0, three = 0, four = 0] = Array.from(weights, (weight) => quantised(weight - weights[0])).slice(
        1,
      );
      return { feature, one, two, three, four };
    })
    .filter(({ one, two, three, four }) => one || two || three || four)
    .sort((a, b) => a.feature - b.feature);
  let count = 256;
  while (count * 0.8 < kept.length) count *= 2;
  const mask = count - 1;
  const slots = new Int32Array(2 * count);
  for (const { feature, one, two, three, four } of kept) {
    let slot = feature & mask;
    while (slots[2 * slot]) slot = (slot + 1) & mask;
    slots[2 * slot] = (feature >>> 16 || 1) | ((one & 0xff) << 16) | ((two & 0xff) << 24);
    slots[2 * slot + 1] = (three & 0xff) | ((four & 0xff) << 8);
  }
  return { table: { mask, slots, scale }, cut };
}

/** The table as sections of a model file; `prefix` tells several tables in one file apart. */
export function rowSections({ slots, scale }: RowTable, prefix = ''): Record<string, Section> {
  return { [`${prefix}slots`]: slots, [`${prefix}scale`]: Float32Array.of(scale) };
}

/** @throws Error naming the file and the problem when a section is missing or malformed. */
export function rowTableOf(model: ModelFile, file: string, prefix = ''): RowTable {
  const slots = sectionOf(model, `${prefix}slots`, Int32Array, file);
  const [scale] = sectionOf(model, `${prefix}scale`, Float32Array, file);
  const count = slots.length / 2;
  let empty = 0;
  for (let slot = 0; slot < count; slot++) if (slots[2 * slot] === 0) empty++;
  // An empty slot ends every search.
  if (!(count > 0 && (count & (count - 1)) === 0 && empty > 0 && scale > 0))
    throw new Error(`Model file ${file} cannot be used: its weights do not fit together.`);
  return { mask: count - 1, slots, scale };
}
