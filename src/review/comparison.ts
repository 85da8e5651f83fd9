/**
 * How an anchor's words are found again in a text that was changed since. The old text is not kept, only its print: the
 * hashes of its words. They are aligned with those of the new text (alignment.ts), whatever lines they stand in, so that lines
 * may be split, joined and wrapped. An anchor is where all its words are for certain. Where some are not, because a comma
 * was put after one or something in them was edited, the characters between the nearest words that are certain are compared:
 * what they were is known from the quotation and its surroundings.
 *
 * Words that may be in more than one place are nowhere.
 */
import type { Span } from '../analysis/analysis';
import { firstWhere } from '../util/firstWhere';
import { GONE, UNSURE, alignWords } from './alignment';
import { Places } from './places';
import { type Line, type TextPrint, WORD_LENGTH, linesOf, printOf, wordHashes } from './print';
import type { Anchor } from './review';

/** A quotation and its surroundings have at least so many UTF-16 units to be known again by themselves. */
const LEAST_EVIDENCE = 16;
/** So much of an anchor's words, 0 to 1, must be certain for all of them. */
const TOGETHER_FROM = 0.75;
/** In changed words, fewer UTF-16 units tell nothing: a comma, a quotation mark. */
const LEAST_CHARACTERS = 3;
/** Words that were edited themselves are looked for when they have at least so many UTF-16 units; ... */
const LEAST_EDITED = 32;
/** ... so much of their characters, 0 to 1, must be there, and they may have grown by so much. */
const EDITED_FROM = 0.5;
const MOST_GROWTH = 0.3;
/** Into shorter ones so many UTF-16 units may have been put, with so many of their own on either side. */
const MOST_INSIDE = 32;
const LEAST_PART = 2;
/** Words begin or end in the same way when so many UTF-16 units do: fewer may be those of other words. */
const END_LENGTH = 8;

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

  lineOf(offset: number): Line {
    return this.lines[firstWhere(this.lines.length, (i) => this.lines[i].start > offset) - 1];
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
  /** Where it begins in the old text. */
  readonly start: number;
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
  /** By new word: 1 when it is one of the old words, though it may not be certain which. */
  readonly #taken: Uint8Array;
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
    const { places, taken } = alignWords(areWordsKnown ? old.lines : [], now.print.lines);
    this.#newWord = places;
    this.#taken = taken;
  }

  locate(anchor: Anchor): Span | undefined {
    if (!this.#hashes) return this.now.locateQuotation(anchor);
    const quoted = this.#quoted(anchor);
    const words = quoted && (this.#byWords(quoted) ?? this.#byCharacters(quoted));
    return words && withBlanks(this.now.text, words, anchor.exact);
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
    return { text, start: textStart, from, to, words, isStartCut, isEndCut, first: isStartCut ? first - 1 : first };
  }

  /** The old text's index of the first of these words: counted from where a line starts; else by where only they are. */
  #indexOf(
    hashes: string,
    words: readonly Span[],
    textStart: number,
    length: number,
    line: number,
  ): number | undefined {
    const next = this.#starts[line] === textStart ? line : line + 1;
    const lineStart = this.#starts[next] - textStart;
    if (lineStart <= length)
      return this.#firstWords[next] - firstWhere(words.length, (i) => words[i].start >= lineStart);
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
      if (place === UNSURE && k > 0 && k < words.length - 1) continue;
      if (place === UNSURE) return undefined;
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

  /**
   * By the characters between the nearest words before and after that are certain; in place of one of them, the line's begin
   * or end will do.
   */
  #byCharacters(quoted: Quoted): Span | undefined {
    const { text, words, first } = quoted;
    const { words: newWords, text: newText } = this.now;
    const place = (k: number) => this.#newWord[first + k];
    const [begin, last] = ownWords(quoted);
    if (begin > last) return undefined;
    // Words that may be in more than one place are no less so by their characters.
    for (let k = begin; k <= last; k++) if (place(k) === UNSURE) return undefined;
    let [before, after] = [begin - 1, last + 1];
    while (before >= 0 && place(before) < 0) before--;
    while (after < words.length && place(after) < 0) after++;
    const [lineStart, lineEnd] = [lineStartBefore(text, words[begin].start), lineEndAfter(text, words[last].end)];
    const isBetween = before >= 0 && after < words.length && place(before) < place(after);
    const isAfterWord = isBetween || (before >= 0 && words[before].end > lineStart);
    const isBeforeWord = isBetween || (after < words.length && words[after].start < lineEnd);
    if (!isAfterWord && !isBeforeWord) return undefined;
    // Where the quotation is cut off it is not known what stood there.
    if (!isAfterWord && lineStart === 0 && this.#starts[this.#oldLineAt(quoted.start)!] !== quoted.start)
      return undefined;
    const end = quoted.start + text.length;
    if (!isBeforeWord && lineEnd === text.length && end !== this.#length) return undefined;
    const [from, to] = [isAfterWord ? words[before].end : lineStart, isBeforeWord ? words[after].start : lineEnd];
    const newFrom = isAfterWord ? newWords[place(before)].end : this.now.lineOf(newWords[place(after)].start).start;
    const newTo = isBeforeWord ? newWords[place(after)].start : this.now.lineOf(newWords[place(before)].start).end;
    if (newFrom > newTo) return undefined;
    // Words that came from elsewhere are not these; nor are these those that went elsewhere.
    const isInside = ({ start, end }: Span) => start >= newFrom && end <= newTo;
    for (let k = begin; k <= last; k++) if (place(k) >= 0 && !isInside(newWords[place(k)])) return undefined;
    const own = new Set(Array.from({ length: last + 1 - begin }, (_, k) => place(begin + k)));
    const firstInside = firstWhere(newWords.length, (i) => newWords[i].end > newFrom);
    for (let word = firstInside; word < newWords.length && newWords[word].start < newTo; word++)
      if (this.#taken[word] && !own.has(word)) return undefined;
    // A whole line that was put in does not belong to them.
    const lineEnds = (part: string) => linesOf(part).length;
    const mayBeAround = lineEnds(newText.slice(newFrom, newTo)) <= lineEnds(text.slice(from, to));
    return changedWithin(squeezed(text, from, to), squeezed(newText, newFrom, newTo), quoted, mayBeAround);
  }
}

function lineStartBefore(text: string, at: number): number {
  while (at > 0 && !isLineEnd(text.charCodeAt(at - 1))) at--;
  return at;
}

function lineEndAfter(text: string, at: number): number {
  while (at < text.length && !isLineEnd(text.charCodeAt(at))) at++;
  return at;
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

/** The words of which the quotation has something: the first and the last of them. */
function ownWords({ words, from, to }: Quoted): [begin: number, last: number] {
  return [
    firstWhere(words.length, (i) => words[i].end > from),
    firstWhere(words.length, (i) => words[i].start >= to) - 1,
  ];
}

function isCutBefore({ isStartCut }: Quoted, k: number): boolean {
  return isStartCut && k === 0;
}

function isCutAfter({ isEndCut, words }: Quoted, k: number): boolean {
  return isEndCut && k === words.length - 1;
}

/**
 * Where what is quoted from `from` to `to` is, when what was changed is all that is between characters with which both begin
 * and such with which both end: before the change, after it, or around it.
 */
function changedWithin(
  old: Squeezed,
  now: Squeezed,
  { from, to }: Pick<Quoted, 'from' | 'to'>,
  mayBeAround: boolean,
): Span | undefined {
  const [begin, end] = [from, to].map((at) => firstWhere(old.offsets.length, (i) => old.offsets[i] >= at));
  if (end - begin < LEAST_CHARACTERS) return undefined;
  const [length, newLength] = [old.text.length, now.text.length];
  const least = Math.min(length, newLength);
  let [same, sameAtEnd] = [0, 0];
  while (same < least && old.text[same] === now.text[same]) same++;
  while (sameAtEnd < least && old.text[length - 1 - sameAtEnd] === now.text[newLength - 1 - sameAtEnd]) sameAtEnd++;
  // Of equal characters side by side it is not known which of them was put in or deleted.
  const changeStart = Math.min(same, least - sameAtEnd);
  const changeEnd = Math.max(length - sameAtEnd, same + length - least);
  const growth = newLength - length;
  const span = (newBegin: number, newEnd: number): Span | undefined =>
    isSecondHalf(now.text, newBegin) || isSecondHalf(now.text, newEnd)
      ? undefined
      : { start: now.offsets[newBegin], end: now.offsets[newEnd - 1] + 1 };
  if (end <= changeStart) return span(begin, end);
  if (begin >= changeEnd) return span(begin + growth, end + growth);
  const isAround = (least: number) => mayBeAround && begin <= changeStart - least && end >= changeEnd + least;
  const isPutIn = isAround(LEAST_PART) && same + sameAtEnd >= length && growth <= MOST_INSIDE;
  const isLong = end - begin >= LEAST_EDITED && isAround(END_LENGTH);
  const isMostlyThere = changeEnd - changeStart <= (1 - EDITED_FROM) * (end - begin);
  const isEdited = isLong && isMostlyThere && growth <= MOST_GROWTH * (end - begin);
  return isPutIn || isEdited ? span(begin, end + growth) : undefined;
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
