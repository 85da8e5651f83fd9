import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Bench } from 'tinybench';
import { readAccurateModel } from '../src/analysis/accurate/model';
import { AccurateEngine } from '../src/analysis/accurate/reading';
import { loadModels } from '../src/analysis/models';
import { analyse, analyseAccurately } from '../src/analysis/pipeline';
import { root } from '../tools/project.mjs';
import { shippedNetwork } from '../training/engines.mjs';
import { processorTime } from './processorTime';

/**
 * Load time, memory and speed of both engines, and how many times as long the accurate one takes as the fast one; times in processor
 * time of one thread. The accurate one needs the fast one: its figures come on top.
 */
export async function benchAccurate(): Promise<void> {
  const read = (file: string) => readFile(path.join(root, 'models', file));
  const article = await readFile(path.join(root, 'seeds', 'wikinews', 'clock.txt'), 'utf8'); // 3.9 kB
  const before = process.memoryUsage().rss;
  const start = processorTime();
  const models = await loadModels(read);
  const fastLoaded = processorTime();
  analyse(article, { models });
  const fast = process.memoryUsage().rss;
  const accurateStart = processorTime();
  const network = await shippedNetwork();
  const file = await read('accurate.json');
  const accurateLoaded = processorTime();
  const engine = () => new AccurateEngine(readAccurateModel(file), models.gazetteer); // a new one knows nothing yet
  const paragraph = article.split(/\s+/).slice(-100).join(' ');
  const known = engine();
  await analyseAccurately(article, { models }, known, network);
  const accurate = process.memoryUsage().rss;
  let edits = 0;
  const edited = () => article.replace(/\.(?=[^.]*$)/, ` for the ${++edits}th time.`);
  const bench = new Bench({
    now: processorTime,
    time: 1500,
    iterations: 5,
    warmupTime: 300,
    warmupIterations: 2,
    throws: true,
  });
  bench
    .add('the fast engine, an article of 4 kB', () => void analyse(article, { models }))
    .add('the accurate engine, the same (aim: below 1000 ms)', () =>
      analyseAccurately(article, { models }, engine(), network),
    )
    .add('a paragraph of 100 words (aim: below 120 ms)', () =>
      analyseAccurately(paragraph, { models, form: 'body' }, engine(), network),
    )
    .add('the article again after an edit in its last paragraph', () =>
      analyseAccurately(edited(), { models }, known, network),
    );
  await bench.run();
  console.log('Both engines, in processor time');
  line('loading the fast engine', `${(fastLoaded - start).toFixed(0)} ms`);
  line('  its memory, loaded and run once', `${((fast - before) / 1e6).toFixed(0)} MB`);
  line('loading the accurate engine', `${(accurateLoaded - accurateStart).toFixed(0)} ms`);
  line('  its memory, loaded and run once', `${((accurate - fast) / 1e6).toFixed(0)} MB`);
  const medians = bench.tasks.map(({ result }) => result!.latency.p50!);
  bench.tasks.forEach(({ name }, t) => line(name, `${medians[t].toFixed(1)} ms`));
  line('times as long as the fast engine', (medians[1] / medians[0]).toFixed(0));
}

function line(what: string, value: string): void {
  console.log(`  ${what.padEnd(66)} ${value}`);
}
