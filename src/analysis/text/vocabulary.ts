/**
 * Word types. Every distinct way in which a word is written ("Talks", "talks") gets a number the first time it is met, and
 * what can be said of the word by itself (its lower case, its ending, its cluster, what a model's weights make of it) is
 * worked out once a type and then looked up by that number. Running text repeats itself: of twenty tokens nineteen are
 * types that an earlier article has had already, so a token costs one look-up and no work on strings.
 *
 * A step asks for a column, one entry (or `width` entries) a type, and indexes it by `types[token]`:
 *
 *     const CAPITAL = wordProperty(Uint8Array, (word) => (/^\p{Lu}/u.test(word) ? 1 : 0));
 *     const capital = vocabulary.column(CAPITAL);
 *     for (let i = 0; i < tokens.count; i++) if (capital[types[i]]) ...
 *
 * Properties are functions of the word alone, so that keeping them changes no result. A property that depends on a model
 * is made once beside that model and kept with it; a property made anew for each article would fill a column each time.
 */

import { ownText } from '../../util/ownText';

export type Numbers = Uint8Array | Uint16Array | Int16Array | Int32Array | Float32Array;

/** What is known of a type by itself: `width` numbers that `write` puts into `values` from `at` on. */
export interface Property<T extends Numbers> {
  readonly create: (length: number) => T;
  readonly width: number;
  readonly write: (id: number, values: T, at: number, owner: Interned) => void;
}

/** Things with numbers 0, 1, 2 ... and columns of their properties, each computed once. */
export abstract class Interned {
  protected count = 0;
  readonly #columns = new Map<Property<Numbers>, { values: Numbers; filled: number }>();

  /**
   * @param expected columns have room for so many from the start: the system gives memory that was never written only on paper, while
   * a column that moves to a larger one leaves a hole behind
   */
  constructor(private readonly expected = 0) {}

  /** How many there are; their numbers are smaller. */
  get size(): number {
    return this.count;
  }

  /**
   * The property of everything that has a number by now. Take it anew for every article, after its words have their
   * numbers: what is added later is not in it.
   */
  column<T extends Numbers>(property: Property<T>): T {
    const key = property as unknown as Property<Numbers>;
    let column = this.#columns.get(key);
    if (!column) this.#columns.set(key, (column = { values: property.create(0), filled: 0 }));
    if (column.filled < this.count) {
      const { width } = property;
      if (column.values.length < this.count * width) {
        const larger = property.create(Math.max(256, this.expected, this.count + (this.count >> 2)) * width);
        larger.set(column.values);
        column.values = larger;
      }
      for (let id = column.filled; id < this.count; id++) property.write(id, column.values as T, id * width, this);
      column.filled = this.count;
    }
    return column.values as T;
  }
}

export class Vocabulary extends Interned {
  #words: string[] = [];
  #lower: string[] = [];
  #hashes = new Int32Array(1 << 11);
  #slots = new Int32Array(1 << 12).fill(-1);

  /** The word as written. */
  word(id: number): string {
    return this.#words[id];
  }

  /** The word in lower case. */
  lower(id: number): string {
    return this.#lower[id];
  }

  /** The number of the word `text.slice(start, end)`. */
  idOf(text: string, start = 0, end = text.length): number {
    let hash = 0x811c9dc5 | 0; // FNV-1a
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    const mask = this.#slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const id = this.#slots[slot];
      if (id < 0) return this.#add(text.slice(start, end), hash, slot);
      if (this.#hashes[id] === hash && isSame(this.#words[id], text, start, end)) return id;
      slot = (slot + 1) & mask;
    }
  }

  #add(word: string, hash: number, slot: number): number {
    const id = this.count++;
    this.#words.push(ownText(word));
    this.#lower.push(this.#words[id].toLowerCase());
    if (id === this.#hashes.length) {
      const larger = new Int32Array(id * 2);
      larger.set(this.#hashes);
      this.#hashes = larger;
    }
    this.#hashes[id] = hash;
    this.#slots[slot] = id;
    if (this.count * 2 > this.#slots.length) this.#spread();
    return id;
  }

  #spread(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let id = 0; id < this.count; id++) {
      let slot = (this.#hashes[id] ^ (this.#hashes[id] >>> 15)) & mask;
      while (slots[slot] >= 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.#slots = slots;
  }
}

/** By token its word in lower case. */
export function lowerWords(types: Int32Array, vocabulary: Vocabulary): string[] {
  const lower = new Array<string>(types.length);
  for (let i = 0; i < types.length; i++) lower[i] = vocabulary.lower(types[i]);
  return lower;
}

function isSame(word: string, text: string, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) !== text.charCodeAt(start + i)) return false;
  return true;
}

type Create<T> = new (length: number) => T;

/** A property of words that is one number: a function of the word as written and in lower case. */
export function wordProperty<T extends Numbers>(
  Type: Create<T>,
  valueOf: (word: string, lower: string) => number,
): Property<T> {
  return {
    create: (length) => new Type(length),
    width: 1,
    write: (id, values, at, owner) => {
      const vocabulary = owner as Vocabulary;
      values[at] = valueOf(vocabulary.word(id), vocabulary.lower(id));
    },
  };
}

/** No vocabulary goes on to grow from one article to the next when it has more types than this. */
const LARGEST = 20_000;

/**
 * The vocabulary that articles share, one after another. An article asks once, when its words are found, and keeps what it
 * got: a vocabulary that has grown too large is followed by an empty one, which numbers words anew.
 */
export function sharedVocabulary(largest = LARGEST): () => Vocabulary {
  const expected = largest + (largest >> 3); // the words of the article with which it has grown too large
  let vocabulary = new Vocabulary(expected);
  return () => (vocabulary.size > largest ? (vocabulary = new Vocabulary(expected)) : vocabulary);
}
