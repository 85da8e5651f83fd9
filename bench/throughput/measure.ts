import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import nlp from 'compromise';
import { Bench } from 'tinybench';
import { readAttributionModel } from '../../src/analysis/attribution/model';
import { readGazetteer } from '../../src/analysis/entities/gazetteer';
import { readNamesModel } from '../../src/analysis/entities/names';
import { readRankingWeights } from '../../src/analysis/entities/ranking';
import { type Models, loadModels, MODEL_FILES } from '../../src/analysis/models';
import { STEPS, analyse } from '../../src/analysis/pipeline';
import type { Facts } from '../../src/analysis/step';
import { readPartOfSpeechModel } from '../../src/analysis/text/partOfSpeech';
import { processorTime } from '../processorTime';

/**
 * The analysis of the seeds against the library that people would take instead, and what each step takes of it.
 * @param root the repository's folder
 */
export async function measureThroughput(root: string): Promise<void> {
  const loading = performance.now();
  const models = await loadModels((file) => readFile(path.join(root, 'models', file)));
  const loaded = performance.now() - loading;
  const articles = await readArticles(path.join(root, 'seeds'));
  const characters = articles.reduce((sum, text) => sum + text.length, 0);
  const speed = (milliseconds: number) => `${(characters / 1000 / milliseconds).toFixed(2)} MB/s`;

  // Warm: an engine in a worker reads one article after another, and its compiler goes on improving the code for some seconds.
  const bench = new Bench({ time: 5000, warmupTime: 10_000, now: processorTime });
  bench
    .add('hearsay, whole analysis', () => articles.forEach((text) => void analyse(text, { models })))
    .add('compromise, people + places + organizations', () => articles.forEach(readWithCompromise));
  await bench.run();
  const [ours, theirs] = bench.tasks.map(({ result }) => result!.latency.mean);
  console.log(`Throughput over ${articles.length} seed articles, ${characters} characters, in processor time`);
  for (const { name, result } of bench.tasks) line(name, speed(result!.latency.mean));
  line('ratio (aim: 4)', (theirs / ours).toFixed(1));
  line('loading all models', `${loaded.toFixed(0)} ms`);
  for (const [name, time] of await loadingTimes(root)) line(`of these ${name}`, `${time.toFixed(1)} ms`);
  line('a paragraph of 100 words, analysed again (aim: below 5 ms)', `${analysedAgain(models).toFixed(2)} ms`);
  console.log('Share of each step');
  for (const [name, share] of stepShares(articles, models)) line(name, `${(100 * share).toFixed(0)} %`);
}

/** Milliseconds to make each model out of its files' bytes. */
async function loadingTimes(root: string): Promise<[name: string, milliseconds: number][]> {
  const bytes = (file: string): Promise<Uint8Array> => readFile(path.join(root, 'models', file));
  const [words, names, phrases, rare, ranking, roles] = await Promise.all(MODEL_FILES.map(bytes));
  const readers: [name: string, read: () => unknown][] = [
    ['parts of speech', () => readPartOfSpeechModel(words)],
    ['names', () => readNamesModel(names)],
    ['gazetteer', () => readGazetteer(phrases, rare)],
    ['coreference', () => readRankingWeights(ranking)],
    ['attribution (aim: below 100 ms)', () => readAttributionModel(roles)],
  ];
  return readers.map(([name, read]) => {
    const start = processorTime();
    read();
    return [name, processorTime() - start];
  });
}

/** Milliseconds to analyse 100 words of running text anew, the median of many times. */
function analysedAgain(models: Models): number {
  const sentence =
    'The minister told reporters on Monday that the talks in Geneva had failed, and said: "We will try again." ';
  const paragraph = sentence.repeat(5); // 20 words each
  const times = Array.from({ length: 200 }, (_, i) => {
    const start = processorTime();
    analyse(`${paragraph}It is time number ${i}.`, { models, form: 'body' });
    return processorTime() - start;
  });
  return times.sort((a, b) => a - b)[times.length >> 1];
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
