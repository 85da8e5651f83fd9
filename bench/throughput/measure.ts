import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import nlp from 'compromise';
import { readAttributionModel } from '../../src/analysis/attribution/model';
import { readGazetteer } from '../../src/analysis/entities/gazetteer';
import { readNamesModel } from '../../src/analysis/entities/names';
import { readRankingWeights } from '../../src/analysis/entities/ranking';
import { readSpeakerModel } from '../../src/analysis/entities/speakerRanking';
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

  const ours = () => articles.forEach((text) => void analyse(text, { models }));
  const theirs = () => articles.forEach(readWithCompromise);
  // Warm: an engine in a worker reads one article after another, and its compiler goes on improving the code for some seconds.
  // In turns: other work on the machine, which comes and goes, would lengthen one of them only.
  const rounds: [ours: number, theirs: number][] = [];
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const times: [number, number] = [timeOf(ours, RUNS), timeOf(theirs, 1)];
    if (round >= 0) rounds.push(times);
  }
  console.log(`Throughput over ${articles.length} seed articles, ${characters} characters, in processor time`);
  line('hearsay, whole analysis', speed(median(rounds.map(([time]) => time))));
  line('compromise, people + places + organizations', speed(median(rounds.map(([, time]) => time))));
  const ratios = rounds.map(([own, other]) => other / own).sort((x, y) => x - y);
  line(`ratio (aim: 4), median of ${ROUNDS} rounds`, median(ratios).toFixed(1));
  line('  half of the rounds', `${ratios[ROUNDS >> 2].toFixed(1)} to ${ratios[(3 * ROUNDS) >> 2].toFixed(1)}`);
  line('loading all models', `${loaded.toFixed(0)} ms`);
  for (const [name, time] of await loadingTimes(root)) line(`of these ${name}`, `${time.toFixed(1)} ms`);
  line('a paragraph of 100 words, analysed again (aim: below 5 ms)', `${analysedAgain(models).toFixed(2)} ms`);
  console.log('Share of each step');
  for (const [name, share] of stepShares(articles, models)) line(name, `${(100 * share).toFixed(0)} %`);
}

const ROUNDS = 60;
/** As many rounds go before, which take some 20 s. */
const WARM_UP = 60;
/** Ours is called so often a round, because it is that much faster. */
const RUNS = 4;

/** Milliseconds that a call takes, the mean of `runs`. */
function timeOf(call: () => void, runs: number): number {
  const start = processorTime();
  for (let run = 0; run < runs; run++) call();
  return (processorTime() - start) / runs;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/** Milliseconds to make each model out of its files' bytes. */
async function loadingTimes(root: string): Promise<[name: string, milliseconds: number][]> {
  const bytes = (file: string): Promise<Uint8Array> => readFile(path.join(root, 'models', file));
  const [words, names, phrases, rare, ranking, speakers, roles] = await Promise.all(MODEL_FILES.map(bytes));
  const readers: [name: string, read: () => unknown][] = [
    ['parts of speech', () => readPartOfSpeechModel(words)],
    ['names', () => readNamesModel(names)],
    ['gazetteer', () => readGazetteer(phrases, rare)],
    ['coreference', () => readRankingWeights(ranking)],
    ['speakers', () => readSpeakerModel(speakers)],
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
  return median(times);
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
