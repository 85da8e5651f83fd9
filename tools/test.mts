/**
 * `npm test`: every suite, one after another, the fast ones first. `npm test -- unit web` runs only these;
 * `--grep WORDS` picks tests by their titles. Ends with a failure when a test fails or a suite runs no test.
 */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { root } from './project.mjs';

const bin = (file: string) => createRequire(import.meta.url).resolve(file);
const tsc = (...more: string[]) => [bin('typescript/bin/tsc'), '--noEmit', ...more];
const tool = (file: string) => ['--import', 'tsx', path.join(root, 'tools', file)];
const mocha = (folder: string, ...more: string[]) => [
  bin('mocha/bin/mocha.js'),
  `test/${folder}/**/*.test.ts`,
  ...more,
];

interface Suite {
  readonly what: string;
  /** The arguments of the Node processes that run it, one after another. */
  readonly run: readonly (readonly string[])[];
  /** Whether it needs the bundles in dist/. */
  readonly built?: boolean;
  /** The whole is one check: nothing to count or pick. */
  readonly single?: boolean;
}

const SUITES: Readonly<Record<string, Suite>> = {
  types: { what: 'the types of everything', run: [tsc(), tsc('-p', 'test/e2e')], single: true },
  build: { what: 'the bundles in dist/', run: [[path.join(root, 'esbuild.mjs')]], single: true },
  unit: { what: 'pure code, without an editor', run: [mocha('unit')] },
  desktop: { what: 'inside VS Code, Node extension host', run: [tool('testDesktop.mts')], built: true },
  web: { what: 'inside VS Code, web extension host', run: [tool('testWeb.mts')], built: true },
  package: { what: 'the .vsix: what is in it, installed and used', run: [mocha('package', '--timeout', '180000')] },
  e2e: { what: 'the whole in a headless browser', run: [mocha('e2e', '--timeout', '120000')], built: true },
};

interface Count {
  passed: number;
  failed: number;
  /** What mocha prints of the tests that failed: it is said again at the end, where people look. */
  report?: string;
}

/** Runs Node, shows what it prints, and returns that with the exit code. */
function runNode(args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const end = () => {
      child.kill();
      process.exit(143);
    };
    process.once('SIGTERM', end);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      process.stdout.write(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => process.stderr.write(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('SIGTERM', end);
      resolve({ code: code ?? 1, output: stripVTControlCharacters(output) });
    });
  });
}

async function runSuite(name: string, grep: string | undefined): Promise<Count> {
  const { what, run, single } = SUITES[name];
  console.log(`\n── ${name}: ${what}`);
  let code = 0;
  let output = '';
  for (const args of run) {
    const result = await runNode(grep && !single ? [...args, '--grep', grep] : args);
    code ||= result.code;
    output += result.output;
  }
  if (single) return { passed: code ? 0 : 1, failed: code ? 1 : 0 };
  // what mocha's `spec` reporter says at the end, in every host
  const count = (state: string) => Number(new RegExp(`^ +(\\d+) ${state}\\b`, 'm').exec(output)?.[1] ?? 0);
  const passed = count('passing');
  const failed = count('failing');
  if (passed + failed === 0) console.error(`${name} ran no test`);
  return { passed, failed: failed || (code || !passed ? 1 : 0), report: failed ? failuresIn(output) : undefined };
}

/** What stands behind mocha's count of failures. */
function failuresIn(output: string): string {
  return output.slice(output.search(/^ +\d+ failing\b/m)).trimEnd();
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { grep: { type: 'string' } } });
const unknown = positionals.filter((name) => !(name in SUITES));
if (unknown.length) {
  console.error(`no such suite: ${unknown.join(', ')}; there are ${Object.keys(SUITES).join(', ')}`);
  process.exit(2);
}
const chosen = (name: string) => !positionals.length || positionals.includes(name);
const builds = Object.keys(SUITES).some((name) => chosen(name) && SUITES[name].built);
const names = Object.keys(SUITES).filter((name) => chosen(name) || (name === 'build' && builds));
console.log(`Testing Hearsay: ${names.join(', ')}`);
const counts = new Map<string, Count>();
for (const name of names) {
  const lacksBuild = SUITES[name].built && counts.get('build')!.failed;
  if (lacksBuild) console.error(`\n── ${name}: not run, because the build failed`);
  counts.set(name, lacksBuild ? { passed: 0, failed: 1 } : await runSuite(name, values.grep));
}

for (const [name, { report }] of counts) if (report) console.log(`\n── failed in ${name}\n${report}`);
console.log('');
for (const [name, { passed, failed }] of counts) console.log(`${name}: ${passed} passed, ${failed} failed`);
const total = (state: 'passed' | 'failed') => [...counts.values()].reduce((sum, count) => sum + count[state], 0);
console.log(`total: ${total('passed')} passed, ${total('failed')} failed`);
process.exitCode = total('failed') ? 1 : 0;
