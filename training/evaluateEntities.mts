/**
 * Runs the analysis over corpora of entities, all of a text taken as running text, and prints what the scorer says.
 * Arguments: corpora ("conll2003/dev"); all dev parts when none is named. `--out=FOLDER` keeps the predictions.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Entity } from '../src/analysis/analysis';
import { articleStep } from '../src/analysis/article/step';
import { attributionStep } from '../src/analysis/attribution/attribution';
import { entitiesStep } from '../src/analysis/entities/entitiesStep';
import { readNamesModel } from '../src/analysis/entities/names';
import { namesStep } from '../src/analysis/entities/namesStep';
import { loadModels } from '../src/analysis/models';
import type { Facts } from '../src/analysis/step';
import { textStep } from '../src/analysis/text/textStep';
import { corpusFolder, type GoldRecord, modelFile, readGold } from './corpora.mjs';
import { isMeantimeDev } from './names.mjs';

const SCORER = path.join(corpusFolder('..', 'score'), 'entities.mjs');
const DEV = ['conll2003/dev', 'gum/dev', 'meantime', 'wnut17/dev'];
const STEPS = [articleStep, textStep, namesStep, attributionStep, entitiesStep];

const given = process.argv.slice(2);
const shipped = await loadModels((file) => Promise.resolve(readFileSync(modelFile(file))));
const other = given.find((argument) => argument.endsWith('.bin'));
const models = other ? { ...shipped, names: readNamesModel(readFileSync(other)) } : shipped;
const out = given.find((argument) => argument.startsWith('--out='))?.slice('--out='.length);
const corpora = given.filter((argument) => !argument.startsWith('--') && !argument.endsWith('.bin'));

for (const corpus of corpora.length ? corpora : DEV) {
  const folder = corpusFolder('entities', ...corpus.split('/'));
  const records = readGold<GoldRecord>(folder).filter(
    (record, index) => corpus !== 'meantime' || isMeantimeDev(record, index),
  );
  const work = mkdtempSync(path.join(tmpdir(), 'hearsay-'));
  symlinkSync(path.join(folder, 'texts'), path.join(work, 'texts'));
  const started = performance.now();
  const predictions = records.map(({ text, record }) =>
    JSON.stringify({ file: record.file, entities: entitiesOf(text) }),
  );
  const seconds = (performance.now() - started) / 1000;
  const megabytes = records.reduce((sum, { text }) => sum + text.length, 0) / 1e6;
  writeFileSync(path.join(work, 'gold.jsonl'), records.map(({ record }) => JSON.stringify(record)).join('\n'));
  const predicted = path.join(work, 'predicted.jsonl');
  writeFileSync(predicted, predictions.join('\n'));
  if (out) writeFileSync(path.join(out, `${corpus.replace('/', '-')}.jsonl`), predictions.join('\n'));
  console.log(
    `${corpus}${corpus === 'meantime' ? ' (every third article)' : ''}, ${(megabytes / seconds).toFixed(2)} MB/s`,
  );
  process.stdout.write(execFileSync('node', [SCORER, '--gold', work, '--pred', predicted], { encoding: 'utf8' }));
  rmSync(work, { recursive: true });
}

function entitiesOf(text: string): readonly Entity[] {
  let facts = { text, given: {}, form: 'body', models, dates: [] } as unknown as Facts;
  for (const step of STEPS) facts = { ...facts, ...step.run(facts) };
  return facts.entities;
}
