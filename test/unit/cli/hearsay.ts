import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as esbuild from 'esbuild';

/** How a process ended, and what it said. */
export interface Result {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** A folder of its own, in which the command line (see stubProgram.ts) runs as a process. */
export class Hearsay {
  private constructor(readonly folder: string) {}

  static async inNewFolder(): Promise<Hearsay> {
    const folder = await mkdtemp(path.join(tmpdir(), 'hearsay-'));
    await esbuild.build({
      entryPoints: ['test/unit/cli/stubProgram.ts'],
      outfile: path.join(folder, 'dist', 'stub.js'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
    });
    return new Hearsay(folder);
  }

  at(...parts: string[]): string {
    return path.join(this.folder, ...parts);
  }

  start(args: readonly string[]): ChildProcess {
    return spawn(process.execPath, [this.at('dist/stub.js'), ...args], { cwd: this.folder });
  }

  run(...args: string[]): Promise<Result> {
    return resultOf(this.start(args));
  }

  /** Runs a line of the shell, in which `hearsay` is the command line. */
  shell(line: string): Promise<Result> {
    const program = `hearsay() { '${process.execPath}' '${this.at('dist/stub.js')}' "$@"; }`;
    return resultOf(spawn('bash', ['-c', `${program}\n${line}`], { cwd: this.folder }));
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

export async function resultOf(child: ChildProcess): Promise<Result> {
  let out = '';
  let err = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdin!.on('error', () => {}); // it need not read
  child.stdin!.end();
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, out, err };
}
