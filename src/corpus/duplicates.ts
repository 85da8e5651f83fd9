import type { Analysis } from '../analysis/analysis';
import { foldedWordHashes } from './fold';
import { hashOfHashes, mix } from './hash';

/**
 * Which claims are the same but for a few words, as wire copy is that several papers print: MinHash over shingles of
 * three words, and locality-sensitive hashing over the signatures (Broder 1997; Leskovec, Rajaraman & Ullman, Mining of
 * Massive Datasets, chapter 3) find candidates, the exact Jaccard index of the shingles decides.
 */

/** Words in a shingle. */
const SHINGLE = 3;
/** Shorter claims ("it was true") are the same by chance. */
const FEWEST_WORDS = 6;
/**
 * A signature of 10 minima in 5 bands of 2: two claims with a Jaccard index of 0.6 meet in a band with probability
 * 1 - (1 - 0.6^2)^5 = 0.89, of 0.7 with 0.97, of 0.2 with 0.18: such are compared in vain, which costs less than to keep more
 * bands of every claim.
 */
export const BANDS = 5;
const ROWS = 2;
/** The least Jaccard index of the shingles of two claims that are the same. */
export const SAME_CLAIM = 0.6;

/** The least share of the shorter article's sentences, and how many, that the other has too when it is the same. */
const SAME_ARTICLE = 0.6;
const FEWEST_SENTENCES = 3;
/** A sentence of fewer words, "He declined to comment.", tells nothing. */
const FEWEST_WORDS_OF_SENTENCE = 6;

/** The shingles of a text, hashed, each once; none when it is too short to compare. */
export function shinglesOf(text: string): Set<number> {
  return new Set(shingleHashes(text));
}

function shingleHashes(text: string): number[] {
  const words = foldedWordHashes(text);
  const shingles: number[] = [];
  if (words.length < FEWEST_WORDS) return shingles;
  for (let i = 0; i + SHINGLE <= words.length; i++) shingles.push(hashOfHashes(words, i, i + SHINGLE));
  return shingles;
}

const SEEDS = Uint32Array.from({ length: BANDS * ROWS }, (_, i) => mix(i + 1) | 1);
const minima = new Uint32Array(SEEDS.length);

/** A hash a band, 32 bits, unsigned; texts that share one are likely to be alike. Empty for a text too short to compare. */
export function bandsOf(text: string): number[] {
  const bands: number[] = [];
  const shingles = shingleHashes(text);
  if (!shingles.length) return bands;
  minima.fill(0xffffffff);
  for (const shingle of shingles) {
    for (let i = 0; i < minima.length; i++) {
      const hash = mix(shingle ^ SEEDS[i]);
      if (hash < minima[i]) minima[i] = hash;
    }
  }
  for (let band = 0; band < BANDS; band++) bands.push(hashOfHashes(minima, band * ROWS, (band + 1) * ROWS, band));
  return bands;
}

/** The Jaccard index: how much of all that either has both have, 0 to 1. */
export function jaccard(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let shared = 0;
  for (const each of a) if (b.has(each)) shared++;
  const all = a.size + b.size - shared;
  return all ? shared / all : 0;
}

/** Hashes of the sentences of an article that are long enough to tell it by, each once, sorted. */
export function sentenceHashes(
  text: string,
  { tokens, sentences, paragraphs }: Pick<Analysis, 'tokens' | 'sentences' | 'paragraphs'>,
): Uint32Array {
  const hashes = new Set<number>();
  for (let s = 0; s < sentences.count; s++) {
    if (paragraphs[sentences.paragraph[s]].role === 'title') continue; // another paper gives it another title
    const first = sentences.firstToken[s];
    const end = sentences.endToken[s];
    if (end - first < FEWEST_WORDS_OF_SENTENCE) continue;
    const words = foldedWordHashes(text, tokens.start[first], tokens.end[end - 1]);
    if (words.length >= FEWEST_WORDS_OF_SENTENCE) hashes.add(hashOfHashes(words));
  }
  return Uint32Array.from(hashes).sort();
}

/** Whether two articles are the same story, printed twice, by what sentences they share. */
export function isSameArticle(shared: number, sentences: number, otherSentences: number): boolean {
  return shared >= FEWEST_SENTENCES && shared >= SAME_ARTICLE * Math.min(sentences, otherSentences);
}

/**
 * From hashes to the numbers that were added under them: hash tables with chains, in flat arrays (12 to 14 bytes an entry). One that is
 * full is followed by another, a quarter as large as all before it, so that none is ever filled anew, which would hold everything else
 * up. Nothing is ever taken out: who asks knows which numbers still count.
 */
export class HashPostings {
  readonly #tables: Chains[] = [];
  #capacity = 0;

  /** @param hash 32 bits, unsigned */
  add(hash: number, value: number): void {
    if (this.#tables.at(-1)?.add(hash, value)) return;
    const more = new Chains(Math.max(SMALLEST, this.#capacity >> 2));
    more.add(hash, value);
    this.#capacity += more.capacity;
    this.#tables.push(more);
  }

  /** Calls back with every number that was added under the hash, the latest first, until it answers false. */
  each(hash: number, visit: (value: number) => boolean | void): void {
    for (let t = this.#tables.length - 1; t >= 0; t--) if (!this.#tables[t].each(hash, visit)) return;
  }
}

/** A bucket tells at least the lower half of a hash, so that only the upper one has to be kept. */
const SMALLEST = 1 << 16;

class Chains {
  readonly #buckets: Int32Array;
  readonly #next: Int32Array;
  /** By entry, the upper half of its hash. */
  readonly #upper: Uint16Array;
  readonly #values: Int32Array;
  #count = 0;

  /** @param capacity `SMALLEST` at least */
  constructor(readonly capacity: number) {
    this.#buckets = new Int32Array(2 ** Math.floor(Math.log2(capacity))).fill(-1);
    this.#next = new Int32Array(capacity);
    this.#upper = new Uint16Array(capacity);
    this.#values = new Int32Array(capacity);
  }

  /** False when there is no room. */
  add(hash: number, value: number): boolean {
    if (this.#count === this.capacity) return false;
    const entry = this.#count++;
    const bucket = hash & (this.#buckets.length - 1);
    this.#upper[entry] = hash >>> 16;
    this.#values[entry] = value;
    this.#next[entry] = this.#buckets[bucket];
    this.#buckets[bucket] = entry;
    return true;
  }

  /** False when `visit` has answered so. */
  each(hash: number, visit: (value: number) => boolean | void): boolean {
    const upper = hash >>> 16;
    for (let entry = this.#buckets[hash & (this.#buckets.length - 1)]; entry >= 0; entry = this.#next[entry])
      if (this.#upper[entry] === upper && visit(this.#values[entry]) === false) return false;
    return true;
  }
}
