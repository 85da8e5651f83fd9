/**
 * Trains the ranking of pronouns' antecedents (models/coreference.bin) on GUM and MEANTIME: a log-linear model over the
 * mentions that our own analysis finds, every mention of the gold entity counted as right (Durrett and Klein 2013).
 * Run: `npm run train coreference`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { bySpeakerRank, resolve, type Choice } from '../src/analysis/entities/coreference';
import { type Candidate, findMentions } from '../src/analysis/entities/mentions';
import {
  newRankingWeights,
  MOST_FEATURES,
  type RankingWeights,
  scoreOf,
  writeRankingWeights,
} from '../src/analysis/entities/ranking';
import { readNames, type Reading, spanOf } from '../src/analysis/entities/reading';
import { loadModels, type Models } from '../src/analysis/models';
import { Cohesion } from '../src/analysis/order/cohesion';
import { STEPS } from '../src/analysis/pipeline';
import type { Facts } from '../src/analysis/step';
import { randomFrom, shuffle } from './random.mjs';
import { corpusFolder, type GoldRecord, modelFile, readGold } from './corpora.mjs';
import { isMeantimeDev } from './names.mjs';

export interface GoldEntities extends GoldRecord {
  readonly entities: readonly {
    readonly id: string;
    readonly mentions: readonly {
      readonly start: number;
      readonly end: number;
      readonly kind: string;
      readonly head?: { readonly start: number; readonly end: number };
    }[];
  }[];
}

/** A pronoun: the features of "none of these" first, then those of its rivals; which of these are right. */
export interface RankingExample {
  readonly rows: readonly Int32Array[];
  readonly right: readonly boolean[];
}

/** All pronouns of a corpus; of a corpus that marks not all (`complete` false) only those that it marks. */
export function rankingExamples(
  texts: readonly { readonly text: string; readonly record: GoldEntities }[],
  complete: boolean,
  models: Models,
): RankingExample[] {
  const examples: RankingExample[] = [];
  const buffer = new Int32Array(MOST_FEATURES);
  for (const { text, record } of texts) {
    const facts = factsBeforeEntities(text, models);
    const { attributionSpans } = facts;
    const reading = readNames(facts, facts.names);
    const sources = attributionSpans.map(({ source }) => source);
    const candidates = findMentions(reading, sources, models.gazetteer);
    const gold = goldOf(reading, candidates, record);
    const choose = (choice: Choice): number => {
      const { index, rivals } = choice;
      const right = rivals.map((rival) => gold[index] !== undefined && gold[rival] === gold[index]);
      const none = !right.includes(true);
      if (complete || gold[index] !== undefined) {
        const rows = [-1, ...rivals.keys()].map((place) => buffer.slice(0, choice.features(buffer, place)));
        if (complete || !none) examples.push({ rows, right: [none, ...right] });
      }
      return none ? -1 : rivals[right.indexOf(true)];
    };
    resolve(reading, candidates, attributionSpans, models.gazetteer, {
      choose,
      chooseSpeaker: bySpeakerRank(models.speakers),
      disorder: 0,
      cohesion: new Cohesion(reading),
    });
  }
  return examples;
}

/** By candidate: the gold entity that it is a mention of, undefined for none. */
export function goldOf(
  reading: Reading,
  candidates: readonly Candidate[],
  { entities }: GoldEntities,
): (string | undefined)[] {
  const byHead = new Map<number, string>(); // offset of a gold mention's head -> its entity
  const bySpan = new Map<string, string>();
  for (const { id, mentions } of entities) {
    for (const { start, end, head } of mentions) {
      bySpan.set(`${start}-${end}`, id);
      if (head && !byHead.has(head.start)) byHead.set(head.start, id);
    }
  }
  return candidates.map(({ first, end, head }) => {
    const { start, end: stop } = spanOf(reading, first, end);
    return bySpan.get(`${start}-${stop}`) ?? byHead.get(reading.tokens.start[head]) ?? byHead.get(start);
  });
}

