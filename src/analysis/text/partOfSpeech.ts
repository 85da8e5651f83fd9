import { feature, feature2, feature3 } from '../tagger/hash';
import { readModelFile, writeModelFile } from '../tagger/modelFile';
import { labelsOf } from '../tagger/sequence';
import { addScores, bestOf, type Weights, weightSections, weightsOf } from '../tagger/weights';
import { TAGS } from './tags';
import { casingOf, type WordForms } from './wordForms';

/** Tags words from left to right, each by the best of a linear model's scores (a greedy averaged perceptron). */
export interface PartOfSpeechModel {
  readonly weights: Weights;
}

const KIND = 'partOfSpeech';

/** @throws Error naming the file and what is wrong with it. */
export function readPartOfSpeechModel(bytes: Uint8Array, file = 'partOfSpeech.bin'): PartOfSpeechModel {
  const model = readModelFile(bytes, file, KIND);
  const labels = labelsOf(model, file);
  if (labels.join() !== TAGS.join()) throw new Error(`Model file ${file} cannot be used: its tags are others.`);
  return { weights: weightsOf(model, labels, file) };
}

export function writePartOfSpeechModel(model: PartOfSpeechModel, about: Record<string, unknown> = {}): Uint8Array {
  return writeModelFile({
    about: { ...about, kind: KIND, labels: TAGS },
    sections: weightSections(model.weights),
  });
}

/** Tags the sentences that end before the tokens `sentenceEnds`. @returns by token the number of its tag in TAGS. */
export function tagSentences(forms: WordForms, sentenceEnds: readonly number[], model: PartOfSpeechModel): Uint8Array {
  const tags = new Uint8Array(forms.count);
  const features = new Int32Array(FEATURES);
  const scores = new Int32Array(TAGS.length);
  let from = 0;
  for (const to of sentenceEnds) {
    const casing = casingOf(forms.shape, from, to);
    for (let i = from; i < to; i++) {
      tagFeatures(forms, i, from, to, casing, tags, features);
      scores.fill(0);
      for (let f = 0; f < FEATURES; f++) addScores(model.weights, features[f], scores);
      tags[i] = bestOf(scores, TAGS.length);
    }
    from = to;
  }
  return tags;
}

export const FEATURES = 22;

/** Stand for the words and tags beyond a sentence's ends. */
const BEFORE = 0x5eed;
const BEHIND = 0xeed5;
const NO_TAG = 200;

/** Writes the features of token `i` of the sentence `[from, to)`, whose tags before `i` are known. */
export function tagFeatures(
  forms: WordForms,
  i: number,
  from: number,
  to: number,
  casing: number,
  tags: Uint8Array,
  out: Int32Array,
): void {
  const { lower, suffix2, suffix3, suffix4, prefix3, shape } = forms;
  const word = lower[i];
  const before = i > from ? lower[i - 1] : BEFORE;
  const behind = i + 1 < to ? lower[i + 1] : BEHIND;
  const tag1 = i > from ? tags[i - 1] : NO_TAG;
  const tag2 = i - 1 > from ? tags[i - 2] : NO_TAG;
  const ending = suffix3[i];
  const shapeHere = shape[i] + 16 * casing + (i === from ? 64 : 0);
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
  out[11] = i > from ? feature2(11, suffix3[i - 1], shape[i - 1]) : 0;
  out[12] = i + 1 < to ? feature2(12, suffix3[i + 1], shape[i + 1]) : 0;
  out[13] = feature2(13, word, behind);
  out[14] = feature2(14, before, word);
  out[15] = feature2(15, word, shapeHere);
  out[16] = feature(16, tag1);
  out[17] = feature2(17, tag1, tag2);
  out[18] = feature2(18, tag1, word);
  out[19] = feature2(19, tag1, ending);
  out[20] = feature2(20, tag1, behind);
  out[21] = feature3(21, tag1, shapeHere, i + 1 < to ? shape[i + 1] : 255);
}
