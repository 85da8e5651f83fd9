import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import nlp from 'compromise';
import { Bench } from 'tinybench';
import { type Models, loadModels } from '../src/analysis/models';
import { STEPS, analyse } from '../src/analysis/pipeline';
import type { Facts } from '../src/analysis/step';
import { root } from '../tools/project.mjs';

/** The analysis of the seeds against the library that people would take instead, and what each step takes of it. */
export async function benchThroughput(): Promise<void> {
  const loading = performance.now();
  const models = await loadModels((file) => readFile(path.join(root, 'models', file)));
  const loaded = performance.now() - loading;
  const articles = await readArticles(path.join(root, 'seeds'));
  const characters = articles.reduce((sum, text) => sum + text.length, 0);
  const speed = (milliseconds: number) => `${(characters / 1000 / milliseconds).toFixed(2)} MB/s`;

  const bench = new Bench({ time: 3000, warmupTime: 1000 });
  bench
    .add('hearsay, whole analysis', () => articles.forEach((text) => void analyse(text, { models })))
    .add('compromise, people + places + organizations', () => articles.forEach(readWithCompromise));
  await bench.run();
  const [ours, theirs] = bench.tasks.map(({ result }) => result!.latency.mean);
  console.log(`Throughput over ${articles.length} seed articles, ${characters} characters`);
  for (const { name, result } of bench.tasks) line(name, speed(result!.latency.mean));
  line('ratio (aim: 4)', (theirs / ours).toFixed(1));
  line('loading the models', `${loaded.toFixed(0)} ms`);
  console.log('Share of each step');
  for (const [name, share] of stepShares(articles, models)) line(name, `${(100 * share).toFixed(0)} %`);
}

function readWithCompromise(text: string): void {
  const document = nlp(text);
  document.people().json();
  document.places().json();
  document.organizations().json();
}

function stepShares(articles: readonly string[], models: Models): [name: string, share: number][] {
  const times = new Map(STEPS.map(({ name }) => [name, 0]));
  for (let round = 0; round < 20; round++) {
    for (const text of articles) {
      let facts = { text, given: {}, form: 'article', models, readings: [] as Facts['readings'] } as Facts;
      for (const step of STEPS) {
        const start = performance.now();
        facts = { ...facts, ...step.run(facts) };
        times.set(step.name, times.get(step.name)! + performance.now() - start);
      }
    }
  }
  const total = [...times.values()].reduce((sum, time) => sum + time, 0);
  return [...times].map(([name, time]) => [name, time / total]);
}

async function readArticles(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true });
  const names = files.filter((file) => file.endsWith('.txt')).sort();
  return Promise.all(names.map((file) => readFile(path.join(folder, file), 'utf8')));
}

function line(what: string, value: string): void {
  console.log(`  ${what.padEnd(66)} ${value}`);
}
