import { feature } from './hash';
import { type ModelFile, readModelFile, writeModelFile } from './modelFile';
import { createPerceptron, randomFrom, shuffle } from './train';
import { addScores, type Weights, weightSections, weightsOf } from './weights';

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

export interface Decoded {
  /** By token: number of its label. */
  readonly labels: Uint8Array;
  /**
   * By token: by how much the best sequence beats the best one with another label at this token, in units of the
   * perceptron's updates; 0 when asked without margins.
   */
  readonly margins: Float32Array;
}

/** Template numbers from here on belong to the pairs of labels; extractors use smaller ones. */
const TRANSITION = 1_000_000;

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

/** The best sequence of labels. Margins cost a second pass backward over the sequence. */
export function decode(model: SequenceModel, features: FeatureRows, withMargins = false): Decoded {
  const { weights, allowed, transitions } = model;
  const width = weights.labels.length;
  const { count } = features;
  const emissions = new Int32Array(count * width);
  for (let i = 0; i < count; i++) {
    const scores = emissions.subarray(i * width, (i + 1) * width);
    const end = (i + 1) * features.width;
    for (let f = i * features.width; f < end; f++) addScores(weights, features.values[f], scores);
  }
  const { labels, forward } = viterbi(emissions, transitions, allowed, count, width);
  const margins = new Float32Array(count);
  if (withMargins) addMargins(margins, labels, forward, emissions, transitions, allowed, width, weights.scale);
  return { labels, margins };
}

type Numbers = Int32Array | Float64Array;

/**
 * The best sequence of labels by Viterbi's method; of equals, the first. `emissions` has `width` scores a token;
 * `transitions` and `allowed` have a row a previous label and, last, one for the begin (SequenceModel). Without `allowed`
 * any label may follow any other.
 * @returns also `forward`, by token and label the score of the best sequence that ends so
 */
export function viterbi(
  emissions: Numbers,
  transitions: Numbers,
  allowed: Uint8Array | undefined,
  count: number,
  width: number,
): { labels: Uint8Array; forward: Float64Array } {
  const forward = new Float64Array(count * width);
  const back = new Uint8Array(count * width);
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
  return { labels, forward };
}

/** Max-marginals: forward scores meet backward ones, and the best label's sum is set against the second best's. */
function addMargins(
  margins: Float32Array,
  labels: Uint8Array,
  forward: Float64Array,
  emissions: Numbers,
  transitions: Numbers,
  allowed: Uint8Array,
  width: number,
  scale: number,
): void {
  let backward = new Float64Array(width);
  for (let i = labels.length - 1; i >= 0; i--) {
    const at = i * width;
    const best = forward[at + labels[i]] + backward[labels[i]];
    let second = -Infinity;
    for (let label = 0; label < width; label++) {
      if (label !== labels[i]) second = Math.max(second, forward[at + label] + backward[label]);
    }
    margins[i] = (best - second) / scale;
    const earlier = new Float64Array(width).fill(-Infinity);
    for (let previous = 0; previous < width; previous++) {
      for (let next = 0; next < width; next++) {
        const pair = previous * width + next;
        if (!allowed[pair]) continue;
        earlier[previous] = Math.max(earlier[previous], transitions[pair] + emissions[at + next] + backward[next]);
      }
    }
    backward = earlier;
  }
}

export interface TrainOptions {
  readonly epochs?: number;
  readonly seed?: number;
  /** Features that occur less often in the training data get no weight. */
  readonly minCount?: number;
  /**
   * What a wrong label costs during training (label, gold label): a higher cost at gold tokens of a role makes the model
   * find more of them (softmax-margin's idea, for the perceptron). 0 unless told.
   */
  readonly cost?: (label: number, gold: number) => number;
  /** Called behind each epoch. */
  readonly onEpoch?: (epoch: number, wrongTokens: number) => void;
}

/** Trains by the averaged structured perceptron (Collins 2002). Deterministic: the same examples and options, the same model. */
export function trainSequenceModel(
  labels: readonly string[],
  examples: readonly SequenceExample[],
  { epochs = 10, seed = 1, minCount = 1, cost, onEpoch }: TrainOptions = {},
): SequenceModel {
  const width = labels.length;
  const perceptron = createPerceptron(labels, minCount);
  const allowed = allowedPairs(labels);
  for (const { features } of examples) for (const value of features.values) perceptron.count(value);
  for (let previous = 0; previous <= width; previous++) {
    for (let times = 0; times < minCount; times++) perceptron.count(feature(TRANSITION, previous));
  }
  const random = randomFrom(seed);
  const order = examples.map((_, index) => index);
  const transitions = new Float64Array((width + 1) * width);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    let wrong = 0;
    for (const index of shuffle(order, random)) {
      const { features, labels: gold } = examples[index];
      const { count } = features;
      const emissions = new Float64Array(count * width);
      for (let i = 0; i < count; i++) {
        const scores = emissions.subarray(i * width, (i + 1) * width);
        for (let f = i * features.width; f < (i + 1) * features.width; f++)
          perceptron.addScores(features.values[f], scores);
        if (cost) for (let label = 0; label < width; label++) scores[label] += cost(label, gold[i]);
      }
      transitions.fill(0);
      for (let previous = 0; previous <= width; previous++) {
        perceptron.addScores(
          feature(TRANSITION, previous),
          transitions.subarray(previous * width, (previous + 1) * width),
        );
      }
      const { labels: found } = viterbi(emissions, transitions, allowed, count, width);
      for (let i = 0; i < count; i++) {
        if (found[i] !== gold[i]) {
          wrong++;
          for (let f = i * features.width; f < (i + 1) * features.width; f++) {
            perceptron.update(features.values[f], gold[i], 1);
            perceptron.update(features.values[f], found[i], -1);
          }
        }
        const goldBefore = i ? gold[i - 1] : width;
        const foundBefore = i ? found[i - 1] : width;
        if (goldBefore !== foundBefore || gold[i] !== found[i]) {
          perceptron.update(feature(TRANSITION, goldBefore), gold[i], 1);
          perceptron.update(feature(TRANSITION, foundBefore), found[i], -1);
        }
      }
      perceptron.tick();
    }
    onEpoch?.(epoch, wrong);
  }
  return sequenceModel(perceptron.finish());
}

/** The model as a file of that kind ("names", "attribution"); `about` is kept with it, for people. */
export function writeSequenceModel(
  model: SequenceModel,
  kind: string,
  about: Record<string, unknown> = {},
): Uint8Array {
  return writeModelFile({
    about: { ...about, kind, labels: model.weights.labels },
    sections: weightSections(model.weights),
  });
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
