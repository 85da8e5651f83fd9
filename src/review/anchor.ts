import type { Span } from '../analysis/analysis';
import { type Line, type PrintLine, type TextPrint, WORD_LENGTH, linesOf, printOf, wordHashes } from './print';
import type { Anchor } from './review';
import { firstWhere } from '../util/firstWhere';

/** How much text before and behind is kept with the words, in UTF-16 units. */
export const CONTEXT_LENGTH = 48;

/** The words of a span, and what stands around them; no character outside the basic plane is cut in half. */
export function anchorAt(text: string, { start, end }: Span): Anchor {
  let from = Math.max(0, start - CONTEXT_LENGTH);
  let to = Math.min(text.length, end + CONTEXT_LENGTH);
  if (isSecondHalf(text, from)) from++;
  if (isSecondHalf(text, to)) to--;
  return { exact: text.slice(start, end), prefix: text.slice(from, start), suffix: text.slice(end, to), start, end };
}

function isSecondHalf(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return at > 0 && code >= 0xdc00 && code < 0xe000;
}

/** Finds anchors' words in one text. */
export interface Locator {
  /** The text's own print. */
  readonly print: TextPrint;
  /**
   * Where the words stand now; undefined when that is not certain. `printId` names the text in which the anchor was
   * set; without it (or when that print is not at hand) only words in the same surroundings are certain.
   */
  readonly locate: (anchor: Anchor, printId: string | undefined) => Span | undefined;
}

/*
 * How words are found again, surest first. It is certain that they are the same words
 * 1. in the same text, at their position;
 * 2. in a line that is there unchanged, once: between its old neighbours, or elsewhere when no changed line resembles it;
 * 3. in a changed line between the same neighbours, by the quotation: words and surroundings agree there and in no other
 *    changed line. Lines that the old text had already are none of the places: they are known to be others;
 * 4. there, though the words themselves were edited, when both their ends and most of what is between are there.
 * All else is not: a line that there is twice now, or words whose line was deleted though others look like them.
 */

/** A changed line that has this much of a line's 6-grams may be what has become of it, 0 to 1. */
const RESEMBLES_FROM = 0.4;
/** In a changed line, words and what agrees around them must have so many UTF-16 units ... */
const LEAST_EVIDENCE = 48;
/** ... or so many where all around them in the line agrees. */
const LEAST_EVIDENCE_WHOLE = 16;
/** By how many units of its surroundings the best place must surpass every other. */
const MARGIN = 16;
/** Edited words are looked for when they are at least so long; at each end so many units must be as they were. */
const LEAST_EDITED = 32;
const END_LENGTH = 12;
/** Edited words must have this much of their 6-grams, 0 to 1, and may grow or shrink by so much. */
const EDITED_FROM = 0.5;
const MOST_GROWTH = 0.3;

/** So much of its words, 0 to 1, an edited line must have kept to be the same line. */
const ALIKE_FROM = 0.45;
/** By how much of their words, 0 to 1, a line must be more like one old line than like another to be that one for certain. */
const CLEARLY = 0.25;
/** Old lines times changed lines that are compared word by word; more of them take longer than a person waits. */
const MOST_COMPARED = 100_000;

const GRAM = 6;
/** Grams in more changed lines than this tell them not apart. */
const COMMON_GRAM = 64;

export function createLocator(text: string, prints: ReadonlyMap<string, TextPrint>): Locator {
  const print = printOf(text);
  const now = new NewText(text, print);
  const comparisons = new Map<string, Comparison>();
  const comparisonWith = (id: string): Comparison | undefined => {
    const known = comparisons.get(id);
    const old = prints.get(id);
    if (known || !old) return known;
    const comparison = new Comparison(old, now);
    comparisons.set(id, comparison);
    return comparison;
  };
  return {
    print,
    locate(anchor, printId) {
      const { start, end, exact } = anchor;
      if (printId === print.id) return text.startsWith(exact, start) ? { start, end } : undefined;
      const comparison = printId === undefined ? undefined : comparisonWith(printId);
      return comparison ? comparison.locate(anchor) : locateByContext(text, anchor);
    },
  };
}

