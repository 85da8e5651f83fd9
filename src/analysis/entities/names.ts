import type { Sentences } from '../analysis';
import { readSequenceModel, type SequenceModel } from '../tagger/sequence';
import { type Gazetteer } from './gazetteer';
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

/** Finds names in a document's tokens; in text order, not overlapping. */
export function tagNames(
  words: readonly string[],
  sentences: Sentences,
  model: SequenceModel,
  gazetteer: Gazetteer,
): TaggedName[] {
  const features = nameFeatures(words, sentences, gazetteer);
  const names: TaggedName[] = [];
  const scores = features.scores(model.weights);
  harmonise(scores, words, model.weights.labels.length);
  for (let s = 0; s < sentences.count; s++) {
    collect(bestLabels(model, scores, sentences.firstToken[s], sentences.endToken[s]), sentences.firstToken[s], names);
  }
  return names;
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

/** The best labels of the tokens `[first, end)` under the model's pairs of labels, by Viterbi's method. */
function bestLabels(model: SequenceModel, scores: Int32Array, first: number, end: number): Uint8Array {
  const { transitions, allowed, weights } = model;
  const width = weights.labels.length;
  const count = end - first;
  const labels = new Uint8Array(count);
  if (!count) return labels;
  const back = new Uint8Array(count * width);
  let last = new Float64Array(width);
  let here = new Float64Array(width);
  for (let label = 0; label < width; label++) {
    const pair = width * width + label;
    last[label] = allowed[pair] ? transitions[pair] + scores[first * width + label] : -Infinity;
  }
  for (let i = 1; i < count; i++) {
    for (let label = 0; label < width; label++) {
      let best = -Infinity;
      for (let before = 0; before < width; before++) {
        const pair = before * width + label;
        if (!allowed[pair] || last[before] + transitions[pair] <= best) continue;
        best = last[before] + transitions[pair];
        back[i * width + label] = before;
      }
      here[label] = best + scores[(first + i) * width + label];
    }
    [last, here] = [here, last];
  }
  let label = last.indexOf(Math.max(...last));
  for (let i = count - 1; i >= 0; i--) {
    labels[i] = label;
    label = back[i * width + label];
  }
  return labels;
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
