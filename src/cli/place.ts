import type { Stats } from 'node:fs';
import { lstat, readlink, realpath } from 'node:fs/promises';
import path from 'node:path';

/** What a path leads to, symbolic links resolved. */
export type Place =
  /** A regular file; `stats` are absent when there is none yet. */
  | { readonly kind: 'file'; readonly file: string; readonly stats?: Stats }
  /** A device, a named pipe or a socket: it can only be written to. */
  | { readonly kind: 'device'; readonly file: string }
  /** A stream that this process was started with: `/dev/stdout`, `/dev/fd/63` of a shell's `>(…)`. */
  | { readonly kind: 'descriptor'; readonly descriptor: number };

/** As many as Linux follows. */
const MOST_LINKS = 40;

/** @throws what the file system fails with: the folder has to be there, and a folder is no place for a file */
export async function placeOf(name: string): Promise<Place> {
  if (/[\\/]$/.test(name)) throw failure('EISDIR', name);
  let file = path.resolve(name);
  for (let links = 0; links <= MOST_LINKS; links++) {
    const folder = await realpath(path.dirname(file));
    const descriptor = descriptorOf(file) ?? descriptorOf(path.join(folder, path.basename(file)));
    if (descriptor !== undefined) return { kind: 'descriptor', descriptor };
    file = path.join(folder, path.basename(file));
    const stats = await lstatIfThere(file);
    if (!stats) return { kind: 'file', file };
    if (stats.isDirectory()) throw failure('EISDIR', name);
    if (stats.isFile()) return { kind: 'file', file, stats };
    if (!stats.isSymbolicLink()) return { kind: 'device', file };
    file = path.resolve(folder, await readlink(file));
  }
  throw failure('ELOOP', name);
}

/**
 * The number of an open stream that a path stands for. It is used as it is: opened anew, a file that the shell has opened for
 * appending would begin again at its start.
 */
function descriptorOf(file: string): number | undefined {
  if (path.sep !== '/') return undefined;
  const standard = ['/dev/stdin', '/dev/stdout', '/dev/stderr'].indexOf(file);
  if (standard >= 0) return standard;
  const [, pid, number] = /^\/(?:dev|proc\/(self|thread-self|\d+)(?:\/task\/\d+)?)\/fd\/(\d+)$/.exec(file) ?? [];
  const isOwn = pid === undefined || !/^\d/.test(pid) || Number(pid) === process.pid;
  return number !== undefined && isOwn ? Number(number) : undefined;
}

/** Undefined when there is nothing of this name. */
export async function lstatIfThere(file: string): Promise<Stats | undefined> {
  try {
    return await lstat(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function failure(code: string, name: string): Error {
  return Object.assign(new Error(`${code}: ${name}`), { code });
}
