import type { Sentences } from '../analysis';
import { feature, feature2, feature3, hashOf } from '../tagger/hash';
import type { FeatureRows } from '../tagger/sequence';
import { addAllScores, addScores, type Weights } from '../tagger/weights';
import type { Property, Vocabulary } from '../text/vocabulary';
import { oncePer } from '../../util/once';
import { type Gazetteer, LONGEST_PHRASE } from './gazetteer';

/**
 * What the name tagger sees of each token: the word and its neighbours, their shapes, beginnings and endings, clusters,
 * gazetteer lists, and how the same word is used elsewhere in the document. (The feature set of Ratinov and Roth 2009 and
 * Chieu and Ng 2003, for a linear tagger.)
 *
 * Most features say something of one word alone: "two tokens on stands `said`". Their weights are summed once a word and
 * kept; only features of several words are looked up for each token.
 */
export interface NameFeatures {
  /** All features of one sentence's tokens, for training; none of a token that cannot be in a name. */
  rows(sentence: number): FeatureRows;
  /**
   * Writes for the tokens of one sentence, by token and label, the sum of the weights of what the sentence alone says. Label 0
   * is "no name".
   */
  sentenceScores(weights: Weights, sentence: number, scores: Int32Array): void;
  /** Adds what the words' use in the rest of the document says. */
  addUsage(weights: Weights, scores: Int32Array): void;
  /**
   * Some words in small letters are no part of a name and not looked at: those with no capital soon behind them, and those with
   * none soon before them but for the few that begin a name ("de la Rua", "al-Aqsa"). `[first, end)` is its sentence.
   */
  isInert(token: number, first: number, end: number): boolean;
  isCapitalised(token: number): boolean;
}

/** Values that stand for "before the sentence" and "behind it". */
const BEFORE = 1;
const BEHIND = 2;
/** A word's neighbours elsewhere in the document are looked at up to this many times. */
const NEIGHBOURS = 6;
/** A score of "no name" that nothing outdoes. */
const NEVER_A_NAME = 100_000;
/** So many letters of a word are looked at. */
const LONGEST_WORD = 40;
/** Words up to this far away from a token are looked at. */
const REACH = 3;
/** A word in small letters inside a name has a capital at most so many tokens before it, and behind it. */
const BEFORE_SMALL = 3;
const BEHIND_SMALL = 2;
/** Words in small letters that names begin with. */
const PARTICLES: ReadonlySet<string> = new Set(
  'abu al ben bin da de del della den der des di dos du el et ibn la las le les los ter van von y'.split(' '),
);
/** Most features that one word gives, at its own place. */
const UNARY = 48;
/** Most features of a token: few words stand in many lists. */
const WIDTH = 224;

/** @param types by token: the number of its word in `vocabulary` */
export function nameFeatures(
  types: Int32Array,
  vocabulary: Vocabulary,
  sentences: Sentences,
  gazetteer: Gazetteer,
): NameFeatures {
  return new DocumentFeatures(types, vocabulary, sentences, gazetteer);
}

/** What is known of a vocabulary's words, kept from article to article: most words of an article stood in others too. */
interface KnownWords {
  readonly gazetteer: Gazetteer;
  /** By type, as long as they are not all in columns: see `unaryScores`. */
  readonly facts: (WordFacts | undefined)[];
  /** Of some pairs of types whether a phrase of the gazetteer begins so: three numbers each (mayBegin). */
  readonly pairs: Int32Array;
}
const knownByVocabulary = new WeakMap<Vocabulary, KnownWords>();

/** As many pairs of types are kept in mind: those of an article. */
const PAIRS = 4096;

function knownWords(vocabulary: Vocabulary, gazetteer: Gazetteer): KnownWords {
  let known = knownByVocabulary.get(vocabulary);
  if (known?.gazetteer !== gazetteer) {
    known = { gazetteer, facts: [], pairs: new Int32Array(3 * PAIRS).fill(-1) };
    knownByVocabulary.set(vocabulary, known);
  }
  return known;
}

function factsOf(type: number, vocabulary: Vocabulary, gazetteer: Gazetteer): WordFacts {
  const { facts } = knownWords(vocabulary, gazetteer);
  return (facts[type] ??= wordFacts(vocabulary.word(type), gazetteer));
}

