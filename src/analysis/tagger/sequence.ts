import { feature } from './hash';
import { type ModelFile, readModelFile } from './modelFile';
import { addScores, type Weights, weightsOf } from './weights';

/**
 * A sequence tagger: a linear model of tokens' features and of pairs of neighbouring labels, decoded by Viterbi's method
 * under constraints. Labels are B-I-O: "O", "B-PER", "I-PER"; an I- follows only its own B- or I-.
 */
export interface SequenceModel {
  readonly weights: Weights;
  /** By previous label (the last row: begin of the sequence) and label: 1 where the pair may stand. */
  readonly allowed: Uint8Array;
  /** The same shape: the weight of the pair. */
  readonly transitions: Int32Array;
}

/** The features of a sequence of tokens, `width` a token (0 = none), in one array: an extractor writes it. */
export interface FeatureRows {
  readonly count: number;
  readonly width: number;
  readonly values: Int32Array;
}

export interface SequenceExample {
  readonly features: FeatureRows;
  /** By token: number of its label. */
  readonly labels: ArrayLike<number>;
}

/** Template numbers from here on belong to the pairs of labels; extractors use smaller ones. */
export const TRANSITION = 1_000_000;

/** May label `next` follow label `previous` (undefined: begins the sequence)? */
export function mayFollow(previous: string | undefined, next: string): boolean {
  if (!next.startsWith('I-')) return true;
  return previous !== undefined && previous !== 'O' && previous.slice(2) === next.slice(2);
}

function allowedPairs(labels: readonly string[]): Uint8Array {
  const allowed = new Uint8Array((labels.length + 1) * labels.length);
  [...labels, undefined].forEach((previous, p) =>
    labels.forEach((next, n) => (allowed[p * labels.length + n] = mayFollow(previous, next) ? 1 : 0)),
  );
  return allowed;
}

function sequenceModel(weights: Weights): SequenceModel {
  const width = weights.labels.length;
  const transitions = new Int32Array((width + 1) * width);
  for (let previous = 0; previous <= width; previous++) {
    addScores(weights, feature(TRANSITION, previous), transitions.subarray(previous * width, (previous + 1) * width));
  }
  return { weights, allowed: allowedPairs(weights.labels), transitions };
}

type Numbers = Int32Array | Float64Array;

/** Room that every sequence uses anew. */
const scratch = { forward: new Float64Array(1024), back: new Uint8Array(1024) };

/**
 * The best sequence of labels by Viterbi's method; of equals, the first. `emissions` has `width` scores a token;
 * `transitions` and `allowed` have a row a previous label and, last, one for the begin (SequenceModel). Without `allowed`
 * any label may follow any other.
 */
export function viterbi(
  emissions: Numbers,
  transitions: Numbers,
  allowed: Uint8Array | undefined,
  count: number,
  width: number,
): Uint8Array {
  if (scratch.back.length < count * width) {
    scratch.forward = new Float64Array(2 * count * width);
    scratch.back = new Uint8Array(2 * count * width);
  }
  const { forward, back } = scratch;
  const labels = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    for (let next = 0; next < width; next++) {
      let best = -Infinity;
      let from = 0;
      if (i === 0) {
        if (!allowed || allowed[width * width + next]) best = transitions[width * width + next];
      } else {
        for (let previous = 0; previous < width; previous++) {
          const pair = previous * width + next;
          if (allowed && !allowed[pair]) continue;
          const score = forward[(i - 1) * width + previous] + transitions[pair];
          if (score > best) {
            best = score;
            from = previous;
          }
        }
      }
      forward[i * width + next] = best + emissions[i * width + next];
      back[i * width + next] = from;
    }
  }
  if (count) {
    let last = 0;
    for (let label = 1; label < width; label++) {
      if (forward[(count - 1) * width + label] > forward[(count - 1) * width + last]) last = label;
    }
    for (let i = count - 1; i >= 0; i--) {
      labels[i] = last;
      last = back[i * width + last];
    }
  }
  return labels;
}

/** @throws Error naming the file and what is wrong with it. */
export function readSequenceModel(bytes: Uint8Array, file: string, kind: string): SequenceModel {
  const model = readModelFile(bytes, file, kind);
  return sequenceModel(weightsOf(model, labelsOf(model, file), file));
}

/** The label list of a model's header. @throws Error naming the file when there is none. */
export function labelsOf(model: ModelFile, file: string): readonly string[] {
  const { labels } = model.about;
  if (!Array.isArray(labels) || labels.length > 255 || !labels.every((label) => typeof label === 'string'))
    throw new Error(`Model file ${file} cannot be used: its header has no labels.`);
  return labels;
}
