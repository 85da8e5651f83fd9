/**
 * Which symbols of an old text are which of a new one, as far as that is certain. A symbol is a word's hash or a character.
 *
 * 1. Landmarks: stretches that occur once in either text (as in patience diff, with stretches as long as it takes to be
 *    telling). The most of them that are in the same order pin the texts together.
 * 2. Between the pins, an alignment with affine gap costs (Gotoh 1982): as many equal symbols as possible in as few changes
 *    as possible. A pair of symbols is certain when no alignment nearly as good gives either of them to another symbol
 *    (Vingron and Argos 1990 call such regions reliable): of three equal lines of which one was deleted, none is.
 * 3. A few equal symbols amid large changes are chance: they are not certain.
 * 4. Landmarks out of order are what was moved, when they are long.
 *
 * All of it takes time in proportion to the texts' length, or nearly; where an alignment would take more, nothing is certain.
 */

import { longestIncreasing } from '../util/longestIncreasing';

/** All in bits of information: how telling symbols are. A landmark has at least this. */
const LANDMARK = 32;
/** What it takes to believe in one more change. */
const CHANGE = 16;
/** By how much an alignment must be better than one that says otherwise, and than one that takes a copy for the original. */
const MARGIN = 20;
const MARGIN_CHARACTERS = 12;
const COPY_MARGIN = 40;
/** Equal symbols between two changes are not chance when they outweigh the smaller change so many times, or have so much. */
const ISLAND_TIMES = 2;
const ISLAND_ENOUGH = 160;
const ISLAND_ENOUGH_CHARACTERS = 240;
/** The same for equal words with which both texts begin or end. */
const BOUNDARY = 60;
/** What was moved has at least this. */
const MOVED = 120;
/** No symbol tells more: a word's hash has no more. */
const MOST_BITS = 10;
/** In short texts every word seems common: how telling words are is reckoned as in a text of so many. */
const USUAL_LENGTH = 2000;
/** Texts whose symbols tell less on average are made of few words: anything in them may be copied. */
const REPETITIVE = 4;
/** So many symbols in a row that occur more often than before may be part of a copy. */
const SHORT = 3;
/** A symbol that begins with this unit, or a higher one, stands for a whole line: how much that tells. */
export const WHOLE = 0x100;
const WHOLE_BITS = 40;

/** A landmark has at most so many symbols; so many beside what was moved are looked at. */
const LONGEST_LANDMARK = 64;
/** How far an alignment may stray from the diagonal, and how many cells it may have for each symbol. */
const BAND = 48;
const CELLS_A_SYMBOL = 256;

/**
 * @param width so many UTF-16 units are a symbol
 * @param sample of symbols, by which it is known how rare each of them is
 * @returns by symbol of the old text, its place in the new one; `GONE`, or `UNSURE` where it may be in more than one place
 */
export function align(old: string, now: string, width = 1, sample = old + now): Int32Array {
  const alignment = new Alignment(symbols(old, width), symbols(now, width), symbols(sample, width), width > 1);
  const landmarks = alignment.landmarks(old, now, width);
  alignment.findCopies(old, now, width);
  const telling = landmarks.filter((each) => alignment.isTelling(each) && alignment.isBetweenLines(each));
  const inOrder = longestIncreasing(telling.map(({ j }) => j)).map((at) => telling[at]);
  alignment.pin(inOrder);
  alignment.dropIslands();
  alignment.dropTorn();
  const pinned = new Set(inOrder);
  if (width > 1) alignment.addMoved(landmarks.filter((each) => !pinned.has(each)));
  return alignment.certain();
}

/** The same `length` symbols, from `i` in the old text and from `j` in the new one. */
interface Stretch {
  readonly i: number;
  readonly j: number;
  readonly length: number;
}

export const GONE = -1;
export const UNSURE = -2;
const NONE = GONE;
const UNKNOWN = -3;
const NEVER = -(2 ** 29);

