/**
 * `npm run evaluate [NAME...]`: measures the models in models/ on the corpora's dev parts. Prints the scores as JSON, keeps
 * them in models/scores.json (those that were not asked for stay as they were), and writes the table in the README anew.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { loadModels } from '../src/analysis/models';
import { modelFile, README } from './corpora.mjs';
import { attributionScores } from './evaluateAttribution.mjs';
import { dateScores } from './evaluateDates.mjs';
import { entityScores } from './evaluateEntities.mjs';
import { evaluatePartOfSpeech, evaluateSentences, evaluateTokens } from './partOfSpeech.mjs';
import { type AllScores, scoresTable, withTable } from './scoresTable.mjs';

const models = await loadModels((file) => Promise.resolve(readFileSync(modelFile(file))));

/** What is measured, by name: each returns numbers that mean something to a reader. */
const EVALUATIONS: Readonly<Record<string, () => unknown>> = {
  tokens: () => {
    const { precision, recall } = evaluateTokens();
    return { precision, recall };
  },
  sentences: () => ({ f1: evaluateSentences() }),
  partOfSpeech: () => evaluatePartOfSpeech(models.partOfSpeech),
  attribution: () => attributionScores(models),
  accurateAttribution: () => attributionScores(models, 'accurate'),
  entities: () => entityScores(models),
  accurateEntities: () => entityScores(models, 'accurate'),
  dates: () => dateScores(models),
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !Object.hasOwn(EVALUATIONS, name));
if (unknown.length) {
  console.error(`No such evaluation: ${unknown.join(', ')}. There are: ${Object.keys(EVALUATIONS).join(', ')}.`);
  process.exit(2);
}
const measured: Record<string, unknown> = {};
for (const [name, evaluate] of Object.entries(EVALUATIONS))
  if (!names.length || names.includes(name)) measured[name] = await evaluate();
const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Math.round(value * 100) / 100 : value);
console.log(JSON.stringify(measured, rounded, 2));

const file = modelFile('scores.json');
const earlier = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as AllScores) : {};
const scores = JSON.parse(JSON.stringify({ ...earlier, ...measured }, rounded)) as AllScores;
writeFileSync(file, `${JSON.stringify(scores, null, 2)}\n`);
writeFileSync(README, withTable(readFileSync(README, 'utf8'), scoresTable(scores)));
