/** Makes typed arrays of zeros. */
export interface Room {
  int32(length: number): Int32Array;
  uint8(length: number): Uint8Array;
  float32(length: number): Float32Array;
}

/** New arrays, that last. */
export const NEW_ROOM: Room = {
  int32: (length) => new Int32Array(length),
  uint8: (length) => new Uint8Array(length),
  float32: (length) => new Float32Array(length),
};

/** Bytes; more than the larger is given back, which only an endless paragraph needs. */
const LEAST = 1 << 16;
const MOST_KEPT = 1 << 22;

/**
 * Parts of one piece of memory, all of which are given up together with `clear`: making a typed array takes ten times as long as
 * taking a part of one and filling it, and a paragraph needs fifty, but only until it is read.
 */
export class SharedRoom implements Room {
  #memory = new ArrayBuffer(LEAST);
  #used = 0;

  int32(length: number): Int32Array {
    const at = this.#take(length * 4);
    return new Int32Array(this.#memory, at, length).fill(0);
  }

  uint8(length: number): Uint8Array {
    const at = this.#take(length);
    return new Uint8Array(this.#memory, at, length).fill(0);
  }

  float32(length: number): Float32Array {
    const at = this.#take(length * 4);
    return new Float32Array(this.#memory, at, length).fill(0);
  }

  /** What was taken may be overwritten from now on. */
  clear(): void {
    this.#used = 0;
    if (this.#memory.byteLength > MOST_KEPT) this.#memory = new ArrayBuffer(LEAST);
  }

  /** @returns the offset of that many free bytes, a multiple of 4 */
  #take(bytes: number): number {
    const padded = (bytes + 3) & ~3;
    // parts of the memory so far stay as they are
    if (this.#used + padded > this.#memory.byteLength) {
      this.#memory = new ArrayBuffer(Math.max(2 * this.#memory.byteLength, 2 * padded));
      this.#used = 0;
    }
    const at = this.#used;
    this.#used += padded;
    return at;
  }
}