class Alignment {
  readonly #weight: Int32Array;
  readonly #nowWeight: Int32Array;
  /** Sums of the weights before each symbol. */
  readonly #sum: Float64Array;
  readonly #nowSum: Float64Array;
  /** How many whole lines stand before each symbol. */
  readonly #lines: Float64Array;
  readonly #nowLines: Float64Array;
  /** By old symbol, the new one in the best alignment, and the same where it is certain. */
  readonly #path: Int32Array;
  readonly #sure: Int32Array;
  /** By old symbol: by how much its alignment must be better than another. */
  readonly #margin: Int32Array;
  /** Stretches as long as landmarks that are in both texts: each of the old one, and each of the new one, with one it equals. */
  #known: readonly Stretch[] = [];
  #nowKnown: readonly Stretch[] = [];

  constructor(
    private readonly a: Int32Array,
    private readonly b: Int32Array,
    sample: Int32Array,
    private readonly areWords: boolean,
  ) {
    const counts = new Map<number, number>();
    for (const symbol of sample) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
    const total = sample.length;
    const scale = areWords ? Math.max(1, Math.log2(USUAL_LENGTH) / Math.log2(Math.max(8, total))) : 1;
    const weigh = (symbol: number) => isLine(symbol) ? WHOLE_BITS : Math.min(MOST_BITS, Math.round(scale * Math.log2(total / counts.get(symbol)!)));
    this.#weight = a.map(weigh);
    this.#nowWeight = b.map(weigh);
    this.#sum = sums(this.#weight);
    this.#nowSum = sums(this.#nowWeight);
    this.#lines = sums(a.map(isLine));
    this.#nowLines = sums(b.map(isLine));
    this.#path = new Int32Array(a.length).fill(NONE);
    this.#sure = new Int32Array(a.length).fill(UNKNOWN);
    const mean = sample.reduce((sum, symbol) => sum + weigh(symbol), 0) / total;
    this.#margin = new Int32Array(a.length).fill(!areWords ? MARGIN_CHARACTERS : mean < scale * REPETITIVE ? COPY_MARGIN : MARGIN);
  }

  /** Stretches that occur once in either text, by their place in the old one. */
  landmarks(old: string, now: string, width: number): Stretch[] {
    const [ends, nowEnds] = [landmarkEnds(this.#sum), landmarkEnds(this.#nowSum)];
    // Where each stretch is that is long enough, last, and how often.
    const places = new Map<string, { i: number; j: number; times: number; nowTimes: number }>();
    const stretches = Array.from(ends, (end, i) => {
      const key = end === NONE ? '' : old.slice(i * width, end * width);
      const place = places.get(key) ?? { i, j: NONE, times: 0, nowTimes: 0 };
      place.times++;
      places.set(key, place);
      return place;
    });
    nowEnds.forEach((end, j) => {
      const known = end === NONE ? undefined : places.get(now.slice(j * width, end * width));
      if (!known) return;
      known.nowTimes++;
      known.j = j;
    });
    this.#known = stretches.flatMap(({ j, nowTimes }, i) => (nowTimes ? [{ i, j, length: ends[i] - i }] : []));
    this.#nowKnown = [...nowEnds].flatMap((end, j) => {
      const known = end === NONE ? undefined : places.get(now.slice(j * width, end * width));
      return known ? [{ i: known.i, j, length: end - j }] : [];
    });
    const found: Stretch[] = [];
    stretches.forEach(({ j, times, nowTimes }, i) => {
      const length = ends[i] === NONE ? 1 : ends[i] - i;
      // Characters are alike in many places; among words any may be what was copied.
      const isCopied = ends[i] === NONE ? this.#tellsLittle(i) : nowTimes > times;
      // Of a copy and what was copied one may be edited since: so what stands beside equal stretches may be copied too.
      if (isCopied) this.#margin.fill(COPY_MARGIN, Math.max(0, i - length), i + 2 * length);
      if (times === 1 && nowTimes === 1) found.push({ i, j, length });
    });
    return found;
  }

