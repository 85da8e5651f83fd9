import type { Sentences } from '../analysis';
import { readSequenceModel, type SequenceModel, viterbi } from '../tagger/sequence';
import type { Vocabulary } from '../text/vocabulary';
import type { Gazetteer } from './gazetteer';
import { agreed } from './nameAgreement';
import { type NameFeatures, nameFeatures } from './nameFeatures';

/** What the tagger tells apart; finer types are read off the words (nameTypes.ts), for no corpus marks them. */
export const NAME_CLASSES = ['PERSON', 'ORG', 'LOC', 'OTHER'] as const;
export type NameClass = (typeof NAME_CLASSES)[number];

/** "O", "B-PERSON", "I-PERSON" ...: label 0, and two a class. */
export const NAME_LABELS: readonly string[] = ['O', ...NAME_CLASSES.flatMap((name) => [`B-${name}`, `I-${name}`])];

/** Tokens `first` up to, not including, `end`. */
export interface TaggedName {
  readonly first: number;
  readonly end: number;
  readonly class: NameClass;
}

/** @throws Error naming the file and what is wrong with it. */
export function readNamesModel(bytes: Uint8Array): SequenceModel {
  const model = readSequenceModel(bytes, 'names.bin', 'names');
  if (model.weights.labels.join() !== NAME_LABELS.join())
    throw new Error('names.bin cannot be used: it has other labels.');
  return model;
}

/**
 * Finds names in a document's tokens; in text order, not overlapping. `types` are the tokens' numbers in `vocabulary`.
 */
export function tagNames(
  words: readonly string[],
  types: Int32Array,
  vocabulary: Vocabulary,
  sentences: Sentences,
  model: SequenceModel,
  gazetteer: Gazetteer,
): TaggedName[] {
  const features = nameFeatures(types, vocabulary, sentences, gazetteer);
  const scores = features.scores(model.weights);
  const width = model.weights.labels.length;
  harmonise(scores, words, types, features, width);
  const names: TaggedName[] = [];
  for (let s = 0; s < sentences.count; s++) {
    const begin = sentences.firstToken[s];
    const end = sentences.endToken[s];
    for (let first = begin; first < end;) {
      if (features.isInert(first, end)) {
        first++;
        continue;
      }
      let stop = first + 1;
      while (stop < end && !features.isInert(stop, end)) stop++;
      // with the word on either side, which is no name
      const from = Math.max(begin, first - 1);
      const to = Math.min(end, stop + 1);
      const own = scores.subarray(from * width, to * width);
      collect(viterbi(own, model.transitions, model.allowed, to - from, width).labels, from, names);
      first = stop;
    }
  }
  return agreed(words, names, scores, width, gazetteer);
}

/** How much a word's other places in the document count at each place; chosen on the development texts. */
const ELSEWHERE = 0.1;

/** Lets capitalised words take advice from their other places in the document: one name is mostly one thing. */
function harmonise(
  scores: Int32Array,
  words: readonly string[],
  types: Int32Array,
  features: NameFeatures,
  width: number,
): void {
  const places = new Map<number, number[]>();
  types.forEach((type, i) => {
    if (!features.isCapitalised(i) || words[i].length < 2) return;
    const list = places.get(type);
    if (list) list.push(i);
    else places.set(type, [i]);
  });
  const sums = new Int32Array(width);
  for (const list of places.values()) {
    if (list.length < 2) continue;
    sums.fill(0);
    for (const i of list) for (let label = 0; label < width; label++) sums[label] += scores[i * width + label];
    for (const i of list) {
      for (let label = 0; label < width; label++) {
        const own = scores[i * width + label];
        scores[i * width + label] += Math.round((ELSEWHERE * (sums[label] - own)) / (list.length - 1));
      }
    }
  }
}

function collect(labels: Uint8Array, offset: number, names: TaggedName[]): void {
  for (let i = 0; i < labels.length;) {
    const begin = labels[i];
    if (begin === 0) {
      i++;
      continue;
    }
    let end = i + 1;
    while (end < labels.length && labels[end] === begin + 1) end++;
    names.push({ first: offset + i, end: offset + end, class: NAME_CLASSES[(begin - 1) >> 1] });
    i = end;
  }
}
