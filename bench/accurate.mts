import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Bench } from 'tinybench';
import { readAccurateModel } from '../src/analysis/accurate/model';
import { AccurateEngine } from '../src/analysis/accurate/reading';
import { loadModels } from '../src/analysis/models';
import { analyse, analyseAccurately } from '../src/analysis/pipeline';
import { root } from '../tools/project.mjs';
import { shippedNetwork } from '../training/engines.mjs';

/** Load time, memory and speed of the accurate engine on the seed, and how many times as long it takes as the fast one. */
export async function benchAccurate(): Promise<void> {
  const read = (file: string) => readFile(path.join(root, 'models', file));
  const models = await loadModels(read);
  const before = process.memoryUsage().rss;
  const start = performance.now();
  const network = await shippedNetwork();
  const file = await read('accurate.json');
  const loaded = performance.now() - start;
  const engine = () => new AccurateEngine(readAccurateModel(file), models.gazetteer); // a new one knows nothing yet
  const article = await readFile(path.join(root, 'seeds', '000_350761c0b39ce43b.txt'), 'utf8');
  const paragraph = article.split(/\s+/).slice(-100).join(' ');
  await analyseAccurately(article, { models }, engine(), network);
  const memory = process.memoryUsage().rss - before;
  const bench = new Bench({ time: 2000, iterations: 5, warmupTime: 500, warmupIterations: 2, throws: true });
  bench
    .add('the fast engine, seed article', () => void analyse(article, { models }))
    .add('the accurate engine, seed article', () => analyseAccurately(article, { models }, engine(), network))
    .add('the accurate engine, a paragraph of 100 words', () =>
      analyseAccurately(paragraph, { models, form: 'body' }, engine(), network),
    );
  await bench.run();
  console.log('The accurate engine');
  line('loading', `${loaded.toFixed(0)} ms`);
  line('memory, loaded and run once', `${(memory / 1e6).toFixed(0)} MB`);
  const means = bench.tasks.map(({ result }) => result!.latency.mean);
  bench.tasks.forEach(({ name }, t) => line(name, `${means[t].toFixed(1)} ms`));
  line('times as long as the fast engine', (means[1] / means[0]).toFixed(0));
}

function line(what: string, value: string): void {
  console.log(`  ${what.padEnd(66)} ${value}`);
}
