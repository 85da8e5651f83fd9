/**
 * Which words of an old text are which of a new one, as far as that is certain.
 *
 * 1. Candidates: pairs of equal words. Of a word that is very frequent, those in longer stretches that are not.
 * 2. The best alignment: as many equal words as possible in the same order, with as few changes as possible (sparse dynamic
 *    programming, Eppstein et al. 1992). For every pair it is known how good the best alignment with that pair is. A pair of
 *    the best one is certain when every alignment that gives either word to another is clearly worse (Vingron and Argos 1990
 *    call such pairs reliable): of three equal lines of which one was deleted, none is.
 * 3. A few equal words amid large changes are chance.
 * 4. What was moved: long stretches of the words that are left, when nothing else is like them.
 *
 * Time and memory grow with the texts' length, or nearly so; where they would not, nothing is certain.
 */
import { type PrintLine, WORD_LENGTH } from './print';

/** A word that is nowhere, and one that may be in more than one place. */
export const GONE = -1;
export const UNSURE = -2;

/** All in bits of information: how telling words are. What it takes to believe in a change, and more for each end inside a line. */
const CHANGE = 16;
const INSIDE = 10;
/** How much better an alignment must be than one that says otherwise, and than one that takes a copy for the original. */
const MARGIN = 24;
const COPY_MARGIN = 64;
/** A stretch that tells so much, or a line, is known again. */
const TELLING = 20;
const TELLING_LINE = 40;
/** Equal words between two changes are not chance when they outweigh the smaller change so many times, or have so much. */
const ISLAND_TIMES = 2;
const ISLAND_LEAST = 28;
const ISLAND_ENOUGH = 50;
/** Of a line that is mostly other words now, so much is left at least, or this part of the shorter one. */
const SHARED_ENOUGH = 60;
const SHARED_FROM = 0.4;
/** The same for equal words with which both texts begin or end. */
const BOUNDARY = 35;
/** What was moved has so much as a whole line, or else so much, and in one piece so much; nothing else is half as much like it. */
const MOVED_LINE = 60;
const MOVED = 100;
const MOVED_PIECE = 40;
/** No word tells more: its hash has no more. */
const MOST_BITS = 10;
/** In short texts every word seems frequent: how telling words are is reckoned as in a text of so many. */
const USUAL_LENGTH = 2000;
/** Where words tell less on average, the text is made of few: it takes so many times as much to be certain. */
const FEW_WORDS_BITS = 4.5;
const FEW_WORDS_DOUBT = 2;

/** Words that are more frequent are looked for in stretches of two, four, and so on, up to so many. */
const FREQUENT = 16;
const LONGEST_STRETCH = 32;
/** With more candidates for each word nothing is certain. */
const MOST_CANDIDATES = 128;

export interface Alignment {
  /** By word of the old text, its place in the new one; `GONE` or `UNSURE`. */
  readonly places: Int32Array;
  /** By word of the new text: 1 when it is one of the old text, though it may not be certain which. */
  readonly taken: Uint8Array;
}

/** Aligns the words of two texts. All lines have `words`, but for blank ones. */
export function alignWords(old: readonly PrintLine[], now: readonly PrintLine[]): Alignment {
  const [oldWords, newWords] = sequences(old, now);
  const places = new Int32Array(oldWords.length).fill(GONE);
  const taken = new Uint8Array(newWords.length);
  const candidates = findCandidates(oldWords, newWords);
  if (!candidates) return { places: places.fill(UNSURE), taken: taken.fill(1) };
  alignInOrder(candidates, places, taken);
  dropCopies(candidates, places);
  dropScraps(candidates, places);
  dropIslands(candidates, places);
  findMoved(candidates, places, taken);
  // What is too frequent to have candidates may be anywhere.
  const isThere = new Set(newWords.words);
  const hasCandidate = new Uint8Array(oldWords.length);
  for (const i of candidates.i) hasCandidate[i] = 1;
  places.forEach((place, i) => {
    if (place === GONE && !hasCandidate[i] && isThere.has(oldWords.words[i])) places[i] = UNSURE;
  });
  return { places, taken };
}

// --- words and lines -------------------------------------------------------------------------------------------------------

