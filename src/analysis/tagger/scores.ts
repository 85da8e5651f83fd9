import type { Interned, Property } from '../text/vocabulary';
import { addRows, readRows, type RowTable } from './rowTable';
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
  /** Writes the key of each group of token `i` from `at` on, two numbers a group. */
  keys(i: number, keys: Int32Array, at: number): void;
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
/** Tokens that are scored together. */
const BATCH = 64;

/**
 * Scores tokens with a linear model. What a word or a group's features add up to is worked out the first time and kept, so
 * that it costs one look-up instead of one for each feature: text is made of common words. The scores are the same as
 * without. Of two keys that fall on one place the later one stays.
 *
 * The tables are larger than a processor's nearest caches, and waiting for one entry after the other was the most of the time.
 * So tokens are taken together: first all places are worked out, then all are read once in a loop so small that the
 * processor fetches many of them at a time, and only then the sums are made.
 */
export class TokenScorer {
  /** By place: a key, then the sums of labels 1 and 2, and of 3 and 4, in 16 bits each. */
  readonly #kept: Int32Array;
  readonly #shift: number;
  /** By type: 1 when the sums are known, then the sums by offset and label. */
  #words: Property<Int16Array<ArrayBuffer>> | undefined;
  /** The same for the absent word. */
  #absent: Int16Array | undefined;
  /** By token of the batch and group: the key, two numbers, and its place in `#kept`. */
  #keys = new Int32Array(0);
  #places = new Int32Array(0);
  /** Which of them were not kept, by their number, and where the features of each begin in `#features`; the last one's end. */
  #missing = new Int32Array(0);
  #begins = new Int32Array(0);
  #features = new Int32Array(0);
  #scores = new Float64Array(1024);
  readonly #sums = new Int32Array(BATCH * WEIGHED);
  readonly #row = new Int32Array(WEIGHED);
  /** Takes what the loops read that only read, so that a compiler does not leave them out. */
  protected read = 0;

  /** Keeps up to 2 to the power of `bits` keys, 16 bytes each. */
  constructor(
    private readonly table: RowTable,
    readonly labels: readonly string[],
    bits: number,
  ) {
    this.#shift = 32 - bits;
    this.#kept = new Int32Array(STRIDE << bits);
  }

