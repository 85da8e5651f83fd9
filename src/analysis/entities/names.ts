import type { Sentences } from '../analysis';
import { decode, readSequenceModel, type SequenceModel } from '../tagger/sequence';
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
  for (let s = 0; s < sentences.count; s++) {
    const { labels } = decode(model, features.rows(s));
    collect(labels, sentences.firstToken[s], names);
  }
  return names;
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
