/**
 * Fits on the development articles what decides about the network's candidates, and writes models/accurate.json:
 *
 *     npx tsx training/neural/tune.mts WINDOWS.jsonl ANSWERS.jsonl VOCABULARY NAME_WINDOWS.jsonl NAME_ANSWERS.jsonl [--dry]
 *
 * The first windows are those of articles/dev and articles/dev-stripped, the others those of entities/conll2003/dev,
 * entities/gum/dev and entities/meantime (windows.mts).
 *
 * The judges are logistic regressions over what both engines think of a proposal (src/analysis/accurate/judge.ts), fitted on the
 * articles in five parts: the scores and the reliability that are printed are those of articles that the judge was not fitted on;
 * the file holds a fit on all.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { FAST_FEATURES, jaccard, NETWORK_FEATURES, type Proposal, standing } from '../../src/analysis/accurate/judge';
import type { AccurateFile, AccurateModel } from '../../src/analysis/accurate/model';
import { AccurateEngine } from '../../src/analysis/accurate/reading';
import { proposedIn, readAllFast } from '../../src/analysis/attribution/attribution';
import { sharedTokens } from '../../src/analysis/attribution/candidate';
import type { TokenAttribution } from '../../src/analysis/attribution/ranges';
import { readTokens } from '../../src/analysis/attribution/reading';
import { loadModels } from '../../src/analysis/models';
import { WordPiece } from '../../src/analysis/text/wordPiece';
import { readCorpus } from '../attribution/corpus.mjs';
import { type GoldTokens, goldTokens } from '../attribution/goldLabels.mjs';
import { corpusFolder, modelFile } from '../corpora.mjs';
import { evaluateEntities } from '../evaluateEntities.mjs';
import { recordedNetwork } from './windows.mjs';

const FOLDERS = ['articles/dev', 'articles/dev-stripped'];
const PARTS = 5;
const NAME_WEIGHTS = [0, 2, 4, 8, 12, 16, 20];
const NAME_CORPORA: readonly (readonly [corpus: string, measure: string])[] = [
  ['conll2003/dev', 'strict all'],
  ['gum/dev', 'overlap PER+ORG+LOC'],
  ['meantime', 'overlap PER+ORG+LOC'],
];
type Judges = AccurateModel['judges'];
type Spans = Omit<TokenAttribution, 'confidence'>;

interface Article {
  readonly part: number;
  readonly folder: string;
  readonly tokens: number;
  readonly gold: readonly GoldTokens[];
  readonly proposals: readonly { readonly proposal: Proposal; readonly right: boolean }[];
}

const MEASURES = {
  whole: isRight,
  source: (a: Spans, b: Spans) => jaccard(a.source, b.source) >= 0.5,
  cue: (a: Spans, b: Spans) => jaccard(a.cue, b.cue) >= 0.5,
  content: (a: Spans, b: Spans) => jaccard(a.content, b.content) >= 0.5,
};
type Measure = keyof typeof MEASURES;
const EMPTY: Readonly<Record<Measure, (one: Spans) => boolean>> = {
  whole: () => false,
  source: ({ source }) => !source.length,
  cue: ({ cue }) => !cue.length,
  content: ({ content }) => !content.length,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { dry: { type: 'boolean', default: false } },
});
const [windowsFile, answersFile, vocabularyFile, nameWindows, nameAnswers] = positionals;
const models = await loadModels((file) => Promise.resolve(readFileSync(modelFile(file))));
const vocabulary = readFileSync(vocabularyFile, 'utf8').trimEnd();

const articles = await readArticles();
const judges = fitJudges(articles);
let best = { mean: 0, least: 0, leastNested: 0 };
for (let least = 0.2; least < 0.5; least += 0.04) {
  for (const leastNested of [least, 0.5, 0.6, 0.7, 0.8]) {
    const scores = scored(articles, judges, least, leastNested);
    console.log(`least ${least.toFixed(2)}, nested ${leastNested.toFixed(2)}: ${inWords(scores)}`);
    // where the whole and its parts are found best, all together
    const mean = Object.values(scores).reduce((sum, { f1 }) => sum + f1 / 4, 0);
    if (mean > best.mean) best = { mean, least: round(least), leastNested: round(leastNested) };
  }
}
const { least, leastNested } = best;
for (const folder of FOLDERS) {
  const some = articles.filter((article) => article.folder === folder);
  console.log(`${folder}, least ${least}, nested ${leastNested}: ${inWords(scored(some, judges, least, leastNested))}`);
}
const within = articles.flatMap(({ gold, proposals }) =>
  gold.map((each) => proposals.some(({ proposal }) => isRight(proposal, each))),
);
console.log(
  `${((100 * within.filter(Boolean).length) / within.length).toFixed(1)} % of what is to be found is proposed`,
);
reliability();
const all = fitted(articles);
const nameWeight = await bestNameWeight();
if (!values.dry) {
  const named = (features: readonly string[], weights: readonly number[]): Record<string, number> =>
    Object.fromEntries(features.map((feature, f) => [feature, Number(weights[f].toFixed(4))]));
  const file: AccurateFile = {
    least,
    leastNested,
    nameWeight,
    judges: { network: named(NETWORK_FEATURES, all.network), fast: named(FAST_FEATURES, all.fast) },
    vocabulary,
  };
  writeFileSync(modelFile('accurate.json'), `${JSON.stringify(file)}\n`);
  console.log('models/accurate.json written');
}

/** An engine that finds no attribution. */
function engineWith(nameWeight: number): AccurateEngine {
  const wordPiece = new WordPiece(vocabulary.split('\n'));
  const judges = { network: NETWORK_FEATURES.map(() => 0), fast: FAST_FEATURES.map(() => 0) };
  return new AccurateEngine({ wordPiece, judges, least: 1, leastNested: 1, nameWeight }, models.gazetteer);
}

