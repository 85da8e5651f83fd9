import { feature, feature2, feature3 } from '../tagger/hash';
import { readModelFile, writeModelFile } from '../tagger/modelFile';
import { labelsOf } from '../tagger/sequence';
import { addAllScores, addScores, bestOf, type Weights, weightSections, weightsOf } from '../tagger/weights';
import { type Lexicon, lexiconOf, lexiconSections } from './lexicon';
import { TAGS } from './tags';
import type { Property } from './vocabulary';
import { casingOf, WORD_FORM, FORMS, SHAPE, type WordForms } from './wordForms';

/**
 * Tags words from left to right, each by the best of a linear model's scores (a greedy averaged perceptron); words that
 * have only one tag get it from the lexicon.
 */
export interface PartOfSpeechModel {
  readonly weights: Weights;
  readonly lexicon: Lexicon;
  /** Made of the other two. */
  readonly words: WordScores;
}

export function partOfSpeechModel(weights: Weights, lexicon: Lexicon): PartOfSpeechModel {
  return { weights, lexicon, words: wordScores(weights, lexicon) };
}

const KIND = 'partOfSpeech';

/** @throws Error naming the file and what is wrong with it. */
export function readPartOfSpeechModel(bytes: Uint8Array, file = 'partOfSpeech.bin'): PartOfSpeechModel {
  const model = readModelFile(bytes, file, KIND);
  const labels = labelsOf(model, file);
  if (labels.join() !== TAGS.join()) throw new Error(`Model file ${file} cannot be used: its tags are others.`);
  return partOfSpeechModel(weightsOf(model, labels, file), lexiconOf(model, TAGS.length, file));
}

export function writePartOfSpeechModel(model: PartOfSpeechModel, about: Record<string, unknown> = {}): Uint8Array {
  return writeModelFile({
    about: { ...about, kind: KIND, labels: TAGS },
    sections: { ...weightSections(model.weights), ...lexiconSections(model.lexicon) },
  });
}

/** Tags the sentences that end before the tokens `sentenceEnds`. @returns by token the number of its tag in TAGS. */
export function tagSentences(
  forms: WordForms,
  sentenceEnds: readonly number[],
  { weights, lexicon, words }: PartOfSpeechModel,
  sure = SURE,
): Uint8Array {
  const { types } = forms;
  const tags = new Uint8Array(forms.count);
  const known = forms.vocabulary.column(lexicon.known);
  const rows = forms.vocabulary.column(words.property);
  const { scores } = words;
  let from = 0;
  for (const to of sentenceEnds) {
    const sentence = { forms, known, from, to, casing: casingOf(forms.shape, from, to) };
    for (let i = from; i < to; i++) {
      const only = known[2 * types[i] + 1];
      if (only) {
        tags[i] = only - 1;
        continue;
      }
      addWordScores(sentence, i, tags, rows, words, weights);
      if (leadOf(scores) < sure) addPairScores(sentence, i, tags, words, weights);
      tags[i] = bestOf(scores, TAGS.length);
    }
    from = to;
  }
  return tags;
}

/**
 * A tag that leads by so much, in units of the model's scale, when single words and the tags before have spoken is taken as it
 * is. Two words of three need no more, and the pairs of words are the dearer half of the work; it costs 0.03 points on GUM's
 * dev part (95.98 to 95.95).
 */
const SURE = 200;

/** By how much the highest score beats the second. */
function leadOf(scores: Int32Array): number {
  let first = scores[0];
  let second = -Infinity;
  for (let tag = 1; tag < scores.length; tag++) {
    const score = scores[tag];
    if (score > first) {
      second = first;
      first = score;
    } else if (score > second) second = score;
  }
  return first - second;
}

/** What a word says of tags by itself: of its own tag, and of that of a word one or two places before or behind it. */
const PLACE = { own: 0, ownPlain: 1, before: 2, behind: 3, twoBefore: 4, twoBehind: 5 } as const;
const PLACES = 6;
const ROW = PLACES * TAGS.length;

/**
 * The scores of words by themselves, added up once a type: most features of a token are features of one word. `ownPlain`
 * also holds the features of its shape as it counts inside a sentence with usual capitals.
 */
export interface WordScores {
  /** Scores by type, PLACE and tag. */
  readonly property: Property<Int16Array<ArrayBuffer>>;
  /** The same for the words beyond a sentence's ends. */
  readonly beyond: Int16Array;
  /** What the two tags before a token say, by the nearer, the farther (the last of each: no tag) and tag. */
  readonly tagPairs: Int16Array;
  /** Room used anew for each token: the scores of its tags, features to be looked up, and what `addAllScores` asks for. */
  readonly scores: Int32Array;
  readonly features: Int32Array;
  readonly slots: Int32Array;
}