  /** Whether there is no stretch around a symbol that could be a landmark. */
  #tellsLittle(i: number): boolean {
    const sum = this.#sum;
    return sum[Math.min(sum.length - 1, i + LONGEST_LANDMARK)] - sum[Math.max(0, i - LONGEST_LANDMARK)] < LANDMARK;
  }

  /** Symbols in short stretches that occur more than once. */
  findCopies(old: string, now: string, width: number): void {
    if (!this.areWords) return;
    const counts = new Map<string, number>();
    for (const [text, step] of [[old, -1], [now, 1]] as const)
      for (let at = 0; at + SHORT * width <= text.length; at += width) {
        const stretch = text.slice(at, at + SHORT * width);
        counts.set(stretch, (counts.get(stretch) ?? 0) + step);
      }
    for (let i = 0; i + SHORT <= this.a.length; i++)
      if (counts.get(old.slice(i * width, (i + SHORT) * width))! > 0) this.#margin.fill(COPY_MARGIN, i, i + SHORT);
  }

  /** Whether a stretch is unlike all others: of a copy and what was copied one may be unique only since the other was edited. */
  isTelling({ i, length }: Stretch): boolean {
    for (let k = i; k < i + length; k++) if (this.#margin[k] === COPY_MARGIN) return false;
    return true;
  }

  /** Whether a stretch is between the same whole lines in both texts. */
  isBetweenLines({ i, j }: Stretch): boolean {
    return this.#lines[i] === this.#nowLines[j];
  }

  /** Aligns what is between landmarks that are in order. */
  pin(landmarks: readonly Stretch[]): void {
    // What is at either end of the texts is next to something that never changes.
    let [i, j] = [-1, -1];
    let last: Stretch = { i, j, length: 1 };
    for (const next of [...landmarks, { i: this.a.length, j: this.b.length, length: 1 }]) {
      const [to, nowTo] = [next.i + next.length - 1, next.j + next.length - 1];
      if (this.#isSame(last, next)) for (let k = last.i; k <= to; k++) this.#claim(k, k + last.j - last.i);
      // The last landmark's first symbol and the next one's last cannot be others: their landmarks would not be unique.
      else this.#between(i + 1, to, j + 1, nowTo);
      last = next;
      [i, j] = [next.i, next.j];
    }
  }

  /** Whether nothing was changed between two landmarks. */
  #isSame(last: Stretch, next: Stretch): boolean {
    if (next.j - next.i !== last.j - last.i || last.i < 0 || next.i >= this.a.length) return false;
    const shift = last.j - last.i;
    for (let k = last.i + last.length; k < next.i; k++) if (this.a[k] !== this.b[k + shift]) return false;
    return true;
  }

  /** An old symbol is a new one, or `NONE`; when that is said twice and not the same, nothing is certain. */
  #claim(i: number, j: number, best = j): void {
    if (i < 0 || i >= this.a.length) return;
    this.#sure[i] = this.#sure[i] === UNKNOWN || this.#sure[i] === j ? j : UNSURE;
    if (best !== NONE) this.#path[i] = best;
  }

  /** Aligns old symbols with new ones; before and after them are symbols that are the same. */
  #between(from: number, to: number, nowFrom: number, nowTo: number): void {
    const [rows, columns] = [to - from, nowTo - nowFrom];
    const isEqual = rows === columns && this.a.subarray(from, to).every((symbol, k) => symbol === this.b[nowFrom + k]);
    if (isEqual) {
      for (let k = 0; k < rows; k++) this.#claim(from + k, nowFrom + k);
      return;
    }
    const { best, certain } = reliable(
      this.a.subarray(from, to),
      this.b.subarray(nowFrom, nowTo),
      this.#weight.subarray(from, to),
      this.#margin.subarray(from, to),
    );
    for (let k = 0; k < rows; k++)
      this.#claim(from + k, certain[k] < 0 ? certain[k] : nowFrom + certain[k], best[k] < 0 ? NONE : nowFrom + best[k]);
  }

  /** Equal symbols between two changes that may be so by chance. */
  dropIslands(): void {
    for (let isDone = false; !isDone;) {
      isDone = true;
      const runs = this.#runs(this.#sure);
      const gaps = [...runs, undefined].map((run, r) => this.#gap(runs[r - 1], run));
      const enough = this.areWords ? ISLAND_ENOUGH : ISLAND_ENOUGH_CHARACTERS;
      runs.forEach(({ i, length }, r) => {
        const weight = this.#sum[i + length] - this.#sum[i];
        const change = Math.min(gaps[r], gaps[r + 1]);
        // Characters stand beside words that are certain; that texts begin or end with the same words tells little.
        const least = change ? Math.max(CHANGE + MARGIN, Math.min(enough, ISLAND_TIMES * change)) : gaps[r] || gaps[r + 1] ? BOUNDARY : 0; // prettier-ignore
        if (weight >= (change || this.areWords ? least : 0)) return;
        this.#path.fill(NONE, i, i + length);
        this.#sure.fill(UNSURE, i, i + length);
        isDone = false;
      });
    }
  }

  /** Symbols that are one after the other in both texts. */
  #runs(path: Int32Array): Stretch[] {
    const runs: Stretch[] = [];
    for (let i = 0; i < path.length; i++) {
      if (path[i] < 0) continue;
      const from = i;
      while (i + 1 < path.length && path[i + 1] === path[i] + 1) i++;
      runs.push({ i: from, j: path[from], length: i + 1 - from });
    }
    return runs;
  }

  /** How much was changed between two runs, or before the first one, or after the last. */
  #gap(before: Stretch | undefined, after: Stretch | undefined): number {
    const [i, j] = before ? [before.i + before.length, before.j + before.length] : [0, 0];
    const [to, nowTo] = after ? [after.i, after.j] : [this.a.length, this.b.length];
    if (i === to && j === nowTo) return 0;
    return Math.max(1, this.#sum[to] - this.#sum[i], this.#nowSum[nowTo] - this.#nowSum[j]);
  }

  /**
   * A stretch that is in both texts was not edited: where the best alignment takes only some of its symbols for those of
   * another, they may as well be its own.
   */
  dropTorn(): void {
    const [torn, nowTorn] = [new Uint8Array(this.a.length), new Uint8Array(this.b.length)];
    const [reach, nowReach] = [new Int32Array(this.a.length), new Int32Array(this.b.length)];
    for (const { i, j, length } of this.#runs(this.#path))
      for (let k = 0; k < length; k++) {
        reach[i + k] = i + length;
        nowReach[j + k] = Math.max(nowReach[j + k], j + length);
      }
    for (const known of this.#known) {
      if (reach[known.i] >= known.i + known.length) continue;
      const { i, length } = this.#extended(known);
      torn.fill(1, i, i + length);
    }
    for (const known of this.#nowKnown) {
      if (nowReach[known.j] >= known.j + known.length) continue;
      const { j, length } = this.#extended(known);
      nowTorn.fill(1, j, j + length);
    }
    this.#path.forEach((j, i) => {
      if (j !== NONE && (torn[i] || nowTorn[j])) this.#sure[i] = UNSURE;
    });
  }

  /** By new symbol, the old one in the best alignment. */
  #owner(): Int32Array {
    const owner = new Int32Array(this.b.length).fill(NONE);
    this.#path.forEach((j, i) => {
      if (j !== NONE) owner[j] = i;
    });
    return owner;
  }

  /** What was moved: nothing else may claim its symbols, old or new. */
  addMoved(landmarks: readonly Stretch[]): void {
    const owner = this.#owner();
    const moved: Stretch[] = [];
    for (const run of this.#joined(landmarks)) {
      const whole = this.#extended(run);
      if (this.#isInPlace(whole)) continue;
      const free = this.#unclaimed(whole, owner);
      if (free && this.#telling(free) >= MOVED) moved.push(free);
    }
    const claims = new Uint8Array(this.b.length);
    for (const { j, length } of moved) for (let k = j; k < j + length; k++) claims[k]++;
    const oldClaims = new Uint8Array(this.a.length);
    for (const { i, length } of moved) for (let k = i; k < i + length; k++) oldClaims[k]++;
    // Of the first and the last symbol a part may have stayed.
    for (const { i, j, length } of moved)
      for (let k = 0; k < length; k++) {
        if (this.#sure[i + k] !== GONE && this.#sure[i + k] !== UNKNOWN) continue;
        const isInside = k > 0 && k < length - 1 && this.#margin[i + k] === MARGIN;
        const isCertain = isInside && claims[j + k] === 1 && oldClaims[i + k] === 1;
        this.#sure[i + k] = isCertain ? j + k : UNSURE;
      }
  }

  /** Landmarks on one diagonal that touch, as one. */
  #joined(landmarks: readonly Stretch[]): Stretch[] {
    const runs: Stretch[] = [];
    for (const { i, j, length } of landmarks) {
      const last = runs.at(-1);
      if (last && j - i === last.j - last.i && i <= last.i + last.length)
        runs[runs.length - 1] = { ...last, length: Math.max(last.length, i + length - last.i) };
      else runs.push({ i, j, length });
    }
    return runs;
  }

  /** With the equal symbols beside it. */
  #extended({ i, j, length }: Stretch): Stretch {
    const { a, b } = this;
    let [before, after] = [0, length];
    while (before < LONGEST_LANDMARK && i > before && j > before && a[i - before - 1] === b[j - before - 1]) before++;
    while (after < length + LONGEST_LANDMARK && i + after < a.length && a[i + after] === b[j + after]) after++;
    return { i: i - before, j: j - before, length: before + after };
  }

  /** How much of a stretch is unlike all others. */
  #telling({ i, length }: Stretch): number {
    let sum = 0;
    for (let k = i; k < i + length; k++) if (this.#margin[k] === MARGIN) sum += this.#weight[k];
    return sum;
  }

  /** Whether some of a stretch is in order, where it is the best alignment. */
  #isInPlace({ i, j, length }: Stretch): boolean {
    return this.#path.subarray(i, i + length).some((at, k) => at === j + k);
  }

  /**
   * What of a moved stretch nothing else claims. A few symbols at its ends may be equal by chance to those at its new place.
   * What is claimed twice is not certain; undefined when that is more than a few symbols.
   */
  #unclaimed({ i, j, length }: Stretch, owner: Int32Array): Stretch | undefined {
    const isFree = (k: number) => this.#path[i + k] === NONE && owner[j + k] === NONE;
    let [from, to] = [0, length];
    while (from < to && !isFree(from)) from++;
    while (from < to && !isFree(to - 1)) to--;
    let claimed = 0;
    for (let k = 0; k < length; k++) {
      if (isFree(k)) continue;
      claimed += k < from || k >= to ? this.#weight[i + k] : Infinity;
      if (this.#path[i + k] !== NONE) this.#sure[i + k] = UNSURE;
      if (owner[j + k] !== NONE) this.#sure[owner[j + k]] = UNSURE;
    }
    return claimed <= MARGIN ? { i: i + from, j: j + from, length: to - from } : undefined;
  }

  certain(): Int32Array {
    return this.#sure.map((j) => Math.max(UNSURE, j));
  }
}

