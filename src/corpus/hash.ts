/** Of no characters, before `hashedWith` takes the first. */
export const EMPTY_HASH = 0x811c9dc5;

/** The hash with one more UTF-16 code unit behind, signed. */
export function hashedWith(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

/** A hash of words, 32 bits (FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/). */
export function hashText(text: string, seed = EMPTY_HASH): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = hashedWith(hash, text.charCodeAt(i));
  return hash >>> 0;
}

/** A hash of hashes `[from, to)`, in order, 32 bits, unsigned. */
export function hashOfHashes(hashes: ArrayLike<number>, from = 0, to = hashes.length, seed = 0): number {
  let hash = seed;
  for (let i = from; i < to; i++) hash = mix(Math.imul(hash, 31) + hashes[i]);
  return hash;
}

/** Spreads the bits of a 32-bit number over all of it (the finaliser of MurmurHash3). */
export function mix(number: number): number {
  let hash = number;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A hash of a file's bytes, 53 bits in a number: two FNV-1a lanes over different orders of the same bytes. */
export function contentHash(bytes: Uint8Array): number {
  let low = 0x811c9dc5;
  let high = 0x9747b28c ^ bytes.length;
  for (let i = 0; i < bytes.length; i++) {
    low = Math.imul(low ^ bytes[i], 0x01000193);
    high = Math.imul(high ^ (bytes[i] + (i & 0xff)), 0x5bd1e995);
  }
  return (mix(high) & 0x1fffff) * 2 ** 32 + mix(low);
}

/** `tables[k][byte]`: what a byte does to the sum of `k` more bytes behind it. */
let crcTables: readonly Uint32Array[] | undefined;

/**
 * CRC-32 as in zip and PNG files, four bytes at a step ("slicing by four": Kounavis and Berry 2008).
 * @param before that of the bytes before these
 */
export function crc32(bytes: Uint8Array, before = 0): number {
  crcTables ??= makeCrcTables();
  const [one, two, three, four] = crcTables;
  let crc = before ^ 0xffffffff;
  let i = 0;
  for (const last = bytes.length - 3; i < last; i += 4) {
    crc ^= bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24);
    crc = four[crc & 0xff] ^ three[(crc >>> 8) & 0xff] ^ two[(crc >>> 16) & 0xff] ^ one[crc >>> 24];
  }
  for (; i < bytes.length; i++) crc = one[(crc ^ bytes[i]) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function makeCrcTables(): readonly Uint32Array[] {
  const first = Uint32Array.from({ length: 256 }, (_, i) => {
    let value = i;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  const tables = [first];
  for (let k = 1; k < 4; k++) tables.push(tables[k - 1].map((value) => first[value & 0xff] ^ (value >>> 8)));
  return tables;
}
