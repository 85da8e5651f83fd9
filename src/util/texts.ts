import { grown } from './grown';

const [ENCODER, DECODER] = [new TextEncoder(), new TextDecoder('utf-8', { ignoreBOM: true })];
/** Bytes of a UTF-16 unit at most. */
const WIDEST = 3;
/** Bytes of a slab, a power of two. */
const SLAB = 1 << 18;
/** Bytes of the length that stands before a text, at most: a text has less than 2^28. */
const LONGEST_LENGTH = 4;

/**
 * Many texts as UTF-8, side by side in a few long pieces of memory; a text is known by a number. They take a third of the memory of
 * as many short strings, garbage collection never looks at them, and they can be searched as they lie there.
 */
export class Texts {
  readonly #slabs: Uint8Array[] = [];
  /** Of the last slab, in bytes. */
  #used = SLAB;
  /** Where a text is encoded first. */
  #scratch = new Uint8Array(1 << 12);

  add(text: string): number {
    return this.#keep(this.#encode(text, 0));
  }

  /** Several, one behind the other, as one text. @returns where it is, and where each ends in it, in bytes */
  addAll(parts: readonly string[]): { readonly at: number; readonly ends: readonly number[] } {
    let length = 0;
    const ends = parts.map((part) => (length = this.#encode(part, length)));
    return { at: this.#keep(length), ends };
  }

  /** A text, or a part of it: @param from @param to in bytes */
  get(at: number, from = 0, to = Number.POSITIVE_INFINITY): string {
    const { slab, start, end } = this.#locate(at);
    return DECODER.decode(slab.subarray(start + from, Math.min(end, start + to)));
  }

  /** Whether it is this one. */
  is(at: number, text: string): boolean {
    const length = this.#encode(text, 0);
    const { slab, start, end } = this.#locate(at);
    if (end - start !== length) return false;
    let i = 0;
    while (i < length && slab[start + i] === this.#scratch[i]) i++;
    return i === length;
  }

  /** Where what is wanted begins in a text, in bytes, at or behind `from` and wholly before `to`; -1 when it is not there. */
  find(at: number, wanted: Wanted, from = 0, to = Number.POSITIVE_INFINITY): number {
    const { slab, start, end } = this.#locate(at);
    const found = wanted.indexIn(slab, start + from, Math.min(end, start + to));
    return found < 0 ? found : found - start;
  }

  /** Writes a text into the scratch. @returns where it ends there */
  #encode(text: string, from: number): number {
    const most = from + text.length * WIDEST;
    if (most > this.#scratch.length) this.#scratch = grown(this.#scratch, new Uint8Array(2 * most));
    const scratch = this.#scratch;
    let to = from;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code >= 0x80) return to + ENCODER.encodeInto(text.slice(i), scratch.subarray(to)).written;
      scratch[to++] = code; // most texts end here: no object is made for them
    }
    return to;
  }

  /** Keeps what lies in the scratch, its length before it as a varint. */
  #keep(length: number): number {
    const needed = LONGEST_LENGTH + length;
    if (this.#used + needed > SLAB) {
      this.#slabs.push(new Uint8Array(Math.max(SLAB, needed))); // a text that is longer has one of its own
      this.#used = 0;
    }
    const last = this.#slabs.length - 1;
    const slab = this.#slabs[last];
    const at = last * SLAB + this.#used;
    for (let rest = length; ; rest >>>= 7) {
      slab[this.#used++] = rest < 128 ? rest : (rest & 127) | 128;
      if (rest < 128) break;
    }
    slab.set(this.#scratch.subarray(0, length), this.#used);
    this.#used += length;
    return at;
  }

  #locate(at: number): { readonly slab: Uint8Array; readonly start: number; readonly end: number } {
    const slab = this.#slabs[Math.floor(at / SLAB)];
    let start = at % SLAB;
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = slab[start++];
      length |= (byte & 127) << shift;
      if (byte < 128) return { slab, start, end: start + length };
    }
  }
}

/** A text that is searched for: by its last byte, as in Horspool 1980 ("Practical fast searching in strings"). */
export class Wanted {
  readonly #bytes: Uint8Array;
  /** How far to go on behind a byte of the text that stands under the last one of this. */
  readonly #skip: Uint8Array;

  constructor(readonly text: string) {
    this.#bytes = ENCODER.encode(text);
    const last = this.#bytes.length - 1;
    this.#skip = new Uint8Array(256).fill(Math.min(255, last + 1));
    for (let i = Math.max(0, last - 254); i < last; i++) this.#skip[this.#bytes[i]] = last - i;
  }

  /** @returns its first place from `from` on that ends at `to` at the latest, or -1 */
  indexIn(text: Uint8Array, from: number, to: number): number {
    const wanted = this.#bytes;
    const skip = this.#skip;
    const last = wanted.length - 1;
    if (last < 0) return from <= to ? from : -1;
    const lastByte = wanted[last];
    for (let end = from + last; end < to;) {
      const byte = text[end];
      if (byte === lastByte) {
        let i = 0;
        while (i < last && text[end - last + i] === wanted[i]) i++;
        if (i === last) return end - last;
      }
      end += skip[byte];
    }
    return -1;
  }
}