/** Without knowledge of the old text: the same surroundings on both sides, in one place only. */
function locateByContext(text: string, { exact, prefix, suffix }: Anchor): Span | undefined {
  const quotation = prefix + exact + suffix;
  if (quotation.length < LEAST_EVIDENCE_WHOLE) return undefined;
  const at = text.indexOf(quotation);
  if (at < 0 || text.indexOf(quotation, at + 1) >= 0) return undefined;
  return { start: at + prefix.length, end: at + prefix.length + exact.length };
}

class NewText {
  readonly lines: readonly Line[];
  readonly byHash = new Map<string, number[]>();

  constructor(
    readonly text: string,
    readonly print: TextPrint,
  ) {
    this.lines = linesOf(text);
    print.lines.forEach(({ hash }, i) => push(this.byHash, hash, i));
  }

  words(line: number): string {
    return this.text.slice(this.lines[line].start, this.lines[line].end);
  }
}

/** Lines that are gone, and changed ones that stand where they stood: between the same neighbours. */
interface Gap {
  readonly gone: readonly number[];
  readonly come: readonly number[];
}

/** An old text's lines against the new one's. */
class Comparison {
  readonly #starts: number[] = [];
  /** By old line: the new line that it is, -1 when there is none or more than one. */
  readonly #newLine: Int32Array;
  /** New lines that the old text did not have, in order. */
  readonly #changed: number[] = [];
  /** By 6-gram: the changed lines that have it; made when first asked for. */
  #grams: Map<string, number[]> | undefined;
  readonly #same = new Map<number, boolean>();
  readonly #likenesses = new Map<number, number>();
  #gaps: readonly Gap[] | undefined;

