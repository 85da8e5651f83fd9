import type { Readings } from '../accurate/reading';
import type { Sentences } from '../analysis';
import { readSequenceModel, type SequenceModel, viterbi } from '../tagger/sequence';
import type { Gazetteer } from './gazetteer';
import { agreed } from './nameAgreement';
import { nameFeatures } from './nameFeatures';

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

/** Finds names in a document's tokens; in text order, not overlapping. Where there are readings, both taggers have a say. */
export function tagNames(
  words: readonly string[],
  sentences: Sentences,
  model: SequenceModel,
  gazetteer: Gazetteer,
  readings: Readings = [],
): TaggedName[] {
  const features = nameFeatures(words, sentences, gazetteer);
  const names: TaggedName[] = [];
  const scores = features.scores(model.weights);
  const width = model.weights.labels.length;
  harmonise(scores, words, width);
  addReadings(scores, sentences, readings, width);
  const { transitions, allowed } = model;
  for (let s = 0; s < sentences.count; s++) {
    const first = sentences.firstToken[s];
    const end = sentences.endToken[s];
    const own = scores.subarray(first * width, end * width);
    collect(viterbi(own, transitions, allowed, end - first, width).labels, first, names);
  }
  return agreed(words, names, scores, width, gazetteer);
}

/** What a nat of the accurate engine's is worth beside the tagger's own scores; chosen on the development texts. */
const READING_WEIGHT = 100;

function addReadings(scores: Int32Array, sentences: Sentences, readings: Readings, width: number): void {
  let begin = 0;
  for (let s = 0; s < sentences.count; s++) {
    const paragraph = sentences.paragraph[s];
    if (s > 0 && sentences.paragraph[s - 1] !== paragraph) begin = sentences.firstToken[s];
    const names = readings[paragraph]?.names;
    if (!names) continue;
    for (let i = sentences.firstToken[s] * width; i < sentences.endToken[s] * width; i++)
      scores[i] += Math.round(READING_WEIGHT * names[i - begin * width]);
  }
}

/** How much a word's other places in the document count at each place; chosen on the development texts. */
const ELSEWHERE = 0.15;

/** Lets capitalised words take advice from their other places in the document: one name is mostly one thing. */
function harmonise(scores: Int32Array, words: readonly string[], width: number): void {
  const places = new Map<string, number[]>();
  words.forEach((word, i) => {
    if (word.length < 2 || !/^\p{Lu}/u.test(word)) return;
    const list = places.get(word);
    if (list) list.push(i);
    else places.set(word, [i]);
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
