import type { Sentences } from '../analysis';
import { feature, feature2, feature3, hashOf } from '../tagger/hash';
import type { FeatureRows } from '../tagger/sequence';
import { addScores, type Weights } from '../tagger/weights';
import type { Property, Vocabulary } from '../text/vocabulary';
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
  /** All features of one sentence's tokens, for training; none of a token that cannot be in a name. Valid until the next call. */
  rows(sentence: number): FeatureRows;
  /**
   * Writes for the tokens of one sentence, by token and label, the sum of the weights of what the sentence alone says. Label 0
   * is "no name".
   */
  sentenceScores(weights: Weights, sentence: number, scores: Int32Array): void;
  /** Adds what the words' use in the rest of the document says. */
  addUsage(weights: Weights, scores: Int32Array): void;
  /**
   * A word in small letters with no capital soon behind is no part of a name ("de la Rua", "al-Aqsa") and not looked at;
   * `end` is that of its sentence.
   */
  isInert(token: number, end: number): boolean;
  isCapitalised(token: number): boolean;
}

/** Values that stand for "before the sentence" and "behind it". */
const BEFORE = 1;
const BEHIND = 2;
/** A word's neighbours elsewhere in the document are looked at up to this many times. */
const NEIGHBOURS = 6;
/** A score of "no name" that nothing outdoes. */
const NEVER_A_NAME = 100_000;
/** Words up to this far away from a token are looked at. */
const REACH = 3;
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
  const known = factsOf(vocabulary, gazetteer);
  const facts = Array.from(types, (type) => known[type]);
  return new DocumentFeatures(types, vocabulary, facts, sentences, gazetteer);
}

/** Facts by word type, kept from article to article: most words of an article stood in others too. */
const factsByVocabulary = new WeakMap<Vocabulary, { readonly gazetteer: Gazetteer; readonly facts: WordFacts[] }>();

function factsOf(vocabulary: Vocabulary, gazetteer: Gazetteer): readonly WordFacts[] {
  let known = factsByVocabulary.get(vocabulary);
  if (known?.gazetteer !== gazetteer) factsByVocabulary.set(vocabulary, (known = { gazetteer, facts: [] }));
  const { facts } = known;
  for (let type = facts.length; type < vocabulary.size; type++) facts.push(wordFacts(vocabulary.word(type), gazetteer));
  return facts;
}

/** Walks a document's sentences; its buffers are used again for each. */
class DocumentFeatures implements NameFeatures {
  readonly #types: Int32Array;
  readonly #vocabulary: Vocabulary;
  readonly #facts: readonly WordFacts[];
  #usage: ReadonlyMap<number, Usage> | undefined;
  readonly #sentences: Sentences;
  readonly #gazetteer: Gazetteer;
  #values = new Int32Array(64 * WIDTH);
  #begins = new Int32Array(64);
  #inside = new Int32Array(64);
  #lengths = new Int32Array(64);

  constructor(
    types: Int32Array,
    vocabulary: Vocabulary,
    facts: readonly WordFacts[],
    sentences: Sentences,
    gazetteer: Gazetteer,
  ) {
    this.#types = types;
    this.#vocabulary = vocabulary;
    this.#facts = facts;
    this.#sentences = sentences;
    this.#gazetteer = gazetteer;
  }

