import type { Facts } from '../step';
import { sentencesByParagraph } from '../text/sentencesByParagraph';
import { wordProperty } from '../text/vocabulary';
import * as lexicon from './lexicon';

/**
 * The words of one paragraph as the parsers read them: flat arrays by word. A hyphen or dash between two words without
 * space is not a word of its own but a mark on the word behind it, so that "two-week" reads as "two week" and a range
 * "8-10" as two numbers; where it matters `hyphen` tells. Beyond the ends every array gives `undefined`, and no word of
 * a phrase equals that.
 */
export interface Words {
  readonly count: number;
  readonly lower: readonly string[];
  readonly raw: readonly string[];
  /** Offsets into the article. */
  readonly start: readonly number[];
  readonly end: readonly number[];
  /** Penn tags by number, text/tags.ts. */
  readonly tag: readonly number[];
  /** Is the word joined to the one before it by a hyphen? */
  readonly hyphen: readonly boolean[];
  /** Sentence number within the article. */
  readonly sentence: readonly number[];
  /** Which parsers should look here, bits of TRIGGER. */
  readonly trigger: readonly number[];
}

/** What kind of word starts a parser; bits, because a word can be several ("second", "may"). */
export const TRIGGER = {
  month: 1,
  weekday: 2,
  unit: 4,
  /** Begins with a digit. */
  digits: 8,
  cardinal: 16,
  season: 32,
  partOfDay: 64,
  clockWord: 128,
  frequency: 256,
  dayWord: 512,
  vague: 1024,
  holiday: 2048,
  decade: 4096,
  ordinal: 8192,
  term: 16384,
} as const;

const TRIGGERS = new Map<string, number>();

function addTriggers(words: Iterable<string>, bit: number): void {
  for (const word of words) TRIGGERS.set(word, (TRIGGERS.get(word) ?? 0) | bit);
}
addTriggers(lexicon.MONTHS.keys(), TRIGGER.month);
addTriggers(lexicon.WEEKDAYS.keys(), TRIGGER.weekday);
addTriggers(lexicon.SHORT_WEEKDAYS.keys(), TRIGGER.weekday);
addTriggers(lexicon.UNITS.keys(), TRIGGER.unit);
addTriggers(lexicon.CARDINALS.keys(), TRIGGER.cardinal);
addTriggers(lexicon.SEASONS.keys(), TRIGGER.season);
addTriggers(lexicon.PARTS_OF_DAY.keys(), TRIGGER.partOfDay);
addTriggers(lexicon.CLOCK_WORDS.keys(), TRIGGER.clockWord);
addTriggers(lexicon.FREQUENCIES.keys(), TRIGGER.frequency);
addTriggers([...lexicon.DECADES.keys(), 'noughties', 'aughts'], TRIGGER.decade);
addTriggers(lexicon.ORDINALS.keys(), TRIGGER.ordinal);

/** Says which parsers should look at words that only they know; called where such a parser declares its words. */
export function triggerOn(words: Iterable<string>, bit: number): void {
  addTriggers(words, bit);
}

/** By word type: bits of TRIGGER. */
const TRIGGERS_OF = wordProperty(Uint16Array, (word, lower) => {
  const code = word.charCodeAt(0);
  if (code >= 48 && code <= 57) return TRIGGER.digits;
  return code === 39 || code === 0x2019 ? apostrophe(word) : (TRIGGERS.get(lower) ?? 0);
});

type WordFacts = Pick<Facts, 'words' | 'types' | 'vocabulary' | 'tokens' | 'sentences'>;

/** Does any word of the sentences `[first, end)` start a parser? Most paragraphs hold no date, and need not be read for any. */
export function hasTrigger({ types, vocabulary, sentences }: WordFacts, first: number, end: number): boolean {
  const triggers = vocabulary.column(TRIGGERS_OF);
  const stop = sentences.endToken[end - 1];
  for (let i = sentences.firstToken[first]; i < stop; i++) if (triggers[types[i]]) return true;
  return false;
}

