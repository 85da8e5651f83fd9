import type { Sentences } from '../analysis';
import { feature, feature2, feature3, hashOf } from '../tagger/hash';
import type { FeatureRows } from '../tagger/sequence';
import { type Gazetteer, LISTS, LONGEST_PHRASE } from './gazetteer';

/**
 * What the name tagger sees of each token: the word and its neighbours, their shapes, beginnings and endings, clusters,
 * gazetteer lists, and how the same word is used elsewhere in the document. (The feature set of Ratinov and Roth 2009 and
 * Chieu and Ng 2003, for a linear tagger.)
 */
export interface NameFeatures {
  /** The features of one sentence's tokens; valid until the next call. */
  rows(sentence: number): FeatureRows;
}

const WIDTH = 150;
/** Values that stand for "before the sentence" and "behind it". */
const BEFORE = 1;
const BEHIND = 2;
const CLITIC = new Set(["'s", '’s', "'", '’']);
/** A word's neighbours elsewhere in the document are looked at up to this many times. */
const NEIGHBOURS = 6;

export function nameFeatures(words: readonly string[], sentences: Sentences, gazetteer: Gazetteer): NameFeatures {
  const known = new Map<string, WordFacts>();
  const facts = words.map((word) => {
    let fact = known.get(word);
    if (!fact) known.set(word, (fact = wordFacts(word, gazetteer)));
    return fact;
  });
  const usage = documentUsage(facts, sentences);
  let values = new Int32Array(64 * WIDTH);
  let begins = new Int32Array(64);
  let inside = new Int32Array(64);
  let lengths = new Int32Array(64);
  const rows = (sentence: number): FeatureRows => {
    const first = sentences.firstToken[sentence];
    const end = sentences.endToken[sentence];
    const count = end - first;
    if (count > begins.length) {
      values = new Int32Array(count * WIDTH);
      [begins, inside, lengths] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
    }
    values.fill(0, 0, count * WIDTH);
    matchPhrases(facts, first, end, gazetteer, begins, inside, lengths);
    const capitals = capitalisation(facts, first, end);
    for (let i = first; i < end; i++) {
      writeToken(
        values,
        (i - first) * WIDTH,
        facts,
        usage,
        i,
        first,
        end,
        capitals,
        begins,
        inside,
        lengths,
        gazetteer,
      );
    }
    return { count, width: WIDTH, values };
  };
  return { rows };
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
  readonly cluster: number;
  readonly middle: number;
  readonly coarse: number;
}

