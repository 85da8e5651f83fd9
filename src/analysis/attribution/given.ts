import { tokenCount } from './candidate';
import { joinedRanges, type Range, type TokenAttribution } from './ranges';

/** No more tokens than this stand between a content and the words that it goes on with: a mark, "and". */
const GAP = 3;

interface Entry {
  readonly attribution: TokenAttribution;
  /** What its content has taken in since. */
  readonly more: Range[];
  /** Number of tokens of its content. */
  size: number;
  /** The token after its last one, whatever the role. */
  end: number;
}

/**
 * The attributions of a paragraph while more of its words are given to them. What is asked and what is added costs as much as the
 * words concerned, however many attributions there are: an endless paragraph has thousands.
 */
export class Given {
  readonly #entries: Entry[] = [];
  /** By token: how many contents hold it, and whether a cue does. */
  readonly #contents: Int32Array;
  readonly #cues: Uint8Array;
  /**
   * By token: which attributions end there, and whose content has a piece that ends or begins there. One that has grown since is
   * still listed where it ended before.
   */
  readonly #ending = new Map<number, number[]>();
  readonly #pieceEnding = new Map<number, number[]>();
  readonly #pieceBeginning = new Map<number, number[]>();

  /** @param count number of the paragraph's tokens */
  constructor(count: number, attributions: readonly TokenAttribution[]) {
    this.#contents = new Int32Array(count);
    this.#cues = new Uint8Array(count);
    for (const each of attributions) this.add(each);
  }

  attributions(): TokenAttribution[] {
    return this.#entries.map(({ attribution, more }) =>
      more.length ? { ...attribution, content: joinedRanges([...attribution.content, ...more]) } : attribution,
    );
  }

  add(attribution: TokenAttribution): void {
    const { source, cue, content } = attribution;
    const index = this.#entries.push({ attribution, more: [], size: tokenCount(content), end: 0 }) - 1;
    for (const { from, to } of cue) this.#cues.fill(1, from, to);
    for (const range of content) this.#hold(index, range);
    let end = 0;
    for (const ranges of [source, cue, content]) for (const { to } of ranges) end = Math.max(end, to);
    this.#endAt(index, end);
  }

  /** Gives an attribution more content, of words that no content holds. */
  extend(index: number, range: Range): void {
    const entry = this.#entries[index];
    entry.more.push(range);
    entry.size += range.to - range.from;
    this.#hold(index, range);
    this.#endAt(index, range.to);
  }

  isInCue(token: number): boolean {
    return this.#cues[token] > 0;
  }

  /** The number of tokens of these ranges that contents hold; one that several hold counts as often. */
  held(ranges: readonly Range[]): number {
    let sum = 0;
    for (const { from, to } of ranges) for (let i = from; i < to; i++) sum += this.#contents[i];
    return sum;
  }

  /** The attribution that ends last before a token, but not before `limit`; -1 where there is none. */
  lastBefore(token: number, limit: number): number {
    for (let end = token; end > limit; end--) {
      const index = this.#ending.get(end)?.find((each) => this.#entries[each].end === end);
      if (index !== undefined) return index;
    }
    return -1;
  }

  /** The attribution whose content stands nearest beside these words and has as many; -1 where none is near. */
  beside({ from, to }: Range): number {
    for (let gap = 0; gap <= GAP; gap++) {
      let first = -1;
      for (const near of [this.#pieceEnding.get(from - gap), this.#pieceBeginning.get(to + gap)])
        for (const index of near ?? [])
          if (this.#entries[index].size >= to - from && (first < 0 || index < first)) first = index;
      if (first >= 0) return first;
    }
    return -1;
  }

  #hold(index: number, { from, to }: Range): void {
    for (let i = from; i < to; i++) this.#contents[i]++;
    list(this.#pieceBeginning, from, index);
    list(this.#pieceEnding, to, index);
  }

  #endAt(index: number, end: number): void {
    const entry = this.#entries[index];
    if (end <= entry.end) return;
    entry.end = end;
    list(this.#ending, end, index);
  }
}

function list(by: Map<number, number[]>, token: number, index: number): void {
  const listed = by.get(token);
  if (listed) listed.push(index);
  else by.set(token, [index]);
}