function isLine(symbol: number): number {
  return symbol >> 16 >= WHOLE ? 1 : 0;
}

function symbols(text: string, width: number): Int32Array {
  const found = new Int32Array(text.length / width);
  for (let i = 0; i < found.length; i++)
    found[i] = width === 1 ? text.charCodeAt(i) : (text.charCodeAt(2 * i) << 16) | text.charCodeAt(2 * i + 1);
  return found;
}

function sums(weights: Int32Array): Float64Array {
  const found = new Float64Array(weights.length + 1);
  weights.forEach((weight, i) => (found[i + 1] = found[i] + weight));
  return found;
}

/** By symbol, where a stretch from it has what a landmark needs. */
function landmarkEnds(sum: Float64Array): Int32Array {
  const ends = new Int32Array(sum.length - 1).fill(NONE);
  for (let i = 0, end = 0; i < ends.length; i++) {
    end = Math.max(end, i);
    while (end < ends.length && sum[end] - sum[i] < LANDMARK) end++;
    if (sum[end] - sum[i] >= LANDMARK && end - i <= LONGEST_LANDMARK) ends[i] = end;
  }
  return ends;
}

/**
 * The best alignment of two short sequences, before and after which stand the same symbols, and what of it is certain.
 * Forwards, the best score of each pair of beginnings; then backwards, row by row, that of the ends: together, the best score
 * of all alignments that take two symbols for the same.
 */
