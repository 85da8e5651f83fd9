/**
 * Runs the analysis over corpora of entities and prints what the scorer says. Arguments: names of corpora
 * ("conll2003/dev"), default all; `--stripped` drops quotation marks and apostrophes first? no: gold offsets would not fit.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Entity } from '../src/analysis/analysis';
import { readGazetteer } from '../src/analysis/entities/gazetteer';
import { readNamesModel, tagNames } from '../src/analysis/entities/names';
import { corpusFolder, type GoldRecord, modelFile, readGold } from './corpora.mjs';
import { isMeantimeDev, readDocument } from './names.mjs';

const SCORER = path.join(corpusFolder('..', 'score'), 'entities.mjs');
const DEFAULT = ['conll2003/dev', 'gum/dev', 'meantime', 'wnut17/dev'];

const file = process.argv.find((argument) => argument.endsWith('.bin')) ?? modelFile('names.bin');
const model = readNamesModel(readFileSync(file));
const gazetteer = readGazetteer(readFileSync(modelFile('gazetteer.json')));
const corpora = process.argv.slice(2).filter((argument) => argument.includes('/') && !argument.endsWith('.bin'));

for (const corpus of corpora.length ? corpora : DEFAULT) {
  const folder = corpusFolder('entities', ...corpus.split('/'));
  const records = readGold<GoldRecord>(folder).filter(
    (record, index) => corpus !== 'meantime' || isMeantimeDev(record, index),
  );
  const work = mkdtempSync(path.join(tmpdir(), 'hearsay-'));
  symlinkSync(path.join(folder, 'texts'), path.join(work, 'texts'));
  mkdirSync(work, { recursive: true });
  let characters = 0;
  const started = performance.now();
  const predictions = records.map(({ text, record }) => {
    characters += text.length;
    return JSON.stringify({ file: record.file, entities: analyse(text) });
  });
  const seconds = (performance.now() - started) / 1000;
  writeFileSync(path.join(work, 'gold.jsonl'), records.map(({ record }) => JSON.stringify(record)).join('\n'));
  const predicted = path.join(work, 'predicted.jsonl');
  writeFileSync(predicted, predictions.join('\n'));
  if (process.argv.includes('--keep'))
    writeFileSync(`/tmp/ent/pred-${corpus.replace('/', '-')}.jsonl`, predictions.join('\n'));
  console.log(
    `${corpus}${corpus === 'meantime' ? ' (every third article)' : ''}, ${(characters / seconds / 1e6).toFixed(2)} MB/s`,
  );
  process.stdout.write(execFileSync('node', [SCORER, '--gold', work, '--pred', predicted], { encoding: 'utf8' }));
  rmSync(work, { recursive: true });
}

function analyse(text: string): Partial<Entity>[] {
  const { words, starts, ends, sentences } = readDocument(text);
  const entities = new Map<string, { id: string; type: string; mentions: unknown[] }>();
  for (const name of tagNames(words, sentences, model, gazetteer)) {
    const [start, end] = [starts[name.first], ends[name.end - 1]];
    const id = text.slice(start, end) + name.class;
    const entity = entities.get(id) ?? { id, type: name.class, mentions: [] };
    entity.mentions.push({ start, end, kind: 'name' });
    entities.set(id, entity);
  }
  return [...entities.values()] as Partial<Entity>[];
}
