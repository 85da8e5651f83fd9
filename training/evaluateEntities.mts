/**
 * Runs the analysis over corpora of entities, all of a text taken as running text, and prints precision, recall and F1 (the scorer is
 * the corpora's own).
 * Arguments: corpora ("conll2003/dev"); all dev parts when none is named. `--out=FOLDER` keeps the predictions, `--accurate`
 * reads with the accurate engine too.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readNamesModel } from '../src/analysis/entities/names';
import { loadModels, type Models } from '../src/analysis/models';
import { interpret, readText } from '../src/analysis/pipeline';
import { type EngineName, type Read, reader } from './engines.mjs';
import { corpusFolder, type GoldRecord, modelFile, readGold } from './corpora.mjs';
import { isMeantimeDev } from './names.mjs';

const DEV = ['conll2003/dev', 'gum/dev', 'meantime', 'wnut17/dev'];

export interface EntityScores {
  readonly corpus: string;
  readonly megabytesPerSecond: number;
  /** The scorer's rows: precision, recall and F1, 0 to 1, by measure ("strict all", "b3 names"). */
  readonly scores: Readonly<Record<string, { readonly p: number; readonly r: number; readonly f1: number }>>;
}

/** Scores of one corpus's development texts. `out`: a folder to keep the predictions in. */
export async function evaluateEntities(
  corpus: string,
  models: Models,
  read: Read,
  out?: string,
): Promise<EntityScores> {
  const folder = corpusFolder('entities', ...corpus.split('/'));
  const records = readGold<GoldRecord>(folder).filter(
    (record, index) => corpus !== 'meantime' || isMeantimeDev(record, index),
  );
  const work = mkdtempSync(path.join(tmpdir(), 'hearsay-'));
  try {
    symlinkSync(path.join(folder, 'texts'), path.join(work, 'texts'));
    const started = performance.now();
    const lines: string[] = [];
    for (const { text, record } of records) {
      const facts = readText(text, { models, form: 'body' });
      const { entities } = interpret(facts, await read(facts));
      lines.push(JSON.stringify({ file: record.file, entities }));
    }
    const seconds = (performance.now() - started) / 1000;
    const megabytes = records.reduce((sum, { text }) => sum + text.length, 0) / 1e6;
    const predicted = path.join(work, 'predicted.jsonl');
    writeFileSync(path.join(work, 'gold.jsonl'), records.map(({ record }) => JSON.stringify(record)).join('\n'));
    writeFileSync(predicted, lines.join('\n'));
    if (out) writeFileSync(path.join(out, `${corpus.replace('/', '-')}.jsonl`), lines.join('\n'));
    const report = execFileSync('node', [scorer(), '--gold', work, '--pred', predicted, '--json'], {
      encoding: 'utf8',
    });
    return {
      corpus,
      megabytesPerSecond: megabytes / seconds,
      scores: (JSON.parse(report) as Pick<EntityScores, 'scores'>).scores,
    };
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** The corpora's own scorer, which lies beside them. */
const scorer = (): string => path.join(corpusFolder('..', 'score'), 'entities.mjs');

/** F1 in percent by corpus and measure, for `npm run evaluate`. */
export async function entityScores(
  models: Models,
  engine: EngineName = 'fast',
): Promise<Record<string, Record<string, number>>> {
  const read = await reader(engine, models);
  const all: Record<string, Record<string, number>> = {};
  for (const corpus of DEV) {
    const { scores } = await evaluateEntities(corpus, models, read);
    all[corpus] = Object.fromEntries(Object.entries(scores).map(([measure, { f1 }]) => [measure, 100 * f1]));
  }
  return all;
}

if (process.argv[1] === import.meta.filename) {
  const given = process.argv.slice(2);
  const shipped = await loadModels((file) => Promise.resolve(readFileSync(modelFile(file))));
  const other = given.find((argument) => argument.endsWith('.bin'));
  const models = other ? { ...shipped, names: readNamesModel(readFileSync(other)) } : shipped;
  const read = await reader(given.includes('--accurate') ? 'accurate' : 'fast', models);
  const out = given.find((argument) => argument.startsWith('--out='))?.slice('--out='.length);
  const corpora = given.filter((argument) => !argument.startsWith('--') && !argument.endsWith('.bin'));
  for (const corpus of corpora.length ? corpora : DEV) {
    const { megabytesPerSecond, scores } = await evaluateEntities(corpus, models, read, out);
    console.log(
      `${corpus}${corpus === 'meantime' ? ' (every third article)' : ''}, ${megabytesPerSecond.toFixed(2)} MB/s`,
    );
    for (const [measure, { p, r, f1 }] of Object.entries(scores)) {
      const percent = [p, r, f1].map((value) => (100 * value).toFixed(1).padStart(6)).join('');
      console.log(`  ${measure.padEnd(24)}${percent}`);
    }
  }
}