  constructor(
    private readonly old: TextPrint,
    private readonly now: NewText,
  ) {
    const counts = new Map<string, number>();
    let start = 0;
    for (const { hash, length } of old.lines) {
      counts.set(hash, (counts.get(hash) ?? 0) + 1);
      this.#starts.push(start);
      start += length;
    }
    this.#newLine = Int32Array.from(old.lines, ({ hash }, i) => {
      const places = now.byHash.get(hash);
      if (!hash || !places) return -1;
      if (counts.get(hash) === 1 && places.length === 1) return places[0];
      const inPlace = places.filter((line) => this.#isInPlace(i, line));
      return inPlace.length === 1 && this.#isUniqueBefore(i) ? inPlace[0] : -1;
    });
    for (const [i, { hash }] of now.print.lines.entries()) if (hash && !counts.has(hash)) this.#changed.push(i);
  }

  locate(anchor: Anchor): Span | undefined {
    const first = this.#oldLineAt(anchor.start);
    const last = this.#oldLineAt(Math.max(anchor.start, anchor.end - 1));
    if (first === undefined || last === undefined) return undefined;
    if (first !== last) return this.#locateLines(anchor, first, last);
    const line = this.#newLine[first];
    if (line >= 0) return this.#isSame(first, line) ? this.#inLine(anchor, first, line) : undefined;
    if (this.now.byHash.has(this.old.lines[first].hash)) return undefined; // it is there more than once, none in its place
    return this.#locateChanged(anchor, first);
  }

  #oldLineAt(offset: number): number | undefined {
    const line = firstWhere(this.#starts.length, (i) => this.#starts[i] > offset) - 1;
    return line >= 0 && offset <= this.#starts[line] + this.old.lines[line].length ? line : undefined;
  }

  /** Words over several lines: all of them must be there, one after the other as before. */
  #locateLines({ start, end }: Anchor, first: number, last: number): Span | undefined {
    const begin = this.#newLine[first];
    for (let i = first; i <= last; i++) {
      const isBlank = !this.old.lines[i].hash;
      const line = begin + i - first;
      const isSame = isBlank ? this.now.print.lines[line]?.hash === '' : this.#newLine[i] === line;
      if (begin < 0 || !isSame || (!isBlank && !this.#isSame(i, line))) return undefined;
    }
    const from = this.now.lines[begin].start + start - this.#starts[first];
    const { start: lineStart, end: lineEnd } = this.now.lines[begin + last - first];
    return { start: from, end: Math.min(lineEnd, lineStart + end - this.#starts[last]) };
  }

  #inLine({ start, end, exact }: Anchor, oldLine: number, line: number): Span | undefined {
    const shift = this.now.lines[line].start - this.#starts[oldLine];
    return this.now.text.startsWith(exact, start + shift) ? { start: start + shift, end: end + shift } : undefined;
  }

  /** An unchanged line is the same in its old place, and elsewhere when no changed line may be what has become of it. */
  #isSame(oldLine: number, line: number): boolean {
    const known = this.#same.get(line);
    if (known !== undefined) return known;
    const same =
      this.#isInPlace(oldLine, line) ||
      this.#changedLike(this.now.words(line)).every((each) => this.#isOfAnother(each, oldLine));
    this.#same.set(line, same);
    return same;
  }

  /** Whether the lines with words before and behind are the same as they were. */
  #isInPlace(oldLine: number, line: number): boolean {
    return this.#isNeighbour(oldLine, line, -1) && this.#isNeighbour(oldLine, line, 1);
  }

  /** Whether no other line of the old text had the same words and the same neighbours. */
  #isUniqueBefore(oldLine: number): boolean {
    const { lines } = this.old;
    const around = (i: number) => [nextWith(lines, i, -1), lines[i].hash, nextWith(lines, i, 1)].join(' ');
    return lines.every(({ hash }, i) => i === oldLine || hash !== lines[oldLine].hash || around(i) !== around(oldLine));
  }

  /** Whether the next line with words, before or behind, is the same as it was. */
  #isNeighbour(oldLine: number, line: number, step: 1 | -1): boolean {
    return nextWith(this.old.lines, oldLine, step) === nextWith(this.now.print.lines, line, step);
  }

  /** Whether a changed line has clearly more of another old line's words than of this one's. */
  #isOfAnother(line: number, oldLine: number): boolean {
    const own = this.#likeness(oldLine, line);
    return this.old.lines.some((_, i) => i !== oldLine && this.#likeness(i, line) >= own + CLEARLY);
  }

  /**
   * How much of both lines' words are the same, in the same order, 0 to 1; 0 when the old one's are not known, or when so
   * much was changed that comparing would take long.
   */
  #likeness(oldLine: number, line: number): number {
    if (this.old.lines.length * this.#changed.length > MOST_COMPARED) return 0;
    const key = oldLine * this.now.lines.length + line;
    let likeness = this.#likenesses.get(key);
    if (likeness === undefined) {
      likeness = commonWords(this.old.lines[oldLine].words ?? '', this.now.print.lines[line].words ?? '');
      this.#likenesses.set(key, likeness);
    }
    return likeness;
  }

  /** Changed lines that have much of these words. */
  #changedLike(words: string): number[] {
    if (!this.#changed.length) return [];
    if (!this.#grams) {
      this.#grams = new Map();
      for (const line of this.#changed) for (const gram of gramsOf(this.now.words(line))) push(this.#grams, gram, line);
    }
    const grams = gramsOf(words);
    const shared = new Map<number, number>();
    for (const gram of grams) {
      const lines = this.#grams.get(gram);
      if (lines && lines.length <= COMMON_GRAM) for (const line of lines) shared.set(line, (shared.get(line) ?? 0) + 1);
    }
    return [...shared].filter(([, count]) => count >= RESEMBLES_FROM * grams.size).map(([line]) => line);
  }

  #locateChanged(anchor: Anchor, oldLine: number): Span | undefined {
    const quotation = this.#withinLine(anchor, oldLine);
    const become = this.#becomeOf(oldLine);
    const places = this.#changed.flatMap((line) => occurrences(this.now.words(line), quotation).map((place) => ({ ...place, line }))); // prettier-ignore
    const like = this.#changedLike(quotation.prefix + quotation.exact + quotation.suffix);
    if (!places.length)
      return like.length === 1 && become.includes(like[0]) ? this.#locateEdited(quotation, like[0]) : undefined;
    const [best, second] = places.sort((a, b) => b.agreement - a.agreement);
    if (second && second.agreement > best.agreement - MARGIN) return undefined;
    if (!become.includes(best.line)) return undefined;
    if (like.some((line) => line !== best.line && !this.#isOfAnother(line, oldLine))) return undefined;
    const { exact } = quotation;
    const { allBefore, allBehind, agreement } = best;
    // Of the same words twice in the line one may be gone, or have other surroundings now.
    if (!(allBefore && allBehind) && !this.#isSameInOrder(quotation, oldLine, best)) return undefined;
    const least = allBefore && allBehind ? LEAST_EVIDENCE_WHOLE : LEAST_EVIDENCE;
    const isCertain = (allBefore || allBehind) && agreement + exact.length >= least;
    const start = this.now.lines[best.line].start + best.at;
    return isCertain ? { start, end: start + exact.length } : undefined;
  }

  /** Whether the words stand in the line as often as they did, and the place is the one in their order that it was. */
  #isSameInOrder(quotation: Quotation, oldLine: number, { line, at }: { line: number; at: number }): boolean {
    const { exact, prefix, suffix, fromStart, toEnd } = quotation;
    const [begun, ended] = [/\S*$/.exec(prefix)![0], /^\S*/.exec(suffix)![0]];
    const words = wordHashes(begun + exact + ended);
    const before = this.old.lines[oldLine].words;
    const now = this.now.print.lines[line].words ?? '';
    if (before === undefined) return placesOf(now, words).length <= 1;
    const [oldPlaces, places] = [placesOf(before, words), placesOf(now, words)];
    if (oldPlaces.length <= 1 && places.length <= 1) return true;
    // Which one of them it was, by the whole words around it.
    const ahead = wordHashes(prefix.slice(0, prefix.length - begun.length).replace(fromStart ? '' : /^\S*/, ''));
    const behind = wordHashes(suffix.slice(ended.length).replace(toEnd ? '' : /\S*$/, ''));
    const own = oldPlaces.filter(
      (place) => place >= ahead.length && before.startsWith(ahead + words + behind, place - ahead.length),
    );
    const wordsAhead = wordHashes(this.now.words(line).slice(0, at - begun.length));
    return (
      own.length === 1 &&
      oldPlaces.length === places.length &&
      oldPlaces.indexOf(own[0]) === places.indexOf(wordsAhead.length)
    );
  }

  #withinLine({ exact, prefix, suffix, start }: Anchor, oldLine: number): Quotation {
    const before = start - this.#starts[oldLine];
    const lineEnd = suffix.search(/[\r\n]/);
    const fromStart = before <= prefix.length;
    const toEnd = lineEnd >= 0 || suffix.length < CONTEXT_LENGTH - 1; // one less where a character would be cut in half
    return {
      exact,
      prefix: fromStart ? prefix.slice(prefix.length - before) : prefix,
      suffix: lineEnd >= 0 ? suffix.slice(0, lineEnd) : suffix,
      fromStart,
      toEnd,
    };
  }

  /**
   * The changed lines that may be what has become of an old one: between the same neighbours, when as many lines changed
   * there as before, the one in its order; or all of them when it was the only one there, since a line may be split. Not
   * one that is as much like another line that is gone: it may be that one, moved here.
   */
  #becomeOf(oldLine: number): readonly number[] {
    this.#gaps ??= this.#findGaps();
    const own = this.#gaps.find(({ gone }) => gone.includes(oldLine));
    if (!own) return [];
    const { gone, come } = own;
    const inOrder = gone.length === 1 ? come : gone.length === come.length ? [come[gone.indexOf(oldLine)]] : [];
    const others = this.#gaps.flatMap((gap) => gap.gone).filter((each) => each !== oldLine);
    const isOwn = (line: number) => {
      const likeness = this.#likeness(oldLine, line);
      if (this.old.lines[oldLine].words !== undefined && likeness < ALIKE_FROM) return false;
      return others.every((each) => this.#likeness(each, line) + CLEARLY <= likeness);
    };
    return inOrder.filter(isOwn);
  }

  #findGaps(): Gap[] {
    const gaps: Gap[] = [];
    let gone: number[] = [];
    let from = -1;
    for (let i = 0; i <= this.#newLine.length; i++) {
      const line = i < this.#newLine.length ? this.#newLine[i] : this.now.lines.length;
      if (line < 0) {
        if (this.old.lines[i].hash) gone.push(i);
        continue;
      }
      const until = line;
      const after = from;
      if (gone.length) gaps.push({ gone, come: this.#changed.filter((each) => after < each && each < until) });
      gone = [];
      from = line;
    }
    return gaps;
  }

  /** Words that were edited themselves, in the line that has become of theirs. */
  #locateEdited({ exact, prefix, suffix }: Quotation, line: number): Span | undefined {
    if (exact.length < LEAST_EDITED) return undefined;
    const words = this.now.words(line);
    const head = uniquePlace(words, exact.slice(0, END_LENGTH));
    const tail = uniquePlace(words, exact.slice(-END_LENGTH));
    const before = prefix.length >= END_LENGTH ? uniquePlace(words, prefix.slice(-END_LENGTH)) : -1;
    const behind = suffix.length >= END_LENGTH ? uniquePlace(words, suffix.slice(0, END_LENGTH)) : -1;
    const from = head >= 0 ? head : before >= 0 ? before + END_LENGTH : -1;
    const to = tail >= 0 ? tail + END_LENGTH : behind;
    if (from < 0 || to <= from) return undefined;
    const growth = Math.abs(to - from - exact.length) / exact.length;
    const grams = gramsOf(exact);
    const now = gramsOf(words.slice(from, to));
    let kept = 0;
    for (const gram of grams) if (now.has(gram)) kept++;
    if (growth > MOST_GROWTH || kept < EDITED_FROM * grams.size) return undefined;
    const { start } = this.now.lines[line];
    return { start: start + from, end: start + to };
  }
}

