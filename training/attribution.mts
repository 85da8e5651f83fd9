/**
 * Trains attribution on PolNeAR's training articles, each in two forms: as written, and without quotation marks,
 * apostrophes and brackets (the scorer's `to-articles.mjs` makes both). Three stages, each trained on what the stages before
 * it say of articles that they were not trained on (jackknifing), so that it learns how far to trust them.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Candidate, windowAround } from '../src/analysis/attribution/candidate';
import { marginalsOf, pairsOf } from '../src/analysis/attribution/chain';
import { candidatesIn, rivalsOf } from '../src/analysis/attribution/engine';
import { FlatFeatures } from '../src/analysis/attribution/flatFeatures';
import { emptyFlatRoles, enterMarginals, FLAT_LABELS, type FlatRoles } from '../src/analysis/attribution/flatRoles';
import { judgeFeatures } from '../src/analysis/attribution/judge';
import { MODEL_KIND, PREFIX, TRANSITIONS } from '../src/analysis/attribution/model';
import type { Range } from '../src/analysis/attribution/ranges';
import { behindDateline, type Reading, readTokens } from '../src/analysis/attribution/reading';
import { CONTENT, CUE, ROLE_LABELS, RoleFeatures, SOURCE } from '../src/analysis/attribution/roleFeatures';
import { type TokenView, viewTokens } from '../src/analysis/attribution/tokenView';
import { readGazetteer } from '../src/analysis/entities/gazetteer';
import type { Models } from '../src/analysis/models';
import { readPartOfSpeechModel } from '../src/analysis/text/partOfSpeech';
import { sharedVocabulary } from '../src/analysis/text/vocabulary';
import { packRows, rowSections } from '../src/analysis/tagger/rowTable';
import { featureRows } from '../src/analysis/tagger/scores';
import type { FeatureRows } from '../src/analysis/tagger/sequence';
import { writeModelFile } from '../src/analysis/tagger/modelFile';
import { type CorpusArticle, readCorpus } from './attribution/corpus.mjs';
import { type GoldTokens, goldTokens, isRight } from './attribution/goldLabels.mjs';
import {
  type ChainExample,
  type ChainOptions,
  chainRows,
  type DenseChain,
  Dictionary,
  emissionsOfDense,
  indexed,
  strongestFeatures,
  trainChain,
} from './attribution/trainChain.mjs';
import { type DenseJudge, type JudgeExample, judgeRows, trainJudge } from './attribution/trainJudge.mjs';
import { CORPORA, corpusFolder, modelFile } from './corpora.mjs';

const FLAT: ChainOptions = { epochs: 6, rate: 0.015, l2: 0.001, seed: 1 };
const ROLES: ChainOptions = { epochs: 3, rate: 0.02, l2: 0.001, seed: 1 };
const JUDGE = { epochs: 8, rate: 0.02, l2: 0.003, minCount: 4, seed: 1 };
/** The features that ship are chosen by the weights they have after this many epochs, among those that come so often. */
const CHOOSING = 2;
const MIN_COUNT = 3;
const FLAT_FEATURES = 104_000;
const ROLE_FEATURES = 104_000;
/** Parts of the training articles that the stages leave out in turn. */
const FLAT_FOLDS = 4;
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
  const articles = polnearForms((folder) => readCorpus(folder, models).map(trainingArticle)).flatMap((form) =>
    form.map((article, i) => ({ article, part: i })),
  );
  log(`${articles.length} articles`);
  const flatData = chainData(
    FLAT_LABELS,
    articles.map(({ article }) => flatSequences(article)),
    FLAT,
    FLAT_FEATURES,
  );
  log('flat roles: features chosen');
  const flat = trainChain(FLAT_LABELS, flatData.dictionary, flatData.examples.flat(), FLAT);
  log(`flat roles: ${flat.dictionary.size} features`);
  for (let fold = 0; fold < FLAT_FOLDS; fold++) {
    const inside = flatData.examples.filter((_, a) => articles[a].part % FLAT_FOLDS !== fold);
    const part = trainChain(FLAT_LABELS, flatData.dictionary, inside.flat(), FLAT);
    for (const { article, part: p } of articles) if (p % FLAT_FOLDS === fold) labelFlat(part, article);
    log(`flat roles without part ${fold + 1}`);
  }
  const roleData = chainData(
    ROLE_LABELS,
    articles.map(({ article }) => roleSequences(article)),
    ROLES,
    ROLE_FEATURES,
  );
  log('roles: features chosen');
  const roles = trainChain(ROLE_LABELS, roleData.dictionary, roleData.examples.flat(), ROLES);
  log(`roles: ${roles.dictionary.size} features`);
  const examples: JudgeExample[] = [];
  for (let fold = 0; fold < ROLE_FOLDS; fold++) {
    const inside = roleData.examples.filter((_, a) => articles[a].part % ROLE_FOLDS !== fold);
    const part = trainChain(ROLE_LABELS, roleData.dictionary, inside.flat(), ROLES);
    for (const { article, part: p } of articles)
      if (p % ROLE_FOLDS === fold) examples.push(...judgeExamples(part, article));
    log(`roles without part ${fold + 1}`);
  }
  const judge = trainJudge(examples, JUDGE);
  log(`judge: ${judge.dictionary.size} features, ${examples.length} candidates`);
  return packModel(flat, roles, judge);
}