function wordScores(weights: Weights, lexicon: Lexicon): WordScores {
  const scores = new Int32Array(TAGS.length);
  const put = (values: Int16Array, at: number, ...features: number[]): void => {
    scores.fill(0);
    for (const each of features) addScores(weights, each, scores);
    for (let tag = 0; tag < TAGS.length; tag++) values[at + tag] = scores[tag];
  };
  const property: WordScores['property'] = {
    create: (length) => new Int16Array(length),
    width: ROW,
    write: (id, values, at, owner) => {
      const [word, suffix2, suffix3, suffix4, prefix3, shape] = owner.column(FORMS).subarray(id * FORMS.width);
      const wordClass = owner.column(lexicon.known)[2 * id];
      const own = [
        feature(0, word),
        feature(5, suffix2),
        feature(6, suffix3),
        feature(7, suffix4),
        feature(8, prefix3),
      ];
      own.push(feature(20, wordClass), feature2(24, wordClass, suffix2));
      const shaped = [feature(9, shape), feature2(10, suffix2, shape), feature2(13, word, shape)];
      const size = TAGS.length;
      put(values, at + PLACE.own * size, ...own);
      put(values, at + PLACE.ownPlain * size, ...own, ...shaped);
      put(values, at + PLACE.before * size, feature(1, word), shape < 0 ? 0 : feature2(11, suffix3, shape));
      put(values, at + PLACE.behind * size, feature(2, word), shape < 0 ? 0 : feature2(12, suffix3, shape));
      put(values, at + PLACE.twoBefore * size, feature(3, word));
      put(values, at + PLACE.twoBehind * size, feature(4, word));
    },
  };
  const beyond = new Int16Array(ROW);
  put(beyond, PLACE.before * TAGS.length, feature(1, BEFORE));
  put(beyond, PLACE.behind * TAGS.length, feature(2, BEHIND));
  put(beyond, PLACE.twoBefore * TAGS.length, feature(3, BEFORE));
  put(beyond, PLACE.twoBehind * TAGS.length, feature(4, BEHIND));
  const count = TAGS.length + 1;
  const tagPairs = new Int16Array(count * count * TAGS.length);
  for (let pair = 0; pair < count * count; pair++) {
    const [tag1, tag2] = [Math.floor(pair / count), pair % count].map((tag) => (tag < TAGS.length ? tag : NO_TAG));
    put(tagPairs, pair * TAGS.length, feature(14, tag1), feature2(15, tag1, tag2));
  }
  const features = new Int32Array(MOST_LOOKED_UP);
  return { property, beyond, tagPairs, scores, features, slots: new Int32Array(2 * MOST_LOOKED_UP) };
}

/** No more features than this are looked up at once. */
const MOST_LOOKED_UP = 8;

/**
 * Sets the scores of token `i` to what its features of a single word say, 0 to 13, 20 and 24 of `tagFeatures`, and those of the
 * two tags before it, 14 and 15.
 */
function addWordScores(
  { forms, from, to, casing }: TaggedSentence,
  i: number,
  tags: Uint8Array,
  rows: Int16Array,
  { beyond, tagPairs, scores, features, slots }: WordScores,
  weights: Weights,
): void {
  const { types, table, shape } = forms;
  const size = TAGS.length;
  const plain = casing === 0 && i > from && shape[i] < SHAPE.signAlone;
  const before = i > from ? rows : beyond;
  const behind = i + 1 < to ? rows : beyond;
  const twoBefore = i - 1 > from ? rows : beyond;
  const twoBehind = i + 2 < to ? rows : beyond;
  const own = types[i] * ROW + (plain ? PLACE.ownPlain : PLACE.own) * size;
  const one = (i > from ? types[i - 1] * ROW : 0) + PLACE.before * size;
  const two = (i + 1 < to ? types[i + 1] * ROW : 0) + PLACE.behind * size;
  const three = (i - 1 > from ? types[i - 2] * ROW : 0) + PLACE.twoBefore * size;
  const four = (i + 2 < to ? types[i + 2] * ROW : 0) + PLACE.twoBehind * size;
  const tag1 = i > from ? tags[i - 1] : size;
  const tag2 = i - 1 > from ? tags[i - 2] : size;
  const pair = (tag1 * (size + 1) + tag2) * size;
  for (let tag = 0; tag < size; tag++) {
    scores[tag] =
      rows[own + tag] +
      before[one + tag] +
      behind[two + tag] +
      twoBefore[three + tag] +
      twoBehind[four + tag] +
      tagPairs[pair + tag];
  }
  let count = 0;
  if (!plain) {
    const shaped = shape[i] + 16 * casing + (i === from ? 64 : 0);
    features[count++] = feature(9, shaped);
    features[count++] = feature2(10, table[FORMS.width * types[i] + WORD_FORM.suffix2], shaped);
    features[count++] = feature2(13, table[FORMS.width * types[i] + WORD_FORM.lower], shaped);
  }
  // The shape of a sign depends on the spaces around it, which a type does not know.
  if (i > from && shape[i - 1] >= SHAPE.signAlone)
    features[count++] = feature2(11, table[FORMS.width * types[i - 1] + WORD_FORM.suffix3], shape[i - 1]);
  if (i + 1 < to && shape[i + 1] >= SHAPE.signAlone)
    features[count++] = feature2(12, table[FORMS.width * types[i + 1] + WORD_FORM.suffix3], shape[i + 1]);
  addAllScores(weights, features, count, scores, 0, slots);
}

