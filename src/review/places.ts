/** So many places are looked at; a part that is in more of them tells nothing. */
const MOST_PLACES = 32;

/**
 * Where strings stand in a text that is asked for many of them. Every `stride`th piece of the text is known by what it says;
 * any string that is twice as long has such a piece in it.
 */
export class Places {
  readonly #pieces = new Map<string, number[]>();

  constructor(
    private readonly text: string,
    private readonly stride: number,
  ) {
    for (let at = 0; at + stride <= text.length; at += stride) {
      const piece = text.slice(at, at + stride);
      const places = this.#pieces.get(piece);
      if (!places) this.#pieces.set(piece, [at]);
      else if (places.length <= MOST_PLACES) places.push(at);
    }
  }

  /** Offsets, two at most of equal places' strings; none when the string is shorter than two strides, or stands in too many to say. */
  of(words: string): number[] {
    const { stride } = this;
    let fewest: number[] | undefined;
    // A piece of the text begins at one of any `stride` offsets in a row.
    for (let from = 0; from + 2 * stride <= words.length + 1; from += stride) {
      const candidates: number[] = [];
      let isFew = true;
      for (let k = from; k < from + stride && isFew; k++) {
        const places = this.#pieces.get(words.slice(k, k + stride)) ?? [];
        isFew = places.length <= MOST_PLACES;
        for (const at of places) candidates.push(at - k);
      }
      if (isFew && (!fewest || candidates.length < fewest.length)) fewest = candidates;
      if (fewest && fewest.length <= 1) break;
    }
    return (fewest ?? []).filter((at) => at >= 0 && this.text.startsWith(words, at)).sort((a, b) => a - b);
  }
}