/** Words with so much of their surroundings as stands in the same line. */
interface Quotation extends Pick<Anchor, 'exact' | 'prefix' | 'suffix'> {
  /** Whether the prefix begins, or the suffix ends, with the line. */
  readonly fromStart: boolean;
  readonly toEnd: boolean;
}

interface Place {
  /** Where the words stand in the line. */
  readonly at: number;
  /** How many units of the surroundings agree: before, behind, and together. */
  readonly before: number;
  readonly behind: number;
  readonly agreement: number;
  /** All that was before, or behind, in the line is there; what reached to the line's end still does. */
  readonly allBefore: boolean;
  readonly allBehind: boolean;
}

function occurrences(words: string, { exact, prefix, suffix, fromStart, toEnd }: Quotation): Place[] {
  const places: Place[] = [];
  for (let at = words.indexOf(exact); at >= 0; at = words.indexOf(exact, at + 1)) {
    const end = at + exact.length;
    let before = 0;
    while (before < prefix.length && before < at && prefix[prefix.length - 1 - before] === words[at - 1 - before])
      before++;
    let behind = 0;
    while (behind < suffix.length && suffix[behind] === words[end + behind]) behind++;
    const allBefore = before === prefix.length && (!fromStart || at === before);
    const allBehind = behind === suffix.length && (!toEnd || end + behind === words.length);
    places.push({ at, before, behind, agreement: before + behind, allBefore, allBehind });
  }
  return places;
}

