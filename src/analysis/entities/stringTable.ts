import { type ModelFile, type Section, sectionOf } from '../tagger/modelFile';

/**
 * Numbers by string without the strings themselves: an open-addressed table of 32 bits of a string's hash (0: empty) with the
 * string's number. Other bits choose the slot, so that a string that is not in it is taken for one that is once in some
 * thousand million times. It lies in memory as it lies in its file: nothing is built, and threads can share it.
 */
export interface StringTable {
  readonly fingerprints: Uint32Array;
  /** By slot. */
  readonly numbers: Uint32Array;
}

/** The string's number; 0 when it is not in the table. */
export function numberOf({ fingerprints, numbers }: StringTable, text: string): number {
  const mask = fingerprints.length - 1;
  const { slot, fingerprint } = hashed(text);
  for (let at = slot & mask; ; at = (at + 1) & mask) {
    const found = fingerprints[at];
    if (found === fingerprint) return numbers[at];
    if (found === 0) return 0;
  }
}

/** @param entries numbers from 1 by string */
export function stringTable(entries: ReadonlyMap<string, number>): StringTable {
  let slots = 256;
  while (slots * 0.75 < entries.size) slots *= 2;
  const [fingerprints, numbers] = [new Uint32Array(slots), new Uint32Array(slots)];
  for (const [text, number] of entries) {
    const { slot, fingerprint } = hashed(text);
    let at = slot & (slots - 1);
    while (fingerprints[at]) at = (at + 1) & (slots - 1);
    fingerprints[at] = fingerprint;
    numbers[at] = number;
  }
  return { fingerprints, numbers };
}

/** The table as sections of a model file. */
export function tableSections({ fingerprints, numbers }: StringTable, prefix: string): Record<string, Section> {
  return { [`${prefix}Fingerprints`]: fingerprints, [`${prefix}Numbers`]: numbers };
}

/** @throws Error naming the file when the table is missing or malformed. */
export function tableOf(model: ModelFile, prefix: string, file: string): StringTable {
  const fingerprints = sectionOf(model, `${prefix}Fingerprints`, Uint32Array, file);
  const numbers = sectionOf(model, `${prefix}Numbers`, Uint32Array, file);
  const { length } = fingerprints;
  // an empty slot ends every search
  if (numbers.length !== length || (length & (length - 1)) !== 0 || !fingerprints.includes(0))
    throw new Error(`Model file ${file} cannot be used: its table ${prefix} is malformed.`);
  return { fingerprints, numbers };
}

/** Two FNV-1a at once, of different beginnings and factors. */
function hashed(text: string): { readonly slot: number; readonly fingerprint: number } {
  let one = 0x811c9dc5 | 0;
  let two = 0x2c1b3c6d | 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    one = Math.imul(one ^ unit, 0x01000193);
    two = Math.imul(two ^ unit, 0x5bd1e995);
  }
  return { slot: mixed(one), fingerprint: mixed(two) >>> 0 || 1 };
}

function mixed(hash: number): number {
  const half = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return half ^ (half >>> 13);
}
