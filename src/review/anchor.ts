import type { Span } from '../analysis/analysis';
import { firstWhere } from '../util/firstWhere';
import { GONE, UNSURE, align } from './align';
import { Places } from './places';
import { type Line, type TextPrint, WORD_LENGTH, linesOf, printOf, wordHashes } from './print';
import type { Anchor } from './review';

/** How much text before and after is kept with the words, in UTF-16 units. */
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
 * How words are found again. The words of the old text, as hashes, are aligned with those of the new one (align.ts): lines do
 * not matter, so that they may be split, joined and wrapped. An anchor's words are where all its words are for certain. Where
 * some of them are not, because a comma was put after them or something in them was edited, the characters between the
 * nearest words that are certain are aligned: what they were is known from the quotation and its surroundings.
 */

/** Words and surroundings have so many UTF-16 units at least to be known again by themselves. */
const LEAST_EVIDENCE = 16;
/** Edited words are looked for when they are at least so long. */
const LEAST_EDITED = 32;
/** Edited words must have this much of their characters, 0 to 1, and may grow by so much. */
const EDITED_FROM = 0.5;
const MOST_GROWTH = 0.3;
/** So much of an anchor's words, 0 to 1, must be certain for all of them. */
const TOGETHER_FROM = 0.6;
/** Characters are aligned when there are at most so many times as many now, and some more. */
const MOST_TIMES = 4;
const SOME_MORE = 400;

/** How telling it is that a whole line is the same, in bits: where the words of an old text are not known. */
const LINE_BITS = 40;

export function createLocator(text: string, prints: ReadonlyMap<string, TextPrint>): Locator {
  const now = new NewText(text);
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
    print: now.print,
    locate(anchor, printId) {
      const { start, end, exact } = anchor;
      if (printId === now.print.id) return text.startsWith(exact, start) ? { start, end } : undefined;
      const comparison = printId === undefined ? undefined : comparisonWith(printId);
      return comparison ? comparison.locate(anchor) : now.locateQuotation(anchor);
    },
  };
}

/** A text, its words and its lines. */
class NewText {
  readonly print: TextPrint;
  readonly lines: readonly Line[];
  /** Their hashes, one after the other. */
  readonly words: string;
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  #places: Places | undefined;

  constructor(readonly text: string) {
    this.print = printOf(text);
    this.lines = linesOf(text);
    this.words = this.print.lines.map(({ words }) => words).join('');
    for (const { 0: word, index } of text.matchAll(WORD)) {
      this.#starts.push(index);
      this.#ends.push(index + word.length);
    }
  }

