import type { Interned, Property } from '../text/vocabulary';
import { addRow, type RowTable } from './rowTable';
import type { FeatureRows } from './sequence';

/**
 * The features of a stretch of tokens, in three sorts: those that a single word near the token has by itself; those of
 * groups, which depend on a few facts, such as a tag and the tags beside it, the group's key; and single ones. Equal words
 * and equal keys have equal features.
 */
export interface TokenFeatures {
  /** How many tokens to either side a word is looked at by itself; -1 = not even the token's own. */
  readonly reach: number;
  /** Number of groups a token has, of single features, and of features in all. */
  readonly groups: number;
  readonly singles: number;
  readonly width: number;
  /** By token: the number of its word in the vocabulary, to which `words` belong. */
  readonly types: Int32Array;
  readonly vocabulary: Interned;
  /** Is the token in the stretch? Words of others count as absent. */
  holds(i: number): boolean;
  /** Writes what the word of token `i` (-1 = absent) says of the token that it stands `offset` behind. @returns the end */
  word(i: number, offset: number, features: Int32Array, at: number): number;
  /** Writes the key of each group of token `i`, two numbers a group. */
  keys(i: number, keys: Int32Array): void;
  /** Writes the features of one group of token `i` from `at` on (0 = none). @returns where they end */
  group(i: number, group: number, features: Int32Array, at: number): number;
  /** Writes the single features of token `i` from `at` on. */
  single(i: number, features: Int32Array, at: number): void;
}

/** All features of the tokens `[from, to)`: what training reads. */
export function featureRows(features: TokenFeatures, from: number, to: number): FeatureRows {
  const { reach, groups, singles, width } = features;
  const values = new Int32Array((to - from) * width);
  let at = 0;
  for (let i = from; i < to; i++) {
    for (let offset = -reach; offset <= reach; offset++)
      at = features.word(features.holds(i + offset) ? i + offset : -1, offset, values, at);
    for (let g = 0; g < groups; g++) at = features.group(i, g, values, at);
    features.single(i, values, at);
    at += singles;
  }
  if (at !== values.length) throw new Error(`A token has ${at / (to - from)} features, not ${width}.`);
  return { count: to - from, width, values };
}

/** Labels that have weights: all but the first (rowTable.ts). */
const WEIGHED = 4;
/** Numbers that a kept key takes: the key and two sums each in two numbers. */
const STRIDE = 4;

/**
 * Scores tokens with a linear model. What a word or a group's features add up to is worked out the first time and kept, so
 * that it costs one look-up instead of one for each feature: text is made of common words. The scores are the same as
 * without. Of two keys that fall on one place the later one stays.
 */
export class TokenScorer {
  /** By place: a key, then the sums of labels 1 and 2, and of 3 and 4, in 16 bits each. */
  readonly #kept: Int32Array;
  readonly #shift: number;
  /** By type: 1 when the sums are known, then the sums by offset and label. */
  #words: Property<Int16Array<ArrayBuffer>> | undefined;
  /** The same for the absent word. */
  #absent: Int16Array | undefined;
  #keys = new Int32Array(0);
  #features = new Int32Array(0);
  readonly #row = new Int32Array(1 + WEIGHED);

  /** Keeps up to 2 to the power of `bits` keys, 16 bytes each. */
  constructor(
    private readonly table: RowTable,
    readonly labels: readonly string[],
    bits: number,
  ) {
    this.#shift = 32 - bits;
    this.#kept = new Int32Array(STRIDE << bits);
  }

  /** By token of `[from, to)` and label: the sum of the weights of the token's features. */
  scores(features: TokenFeatures, from: number, to: number): Float64Array {
    const size = this.labels.length;
    const { scale } = this.table;
    const scores = new Float64Array((to - from) * size);
    const sums = new Int32Array(1 + WEIGHED);
    const { reach, groups, width } = features;
    if (this.#keys.length < groups * 2) this.#keys = new Int32Array(groups * 2);
    if (this.#features.length < width) this.#features = new Int32Array(width);
    const words = reach < 0 ? undefined : features.vocabulary.column(this.#wordSums(features));
    for (let i = from; i < to; i++) {
      sums.fill(0);
      if (words) this.#addWords(features, i, words, sums);
      this.#addGroups(features, i, sums);
      const at = (i - from) * size;
      for (let label = 1; label < size; label++) scores[at + label] = sums[label] / scale;
    }
    return scores;
  }

  #wordSums(features: TokenFeatures): Property<Int16Array<ArrayBuffer>> {
    if (!this.#words) {
      const width = 1 + (2 * features.reach + 1) * WEIGHED;
      this.#words = { create: (length) => new Int16Array(length), width, write: () => undefined };
      this.#absent = new Int16Array(width);
      this.#fillWord(features, -1, this.#absent, 0);
    }
    return this.#words;
  }

  #fillWord(features: TokenFeatures, i: number, values: Int16Array, at: number): void {
    const { reach } = features;
    values[at] = 1;
    for (let offset = -reach; offset <= reach; offset++) {
      this.#row.fill(0);
      const end = features.word(i, offset, this.#features, 0);
      for (let f = 0; f < end; f++) addRow(this.table, this.#features[f], this.#row);
      const begin = at + 1 + (offset + reach) * WEIGHED;
      for (let w = 0; w < WEIGHED; w++) values[begin + w] = this.#row[1 + w];
    }
  }

  #addWords(features: TokenFeatures, i: number, words: Int16Array, sums: Int32Array): void {
    const { reach, types } = features;
    const width = 1 + (2 * reach + 1) * WEIGHED;
    for (let offset = -reach; offset <= reach; offset++) {
      let values = this.#absent!;
      let at = 0;
      if (features.holds(i + offset)) {
        values = words;
        at = types[i + offset] * width;
        if (values[at] === 0) this.#fillWord(features, i + offset, values, at);
      }
      at += 1 + (offset + reach) * WEIGHED;
      sums[1] += values[at];
      sums[2] += values[at + 1];
      sums[3] += values[at + 2];
      sums[4] += values[at + 3];
    }
  }

  #addGroups(features: TokenFeatures, i: number, sums: Int32Array): void {
    const { groups, singles } = features;
    const { table } = this;
    const kept = this.#kept;
    const shift = this.#shift;
    const keys = this.#keys;
    const values = this.#features;
    features.keys(i, keys);
    for (let g = 0; g < groups; g++) {
      const a = keys[2 * g] ^ Math.imul(g + 1, 0x9e3779b1) || 1; // (0, 0) is an empty place
      const b = keys[2 * g + 1];
      let hash = Math.imul(a ^ Math.imul(b, 0x85ebca6b), 0xc2b2ae35);
      hash ^= hash >>> 15;
      const place = (Math.imul(hash, 0x27d4eb2f) >>> shift) * STRIDE;
      if (kept[place] !== a || kept[place + 1] !== b) {
        const end = features.group(i, g, values, 0);
        const row = this.#row.fill(0);
        for (let f = 0; f < end; f++) addRow(table, values[f], row);
        kept[place] = a;
        kept[place + 1] = b;
        kept[place + 2] = (row[1] & 0xffff) | (row[2] << 16);
        kept[place + 3] = (row[3] & 0xffff) | (row[4] << 16);
      }
      const first = kept[place + 2];
      const second = kept[place + 3];
      sums[1] += (first << 16) >> 16;
      sums[2] += first >> 16;
      sums[3] += (second << 16) >> 16;
      sums[4] += second >> 16;
    }
    features.single(i, values, 0);
    for (let f = 0; f < singles; f++) addRow(table, values[f], sums);
  }
}