/** The words of a text; its lines are the same when their numbers are. */
interface Sequence {
  readonly length: number;
  /** By word, its hash. */
  readonly words: Int32Array;
  /** By word, its line, and how many words of the line are before it; 0 for the end of the text. */
  readonly lines: Int32Array;
  readonly offsets: Int32Array;
  /** How much the words before each word tell, together. */
  readonly sums: Float64Array;
}

function sequences(...texts: (readonly PrintLine[])[]): Sequence[] {
  const numbers = new Map<string, number>();
  const counts = new Map<number, number>();
  const read = texts.map((lines) => {
    const length = lines.reduce((sum, { words = '' }) => sum + words.length / WORD_LENGTH, 0);
    const sequence = {
      length,
      words: new Int32Array(length),
      lines: new Int32Array(length),
      offsets: new Int32Array(length + 1),
      sums: new Float64Array(length + 1),
    };
    let at = 0;
    for (const { words = '' } of lines) {
      const number = numbers.get(words) ?? numbers.size;
      numbers.set(words, number);
      for (let offset = 0; offset < words.length / WORD_LENGTH; offset++, at++) {
        const word = parseInt(words.slice(offset * WORD_LENGTH, (offset + 1) * WORD_LENGTH), 36);
        sequence.words[at] = word;
        sequence.lines[at] = number;
        sequence.offsets[at] = offset;
        counts.set(word, (counts.get(word) ?? 0) + 1);
      }
    }
    return sequence;
  });
  const total = read.reduce((sum, { length }) => sum + length, 0);
  const scale = Math.max(1, Math.log2(USUAL_LENGTH) / Math.log2(Math.max(8, total)));
  const bits = new Map([...counts].map(([word, count]) => [word, Math.min(MOST_BITS, Math.round(scale * Math.log2(total / count)))])); // prettier-ignore
  for (const { words, sums } of read) words.forEach((word, at) => (sums[at + 1] = sums[at] + bits.get(word)!));
  return read;
}

/** By line's number, how much it tells. */
function lineBits({ length, lines, offsets, sums }: Sequence): Map<number, number> {
  const bits = new Map<number, number>();
  for (let at = 0, start = 0; at < length; at++) {
    if (offsets[at] === 0) start = at;
    if (offsets[at + 1] === 0) bits.set(lines[at], sums[at + 1] - sums[start]);
  }
  return bits;
}

// --- candidates ------------------------------------------------------------------------------------------------------------

/** Pairs of equal words; those in one stretch stand one after the other. */
interface Candidates {
  readonly old: Sequence;
  readonly now: Sequence;
  /** By pair: the old word, the new one, and whether the pair before is that of the words before both. */
  readonly i: Int32Array;
  readonly j: Int32Array;
  readonly isJoined: Uint8Array;
  /** The pairs in the order of their old words. */
  readonly inOrder: Uint32Array;
  /** How many times as much it takes to be certain. */
  readonly doubt: number;
  /** Whether two words have the same place in equal lines. */
  isInSameLine(at: number): boolean;
  /** Whether the old word's line is still there as it was, and the new word is not in it. */
  isTorn(at: number): boolean;
}

/** The same `length` words, from `i` in the old text and from `j` in the new one. */
interface Stretch {
  readonly i: number;
  readonly j: number;
  readonly length: number;
}