/** The words of a paragraph. @param first its first sentence; @param end the one behind its last. */
export function wordsOfParagraph(facts: WordFacts, first: number, end: number): Words {
  const { words, types, vocabulary, tokens, sentences } = facts;
  const triggers = vocabulary.column(TRIGGERS_OF);
  const from = sentences.firstToken[first];
  const to = sentences.endToken[end - 1];
  const lower = new Array<string>(to - from); // as long as they will be: arrays that grow are made several times
  const raw = new Array<string>(to - from);
  const start = new Array<number>(to - from);
  const stop = new Array<number>(to - from);
  const tag = new Array<number>(to - from);
  const hyphen = new Array<boolean>(to - from);
  const sentence = new Array<number>(to - from);
  const trigger = new Array<number>(to - from);
  let count = 0;
  let isJoined = false;
  for (let i = from; i < to; i++) {
    const word = words[i];
    const code = word.charCodeAt(0);
    if (isDash(code) && word.length === 1 && i > from && i + 1 < to) {
      if (tokens.start[i] === tokens.end[i - 1] && tokens.end[i] === tokens.start[i + 1]) {
        isJoined = true;
        continue;
      }
    }
    lower[count] = vocabulary.lower(types[i]);
    raw[count] = word;
    start[count] = tokens.start[i];
    stop[count] = tokens.end[i];
    tag[count] = tokens.tag[i];
    hyphen[count] = isJoined;
    sentence[count] = tokens.sentence[i];
    trigger[count++] = triggers[types[i]];
    isJoined = false;
  }
  for (const each of [lower, raw, start, stop, tag, hyphen, sentence, trigger]) each.length = count;
  return { count, lower, raw, start, end: stop, tag, hyphen, sentence, trigger };
}

/** The words of a paragraph that has none. */
export const NO_WORDS: Words = {
  ...{ count: 0, lower: [], raw: [], start: [], end: [], tag: [], hyphen: [], sentence: [], trigger: [] },
};

/** The paragraphs' words, in order; paragraphs without a word are left out. */
export function wordsByParagraph(facts: WordFacts): Words[] {
  return sentencesByParagraph(facts.sentences).map(({ first, end }) => wordsOfParagraph(facts, first, end));
}

/** "'90s" begins with an apostrophe. */
function apostrophe(word: string): number {
  const second = word.charCodeAt(1);
  return second >= 48 && second <= 57 ? TRIGGER.digits : 0;
}

function isDash(code: number): boolean {
  return code === 45 || code === 0x2010 || code === 0x2011 || code === 0x2013 || code === 0x2012;
}

/** Do words `i - 1` and `i` stand without space or hyphen between them? */
export function isGlued(words: Words, i: number): boolean {
  return i > 0 && i < words.count && words.start[i] === words.end[i - 1];
}

/** The whole number that a word writes in digits, thousands' commas allowed; -1 for other words, "2nd", "1.5". */
export function wholeNumber(word: string | undefined): number {
  if (word === undefined || word.length === 0 || word.length > 15) return -1;
  let value = 0;
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    if (code === 44 && i > 0) continue;
    if (code < 48 || code > 57) return -1;
    value = value * 10 + code - 48;
  }
  return value;
}

/** Is the word, which names do not hold as a rule, written as part of one: "USA Today", "60 Minutes"? */
export function isTitle({ raw, sentence }: Words, at: number): boolean {
  const before = raw[at - 1];
  if (before === undefined || sentence[at] !== sentence[at - 1] || !isCapital(raw[at])) return false;
  return isCapital(before) || (before.charCodeAt(0) >= 48 && before.charCodeAt(0) <= 57);
}

export function isCapital(word: string): boolean {
  const code = word.charCodeAt(0);
  return code >= 65 && code <= 90;
}