/** A word as it stands in phrases of the gazetteer. */
function phraseWord(type: number, vocabulary: Vocabulary): string {
  const word = vocabulary.word(type);
  return word.length > LONGEST_WORD ? word.slice(0, LONGEST_WORD).toLowerCase() : vocabulary.lower(type);
}

/** Bits of a token's flags: what WordFacts says of its word. */
const FLAG = { capital: 1, allCapitals: 2, hasLower: 4, hasLetter: 8, telling: 16, begins: 32, particle: 64 } as const;

/** Of the facts those that features of several words are made of, an array a fact, an entry a token. */
interface TokenFacts {
  readonly word: Int32Array;
  readonly shape: Int32Array;
  readonly middle: Int32Array;
  readonly lists: Int32Array;
  /** Bits of FLAG. */
  readonly flags: Uint8Array;
}

/** By type: word, shape, middle, lists, flags. */
const PACKED = 5;
const packed = oncePer((gazetteer: Gazetteer): Property<Int32Array> => ({
  create: (length) => new Int32Array(length),
  width: PACKED,
  write: (id, values, at, owner) => {
    const { word, shape, middle, lists, ...is } = factsOf(id, owner as Vocabulary, gazetteer);
    const names = Object.keys(FLAG) as (keyof typeof FLAG)[];
    const flags = names.reduce((bits, name) => bits | (is[name] ? FLAG[name] : 0), 0);
    values.set([word, shape, middle, lists, flags], at);
  },
}));

function tokenFacts(types: Int32Array, vocabulary: Vocabulary, gazetteer: Gazetteer): TokenFacts {
  const known = vocabulary.column(packed(gazetteer));
  const count = types.length;
  const numbers = (): Int32Array => new Int32Array(count);
  const [word, shape, middle, lists] = [numbers(), numbers(), numbers(), numbers()];
  const flags = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const at = types[i] * PACKED;
    word[i] = known[at];
    shape[i] = known[at + 1];
    middle[i] = known[at + 2];
    lists[i] = known[at + 3];
    flags[i] = known[at + 4];
  }
  return { word, shape, middle, lists, flags };
}

/** Walks a document's sentences; its buffers are used again for each. */
class DocumentFeatures implements NameFeatures {
  readonly #types: Int32Array;
  readonly #vocabulary: Vocabulary;
  readonly #facts: TokenFacts;
  #usage: DocumentUsage | undefined;
  readonly #sentences: Sentences;
  readonly #gazetteer: Gazetteer;
  readonly #phrases: Phrases = { begins: new Int32Array(0), inside: new Int32Array(0), lengths: new Int32Array(0) };
  readonly #values = new Int32Array(WIDTH);
  readonly #rows = new Int32Array(2 * WIDTH);

  constructor(types: Int32Array, vocabulary: Vocabulary, sentences: Sentences, gazetteer: Gazetteer) {
    this.#types = types;
    this.#vocabulary = vocabulary;
    this.#facts = tokenFacts(types, vocabulary, gazetteer);
    this.#sentences = sentences;
    this.#gazetteer = gazetteer;
  }

