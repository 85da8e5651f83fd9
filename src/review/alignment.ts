/**
 * Which words of an old text are which of a new one, as far as that is certain.
 *
 * 1. Candidates: pairs of equal words. Of a word that is in the texts very often, those in longer stretches that are not.
 * 2. The best alignment: as many equal words in the same order as possible, with as few changes as possible (sparse dynamic
 *    programming, Eppstein et al. 1992). For each pair it is also known how good the best alignment is that has this pair.
 *    A pair of the best alignment is certain when every alignment that gives either word to another one is clearly worse
 *    (Vingron and Argos 1990 call such pairs reliable): of three equal lines of which one was deleted, none is.
 * 3. A few equal words amid large changes are chance.
 * 4. What was moved: stretches among the words that are left over, when they are long and nothing else is like them.
 *
 * Time and memory are nearly in proportion to the texts' length; where they would not be, nothing is certain.
 */

import { type PrintLine, WORD_LENGTH } from './print';

export const GONE = -1;
export const UNSURE = -2;

/** All in bits of information: how telling words are. What it takes to believe in one more change. */
const CHANGE = Number(process.env.CHANGE ?? 16);
/** By how much an alignment must be better than one that says otherwise. */
const MARGIN = Number(process.env.MARGIN ?? 24);
/** Equal words between two changes are not chance when they outweigh the smaller change so many times, or have so much. */
const ISLAND_TIMES = Number(process.env.ITIMES ?? 2);
const ISLAND_ENOUGH = Number(process.env.IENOUGH ?? 80);
/** The same for equal words with which both texts begin or end. */
const BOUNDARY = Number(process.env.BOUNDARY ?? 60);
/** What was moved has at least this. */
const SIDE = Number(process.env.SIDE ?? 0); const PRE = Number(process.env.PRE ?? 1); const LINE = Number(process.env.LINE ?? 40);
const INSIDE = Number(process.env.INSIDE ?? 10);
const COPY_MARGIN = Number(process.env.COPY ?? 64);
const TELLING = Number(process.env.TELLING ?? 32);
const MOVED_TIMES = Number(process.env.MTIMES ?? 2);
const MOVED = Number(process.env.MOVED ?? 100);
/** No word tells more: its hash has no more. */
const MOST_BITS = 10;
/** In short texts every word seems common: how telling words are is reckoned as in a text of so many. */
const USUAL_LENGTH = 2000;

/** Words that occur more often are looked for in stretches of two, four, and so on, up to so many. */
const OFTEN = 64;
const LONGEST_STRETCH = 32;
/** So many candidates for each word are compared. */
const MOST_CANDIDATES = 128;

/** @returns by word of the old text, its place in the new one; `GONE`, or `UNSURE` where it may be in more than one place */
export function alignWords(oldLines: readonly PrintLine[], newLines: readonly PrintLine[], taken?: Uint8Array): Int32Array {
  const [a, b] = sequencesOf(oldLines, newLines);
  const [old, now] = [a.words, b.words];
  const candidates = new Candidates(a, b);
  const aligned = Int32Array.from(old, () => GONE);
  if (!candidates.isComplete) return aligned.fill(UNSURE);
  const weigh = weights(old, now);
  const sums = new Sums(old, now, weigh);
  inOrder(candidates, aligned, sums, taken);
  const A = aligned.slice(); 
  dropIslands(aligned, sums);
  const B = aligned.slice();
  moved(candidates, aligned, sums);
  (globalThis as any).REASON = [...aligned].map((x, i) => x >= 0 ? 'sure' : A[i] === UNSURE ? 'unsure' : B[i] === UNSURE ? 'island' : candidates.i.includes(i) ? 'unmoved' : 'no candidate');
  const isThere = new Set(now);
  const isCandidate = new Uint8Array(old.length);
  for (const i of candidates.i) isCandidate[i] = 1;
  return aligned.map((place, i) => (place === GONE && !isCandidate[i] && isThere.has(old[i]) ? UNSURE : place));
}

