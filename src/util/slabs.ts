/** Bytes of a slab. */
const SLAB = 1 << 18;

/**
 * Keeps many short pieces of bytes in a few long ones. Thousands of small buffers that stay, among small ones that come and go,
 * would leave memory full of holes that nothing fits into. A slab is given up with the last piece in it.
 */
export class Slabs {
  #slab = new Uint8Array(0);
  #used = 0;

  /** A copy that stays. */
  copy(bytes: Uint8Array): Uint8Array {
    if (this.#used + bytes.length > this.#slab.length) {
      this.#slab = new Uint8Array(Math.max(SLAB, bytes.length));
      this.#used = 0;
    }
    const kept = this.#slab.subarray(this.#used, (this.#used += bytes.length));
    kept.set(bytes);
    return kept;
  }
}