function wordFacts(word: string, gazetteer: Gazetteer): WordFacts {
  const lower = word.length > 40 ? word.slice(0, 40).toLowerCase() : word.toLowerCase();
  const shape = shapeOf(word);
  const cluster = gazetteer.cluster(lower);
  const lengths = [1, 2, 3, 4, 5];
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
    cluster,
    middle: cluster < 0 ? -1 : gazetteer.middle[cluster],
    coarse: cluster < 0 ? -1 : gazetteer.coarse[cluster],
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

/** How a word, whatever its case, is used in the document where its case says something. */
interface Usage {
  small: number;
  capital: number;
  readonly before: number[];
  readonly behind: number[];
}

function documentUsage(facts: readonly WordFacts[], sentences: Sentences): ReadonlyMap<string, Usage> {
  const usage = new Map<string, Usage>();
  for (let s = 0; s < sentences.count; s++) {
    const first = sentences.firstToken[s];
    const end = sentences.endToken[s];
    const shouted = capitalisation(facts, first, end) > 0;
    for (let i = first; i < end; i++) {
      const fact = facts[i];
      if (!fact.hasLetter) continue;
      let use = usage.get(fact.lower);
      if (!use) usage.set(fact.lower, (use = { small: 0, capital: 0, before: [], behind: [] }));
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

/** Gazetteer phrases in the sentence: lists of those that begin at a token, of those that go on there, longest length. */
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
    if (!facts[i].hasLetter) continue;
    let phrase = facts[i].lower;
    for (let length = 1; length <= LONGEST_PHRASE; length++) {
      const lists = gazetteer.lists(phrase);
      if (lists) {
        begins[i - first] |= lists;
        lengths[i - first] = length;
        for (let k = 1; k < length; k++) inside[i - first + k] |= lists;
      }
      const next = i + length;
      if (next >= end || !gazetteer.begins(phrase)) break;
      phrase += ' ' + facts[next].lower;
    }
  }
}

function writeToken(
  values: Int32Array,
  at: number,
  facts: readonly WordFacts[],
  usage: ReadonlyMap<string, Usage>,
  i: number,
  first: number,
  end: number,
  capitals: number,
  begins: Int32Array,
  inside: Int32Array,
  lengths: Int32Array,
  gazetteer: Gazetteer,
): void {
  const here = facts[i];
  const last1 = i > first ? facts[i - 1] : undefined;
  const last2 = i - 1 > first ? facts[i - 2] : undefined;
  const next1 = i + 1 < end ? facts[i + 1] : undefined;
  const next2 = i + 2 < end ? facts[i + 2] : undefined;
  const w0 = here.word;
  const wl1 = last1?.word ?? BEFORE;
  const wl2 = last2?.word ?? BEFORE;
  const wn1 = next1?.word ?? BEHIND;
  const wn2 = next2?.word ?? BEHIND;
  const s0 = here.shape;
  const sl1 = last1?.shape ?? BEFORE;
  const sl2 = last2?.shape ?? BEFORE;
  const sn1 = next1?.shape ?? BEHIND;
  const sn2 = next2?.shape ?? BEHIND;
  const capital = here.capital ? 1 : 0;
  let t = 0;
  let to = at;
  const one = (value: number): void => void (values[to++] = feature(t++, value));
  const two = (a: number, b: number): void => void (values[to++] = feature2(t++, a, b));

  // words
  one(0);
  one(here.raw);
  one(w0);
  one(wl1);
  one(wn1);
  one(wl2);
  one(wn2);
  one(last1?.raw ?? BEFORE);
  one(next1?.raw ?? BEHIND);
  two(w0, wl1);
  two(w0, wn1);
  two(wl1, wn1);
  two(wl2, wl1);
  two(wn1, wn2);
  one(i - 2 > first ? facts[i - 3].word : BEFORE);
  one(i + 3 < end ? facts[i + 3].word : BEHIND);
  // shapes
  one(s0);
  one(here.shortShape);
  two(sl1, s0);
  two(s0, sn1);
  values[to++] = feature3(t++, sl1, s0, sn1);
  two(sl2, sl1);
  two(sn1, sn2);
  two(wl1, s0);
  two(wn1, s0);
  two(w0, capitals);
  two(s0, capitals);
  two(s0, i === first ? 1 : 0);
  two(w0, i === first ? 1 : 0);
  // beginnings and endings
  for (let n = 0; n < 5; n++) {
    values[to++] = here.prefixes[n] && feature(t, here.prefixes[n]);
    values[to++] = here.suffixes[n] && feature(t + 1, here.suffixes[n]);
    t += 2;
  }
  // the first common word on either side, and how far it is
  let behind = i + 1;
  while (behind < end && facts[behind].capital && behind < i + 6) behind++;
  let before = i - 1;
  while (before >= first && facts[before].capital && before > i - 6) before--;
  const wBehind = behind < end ? facts[behind].word : BEHIND;
  const wBefore = before >= first ? facts[before].word : BEFORE;
  two(wBehind, capital);
  two(wBefore, capital);
  two(wBehind, wBefore);
  two(behind - i, i - before);
  // the sentence
  two(facts[first].word, capital);
  two(facts[end - 1].word, capital);
  two(Math.min(end - first, 6), s0);
  // clusters
  const cluster = (k: number): number => {
    const j = i + k;
    return j < first || j >= end ? -2 : facts[j].middle;
  };
  for (let k = -2; k <= 2; k++) {
    const j = i + k;
    const fact = j < first || j >= end ? undefined : facts[j];
    values[to++] = feature(t++, fact ? fact.cluster : -2);
    values[to++] = fact && fact.cluster >= 0 ? feature(t, fact.middle) : 0;
    values[to++] = fact && fact.cluster >= 0 ? feature(t + 1, fact.coarse) : 0;
    t += 2;
  }
  const [cl2, cl1, c0, cn1, cn2] = [cluster(-2), cluster(-1), cluster(0), cluster(1), cluster(2)];
  two(c0, cn1);
  two(cl1, c0);
  two(cl1, cn1);
  two(cl1, s0);
  two(cn1, s0);
  two(c0, s0);
  values[to++] = feature3(t++, cl2, cl1, s0);
  values[to++] = feature3(t++, cn1, cn2, s0);
  // a possessive's stem: "NATOs" is "nato" behind a lost apostrophe
  if (capital && here.lower.length > 3 && here.lower.endsWith('s') && here.cluster < 0) {
    const stem = here.lower.slice(0, -1);
    values[to++] = feature(t, gazetteer.cluster(stem));
    values[to++] = feature(t + 1, gazetteer.lists(stem));
  } else to += 2;
  t += 2;
  // gazetteer
  const g = i - first;
  for (let k = -1; k <= 1; k++) {
    const j = g + k;
    const there = i + k >= first && i + k < end;
    for (let list = 0; list < LISTS; list++) {
      values[to++] = there && begins[j] & (1 << list) ? feature3(t, list, capital, 0) : 0;
    }
    t++;
    values[to++] = there && inside[j] ? feature2(t, inside[j], capital) : 0;
    t++;
  }
  two(begins[g], inside[g]);
  two(begins[g], s0);
  values[to++] = feature3(t++, begins[g], lengths[g], capital);
  two(g > 0 ? begins[g - 1] : -1, begins[g]);
  two(i + 1 < end ? begins[g + 1] : -1, begins[g]);
  two(g > 0 ? inside[g - 1] | begins[g - 1] : -1, i + 1 < end ? begins[g + 1] : -1);
  // the document
  const use = here.capital ? usage.get(here.lower) : undefined;
  if (use) {
    two((use.small ? 2 : 0) + (use.capital ? 1 : 0), s0);
    two(Math.min(3, use.capital), Math.min(3, use.small));
    for (let n = 0; n < use.before.length; n++) values[to + n] = feature(t, use.before[n]);
    to += NEIGHBOURS;
    for (let n = 0; n < use.behind.length; n++) values[to + n] = feature(t + 1, use.behind[n]);
    to += NEIGHBOURS;
    t += 2;
    values[to++] = i + 1 < end && CLITIC.has(facts[i + 1].lower) ? feature(t, w0) : 0;
  }
  if (to - at > WIDTH) throw new Error(`WIDTH is too small: ${to - at} features.`);
}
