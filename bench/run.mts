/**
 * `npm run bench`: how fast the analysis is, as ratios to what people would use instead, within one run. Times vary with
 * the machine; ratios vary less.
 */
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import nlp from 'compromise';
import { Bench } from 'tinybench';
import { loadModels } from '../src/analysis/models';
import { analyse } from '../src/analysis/pipeline';

const ROOT = path.resolve(import.meta.dirname, '..');

const models = await loadModels((file) => readFile(path.join(ROOT, 'models', file)));
const articles = await readArticles(path.join(ROOT, 'seeds'));
const characters = articles.reduce((sum, text) => sum + text.length, 0);

const bench = new Bench({ time: 2000, warmupTime: 500 });
bench
  .add('hearsay, whole analysis', () => articles.forEach((text) => void analyse(text, { models })))
  .add('compromise, people + places + organizations', () => {
    for (const text of articles) {
      const document = nlp(text);
      document.people().json();
      document.places().json();
      document.organizations().json();
    }
  });
await bench.run();

console.log(`Throughput over ${articles.length} seed articles, ${characters} characters`);
const megabytesPerSecond = bench.tasks.map(({ result }) => characters / 1e6 / (result!.latency.mean / 1000));
bench.tasks.forEach(({ name }, i) => console.log(`  ${name.padEnd(46)} ${megabytesPerSecond[i].toFixed(2)} MB/s`));
console.log(`  ratio ${(megabytesPerSecond[0] / megabytesPerSecond[1]).toFixed(1)} (aim: 5)`);

async function readArticles(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true });
  const names = files.filter((file) => file.endsWith('.txt')).sort();
  return Promise.all(names.map((file) => readFile(path.join(folder, file), 'utf8')));
}
