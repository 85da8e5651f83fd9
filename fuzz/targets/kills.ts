import assert from 'node:assert/strict';
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import * as esbuild from 'esbuild';
import fc from 'fast-check';
import { parseSidecar } from '../../src/review/sidecar';
import type { Target } from '../target';
import { ARTICLES } from '../texts';

/** Kills a process while it writes, and looks at what it leaves. */
export interface Kill {
  readonly command: string;
  /** What it has begun with when the time starts to run: its first file, perhaps empty, or the first of its result. */
  readonly since: keyof typeof SIGNS;
  /** From then to the kill, in milliseconds. */
  readonly afterMs: number;
  /** Which of a few sets of articles it works on. */
  readonly data: number;
  /** What there is before: for annotate an older output, for --resume a part of the output, as a share of it. */
  readonly before: number;
}

/** Files by their paths below the folder. */
type Files = Record<string, string>;

/** Bundled from these files. */
const PROGRAMS = { cli: 'src/cli/main.ts', window: 'test/unit/node/writer.ts' } as const;
type Program = keyof typeof PROGRAMS;

interface Attack {
  /** What stands in the folder before the command runs. */
  readonly prepare: (data: number, before: number) => Promise<Files>;
  /** The command line, or a process that decides about a.txt as a window of the editor does, and says what is saved. */
  readonly program?: Program;
  readonly args: readonly string[];
  /** @throws when what a killed process leaves is not allowed. `whole` is what an uninterrupted one leaves. */
  readonly afterKill: (left: Files, whole: Files, prepared: Files, said: string) => void;
  /** @throws when the next run leaves something else than an uninterrupted one */
  readonly afterNext: (left: Files, whole: Files) => void;
}

const ROOT = path.join(__dirname, '../..');
const SETS = 3;
const MOST_AFTER = 120;

/** What changes when a process begins to write. */
const SIGNS = {
  file: (folder: string) => readdirSync(folder, { recursive: true }).length,
  result: (folder: string) => {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => !name.endsWith('.lock'));
    const sizes = names.map((name) => statSync(path.join(folder, name), { throwIfNoEntry: false }));
    const all = sizes.reduce((sum, stats) => sum + (stats?.isFile() ? stats.size : 0), 0);
    return Math.floor(all / LARGER_THAN_A_LOCK);
  },
} as const;
const LARGER_THAN_A_LOCK = 200;

/** Names of what is there only while something is written. */
const TEMPORARY = /\.(tmp|lock|new|gone)$/;

/** What the window writes. */
const REVIEW = '.hearsay/a.txt.jsonld';

const SENTENCE = 'Ann Lee said on Monday that talks would begin soon.';

function texts(data: number): string[] {
  const article = ARTICLES[data % ARTICLES.length];
  return Array.from({ length: 30 }, (_, n) => `${SENTENCE} ${article.slice(n * 150, n * 150 + 400)}`);
}

function articles(data: number): Files {
  return Object.fromEntries(
    texts(data).map((text, n) => [`in/${n % 3}/${n}.txt`, `Number ${n}\n20220108\nhttps://a.example/${n}\n${text}\n`]),
  );
}

const records = (data: number): Files => ({
  // An id comes several times: a run that goes on must not lose any.
  'r.jsonl': texts(data)
    .map((text, n) => `${JSON.stringify({ id: `${n % 7}`, text })}\n`)
    .join(''),
});

const annotateArgs = ['annotate', '--input-format', 'jsonl', '--jobs', '1', '--output', 'out.jsonl', 'r.jsonl'];

/** A file has the content of an uninterrupted run, or that of before. */
function assertWholeFiles(left: Files, whole: Files, prepared: Files): void {
  for (const [file, content] of Object.entries(left)) {
    if (TEMPORARY.test(file)) continue;
    assert.ok(content === whole[file] || content === prepared[file], `${file} is half written or nobody's`);
  }
  for (const file of Object.keys(prepared)) assert.ok(file in left, `${file} is gone`);
}

