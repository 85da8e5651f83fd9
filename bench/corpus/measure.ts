import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { loadModels } from '../../src/analysis/models';
import { analyse } from '../../src/analysis/pipeline';
import { CorpusIndex } from '../../src/corpus/corpusIndex';
import { digestOf } from '../../src/corpus/digest';
import { encodeDigest } from '../../src/corpus/encoding';
import { parseQuery } from '../../src/corpus/query/parse';
import { searchClaims } from '../../src/corpus/query/search';
import { type IndexEntry, readSegment, writeSegment } from '../../src/corpus/segment';
import { contentHash } from '../../src/corpus/hash';
import { collectGarbage } from '../collectGarbage';
import { processorTime } from '../processorTime';

/** The second has about as many claims as a search must go through within 50 ms. */
const SIZES = [1_000, 2_700, 10_000, 100_000];
const ENTRIES_A_SEGMENT = 2_000;
/** As many articles are analysed to tell the speed; the others' digests are made from theirs. */
const ANALYSED = 300;
/** Before that so many others: a worker reads thousands, and its compiler goes on improving the code for some seconds. */
const WARM_UP = 600;

const SEARCHES = [
  'a',
  'nuclear',
  'clinton',
  'actor:clinton',
  'kind:direct after:2016-09-01 "the"',
  '-actor:trump said',
];

/**
 * The index over many articles, made from those of the corpora's dev part: how fast articles are analysed for it on all
 * cores, how long it takes to load, what a search costs, how large it is, and how all of that grows.
 * @param root the repository's folder
 * @param make makes article `i`
 */
export async function measureCorpus(root: string, make: (i: number) => string): Promise<void> {
  const models = await loadModels((file) => readFile(path.join(root, 'models', file)));
  for (let i = 0; i < WARM_UP; i++) {
    const text = make(ANALYSED + i);
    encodeDigest(digestOf(text, analyse(text, { models })));
  }
  const sample = Array.from({ length: ANALYSED }, (_, i) => make(i));
  const digests: Uint8Array[] = [];
  const one = await time(() => {
    for (const text of sample) digests.push(encodeDigest(digestOf(text, analyse(text, { models }))));
  });
  const perArticle = one / ANALYSED;
  line('analysis and digest of an article, one core', `${perArticle.toFixed(1)} ms`);
  const workers = availableParallelism();
  line(`so the first index of 10,000 on ${workers} background worker(s) (aim: 60 s)`, `${((perArticle * 10_000) / workers / 1000).toFixed(0)} s`); // prettier-ignore
  const digestOnly = await digestShare(sample.slice(0, 100), models);
  line('share of the digest in that', `${((100 * digestOnly) / perArticle).toFixed(0)} %`);

  const rows: Row[] = [];
  for (const size of SIZES) rows.push(await measure(size, sample, digests));
  table(rows);
  const searched = rows[1];
  line(`slowest search, a keystroke, of ${searched.claims.toLocaleString('en')} claims (aim for 50,000: 50 ms)`, `${searched.search.toFixed(1)} ms`); // prettier-ignore
  for (const [title, value, unit] of PLOTS) plot(title, rows.map((row) => [row.articles, value(row)]), unit); // prettier-ignore
}

interface Row {
  readonly articles: number;
  readonly claims: number;
  readonly megabytes: number;
  readonly heads: number;
  readonly tables: number;
  readonly longest: number;
  readonly search: number;
  readonly change: number;
  readonly memory: number;
}

const PLOTS: readonly [title: string, value: (row: Row) => number, unit: string][] = [
  ['loading: heads, then tables', (row) => row.heads + row.tables, 'ms'],
  ['size on disk', (row) => row.megabytes, 'MB'],
  ['memory', (row) => row.memory, 'MB'],
  ['slowest search', (row) => row.search, 'ms'],
];

