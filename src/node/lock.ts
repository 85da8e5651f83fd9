/**
 * A lock between processes: a file that only one of them can create. Node has no lock of the operating system, so a lock
 * outlives a process that is killed; the next one sees that its owner is gone and takes it over.
 */
import { readFileSync, rmSync } from 'node:fs';
import { link, lstat, open, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { isRunning, releaseTemporary, removeLeftovers, temporaryName } from './temporary';

/** Thrown when somebody else keeps the lock for longer than one is ready to wait. */
export class Locked extends Error {
  constructor(readonly file: string) {
    super(`${file} is in use by another Hearsay`);
  }
}

export interface LockOptions {
  /** How long to wait for others, in milliseconds. 0: not at all. */
  readonly patience?: number;
}

/** How long a lock of a process that cannot be seen (another machine) stands without a sign of life, in milliseconds. */
const SILENCE = 30_000;
const SIGN_OF_LIFE = 2_000;
const FIRST_PAUSE = 5;
const LONGEST_PAUSE = 200;

/**
 * Runs `work` while nobody else holds the lock of `file`, which is the file `${file}.lock` beside it.
 * @throws Locked after `patience` (10 seconds), what the file system throws, and what `work` throws
 */
export async function withLock<T>(
  file: string,
  work: () => Promise<T>,
  { patience = 10_000 }: LockOptions = {},
): Promise<T> {
  const lock = `${file}.lock`;
  const token = JSON.stringify({ pid: process.pid, host: hostname(), id: crypto.randomUUID() });
  ofThisProcess.set(token, lock);
  try {
    await acquire(lock, token, patience, file);
    return await whileAlive(lock, work);
  } finally {
    if ((await contentOf(lock)) === token) await rm(lock, { force: true });
    ofThisProcess.delete(token);
  }
}

/** The locks that this process holds or is about to hold, by their content. */
const ofThisProcess = new Map<string, string>();

/** Removes all locks of this process: it ends. */
export function removeLocks(): void {
  for (const [token, lock] of ofThisProcess) {
    try {
      if (readFileSync(lock, 'utf8') === token) rmSync(lock);
    } catch {
      // it is gone, or the next one takes it over
    }
  }
}

/** Gives signs of life on a lock while it works. */
async function whileAlive<T>(lock: string, work: () => Promise<T>): Promise<T> {
  const alive = setInterval(() => {
    const now = new Date();
    utimes(lock, now, now).catch(() => undefined); // it is only a sign
  }, SIGN_OF_LIFE);
  alive.unref();
  try {
    return await work();
  } finally {
    clearInterval(alive);
  }
}

async function acquire(lock: string, token: string, patience: number, file: string): Promise<void> {
  const begin = performance.now();
  let seen: { readonly sign: string; readonly since: number } | undefined;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    if (await created(lock, token)) return;
    const sign = await signOf(lock); // undefined: just released
    const now = performance.now();
    if (sign !== undefined) {
      if (sign !== seen?.sign) seen = { sign, since: now };
      const owner = await contentOf(lock);
      const isAbandoned = owner !== undefined && (isGone(owner) || now - seen.since > SILENCE);
      if (isAbandoned && (await takeAway(lock, owner))) continue;
    }
    if (now - begin >= patience) throw new Locked(file);
    await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random() / 2)));
  }
}

/** Creates the file with its content in one step, so that nobody sees a lock without an owner. */
async function created(lock: string, token: string): Promise<boolean> {
  const own = temporaryName(lock);
  await writeFile(own, token);
  try {
    await link(own, lock);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    return await createdAlone(lock, token); // no hard links here
  } finally {
    await releaseTemporary(own);
  }
}

async function createdAlone(lock: string, token: string): Promise<boolean> {
  try {
    const handle = await open(lock, 'wx');
    await handle.writeFile(token).finally(() => handle.close());
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes a lock whose owner is gone. Of those who see that, one alone may do it, or the second would remove the lock that the
 * first has taken meanwhile: whoever creates the file that is named after the dead owner's id.
 * @returns whether it was this process
 */
async function takeAway(lock: string, owner: string): Promise<boolean> {
  const right = `${lock}.${idOf(owner)}.gone`;
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), id: crypto.randomUUID() });
  if (!(await created(right, mine))) {
    if (await isAbandonedRight(right)) await rm(right, { force: true });
    return false;
  }
  try {
    if ((await contentOf(lock)) === owner) await rm(lock, { force: true });
  } finally {
    await rm(right, { force: true });
  }
  return true;
}

/** Whether the process that was to take a lock away was killed in the microseconds that this takes. */
async function isAbandonedRight(right: string): Promise<boolean> {
  const owner = await contentOf(right);
  if (owner === undefined) return false;
  if (isGone(owner)) return true;
  const { mtimeMs } = await stat(right);
  return Math.abs(Date.now() - mtimeMs) > SILENCE;
}

const TAKING_AWAY = /\.lock\.[0-9a-f-]+\.gone$/;

/**
 * Removes what processes of this machine that were killed have left in a folder: temporary files, and locks that nobody would take
 * over because nobody has anything to write there.
 * @param names of the files in it
 */
export async function removeRemains(folder: string, names: readonly string[]): Promise<void> {
  await removeLeftovers(folder, names);
  for (const name of names.filter((each) => TAKING_AWAY.test(each))) {
    const file = path.join(folder, name);
    const isAbandoned = await isAbandonedRight(file).catch(() => false);
    if (isAbandoned) await rm(file, { force: true }).catch(() => undefined); // the next one tries again
  }
  for (const name of names.filter((each) => each.endsWith('.lock'))) {
    const lock = path.join(folder, name);
    const owner = await contentOf(lock).catch(() => undefined);
    // What others call a lock has no such content.
    if (owner !== undefined && ownerOf(owner).id !== undefined && isGone(owner)) {
      await takeAway(lock, owner).catch(() => undefined);
    }
  }
}

/** Changes with every sign of life. */
async function signOf(lock: string): Promise<string | undefined> {
  try {
    const { mtimeMs, ino } = await lstat(lock); // what is no file of ours is no lock that was released
    return `${mtimeMs} ${ino}`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function contentOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether a process of this machine that made a lock has ended. Of another machine's nothing is known. */
function isGone(owner: string): boolean {
  const { pid, host } = ownerOf(owner);
  return host === hostname() && pid !== undefined && !isRunning(pid);
}

function idOf(owner: string): string {
  return ownerOf(owner).id?.replace(/[^0-9a-f-]/g, '') ?? 'unknown';
}

/** What a lock says; nothing of what is no lock of ours. */
function ownerOf(content: string): { readonly pid?: number; readonly host?: string; readonly id?: string } {
  try {
    const { pid, host, id } = JSON.parse(content) as Record<string, unknown>;
    return {
      ...(Number.isSafeInteger(pid) && (pid as number) > 0 && { pid: pid as number }),
      ...(typeof host === 'string' && { host }),
      ...(typeof id === 'string' && { id }),
    };
  } catch {
    return {};
  }
}
