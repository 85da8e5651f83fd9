/** Learns from articles in order and out of it, as written and stripped, what shows that paragraphs are out of order. */
import { readNames } from '../src/analysis/entities/reading';
import { Cohesion } from '../src/analysis/order/cohesion';
import { DISORDER_SIGNS, disorderSigns } from '../src/analysis/order/disorder';
import type { Models } from '../src/analysis/models';
import { factsBefore } from './coreference.mjs';
import { newsRecords, newsText, polnearRecords, readSplit, type Part } from './labels/files.mjs';
import { seedForm } from './seedForm.mjs';

interface Example {
  readonly signs: Float64Array;
  readonly isShuffled: boolean;
}

const STEPS = 400;
const RATE = 0.3;

/** Weights of a logistic model, by gradient descent. */
export function trainDisorder(models: Models, log: (line: string) => void): Float32Array {
  const { dev } = readSplit();
  const news = (isDev: boolean) =>
    newsRecords().filter(({ file }) => dev.includes(file) === isDev).map(({ file }) => newsText(file)); // prettier-ignore
  const polnear = (part: Part, every: number) =>
    polnearRecords(part).filter((_, i) => i % every === 0).map(({ text }) => text); // prettier-ignore
  const train = examplesOf([...news(false), ...polnear('train', 3)], models);
  const weights = new Float64Array(DISORDER_SIGNS);
  for (let step = 0; step < STEPS; step++) {
    const gradient = new Float64Array(DISORDER_SIGNS);
    for (const { signs, isShuffled } of train) {
      const by = chance(weights, signs) - (isShuffled ? 1 : 0);
      signs.forEach((sign, i) => (gradient[i] += by * sign));
    }
    gradient.forEach((sum, i) => (weights[i] -= (RATE * sum) / train.length));
  }
  const held = examplesOf([...news(true), ...polnear('dev', 1)], models);
  const share = (isShuffled: boolean) => {
    const those = held.filter((each) => each.isShuffled === isShuffled);
    return (100 * those.filter(({ signs }) => chance(weights, signs) > 0.5).length) / those.length;
  };
  log(
    `disorder: in dev ${share(true).toFixed(1)} % of shuffled articles are found, ${share(false).toFixed(1)} % of others taken for such`,
  );
  return Float32Array.from(weights);
}

function chance(weights: Float64Array, signs: Float64Array): number {
  return 1 / (1 + Math.exp(-signs.reduce((sum, sign, i) => sum + weights[i] * sign, 0)));
}

function examplesOf(texts: readonly string[], models: Models): Example[] {
  return texts.flatMap((text, index) =>
    [true, false].flatMap((isShuffled) =>
      [true, false].flatMap((stripped): Example[] => {
        const facts = factsBefore(
          'attribution',
          seedForm(text, index + 1, { stripped, shuffled: isShuffled }).text,
          models,
          'article',
        );
        const reading = readNames(facts, facts.names);
        const signs = disorderSigns(reading, new Cohesion(reading));
        return signs ? [{ signs, isShuffled }] : [];
      }),
    ),
  );
}
