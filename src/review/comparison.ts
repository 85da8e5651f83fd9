/**
 * How an anchor's words are found again in a text that was changed since. The old text is not kept, only its print: the
 * hashes of its words. They are aligned with those of the new text (align.ts), whatever lines they stand in, so that lines
 * may be split, joined and wrapped. An anchor is where all its words are for certain. Where some are not, because a comma
 * was put after one or something in them was edited, the characters between the nearest words that are certain are aligned:
 * what they were is known from the quotation and its surroundings.
 *
 * Words that may be in more than one place are nowhere.
 */
import type { Span } from '../analysis/analysis';
import { firstWhere } from '../util/firstWhere';
import { longestIncreasing } from '../util/longestIncreasing';
import { GONE, UNSURE, WHOLE, align } from './align';
import { Places } from './places';
import { type Line, type PrintLine, type TextPrint, WORD_LENGTH, linesOf, printOf, wordHashes } from './print';
import type { Anchor } from './review';
import { sameLines } from './sameLines';

/** A quotation and its surroundings have at least so many UTF-16 units to be known again by themselves. */
const LEAST_EVIDENCE = 16;
/** So much of an anchor's words, 0 to 1, must be certain for all of them. */
const TOGETHER_FROM = 0.75;
/** Words that were edited themselves are looked for when they have at least so many UTF-16 units; ... */
const LEAST_EDITED = 32;
/** ... so much of their characters, 0 to 1, must be there, and they may have grown by so much. */
const EDITED_FROM = 0.5;
const MOST_GROWTH = 0.3;
/** Into shorter ones so many UTF-16 units may have been put, with so many of their own on either side. */
const MOST_INSIDE = 32;
const LEAST_PART = 2;
/** Words end in the same way when so many UTF-16 units do. */
const END_LENGTH = 8;
/** Characters are aligned with at most so many times as many, and some more. */
const MOST_TIMES = 4;
/** Words that tell less than this on average, in bits, ... */
const REPETITIVE = 3;
const SOME_MORE = 400;

/** A text in which words are looked for. */
export class LocatedText {
  readonly print: TextPrint;
  readonly lines: readonly Line[];
  readonly words: readonly Span[];
  /** Their hashes, one after the other. */
  readonly hashes: string;
  /** By line, the index of its first word. */
  readonly firstWords: readonly number[];
  #places: Places | undefined;

  constructor(readonly text: string) {
    this.print = printOf(text);
    this.lines = linesOf(text);
    this.words = wordsOf(text);
    this.hashes = this.print.lines.map(({ words }) => words).join('');
    const firstWords = [0];
    for (const { words = '' } of this.print.lines) firstWords.push(firstWords.at(-1)! + words.length / WORD_LENGTH);
    this.firstWords = firstWords;
  }

  lineAt(offset: number): number {
    return firstWhere(this.lines.length, (i) => this.lines[i].start > offset) - 1;
  }

  /** Without knowledge of the old text: the same words and the same surroundings, in one place only. */
  locateQuotation({ exact, prefix, suffix }: Anchor): Span | undefined {
    const quotation = prefix + exact + suffix;
    if (quotation.length < LEAST_EVIDENCE) return undefined;
    this.#places ??= new Places(this.text, LEAST_EVIDENCE / 2);
    const found = this.#places.of(quotation);
    if (found.length !== 1) return undefined;
    const start = found[0] + prefix.length;
    return { start, end: start + exact.length };
  }
}

/** A quotation with its surroundings, and which of the old text's words are in it. */
interface Quoted {
  readonly text: string;
  /** Where the quotation itself is in it, without white space at its ends. */
  readonly from: number;
  readonly to: number;
  /** The first and the last one may be cut off. */
  readonly words: readonly Span[];
  readonly isStartCut: boolean;
  readonly isEndCut: boolean;
  /** The old text's index of the first of them. */
  readonly first: number;
}

/** An old text against a new one. */
export class Comparison {
  /** By line, where it starts, and the index of its first word; at the end, the text's length and how many words there are. */
  readonly #starts: number[] = [0];
  readonly #firstWords: number[] = [0];
  readonly #hashes: string;
  readonly #length: number;
  /** By old word, the new one that it is, `GONE` or `UNSURE`. Empty when the old words are not known, as in old files. */
  readonly #newWord: Int32Array;
  /** By new word, the old one that it is; -1 when that is not certain. */
  readonly #owner: Int32Array;
  /** By old line, the new one in which all is the same; negative when there is none. */
  readonly #newLine: Int32Array;
  /** Both texts are made of few words: the same characters tell little. */
  readonly #isRepetitive: boolean;
  #places: Places | undefined;

