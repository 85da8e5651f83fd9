/**
 * Features are 32-bit hashes; 0 stands for "no feature here". A template's number goes in first, so that "the word is
 * run" and "the word before is run" are two features. FNV-1a with murmur3's final mixing.
 */

/** Hash of a template's number and one or more values (hashes of words, tags, flags); never 0. */
export function feature(template: number, value: number): number {
  return finish(Math.imul(Math.imul(template + 1, 0x9e3779b1) ^ value, 0x01000193));
}

export function feature2(template: number, a: number, b: number): number {
  return finish(Math.imul(Math.imul(Math.imul(template + 1, 0x9e3779b1) ^ a, 0x01000193) + b, 0x85ebca6b));
}

export function feature3(template: number, a: number, b: number, c: number): number {
  return feature2(template, a, Math.imul(b, 0x27d4eb2f) + c);
}

/** One hash of two, for keys that are made of several hashes; the order counts. */
export function pair(a: number, b: number): number {
  return (Math.imul(Math.imul(a, 0x9e3779b1) ^ (a >>> 15), 0x85ebca6b) + b) | 0;
}

/** Hash of a string's code units, as written. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}

function finish(hash: number): number {
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0 || 1;
}