/** Undefined when there are too many. */
function findCandidates(old: Sequence, now: Sequence): Candidates | undefined {
  const stretches = equalStretches(old, now);
  if (!stretches) return undefined;
  const [oldBits, newBits] = [lineBits(old), lineBits(now)];
  const isKept = (line: number) => oldBits.has(line) && newBits.has(line) && oldBits.get(line)! >= TELLING_LINE;
  const isSame = (i: number, j: number) => old.lines[i] === now.lines[j] && old.offsets[i] === now.offsets[j];
  // A new line that was there before is not what another one has become.
  const isPossible = (i: number, j: number) => isSame(i, j) || !isKept(now.lines[j]);
  const count = stretches.reduce((sum, { length }) => sum + length, 0);
  if (count > MOST_CANDIDATES * (old.length + now.length)) return undefined;
  let [i, j, isJoined] = [new Int32Array(count), new Int32Array(count), new Uint8Array(count)];
  let size = 0;
  for (const stretch of stretches) {
    let isAfter = 0;
    for (let k = 0; k < stretch.length; k++) {
      const isOne = isPossible(stretch.i + k, stretch.j + k);
      if (isOne) [i[size], j[size], isJoined[size++]] = [stretch.i + k, stretch.j + k, isAfter];
      isAfter = isOne ? 1 : 0;
    }
  }
  [i, j, isJoined] = [i.subarray(0, size), j.subarray(0, size), isJoined.subarray(0, size)];
  const meanBits = Math.min(...[old, now].map(({ length, sums }) => sums[length] / Math.max(1, length)));
  const scale = Math.max(1, Math.log2(USUAL_LENGTH) / Math.log2(Math.max(8, old.length + now.length)));
  return {
    ...{ old, now, i, j, isJoined, inOrder: sortedBy(i, old.length) },
    doubt: meanBits < FEW_WORDS_BITS * scale ? FEW_WORDS_DOUBT : 1,
    isInSameLine: (at) => isSame(i[at], j[at]),
    isTorn: (at) => isKept(old.lines[i[at]]) && !isSame(i[at], j[at]),
  };
}

/** The longest stretches that have at least one word, or two, four and so on, that is not too frequent; or a text's end. */
function equalStretches(old: Sequence, now: Sequence): Stretch[] | undefined {
  const diagonals = new Map<number, number[]>();
  let seeds = 0;
  const add = (i: number, j: number) => {
    push(diagonals, j - i, i);
    seeds++;
  };
  if (!old.length || !now.length) return [];
  if (old.words[0] === now.words[0]) add(0, 0);
  if (old.words.at(-1) === now.words.at(-1)) add(old.length - 1, now.length - 1);
  let [ids, newIds]: [Int32Array | number[], Int32Array | number[]] = [old.words, now.words];
  let [left, newLeft] = [ids, newIds].map((all) => Array.from(all, (_, at) => at));
  for (let length = 1; length <= LONGEST_STRETCH && left.length && newLeft.length; length *= 2) {
    const [places, newPlaces] = [new Map<number, number[]>(), new Map<number, number[]>()];
    for (const at of left) push(places, ids[at], at);
    for (const at of newLeft) push(newPlaces, newIds[at], at);
    [left, newLeft] = [[], []];
    for (const [id, here] of places) {
      const there = newPlaces.get(id) ?? [];
      if (here.length * there.length > (FREQUENT * (here.length + there.length)) / 2) {
        for (const at of here) left.push(at);
        for (const at of there) newLeft.push(at);
      } else for (const i of here) for (const j of there) add(i, j);
    }
    if (seeds > MOST_CANDIDATES * (old.length + now.length)) return undefined;
    const numbers = new Map<number, number>();
    [ids, newIds] = [doubled(ids, length, numbers), doubled(newIds, length, numbers)];
  }
  return [...diagonals].flatMap(([shift, starts]) => stretchesOn(old.words, now.words, shift, starts));
}