/** The weight with which names are found best over all three corpora. */
async function bestNameWeight(): Promise<number> {
  const answer = recordedNetwork(nameWindows, nameAnswers);
  let best = { mean: 0, weight: 0 };
  for (const weight of NAME_WEIGHTS) {
    const f1: number[] = [];
    for (const [corpus, measure] of NAME_CORPORA) {
      const engine = engineWith(weight);
      const { scores } = await evaluateEntities(corpus, models, (facts) =>
        engine.readAll(facts, (input) => Promise.resolve(answer(input))),
      );
      f1.push(100 * scores[measure].f1);
    }
    console.log(
      `names, weight ${weight}: ${f1.map((each, c) => `${NAME_CORPORA[c][0]} ${each.toFixed(2)}`).join(', ')}`,
    );
    const mean = f1.reduce((sum, each) => sum + each, 0) / f1.length;
    if (mean > best.mean) best = { mean, weight };
  }
  return best.weight;
}

async function readArticles(): Promise<Article[]> {
  const answer = recordedNetwork(windowsFile, answersFile);
  const engine = engineWith(0);
  const found: Article[] = [];
  for (const folder of FOLDERS) {
    for (const [index, { facts, gold }] of readCorpus(corpusFolder(...folder.split('/')), models).entries()) {
      const reading = readTokens(facts);
      const own = goldTokens(reading, gold);
      const readings = await engine.readAll(facts, (input) => Promise.resolve(answer(input)));
      const proposals = proposedIn(facts, reading, readAllFast(facts, models), readings);
      found.push({
        part: index % PARTS,
        folder,
        tokens: facts.words.length,
        gold: own,
        proposals: proposals.map((proposal) => ({ proposal, right: own.some((each) => isRight(proposal, each)) })),
      });
    }
  }
  return found;
}

function isRight(one: Spans, gold: Spans): boolean {
  return (
    sharedTokens(one.cue, gold.cue) > 0 &&
    jaccard(one.source, gold.source) >= 0.5 &&
    jaccard(one.content, gold.content) >= 0.5
  );
}

/** Logistic regression by Newton's method; a small penalty keeps weights that nothing speaks for near 0. */
export function fitLogistic(rows: readonly Float64Array[], right: readonly boolean[], penalty = 1): number[] {
  const width = rows[0].length;
  const weights = new Array<number>(width).fill(0);
  for (let round = 0; round < 25; round++) {
    const gradient = weights.map((weight) => -penalty * weight);
    const hessian = weights.map((_, i) => weights.map((__, j) => (i === j ? penalty : 0)));
    rows.forEach((row, r) => {
      let score = 0;
      for (let i = 0; i < width; i++) score += weights[i] * row[i];
      const chance = 1 / (1 + Math.exp(-score));
      for (let i = 0; i < width; i++) {
        gradient[i] += ((right[r] ? 1 : 0) - chance) * row[i];
        for (let j = 0; j < width; j++) hessian[i][j] += chance * (1 - chance) * row[i] * row[j];
      }
    });
    const step = solve(hessian, gradient);
    step.forEach((value, i) => (weights[i] += value));
    if (Math.max(...step.map(Math.abs)) < 1e-6) break;
  }
  return weights;
}

