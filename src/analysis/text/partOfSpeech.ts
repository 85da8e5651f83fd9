import { feature, feature2, feature3 } from '../tagger/hash';
import { readModelFile, writeModelFile } from '../tagger/modelFile';
import { labelsOf } from '../tagger/sequence';
import { addScores, bestOf, type Weights, weightSections, weightsOf } from '../tagger/weights';
import { type KnownWords, type Lexicon, lexiconOf, lexiconSections, lookUp } from './lexicon';
import { TAGS } from './tags';
import { casingOf, type WordForms } from './wordForms';

/**
 * Tags words from left to right, each by the best of a linear model's scores (a greedy averaged perceptron); words that
 * have only one tag get it from the lexicon.
 */
export interface PartOfSpeechModel {
  readonly weights: Weights;
  readonly lexicon: Lexicon;
}

const KIND = 'partOfSpeech';

/** @throws Error naming the file and what is wrong with it. */
export function readPartOfSpeechModel(bytes: Uint8Array, file = 'partOfSpeech.bin'): PartOfSpeechModel {
  const model = readModelFile(bytes, file, KIND);
  const labels = labelsOf(model, file);
  if (labels.join() !== TAGS.join()) throw new Error(`Model file ${file} cannot be used: its tags are others.`);
  return { weights: weightsOf(model, labels, file), lexicon: lexiconOf(model, TAGS.length, file) };
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
  model: PartOfSpeechModel,
  known: KnownWords = lookUp(forms, model.lexicon),
): Uint8Array {
  const tags = new Uint8Array(forms.count);
  const features = new Int32Array(FEATURES);
  const scores = new Int32Array(TAGS.length);
  let from = 0;
  for (const to of sentenceEnds) {
    const sentence = { forms, known, from, to, casing: casingOf(forms.shape, from, to) };
    for (let i = from; i < to; i++) {
      if (known.tags[i]) {
        tags[i] = known.tags[i] - 1;
        continue;
      }
      tagFeatures(sentence, i, tags, features);
      scores.fill(0);
      for (let f = 0; f < FEATURES; f++) addScores(model.weights, features[f], scores);
      tags[i] = bestOf(scores, TAGS.length);
    }
    from = to;
  }
  return tags;
}

/** The tokens `from` up to `to`. */
export interface TaggedSentence {
  readonly forms: WordForms;
  readonly known: KnownWords;
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
  const { lower, suffix2, suffix3, suffix4, prefix3, shape } = forms;
  const word = lower[i];
  const first = i === from;
  const last = i + 1 >= to;
  const before = first ? BEFORE : lower[i - 1];
  const behind = last ? BEHIND : lower[i + 1];
  const tag1 = first ? NO_TAG : tags[i - 1];
  const tag2 = i - 1 > from ? tags[i - 2] : NO_TAG;
  const ending = suffix3[i];
  const shapeHere = shape[i] + 16 * casing + (first ? 64 : 0);
  const wordClass = known.classes[i];
  const classBehind = last ? 255 : known.classes[i + 1];
  out[0] = feature(0, word);
  out[1] = feature(1, before);
  out[2] = feature(2, behind);
  out[3] = feature(3, i - 1 > from ? lower[i - 2] : BEFORE);
  out[4] = feature(4, i + 2 < to ? lower[i + 2] : BEHIND);
  out[5] = feature(5, suffix2[i]);
  out[6] = feature(6, ending);
  out[7] = feature(7, suffix4[i]);
  out[8] = feature(8, prefix3[i]);
  out[9] = feature(9, shapeHere);
  out[10] = feature2(10, suffix2[i], shapeHere);
  out[11] = first ? 0 : feature2(11, suffix3[i - 1], shape[i - 1]);
  out[12] = last ? 0 : feature2(12, suffix3[i + 1], shape[i + 1]);
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
  out[24] = feature2(24, wordClass, suffix2[i]);
  out[25] = feature2(25, classBehind, ending);
}
