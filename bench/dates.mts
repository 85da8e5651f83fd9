import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import * as chrono from 'chrono-node';
import { Bench } from 'tinybench';
import { datesStep } from '../src/analysis/dates/dates';
import { type Models, loadModels } from '../src/analysis/models';
import { STEPS } from '../src/analysis/pipeline';
import type { Facts } from '../src/analysis/step';
import { root } from '../tools/project.mjs';

/** Dates alone, on words that the steps before have found, against chrono-node on the same articles. */
export async function benchDates(): Promise<void> {
  const models = await loadModels((file) => readFile(path.join(root, 'models', file)));
  const folder = path.join(root, 'seeds');
  const names = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.txt')).sort();
  const texts = await Promise.all(names.map((file) => readFile(path.join(folder, file), 'utf8')));
  const read = texts.map((text) => factsBefore(text, models));
  const characters = texts.reduce((sum, text) => sum + text.length, 0);

  const bench = new Bench({ time: 1500, warmupTime: 500 });
  bench
    .add('hearsay, dates', () => read.forEach((facts) => void datesStep.run(facts)))
    .add('chrono-node', () => texts.forEach((text) => void chrono.parse(text)));
  await bench.run();
  const [ours, theirs] = bench.tasks.map(({ result }) => result!.latency.min);
  console.log('Dates');
  for (const [name, time] of [
    ['hearsay, dates', ours],
    ['chrono-node', theirs],
  ] as const) {
    console.log(`  ${name.padEnd(66)} ${((1000 * time) / characters).toFixed(3)} µs a character`);
  }
  console.log(`  ${'ratio (aim: 1)'.padEnd(66)} ${(theirs / ours).toFixed(1)}`);
}

/** What the dates step is given of an article. */
function factsBefore(text: string, models: Models): Facts {
  let facts = { text, given: {}, form: 'article', models } as Facts;
  for (const step of STEPS) {
    if (step.name === datesStep.name) return facts;
    facts = { ...facts, ...step.run(facts) };
  }
  return facts;
}
