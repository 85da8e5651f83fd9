/** `npm run evaluate [NAME...]`: measures the models in models/ on the corpora's dev parts; prints one JSON object. */
import { readFileSync } from 'node:fs';
import { loadModels } from '../src/analysis/models';
import { readParserModel } from '../src/analysis/text/parser';
import { modelFile } from './corpora.mjs';
import { dateScores } from './evaluateDates.mjs';
import { entityScores } from './evaluateEntities.mjs';
import { evaluateParser } from './parser.mjs';
import { evaluatePartOfSpeech, evaluateSentences, evaluateTokens } from './partOfSpeech.mjs';

const models = await loadModels((file) => Promise.resolve(readFileSync(modelFile(file))));

/** What is measured, by name: each returns numbers that mean something to a reader. */
const EVALUATIONS: Readonly<Record<string, () => unknown>> = {
  tokens: () => {
    const { precision, recall } = evaluateTokens();
    return { precision, recall };
  },
  sentences: () => ({ f1: evaluateSentences() }),
  partOfSpeech: () => evaluatePartOfSpeech(models.partOfSpeech),
  parser: () => evaluateParser(readParserModel(readFileSync(modelFile('parser.bin'))), models.partOfSpeech),
  entities: () => entityScores(models),
  dates: () => dateScores(models),
};

const names = process.argv.slice(2);
const scores = Object.fromEntries(
  Object.entries(EVALUATIONS)
    .filter(([name]) => !names.length || names.includes(name))
    .map(([name, evaluate]) => [name, evaluate()]),
);
console.log(
  JSON.stringify(scores, (_, value: unknown) => (typeof value === 'number' ? Math.round(value * 100) / 100 : value), 2),
);
