/**
 * Fits on the development articles what decides about the network's candidates, and writes models/accurate.json:
 *
 *     npx tsx training/neural/tune.mts WINDOWS.jsonl ANSWERS.jsonl VOCABULARY [--name-weight W]
 *
 * The judge is a logistic regression over ten numbers a candidate, fitted on the articles in five parts: the scores and the
 * reliability that are printed are those of articles that the judge was not fitted on; the file holds a fit on all.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  type Candidate,
  CANDIDATE_FEATURES,
  candidatesOf,
  chosen,
  confidenceOf,
} from '../../src/analysis/accurate/decode';
import type { AccurateFile } from '../../src/analysis/accurate/model';
import { type Window, windowsOf } from '../../src/analysis/accurate/windows';
import { sharedTokens, tokenCount } from '../../src/analysis/attribution/candidate';
import type { Range, TokenAttribution } from '../../src/analysis/attribution/ranges';
import { readTokens } from '../../src/analysis/attribution/reading';
import { WordPiece } from '../../src/analysis/text/wordPiece';
import { readCorpus } from '../attribution/corpus.mjs';
import { type GoldTokens, goldTokens } from '../attribution/goldLabels.mjs';
import { corpusFolder, modelFile } from '../corpora.mjs';
import { textModels } from './models.mjs';
import { recordedNetwork } from './windows.mjs';

const FOLDERS = ['articles/dev', 'articles/dev-stripped'];
const PARTS = 5;

interface Judged {
  readonly candidate: Candidate;
  readonly right: boolean;
}
interface JudgedWindow {
  readonly window: Window;
  readonly candidates: readonly Judged[];
}
interface Article {
  readonly part: number;
  readonly folder: string;
  readonly publisher: string;
  readonly gold: readonly GoldTokens[];
  readonly windows: readonly JudgedWindow[];
}

function isRight(candidate: Omit<TokenAttribution, 'confidence'>, gold: GoldTokens): boolean {
  return (
    sharedTokens(candidate.cue, gold.cue) > 0 &&
    jaccard(candidate.source, gold.source) >= 0.5 &&
    jaccard(candidate.content, gold.content) >= 0.5
  );
}

function jaccard(a: readonly Range[], b: readonly Range[]): number {
  const shared = sharedTokens(a, b);
  const all = tokenCount(a) + tokenCount(b) - shared;
  return all === 0 ? 1 : shared / all;
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

function readArticlesWithCandidates(): Article[] {
  return FOLDERS.flatMap((folder) =>
    readArticles(folder).map(({ publisher, gold, windows, words }, index) => ({
      part: index % PARTS,
      folder,
      publisher,
      gold,
      windows: windows.map((window) => ({
        window,
        candidates: candidatesOf(window, answer(window.input), words).map((candidate) => ({
          candidate,
          right: gold.some((each) => isRight(candidate, each)),
        })),
      })),
    })),
  );
}

const models = textModels();
function readArticles(folder: string) {
  return readCorpus(corpusFolder(...folder.split('/')), models).map((article) => {
    const { words } = article.facts;
    const reading = readTokens(article.facts);
    const gold = goldTokens(reading, article.gold);
    return {
      publisher: article.publisher,
      gold,
      words,
      windows: windowsOf(article.facts, wordPiece, models.gazetteer),
    };
  });
}

interface Score {
  readonly found: number;
  readonly gold: number;
  readonly right: number;
  readonly f1: number;
}

/** As the scorer counts, but for its matching: a gold attribution is found once. */
function score(
  articles: readonly Article[],
  judges: readonly (readonly number[])[],
  least: number,
  nested: number,
): Score {
  let [found, gold, right] = [0, 0, 0];
  for (const article of articles) {
    gold += article.gold.length;
    const open = new Set(article.gold);
    for (const { window, candidates } of article.windows) {
      const judged = candidates.map(({ candidate }) => ({
        candidate,
        confidence: confidenceOf(candidate, judges[article.part]),
      }));
      for (const each of chosen(judged, window, least, nested)) {
        found++;
        for (const other of open)
          if (isRight(each, other)) {
            right++;
            open.delete(other);
            break;
          }
      }
    }
  }
  return { found, gold, right, f1: (200 * right) / (found + gold) };
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { dry: { type: 'boolean', default: false } },
});
const [windowsFile, answersFile, vocabularyFile] = positionals;
const vocabulary = readFileSync(vocabularyFile, 'utf8').trimEnd();
const answer = recordedNetwork(windowsFile, answersFile);
const wordPiece = new WordPiece(vocabulary.split('\n'));

const articles = readArticlesWithCandidates();
const judges = fitJudges(articles);
let best = { f1: 0, least: 0, leastNested: 0 };
for (let least = 0.24; least < 0.5; least += 0.04) {
  for (const leastNested of [least, 0.5, 0.6, 0.7, 0.8]) {
    const { f1 } = score(articles, judges, least, leastNested);
    if (f1 > best.f1) best = { f1, least: round(least), leastNested: round(leastNested) };
  }
}
console.log(JSON.stringify(best));
const { least, leastNested } = best;
for (const folder of FOLDERS) {
  const part = articles.filter((article) => article.folder === folder);
  console.log(folder, JSON.stringify(score(part, judges, least, leastNested)));
}
reliability();
if (!values.dry) {
  const all = fitJudge(articles);
  const file: AccurateFile = {
    least,
    leastNested,
    judge: Object.fromEntries(CANDIDATE_FEATURES.map((feature, f) => [feature, Number(all[f].toFixed(4))])),
    vocabulary,
  };
  writeFileSync(modelFile('accurate.json'), `${JSON.stringify(file)}\n`);
  console.log('models/accurate.json written', JSON.stringify(file.judge));
}

function round(value: number): number {
  return Number(value.toFixed(2));
}

/** For each part a judge that does not know it. */
function fitJudges(all: readonly Article[]): number[][] {
  return Array.from({ length: PARTS }, (_, part) => fitJudge(all.filter((article) => article.part !== part)));
}

function fitJudge(some: readonly Article[]): number[] {
  const judged = some.flatMap(({ windows }) => windows.flatMap(({ candidates }) => candidates));
  return fitLogistic(
    judged.map(({ candidate }) => candidate.features),
    judged.map(({ right }) => right),
  );
}

/** How often attributions of a confidence are right. */
function reliability(): void {
  const bins = Array.from({ length: 10 }, () => ({ count: 0, sum: 0, right: 0 }));
  for (const { gold, windows, part } of articles) {
    for (const { window, candidates } of windows) {
      const judged = candidates.map(({ candidate }) => ({
        candidate,
        confidence: confidenceOf(candidate, judges[part]),
      }));
      for (const each of chosen(judged, window, least, leastNested)) {
        const bin = bins[Math.min(9, Math.floor(each.confidence * 10))];
        bin.count++;
        bin.sum += each.confidence;
        bin.right += gold.some((other) => isRight(each, other)) ? 1 : 0;
      }
    }
  }
  bins.forEach(({ count, sum, right }, b) => {
    if (count)
      console.log(
        `confidence 0.${b}: ${count} attributions, mean ${(sum / count).toFixed(2)}, right ${(right / count).toFixed(2)}`,
      );
  });
}