/** Gauss's elimination. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]]);
  const size = rows.length;
  for (let i = 0; i < size; i++) {
    const pivot = rows
      .slice(i)
      .reduce((best, row, k) => (Math.abs(row[i]) > Math.abs(rows[best][i]) ? i + k : best), i);
    [rows[i], rows[pivot]] = [rows[pivot], rows[i]];
    for (let k = 0; k < size; k++) {
      if (k === i) continue;
      const factor = rows[k][i] / rows[i][i];
      for (let j = i; j <= size; j++) rows[k][j] -= factor * rows[i][j];
    }
  }
  return rows.map((row, i) => row[size] / row[i]);
}

/** For each part judges that do not know it. */
function fitJudges(some: readonly Article[]): Judges[] {
  return Array.from({ length: PARTS }, (_, part) => fitted(some.filter((article) => article.part !== part)));
}

function fitted(some: readonly Article[]): Judges {
  const by = (engine: Proposal['by']): number[] => {
    const own = some.flatMap(({ proposals }) => proposals.filter(({ proposal }) => proposal.by === engine));
    return fitLogistic(
      own.map(({ proposal }) => proposal.features),
      own.map(({ right }) => right),
    );
  };
  return { network: by('network'), fast: by('fast') };
}

interface Score {
  found: number;
  gold: number;
  right: number;
  f1: number;
}
/** As the scorer counts, but in tokens and simpler in its matching: the first that fits. */
function scored(
  some: readonly Article[],
  known: readonly Judges[],
  least: number,
  leastNested: number,
): Record<Measure, Score> {
  const scores = Object.fromEntries(
    Object.keys(MEASURES).map((measure) => [measure, { found: 0, gold: 0, right: 0, f1: 0 }]),
  ) as Record<Measure, Score>;
  for (const { gold, proposals, tokens, part } of some) {
    const model = { judges: known[part], least, leastNested };
    const found: readonly Spans[] = standing(
      proposals.map(({ proposal }) => proposal),
      tokens,
      model,
    );
    for (const [measure, fits] of Object.entries(MEASURES) as [Measure, (a: Spans, b: Spans) => boolean][]) {
      const mine = found.filter((each) => !EMPTY[measure](each));
      const open = new Set<Spans>(gold.filter((each) => !EMPTY[measure](each)));
      const score = scores[measure];
      score.found += mine.length;
      score.gold += open.size;
      for (const one of mine) {
        const match = [...open].find((other) => fits(one, other));
        if (match && open.delete(match)) score.right++;
      }
    }
  }
  for (const score of Object.values(scores)) score.f1 = (200 * score.right) / (score.found + score.gold);
  return scores;
}

function inWords(scores: Record<Measure, Score>): string {
  return Object.entries(scores)
    .map(([measure, { found, gold, right, f1 }]) => {
      const [precision, recall] = [right / found, right / gold].map((share) => (100 * share).toFixed(1));
      return `${measure} ${f1.toFixed(1)} (${precision}, ${recall})`;
    })
    .join(', ');
}

function round(value: number): number {
  return Number(value.toFixed(2));
}

/** How often attributions of a confidence are right. */
function reliability(): void {
  const bins = Array.from({ length: 10 }, () => ({ count: 0, sum: 0, right: 0 }));
  for (const { gold, proposals, tokens, part } of articles) {
    const model = { judges: judges[part], least, leastNested };
    for (const each of standing(
      proposals.map(({ proposal }) => proposal),
      tokens,
      model,
    )) {
      const bin = bins[Math.min(9, Math.floor(each.confidence * 10))];
      bin.count++;
      bin.sum += each.confidence;
      bin.right += gold.some((other) => isRight(each, other)) ? 1 : 0;
    }
  }
  bins.forEach(({ count, sum, right }, b) => {
    if (count)
      console.log(
        `confidence 0.${b}: ${count} attributions, mean ${(sum / count).toFixed(2)}, right ${(right / count).toFixed(2)}`,
      );
  });
}
