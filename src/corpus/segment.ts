import { grown } from '../util/grown';
import { Reader, Writer, joinBytes } from './encoding';
import { crc32 } from './hash';

/** When a file had what was read in it: as cheap to ask for as a listing. */
export interface Stamp {
  /** Milliseconds since 1970. */
  readonly mtime: number;
  /** Bytes. */
  readonly size: number;
  /** When the file of what people decided about it was changed; absent when there is none. */
  readonly review?: number;
}

/** An article in the index, as it is kept: `digest` is what `encodeDigest` made, empty for a file that went. */
export interface IndexEntry {
  readonly uri: string;
  readonly stamp: Stamp;
  /** Of the file's bytes: a file that was only touched is not read again. */
  readonly hash: number;
  readonly digest: Uint8Array;
}

/** Changes whenever the bytes mean something else. */
const FORMAT = 4;
const MAGIC = 0x48535949; // "HSYI"
/** Five numbers of 32 bits: magic, format, bytes of the table of entries, its checksum and that of the digests behind it. */
const PREAMBLE = 20;

export type SegmentProblem = 'damaged' | 'other version';

/**
 * A file of the index: some articles' entries. The index is a folder of them, in the order of their names; a later
 * entry of an article takes the place of an earlier one. So a change is a small file more, and not all written anew.
 *
 * One file of this kind, and no embedded store: the workspace file system, all that there is in every host, reads and
 * writes whole files only. Measured with the digests of 10,000 articles of 4 kB, in milliseconds of processor time: these
 * segments have 45 MB, are written in 230, read and checked in 240, and a changed article is 2 more. SQLite in WebAssembly
 * (sql.js 1.16, 0.7 MB more to ship and to start) has 51 MB, is written in 1,260, read in 280, and writes all 51 MB for every
 * change (160). LMDB reads in 90, but has 72 MB, is a native module a platform, and does not run in a web worker at all. (Digests
 * were not deflated then: now they have a third less, in any of them.)
 *
 * What is added is copied, so that nothing of it is kept until there is enough for a file.
 */
export class SegmentWriter {
  #table = new Writer();
  #count = 0;
  #digests = new Uint8Array(1 << 16);
  #length = 0;
  /** Of the digests: worked out as they come, for over all at once it would hold up the extension host. */
  #checksum = 0;

  /** @param analysis what the digests were made by: another version's are not taken for this one's */
  constructor(private readonly analysis: string) {}

  /** Entries that were added and not taken. */
  get count(): number {
    return this.#count;
  }

  add({ uri, stamp, hash, digest }: IndexEntry): void {
    this.#table.text(uri);
    this.#table.int(Math.max(0, Math.round(stamp.mtime)));
    this.#table.int(stamp.size);
    this.#table.int(stamp.review ?? 0);
    this.#table.int(hash);
    this.#table.int(digest.length);
    const needed = this.#length + digest.length;
    if (needed > this.#digests.length) this.#digests = grown(this.#digests, new Uint8Array(2 * needed));
    this.#digests.set(digest, this.#length);
    this.#checksum = crc32(digest, this.#checksum);
    this.#length = needed;
    this.#count++;
  }

  /** The segment of what was added; what follows is for another. */
  take(): Uint8Array {
    const head = new Writer();
    head.text(this.analysis);
    head.int(this.#count);
    const [version, entries] = [head.section(), this.#table.section()];
    const length = new Writer();
    length.int(version.length);
    const table = joinBytes([length.bytes(), version, entries]);
    const bytes = joinBytes([new Uint8Array(PREAMBLE), table, this.#digests.subarray(0, this.#length)]);
    const view = new DataView(bytes.buffer);
    const preamble = [MAGIC, FORMAT, table.length, crc32(table), this.#checksum];
    preamble.forEach((number, i) => view.setUint32(4 * i, number));
    this.#table = new Writer();
    this.#count = this.#length = this.#checksum = 0;
    return bytes;
  }
}

export function writeSegment(entries: readonly IndexEntry[], analysis: string): Uint8Array {
  const writer = new SegmentWriter(analysis);
  for (const entry of entries) writer.add(entry);
  return writer.take();
}

/** The entries of a segment; their digests are views of its bytes. */
export function readSegment(bytes: Uint8Array, analysis: string): readonly IndexEntry[] | SegmentProblem {
  if (bytes.length < PREAMBLE) return 'damaged';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== MAGIC) return 'damaged';
  if (view.getUint32(4) !== FORMAT) return 'other version';
  let offset = PREAMBLE + view.getUint32(8);
  const table = bytes.subarray(PREAMBLE, offset);
  if (view.getUint32(12) !== crc32(table) || view.getUint32(16) !== crc32(bytes.subarray(offset))) return 'damaged';
  const length = new Reader(table);
  const version = length.int();
  const head = Reader.section(table.subarray(length.offset, length.offset + version));
  if (head.text() !== analysis) return 'other version';
  const reader = Reader.section(table.subarray(length.offset + version));
  return Array.from({ length: head.int() }, (): IndexEntry => {
    const uri = reader.text();
    const [mtime, size, review] = [reader.int(), reader.int(), reader.int()];
    const stamp = { mtime, size, ...(review && { review }) };
    const hash = reader.int();
    const digest = bytes.subarray(offset, (offset += reader.int()));
    return { uri, stamp, hash, digest };
  });
}