  constructor(
    private readonly old: TextPrint,
    private readonly now: LocatedText,
  ) {
    for (const { length, words = '' } of old.lines) {
      this.#starts.push(this.#starts.at(-1)! + length);
      this.#firstWords.push(this.#firstWords.at(-1)! + words.length / WORD_LENGTH);
    }
    this.#length = this.#starts.at(-1)!;
    const areWordsKnown = old.lines.every(({ hash, words }) => !hash || words !== undefined);
    this.#hashes = areWordsKnown ? old.lines.map(({ words = '' }) => words).join('') : '';
    this.#isRepetitive = meanBits(this.#hashes + now.hashes, WORD_LENGTH) < REPETITIVE;
    const lines = sameLines(old, now.print);
    this.#newWord = areWordsKnown ? this.#alignWords(lines) : new Int32Array(0);
    this.#owner = new Int32Array(now.words.length).fill(-1);
    this.#newWord.forEach((place, word) => {
      if (place >= 0) this.#owner[place] = word;
    });
    this.#newLine = lines.map((line, i) => (line >= 0 || !areWordsKnown ? line : this.#sameLine(i)));
  }

  locate(anchor: Anchor): Span | undefined {
    const found = this.#inSameLine(anchor);
    if (found) return found;
    if (!this.#hashes) return this.now.locateQuotation(anchor);
    const quoted = this.#quoted(anchor);
    const words = quoted && (this.#byWords(quoted) ?? this.#byCharacters(quoted));
    return words && withBlanks(this.now.text, words, anchor.exact);
  }

  // --- by lines ----------------------------------------------------------------------------------------------------------

  /**
   * Words of lines that are certain are so too; the others are aligned. Lines that are certain and in order are one symbol
   * each, which pins the others; those that were moved are left out.
   */
  #alignWords(lines: Int32Array): Int32Array {
    const certain = [...lines.keys()].filter((i) => lines[i] >= 0);
    const oldSymbols = new Map(certain.map((i) => [i, '']));
    const newSymbols = new Map(certain.map((i) => [lines[i], '']));
    longestIncreasing(certain.map((i) => lines[i])).forEach((at, n) => {
      const symbol = String.fromCharCode(WHOLE + (n >> 14), n & 0x3fff);
      oldSymbols.set(certain[at], symbol);
      newSymbols.set(lines[certain[at]], symbol);
    });
    const old = sequenceOf(this.old.lines, this.#firstWords, oldSymbols);
    const now = sequenceOf(this.now.print.lines, this.now.firstWords, newSymbols);
    const found = new Int32Array(this.#firstWords.at(-1)!).fill(GONE);
    align(old.text, now.text, WORD_LENGTH, this.#hashes + this.now.hashes).forEach((place, k) => {
      if (old.words[k] >= 0) found[old.words[k]] = place < 0 ? place : now.words[place];
    });
    this.#dropTorn(found, lines);
    for (const i of certain)
      for (let word = this.#firstWords[i], k = 0; word < this.#firstWords[i + 1]; word++, k++)
        found[word] = this.now.firstWords[lines[i]] + k;
    return found;
  }

  /**
   * A line that is in both texts was not edited. Where only some of its words are found, or found in several places, it may
   * as well be a copy, or have one: none of them is certain.
   */
  #dropTorn(found: Int32Array, lines: Int32Array): void {
    const owner = new Int32Array(this.now.words.length).fill(GONE);
    found.forEach((place, word) => {
      if (place >= 0) owner[place] = word;
    });
    const certain = new Set(lines);
    const hashes = new Set(this.old.lines.map(({ hash }) => hash));
    const newHashes = new Set(this.now.print.lines.map(({ hash }) => hash));
    const isTorn = (places: Int32Array) => places.some((at, k) => at < 0 || at !== places[0] + k);
    this.now.print.lines.forEach(({ hash }, line) => {
      const words = owner.subarray(this.now.firstWords[line], this.now.firstWords[line + 1]);
      if (hash && hashes.has(hash) && !certain.has(line) && isTorn(words))
        for (const word of words) if (word >= 0) found[word] = UNSURE;
    });
    this.old.lines.forEach(({ hash }, line) => {
      const words = found.subarray(this.#firstWords[line], this.#firstWords[line + 1]);
      if (hash && newHashes.has(hash) && lines[line] < 0 && isTorn(words))
        words.forEach((place, k) => (words[k] = place >= 0 ? UNSURE : place));
    });
  }

  /** The line of which the first and the last word are certain, and all that is between is the same, white space too. */
  #sameLine(i: number): number {
    const [first, last] = [this.#firstWords[i], this.#firstWords[i + 1] - 1];
    const newFirst = last < first ? GONE : this.#newWord[first];
    if (newFirst < 0 || this.#newWord[last] !== newFirst + last - first) return GONE;
    const line = this.now.lineAt(this.now.words[newFirst].start);
    const isFirst = this.now.firstWords[line] === newFirst;
    return isFirst && this.now.print.lines[line].hash === this.old.lines[i].hash ? line : GONE;
  }

  #inSameLine({ start, end, exact }: Anchor): Span | undefined {
    const line = this.#oldLineAt(start);
    if (line === undefined || this.#newLine[line] < 0) return undefined;
    const { start: lineStart, end: lineEnd } = this.now.lines[this.#newLine[line]];
    const shift = lineStart - this.#starts[line];
    return end + shift <= lineEnd && this.now.text.startsWith(exact, start + shift)
      ? { start: start + shift, end: end + shift }
      : undefined;
  }

  /** Undefined beyond the old text. */
  #oldLineAt(offset: number): number | undefined {
    const line = firstWhere(this.#starts.length, (i) => this.#starts[i] > offset) - 1;
    return line < this.old.lines.length ? line : offset === this.#length ? line - 1 : undefined;
  }

  // --- by words ----------------------------------------------------------------------------------------------------------

  /** Undefined when these are not the old text's words, or it is not known which of them. */
  #quoted({ start, exact, prefix, suffix }: Anchor): Quoted | undefined {
    const text = prefix + exact + suffix;
    const textStart = start - prefix.length;
    const line = this.#oldLineAt(textStart);
    if (textStart < 0 || textStart + text.length > this.#length || line === undefined) return undefined;
    const words = wordsOf(text);
    const isStartCut = words[0]?.start === 0 && textStart !== this.#starts[line];
    const isEndCut = words.at(-1)?.end === text.length && textStart + text.length !== this.#length;
    const whole = words.slice(isStartCut ? 1 : 0, isEndCut ? -1 : undefined);
    const hashes = whole.map((word) => wordHashes(text, word.start, word.end)).join('');
    const first = this.#indexOf(hashes, whole, textStart, text.length, line);
    if (first === undefined || !this.#hashes.startsWith(hashes, first * WORD_LENGTH)) return undefined;
    const from = prefix.length + exact.length - exact.trimStart().length;
    const to = prefix.length + exact.trimEnd().length;
    return { text, from, to, words, isStartCut, isEndCut, first: isStartCut ? first - 1 : first };
  }

  /** The old text's index of the first of these words: counted from where a line starts; else by where only they are. */
  #indexOf(hashes: string, words: readonly Span[], textStart: number, length: number, line: number): number | undefined {
    const next = this.#starts[line] === textStart ? line : line + 1;
    const lineStart = this.#starts[next] - textStart;
    if (lineStart <= length) return this.#firstWords[next] - firstWhere(words.length, (i) => words[i].start >= lineStart);
    this.#places ??= new Places(this.#hashes, 2 * WORD_LENGTH);
    const [low, high] = [this.#firstWords[line], this.#firstWords[line + 1]];
    const found = this.#places.of(hashes).filter((at) => at % WORD_LENGTH === 0).map((at) => at / WORD_LENGTH); // prettier-ignore
    const inLine = found.filter((index) => index >= low && index + words.length <= high);
    return inLine.length === 1 ? inLine[0] : undefined;
  }

  /** Where the words are when all of them are still together. */
  #byWords(quoted: Quoted): Span | undefined {
    const { words, first, from, to } = quoted;
    const [begin, last] = ownWords(quoted);
    const newBegin = this.#together(words.slice(begin, last + 1), first + begin);
    if (newBegin === undefined) return undefined;
    for (let k = begin; k <= last; k++) if (!this.#isSame(quoted, k, newBegin + k - begin)) return undefined;
    const at = (k: number, offset: number) => {
      const { start, end } = this.now.words[newBegin + k - begin];
      return isCutBefore(quoted, k) ? end - (words[k].end - offset) : start + offset - words[k].start;
    };
    return { start: at(begin, from), end: at(last, to) };
  }

  /** The new index of the first of these words, when all that are certain agree about it, and most of them are. */
  #together(words: readonly Span[], first: number): number | undefined {
    let newFirst: number | undefined;
    let [certain, all] = [0, 0];
    for (const [k, { start, end }] of words.entries()) {
      all += end - start;
      const place = this.#newWord[first + k];
      if (place === UNSURE) continue;
      newFirst ??= place - k;
      if (place === GONE || place - k !== newFirst) return undefined;
      certain += end - start;
    }
    return certain && certain >= TOGETHER_FROM * all ? newFirst : undefined;
  }

  /** Whether a word that is quoted is the same as one of the new text, and not only its hash; what is cut off may be anything. */
  #isSame(quoted: Quoted, k: number, newWord: number): boolean {
    const { start, end } = quoted.words[k];
    const place = this.now.words[newWord];
    if (!place) return false;
    const length = end - start;
    const [isBefore, isAfter] = [isCutBefore(quoted, k), isCutAfter(quoted, k)];
    if ((isBefore && isAfter) || length > place.end - place.start) return false;
    if (!isBefore && !isAfter && length !== place.end - place.start) return false;
    return this.now.text.startsWith(quoted.text.slice(start, end), isBefore ? place.end - length : place.start);
  }

  // --- by characters -----------------------------------------------------------------------------------------------------

  /** By the characters between the nearest words before and after that are certain. */
  #byCharacters(quoted: Quoted): Span | undefined {
    const { text, words, first } = quoted;
    const place = (k: number) => this.#newWord[first + k];
    const [begin, last] = ownWords(quoted);
    if (this.#isRepetitive) return undefined;
    // Words that may be in more than one place are no less so by their characters.
    if (begin > last || place(begin) === UNSURE || place(last) === UNSURE) return undefined;
    let [before, after] = [begin - 1, last + 1];
    while (before >= 0 && place(before) < 0) before--;
    while (after < words.length && place(after) < 0) after++;
    // Before the first word and after the last one are the text's ends; beyond what is quoted, what stood there is not known.
    if (before < 0 && first > 0) return undefined;
    if (after === words.length && first + after < this.#newWord.length) return undefined;
    const [newBefore, newAfter] = [before < 0 ? -1 : place(before), after < words.length ? place(after) : this.now.words.length]; // prettier-ignore
    const isTorn = this.#newWord.subarray(first + begin, first + last + 1).some((at) => at >= 0 && (at <= newBefore || at >= newAfter)); // prettier-ignore
    if (newBefore >= newAfter || isTorn) return undefined;
    // Words that came from elsewhere are not these.
    for (let word = newBefore + 1; word < newAfter; word++) {
      const old = this.#owner[word];
      if (old >= 0 && (old < first + begin || old > first + last)) return undefined;
    }
    const [start, end] = [words[before]?.end ?? 0, words[after]?.start ?? text.length];
    const [newStart, newEnd] = [this.now.words[newBefore]?.end ?? 0, this.now.words[newAfter]?.start ?? this.now.text.length]; // prettier-ignore
    if (newEnd - newStart > MOST_TIMES * (end - start) + SOME_MORE) return undefined;
    return alignedCharacters(squeezed(text, start, end), squeezed(this.now.text, newStart, newEnd), quoted);
  }
}

/** The words of which the quotation has something: the first and the last of them. */
function ownWords({ words, from, to }: Quoted): [begin: number, last: number] {
  return [firstWhere(words.length, (i) => words[i].end > from), firstWhere(words.length, (i) => words[i].start >= to) - 1];
}

function isCutBefore({ isStartCut }: Quoted, k: number): boolean {
  return isStartCut && k === 0;
}

function isCutAfter({ isEndCut, words }: Quoted, k: number): boolean {
  return isEndCut && k === words.length - 1;
}

/** Where what is quoted from `from` to `to` is among the new characters: unchanged, or the greater part of it if it is long. */
function alignedCharacters(old: Squeezed, now: Squeezed, { from, to }: Pick<Quoted, 'from' | 'to'>): Span | undefined {
  const aligned = align(old.text, now.text);
  const [begin, end] = [from, to].map((at) => firstWhere(old.offsets.length, (i) => old.offsets[i] >= at));
  const own = aligned.subarray(begin, end);
  // What is left of edited words begins and ends with their own characters.
  const [first, last] = [own.find((at) => at !== GONE) ?? GONE, own.findLast((at) => at !== GONE) ?? GONE];
  if (first < 0 || last < first) return undefined;
  const span = { start: now.offsets[first], end: now.offsets[last] + 1 };
  if (last - first + 1 === own.length && own.every((at, k) => at === first + k)) return span;
  // Something was put inside, in one place: nothing of them is gone.
  const inside = own.findIndex((at, k) => at !== first + k);
  const isWhole = inside >= LEAST_PART && own.length - inside >= LEAST_PART && last - first + 1 - own.length <= MOST_INSIDE && own.every((at, k) => at === (k < inside ? first + k : last + 1 - own.length + k)); // prettier-ignore
  if (isWhole) return span;
  const isLong = to - from >= LEAST_EDITED;
  const isMostlyThere = [own, aligned.subarray(0, begin), aligned.subarray(end)].every((part) => kept(part) >= EDITED_FROM * part.length); // prettier-ignore
  const isGrown = span.end - span.start > (1 + MOST_GROWTH) * (to - from);
  const isTorn = own.some((at) => at >= 0 && (at < first || at > last));
  const isCut = isSecondHalf(now.text, first) || isSecondHalf(now.text, last + 1);
  return isLong && isMostlyThere && !isGrown && !isTorn && !isCut ? span : undefined;
}

function kept(aligned: Int32Array): number {
  return aligned.reduce((sum, at) => sum + (at >= 0 ? 1 : 0), 0);
}

/** Whether a place is in the middle of a character that takes two UTF-16 units. */
export function isSecondHalf(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return at > 0 && code >= 0xdc00 && code < 0xe000;
}

/** A part of a text with one blank for all white space, and by character where it is in the text. */
interface Squeezed {
  readonly text: string;
  readonly offsets: readonly number[];
}

function squeezed(text: string, start: number, end: number): Squeezed {
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

/** With the white space that was at the ends of what is quoted, where it still ends in the same way. */
function withBlanks(text: string, { start, end }: Span, exact: string): Span {
  const words = exact.trim();
  const isBlank = (at: number) => at >= 0 && at < text.length && text.charCodeAt(at) <= 32;
  const found = text.slice(start, end);
  let [before, after] = [0, 0];
  if (found.startsWith(words.slice(0, END_LENGTH))) before = exact.length - exact.trimStart().length;
  if (found.endsWith(words.slice(-END_LENGTH))) after = exact.length - exact.trimEnd().length;
  while (before-- > 0 && isBlank(start - 1)) start--;
  while (after-- > 0 && isBlank(end)) end++;
  return { start, end };
}

/** What stands between white space, as in prints. */
function wordsOf(text: string): Span[] {
  const words: Span[] = [];
  let start = -1;
  for (let at = 0; at <= text.length; at++) {
    const isBlank = at === text.length || text.charCodeAt(at) <= 32;
    if (!isBlank && start < 0) start = at;
    if (!isBlank || start < 0) continue;
    words.push({ start, end: at });
    start = -1;
  }
  return words;
}

/** How much a symbol of a text tells on average: its entropy, in bits. */
function meanBits(text: string, width: number): number {
  const counts = new Map<string, number>();
  for (let at = 0; at < text.length; at += width) {
    const symbol = text.slice(at, at + width);
    counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
  }
  const total = text.length / width;
  return [...counts.values()].reduce((sum, count) => sum - (count / total) * Math.log2(count / total), 0);
}

/** The words of lines, or the symbol that stands for all of them; and for each of them its index, -1 for such a symbol. */
function sequenceOf(
  lines: readonly PrintLine[],
  firstWords: readonly number[],
  symbols: ReadonlyMap<number, string>,
): { text: string; words: number[] } {
  const parts: string[] = [];
  const words: number[] = [];
  lines.forEach((line, i) => {
    const symbol = symbols.get(i);
    parts.push(symbol ?? line.words ?? '');
    if (symbol) words.push(-1);
    else if (symbol === undefined) for (let word = firstWords[i]; word < firstWords[i + 1]; word++) words.push(word);
  });
  return { text: parts.join(''), words };
}