/** By place, a number for the stretch of twice `length` words from there; negative where there are not so many. */
function doubled(ids: Int32Array | number[], length: number, numbers: Map<number, number>): number[] {
  return Array.from(ids, (id, at) => {
    if (id < 0 || at + length >= ids.length || ids[at + length] < 0) return -1;
    const key = id * 2 ** 26 + ids[at + length]; // exact: there are fewer stretches than that
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
}

/** The longest stretches in which the new place is `shift` after the old one, and which have one of these old words. */
function stretchesOn(old: Int32Array, now: Int32Array, shift: number, words: number[]): Stretch[] {
  const found: Stretch[] = [];
  let end = 0;
  for (const word of words.sort((a, b) => a - b)) {
    if (word < end) continue;
    let i = word;
    while (i > 0 && i + shift > 0 && old[i - 1] === now[i - 1 + shift]) i--;
    end = word;
    while (end < old.length && end + shift < now.length && old[end] === now[end + shift]) end++;
    found.push({ i, j: i + shift, length: end - i });
  }
  return found;
}

// --- in order --------------------------------------------------------------------------------------------------------------

function alignInOrder(candidates: Candidates, places: Int32Array, taken: Uint8Array): void {
  const { old, now, i, j, isJoined } = candidates;
  const total = scores(candidates);
  const most = total.reduce((max, each) => Math.max(max, each), NEVER);
  const margin = candidates.doubt * MARGIN;
  // Of a copy and what was copied, one may have been edited since: it is worse for that.
  const rivals = total.slice();
  for (let from = 0, to = 0; from < i.length; from = to) {
    to = from + 1;
    while (to < i.length && isJoined[to]) to++;
    const isTelling = bitsOf(old, i[from], i[to - 1] + 1) >= TELLING;
    for (let at = from; at < to; at++) if (isTelling || candidates.isInSameLine(at)) rivals[at] += COPY_MARGIN - MARGIN;
  }
  const [oldRivals, newRivals] = [new Best(old.length, i, rivals), new Best(now.length, j, rivals)];
  total.forEach((score, at) => {
    if (score <= most - margin) return;
    const isClear = most - Math.max(oldRivals.beside(at), newRivals.beside(at)) >= margin;
    taken[j[at]] = 1;
    places[i[at]] = score === most && isClear && !candidates.isTorn(at) ? j[at] : UNSURE;
  });
}

const NEVER = -(2 ** 30);

/** By pair, the score of the best alignment that has it. @param isFree when given, the best one near it, of such pairs only */
function scores(candidates: Candidates, isFree?: (at: number) => boolean): Int32Array {
  const [before, after] = [oneWay(candidates, false, isFree), oneWay(candidates, true, isFree)];
  const { old, i } = candidates;
  return before.map((score, at) => (score === NEVER ? NEVER : score + after[at] - bitsOf(old, i[at], i[at] + 1)));
}

/** By pair, the best score of an alignment that ends with it; backwards, of one that begins with it. */
function oneWay(candidates: Candidates, isBackward: boolean, isFree?: (at: number) => boolean): Int32Array {
  const { old, now, i, j, isJoined, inOrder } = candidates;
  const best = new Int32Array(i.length).fill(NEVER);
  const before = new PrefixMaximum(now.length);
  const rank = (at: number) => (isBackward ? now.length - 1 - j[at] : j[at]);
  const pair = (k: number) => inOrder[isBackward ? inOrder.length - 1 - k : k];
  // The place before a pair and after it, in the direction of travel: what a change costs there. Near a pair, so does what is left out.
  const cut = (a: number, b: number) => (old.offsets[a] || now.offsets[b] ? INSIDE : 0);
  const sum = (a: number, b: number) => (isFree ? old.sums[a] + now.sums[b] : 0);
  const step = isBackward ? 1 : 0;
  const cutBefore = (at: number) => cut(i[at] + step, j[at] + step);
  const sumBefore = (at: number) => (isBackward ? -1 : 1) * sum(i[at] + step, j[at] + step);
  const cutAfter = (at: number) => cut(i[at] + 1 - step, j[at] + 1 - step);
  const sumAfter = (at: number) => (isBackward ? -1 : 1) * sum(i[at] + 1 - step, j[at] + 1 - step);
  const isFirst = (at: number) =>
    isBackward ? i[at] === old.length - 1 && j[at] === now.length - 1 : i[at] + j[at] === 0;
  for (let from = 0, to = 0; from < inOrder.length; from = to) {
    for (; to < inOrder.length && i[pair(to)] === i[pair(from)]; to++) {
      const at = pair(to);
      if (isFree && !isFree(at)) continue;
      const change = CHANGE + cutBefore(at);
      const next = isBackward ? at + 1 : at - 1;
      const joined = (isBackward ? isJoined[at + 1] : isJoined[at]) ? best[next] : NEVER;
      const begun = isFree || isFirst(at) ? 0 : -change;
      const score = Math.max(joined, begun, before.below(rank(at)) - sumBefore(at) - change);
      best[at] = score + bitsOf(old, i[at], i[at] + 1);
    }
    for (let k = from; k < to; k++) {
      const at = pair(k);
      if (best[at] !== NEVER) before.raise(rank(at), best[at] + sumAfter(at) - cutAfter(at));
    }
  }
  return best;
}

/** The greatest of the values below a place (a tree of Fenwick's, 1994). */
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

  raise(place: number, value: number): void {
    for (let at = place + 1; at < this.#tree.length; at += at & -at) this.#tree[at] = Math.max(this.#tree[at], value);
  }
}

/** By word, the best two scores of its pairs. */
class Best {
  readonly #first: Int32Array;
  readonly #second: Int32Array;

  constructor(
    size: number,
    private readonly words: Int32Array,
    private readonly score: Int32Array,
  ) {
    this.#first = new Int32Array(size).fill(NEVER);
    this.#second = new Int32Array(size).fill(NEVER);
    score.forEach((each, at) => {
      const word = words[at];
      this.#second[word] = Math.max(this.#second[word], Math.min(each, this.#first[word]));
      this.#first[word] = Math.max(this.#first[word], each);
    });
  }

  /** The best score of another pair with the same word. */
  beside(at: number): number {
    const word = this.words[at];
    return this.score[at] === this.#first[word] ? this.#second[word] : this.#first[word];
  }
}

// --- chance and moves ------------------------------------------------------------------------------------------------------

/** Equal words between two changes that may be so by chance: no longer certain. */
function dropIslands({ old, now, doubt }: Candidates, places: Int32Array): void {
  const change = (before: Stretch | undefined, after: Stretch | undefined) => {
    const [i, j] = before ? [before.i + before.length, before.j + before.length] : [0, 0];
    const [to, newTo] = after ? [after.i, after.j] : [old.length, now.length];
    return i === to && j === newTo ? 0 : Math.max(1, bitsOf(old, i, to), bitsOf(now, j, newTo));
  };
  for (let isDone = false; !isDone;) {
    isDone = true;
    const stretches = stretchesOf(places);
    const changes = [...stretches, undefined].map((each, at) => change(stretches[at - 1], each));
    stretches.forEach(({ i, length }, at) => {
      const smaller = Math.min(changes[at], changes[at + 1]);
      const isBoundary = !smaller && (changes[at] || changes[at + 1]);
      const least = isBoundary
        ? BOUNDARY
        : smaller && Math.max(ISLAND_LEAST, Math.min(ISLAND_ENOUGH, ISLAND_TIMES * smaller));
      if (bitsOf(old, i, i + length) >= doubt * least) return;
      places.fill(UNSURE, i, i + length);
      isDone = false;
    });
  }
}

/** A line of which there are more now: which of them is a copy is certain only between the lines between which it was. */
function dropCopies({ old, now }: Candidates, places: Int32Array): void {
  const [times, newTimes] = [old, now].map(lineTimes);
  const before = places.slice();
  const placeOf = (i: number) => (i < 0 ? -1 : i === old.length ? now.length : before[i]);
  for (let start = 0, end = 0; start < old.length; start = end) {
    end = lineEnd(old, start);
    if ((newTimes.get(old.lines[start]) ?? 0) <= times.get(old.lines[start])!) continue;
    const [first, last] = [before[start], before[end - 1]];
    if (first >= 0 && last >= 0 && placeOf(start - 1) === first - 1 && placeOf(end) === last + 1) continue;
    for (let i = start; i < end; i++) if (places[i] >= 0) places[i] = UNSURE;
  }
}

/** The few words that a line shares with one of which most is other words: no longer certain. */
function dropScraps({ old, now, doubt }: Candidates, places: Int32Array): void {
  const [oldLines, newLines] = [old, now].map(lineBounds);
  const shared = new Map<number, number>();
  const keyOf = (i: number) => oldLines.start[i] * (now.length + 1) + newLines.start[places[i]];
  places.forEach((place, i) => {
    if (place >= 0) shared.set(keyOf(i), (shared.get(keyOf(i)) ?? 0) + bitsOf(old, i, i + 1));
  });
  const scraps = places.map((place, i) => {
    if (place < 0) return 0;
    const length = bitsOf(old, oldLines.start[i], oldLines.end[i]);
    const newLength = bitsOf(now, newLines.start[place], newLines.end[place]);
    return shared.get(keyOf(i))! < Math.min(doubt * SHARED_ENOUGH, SHARED_FROM * Math.min(length, newLength)) ? 1 : 0;
  });
  scraps.forEach((isScrap, i) => {
    if (isScrap) places[i] = UNSURE;
  });
}

/** By line's number, how often it is in the text. */
function lineTimes({ lines, offsets }: Sequence): Map<number, number> {
  const times = new Map<number, number>();
  lines.forEach((line, at) => {
    if (offsets[at] === 0) times.set(line, (times.get(line) ?? 0) + 1);
  });
  return times;
}

/** Where the line ends that begins with a word. */
function lineEnd({ offsets }: Sequence, start: number): number {
  let end = start + 1;
  while (offsets[end]) end++;
  return end;
}

/** By word, where its line begins and ends. */
function lineBounds(sequence: Sequence): { start: Int32Array; end: Int32Array } {
  const { length } = sequence;
  const [start, end] = [new Int32Array(length), new Int32Array(length)];
  for (let from = 0, to = 0; from < length; from = to) {
    to = lineEnd(sequence, from);
    start.fill(from, from, to);
    end.fill(to, from, to);
  }
  return { start, end };
}

/** What was moved: words that are left over in both texts. */
function findMoved(candidates: Candidates, places: Int32Array, taken: Uint8Array): void {
  const { old, now, i, j, doubt } = candidates;
  const owned = new Uint8Array(now.length);
  for (const place of places) if (place >= 0) owned[place] = 1;
  const total = scores(candidates, (at) => places[i[at]] === GONE && !owned[j[at]]);
  const [oldRivals, newRivals] = [new Best(old.length, i, total), new Best(now.length, j, total)];
  // What is left of a line in its place says that the whole one elsewhere is a copy; one of two equal lines may be the other.
  const { start, end } = lineBounds(old);
  const isLeft = new Uint8Array(old.length);
  places.forEach((place, i) => {
    if (place !== GONE && !isLeft[i]) isLeft.fill(1, start[i], end[i]);
  });
  const [times, newTimes] = [old, now].map(lineTimes);
  const isOnce = (line: number) => times.get(line) === 1 && newTimes.get(line) === 1;
  const moved = new Int32Array(old.length).fill(GONE);
  total.forEach((score, at) => {
    if (candidates.isInSameLine(at) && (isLeft[i[at]] || !isOnce(old.lines[i[at]]))) return;
    const isMuch = score >= doubt * (candidates.isInSameLine(at) ? MOVED_LINE : MOVED);
    if (isMuch && 2 * Math.max(oldRivals.beside(at), newRivals.beside(at)) < score) moved[i[at]] = j[at];
  });
  // Words amid others that may be elsewhere may be there too; of a line that is there as it was, it takes all.
  for (let first = 0; first < old.length; first = end[first]) {
    const line = moved.subarray(first, end[first]);
    const isSame = (place: number, k: number) => place >= 0 && old.lines[first] === now.lines[place] && now.offsets[place] === k; // prettier-ignore
    if (line.some(isSame) && !line.every((place, k) => place === line[0] + k)) line.fill(GONE);
  }
  for (const { i, j, length } of stretchesOf(moved))
    if (bitsOf(old, i, i + length) >= doubt * MOVED_PIECE)
      for (let k = 0; k < length; k++) {
        places[i + k] = j + k;
        taken[j + k] = 1;
      }
}

/** Words that are one after the other in both texts. */
function stretchesOf(places: Int32Array): Stretch[] {
  const found: Stretch[] = [];
  for (let i = 0; i < places.length; i++) {
    if (places[i] < 0) continue;
    const from = i;
    while (i + 1 < places.length && places[i + 1] === places[i] + 1) i++;
    found.push({ i: from, j: places[from], length: i + 1 - from });
  }
  return found;
}

function bitsOf({ sums }: Sequence, from: number, to: number): number {
  return sums[to] - sums[from];
}

/** Indices in the order of their keys, from 0 to below `end`; equal keys stay in order. */
function sortedBy(keys: Int32Array, end: number): Uint32Array {
  const starts = new Uint32Array(end + 1);
  for (const key of keys) starts[key + 1]++;
  for (let key = 0; key < end; key++) starts[key + 1] += starts[key];
  const order = new Uint32Array(keys.length);
  keys.forEach((key, at) => (order[starts[key]++] = at));
  return order;
}

function push(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
