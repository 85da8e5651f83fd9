/** Trains a logistic regression over hashed features by stochastic gradient descent with AdaGrad. Deterministic. */
import { randomFrom, shuffle } from '../random.mjs';
import { Dictionary } from './trainChain.mjs';

export interface JudgeExample {
  readonly features: Int32Array;
  readonly right: boolean;
}

export interface JudgeOptions {
  readonly epochs: number;
  readonly rate: number;
  readonly l2: number;
  readonly minCount: number;
  readonly seed: number;
}

export interface DenseJudge {
  readonly dictionary: Dictionary;
  readonly weights: Float32Array;
}

export function trainJudge(examples: readonly JudgeExample[], options: JudgeOptions): DenseJudge {
  const { epochs, rate, l2, minCount, seed } = options;
  const dictionary = new Dictionary();
  for (const { features } of examples) for (const value of features) dictionary.count(value);
  dictionary.prune(minCount);
  const weights = new Float32Array(dictionary.size);
  const squares = new Float32Array(dictionary.size);
  const rows = examples.map(({ features }) =>
    features.map((value) => dictionary.find(value)).filter((row) => row >= 0),
  );
  const random = randomFrom(seed);
  const order = examples.map((_, i) => i);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const e of shuffle(order, random)) {
      let score = 0;
      for (const row of rows[e]) score += weights[row];
      const gradient = 1 / (1 + Math.exp(-score)) - (examples[e].right ? 1 : 0);
      for (const row of rows[e]) {
        const g = gradient + l2 * weights[row];
        squares[row] += g * g;
        weights[row] -= (rate * g) / Math.sqrt(squares[row] + 1e-6);
      }
    }
  }
  return { dictionary, weights };
}

/** By feature: the weights of "wrong", which is 0, and "right". */
export function judgeRows({ dictionary, weights }: DenseJudge): [feature: number, weights: Float32Array][] {
  return Array.from(weights, (weight, index) => [dictionary.keyOf(index), Float32Array.of(0, weight)]);
}
