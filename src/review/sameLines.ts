import { type PrintLine, type TextPrint, WORD_LENGTH } from './print';

/** Lines have so much of each other's pairs of words, 0 to 1, when one may be what has become of the other. */
const RESEMBLES_FROM = 0.4;
/** A line that has so much of its own pairs of words, 0 to 1, from another may be a part of it. */
const PART_FROM = 0.8;
/** By how much more a line must be like another one to be that one for certain. */
const CLEARLY = 0.25;
/** Pairs of words in more lines than this tell them not apart. */
const COMMON = 64;
/** So many words in a row are not the same by chance. */
const TELLING = 6;
/** A line with fewer words, or such as tell less, may have been written twice. */
const LEAST_WORDS = 4;
const LEAST_BITS = 28;
const LEAST_MEAN = 3;

/**
 * By old line, the new one that it is for certain; -1 where that is none, or not certain. A line is the same when it is in
 * either text once, between the same neighbours; or elsewhere, unless another line may be what has become of it: then the
 * line itself was edited, and this one is a copy. So are all lines between two that are certain, when nothing was changed
 * there.
 */
export function sameLines(old: TextPrint, now: TextPrint): Int32Array {
  const [oldLines, newLines] = [filled(old.lines), filled(now.lines)];
  const [places, newPlaces] = [once(oldLines), once(newLines)];
  const changed = newLines.filter(({ hash }) => !places.has(hash));
  const suspects = suspected(oldLines, changed);
  const tells = telling([...oldLines, ...newLines]);
  const hashAt = (lines: readonly PrintLine[], i: number) => lines[i]?.hash;
  const found = new Int32Array(oldLines.length).fill(-1);
  oldLines.forEach((line, i) => {
    const j = places.get(line.hash) === i ? (newPlaces.get(line.hash) ?? -1) : -1;
    if (j < 0) return;
    const isInPlace = [-1, 1].every((step) => hashAt(oldLines, i + step) === hashAt(newLines, j + step));
    if (isInPlace || (tells(line) && !suspects.has(i))) found[i] = j;
  });
  fillBetween(found, oldLines, newLines);
  const all = new Int32Array(old.lines.length).fill(-1);
  found.forEach((j, i) => {
    if (j >= 0) all[oldLines[i].line] = newLines[j].line;
  });
  return all;
}

interface FilledLine extends PrintLine {
  readonly line: number;
}

/** Lines with words. */
function filled(lines: readonly PrintLine[]): FilledLine[] {
  return lines.flatMap((each, line) => (each.hash ? [{ ...each, line }] : []));
}

/** By hash, the place of a line; -1 when there is more than one. */
function once(lines: readonly PrintLine[]): Map<string, number> {
  const places = new Map<string, number>();
  lines.forEach(({ hash }, i) => places.set(hash, places.has(hash) ? -1 : i));
  return places;
}

/** Whether the words of a line are such that nobody writes them twice: many, or rare in these texts. */
function telling(lines: readonly PrintLine[]): (line: PrintLine) => boolean {
  const counts = new Map<string, number>();
  const words = lines.flatMap((line) => stretchesOf(line.words ?? '', 1));
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return (line) => {
    const bits = stretchesOf(line.words ?? '', 1).map((word) => Math.log2(words.length / counts.get(word)!));
    const sum = bits.reduce((all, each) => all + each, 0);
    return bits.length >= LEAST_WORDS && sum >= Math.max(LEAST_BITS, LEAST_MEAN * bits.length);
  };
}

/** Old lines that may have become one of those that are new; all of them when words are not known. */
function suspected(oldLines: readonly PrintLine[], changed: readonly PrintLine[]): Pick<Set<number>, 'has'> {
  const suspects = new Set<number>();
  if (changed.length && oldLines.some(({ words }) => words === undefined)) return { has: () => true };
  const linesWith = new Map<string, number[]>();
  oldLines.forEach(({ words }, i) => {
    for (const pair of pairsOf(words!)) {
      const lines = linesWith.get(pair);
      if (!lines) linesWith.set(pair, [i]);
      else if (lines.length <= COMMON) lines.push(i);
    }
  });
  // What only one line said and another one says now was copied.
  const onlyIn = new Map<string, number>();
  oldLines.forEach(({ words }, i) => {
    for (const part of stretchesOf(words!, TELLING)) onlyIn.set(part, onlyIn.has(part) ? -1 : i);
  });
  const pairCounts = oldLines.map(({ words }) => pairsOf(words!).size);
  for (const { words } of changed) {
    const pairs = pairsOf(words!);
    for (const part of stretchesOf(words!, TELLING)) suspects.add(onlyIn.get(part) ?? -1);
    const shared = new Map<number, number>();
    for (const pair of pairs) {
      const lines = linesWith.get(pair) ?? [];
      if (lines.length <= COMMON) for (const i of lines) shared.set(i, (shared.get(i) ?? 0) + 1);
    }
    const likeness = [...shared].map(([i, count]) => ({ i, like: count / Math.max(pairCounts[i], pairs.size) }));
    const most = Math.max(0, ...likeness.map(({ like }) => like));
    for (const { i, like } of likeness) if (like >= RESEMBLES_FROM && like > most - CLEARLY) suspects.add(i);
    // A line may also have been split.
    for (const [i, count] of shared) if (count >= PART_FROM * pairs.size) suspects.add(i);
  }
  return suspects;
}

/** Each word with the next one, and how often the same two stood before. */
function pairsOf(words: string): Set<string> {
  const counts = new Map<string, number>();
  return new Set(
    stretchesOf(words, 2).map((pair) => {
      const count = counts.get(pair) ?? 0;
      counts.set(pair, count + 1);
      return pair + count;
    }),
  );
}

function stretchesOf(words: string, length: number): string[] {
  const count = words.length / WORD_LENGTH - length + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => words.slice(i * WORD_LENGTH, (i + length) * WORD_LENGTH));
}

/** What stands between two lines that are certain, or the texts' ends, is the same when there are the same lines in both. */
function fillBetween(found: Int32Array, oldLines: readonly PrintLine[], newLines: readonly PrintLine[]): void {
  let [i, j] = [-1, -1];
  for (let next = 0; next <= found.length; next++) {
    const newNext = next === found.length ? newLines.length : found[next];
    if (newNext < 0) continue;
    if (newNext - j === next - i) {
      let k = 1;
      while (k < next - i && oldLines[i + k].hash === newLines[j + k].hash) k++;
      if (k === next - i) for (let each = 1; each < k; each++) found[i + each] = j + each;
    }
    [i, j] = [next, newNext];
  }
}
