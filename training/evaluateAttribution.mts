/**
 * Scores attribution on corpora with their own scorer.
 *   npx tsx training/evaluateAttribution.mts [FOLDER ...] [--errors] [--details] [--engine accurate] [--recorded WINDOWS --recorded ANSWERS]
 * Default: articles/dev, articles/dev-stripped and attribution/gum. `--errors` prints the most frequent confusions with
 * examples, `--details` scores by publisher and by kind of claim, and how far the confidence is to be trusted.
 * `--recorded`: not the shipped network, but what run_network.py has answered to windows.mts (training/neural).
 * The scorer is `score/attribution.mjs` beside the corpora's folder, or what HEARSAY_SCORER names.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Network } from '../src/analysis/accurate/network';
import type { Attribution, Entity } from '../src/analysis/analysis';
import { loadModels, type Models } from '../src/analysis/models';
import { STEPS } from '../src/analysis/pipeline';
import type { Facts } from '../src/analysis/step';
import { type CorpusArticle, readCorpus } from './attribution/corpus.mjs';
import { detailsReport } from './attribution/details.mjs';
import { errorReport } from './attribution/errors.mjs';
import { CORPORA, modelFile } from './corpora.mjs';
import { type EngineName, type Read, reader } from './engines.mjs';
import { recordedNetwork } from './neural/windows.mjs';

const FOLDERS = ['articles/dev', 'articles/dev-stripped', 'attribution/gum'];

/** What the whole analysis finds in an article. */
interface Found {
  readonly attributions: readonly Attribution[];
  readonly entities: readonly Entity[];
}

/** Folders whose texts are articles with a header; others are running text. */
function isArticles(folder: string): boolean {
  return folder.includes('articles');
}

async function readFolder(
  folder: string,
  models: Models,
  read: Read,
): Promise<{ articles: CorpusArticle[]; found: Found[] }> {
  const articles = readCorpus(pathOf(folder), models, isArticles(folder) ? 'article' : 'body');
  const found: Found[] = [];
  for (const { facts: known } of articles) {
    let facts = { ...known, readings: await read(known) } as Facts;
    for (const { run } of STEPS.slice(2)) facts = { ...facts, ...run(facts) }; // article and text are read already
    found.push({ attributions: facts.attributions, entities: facts.entities });
  }
  return { articles, found };
}

function pathOf(folder: string): string {
  return existsSync(folder) ? folder : join(CORPORA, folder);
}

/** The scorer's answer: measures with precision, recall and F1, 0 to 1. */
type Scores = Record<string, { readonly p: number; readonly r: number; readonly f1: number }>;

function score(folder: string, articles: readonly CorpusArticle[], found: readonly Found[]): Scores {
  const scorer = process.env.HEARSAY_SCORER ?? join(CORPORA, '..', 'score', 'attribution.mjs');
  if (!existsSync(scorer)) throw new Error(`No scorer at ${scorer}: name it in HEARSAY_SCORER.`);
  const temporary = mkdtempSync(join(tmpdir(), 'attribution-'));
  try {
    const predictions = join(temporary, 'predictions.jsonl');
    writeFileSync(predictions, articles.map(({ file }, i) => JSON.stringify({ file, ...found[i] })).join('\n'));
    const answer = execFileSync('node', [scorer, '--gold', pathOf(folder), '--pred', predictions, '--json'], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    return (JSON.parse(answer) as { scores: Scores }).scores;
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

/** F1 in per cent by corpus and measure, for `npm run evaluate`. */
export async function attributionScores(
  models: Models,
  engine: EngineName = 'fast',
): Promise<Record<string, Record<string, number>>> {
  const read = await reader(engine, models);
  const scores: Record<string, Record<string, number>> = {};
  for (const folder of FOLDERS) {
    if (engine === 'accurate' && folder === 'attribution/gum') continue; // its network was trained on these texts
    const { articles, found } = await readFolder(folder, models, read);
    const measures = Object.entries(score(folder, articles, found));
    scores[folder] = Object.fromEntries(measures.map(([measure, { f1 }]) => [measure, 100 * f1]));
  }
  return scores;
}

if (process.argv[1] === import.meta.filename) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      errors: { type: 'boolean', default: false },
      details: { type: 'boolean', default: false },
      engine: { type: 'string', default: 'fast' },
      recorded: { type: 'string', multiple: true },
    },
  });
  const models = await loadModels((file) => Promise.resolve(readFileSync(modelFile(file))));
  const [windows, answers] = values.recorded ?? [];
  const answer = windows ? recordedNetwork(windows, answers) : undefined;
  const network: Network | undefined = answer && ((input) => Promise.resolve(answer(input)));
  const read = await reader(network || values.engine === 'accurate' ? 'accurate' : 'fast', models, network);
  for (const folder of positionals.length ? positionals : FOLDERS) {
    const { articles, found } = await readFolder(folder, models, read);
    console.log(folder);
    for (const [measure, { p, r, f1 }] of Object.entries(score(folder, articles, found))) {
      const [precision, recall, both] = [p, r, f1].map((value) => (100 * value).toFixed(1).padStart(5));
      console.log(`  ${measure.padEnd(20)} P ${precision}  R ${recall}  F1 ${both}`);
    }
    const attributions = found.map((each) => each.attributions);
    if (values.details) console.log(detailsReport(articles, attributions));
    if (values.errors) console.log(errorReport(articles, attributions));
  }
}
