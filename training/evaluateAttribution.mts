/**
 * Scores attribution on a corpus folder with the corpus's own scorer and prints where it goes wrong.
 *   npx tsx training/evaluateAttribution.mts [FOLDER ...]     default: articles/dev and articles/dev-stripped
 * The scorer is `score/attribution.mjs` beside the corpora's folder, or what HEARSAY_SCORER names.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { AttributionSpans } from '../src/analysis/analysis';
import { attributionStep } from '../src/analysis/attribution/attribution';
import { loadModels } from '../src/analysis/models';
import type { Facts } from '../src/analysis/step';
import { CORPORA, readCorpus } from './attribution/corpus.mjs';
import { errorReport } from './attribution/errors.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { errors: { type: 'boolean', default: false }, form: { type: 'string', default: 'article' } },
});
const scorer = process.env.HEARSAY_SCORER ?? join(CORPORA, '..', 'score', 'attribution.mjs');
if (!existsSync(scorer)) throw new Error(`No scorer at ${scorer}: name it in HEARSAY_SCORER.`);
const models = await loadModels((file) => Promise.resolve(readFileSync(join('models', file))));

for (const folder of positionals.length ? positionals : ['articles/dev', 'articles/dev-stripped']) {
  const path = existsSync(folder) ? folder : join(CORPORA, folder);
  const articles = readCorpus(path, models, values.form === 'body' ? 'body' : 'article');
  const started = performance.now();
  const found = articles.map(
    ({ facts }) => attributionStep.run(facts as Facts).attributionSpans as readonly AttributionSpans[],
  );
  const seconds = (performance.now() - started) / 1000;
  const characters = articles.reduce((sum, { facts }) => sum + facts.text.length, 0);
  const predictions = join(mkdtempSync(join(tmpdir(), 'attribution-')), 'predictions.jsonl');
  const lines = articles.map(({ file }, i) => JSON.stringify({ file, attributions: found[i] }));
  writeFileSync(predictions, lines.join('\n'));
  console.log(`${folder}: ${(characters / 1e6 / seconds).toFixed(2)} MB/s for this step`);
  console.log(execFileSync('node', [scorer, '--gold', path, '--pred', predictions], { encoding: 'utf8' }));
  if (values.errors) console.log(errorReport(articles, found));
}