/** Pairs of equal words, in maximal stretches. */
class Candidates {
  readonly i: Int32Array = new Int32Array(0);
  readonly j: Int32Array = new Int32Array(0);
  /** Whether the pair before is that of the words before both. */
  readonly isJoined: Uint8Array = new Uint8Array(0);
  isTorn: (i: number, j: number) => boolean = () => false;
  readonly isComplete: boolean = false;
  /** Indices of the pairs, by old word and then by new one. */
  readonly order: Uint32Array = new Uint32Array(0);

  readonly old: Int32Array;
  readonly now: Int32Array;

  constructor(
    readonly a: Sequence,
    readonly b: Sequence,
  ) {
    [this.old, this.now] = [a.words, b.words];
    const { old, now } = this;
    const runs = this.#runs();
    if (!runs) return;
    let count = 0;
    const oldIds = new Set(a.ids); const newIds = new Set(b.ids);
    const weigh = weights(old, now); const bits = new Map<number, number>();
    for (const q of [a, b]) { const done = new Set<number>(); q.words.forEach((word, k) => { const id = q.ids[k]; if (q.places[k] === 0) { if (done.has(id)) return; done.add(id); let sum = 0; for (let m = k; m < q.words.length && (m === k || q.places[m] > 0); m++) sum += weigh(q.words[m]); bits.set(id, sum); } }); }
    const isKept = (i: number, j: number) => (SIDE && newIds.has(a.ids[i]) && bits.get(a.ids[i])! >= LINE) || (oldIds.has(b.ids[j]) && bits.get(b.ids[j])! >= LINE);
    const isWhole = (i: number, j: number) => a.ids[i] === b.ids[j] && a.places[i] === b.places[j];
    this.isTorn = (i, j) => newIds.has(a.ids[i]) && bits.get(a.ids[i])! >= LINE && !isWhole(i, j);
    const isCandidate = (i: number, j: number) => PRE ? isWhole(i, j) || !isKept(i, j) : true;
    for (const { i, j, length } of runs) for (let k = 0; k < length; k++) if (isCandidate(i + k, j + k)) count++;
    if (count > MOST_CANDIDATES * (old.length + now.length)) return;
    this.i = new Int32Array(count);
    this.j = new Int32Array(count);
    this.isJoined = new Uint8Array(count);
    let at = 0;
    for (const { i, j, length } of runs)
      for (let k = 0, isJoined = 0; k < length; k++) {
        if (!isCandidate(i + k, j + k)) { isJoined = 0; continue; }
        this.i[at] = i + k;
        this.j[at] = j + k;
        this.isJoined[at++] = isJoined;
        isJoined = 1;
      }
    this.order = sortedBy(this.i, old.length);
    this.isComplete = true;
  }

