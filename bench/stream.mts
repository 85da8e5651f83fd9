import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../tools/project.mjs';
import { articleMaker, devArticles } from './articles.mjs';

/** Megabytes of JSON Lines that go through. */
const MEGABYTES = Number(process.env['BENCH_STREAM_MB'] ?? 200);
/**
 * `blank`: a record is a few sentences and many blank lines; to read, to hand over and to keep in order is what counts. `news`: articles of
 * 4 kB, of which the analysis has much to keep.
 */
const TEXTS = process.env['BENCH_STREAM_TEXTS'] === 'news' ? 'news' : 'blank';
/** The stream ends after so many minutes, whatever is left of it. */
const MINUTES = Number(process.env['BENCH_STREAM_MINUTES'] ?? 60);
/** Megabytes of the one long article. */
const ARTICLE_MEGABYTES = Number(process.env['BENCH_ARTICLE_MB'] ?? 5);

const RECORD_LENGTH = 100_000;
const SENTENCES =
  'Vladimir Putin said on Monday that talks would begin soon.\nThe minister told reporters that they had failed.\n';
const SAMPLE_EVERY = 200;

/** `hearsay annotate` over a stream without end, in parallel, output in order, and over a very long article: how much memory it takes. */
export async function benchStream(): Promise<void> {
  const make = TEXTS === 'news' ? await newsMaker() : blankText;
  if (make && MEGABYTES) await streamThrough(make);
  if (ARTICLE_MEGABYTES) await longArticle();
}

function blankText(): string {
  return SENTENCES + '\n'.repeat((RECORD_LENGTH - SENTENCES.length) / 2); // a line end is two characters in JSON
}

async function newsMaker(): Promise<((i: number) => string) | undefined> {
  const texts = await devArticles();
  if (texts.length) return articleMaker(texts);
  console.log('The stream of news needs the corpora (CONTRIBUTING.md): left out');
  return undefined;
}

async function streamThrough(make: (i: number) => string): Promise<void> {
  console.log(`A stream of ${MEGABYTES} MB of JSON Lines (${TEXTS}) through hearsay annotate --jobs 2`);
  const child = spawn(
    process.execPath,
    [path.join(root, 'dist/cli.js'), 'annotate', '-', '--input-format', 'jsonl', '--jobs', '2'],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  let records = 0;
  let isInOrder = true;
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    for (const each of lines) {
      const found = /"(?:file|id)":"?(\d+)/.exec(each.slice(0, 200));
      if (Number(found?.[1]) !== records++) isInOrder = false;
    }
  });
  const memory = watchMemory(child);
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1000;
  const ended = once(child, 'exit');
  let sent = 0;
  let count = 0;
  for (; sent < MEGABYTES * 1e6 && seconds() < MINUTES * 60; count++) {
    const record = Buffer.from(`${JSON.stringify({ id: String(count), text: make(count) })}\n`);
    sent += record.length;
    if (!child.stdin.write(record)) await once(child.stdin, 'drain');
  }
  child.stdin.end();
  const [code] = (await ended) as [number | null];
  line('went in', `${(sent / 1e6).toFixed(0)} MB`);
  line(
    `${records} of ${count} records came out, ${isInOrder ? 'in order' : 'OUT OF ORDER'}, exit status ${code}, in`,
    `${seconds().toFixed(0)} s`,
  );
  const { samples, peak } = memory();
  if (!samples.length) return line('memory', 'not measured: there is no ps here');
  const quarter = (n: number) =>
    Math.max(...samples.slice(Math.floor((samples.length * n) / 4), Math.ceil((samples.length * (n + 1)) / 4)));
  for (const n of [0, 1, 2, 3])
    line(`most memory of the process, workers included, in quarter ${n + 1}`, `${quarter(n).toFixed(0)} MB`);
  line('  at all (aim: the last quarter needs no more than the second)', `${peak.toFixed(0)} MB`);
}

/** One article of paragraphs of the dev corpus, or where that is not, of sentences of ours. */
async function longArticle(): Promise<void> {
  console.log(`An article of ${ARTICLE_MEGABYTES} MB through hearsay annotate`);
  const folder = await mkdtemp(path.join(tmpdir(), 'hearsay-bench-'));
  const [article, output] = [path.join(folder, 'long.txt'), path.join(folder, 'out.jsonl')];
  try {
    await writeArticle(article);
    const start = performance.now();
    const child = spawn(process.execPath, [path.join(root, 'dist/cli.js'), 'annotate', '--output', output, article], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const memory = watchMemory(child);
    const [code] = (await once(child, 'exit')) as [number | null];
    line(`exit status ${code}, in`, `${((performance.now() - start) / 1000).toFixed(0)} s`);
    if (code === 0) line('the record has', `${((await stat(output)).size / 1e6).toFixed(0)} MB`);
    line('most memory of the process, worker included', `${memory().peak.toFixed(0)} MB`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function writeArticle(file: string): Promise<void> {
  const make = (await newsMaker()) ?? (() => `\n\n\n${SENTENCES}`);
  const handle = await open(file, 'w');
  await handle.write('A long article\n20220108\nhttps://a.example/long\n');
  let size = 0;
  for (let i = 0; size < ARTICLE_MEGABYTES * 1e6; i++) {
    const paragraphs = Buffer.from(make(i).split('\n').slice(3).join('\n'));
    await handle.write(paragraphs);
    size += paragraphs.length;
  }
  await handle.close();
}

/** Looks at a process's memory until it is asked. In megabytes; `peak` is the system's own where it keeps one (Linux). */
function watchMemory(child: ChildProcess): () => { samples: readonly number[]; peak: number } {
  const samples: number[] = [];
  let peak = 0;
  const timer = setInterval(() => {
    const resident = memoryOf(child.pid!, 'VmRSS') ?? residentByPs(child.pid!);
    if (!resident) return;
    samples.push(resident);
    peak = Math.max(peak, memoryOf(child.pid!, 'VmHWM') ?? resident);
  }, SAMPLE_EVERY);
  return () => {
    clearInterval(timer);
    return { samples, peak };
  };
}

function memoryOf(pid: number, field: 'VmRSS' | 'VmHWM'): number | undefined {
  try {
    const found = new RegExp(`^${field}:\\s*(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return found ? Number(found[1]) / 1024 : undefined;
  } catch {
    return undefined;
  }
}

function residentByPs(pid: number): number | undefined {
  try {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
  } catch {
    return undefined;
  }
}

function line(what: string, value: string): void {
  console.log(`  ${what.padEnd(72)} ${value}`);
}
