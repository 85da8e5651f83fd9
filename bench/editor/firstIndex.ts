import { getHeapSpaceStatistics } from 'node:v8';
import * as vscode from 'vscode';
import { parseQuery } from '../../src/corpus/query/parse';
import { searchClaims } from '../../src/corpus/query/search';
import { nodePlatform } from '../../src/host/node/platform';
import { createServices } from '../../src/host/services';
import { collectGarbage } from '../collectGarbage';
import { pause, report } from './report';
import { longestTasks } from './tasks';

const SAMPLE_EVERY = 250;
/** The program says that it is alive so often, in milliseconds. */
const SAY_EVERY = 30_000;
const CHANGES = 5;

/**
 * The first index of all articles of the workspace, none known before: how long it takes, how long the extension host's thread is
 * held up by any one task meanwhile, and how much memory the process has, workers included. Then one file is changed on disk.
 */
export async function measureFirstIndex(
  extension: vscode.Extension<unknown>,
  storageUri: vscode.Uri,
  folder: vscode.Uri,
): Promise<void> {
  const subscriptions: vscode.Disposable[] = [];
  const workspaceState = { keys: () => [], get: <T>(_: string, otherwise?: T) => otherwise, update: async () => {} };
  const context = { extension, extensionUri: extension.extensionUri, storageUri, workspaceState, subscriptions };
  collectGarbage();
  const { rss: before, ...other } = process.memoryUsage();
  const held = other.heapUsed + other.arrayBuffers;
  let [most, aside] = [before, 0];
  const sampling = setInterval(() => {
    const rss = process.memoryUsage.rss();
    if (rss > most) [most, aside] = [rss, setAside()];
  }, SAMPLE_EVERY);
  const { corpus } = createServices(context as unknown as vscode.ExtensionContext, nodePlatform, 'Hearsay bench index');
  const saying = setInterval(() => console.log(`  … ${corpus.progress.done} of ${corpus.progress.total}`), SAY_EVERY);
  const start = performance.now();
  const used = process.cpuUsage();
  const { longest, late } = await longestTasks(() => corpus.whenReady());
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(used);
  clearInterval(sampling);
  clearInterval(saying);
  const { size } = corpus.index;
  console.log(`The first index of ${size.toLocaleString('en')} articles`);
  report(`on ${nodePlatform.backgroundWorkers} background workers (aim for 10,000: 60,000 ms)`, seconds * 1000);
  report('  processor time of all threads, an article', (user + system) / 1000 / size);
  report('longest task of the extension host meanwhile (aim: 50 ms)', longest);
  report('  99 % of its turns took less than', late);
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
  console.log(`  ${'most memory of the extension host and all workers, above that of before'.padEnd(72)} +${megabytes(most - before)} (aim: 300 MB)`); // prettier-ignore
  console.log(`  ${'  of which set aside by V8 for new objects of the extension host'.padEnd(72)} ${megabytes(aside)}`);
  await pause(12_000); // the workers end
  collectGarbage();
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  console.log(`  ${'  and when it is done'.padEnd(72)} +${megabytes(rss - before)}, of which in use ${megabytes(heapUsed + arrayBuffers - held)}`); // prettier-ignore

  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '**/*.txt'));
  const [whole, own]: number[][] = [[], []];
  for (let i = 0; i < CHANGES; i++) {
    const uri = vscode.Uri.joinPath(folder, `${i}.txt`);
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    let told = Number.POSITIVE_INFINITY;
    const listening = watcher.onDidChange(() => (told = Math.min(told, performance.now())));
    const written = performance.now();
    const changed = new TextEncoder().encode(`${text}Angela Merkel said “quillfeather${'x'.repeat(i)}” was over.\n`);
    const query = parseQuery(`quillfeather${'x'.repeat(i)}`);
    const before = corpus.index.read(uri.toString());
    await vscode.workspace.fs.writeFile(uri, changed);
    for (let read = before; !read || read === before; read = corpus.index.read(uri.toString())) await pause(1);
    const found = searchClaims(corpus.index, query, { limit: 1 }).claims;
    if (!found.some(({ article }) => article.uri === uri.toString())) throw new Error('what was changed is not found');
    const now = performance.now();
    whole.push(now - written);
    own.push(now - Math.min(told, now));
    listening.dispose();
    await pause(1_000);
  }
  watcher.dispose();
  const middle = (numbers: number[]) => numbers.sort((a, b) => a - b)[numbers.length >> 1];
  report('one changed file, from VS Code’s word of it to the index’ answer, median (aim: 100 ms)', middle(own));
  report('  from its being written', middle(whole));
  vscode.Disposable.from(...subscriptions).dispose();
}

/** Bytes of the young generation: it grows with what outlives a collection, and is hardly ever given back. */
function setAside(): number {
  return getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_size ?? 0;
}
