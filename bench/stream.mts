import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { root } from '../tools/project.mjs';

/** Megabytes of JSON Lines that go through; BENCH_STREAM_MB says another number. */
const MEGABYTES = Number(process.env['BENCH_STREAM_MB'] ?? 200);
/** A record is an article of a few sentences and many blank lines: to read, to hand over and to keep in order is what counts here. */
const RECORD_LENGTH = 100_000;
const SENTENCES =
  'Vladimir Putin said on Monday that talks would begin soon.\nThe minister told reporters that they had failed.\n';
const SAMPLE_EVERY = 200;

/** `hearsay annotate` over a stream without end, in parallel, output in order: its memory must not grow with the input. */
export async function benchStream(megabytes = MEGABYTES): Promise<void> {
  console.log(`A stream of ${megabytes} MB of JSON Lines through hearsay annotate --jobs 2`);
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
  const samples: number[] = [];
  const timer = setInterval(() => {
    const resident = residentMegabytes(child.pid!);
    if (resident) samples.push(resident);
  }, SAMPLE_EVERY);
  const start = performance.now();
  const count = Math.ceil((megabytes * 1e6) / RECORD_LENGTH);
  const ended = once(child, 'exit');
  for (let id = 0; id < count; id++) {
    const text = SENTENCES + '\n'.repeat((RECORD_LENGTH - SENTENCES.length) / 2); // a line end is two characters in JSON
    if (!child.stdin.write(`${JSON.stringify({ id: String(id), text })}\n`)) await once(child.stdin, 'drain');
  }
  child.stdin.end();
  await ended;
  clearInterval(timer);
  const seconds = (performance.now() - start) / 1000;
  line(
    `${records} of ${count} records came out, ${isInOrder ? 'in order' : 'OUT OF ORDER'}, in`,
    `${seconds.toFixed(0)} s`,
  );
  if (!samples.length) return line('memory', 'not measured: there is no ps here');
  const part = (from: number, to: number) =>
    Math.max(...samples.slice(Math.floor(samples.length * from), Math.ceil(samples.length * to)));
  line('most memory of the process, workers included, in the second quarter', `${part(0.25, 0.5).toFixed(0)} MB`);
  line('  in the last quarter (aim: no more)', `${part(0.75, 1).toFixed(0)} MB`);
}

function residentMegabytes(pid: number): number | undefined {
  try {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
  } catch {
    return undefined;
  }
}

function line(what: string, value: string): void {
  console.log(`  ${what.padEnd(72)} ${value}`);
}
