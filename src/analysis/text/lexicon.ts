import type { Property, Vocabulary } from './vocabulary';
import { lowerHash } from './wordForms';
import { type ModelFile, type Section, sectionOf } from '../tagger/modelFile';

/**
 * What is known of words beforehand, by the hash of the word in lower case (WORD_FORM.lower): a hash table with two
 * small numbers a word.
 */
export interface Lexicon {
  /** Number of slots, a power of two, less one. */
  readonly mask: number;
  /** By slot: 16 bits of the hash, 0 = empty. */
  readonly fingerprints: Uint16Array;
  /** By slot: which parts of speech the word can be and which it mostly is, as one number; 0 = not known. */
  readonly classes: Uint8Array;
  /** By slot: the word's only tag, plus one; 0 = it has several, or is not known. */
  readonly tags: Uint8Array;
  /** By type of a vocabulary, side by side: `classes` of the word, 0 = unknown, and `tags`, 0 = to be found by its surroundings. */
  readonly known: Property<Uint8Array>;
}

export interface LexiconEntry {
  /** WORD_FORM.lower of the word. */
  readonly hash: number;
  readonly wordClass: number;
  /** Number of the word's only tag, -1 when it has several. */
  readonly tag: number;
}

function withKnown(table: Omit<Lexicon, 'known'>): Lexicon {
  const known: Property<Uint8Array> = {
    create: (length) => new Uint8Array(length),
    width: 2,
    write: (id, values, at, vocabulary) => {
      const slot = slotOf(table, lowerHash((vocabulary as Vocabulary).word(id)));
      values[at] = slot < 0 ? 0 : table.classes[slot];
      values[at + 1] = slot < 0 ? 0 : table.tags[slot];
    },
  };
  return { ...table, known };
}

/** The word's slot in `classes` and `tags`; -1 when the word is not in the lexicon. */
function slotOf({ mask, fingerprints }: Omit<Lexicon, 'known'>, hash: number): number {
  const mixed = mix(hash);
  const fingerprint = mixed >>> 16 || 1;
  let slot = mixed & mask;
  let found = fingerprints[slot];
  while (found !== fingerprint) {
    if (found === 0) return -1;
    slot = (slot + 1) & mask;
    found = fingerprints[slot];
  }
  return slot;
}

export function makeLexicon(entries: readonly LexiconEntry[]): Lexicon {
  let slots = 64;
  while (slots * 0.75 < entries.length) slots *= 2;
  const lexicon = {
    mask: slots - 1,
    fingerprints: new Uint16Array(slots),
    classes: new Uint8Array(slots),
    tags: new Uint8Array(slots),
  };
  for (const { hash, wordClass, tag } of entries) {
    let slot = mix(hash) & lexicon.mask;
    while (lexicon.fingerprints[slot]) slot = (slot + 1) & lexicon.mask;
    lexicon.fingerprints[slot] = mix(hash) >>> 16 || 1;
    lexicon.classes[slot] = wordClass;
    lexicon.tags[slot] = tag + 1;
  }
  return withKnown(lexicon);
}

export function lexiconSections({ fingerprints, classes, tags }: Lexicon): Record<string, Section> {
  return { lexicon: fingerprints, lexiconClasses: classes, lexiconTags: tags };
}

/** @throws Error naming the file and the problem when a section is missing or does not fit the others. */
export function lexiconOf(model: ModelFile, tagCount: number, file: string): Lexicon {
  const fingerprints = sectionOf(model, 'lexicon', Uint16Array, file);
  const classes = sectionOf(model, 'lexiconClasses', Uint8Array, file);
  const tags = sectionOf(model, 'lexiconTags', Uint8Array, file);
  const count = fingerprints.length;
  const fits =
    count > 0 &&
    (count & (count - 1)) === 0 &&
    classes.length === count &&
    tags.length === count &&
    fingerprints.includes(0) && // an empty slot ends every search
    tags.every((tag) => tag <= tagCount);
  if (!fits) throw new Error(`Model file ${file} cannot be used: its lexicon does not fit together.`);
  return withKnown({ mask: count - 1, fingerprints, classes, tags });
}

/** Spreads the hash's bits: its low and high halves are used apart. */
function mix(hash: number): number {
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return hash ^ (hash >>> 15);
}