  #runs(): Run[] | undefined {
    const { old, now } = this;
    const diagonals = new Map<number, number[]>();
    let seeds = 0;
    const add = (i: number, j: number) => {
      const list = diagonals.get(j - i);
      if (list) list.push(i);
      else diagonals.set(j - i, [i]);
      seeds++;
    };
    // What both texts begin and end with.
    const least = Math.min(old.length, now.length);
    if (least && old[0] === now[0]) add(0, 0);
    if (least && old.at(-1) === now.at(-1)) add(old.length - 1, now.length - 1);
    let [left, nowLeft] = [old.map((_, i) => i), now.map((_, j) => j)];
    let [ids, nowIds] = [old, now];
    for (let length = 1; length <= LONGEST_STRETCH && left.length && nowLeft.length; length *= 2) {
      const places = new Map<number, [old: number[], now: number[]]>();
      for (const i of left) grouped(places, ids[i])[0].push(i);
      for (const j of nowLeft) grouped(places, nowIds[j])[1].push(j);
      const [often, nowOften]: number[][] = [[], []];
      for (const [here, there] of places.values()) {
        if (here.length * there.length > (OFTEN * (here.length + there.length)) / 2) {
          often.push(...here);
          nowOften.push(...there);
        } else for (const i of here) for (const j of there) add(i, j);
      }
      if (seeds > MOST_CANDIDATES * (old.length + now.length)) return undefined;
      const pairs = new Map<number, Map<number, number>>();
      const paired = (all: Int32Array) => all.map((id, i) => (i + length < all.length ? numbered(pairs, id, all[i + length]) : -1 - i)); // prettier-ignore
      [ids, nowIds] = [paired(ids), paired(nowIds)];
      [left, nowLeft] = [Int32Array.from(often), Int32Array.from(nowOften)];
    }
    const runs: Run[] = [];
    for (const [diagonal, starts] of diagonals) {
      let end = 0;
      for (const seed of starts.sort((a, b) => a - b)) {
        if (seed < end) continue;
        let i = seed;
        end = seed;
        while (i > 0 && i + diagonal > 0 && old[i - 1] === now[i - 1 + diagonal]) i--;
        while (end < old.length && end + diagonal < now.length && old[end] === now[end + diagonal]) end++;
        runs.push({ i, j: i + diagonal, length: end - i });
      }
    }
    return runs;
  }
}

interface Sequence {
  readonly words: Int32Array;
  /** By word: its line's id, the same for equal lines, and its place in the line. */
  readonly ids: Int32Array;
  readonly places: Int32Array;
}

function sequencesOf(...texts: (readonly PrintLine[])[]): Sequence[] {
  const ids = new Map<string, number>();
  return texts.map((lines) => {
    const count = lines.reduce((sum, { words = '' }) => sum + words.length / WORD_LENGTH, 0);
    const sequence = { words: new Int32Array(count), ids: new Int32Array(count), places: new Int32Array(count + 1) };
    let at = 0;
    for (const { hash, words = '' } of lines) {
      const id = ids.get(hash) ?? ids.size;
      ids.set(hash, id);
      for (let k = 0; k < words.length / WORD_LENGTH; k++, at++) {
        sequence.words[at] = (words.charCodeAt(2 * k) << 16) | words.charCodeAt(2 * k + 1);
        sequence.ids[at] = id;
        sequence.places[at] = k;
      }
    }
    return sequence;
  });
}

interface Run {
  readonly i: number;
  readonly j: number;
  readonly length: number;
}

function grouped(groups: Map<number, [number[], number[]]>, id: number): [number[], number[]] {
  let group = groups.get(id);
  if (!group) groups.set(id, (group = [[], []]));
  return group;
}

let lastNumber = 0;
function numbered(pairs: Map<number, Map<number, number>>, a: number, b: number): number {
  let seconds = pairs.get(a);
  if (!seconds) pairs.set(a, (seconds = new Map()));
  let number = seconds.get(b);
  if (number === undefined) seconds.set(b, (number = lastNumber++));
  return number;
}

/** Indices in the order of their keys, 0 to `most`; equal keys stay in order. */
function sortedBy(keys: Int32Array, most: number): Uint32Array {
  const starts = new Uint32Array(most + 1);
  for (const key of keys) starts[key + 1]++;
  for (let key = 0; key < most; key++) starts[key + 1] += starts[key];
  const order = new Uint32Array(keys.length);
  keys.forEach((key, at) => (order[starts[key]++] = at));
  return order;
}

/** How telling a word is. */
function weights(old: Int32Array, now: Int32Array): (word: number) => number {
  const counts = new Map<number, number>();
  for (const words of [old, now]) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const total = old.length + now.length;
  const scale = Math.max(1, Math.log2(USUAL_LENGTH) / Math.log2(Math.max(8, total)));
  return (word) => Math.min(MOST_BITS, Math.round(scale * Math.log2(total / counts.get(word)!)));
}