/** A sequence to learn from, its features not looked up yet. */
interface Sequence {
  readonly features: FeatureRows;
  readonly labels: Uint8Array;
  readonly given: number;
}

/** Chooses the features that get weights and looks them up, for each article's sequences. */
function chainData(
  labels: readonly string[],
  articles: readonly (readonly Sequence[])[],
  options: ChainOptions,
  count: number,
): { dictionary: Dictionary; examples: ChainExample[][] } {
  const frequent = new Dictionary();
  for (const sequences of articles)
    for (const { features } of sequences) for (const value of features.values) if (value) frequent.count(value);
  frequent.prune(MIN_COUNT);
  const examplesBy = (dictionary: Dictionary): ChainExample[][] =>
    articles.map((sequences) =>
      sequences.map(({ features, ...rest }) => ({ ...indexed(features, dictionary), ...rest })),
    );
  const first = trainChain(labels, frequent, examplesBy(frequent).flat(), { ...options, epochs: CHOOSING });
  const dictionary = strongestFeatures(first, count);
  return { dictionary, examples: examplesBy(dictionary) };
}

/** The models that attribution builds on; its own need not be there yet. */
function readBaseModels(): Models {
  return {
    partOfSpeech: readPartOfSpeechModel(readFileSync(modelFile('partOfSpeech.bin'))),
    gazetteer: readGazetteer(readFileSync(modelFile('gazetteer.bin')), readFileSync(modelFile('rareWords.bin'))),
    vocabulary: sharedVocabulary(),
  } as Models;
}

/** Steps that a unit of weight has in 8 bits: larger weights than four, which hardly occur, are cut. */
const SCALE = 32;

function packModel(flat: DenseChain, roles: DenseChain, judge: DenseJudge): Uint8Array {
  const rows = (prefix: string, weights: [number, Float32Array][]) =>
    rowSections(packRows(weights, SCALE).table, prefix);
  const chain = (prefix: string, dense: DenseChain) => ({
    ...rows(prefix, chainRows(dense)),
    [prefix + TRANSITIONS]: Float32Array.from(dense.transitions),
  });
  return writeModelFile({
    about: { kind: MODEL_KIND, trainedOn: 'PolNeAR 1.0 train, with and without quotation marks' },
    sections: {
      ...chain(PREFIX.flat, flat),
      ...chain(PREFIX.roles, roles),
      ...rows(PREFIX.judge, judgeRows(judge)),
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
  const reading = readTokens(facts);
  const view = viewTokens(reading, facts.models.gazetteer);
  const paragraphs = reading.paragraphs.flatMap(({ role }, p) =>
    role === 'title' || reading.firstToken[p] < 0 ? [] : behindDateline(reading, p),
  );
  return { reading, view, gold: goldTokens(reading, gold), paragraphs, flat: emptyFlatRoles(view.count) };
}

function flatSequences({ view, gold, paragraphs }: TrainingArticle): Sequence[] {
  const labels = new Uint8Array(view.count);
  const label = (role: 'source' | 'cue' | 'content', number: number): void => {
    for (const each of gold) for (const { from, to } of each[role]) labels.fill(number, from, to);
  };
  label('content', FLAT_LABELS.indexOf('C'));
  label('source', FLAT_LABELS.indexOf('S'));
  label('cue', FLAT_LABELS.indexOf('Q'));
  for (const { anchor } of gold) labels[anchor] = FLAT_LABELS.indexOf('A');
  return paragraphs.map(({ from, to }) => ({
    features: featureRows(new FlatFeatures(view, from, to), from, to),
    labels: labels.slice(from, to),
    given: -1,
  }));
}

export function labelFlat(chain: DenseChain, { view, flat, paragraphs }: TrainingArticle): void {
  for (const { from, to } of paragraphs) {
    const emissions = emissionsOfDense(chain, featureRows(new FlatFeatures(view, from, to), from, to));
    enterMarginals(flat, marginalsOf(emissions, pairsOf(chain.transitions).factors, FLAT_LABELS.length), from, to);
  }
}

function roleSequences({ view, flat, gold, paragraphs }: TrainingArticle): Sequence[] {
  return gold.flatMap(({ source, cue, content, anchor }) => {
    const paragraph = paragraphs.find(({ from, to }) => anchor >= from && anchor < to);
    if (!paragraph) return [];
    const { from, to } = windowAround(view, flat, anchor, paragraph);
    const labels = new Uint8Array(to - from);
    const label = (ranges: readonly Range[], number: number): void => {
      for (const range of ranges)
        if (range.to > from && range.from < to) labels.fill(number, Math.max(0, range.from - from), range.to - from);
    };
    label(content, CONTENT);
    label(source, SOURCE);
    label(cue, CUE);
    labels[anchor - from] = CUE;
    return {
      features: featureRows(new RoleFeatures(view, flat, anchor, from, to), from, to),
      labels,
      given: anchor - from,
    };
  });
}

/** The candidates of each paragraph, as an unpacked chain finds them. */
export function denseCandidates(
  chain: DenseChain,
  { reading, view, flat, paragraphs }: TrainingArticle,
): Candidate[][] {
  return paragraphs.map((paragraph) =>
    candidatesIn(reading, view, flat, paragraph, pairsOf(chain.transitions), (features, { from, to }) =>
      emissionsOfDense(chain, featureRows(features, from, to)),
    ),
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