/** Adds the features of token `i` that belong to a tag and a word or to several words: the others of `tagFeatures`. */
function addPairScores(
  { forms, known, from, to, casing }: TaggedSentence,
  i: number,
  tags: Uint8Array,
  { scores, features, slots }: WordScores,
  weights: Weights,
): void {
  const { types, table, shape } = forms;
  const last = i + 1 >= to;
  const own = FORMS.width * types[i];
  const behind = last ? BEHIND : table[FORMS.width * types[i + 1] + WORD_FORM.lower];
  const tag1 = i === from ? NO_TAG : tags[i - 1];
  const shapeHere = shape[i] + 16 * casing + (i === from ? 64 : 0);
  const wordClass = known[2 * types[i]];
  const classBehind = last ? 255 : known[2 * types[i + 1]];
  features[0] = feature2(16, tag1, table[own + WORD_FORM.lower]);
  features[1] = feature2(17, tag1, table[own + WORD_FORM.suffix3]);
  features[2] = feature2(18, tag1, behind);
  features[3] = feature3(19, tag1, shapeHere, last ? 255 : shape[i + 1]);
  features[4] = feature2(21, wordClass, tag1);
  features[5] = feature2(22, wordClass, classBehind);
  features[6] = feature3(23, wordClass, tag1, classBehind);
  features[7] = feature2(25, classBehind, table[own + WORD_FORM.suffix3]);
  addAllScores(weights, features, 8, scores, 0, slots);
}

/** The tokens `from` up to `to`. */
export interface TaggedSentence {
  readonly forms: WordForms;
  /** Lexicon.known by type. */
  readonly known: Uint8Array;
  readonly from: number;
  readonly to: number;
  /** One of CASING. */
  readonly casing: number;
}

export const FEATURES = 26;
/** Features that know the word itself: training hides them now and then, so that the others learn to do without. */
export const WORD_FEATURES = [0, 13, 16];

/** Stand for the words and tags beyond a sentence's ends. */
const BEFORE = 0x5eed;
const BEHIND = 0xeed5;
const NO_TAG = 200;

/** Writes the features of token `i` of the sentence, whose tags before `i` are known, into `out`. */
export function tagFeatures(sentence: TaggedSentence, i: number, tags: Uint8Array, out: Int32Array): void {
  const { forms, known, from, to, casing } = sentence;
  const { types, table, shape } = forms;
  const form = (token: number, which: number): number => table[FORMS.width * types[token] + which];
  const word = form(i, WORD_FORM.lower);
  const suffix2 = form(i, WORD_FORM.suffix2);
  const first = i === from;
  const last = i + 1 >= to;
  const before = first ? BEFORE : form(i - 1, WORD_FORM.lower);
  const behind = last ? BEHIND : form(i + 1, WORD_FORM.lower);
  const tag1 = first ? NO_TAG : tags[i - 1];
  const tag2 = i - 1 > from ? tags[i - 2] : NO_TAG;
  const ending = form(i, WORD_FORM.suffix3);
  const shapeHere = shape[i] + 16 * casing + (first ? 64 : 0);
  const wordClass = known[2 * types[i]];
  const classBehind = last ? 255 : known[2 * types[i + 1]];
  out[0] = feature(0, word);
  out[1] = feature(1, before);
  out[2] = feature(2, behind);
  out[3] = feature(3, i - 1 > from ? form(i - 2, WORD_FORM.lower) : BEFORE);
  out[4] = feature(4, i + 2 < to ? form(i + 2, WORD_FORM.lower) : BEHIND);
  out[5] = feature(5, suffix2);
  out[6] = feature(6, ending);
  out[7] = feature(7, form(i, WORD_FORM.suffix4));
  out[8] = feature(8, form(i, WORD_FORM.prefix3));
  out[9] = feature(9, shapeHere);
  out[10] = feature2(10, suffix2, shapeHere);
  out[11] = first ? 0 : feature2(11, form(i - 1, WORD_FORM.suffix3), shape[i - 1]);
  out[12] = last ? 0 : feature2(12, form(i + 1, WORD_FORM.suffix3), shape[i + 1]);
  out[13] = feature2(13, word, shapeHere);
  out[14] = feature(14, tag1);
  out[15] = feature2(15, tag1, tag2);
  out[16] = feature2(16, tag1, word);
  out[17] = feature2(17, tag1, ending);
  out[18] = feature2(18, tag1, behind);
  out[19] = feature3(19, tag1, shapeHere, last ? 255 : shape[i + 1]);
  out[20] = feature(20, wordClass);
  out[21] = feature2(21, wordClass, tag1);
  out[22] = feature2(22, wordClass, classBehind);
  out[23] = feature3(23, wordClass, tag1, classBehind);
  out[24] = feature2(24, wordClass, suffix2);
  out[25] = feature2(25, classBehind, ending);
}