  /** Makes room and finds what is asked of the sentence as a whole. */
  #begin(s: number): { first: number; end: number; capitals: number } {
    const first = this.#sentences.firstToken[s];
    const end = this.#sentences.endToken[s];
    const phrases = this.#phrases;
    if (end - first > phrases.begins.length) {
      const length = Math.max(64, end - first);
      phrases.begins = new Int32Array(length);
      phrases.inside = new Int32Array(length);
      phrases.lengths = new Int32Array(length);
    }
    matchPhrases(this.#facts.flags, this.#types, this.#vocabulary, first, end, this.#gazetteer, phrases);
    return { first, end, capitals: capitalisation(this.#facts.flags, first, end) };
  }

  rows(s: number): FeatureRows {
    const { first, end, capitals } = this.#begin(s);
    const count = end - first;
    const values = new Int32Array(count * WIDTH);
    const factsAt = (i: number) => factsOf(this.#types[i], this.#vocabulary, this.#gazetteer);
    for (let i = first; i < end; i++) {
      if (this.isInert(i, first, end)) continue;
      let at = (i - first) * WIDTH;
      for (let k = -REACH; k <= REACH; k++) {
        const fact = i + k < first ? BEFORE_SENTENCE : i + k >= end ? BEHIND_SENTENCE : factsAt(i + k);
        at = writeUnary(values, at, k, fact);
      }
      const usage = this.#documentUsage();
      if (usage.at[i]) at = writeUsage(values, at, usage.list[usage.at[i] - 1], this.#facts.shape[i]);
      writeJoint(values, at, this.#facts, i, first, end, capitals, this.#phrases);
    }
    return { count, width: WIDTH, values };
  }

  #documentUsage(): DocumentUsage {
    return (this.#usage ??= documentUsage(this.#facts, this.#sentences));
  }

  isInert(i: number, first: number, end: number): boolean {
    const { flags } = this.#facts;
    if (flags[i] & FLAG.telling) return false;
    let at = Math.max(first, i - BEFORE_SMALL);
    while (at < i && !(flags[at] & (FLAG.telling | FLAG.particle))) at++;
    if (at === i && !(flags[i] & FLAG.particle)) return true;
    const stop = Math.min(end, i + 1 + BEHIND_SMALL);
    for (at = i + 1; at < stop; at++) if (flags[at] & FLAG.telling) return false;
    return true;
  }

  isCapitalised(i: number): boolean {
    return (this.#facts.flags[i] & FLAG.capital) !== 0;
  }

  sentenceScores(weights: Weights, s: number, scores: Int32Array): void {
    const types = this.#types;
    const width = weights.labels.length;
    const row = (2 * REACH + 1) * width;
    const { property, before, behind } = unaryScores(weights, this.#gazetteer);
    const sums = this.#vocabulary.column(property);
    const { first, end, capitals } = this.#begin(s);
    for (let i = first; i < end; i++) {
      const at = i * width;
      if (this.isInert(i, first, end)) {
        scores[at] = NEVER_A_NAME;
        continue;
      }
      for (let k = -REACH; k <= REACH; k++) {
        const inside = i + k >= first && i + k < end;
        const from = inside ? sums : k < 0 ? before : behind;
        const begin = (inside ? types[i + k] * row : 0) + (k + REACH) * width;
        for (let label = 0; label < width; label++) scores[at + label] += from[begin + label];
      }
      const count = writeJoint(this.#values, 0, this.#facts, i, first, end, capitals, this.#phrases);
      addAllScores(weights, this.#values, count, scores, at, this.#rows);
    }
  }

  addUsage(weights: Weights, scores: Int32Array): void {
    const width = weights.labels.length;
    const { list, at } = this.#documentUsage();
    const sums = new Int32Array(list.length * width);
    const isKnown = new Uint8Array(list.length);
    for (let i = 0; i < at.length; i++) {
      if (!at[i]) continue;
      const use = at[i] - 1;
      if (!isKnown[use]) {
        isKnown[use] = 1;
        const count = writeUsage(this.#values, 0, list[use], this.#facts.shape[i]); // in the shape that it has first
        addAllScores(weights, this.#values, count, sums, use * width, this.#rows);
      }
      for (let label = 0; label < width; label++) scores[i * width + label] += sums[use * width + label];
    }
  }
}

/** Sums of the weights of the features that concern one word, by distance and label: of every type, and of no word. */
interface UnaryScores {
  readonly property: Property<Int16Array>;
  readonly before: Int16Array;
  readonly behind: Int16Array;
}
const unaryByWeights = new WeakMap<Weights, UnaryScores>();

function unaryScores(weights: Weights, gazetteer: Gazetteer): UnaryScores {
  const known = unaryByWeights.get(weights);
  if (known) return known;
  const width = weights.labels.length;
  const row = (2 * REACH + 1) * width;
  const features = new Int32Array(UNARY);
  const sums = new Int32Array(width);
  const write = (values: Int16Array, at: number, fact: WordFacts): void => {
    for (let k = -REACH; k <= REACH; k++) {
      sums.fill(0);
      const count = writeUnary(features, 0, k, fact);
      for (let f = 0; f < count; f++) addScores(weights, features[f], sums);
      values.set(sums, at + (k + REACH) * width);
    }
  };
  const property: Property<Int16Array> = {
    create: (length) => new Int16Array(length),
    width: row,
    write: (id, values, at, owner) => {
      const vocabulary = owner as Vocabulary;
      write(values, at, factsOf(id, vocabulary, gazetteer));
      knownWords(vocabulary, gazetteer).facts[id] = undefined; // all that is read again is in columns now
    },
  };
  const [before, behind] = [new Int16Array(row), new Int16Array(row)];
  write(before, 0, BEFORE_SENTENCE);
  write(behind, 0, BEHIND_SENTENCE);
  const made = { property, before, behind };
  unaryByWeights.set(weights, made);
  return made;
}

/** What can be said of a word by itself, once for all its places. */
interface WordFacts {
  readonly raw: number;
  readonly word: number;
  readonly shape: number;
  readonly shortShape: number;
  /** Hashes of its first 1 to 5 letters, and of its last 1 to 5; 0 where it is shorter. */
  readonly prefixes: readonly number[];
  readonly suffixes: readonly number[];
  readonly capital: boolean;
  readonly allCapitals: boolean;
  readonly hasLower: boolean;
  readonly hasLetter: boolean;
  /** Has a capital or a digit: may belong to a name. */
  readonly telling: boolean;
  readonly particle: boolean;
  readonly cluster: number;
  readonly middle: number;
  readonly coarse: number;
  /** Gazetteer lists the word alone stands in, and whether a longer phrase of the gazetteer begins with it. */
  readonly lists: number;
  readonly begins: boolean;
  /** Of a word that may have lost an apostrophe, "NATOs": what is known of it without its s; 0 for others. */
  readonly stemCluster: number;
  readonly stemLists: number;
}

function wordFacts(word: string, gazetteer: Gazetteer): WordFacts {
  const lower = word.slice(0, LONGEST_WORD).toLowerCase();
  const shape = shapeOf(word);
  const known = gazetteer.cluster(lower);
  const cluster = known < 0 ? gazetteer.rareCluster(lower) : known;
  const lengths = [1, 2, 3, 4, 5];
  const stem = shape[0] === 'X' && known < 0 && lower.length > 3 && lower.endsWith('s') ? lower.slice(0, -1) : '';
  return {
    raw: hashOf(word),
    word: hashOf(lower),
    shape: hashOf(shape),
    shortShape: hashOf(shape.replace(/(.)\1/g, '$1')),
    prefixes: lengths.map((n) => (lower.length >= n ? hashOf(lower.slice(0, n)) : 0)),
    suffixes: lengths.map((n) => (lower.length >= n ? hashOf(lower.slice(-n)) : 0)),
    capital: shape[0] === 'X',
    allCapitals: word.length > 1 && /^[\p{Lu}.&'-]+$/u.test(word) && /\p{Lu}/u.test(word),
    hasLower: shape.includes('x'),
    hasLetter: /\p{L}/u.test(word),
    telling: /[Xd]/.test(shape),
    particle: PARTICLES.has(word),
    cluster,
    middle: cluster < 0 ? -1 : gazetteer.middle[cluster],
    coarse: cluster < 0 ? -1 : gazetteer.coarse[cluster],
    lists: /\p{L}/u.test(word) ? gazetteer.lists(lower) : 0,
    begins: /\p{L}/u.test(word) && gazetteer.begins(lower),
    stemCluster: stem ? gazetteer.cluster(stem) : 0,
    stemLists: stem ? gazetteer.lists(stem) : 0,
  };
}

/** "Putin" is "Xxx", "U.S." is "X.X.", "2022" is "dd": runs are cut to two. */
function shapeOf(word: string): string {
  let shape = '';
  let previous = '';
  let run = 0;
  for (const character of word.slice(0, LONGEST_WORD)) {
    const kind = /\p{Lu}/u.test(character)
      ? 'X'
      : /\p{L}/u.test(character)
        ? 'x'
        : /\p{N}/u.test(character)
          ? 'd'
          : character;
    run = kind === previous ? run + 1 : 1;
    previous = kind;
    if (run <= 2) shape += kind;
  }
  return shape;
}

/** How a word that has a capital somewhere is used in the document where its case says something. */
interface Usage {
  small: number;
  capital: number;
  readonly before: number[];
  readonly behind: number[];
}

interface DocumentUsage {
  readonly list: readonly Usage[];
  /** By token: for one with a capital its word's number in `list`, plus one; 0 for others. */
  readonly at: Int32Array;
}

/** As many marks tell quickly that a word has a capital nowhere. */
const MARKS = 4096;

function documentUsage({ word, flags }: TokenFacts, sentences: Sentences): DocumentUsage {
  const list: Usage[] = [];
  const at = new Int32Array(word.length);
  const numbers = new Map<number, number>();
  const marked = new Uint8Array(MARKS);
  for (let i = 0; i < word.length; i++) {
    if (!(flags[i] & FLAG.capital)) continue;
    let number = numbers.get(word[i]);
    if (!number) {
      number = list.push({ small: 0, capital: 0, before: [], behind: [] });
      numbers.set(word[i], number);
      marked[word[i] & (MARKS - 1)] = 1;
    }
    at[i] = number;
  }
  for (let s = 0; s < sentences.count; s++) {
    const first = sentences.firstToken[s];
    const end = sentences.endToken[s];
    const shouted = capitalisation(flags, first, end) > 0;
    for (let i = first; i < end; i++) {
      if (!(flags[i] & FLAG.hasLetter)) continue;
      if (!at[i]) {
        const number = marked[word[i] & (MARKS - 1)] ? numbers.get(word[i]) : undefined;
        if (number) list[number - 1].small++;
        continue;
      }
      if (shouted) continue;
      const use = list[at[i] - 1];
      if (i > first) {
        use.capital++;
        remember(use.before, word[i - 1]);
      }
      remember(use.behind, i + 1 < end ? word[i + 1] : BEHIND);
    }
  }
  return { list, at };
}

function remember(list: number[], word: number): void {
  if (list.length < NEIGHBOURS && !list.includes(word)) list.push(word);
}

/** 2: all of the sentence's words are in capitals; 1: most; 0: its case says something. */
function capitalisation(flags: Uint8Array, first: number, end: number): number {
  let capitals = 0;
  let small = 0;
  for (let i = first; i < end; i++) {
    if (flags[i] & FLAG.allCapitals) capitals++;
    else if (flags[i] & FLAG.hasLower) small++;
  }
  if (capitals > 0 && small === 0) return 2;
  return capitals > small ? 1 : 0;
}

/** Gazetteer phrases of several words in a sentence: lists of those that begin at a token, of those that go on there, longest length. */
interface Phrases {
  begins: Int32Array;
  inside: Int32Array;
  lengths: Int32Array;
}

function matchPhrases(
  flags: Uint8Array,
  types: Int32Array,
  vocabulary: Vocabulary,
  first: number,
  end: number,
  gazetteer: Gazetteer,
  { begins, inside, lengths }: Phrases,
): void {
  begins.fill(0, 0, end - first);
  inside.fill(0, 0, end - first);
  lengths.fill(0, 0, end - first);
  for (let i = first; i < end; i++) {
    const at = i - first;
    if ((flags[i] & (FLAG.begins | FLAG.telling)) !== (FLAG.begins | FLAG.telling)) continue;
    if (i + 1 >= end || !mayBegin(types[i], types[i + 1], vocabulary, gazetteer)) continue;
    let phrase = phraseWord(types[i], vocabulary);
    for (let length = 2; length <= LONGEST_PHRASE && i + length <= end; length++) {
      phrase += ' ' + phraseWord(types[i + length - 1], vocabulary);
      const lists = gazetteer.lists(phrase);
      if (lists) {
        begins[at] |= lists;
        lengths[at] = length;
        for (let k = 1; k < length; k++) inside[at + k] |= lists;
      }
      if (!gazetteer.begins(phrase)) break;
    }
  }
}

/** Are two words a phrase of the gazetteer, or the begin of one? Most are not, and the same come again in an article. */
function mayBegin(first: number, second: number, vocabulary: Vocabulary, gazetteer: Gazetteer): boolean {
  const { pairs } = knownWords(vocabulary, gazetteer);
  const at = 3 * (feature2(0, first, second) & (PAIRS - 1));
  if (pairs[at] !== first || pairs[at + 1] !== second) {
    const phrase = `${phraseWord(first, vocabulary)} ${phraseWord(second, vocabulary)}`;
    pairs[at] = first;
    pairs[at + 1] = second;
    pairs[at + 2] = gazetteer.lists(phrase) || gazetteer.begins(phrase) ? 1 : 0;
  }
  return pairs[at + 2] === 1;
}

const outside = (word: number): WordFacts => ({
  ...{ raw: word, word, shape: word, shortShape: word, prefixes: [], suffixes: [] },
  ...{
    capital: false,
    allCapitals: false,
    hasLower: false,
    hasLetter: false,
    telling: false,
    particle: false,
    cluster: -2,
    middle: -2,
    coarse: -2,
  },
  ...{ lists: 0, begins: false, stemCluster: 0, stemLists: 0 },
});
const NO_WORD = outside(0);
const BEFORE_SENTENCE = outside(BEFORE);
const BEHIND_SENTENCE = outside(BEHIND);

/** Features of one word that stands `k` tokens behind the token that is labelled (before it when negative); returns where they end. */
function writeUnary(values: Int32Array, at: number, k: number, fact: WordFacts): number {
  const t = (k + REACH) * UNARY;
  const capital = fact.capital ? 1 : 0;
  let to = at;
  values[to++] = feature(t, fact.word);
  if (k === 3 || k === -3) return to;
  values[to++] = feature(t + 1, fact.cluster);
  if (fact.cluster >= 0) {
    values[to++] = feature(t + 2, fact.middle);
    values[to++] = feature(t + 3, fact.coarse);
  }
  values[to++] = feature(t + 5, fact.shape);
  for (let lists = fact.lists, list = 0; lists; lists >>= 1, list++) {
    if (lists & 1) values[to++] = feature2(t + 11, list, capital);
  }
  values[to++] = feature2(t + 12, fact.lists, capital);
  if (k === 2 || k === -2) return to;
  values[to++] = feature(t + 4, fact.raw);
  values[to++] = feature(t + 6, fact.shortShape);
  if (k !== 0) {
    if (fact.suffixes[2]) values[to++] = feature(t + 8, fact.suffixes[2]);
    return to;
  }
  values[to++] = feature(t + 13, 0);
  values[to++] = feature2(t + 14, fact.middle, fact.shape);
  values[to++] = feature2(t + 15, fact.lists, fact.shape);
  values[to++] = feature2(t + 16, fact.cluster, capital);
  for (let n = 0; n < fact.prefixes.length; n++) {
    values[to++] = feature2(t + 7, fact.prefixes[n], n);
    values[to++] = feature2(t + 8, fact.suffixes[n], n);
  }
  if (fact.stemLists || fact.stemCluster) {
    values[to++] = feature(t + 9, fact.stemCluster);
    values[to++] = feature(t + 10, fact.stemLists);
  }
  return to;
}

/** Template numbers of what follows begin here. */
const USAGE = 1000;
const JOINTS = 2000;

/** Features of how a capitalised word is used in the document, wherever the token stands; returns where they end. */
function writeUsage(values: Int32Array, at: number, use: Usage, shape: number): number {
  let to = at;
  values[to++] = feature2(USAGE, (use.small ? 2 : 0) + (use.capital ? 1 : 0), shape);
  values[to++] = feature2(USAGE + 1, Math.min(3, use.capital), Math.min(3, use.small));
  for (const word of use.before) values[to++] = feature(USAGE + 2, word);
  for (const word of use.behind) values[to++] = feature(USAGE + 3, word);
  return to;
}

function writeJoint(
  values: Int32Array,
  at: number,
  { word, shape, middle, lists, flags }: TokenFacts,
  i: number,
  first: number,
  end: number,
  capitals: number,
  { begins, inside, lengths }: Phrases,
): number {
  const none = NO_WORD.middle;
  const [hasLast1, hasLast2, hasNext1, hasNext2] = [i > first, i - 1 > first, i + 1 < end, i + 2 < end];
  const w0 = word[i];
  const last1 = hasLast1 ? word[i - 1] : BEFORE;
  const last2 = hasLast2 ? word[i - 2] : BEFORE;
  const next1 = hasNext1 ? word[i + 1] : BEHIND;
  const next2 = hasNext2 ? word[i + 2] : BEHIND;
  const s0 = shape[i];
  const shapeLast = hasLast1 ? shape[i - 1] : BEFORE;
  const shapeNext = hasNext1 ? shape[i + 1] : BEHIND;
  const m0 = middle[i];
  const middleLast1 = hasLast1 ? middle[i - 1] : none;
  const middleLast2 = hasLast2 ? middle[i - 2] : none;
  const middleNext1 = hasNext1 ? middle[i + 1] : none;
  const middleNext2 = hasNext2 ? middle[i + 2] : none;
  const lists0 = lists[i];
  const listsLast = hasLast1 ? lists[i - 1] : 0;
  const listsNext = hasNext1 ? lists[i + 1] : 0;
  const capital = flags[i] & FLAG.capital;
  let to = at;

  // words
  values[to++] = feature2(JOINTS + 2, w0, last1);
  values[to++] = feature2(JOINTS + 3, w0, next1);
  values[to++] = feature2(JOINTS + 4, last1, next1);
  values[to++] = feature2(JOINTS + 5, last2, last1);
  values[to++] = feature2(JOINTS + 6, next1, next2);
  values[to++] = feature2(JOINTS + 12, last1, s0);
  values[to++] = feature2(JOINTS + 13, next1, s0);
  if (capitals) values[to++] = feature2(JOINTS + 14, w0, capitals);
  if (i === first) values[to++] = feature(JOINTS + 17, w0);
  // shapes
  values[to++] = feature2(JOINTS + 7, shapeLast, s0);
  values[to++] = feature2(JOINTS + 8, s0, shapeNext);
  values[to++] = feature3(JOINTS + 9, shapeLast, s0, shapeNext);
  values[to++] = feature3(JOINTS + 15, s0, capitals, i === first ? 1 : 0);
  // the first common word on either side, and how far it is
  let behind = i + 1;
  while (behind < end && (flags[behind] & FLAG.capital) !== 0 && behind < i + 6) behind++;
  let before = i - 1;
  while (before >= first && (flags[before] & FLAG.capital) !== 0 && before > i - 6) before--;
  const wordBehind = behind < end ? word[behind] : BEHIND;
  const wordBefore = before >= first ? word[before] : BEFORE;
  values[to++] = feature2(JOINTS + 18, wordBehind, capital);
  values[to++] = feature2(JOINTS + 19, wordBefore, capital);
  values[to++] = feature2(JOINTS + 21, behind - i, i - before);
  // the sentence
  values[to++] = feature2(JOINTS + 22, word[first], capital);
  values[to++] = feature2(JOINTS + 24, Math.min(end - first, 6), s0);
  // clusters
  values[to++] = feature2(JOINTS + 25, m0, middleNext1);
  values[to++] = feature2(JOINTS + 26, middleLast1, m0);
  values[to++] = feature2(JOINTS + 27, middleLast1, middleNext1);
  values[to++] = feature3(JOINTS + 31, middleLast2, middleLast1, s0);
  values[to++] = feature3(JOINTS + 32, middleNext1, middleNext2, s0);
  values[to++] = feature2(JOINTS + 28, middleLast1, s0);
  values[to++] = feature2(JOINTS + 29, middleNext1, s0);
  // gazetteer: neighbours, and phrases of several words
  if (listsLast || lists0) values[to++] = feature2(JOINTS + 42, listsLast, lists0);
  if (listsNext || lists0) values[to++] = feature2(JOINTS + 43, listsNext, lists0);
  const g = i - first;
  for (let k = -1; k <= 1; k++) {
    if (i + k < first || i + k >= end) continue;
    const t = JOINTS + 33 + 2 * (k + 1);
    for (let bits = begins[g + k], list = 0; bits; bits >>= 1, list++) {
      if (bits & 1) values[to++] = feature2(t, list, capital);
    }
    for (let bits = inside[g + k], list = 0; bits; bits >>= 1, list++) {
      if (bits & 1) values[to++] = feature2(t + 1, list, capital);
    }
  }
  if (begins[g] || inside[g]) values[to++] = feature3(JOINTS + 39, begins[g], inside[g], lengths[g]);
  return to;
}