  /**
   * By token of `[from, to)` and label: the sum of the weights of the token's features. The array is the caller's until the
   * next call.
   */
  scores(features: TokenFeatures, from: number, to: number): Float64Array {
    const size = this.labels.length;
    const { scale } = this.table;
    const count = (to - from) * size;
    if (this.#scores.length < count) this.#scores = new Float64Array(2 * count);
    const scores = this.#scores.subarray(0, count).fill(0);
    const sums = this.#sums;
    this.#makeRoom(features);
    const words = features.reach < 0 ? undefined : features.vocabulary.column(this.#wordSums(features));
    for (let begin = from; begin < to; begin += BATCH) {
      const end = Math.min(to, begin + BATCH);
      sums.fill(0, 0, (end - begin) * WEIGHED);
      if (words) this.#addWords(features, begin, end, words);
      this.#addGroups(features, begin, end);
      for (let i = begin, at = (begin - from) * size, sum = 0; i < end; i++, at += size, sum += WEIGHED)
        for (let label = 1; label < size; label++) scores[at + label] = sums[sum + label - 1] / scale;
    }
    return scores;
  }

  #makeRoom({ groups, width }: TokenFeatures): void {
    if (this.#places.length < BATCH * groups) {
      this.#keys = new Int32Array(BATCH * groups * 2);
      this.#places = new Int32Array(BATCH * groups);
      this.#missing = new Int32Array(BATCH * groups);
      this.#begins = new Int32Array(BATCH * groups + 1);
    }
    const most = (BATCH + 1) * width;
    if (this.#features.length < most) this.#features = new Int32Array(most);
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
    const row = this.#row;
    values[at] = 1;
    for (let offset = -reach; offset <= reach; offset++) {
      const end = features.word(i, offset, this.#features, 0);
      addRows(this.table, this.#features, 0, end, row.fill(0), 0);
      values.set(row, at + 1 + (offset + reach) * WEIGHED);
    }
  }

  #addWords(features: TokenFeatures, from: number, to: number, words: Int16Array): void {
    const { reach, types } = features;
    const width = 1 + (2 * reach + 1) * WEIGHED;
    const sums = this.#sums;
    for (let i = from, sum = 0; i < to; i++, sum += WEIGHED) {
      for (let offset = -reach; offset <= reach; offset++) {
        let values = this.#absent!;
        let at = 0;
        if (features.holds(i + offset)) {
          values = words;
          at = types[i + offset] * width;
          if (values[at] === 0) this.#fillWord(features, i + offset, values, at);
        }
        at += 1 + (offset + reach) * WEIGHED;
        sums[sum] += values[at];
        sums[sum + 1] += values[at + 1];
        sums[sum + 2] += values[at + 2];
        sums[sum + 3] += values[at + 3];
      }
    }
  }

  #addGroups(features: TokenFeatures, from: number, to: number): void {
    const { groups, singles } = features;
    const values = this.#features;
    this.#findPlaces(features, from, to);
    const missing = this.#claimMissing(features, from, to);
    const begin = this.#begins[missing];
    let end = begin;
    for (let i = from; i < to; i++, end += singles) features.single(i, values, end);
    this.read ^= readRows(this.table, values, end);
    for (let m = 0; m < missing; m++) this.#keep(m);
    for (let i = from, n = 0, sum = 0, at = begin; i < to; i++, n += groups, sum += WEIGHED, at += singles) {
      this.#addKept(features, i, n, sum, end);
      addRows(this.table, values, at, at + singles, this.#sums, sum);
    }
  }

  /** Works out where each group's sums are kept, and reads all those places. */
  #findPlaces(features: TokenFeatures, from: number, to: number): void {
    const { groups } = features;
    const keys = this.#keys;
    const places = this.#places;
    const kept = this.#kept;
    const shift = this.#shift;
    const count = (to - from) * groups;
    for (let i = from, at = 0; i < to; i++, at += 2 * groups) features.keys(i, keys, at);
    for (let n = 0, g = 0; n < count; n++) {
      const a = keys[2 * n] ^ Math.imul(++g, 0x9e3779b1) || 1; // (0, 0) is an empty place
      let hash = Math.imul(a ^ Math.imul(keys[2 * n + 1], 0x85ebca6b), 0xc2b2ae35);
      hash ^= hash >>> 15;
      keys[2 * n] = a;
      places[n] = (Math.imul(hash, 0x27d4eb2f) >>> shift) * STRIDE;
      if (g === groups) g = 0;
    }
    let read = 0;
    for (let n = 0; n < count; n++) read ^= kept[places[n]];
    this.read ^= read;
  }

  /** Takes a place for each key that is not kept yet, and writes its group's features. @returns how many there are */
  #claimMissing(features: TokenFeatures, from: number, to: number): number {
    const { groups } = features;
    const keys = this.#keys;
    const kept = this.#kept;
    let missing = 0;
    let end = 0;
    for (let i = from, n = 0; i < to; i++) {
      for (let g = 0; g < groups; g++, n++) {
        const place = this.#places[n];
        if (kept[place] === keys[2 * n] && kept[place + 1] === keys[2 * n + 1]) continue;
        kept[place] = keys[2 * n];
        kept[place + 1] = keys[2 * n + 1];
        this.#missing[missing] = n;
        end = features.group(i, g, this.#features, end);
        this.#begins[++missing] = end;
      }
    }
    return missing;
  }

  /** Puts the sums of a missing key's features into its place. In order: of two keys for one place the later one stays. */
  #keep(m: number): void {
    const kept = this.#kept;
    const place = this.#places[this.#missing[m]];
    const row = this.#row.fill(0);
    addRows(this.table, this.#features, this.#begins[m], this.#begins[m + 1], row, 0);
    kept[place + 2] = (row[0] & 0xffff) | (row[1] << 16);
    kept[place + 3] = (row[2] & 0xffff) | (row[3] << 16);
  }

  /** Adds the kept sums of the groups of token `i`, whose keys begin at number `n`. `room` is free in `#features`. */
  #addKept(features: TokenFeatures, i: number, n: number, sum: number, room: number): void {
    const { groups } = features;
    const keys = this.#keys;
    const kept = this.#kept;
    const places = this.#places;
    const sums = this.#sums;
    for (let g = 0; g < groups; g++, n++) {
      const place = places[n];
      if (kept[place] !== keys[2 * n] || kept[place + 1] !== keys[2 * n + 1]) {
        // another key of the batch has taken its place
        const end = features.group(i, g, this.#features, room);
        addRows(this.table, this.#features, room, end, sums, sum);
        continue;
      }
      const first = kept[place + 2];
      const second = kept[place + 3];
      sums[sum] += (first << 16) >> 16;
      sums[sum + 1] += first >> 16;
      sums[sum + 2] += (second << 16) >> 16;
      sums[sum + 3] += second >> 16;
    }
  }
}