  /** A word's place; before the first one and after the last one, the text's ends. */
  word(index: number): Span {
    if (index < 0) return { start: 0, end: 0 };
    if (index >= this.#starts.length) return { start: this.text.length, end: this.text.length };
    return { start: this.#starts[index], end: this.#ends[index] };
  }

  lineAt(offset: number): number {
    return firstWhere(this.lines.length, (i) => this.lines[i].start > offset) - 1;
  }

  /** Without knowledge of the old text: the same surroundings on both sides, in one place only. */
  locateQuotation({ exact, prefix, suffix }: Anchor): Span | undefined {
    const quotation = prefix + exact + suffix;
    if (quotation.length < LEAST_EVIDENCE) return undefined;
    this.#places ??= new Places(this.text, LEAST_EVIDENCE / 2);
    const [at, other] = this.#places.of(quotation);
    if (at === undefined || other !== undefined) return undefined;
    return { start: at + prefix.length, end: at + prefix.length + exact.length };
  }
}

/** Words are what stands between white space, as in prints. */
const WORD = /[^\0- ]+/g;

/** The quotation and its surroundings in one, and where the words of the old text are in it. */
interface Quoted {
  readonly text: string;
  /** The old text's index of the first of `words`. */
  readonly first: number;
  readonly words: readonly Span[];
}

/** An old text's words against the new one's. */
class Comparison {
  readonly #starts: number[] = [];
  /** By line: the index of its first word; at the end, how many words there are. */
  readonly #firstWord: number[] = [0];
  readonly #length: number = 0;
  readonly #words: string;
  /** By old word: the new one that it is for certain; -1 otherwise. Without words, the same of lines. */
  readonly #newWord: Int32Array = new Int32Array(0);
  readonly #newLine: Int32Array;
  #places: Places | undefined;

  constructor(
    private readonly old: TextPrint,
    private readonly now: NewText,
  ) {
    for (const { length, words = '' } of old.lines) {
      this.#starts.push(this.#length);
      this.#length += length;
      this.#firstWord.push(this.#firstWord.at(-1)! + words.length / WORD_LENGTH);
    }
    this.#words = old.lines.map(({ words = '' }) => words).join('');
    const hasWords = old.lines.every(({ hash, words }) => !hash || words !== undefined);
    if (hasWords) this.#newWord = align(this.#words, now.words, WORD_LENGTH);
    this.#newLine = hasWords ? this.#sameLines() : linesAligned(old, now.print);
  }

  /** Lines of which the first and the last word are certain, and all that is between is the same. */
  #sameLines(): Int32Array {
    return Int32Array.from(this.old.lines, ({ hash }, i) => {
      const [first, last] = [this.#firstWord[i], this.#firstWord[i + 1] - 1];
      const newFirst = last < first ? -1 : this.#newWord[first];
      if (newFirst < 0 || this.#newWord[last] !== newFirst + last - first) return -1;
      const { start } = this.now.word(newFirst);
      const line = this.now.lineAt(start);
      const isFirst = !this.now.text.slice(this.now.lines[line].start, start).trim();
      return isFirst && this.now.print.lines[line].hash === hash ? line : -1;
    });
  }

  locate(anchor: Anchor): Span | undefined {
    return this.#inSameLine(anchor) ?? this.#byWords(anchor);
  }

  #oldLineAt(offset: number): number | undefined {
    const line = firstWhere(this.#starts.length, (i) => this.#starts[i] > offset) - 1;
    return line >= 0 && offset <= this.#starts[line] + this.old.lines[line].length ? line : undefined;
  }

  #inSameLine({ start, end, exact }: Anchor): Span | undefined {
    const line = this.#oldLineAt(start);
    if (line === undefined || this.#newLine[line] < 0) return undefined;
    const { start: lineStart, end: lineEnd } = this.now.lines[this.#newLine[line]];
    const from = lineStart + start - this.#starts[line];
    const to = from + end - start;
    return to <= lineEnd && this.now.text.startsWith(exact, from) ? { start: from, end: to } : undefined;
  }

  #byWords(anchor: Anchor): Span | undefined {
    if (!this.#newWord.length) return this.#words ? undefined : this.now.locateQuotation(anchor);
    const quoted = this.#quoted(anchor);
    if (!quoted) return undefined;
    const { words, first } = quoted;
    const from = anchor.prefix.length;
    const to = from + anchor.exact.length;
    const begin = words.findIndex(({ end }) => end > from);
    const last = words.findLastIndex(({ start }) => start < to);
    if (begin < 0 || last < begin || words[begin].start > from && begin === 0) return undefined;
    const place = (k: number) => this.#newWord[first + k];
    const own = words.slice(begin, last + 1);
    const newBegin = this.#together(own, first + begin);
    if (newBegin !== undefined && own.every((word, k) => this.#isWord(quoted.text, word, newBegin + k)))
      return {
        start: this.now.word(newBegin).start + from - own[0].start,
        end: this.now.word(newBegin + last - begin).start + to - words[last].start,
      };
    // Words that may be in more than one place are no less so by their characters.
    if (place(begin) === UNSURE || place(last) === UNSURE) return undefined;
    return this.#byCharacters(anchor, quoted, begin, last);
  }

  /** Where the first of these words is when they are still together: so say all of them that are certain, and they are most. */
  #together(words: readonly Span[], first: number): number | undefined {
    let newFirst: number | undefined;
    let [certain, all] = [0, 0];
    for (const [k, { start, end }] of words.entries()) {
      all += end - start;
      const place = this.#newWord[first + k];
      if (place === GONE) return undefined;
      if (place === UNSURE) continue;
      newFirst ??= place - k;
      if (place - k !== newFirst) return undefined;
      certain += end - start;
    }
    return certain >= TOGETHER_FROM * all ? newFirst : undefined;
  }

  #isWord(text: string, { start, end }: Span, newWord: number): boolean {
    const word = this.now.word(newWord);
    return word.end - word.start === end - start && this.now.text.startsWith(text.slice(start, end), word.start);
  }

  /** By the characters between the nearest words before and after that are certain. */
  #byCharacters({ prefix, exact }: Anchor, { text, first, words }: Quoted, begin: number, last: number): Span | undefined {
    const place = (k: number) => (first + k < 0 ? -1 : first + k === this.#newWord.length ? this.now.words.length / WORD_LENGTH : this.#newWord[first + k]);
    let [before, after] = [begin - 1, last + 1];
    while (before >= 0 && place(before) < 0) before--;
    while (after < words.length && place(after) < 0) after++;
    if (before < 0 && first > 0 || after >= words.length && first + words.length < this.#newWord.length) return undefined;
    const [newBefore, newAfter] = [before < 0 ? -1 : place(before), after < words.length ? place(after) : this.now.words.length / WORD_LENGTH];
    if (newBefore >= newAfter) return undefined;
    const [start, end] = [before < 0 ? 0 : words[before].start, after < words.length ? words[after].end : text.length];
    const [newStart, newEnd] = [this.now.word(newBefore).start, this.now.word(newAfter).end];
    if (newEnd - newStart > MOST_TIMES * (end - start) + SOME_MORE) return undefined;
    const old = squeezed(text, start, end);
    const now = squeezed(this.now.text, newStart, newEnd);
    const characters = align(old.text, now.text);
    const from = old.offsets.findIndex((offset) => offset >= prefix.length);
    let to = old.offsets.findIndex((offset) => offset >= prefix.length + exact.length);
    if (to < 0) to = old.offsets.length;
    const own = characters.subarray(from, to);
    if (own[0] >= 0 && own.every((at, k) => at === own[0] + k))
      return { start: now.offsets[own[0]], end: now.offsets[own.at(-1)!] + 1 };
    if (exact.length < LEAST_EDITED || this.#isTorn(first + begin, first + last, newBefore, newAfter)) return undefined;
    // Where they begin and end is known by their own characters, or by those outside when theirs are gone.
    const firstOwn = own.findIndex((at) => at !== GONE);
    const lastOwn = own.findLastIndex((at) => at !== GONE);
    if (firstOwn < 0 || own[firstOwn] < 0 || own[lastOwn] < 0 || own[lastOwn] < own[firstOwn]) return undefined;
    const found = { start: now.offsets[own[firstOwn]], end: now.offsets[own[lastOwn]] + 1 };
    if (own.some((at) => at >= 0 && (at < own[firstOwn] || at > own[lastOwn]))) return undefined;
    const kept = own.reduce((sum, at) => sum + (at >= 0 ? 1 : 0), 0);
    return kept >= EDITED_FROM * own.length && found.end - found.start <= (1 + MOST_GROWTH) * exact.length
      ? found
      : undefined;
  }

  /** Whether some of these words were moved away from the others. */
  #isTorn(from: number, to: number, newBefore: number, newAfter: number): boolean {
    return this.#newWord.subarray(from, to + 1).some((word) => word >= 0 && (word <= newBefore || word >= newAfter));
  }

  /** Which of the old text's words are in an anchor and its surroundings; undefined when they are not these. */
  #quoted({ start, exact, prefix, suffix }: Anchor): Quoted | undefined {
    const text = prefix + exact + suffix;
    const from = start - prefix.length;
    const to = from + text.length;
    if (from < 0 || to > this.#length) return undefined;
    let words = Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({ start: index, end: index + word.length }));
    const line = this.#oldLineAt(from)!;
    // The first and the last word may be cut off.
    if (words[0]?.start === 0 && from !== this.#starts[line]) words = words.slice(1);
    if (words.at(-1)?.end === text.length && to !== this.#length) words = words.slice(0, -1);
    if (!words.length) return undefined;
    const hashes = words.map(({ start, end }) => wordHashes(text, start, end)).join('');
    const first = this.#indexOf(hashes, words, from, line, text);
    if (first === undefined || !this.#words.startsWith(hashes, first * WORD_LENGTH)) return undefined;
    return { text, first, words };
  }

  /** The old text's index of the first of these words; undefined when it is not known. */
  #indexOf(hashes: string, words: readonly Span[], from: number, line: number, text: string): number | undefined {
    // Where a line begins, it is known which word is the next.
    for (let each = line; each <= this.#starts.length; each++) {
      const lineStart = this.#starts[each] ?? this.#length;
      if (lineStart > from + text.length) break;
      if (lineStart < from) continue;
      return this.#firstWord[each] - words.filter(({ start }) => from + start < lineStart).length;
    }
    this.#places ??= new Places(this.#words, 2 * WORD_LENGTH);
    const [low, high] = [this.#firstWord[line], this.#firstWord[line + 1]];
    const found = this.#places.of(hashes).filter((at) => at % WORD_LENGTH === 0 && at >= low * WORD_LENGTH && at < high * WORD_LENGTH);
    return found.length === 1 ? found[0] / WORD_LENGTH : undefined;
  }
}

/** With one blank for all white space, and by character where it was. */
function squeezed(text: string, start: number, end: number): { text: string; offsets: number[] } {
  let result = '';
  const offsets: number[] = [];
  for (let at = start; at < end; at++) {
    const isBlank = text.charCodeAt(at) <= 32;
    if (isBlank && result.endsWith(' ')) continue;
    result += isBlank ? ' ' : text[at];
    offsets.push(at);
  }
  return { text: result, offsets };
}

/** By old line, the new one that it is for certain. */
function linesAligned(old: TextPrint, now: TextPrint): Int32Array {
  const symbols = new Map<string, string>();
  const symbol = (hash: string) => {
    const known = symbols.get(hash) ?? String.fromCharCode(symbols.size >> 16, symbols.size & 0xffff);
    symbols.set(hash, known);
    return known;
  };
  const filled = ({ lines }: TextPrint) => lines.flatMap(({ hash }, i) => (hash ? [i] : []));
  const [oldLines, newLines] = [filled(old), filled(now)];
  const joined = ({ lines }: TextPrint, list: readonly number[]) => list.map((i) => symbol(lines[i].hash)).join('');
  const aligned = align(joined(old, oldLines), joined(now, newLines), 2, LINE_BITS);
  const found = new Int32Array(old.lines.length).fill(-1);
  aligned.forEach((j, i) => {
    if (j >= 0) found[oldLines[i]] = newLines[j];
  });
  return found;
}