async function measure(size: number, texts: readonly string[], digests: readonly Uint8Array[]): Promise<Row> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hearsay-bench-'));
  try {
    const entry = (i: number): IndexEntry => ({
      uri: `file:///bench/${String(i >> 8)}/article-${i}.txt`,
      stamp: { mtime: 1_700_000_000_000 + i, size: texts[i % texts.length].length },
      hash: i,
      digest: digests[i % digests.length],
    });
    let bytes = 0;
    for (let start = 0; start < size; start += ENTRIES_A_SEGMENT) {
      const count = Math.min(ENTRIES_A_SEGMENT, size - start);
      const segment = writeSegment(Array.from({ length: count }, (_, i) => entry(start + i)), 'bench'); // prettier-ignore
      bytes += segment.length;
      await writeFile(path.join(folder, String(start).padStart(8, '0')), segment);
    }
    collectGarbage();
    const before = memory();
    const index = new CorpusIndex();
    const heads = await time(async () => {
      for (const name of (await readdir(folder)).sort()) {
        const entries = readSegment(await readFile(path.join(folder, name)), 'bench');
        if (typeof entries === 'string') throw new Error(entries);
        for (const each of entries) index.put(each);
      }
    });
    let longest = 0;
    const tables = await time(() => {
      const steps = index.prepare();
      for (let last = performance.now(); !steps.next().done;) {
        const now = performance.now();
        longest = Math.max(longest, now - last);
        last = now;
      }
    });
    collectGarbage();
    const used = memory() - before;
    const searches: number[] = [];
    searchClaims(index, parseQuery('warm'), { limit: 200 });
    for (const typed of SEARCHES) {
      searches.push(await time(() => searchClaims(index, parseQuery(typed), { limit: 200 }).claims.length));
    }
    const change = await time(() => {
      index.put({ ...entry(7), hash: contentHash(new TextEncoder().encode(texts[7])) });
      index.prepareAll();
      searchClaims(index, parseQuery('nuclear'), { limit: 200 });
    });
    return { articles: size, claims: index.claimCount, megabytes: bytes / 1e6, heads, tables, longest, search: Math.max(...searches), change, memory: used / 1e6 }; // prettier-ignore
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Heap and buffers, in bytes. */
function memory(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function digestShare(texts: readonly string[], models: Parameters<typeof analyse>[1]['models']): Promise<number> {
  const analyses = texts.map((text) => analyse(text, { models }));
  return (await time(() => texts.forEach((text, i) => encodeDigest(digestOf(text, analyses[i]))))) / texts.length;
}

async function time(action: () => unknown): Promise<number> {
  const start = processorTime();
  await action();
  return processorTime() - start;
}

function line(what: string, value: string): void {
  console.log(`  ${what.padEnd(66)} ${value}`);
}

function table(rows: readonly Row[]): void {
  const columns: readonly [heading: string, value: (row: Row) => string][] = [
    ['articles', ({ articles }) => articles.toLocaleString('en')],
    ['claims', ({ claims }) => claims.toLocaleString('en')],
    ['disk MB', ({ megabytes }) => megabytes.toFixed(1)],
    ['heads ms', ({ heads }) => heads.toFixed(0)],
    ['tables ms', ({ tables }) => tables.toFixed(0)],
    ['longest step ms', ({ longest }) => longest.toFixed(1)],
    ['slowest search ms', ({ search }) => search.toFixed(1)],
    ['changed file ms', ({ change }) => change.toFixed(1)],
    ['memory MB', ({ memory: used }) => used.toFixed(0)],
  ];
  console.log(`  ${columns.map(([heading]) => heading.padStart(heading.length + 2)).join('')}`);
  for (const row of rows) {
    console.log(`  ${columns.map(([heading, value]) => value(row).padStart(heading.length + 2)).join('')}`);
  }
}

/** A plot on logarithmic axes: where cost grows linearly, the points stand on a line of slope one. */
function plot(title: string, points: readonly (readonly [x: number, y: number])[], unit: string): void {
  const [, first] = points[0];
  const slope = Math.log10(points.at(-1)![1] / first) / Math.log10(points.at(-1)![0] / points[0][0]);
  console.log(`  ${title} (${unit}; exponent ${slope.toFixed(2)}, linear is 1)`);
  const largest = Math.max(...points.map(([, y]) => y));
  for (const [x, y] of points) {
    const width = Math.max(1, Math.round(50 + (50 / 3) * Math.log10(y / largest)));
    console.log(`    ${x.toLocaleString('en').padStart(8)} ${'█'.repeat(width)} ${y.toFixed(1)}`);
  }
}
