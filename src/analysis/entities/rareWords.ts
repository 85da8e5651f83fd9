import { hashOf } from '../tagger/hash';
import { readModelFile, sectionOf, writeModelFile } from '../tagger/modelFile';

/**
 * Clusters of some hundred thousand rare words, mostly names, without the words themselves: an open-addressed table of 16
 * bits of a word's hash (0: empty) with the number of its cluster. A word that is not in it is taken for one that is about
 * once in thirty thousand times.
 */
const KIND = 'rareWords';
const FILE = 'rareWords.bin';

/** Cluster by word, in lower case; -1 when unknown. @throws Error when the bytes are no such table. */
export function readRareWords(bytes: Uint8Array): (word: string) => number {
  const model = readModelFile(bytes, FILE, KIND);
  const fingerprints = sectionOf(model, 'fingerprints', Uint16Array, FILE);
  const clusters = sectionOf(model, 'clusters', Uint16Array, FILE);
  const mask = fingerprints.length - 1;
  if (clusters.length !== fingerprints.length || (fingerprints.length & mask) !== 0 || !fingerprints.includes(0))
    throw new Error(`Model file ${FILE} cannot be used: it is not a table of words.`);
  return (word) => {
    const hash = mixed(word);
    const fingerprint = hash >>> 16 || 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      if (fingerprints[slot] === fingerprint) return clusters[slot];
      if (fingerprints[slot] === 0) return -1;
    }
  };
}

export function writeRareWords(clusterOf: ReadonlyMap<string, number>): Uint8Array {
  let slots = 256;
  while (slots * 0.75 < clusterOf.size) slots *= 2;
  const fingerprints = new Uint16Array(slots);
  const clusters = new Uint16Array(slots);
  for (const [word, cluster] of clusterOf) {
    const hash = mixed(word);
    let slot = hash & (slots - 1);
    while (fingerprints[slot]) slot = (slot + 1) & (slots - 1);
    fingerprints[slot] = hash >>> 16 || 1;
    clusters[slot] = cluster;
  }
  return writeModelFile({ about: { kind: KIND, words: clusterOf.size }, sections: { fingerprints, clusters } });
}

/** The word's hash with its bits well mixed: low ones choose the slot, high ones are compared. */
function mixed(word: string): number {
  let hash = hashOf(word);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return hash ^ (hash >>> 15);
}