/** How telling the words before each word are, together. */
class Sums {
  readonly old: Float64Array;
  readonly now: Float64Array;
  constructor(old: Int32Array, now: Int32Array, weigh: (word: number) => number) {
    [this.old, this.now] = [old, now].map((words) => {
      const sums = new Float64Array(words.length + 1);
      words.forEach((word, i) => (sums[i + 1] = sums[i] + weigh(word)));
      return sums;
    });
  }
}

const NEVER = -(2 ** 30);

/**
 * By pair, the best score of an alignment that ends (or begins) with it. A local one begins anywhere, and what it leaves out
 * costs as much as it tells; `NEVER` for pairs that are not free.
 */
function scores(candidates: Candidates, sums: Sums, isBackward: boolean, isFree?: (at: number) => boolean): Int32Array {
  const { i, j, order, isJoined, old, now } = candidates;
  const best = new Int32Array(i.length).fill(NEVER);
  const before = new PrefixMaximum(now.length);
  const rank = (at: number) => (isBackward ? now.length - 1 - j[at] : j[at]);
  const inside = (a: number, b: number) => (candidates.a.places[a] || candidates.b.places[b] ? INSIDE : 0);
  const start = (at: number) => (isFree ? sums.old[i[at]] + sums.now[j[at]] : 0) + inside(i[at], j[at]);
  const end = (at: number) => (isFree ? sums.old[i[at] + 1] + sums.now[j[at] + 1] : 0) - inside(i[at] + 1, j[at] + 1);
  const [near, far] = isBackward ? [(at: number) => -end(at), (at: number) => -start(at)] : [start, end];
  const size = order.length;
  for (let from = 0, to = 0; from < size; from = to) {
    const row = (k: number) => order[isBackward ? size - 1 - k : k];
    const word = i[row(from)];
    for (; to < size && i[row(to)] === word; to++) {
      const at = row(to);
      if (isFree && !isFree(at)) continue;
      const isFirst = isBackward ? word === old.length - 1 && j[at] === now.length - 1 : word === 0 && j[at] === 0;
      let score = Math.max(isFirst || isFree ? 0 : -CHANGE - (isBackward ? inside(i[at] + 1, j[at] + 1) : inside(i[at], j[at])), before.below(rank(at)) - near(at) - CHANGE);
      if (isBackward ? isJoined[at + 1] : isJoined[at]) score = Math.max(score, best[isBackward ? at + 1 : at - 1]);
      best[at] = score + sums.old[word + 1] - sums.old[word];
    }
    for (let k = from; k < to; k++) if (best[row(k)] !== NEVER) before.set(rank(row(k)), best[row(k)] + far(row(k)));
  }
  return best;
}