export const factsBeforeEntities = (text: string, models: Models): Facts =>
  factsBefore('entities', text, models, 'body');

/** What is known of a text before a step. */
export function factsBefore(name: string, text: string, models: Models, form: Facts['form']): Facts {
  let facts = { text, given: {}, form, models, readings: [] } as unknown as Facts;
  for (const step of STEPS) {
    if (step.name === name) break;
    facts = { ...facts, ...step.run(facts) };
  }
  return facts;
}

/** Few, and several runs averaged: there are two thousand pronouns to learn from. */
const EPOCHS = 3;
const RUNS = 5;
const RATE = 0.1;
/** Weights shrink by this share of themselves and the step at each update. */
const DECAY = 1e-3;

/** How far a weight moves, and by what share of itself it shrinks at each update. */
interface Pace {
  readonly rate: number;
  readonly decay: number;
}

/** Maximises the likelihood that a right one is chosen; AdaGrad (Duchi et al. 2011). */
export function trainRanking(
  examples: readonly RankingExample[],
  size: number,
  pace: Pace = { rate: RATE, decay: DECAY },
): Float32Array {
  const averaged = new Float32Array(size);
  for (let run = 1; run <= RUNS; run++)
    trainOnce(examples, size, run, pace).forEach((weight, f) => (averaged[f] += weight / RUNS));
  return averaged;
}

function trainOnce(
  examples: readonly RankingExample[],
  size: number,
  seed: number,
  { rate, decay }: Pace,
): Float32Array {
  const weights = new Float32Array(size);
  const squares = new Float32Array(weights.length);
  const random = randomFrom(seed);
  const order = [...examples];
  const update = (feature: number, by: number): void => {
    const gradient = by + decay * weights[feature];
    squares[feature] += gradient * gradient;
    weights[feature] -= (rate * gradient) / (1e-6 + Math.sqrt(squares[feature]));
  };
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (const { rows, right } of shuffle(order, random)) {
      const scores = rows.map((row) => scoreOf(weights, row, row.length));
      const highest = Math.max(...scores);
      const shares = scores.map((score) => Math.exp(score - highest));
      const all = shares.reduce((sum, share) => sum + share, 0);
      const hits = shares.reduce((sum, share, k) => sum + (right[k] ? share : 0), 0) || 1e-12;
      rows.forEach((row, k) => {
        const by = shares[k] / all - (right[k] ? shares[k] / hits : 0);
        if (Math.abs(by) > 1e-4) for (const feature of row) update(feature, by);
      });
    }
  }
  return weights;
}

export const accuracyOf = (weights: RankingWeights, examples: readonly RankingExample[]): number =>
  examples.filter(({ rows, right }) => {
    const scores = rows.map((row) => scoreOf(weights, row, row.length));
    return right[scores.indexOf(Math.max(...scores))];
  }).length / examples.length;

export async function trainCoreference(): Promise<Uint8Array> {
  const models = await loadModels((file) =>
    Promise.resolve(
      file === 'coreference.bin' ? writeRankingWeights(newRankingWeights(), {}) : readFileSync(modelFile(file)),
    ),
  );
  const read = (...folder: string[]) => readGold<GoldEntities>(corpusFolder('entities', ...folder));
  const train = [
    ...rankingExamples(read('gum', 'train'), true, models),
    ...rankingExamples(
      read('meantime').filter((text, index) => !isMeantimeDev(text, index)),
      false,
      models,
    ),
  ];
  const weights = trainRanking(train, newRankingWeights().length);
  const dev = rankingExamples(read('gum', 'dev'), true, models);
  console.log(
    `coreference: ${train.length} pronouns, ${(100 * accuracyOf(weights, train)).toFixed(1)} % right; ` +
      `of ${dev.length} in gum/dev ${(100 * accuracyOf(weights, dev)).toFixed(1)} %`,
  );
  return writeRankingWeights(weights, { trainedOn: ['GUM train', 'MEANTIME'] });
}

if (process.argv[1] === import.meta.filename) writeFileSync(modelFile('coreference.bin'), await trainCoreference());
