import type { Sentences } from '../analysis';
import { sentencesByParagraph } from '../text/sentencesByParagraph';
import type { Facts } from '../step';
import { Remembered } from '../text/keptParagraphs';
import { readSequenceModel, type SequenceModel, viterbi } from '../tagger/sequence';
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

/** What is kept of a paragraph; tokens are counted from its first. */
interface KeptNames {
  /** By token and label: what its sentences alone say. */
  readonly alone: Int32Array;
  /** The scores with what the document says, when the names were last found; empty before. */
  scores: Int32Array;
  names: readonly TaggedName[];
}

const KEPT = new Remembered<KeptNames>();

/**
 * Finds names in a document's tokens; in text order, not overlapping. `parts` are its paragraphs.
 * @param advice what another reader thinks: weighed log probabilities by token and label, 0 where it has not read
 */
export function tagNames(
  { parts, words, types, vocabulary, sentences }: Pick<Facts, 'parts' | 'words' | 'types' | 'vocabulary' | 'sentences'>,
  model: SequenceModel,
  gazetteer: Gazetteer,
  advice?: Float32Array,
): TaggedName[] {
  const features = nameFeatures(types, vocabulary, sentences, gazetteer);
  const width = model.weights.labels.length;
  const scores = new Int32Array(types.length * width);
  const paragraphs = sentencesByParagraph(sentences).map(({ paragraph, first, end }) => {
    const part = parts[paragraph];
    const token = sentences.firstToken[first];
    let kept = KEPT.of(part);
    if (kept) scores.set(kept.alone, token * width);
    else {
      for (let s = first; s < end; s++) features.sentenceScores(model.weights, s, scores);
      if (part.isKept) {
        const alone = scores.slice(token * width, sentences.endToken[end - 1] * width);
        KEPT.set(part, (kept = { alone, scores: NOTHING, names: [] }));
      }
    }
    return { kept, token, first, end };
  });
  features.addUsage(model.weights, scores);
  // the tagger's scores are whole numbers with a scale of their own
  if (advice) for (let i = 0; i < advice.length; i++) scores[i] += Math.round(advice[i] * model.weights.scale);
  harmonise(scores, words, types, features, width);
  const all: TaggedName[] = [];
  for (const { kept, token, first, end } of paragraphs) {
    if (!kept) {
      for (const name of bestNames(features, model, sentences, scores, first, end)) all.push(name);
      continue;
    }
    const own = scores.subarray(token * width, sentences.endToken[end - 1] * width);
    if (!isSame(kept.scores, own)) {
      kept.scores = own.slice();
      kept.names = bestNames(features, model, sentences, scores, first, end).map((name) => movedBy(name, -token));
    }
    for (const name of kept.names) all.push(movedBy(name, token));
  }
  return agreed(words, all, scores, width, gazetteer);
}

const NOTHING = new Int32Array(0);

function isSame(a: Int32Array, b: Int32Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

const movedBy = ({ first, end, class: own }: TaggedName, by: number): TaggedName => ({
  first: first + by,
  end: end + by,
  class: own,
});

/** The names of sentences `[from, to)` by their tokens' scores. */
function bestNames(
  features: NameFeatures,
  model: SequenceModel,
  sentences: Sentences,
  scores: Int32Array,
  fromSentence: number,
  toSentence: number,
): TaggedName[] {
  const width = model.weights.labels.length;
  const names: TaggedName[] = [];
  for (let s = fromSentence; s < toSentence; s++) {
    const begin = sentences.firstToken[s];
    const end = sentences.endToken[s];
    for (let first = begin; first < end;) {
      if (features.isInert(first, begin, end)) {
        first++;
        continue;
      }
      let stop = first + 1;
      while (stop < end && !features.isInert(stop, begin, end)) stop++;
      // with the word on either side, which is no name
      const from = Math.max(begin, first - 1);
      const to = Math.min(end, stop + 1);
      const own = scores.subarray(from * width, to * width);
      collect(viterbi(own, model.transitions, model.allowed, to - from, width), from, names);
      first = stop;
    }
  }
  return names;
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