  /** Makes room and finds what is asked of the sentence as a whole. */
  #begin(s: number): { first: number; end: number; capitals: number } {
    const first = this.#sentences.firstToken[s];
    const end = this.#sentences.endToken[s];
    const count = end - first;
    if (count > this.#begins.length) {
      [this.#begins, this.#inside, this.#lengths] = [
        new Int32Array(count),
        new Int32Array(count),
        new Int32Array(count),
      ];
    }
    matchPhrases(this.#facts, first, end, this.#gazetteer, this.#begins, this.#inside, this.#lengths);
    return { first, end, capitals: capitalisation(this.#facts, first, end) };
  }

  rows(s: number): FeatureRows {
    const { first, end, capitals } = this.#begin(s);
    const count = end - first;
    if (count * WIDTH > this.#values.length) this.#values = new Int32Array(count * WIDTH);
    const values = this.#values;
    values.fill(0, 0, count * WIDTH);
    for (let i = first; i < end; i++) {
      if (this.isInert(i, end)) continue;
      let at = (i - first) * WIDTH;
      for (let k = -REACH; k <= REACH; k++) at = writeUnary(values, at, k, this.#factAt(i, k, first, end));
      const use = this.#facts[i].capital ? this.#documentUsage().get(this.#facts[i].word) : undefined;
      if (use) at = writeUsage(values, at, use, this.#facts[i]);
      this.#writeJoint(values, at, i, first, end, capitals);
    }
    return { count, width: WIDTH, values };
  }

  #documentUsage(): ReadonlyMap<number, Usage> {
    return (this.#usage ??= documentUsage(this.#types, this.#vocabulary.size, this.#facts, this.#sentences));
  }

  #factAt(i: number, k: number, first: number, end: number): WordFacts {
    return i + k < first ? BEFORE_SENTENCE : i + k >= end ? BEHIND_SENTENCE : this.#facts[i + k];
  }

  isInert(i: number, end: number): boolean {
    const facts = this.#facts;
    return !(facts[i].telling || (i + 1 < end && (facts[i + 1].telling || (i + 2 < end && facts[i + 2].telling))));
  }

  isCapitalised(i: number): boolean {
    return this.#facts[i].capital;
  }

  sentenceScores(weights: Weights, s: number, scores: Int32Array): void {
    const types = this.#types;
    const width = weights.labels.length;
    const row = (2 * REACH + 1) * width;
    const { property, before, behind } = unaryScores(weights, this.#gazetteer);
    const sums = this.#vocabulary.column(property);
    const values = this.#values;
    const { first, end, capitals } = this.#begin(s);
    for (let i = first; i < end; i++) {
      const at = i * width;
      if (this.isInert(i, end)) {
        scores[at] = NEVER_A_NAME;
        continue;
      }
      for (let k = -REACH; k <= REACH; k++) {
        const inside = i + k >= first && i + k < end;
        const from = inside ? sums : k < 0 ? before : behind;
        const begin = (inside ? types[i + k] * row : 0) + (k + REACH) * width;
        for (let label = 0; label < width; label++) scores[at + label] += from[begin + label];
      }
      const own = scores.subarray(at, at + width);
      const count = this.#writeJoint(values, 0, i, first, end, capitals);
      for (let f = 0; f < count; f++) addScores(weights, values[f], own);
    }
  }

  addUsage(weights: Weights, scores: Int32Array): void {
    const types = this.#types;
    const width = weights.labels.length;
    const values = this.#values;
    const usage = this.#documentUsage();
    const sumsOf = new Map<number, Int32Array>();
    for (let i = 0; i < types.length; i++) {
      const fact = this.#facts[i];
      if (!fact.capital) continue;
      let sums = sumsOf.get(fact.word);
      if (!sums) {
        const count = writeUsage(values, 0, usage.get(fact.word)!, fact); // in the shape that it has first
        sumsOf.set(fact.word, (sums = new Int32Array(width)));
        for (let f = 0; f < count; f++) addScores(weights, values[f], sums);
      }
      for (let label = 0; label < width; label++) scores[i * width + label] += sums[label];
    }
  }

  /** Features of several words, or of a word and its place; returns where they end. */
  #writeJoint(values: Int32Array, at: number, i: number, first: number, end: number, capitals: number): number {
    return writeJoint(values, at, this.#facts, i, first, end, capitals, this.#begins, this.#inside, this.#lengths);
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
    write: (id, values, at, owner) => write(values, at, factsOf(owner as Vocabulary, gazetteer)[id]),
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
  readonly lower: string;
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
  const lower = word.length > 40 ? word.slice(0, 40).toLowerCase() : word.toLowerCase();
  const shape = shapeOf(word);
  const known = gazetteer.cluster(lower);
  const cluster = known < 0 ? gazetteer.rareCluster(lower) : known;
  const lengths = [1, 2, 3, 4, 5];
  const stem = shape[0] === 'X' && known < 0 && lower.length > 3 && lower.endsWith('s') ? lower.slice(0, -1) : '';
  return {
    lower,
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
  for (const character of word.slice(0, 40)) {
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

/** By word in lower case, of those that have a capital somewhere. */
function documentUsage(
  types: Int32Array,
  typeCount: number,
  facts: readonly WordFacts[],
  sentences: Sentences,
): ReadonlyMap<number, Usage> {
  const usage = new Map<number, Usage>();
  const ofType = new Int32Array(typeCount); // 0: not asked yet, -1: none, else 1 and its place in `all`
  const all: Usage[] = [];
  const place = (word: number): number => {
    const use: Usage = { small: 0, capital: 0, before: [], behind: [] };
    usage.set(word, use);
    return all.push(use);
  };
  const placeOf = new Map<number, number>();
  for (let i = 0; i < types.length; i++) {
    const { capital, word } = facts[i];
    if (!capital || ofType[types[i]]) continue;
    let at = placeOf.get(word);
    if (at === undefined) placeOf.set(word, (at = place(word)));
    ofType[types[i]] = at;
  }
  for (let s = 0; s < sentences.count; s++) {
    const first = sentences.firstToken[s];
    const end = sentences.endToken[s];
    const shouted = capitalisation(facts, first, end) > 0;
    for (let i = first; i < end; i++) {
      const fact = facts[i];
      if (!fact.hasLetter) continue;
      const at = (ofType[types[i]] ||= placeOf.get(fact.word) ?? -1);
      if (at < 0) continue;
      const use = all[at - 1];
      if (!fact.capital) {
        use.small++;
        continue;
      }
      if (shouted) continue;
      if (i > first) {
        use.capital++;
        remember(use.before, facts[i - 1].word);
      }
      remember(use.behind, i + 1 < end ? facts[i + 1].word : BEHIND);
    }
  }
  return usage;
}

function remember(list: number[], word: number): void {
  if (list.length < NEIGHBOURS && !list.includes(word)) list.push(word);
}

/** 2: all of the sentence's words are in capitals; 1: most; 0: its case says something. */
function capitalisation(facts: readonly WordFacts[], first: number, end: number): number {
  let capitals = 0;
  let small = 0;
  for (let i = first; i < end; i++) {
    if (facts[i].allCapitals) capitals++;
    else if (facts[i].hasLower) small++;
  }
  if (capitals > 0 && small === 0) return 2;
  return capitals > small ? 1 : 0;
}

/** Gazetteer phrases of several words: lists of those that begin at a token, of those that go on there, longest length. */
function matchPhrases(
  facts: readonly WordFacts[],
  first: number,
  end: number,
  gazetteer: Gazetteer,
  begins: Int32Array,
  inside: Int32Array,
  lengths: Int32Array,
): void {
  begins.fill(0, 0, end - first);
  inside.fill(0, 0, end - first);
  lengths.fill(0, 0, end - first);
  for (let i = first; i < end; i++) {
    const at = i - first;
    if (!facts[i].begins || !facts[i].telling) continue;
    let phrase = facts[i].lower;
    for (let length = 2; length <= LONGEST_PHRASE && i + length <= end; length++) {
      phrase += ' ' + facts[i + length - 1].lower;
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

const outside = (word: number): WordFacts => ({
  ...{ lower: '', raw: word, word, shape: word, shortShape: word, prefixes: [], suffixes: [] },
  ...{
    capital: false,
    allCapitals: false,
    hasLower: false,
    hasLetter: false,
    telling: false,
    cluster: -2,
    middle: -2,
    coarse: -2,
  },
  ...{ lists: 0, begins: false, stemCluster: 0, stemLists: 0 },
});
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
function writeUsage(values: Int32Array, at: number, use: Usage, { shape }: WordFacts): number {
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
  facts: readonly WordFacts[],
  i: number,
  first: number,
  end: number,
  capitals: number,
  begins: Int32Array,
  inside: Int32Array,
  lengths: Int32Array,
): number {
  const here = facts[i];
  const last1 = i > first ? facts[i - 1] : BEFORE_SENTENCE;
  const last2 = i - 1 > first ? facts[i - 2] : BEFORE_SENTENCE;
  const next1 = i + 1 < end ? facts[i + 1] : BEHIND_SENTENCE;
  const next2 = i + 2 < end ? facts[i + 2] : BEHIND_SENTENCE;
  const w0 = here.word;
  const s0 = here.shape;
  const capital = here.capital ? 1 : 0;
  let to = at;

  // words
  values[to++] = feature2(JOINTS + 2, w0, last1.word);
  values[to++] = feature2(JOINTS + 3, w0, next1.word);
  values[to++] = feature2(JOINTS + 4, last1.word, next1.word);
  values[to++] = feature2(JOINTS + 5, last2.word, last1.word);
  values[to++] = feature2(JOINTS + 6, next1.word, next2.word);
  values[to++] = feature2(JOINTS + 12, last1.word, s0);
  values[to++] = feature2(JOINTS + 13, next1.word, s0);
  if (capitals) values[to++] = feature2(JOINTS + 14, w0, capitals);
  if (i === first) values[to++] = feature(JOINTS + 17, w0);
  // shapes
  values[to++] = feature2(JOINTS + 7, last1.shape, s0);
  values[to++] = feature2(JOINTS + 8, s0, next1.shape);
  values[to++] = feature3(JOINTS + 9, last1.shape, s0, next1.shape);
  values[to++] = feature3(JOINTS + 15, s0, capitals, i === first ? 1 : 0);
  // the first common word on either side, and how far it is
  let behind = i + 1;
  while (behind < end && facts[behind].capital && behind < i + 6) behind++;
  let before = i - 1;
  while (before >= first && facts[before].capital && before > i - 6) before--;
  const wordBehind = behind < end ? facts[behind].word : BEHIND;
  const wordBefore = before >= first ? facts[before].word : BEFORE;
  values[to++] = feature2(JOINTS + 18, wordBehind, capital);
  values[to++] = feature2(JOINTS + 19, wordBefore, capital);
  values[to++] = feature2(JOINTS + 21, behind - i, i - before);
  // the sentence
  values[to++] = feature2(JOINTS + 22, facts[first].word, capital);
  values[to++] = feature2(JOINTS + 24, Math.min(end - first, 6), s0);
  // clusters
  values[to++] = feature2(JOINTS + 25, here.middle, next1.middle);
  values[to++] = feature2(JOINTS + 26, last1.middle, here.middle);
  values[to++] = feature2(JOINTS + 27, last1.middle, next1.middle);
  values[to++] = feature3(JOINTS + 31, last2.middle, last1.middle, s0);
  values[to++] = feature3(JOINTS + 32, next1.middle, next2.middle, s0);
  values[to++] = feature2(JOINTS + 28, last1.middle, s0);
  values[to++] = feature2(JOINTS + 29, next1.middle, s0);
  // gazetteer: neighbours, and phrases of several words
  if (last1.lists || here.lists) values[to++] = feature2(JOINTS + 42, last1.lists, here.lists);
  if (next1.lists || here.lists) values[to++] = feature2(JOINTS + 43, next1.lists, here.lists);
  const g = i - first;
  for (let k = -1; k <= 1; k++) {
    if (i + k < first || i + k >= end) continue;
    const t = JOINTS + 33 + 2 * (k + 1);
    for (let lists = begins[g + k], list = 0; lists; lists >>= 1, list++) {
      if (lists & 1) values[to++] = feature2(t, list, capital);
    }
    for (let lists = inside[g + k], list = 0; lists; lists >>= 1, list++) {
      if (lists & 1) values[to++] = feature2(t + 1, list, capital);
    }
  }
  if (begins[g] || inside[g]) values[to++] = feature3(JOINTS + 39, begins[g], inside[g], lengths[g]);
  return to;
}
