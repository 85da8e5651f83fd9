import type { Paragraph, Sentences } from '../analysis';
import { type ReadFacts, readTokens } from '../attribution/reading';
import type { Gazetteer } from '../entities/gazetteer';
import { type Piece, type WordPiece } from '../text/wordPiece';
import { LISTS_WIDTH, type NetworkInput } from './network';

/**
 * Sentences that the network reads together. It is asked about the core; what stands around the core is there to be
 * understood from.
 */
export interface Window {
  /** Tokens of the article, `[from, to)`. */
  readonly from: number;
  readonly to: number;
  readonly coreFrom: number;
  readonly coreTo: number;
  readonly input: NetworkInput;
}

/** In pieces: paragraphs are read together up to CORE, a longer one in parts, with so much BEFORE and BEHIND. */
const CORE = 128;
const BEFORE = 48;
const BEHIND = 32;
/** A sentence that has more pieces is cut. */
const LONGEST_SENTENCE = 250;
/** Of a longer word (an address of the web) only the beginning is looked at. */
const MOST_PIECES = 24;

/** What windows are made of. */
export type WindowFacts = ReadFacts;

/** Tokens of a sentence or of a part of a long one. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Number of pieces. */
  readonly size: number;
  /** A paragraph begins here. */
  readonly opens: boolean;
  readonly title: boolean;
}

/** The windows of an article in text order; their cores hold every token once. */
export function windowsOf(facts: WindowFacts, wordPiece: WordPiece, gazetteer: Gazetteer): Window[] {
  const { words, tokens, sentences, paragraphs } = facts;
  const pieces = words.map((word) => wordPiece.pieces(word).slice(0, MOST_PIECES));
  const stretches = stretchesOf(sentences, paragraphs, pieces);
  const { quotation } = readTokens(facts);
  const features: Features = { words, pieces, tags: tokens.tag, quotation, wordPiece, gazetteer };
  const windows: Window[] = [];
  for (let begin = 0; begin < stretches.length;) {
    const end = coreEnd(stretches, begin);
    const within = (s: number): boolean =>
      s >= 0 && s < stretches.length && stretches[s].title === stretches[begin].title;
    let [left, right] = [begin, end];
    for (let room = BEFORE; within(left - 1) && stretches[left - 1].size <= room;) room -= stretches[--left].size;
    for (let room = BEHIND; within(right) && stretches[right].size <= room;) room -= stretches[right++].size;
    const { from } = stretches[left];
    const [coreFrom, coreTo] = [stretches[begin].from, stretches[end - 1].to];
    windows.push({
      from,
      to: stretches[right - 1].to,
      coreFrom,
      coreTo,
      input: {
        ...inputOf(features, stretches.slice(left, right)),
        core: Int32Array.of(coreFrom - from + 1, coreTo - from + 1),
      },
    });
    begin = end;
  }
  return windows;
}

/** Whole paragraphs up to CORE, one at least; of one that is more than twice as long, as many sentences as fit in that. */
function coreEnd(stretches: readonly Stretch[], begin: number): number {
  let end = begin;
  let size = 0;
  while (end < stretches.length && stretches[end].title === stretches[begin].title) {
    let stop = end;
    let paragraph = 0;
    do paragraph += stretches[stop++].size;
    while (stop < stretches.length && !stretches[stop].opens && paragraph <= 2 * CORE); // how much longer does not matter
    if (end > begin && size + paragraph > CORE) break;
    if (end === begin && paragraph > 2 * CORE) {
      while (end < stop && (end === begin || size + stretches[end].size <= 2 * CORE)) size += stretches[end++].size;
      break;
    }
    size += paragraph;
    end = stop;
  }
  return end;
}

function stretchesOf(
  sentences: Sentences,
  paragraphs: readonly Paragraph[],
  pieces: readonly (readonly Piece[])[],
): Stretch[] {
  const stretches: Stretch[] = [];
  for (let s = 0; s < sentences.count; s++) {
    const paragraph = sentences.paragraph[s];
    const title = paragraphs[paragraph].role === 'title';
    let opens = s === 0 || sentences.paragraph[s - 1] !== paragraph;
    let from = sentences.firstToken[s];
    let size = 0;
    const push = (to: number): void => {
      stretches.push({ from, to, size, opens, title });
      [from, size, opens] = [to, 0, false];
    };
    for (let token = from; token < sentences.endToken[s]; token++) {
      if (size + pieces[token].length > LONGEST_SENTENCE && token > from) push(token);
      size += pieces[token].length;
    }
    if (from < sentences.endToken[s]) push(sentences.endToken[s]);
  }
  return stretches;
}

interface Features {
  readonly words: readonly string[];
  readonly pieces: readonly (readonly Piece[])[];
  readonly tags: Uint8Array;
  readonly quotation: Int32Array;
  readonly wordPiece: WordPiece;
  readonly gazetteer: Gazetteer;
}

/** [CLS] paragraph [SEP] paragraph [SEP]; marks between words have no features. */
function inputOf(
  { words, pieces, tags, quotation, wordPiece, gazetteer }: Features,
  stretches: readonly Stretch[],
): Omit<NetworkInput, 'core'> {
  const separator = wordPiece.id('[SEP]');
  const separators = 1 + stretches.filter(({ opens }, s) => opens && s > 0).length;
  const count = 1 + separators + stretches.reduce((sum, { size }) => sum + size, 0);
  const ids = new Int32Array(count);
  const shape = new Int32Array(count);
  const tag = new Int32Array(count);
  const lists = new Float32Array(count * LISTS_WIDTH);
  const first = [0];
  ids[0] = wordPiece.id('[CLS]');
  let at = 1;
  stretches.forEach(({ from, to, opens }, s) => {
    if (opens && s > 0) ids[at++] = separator;
    for (let token = from; token < to; token++) {
      first.push(at);
      const wordShape = shapeOf(words[token]);
      const bits = listsOf(words[token], gazetteer);
      for (const { id } of pieces[token]) {
        ids[at] = id;
        shape[at] = wordShape;
        tag[at] = tags[token] + 1;
        for (let bit = 0; bit < LISTS_WIDTH - 1; bit++) lists[at * LISTS_WIDTH + bit] = (bits >> bit) & 1;
        lists[at * LISTS_WIDTH + LISTS_WIDTH - 1] = quotation[token] ? 1 : 0;
        at++;
      }
    }
  });
  ids[at] = separator;
  return { ids, shape, tag, lists, first: Int32Array.from(first) };
}

/** Only of words that begin with a capital: "may" and "will" are first names too. */
export function listsOf(word: string, gazetteer: Gazetteer): number {
  return /^\p{Lu}/u.test(word) ? gazetteer.lists(word.toLowerCase()) : 0;
}

/**
 * How a word is written, for the encoder knows small letters only. 0 is for no word, 1 marks, 2 small letters, 3 Title, 4
 * CAPITALS, 5 one capital letter, 6 miXed, 7 digits, 8 letters and digits.
 */
export function shapeOf(word: string): number {
  const letters = word.match(/\p{L}/gu);
  const digit = /[0-9]/.test(word);
  if (!letters) return digit ? 7 : 1;
  if (digit) return 8;
  const capitals = letters.filter((letter) => letter !== letter.toLowerCase()).length;
  if (!capitals) return 2;
  if (letters.length === 1) return 5;
  if (capitals === letters.length) return 4;
  return capitals === 1 && letters[0] !== letters[0].toLowerCase() ? 3 : 6;
}
