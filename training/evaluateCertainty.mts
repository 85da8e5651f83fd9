/**
 * How often names and dates are right, by the classes of src/review/certainty.ts: `npx tsx training/evaluateCertainty.mts`
 * prints the tables that stand there. Classes with fewer than LEAST examples are left out.
 */
import { readFileSync } from 'node:fs';
import type { Entity, TimeExpression } from '../src/analysis/analysis';
import { loadModels } from '../src/analysis/models';
import { analyse } from '../src/analysis/pipeline';
import { dateClass, nameClass } from '../src/review/certainty';
import { corpusFolder, type GoldRecord, modelFile, readGold } from './corpora.mjs';
import { datesOfText } from './evaluateDates.mjs';

const LEAST = 10;

interface Gold extends GoldRecord {
  readonly entities: readonly Pick<Entity, 'type' | 'mentions'>[];
  readonly date?: string;
  readonly dates?: readonly TimeExpression[];
}

/** The classes that CoNLL-2003 tells apart. */
const CONLL: Readonly<Record<string, string>> = { PERSON: 'PER', ORG: 'ORG', GPE: 'LOC', LOC: 'LOC', FAC: 'LOC' };
const conllClass = (type: string) => CONLL[type] ?? 'MISC';

/** By class: how many are right, and how many there are. */
class Shares {
  readonly #counts = new Map<string, { right: number; all: number }>();

  add(key: string, isRight: boolean): void {
    const count = this.#counts.get(key) ?? { right: 0, all: 0 };
    this.#counts.set(key, { right: count.right + (isRight ? 1 : 0), all: count.all + 1 });
  }

  print(title: string): void {
    console.log(title);
    for (const [key, { right, all }] of [...this.#counts].sort())
      console.log(`  '${key}': ${(right / all).toFixed(2)}, // of ${all}${all < LEAST ? ': left out' : ''}`);
  }
}

const models = await loadModels((file) => Promise.resolve(readFileSync(modelFile(file))));
const names = new Shares();
for (const { text, record } of readGold<Gold>(corpusFolder('entities', 'conll2003', 'dev'))) {
  const place = (type: string, { start, end }: { start: number; end: number }) => `${start} ${end} ${conllClass(type)}`;
  const gold = new Set(
    record.entities.flatMap(({ type, mentions }) => mentions.map((mention) => place(type, mention))),
  );
  for (const entity of analyse(text, { models, form: 'body' }).entities)
    for (const mention of entity.mentions.filter(({ kind }) => kind === 'name'))
      names.add(nameClass(entity, text.slice(mention.start, mention.end)), gold.has(place(entity.type, mention)));
}
names.print('Names');

const dates = new Shares();
for (const corpus of ['dates/timebank', 'dates/aquaint', 'entities/meantime']) {
  for (const { text, record } of readGold<Gold>(corpusFolder(...corpus.split('/')))) {
    const place = ({ start, end, value }: TimeExpression) => `${start} ${end} ${value}`;
    const gold = new Set((record.dates ?? []).map(place));
    for (const date of datesOfText(text, record.date, models)) dates.add(dateClass(date), gold.has(place(date)));
  }
}
dates.print('Dates');
