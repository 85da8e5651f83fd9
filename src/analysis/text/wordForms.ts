import { DIGIT, isSpace, isWordKind, kindOf, lowerCode, UPPER } from './characters';
import { type Property, Vocabulary } from './vocabulary';

/**
 * What can be said of a text's words by looking at their letters: the raw material of taggers' features. Hashes are of the word
 * in lower case; equal parts of words have equal hashes ("ed" of "asked" and of "walked").
 */
export interface WordForms {
  readonly count: number;
  readonly vocabulary: Vocabulary;
  /** By token: number of its word in the vocabulary. */
  readonly types: Int32Array;
  /** By type: the numbers that WORD_FORM names, side by side: `table[FORMS.width * types[i] + WORD_FORM.lower]`. */
  readonly table: Int32Array;
  /** By token: one of the SHAPE numbers, 0 to 15. */
  readonly shape: Uint8Array;
}

/** Where a word's numbers stand in its row of `FORMS`. */
export const WORD_FORM = {
  /** Hash of the whole word. */
  lower: 0,
  /** Hashes of the last two, three and four letters; of the whole word when it is shorter. */
  suffix2: 1,
  suffix3: 2,
  suffix4: 3,
  /** Hash of the first three letters. */
  prefix3: 4,
  /** One of SHAPE; -1 for a sign, whose shape depends on the spaces around it. */
  shape: 5,
} as const;

export const SHAPE = {
  lower: 0, // talks
  capitalised: 1, // Putin
  upper: 2, // NATO
  letter: 3, // A
  mixed: 4, // McCain, eBay, NATOs
  pointed: 5, // U.S.
  pointedLower: 6, // a.m.
  number: 7, // 2,000
  numberWord: 8, // 1980s
  wordNumber: 9, // G7
  hyphenated: 10, // non-profit
  apostrophe: 11, // n't, O'Brien
  // Signs, by the spaces around them: "(" stands before a word, "," behind one.
  signAlone: 12,
  signBefore: 13, // a space in front, none behind
  signBehind: 14, // a space behind, none in front
  signBetween: 15,
} as const;

/** The hash that WORD_FORM.lower names, of a word. */
export function lowerHash(word: string): number {
  let hash = START;
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    hash = Math.imul(hash ^ (code === 0x2019 ? 39 : lowerCode(code)), PRIME); // both apostrophes are one
  }
  return hash;
}

const START = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

/** The forms of a text's words. `vocabulary` learns those it does not know yet. */
export function wordForms(
  text: string,
  starts: ArrayLike<number>,
  ends: ArrayLike<number>,
  vocabulary = new Vocabulary(),
): WordForms {
  const count = starts.length;
  const types = new Int32Array(count);
  for (let i = 0; i < count; i++) types[i] = vocabulary.idOf(text, starts[i], ends[i]);
  const table = vocabulary.column(FORMS);
  const shape = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const known = table[types[i] * FORMS.width + WORD_FORM.shape];
    shape[i] = known === SIGN ? shapeOfSign(text, starts[i], ends[i]) : known;
  }
  return { count, vocabulary, types, table, shape };
}

/** Stands for the shape of a sign. */
const SIGN = -1;

/** By type: the numbers that WORD_FORM names. */
export const FORMS: Property<Int32Array> = {
  create: (length) => new Int32Array(length),
  width: 6,
  write: (id, values, at, vocabulary) => writeForms((vocabulary as Vocabulary).word(id), values, at),
};

function writeForms(word: string, values: Int32Array, at: number): void {
  const { length } = word;
  let hash = START;
  let uppers = 0;
  let digits = 0;
  let letters = 0;
  let points = 0;
  let hyphens = 0;
  let apostrophes = 0;
  let prefix = 0;
  let firstUpper = false;
  for (let i = 0; i < length; i++) {
    let code = word.charCodeAt(i);
    const kind = kindOf(code);
    if (kind === UPPER) {
      uppers++;
      letters++;
      if (i === 0) firstUpper = true;
      code = lowerCode(code);
    } else if (kind === DIGIT) digits++;
    else if (isWordKind(kind)) letters++;
    else if (code === 46) points++;
    else if (code === 45) hyphens++;
    else if (code === 39 || code === 0x2019) {
      apostrophes++;
      code = 39; // both apostrophes are one
    }
    hash = Math.imul(hash ^ code, PRIME);
    if (i === 2) prefix = hash;
  }
  values[at + WORD_FORM.lower] = hash;
  values[at + WORD_FORM.suffix2] = length > 2 ? tailHash(word, length - 2, length) : hash;
  values[at + WORD_FORM.suffix3] = length > 3 ? tailHash(word, length - 3, length) : hash;
  values[at + WORD_FORM.suffix4] = length > 4 ? tailHash(word, length - 4, length) : hash;
  values[at + WORD_FORM.prefix3] = length >= 3 ? prefix : hash;
  values[at + WORD_FORM.shape] =
    letters || digits ? shapeOfWord(length, firstUpper, uppers, digits, letters, points, hyphens, apostrophes) : SIGN;
}

function tailHash(text: string, start: number, end: number): number {
  let hash = START;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    hash = Math.imul(hash ^ (code === 0x2019 ? 39 : lowerCode(code)), PRIME);
  }
  return hash;
}

function shapeOfWord(
  length: number,
  firstUpper: boolean,
  uppers: number,
  digits: number,
  letters: number,
  points: number,
  hyphens: number,
  apostrophes: number,
): number {
  if (digits) return letters === 0 ? SHAPE.number : firstUpper ? SHAPE.wordNumber : SHAPE.numberWord;
  if (hyphens) return SHAPE.hyphenated;
  if (apostrophes) return SHAPE.apostrophe;
  if (points) return uppers ? SHAPE.pointed : SHAPE.pointedLower;
  if (uppers === 0) return SHAPE.lower;
  if (length === 1) return SHAPE.letter;
  if (uppers === letters) return SHAPE.upper;
  return firstUpper && uppers === 1 ? SHAPE.capitalised : SHAPE.mixed;
}

function shapeOfSign(text: string, start: number, end: number): number {
  const before = start === 0 || isSpace(text.charCodeAt(start - 1));
  const behind = end >= text.length || isSpace(text.charCodeAt(end));
  if (before) return behind ? SHAPE.signAlone : SHAPE.signBefore;
  return behind ? SHAPE.signBehind : SHAPE.signBetween;
}

/** How a sentence uses capitals: what a capital means in it depends on that. */
export const CASING = { normal: 0, upper: 1, title: 2, lower: 3 } as const;

/** The CASING of the words `from` up to `to`: a headline in capitals, a Title in Title Case, text without capitals. */
export function casingOf(shapes: Uint8Array, from: number, to: number): number {
  let lower = 0;
  let capitalised = 0;
  let upper = 0;
  for (let i = from; i < to; i++) {
    if (shapes[i] === SHAPE.lower) lower++;
    else if (shapes[i] === SHAPE.capitalised) capitalised++;
    else if (shapes[i] === SHAPE.upper) upper++;
  }
  const words = lower + capitalised + upper;
  if (words < 3) return CASING.normal;
  if (upper > words * 0.7) return CASING.upper;
  if (capitalised + upper > words * 0.6) return CASING.title;
  return capitalised + upper === 0 ? CASING.lower : CASING.normal;
}