const ATTACKS: Readonly<Record<string, Attack>> = {
  annotate: {
    prepare: (data, before) =>
      Promise.resolve({ ...records(data), ...(before > 0.5 && { 'out.jsonl': 'an older output\n' }) }),
    args: annotateArgs,
    afterKill: assertWholeFiles,
    afterNext: (left, whole) => assert.deepEqual(left, whole),
  },
  resume: {
    prepare: async (data, before) => {
      const whole = (await uninterrupted('annotate', data))['out.jsonl'];
      return { ...records(data), 'out.jsonl': cut(whole, before) };
    },
    args: [...annotateArgs, '--resume'],
    afterKill: ({ 'out.jsonl': output }, { 'out.jsonl': whole }) =>
      assert.ok(whole.startsWith(output), 'the output is not the begin of what it is to be'),
    afterNext: (left, whole) => assert.deepEqual(left, whole),
  },
  export: {
    prepare: (data) => Promise.resolve(articles(data)),
    args: ['export', '--format', 'brat', '--jobs', '1', '--output', 'out', 'in'],
    afterKill: assertWholeFiles,
    afterNext: (left, whole) => assert.deepEqual(left, whole),
  },
  exportOne: {
    prepare: (data) => Promise.resolve(articles(data)),
    args: ['export', '--format', 'csv', '--jobs', '1', '--output', './', 'in'],
    afterKill: assertWholeFiles,
    afterNext: (left, whole) => assert.deepEqual(left, whole),
  },
  import: {
    /** People have decided about each article already. */
    prepare: (data) => withDecisions(data),
    args: ['import', '--author', 'Ben', 'in'],
    afterKill: (left, _whole, prepared, said) => {
      for (const [file, content] of Object.entries(prepared)) {
        if (file.endsWith('.jsonld')) assertKept(left[file], decisionIds(content), file);
        else assert.equal(left[file], content, file);
      }
      for (const [, added, file] of said.matchAll(/: (\d+) decisions? added to (\S+)$/gm)) {
        const before = file in prepared ? decisionIds(prepared[file]).length : 0;
        assert.equal(decisionIds(left[file]).length, before + Number(added), `${file}: reported, and not there`);
      }
    },
    afterNext: (left, whole) => {
      assert.deepEqual(Object.keys(left).sort(), Object.keys(whole).sort());
      for (const [file, content] of Object.entries(whole)) {
        if (file.endsWith('.jsonld')) assert.deepEqual(decisionIds(left[file]), decisionIds(content), file);
      }
    },
  },
  window: {
    /** Somebody has decided about the article before. */
    prepare: () =>
      remembered(
        'decisions of a window',
        async () => (await ran('window', ['.', 'before', '5'], { 'a.txt': SENTENCE })).left,
      ),
    program: 'window',
    args: ['.', 'mine', '25'],
    afterKill: ({ [REVIEW]: review }, _whole, { [REVIEW]: before }, said) =>
      assertKept(review, [...decisionIds(before), ...(said.match(/^mine-\d+(?=\n)/gm) ?? [])], REVIEW),
    afterNext: (left, whole) => {
      assert.deepEqual(Object.keys(left), Object.keys(whole));
      assert.deepEqual(decisionIds(left[REVIEW]), decisionIds(whole[REVIEW]));
    },
  },
};

function cut(text: string, share: number): string {
  return text.slice(0, Math.round(text.length * share));
}

/** Articles about which Ann has decided something, and brat files of Ben's that mark other words. */
async function withDecisions(data: number): Promise<Files> {
  const files = articles(data);
  const marks = (words: string) =>
    Object.entries(files).map(([file, text]): [string, string] => {
      const start = [...text.slice(0, text.indexOf(words))].length;
      return [file.replace('.txt', '.ann'), `T1\tORG ${start} ${start + words.length}\t${words}\n`];
    });
  const sidecars = await remembered(`decisions of ${data}`, async () => {
    const { left } = await ran('cli', ['import', '--author', 'Ann', 'in'], {
      ...files,
      ...Object.fromEntries(marks('talks')),
    });
    return Object.fromEntries(Object.entries(left).filter(([file]) => file.endsWith('.jsonld')));
  });
  return { ...files, ...sidecars, ...Object.fromEntries(marks('begin')) };
}

function decisionIds(content: string): string[] {
  return parseSidecar(content)
    .decisions.map(({ id }) => id)
    .sort();
}