/** The hash of the next line with words, before or behind; undefined at the text's ends. */
function nextWith(lines: readonly PrintLine[], at: number, step: 1 | -1): string | undefined {
  do at += step;
  while (lines[at]?.hash === '');
  return lines[at]?.hash;
}

/** Where words stand in a line, both as hashes: offsets into the line's hashes. */
function placesOf(line: string, words: string): number[] {
  const places: number[] = [];
  for (let i = 0; i + words.length <= line.length; i += WORD_LENGTH) if (line.startsWith(words, i)) places.push(i);
  return places;
}

/** The longest common subsequence of two lines' words, as a part of the longer line. */
function commonWords(a: string, b: string): number {
  const [m, n] = [a.length / WORD_LENGTH, b.length / WORD_LENGTH];
  if (!m || !n) return 0;
  const word = (words: string, i: number) => words.slice(i * WORD_LENGTH, (i + 1) * WORD_LENGTH);
  const wordsB = Array.from({ length: n }, (_, j) => word(b, j));
  let above = new Uint16Array(n + 1);
  for (let i = 0; i < m; i++) {
    const wordA = word(a, i);
    const row = new Uint16Array(n + 1);
    for (let j = 0; j < n; j++) row[j + 1] = wordsB[j] === wordA ? above[j] + 1 : Math.max(above[j + 1], row[j]);
    above = row;
  }
  return above[n] / Math.max(m, n);
}

/** Where these words stand; -1 when nowhere or in more than one place. */
function uniquePlace(words: string, part: string): number {
  const at = words.indexOf(part);
  return at >= 0 && words.indexOf(part, at + 1) < 0 ? at : -1;
}

function gramsOf(words: string): Set<string> {
  const grams = new Set<string>();
  for (let i = 0; i + GRAM <= words.length; i++) grams.add(words.slice(i, i + GRAM));
  if (!grams.size && words) grams.add(words);
  return grams;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
