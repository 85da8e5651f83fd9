/**
 * Trains attribution on PolNeAR's training articles, each in two forms: as written, and without quotation marks,
 * apostrophes and brackets (the scorer's `to-articles.mjs` makes both). Three stages, each trained on what the stages before
 * it say of articles that they were not trained on (jackknifing), so that it learns how far to trust them.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Candidate, sharedTokens, tokenCount, windowAround } from '../src/analysis/attribution/candidate';
import { marginalsOf } from '../src/analysis/attribution/chain';
import { candidatesIn, rivalsOf } from '../src/analysis/attribution/engine';
import { flatFeatures } from '../src/analysis/attribution/flatFeatures';
import { emptyFlatRoles, enterMarginals, FLAT_LABELS, type FlatRoles } from '../src/analysis/attribution/flatRoles';
import { judgeFeatures } from '../src/analysis/attribution/judge';
import { MODEL_KIND, PREFIX } from '../src/analysis/attribution/model';
import type { Range } from '../src/analysis/attribution/ranges';
import { type Reading, readTokens } from '../src/analysis/attribution/reading';
import { CONTENT, CUE, ROLE_LABELS, roleFeatures, SOURCE } from '../src/analysis/attribution/roleFeatures';
import { type TokenView, viewTokens } from '../src/analysis/attribution/tokenView';
import { readGazetteer } from '../src/analysis/entities/gazetteer';
import type { Models } from '../src/analysis/models';
import { readParserModel } from '../src/analysis/text/parser';
import { readPartOfSpeechModel } from '../src/analysis/text/partOfSpeech';
import { sharedVocabulary } from '../src/analysis/text/vocabulary';
import { writeModelFile } from '../src/analysis/tagger/modelFile';
import { type CorpusArticle, readCorpus } from './attribution/corpus.mjs';
import { type GoldTokens, goldTokens } from './attribution/goldLabels.mjs';
import { packRows } from './attribution/pack.mjs';
import {
  type ChainExample,
  type ChainOptions,
  chainRows,
  type DenseChain,
  emissionsOfDense,
  trainChain,
} from './attribution/trainChain.mjs';
import { type JudgeExample, judgeRows, trainJudge } from './attribution/trainJudge.mjs';
import { CORPORA, corpusFolder, modelFile } from './corpora.mjs';

const FLAT: ChainOptions = { epochs: 6, rate: 0.015, l2: 0.001, minCount: 3, seed: 1 };
const ROLES: ChainOptions = { epochs: 3, rate: 0.02, l2: 0.001, minCount: 3, seed: 1 };
const JUDGE = { epochs: 8, rate: 0.02, l2: 0.003, minCount: 4, seed: 1 };
/** Parts of the training articles that the stages leave out in turn. */
const FLAT_FOLDS = 5;
const ROLE_FOLDS = 2;

/** An article with all that training asks of it. */
export interface TrainingArticle {
  readonly reading: Reading;
  readonly view: TokenView;
  readonly gold: readonly GoldTokens[];
  /** Tokens of the body's paragraphs. */
  readonly paragraphs: readonly Range[];
  readonly flat: FlatRoles;
}

export function trainAttribution(log: (message: string) => void = () => undefined): Uint8Array {
  const models = readBaseModels();
  const forms = polnearForms((folder) => readCorpus(folder, models).map(trainingArticle));
  const folded = (fold: number, folds: number): { inside: TrainingArticle[]; outside: TrainingArticle[] } => ({
    inside: forms.flatMap((articles) => articles.filter((_, i) => i % folds !== fold)),
    outside: forms.flatMap((articles) => articles.filter((_, i) => i % folds === fold)),
  });
  const all = forms.flat();
  log(`${all.length} articles`);
  const flat = trainChain(FLAT_LABELS, all.flatMap(flatExamples), FLAT);
  log(`flat roles: ${flat.dictionary.size} features`);
  for (let fold = 0; fold < FLAT_FOLDS; fold++) {
    const { inside, outside } = folded(fold, FLAT_FOLDS);
    const part = trainChain(FLAT_LABELS, inside.flatMap(flatExamples), FLAT);
    for (const article of outside) labelFlat(part, article);
    log(`flat roles without part ${fold + 1}`);
  }
  const roles = trainChain(ROLE_LABELS, all.flatMap(roleExamples), ROLES);
  log(`roles: ${roles.dictionary.size} features`);
  const examples: JudgeExample[] = [];
  for (let fold = 0; fold < ROLE_FOLDS; fold++) {
    const { inside, outside } = folded(fold, ROLE_FOLDS);
    const part = trainChain(ROLE_LABELS, inside.flatMap(roleExamples), ROLES);
    for (const article of outside) examples.push(...judgeExamples(part, article));
    log(`roles without part ${fold + 1}`);
  }
  const judge = trainJudge(examples, JUDGE);
  log(`judge: ${judge.dictionary.size} features, ${examples.length} candidates`);
  return packModel(flat, roles, judgeRows(judge));
}