function assertKept(content: string | undefined, ids: readonly string[], file: string): void {
  assert.ok(content !== undefined, `${file} is gone`);
  const left = new Set(decisionIds(content));
  for (const id of ids) assert.ok(left.has(id), `${file}: a decision is lost`);
}

// --- processes and their folders -------------------------------------------------------------------------------------

/** Where everything of this run is: removed at its end. */
let home: string | undefined;
const memory = new Map<string, Promise<Files>>();

/** What a set of articles leads to is worked out once. */
function remembered(name: string, make: () => Promise<Files>): Promise<Files> {
  const known = memory.get(name) ?? make();
  memory.set(name, known);
  return known;
}

/** What a command leaves that nobody kills. */
function uninterrupted(command: string, data: number): Promise<Files> {
  return remembered(`${command} of ${data}`, async () => {
    const { program = 'cli', args, prepare } = ATTACKS[command];
    return (await ran(program, args, await prepare(data, 0))).left;
  });
}

/** Runs a command to its end in a folder with these files. */
async function ran(program: Program, args: readonly string[], files: Files): Promise<{ left: Files }> {
  const folder = newFolder(files);
  await runToEnd(program, args, folder);
  const left = filesIn(folder);
  rmSync(folder, { recursive: true });
  return { left };
}

async function runToEnd(program: Program, args: readonly string[], folder: string): Promise<void> {
  const { code, said } = await start(program, args, folder).ended;
  assert.equal(code, 0, `${program} ${args.join(' ')}: ${said()}`);
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

function start(program: Program, args: readonly string[], folder: string) {
  const child: Child = spawn(process.execPath, [path.join(home!, 'dist', `${program}.js`), ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const said = () => text;
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, said }));
  return { child, said, ended };
}

/** Starts a command, and kills it so long after it has begun. @returns what it said, and whether it was still running */
async function killed(
  program: Program,
  args: readonly string[],
  folder: string,
  { since, afterMs }: Kill,
): Promise<{ said: string; landed: boolean }> {
  const signOf = SIGNS[since];
  const before = signOf(folder);
  const { child, said, ended } = start(program, args, folder);
  while (child.exitCode === null && signOf(folder) === before) await pause(1);
  await pause(afterMs);
  const landed = child.exitCode === null;
  child.kill('SIGKILL');
  await ended;
  return { said: said(), landed };
}

function newFolder(files: Files): string {
  const folder = mkdtempSync(path.join(home!, 'run-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

function filesIn(folder: string): Files {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = entries.map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name)));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}

/** Bundles the programs as they are now, beside their models. */
async function build(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'hearsay-kills-'));
  symlinkSync(path.join(ROOT, 'models'), path.join(folder, 'models'));
  await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: PROGRAMS,
    outdir: path.join(folder, 'dist'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
    // The accurate engine's network is never loaded here.
    define: { 'import.meta.url': '""' },
  });
  return folder;
}

// --- the target ------------------------------------------------------------------------------------------------------

async function check(kill: Kill): Promise<boolean> {
  const { command, data, before } = kill;
  const { prepare, program = 'cli', args, afterKill, afterNext } = ATTACKS[command];
  const prepared = await prepare(data, before);
  const whole = await uninterrupted(command, data);
  const folder = newFolder(prepared);
  try {
    const { said, landed } = await killed(program, args, folder, kill);
    afterKill(filesIn(folder), whole, prepared, said);
    await runToEnd(program, args, folder);
    afterNext(filesIn(folder), whole);
    return landed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function killsTarget(): Promise<Target<Kill>> {
  home = await build();
  let kills = 0;
  let landed = 0;
  return {
    name: 'kills',
    what: 'a process that is killed leaves no half file, loses nothing it has saved, and the next run completes and tidies up',
    shortRuns: 5,
    inputs: fc.record({
      command: fc.constantFrom(...Object.keys(ATTACKS)),
      since: fc.constantFrom('file' as const, 'result' as const, 'result' as const),
      afterMs: fc.nat(MOST_AFTER),
      data: fc.nat(SETS - 1),
      before: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    check: async (kill) => {
      kills++;
      if (await check(kill)) landed++;
    },
    summary: () => `${landed} of ${kills} kills came while the process was still at work`,
    close: async () => {
      rmSync(home!, { recursive: true, force: true });
      memory.clear();
      return Promise.resolve();
    },
  };
}