/** The greatest of the values below a place (Fenwick 1994). */
class PrefixMaximum {
  readonly #tree: Int32Array;
  constructor(size: number) {
    this.#tree = new Int32Array(size + 1).fill(NEVER);
  }
  below(place: number): number {
    let most = NEVER;
    for (let at = place; at > 0; at &= at - 1) most = Math.max(most, this.#tree[at]);
    return most;
  }
  set(place: number, value: number): void {
    for (let at = place + 1; at < this.#tree.length; at += at & -at) this.#tree[at] = Math.max(this.#tree[at], value);
  }
}

/** By word, the best two scores of its pairs. */
class Best {
  readonly first: Int32Array;
  readonly second: Int32Array;
  constructor(
    size: number,
    private readonly words: Int32Array,
    private readonly score: Int32Array,
  ) {
    this.first = new Int32Array(size).fill(NEVER);
    this.second = new Int32Array(size).fill(NEVER);
    score.forEach((each, at) => {
      const word = words[at];
      this.second[word] = Math.max(this.second[word], Math.min(each, this.first[word]));
      this.first[word] = Math.max(this.first[word], each);
    });
  }
  /** The best score of another pair with the same word. */
  beside(at: number): number {
    const word = this.words[at];
    return this.score[at] === this.first[word] ? this.second[word] : this.first[word];
  }
}

function totals(candidates: Candidates, sums: Sums, isFree?: (at: number) => boolean): { total: Int32Array; most: number } {
  const [ahead, behind] = [scores(candidates, sums, false, isFree), scores(candidates, sums, true, isFree)];
  const total = ahead.map((score, at) => score === NEVER ? NEVER : score + behind[at] - sums.old[candidates.i[at] + 1] + sums.old[candidates.i[at]]);
  return { total, most: total.reduce((max, each) => Math.max(max, each), NEVER) };
}

function inOrder(candidates: Candidates, aligned: Int32Array, sums: Sums, taken?: Uint8Array): void {
  const { i, j, isJoined, old, now } = candidates;
  const { total, most } = totals(candidates, sums);
  // Of a copy and what was copied, one may have been edited since.
  const rivals = total.slice();
  for (let from = 0, to = 0; from < i.length; from = to) {
    to = from + 1;
    while (to < i.length && isJoined[to]) to++;
    if (sums.old[i[to - 1] + 1] - sums.old[i[from]] >= TELLING) for (let at = from; at < to; at++) rivals[at] += COPY_MARGIN - MARGIN;
  }
  const [rows, columns] = [new Best(old.length, i, rivals), new Best(now.length, j, rivals)];
  total.forEach((score, at) => {
    if (score <= most - MARGIN) return;
    const isCertain = score === most && most - Math.max(rows.beside(at), columns.beside(at)) >= MARGIN && !candidates.isTorn(i[at], j[at]);
    if (taken) taken[j[at]] = 1;
    aligned[i[at]] = isCertain ? j[at] : UNSURE;
  });
}

/** Equal words between two changes that may be so by chance. */
function dropIslands(aligned: Int32Array, { old, now }: Sums): void {
  const gap = (before: Run | undefined, after: Run | undefined) => {
    const [i, j] = before ? [before.i + before.length, before.j + before.length] : [0, 0];
    const [to, nowTo] = after ? [after.i, after.j] : [old.length - 1, now.length - 1];
    return i === to && j === nowTo ? 0 : Math.max(1, old[to] - old[i], now[nowTo] - now[j]);
  };
  for (let isDone = false; !isDone;) {
    isDone = true;
    const runs = runsOf(aligned);
    const gaps = [...runs, undefined].map((run, r) => gap(runs[r - 1], run));
    runs.forEach(({ i, length }, r) => {
      const weight = old[i + length] - old[i];
      const change = Math.min(gaps[r], gaps[r + 1]);
      const least = change ? Math.max(CHANGE + MARGIN / 2, Math.min(ISLAND_ENOUGH, ISLAND_TIMES * change)) : gaps[r] || gaps[r + 1] ? BOUNDARY : 0; // prettier-ignore
      if (weight >= least) return;
      aligned.fill(UNSURE, i, i + length);
      isDone = false;
    });
  }
}

/** Words that are one after the other in both texts. */
function runsOf(aligned: Int32Array): Run[] {
  const runs: Run[] = [];
  for (let i = 0; i < aligned.length; i++) {
    if (aligned[i] < 0) continue;
    const from = i;
    while (i + 1 < aligned.length && aligned[i + 1] === aligned[i] + 1) i++;
    runs.push({ i: from, j: aligned[from], length: i + 1 - from });
  }
  return runs;
}

/** What was moved: nothing else may be like it. */
function moved(candidates: Candidates, aligned: Int32Array, sums: Sums): void {
  const { i, j, old, now } = candidates;
  const owned = new Uint8Array(now.length);
  for (const place of aligned) if (place >= 0) owned[place] = 1;
  const { total } = totals(candidates, sums, (at) => aligned[i[at]] === GONE && !owned[j[at]]);
  const [rows, columns] = [new Best(old.length, i, total), new Best(now.length, j, total)];
  total.forEach((each, at) => {
    if (each < MOVED) return;
    if (Math.max(rows.beside(at), columns.beside(at)) < each / MOVED_TIMES) aligned[i[at]] = j[at];
  });
}