/** The models that attribution builds on; its own need not be there yet. */
function readBaseModels(): Models {
  return {
    partOfSpeech: readPartOfSpeechModel(readFileSync(modelFile('partOfSpeech.bin'))),
    gazetteer: readGazetteer(readFileSync(modelFile('gazetteer.json')), readFileSync(modelFile('rareWords.bin'))),
    parser: readParserModel(readFileSync(modelFile('parser.bin'))),
    vocabulary: sharedVocabulary(),
  } as Models;
}

export function packModel(flat: DenseChain, roles: DenseChain, judge: [number, Float32Array][]): Uint8Array {
  return writeModelFile({
    about: { kind: MODEL_KIND, trainedOn: 'PolNeAR 1.0 train, with and without quotation marks' },
    sections: {
      ...packRows(chainRows(flat), { prefix: PREFIX.flat, scale: 48, smallest: 0.1 }),
      ...packRows(chainRows(roles), { prefix: PREFIX.roles, scale: 48, smallest: 0.1 }),
      ...packRows(judge, { prefix: PREFIX.judge, scale: 48, smallest: 0.02 }),
    },
  });
}

/** PolNeAR's training articles as article files, as written and stripped; removed again from disk. */
function polnearForms<T>(read: (folder: string) => T): T[] {
  const source = corpusFolder('attribution', 'polnear', 'train');
  const script = process.env.HEARSAY_TO_ARTICLES ?? join(CORPORA, '..', 'score', 'to-articles.mjs');
  if (!existsSync(script)) throw new Error(`No ${script}: name to-articles.mjs in HEARSAY_TO_ARTICLES.`);
  const folder = mkdtempSync(join(tmpdir(), 'polnear-'));
  try {
    return ['', '--stripped'].map((form) => {
      const target = join(folder, `train${form}`);
      execFileSync('node', [script, source, target, ...(form ? [form] : [])], { stdio: 'ignore' });
      return read(target);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function trainingArticle({ facts, gold }: CorpusArticle): TrainingArticle {
  const reading = readTokens(facts.text, facts.words, facts.tokens, facts.sentences, facts.paragraphs);
  const view = viewTokens(reading, facts.models.gazetteer, facts.models.parser);
  const paragraphs = reading.paragraphs.flatMap(({ role }, p) =>
    role === 'title' || reading.firstToken[p] < 0 ? [] : { from: reading.firstToken[p], to: reading.endToken[p] },
  );
  return { reading, view, gold: goldTokens(reading, gold), paragraphs, flat: emptyFlatRoles(view.count) };
}

function flatExamples({ view, gold, paragraphs }: TrainingArticle): ChainExample[] {
  const labels = new Uint8Array(view.count);
  const label = (role: 'source' | 'cue' | 'content', number: number): void => {
    for (const each of gold) for (const { from, to } of each[role]) labels.fill(number, from, to);
  };
  label('content', FLAT_LABELS.indexOf('C'));
  label('source', FLAT_LABELS.indexOf('S'));
  label('cue', FLAT_LABELS.indexOf('Q'));
  for (const { anchor } of gold) labels[anchor] = FLAT_LABELS.indexOf('A');
  return paragraphs.map(({ from, to }) => ({ features: flatFeatures(view, from, to), labels: labels.slice(from, to) }));
}

export function labelFlat(chain: DenseChain, { view, flat, paragraphs }: TrainingArticle): void {
  for (const { from, to } of paragraphs) {
    const emissions = emissionsOfDense(chain, flatFeatures(view, from, to));
    enterMarginals(flat, marginalsOf(emissions, chain.transitions, FLAT_LABELS.length).marginals, from, to);
  }
}

function roleExamples({ view, flat, gold, paragraphs }: TrainingArticle): ChainExample[] {
  return gold.flatMap(({ source, cue, content, anchor }) => {
    const paragraph = paragraphs.find(({ from, to }) => anchor >= from && anchor < to);
    if (!paragraph) return [];
    const { from, to } = windowAround(anchor, paragraph);
    const labels = new Uint8Array(to - from);
    const label = (ranges: readonly Range[], number: number): void => {
      for (const range of ranges)
        if (range.to > from && range.from < to) labels.fill(number, Math.max(0, range.from - from), range.to - from);
    };
    label(content, CONTENT);
    label(source, SOURCE);
    label(cue, CUE);
    labels[anchor - from] = CUE;
    return { features: roleFeatures(view, flat, anchor, from, to), labels, given: anchor - from };
  });
}

/** The candidates of each paragraph, as an unpacked chain finds them. */
export function denseCandidates(
  chain: DenseChain,
  { reading, view, flat, paragraphs }: TrainingArticle,
): Candidate[][] {
  return paragraphs.map((paragraph) =>
    candidatesIn(reading, view, flat, paragraph, chain.transitions, (features) => emissionsOfDense(chain, features)),
  );
}

function judgeExamples(chain: DenseChain, article: TrainingArticle): JudgeExample[] {
  return denseCandidates(chain, article).flatMap((candidates) =>
    candidates.map((candidate, c) => ({
      features: judgeFeatures(article.view, article.flat, candidate, rivalsOf(candidates, c)),
      right: article.gold.some((gold) => isRight(candidate, gold)),
    })),
  );
}

/** The scorer's idea of a whole attribution, over tokens: cues overlap, sources and contents are the same for the most part. */
function isRight(candidate: Candidate, gold: GoldTokens): boolean {
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