function reliable(
  a: Int32Array,
  b: Int32Array,
  weight: Int32Array,
  margin: Int32Array,
): { best: Int32Array; certain: Int32Array } {
  const [rows, columns] = [a.length, b.length];
  const best = new Int32Array(rows).fill(NONE);
  const certain = new Int32Array(rows).fill(GONE);
  if (!rows || !columns) return { best, certain };
  const nothing = { best, certain: new Int32Array(rows).fill(UNSURE) };
  const shift = columns - rows;
  const isFull = rows * columns <= BAND * (rows + columns);
  const low = isFull ? -rows : Math.min(0, shift) - BAND;
  const high = isFull ? columns : Math.max(0, shift) + BAND;
  const width = isFull ? columns + 1 : high - low + 1;
  if (rows * width > CELLS_A_SYMBOL * (rows + columns)) return nothing;
  const from = (i: number) => Math.max(0, i + low);
  const to = (i: number) => Math.min(columns, i + high);
  const cell = (i: number) => (isFull ? i * width : i * width - i - low);

  // `matched`: the best score when the last two symbols are the same; `changed`: when the last one was changed.
  const forward = new Int32Array((rows + 1) * width).fill(NEVER);
  const changed = new Int32Array(columns + 1).fill(NEVER);
  for (let i = 0; i <= rows; i++) {
    const [row, above] = [cell(i), cell(i - 1)];
    let left = NEVER;
    for (let j = from(i); j <= to(i); j++) {
      let matched = i === 0 && j === 0 ? 0 : NEVER;
      if (i > 0 && j > 0 && a[i - 1] === b[j - 1]) matched = forward[above + j - 1] + weight[i - 1];
      left = Math.max(changed[j], left, matched - CHANGE);
      changed[j] = left;
      forward[row + j] = Math.max(matched, left);
    }
  }
  const total = forward[cell(rows) + columns];
  if (!isFull) {
    // An alignment outside of the band leaves out so many symbols at least.
    let least = MOST_BITS;
    let all = 0;
    for (const each of weight) {
      all += each;
      least = Math.min(least, each);
    }
    if (all - (BAND + 1) * least > total - COPY_MARGIN) return nothing;
  }

  const columnBest = new Int32Array(columns).fill(NEVER);
  const columnSecond = new Int32Array(columns).fill(NEVER);
  const columnRow = new Int32Array(columns).fill(NONE);
  const rowTop = new Int32Array(rows).fill(NEVER);
  const rowSecond = new Int32Array(rows).fill(NEVER);
  // The same backwards, of which one row is enough; `below` and `row`: after symbols that are the same.
  let [below, belowChanged, row, rowChanged] = Array.from({ length: 4 }, () => new Int32Array(columns + 2).fill(NEVER));
  for (let i = rows; i >= 0; i--) {
    const first = cell(i);
    row[to(i) + 1] = rowChanged[to(i) + 1] = NEVER;
    for (let j = to(i); j >= from(i); j--) {
      let match = NEVER;
      if (i < rows && j < columns && a[i] === b[j]) {
        match = weight[i] + below[j + 1];
        const through = forward[first + j] + match;
        if (through > rowTop[i]) {
          rowSecond[i] = rowTop[i];
          rowTop[i] = through;
          best[i] = through === total ? j : NONE;
        } else if (through > rowSecond[i]) rowSecond[i] = through;
        if (through > columnBest[j]) {
          columnSecond[j] = columnBest[j];
          columnBest[j] = through;
          columnRow[j] = i;
        } else if (through > columnSecond[j]) columnSecond[j] = through;
      }
      const isEnd = i === rows && j === columns;
      rowChanged[j] = isEnd ? 0 : Math.max(match, rowChanged[j + 1], belowChanged[j]);
      row[j] = isEnd ? 0 : Math.max(match, rowChanged[j] - CHANGE);
    }
    if (from(i) > 0) row[from(i) - 1] = rowChanged[from(i) - 1] = NEVER;
    [below, row] = [row, below];
    [belowChanged, rowChanged] = [rowChanged, belowChanged];
  }
  for (let i = 0; i < rows; i++) {
    const j = best[i];
    if (j < 0 && total - rowTop[i] >= margin[i]) continue;
    certain[i] = UNSURE;
    if (j >= 0 && columnRow[j] === i && total - Math.max(rowSecond[i], columnSecond[j]) >= margin[i]) certain[i] = j;
  }
  return { best, certain };
}
