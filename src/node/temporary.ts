/**
 * Files that exist only while they are written. Their names say which process of which machine writes them, so that the next one
 * can remove those of processes that were killed.
 */
import { createHash, randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';

const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
/** Tells this process from an earlier one of the same number. */
const RUN = randomBytes(4).toString('hex');
const NAME = /^\.hearsay-([0-9a-f]{8})-([0-9a-f]{8})-\d+\.(\d+)\.tmp$/;

let count = 0;
const inUse = new Set<string>();

/**
 * A name that nobody else uses, in the folder of a file: `.hearsay-1f0c3a5e-9b2d7c44-1.4711.tmp`, the last number the process's.
 * When the file has another name or is gone, `releaseTemporary` takes it back.
 */
export function temporaryName(file: string): string {
  const name = path.join(path.dirname(file), `.hearsay-${HOST}-${RUN}-${++count}.${process.pid}.tmp`);
  inUse.add(name);
  return name;
}

/** Removes the file, if it is still there. */
export async function releaseTemporary(name: string): Promise<void> {
  await rm(name, { force: true });
  inUse.delete(name);
}

/** Removes all temporary files of this process: it ends. */
export function removeTemporaries(): void {
  for (const name of inUse) rmSync(name, { force: true });
  inUse.clear();
}

/**
 * Removes from a folder the temporary files of processes of this machine that have ended. What cannot be removed stays.
 * @param names of the files in it
 */
export async function removeLeftovers(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) if (isLeftover(name)) await rm(path.join(folder, name), { force: true }).catch(() => {});
}

function isLeftover(name: string): boolean {
  const [, host, run, pid] = NAME.exec(name) ?? [];
  if (host !== HOST || run === RUN) return false;
  return Number(pid) === process.pid || !isRunning(Number(pid));
}

/** Whether a process of this machine is there; true too when it cannot be known. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
