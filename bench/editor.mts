import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { runInNodeHost } from '../tools/nodeHost.mjs';
import { root, temporaryWorkspace } from '../tools/project.mjs';
import { articleMaker, devArticles } from './articles.mjs';

const SEED = 'seeds/000_350761c0b39ce43b.txt';

/** Of what bench/editor/measure.ts measures: the first index has a workspace, and an extension host, of its own. */
const APART = 'index';

/** Activation, opening, hover, a keystroke and memory, in a real VS Code (bench/editor/measure.ts). */
export async function benchEditor(): Promise<void> {
  const module = path.join(root, 'dist/test/bench.js');
  await esbuild.build({
    entryPoints: [path.join(root, 'bench/editor/measure.ts')],
    outfile: module,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    external: ['vscode'],
  });
  console.log('In VS Code');
  const make = await maker();
  const part = process.env['BENCH_PART'];
  if (part !== APART) await measureIn(module, part ?? '', (folder) => fillWithSome(folder, make));
  if (part === undefined || part === APART) await measureIn(module, APART, (folder) => fillWithMany(folder, make));
}

async function measureIn(module: string, part: string, fill: (folder: string) => Promise<void>): Promise<void> {
  const workspace = await temporaryWorkspace();
  process.env['BENCH_PART'] = part;
  try {
    await fill(workspace.folder);
    const code = await runInNodeHost(module, workspace.folder);
    if (code) process.exitCode = code;
  } finally {
    await workspace.remove();
  }
}

/** A long article, a hundred others, and the same as texts that are none. */
async function fillWithSome(folder: string, make: Maker): Promise<void> {
  for (const name of ['long.txt', 'long.log']) await writeFile(path.join(folder, name), longArticle(make));
  for (const [name, ending] of [
    ['many', 'txt'],
    ['plain', 'log'],
  ]) {
    await mkdir(path.join(folder, name));
    for (let i = 0; i < MANY; i++) await writeFile(path.join(folder, name, `${i}.${ending}`), make(i));
  }
}

async function fillWithMany(folder: string, make: Maker): Promise<void> {
  await mkdir(path.join(folder, 'index'));
  for (let i = 0; i < INDEXED; i++) await writeFile(path.join(folder, 'index', `${i}.txt`), make(MANY + i));
}

type Maker = (i: number) => string;

const LONG = 1_000_000;

/** Articles of the first index; BENCH_ARTICLES says another number. */
const INDEXED = Number(process.env['BENCH_ARTICLES'] ?? 10_000);

/** So many articles are gone through one after the other. */
const MANY = 100;

/** Makes articles out of the dev articles; out of the seed where there are none. */
async function maker(): Promise<Maker> {
  const texts = await devArticles();
  return articleMaker(texts.length ? texts : [await readFile(path.join(root, SEED), 'utf8')]);
}

/** An article of a megabyte. */
function longArticle(make: Maker): string {
  const body = (text: string) => text.split('\n').slice(3).join('\n');
  let text = make(0);
  for (let i = 1; text.length < LONG; i++) text += body(make(i));
  return text.slice(0, text.lastIndexOf('\n', LONG) + 1);
}
