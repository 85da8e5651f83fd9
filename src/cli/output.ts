import { once } from 'node:events';
import { type Stats, createReadStream, createWriteStream, fstatSync, readSync, statSync } from 'node:fs';
import { access, chmod, chown, constants, link, open, readdir, rename, stat } from 'node:fs/promises';
import { devNull } from 'node:os';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { removeRemains } from '../node/lock';
import { releaseTemporary, temporaryName } from '../node/temporary';
import { type Place, lstatIfThere } from './place';
import { plainLines } from './plain';
import type { StandardStream } from './world';

/** Where the result goes, piece by piece. */
export interface Output {
  /** Resolves when there is room for more. @throws what the stream fails with, EPIPE when nobody reads any more. */
  write(text: string): Promise<void>;
  /** Everything is written. */
  finish(): Promise<void>;
  /** It was not completed: nothing of it stays. */
  discard(): Promise<void>;
}

/** What a stream fails with when it was closed before the program began. */
class Closed extends Error {
  constructor() {
    super('it is closed; give a file with --output, or a place with >');
  }
}

/** Writes to a stream as fast as it is read. The stream stays open: it belongs to others. */
function streamOutput(stream: Writable): Output {
  let failure: Error | undefined;
  stream.on('error', (error) => (failure ??= error));
  return {
    write: async (text) => {
      if (failure) throw failure;
      if (!stream.write(text)) await once(stream, 'drain');
    },
    finish: () =>
      new Promise((resolve, reject) => {
        stream.write('', (error) => (error ? reject(failure ?? error) : resolve()));
      }),
    discard: () => Promise.resolve(),
  };
}

/**
 * Standard output. On a terminal, what the terminal would obey is shown instead.
 * @throws when it is closed (`>&-`)
 */
export function standardOutput(stdout: StandardStream): Output {
  if (isClosed(stdout.fd)) throw new Closed();
  const output = streamOutput(stdout);
  return stdout.isTTY ? { ...output, write: (text) => output.write(plainLines(text)) } : output;
}

/**
 * Whether a stream was closed before the program began. Node has opened the null device in its place then, for reading too,
 * which `> /dev/null` does not.
 */
function isClosed(descriptor: number): boolean {
  try {
    if (fstatSync(descriptor).rdev !== statSync(devNull).rdev) return false;
    readSync(descriptor, Buffer.alloc(1));
    return true;
  } catch {
    return false;
  }
}

/** What is no regular file: it is written to as the result comes. @throws what the file system fails with */
export async function deviceOutput(place: Exclude<Place, { kind: 'file' }>, stdout: StandardStream): Promise<Output> {
  if (place.kind === 'descriptor' && place.descriptor === stdout.fd) return standardOutput(stdout);
  const stream =
    place.kind === 'device'
      ? createWriteStream(place.file)
      : createWriteStream('', { fd: place.descriptor, autoClose: false });
  if (place.kind === 'device') await once(stream, 'open');
  return endingOutput(stream);
}

/** A file that is written beside its place. */
export interface FileOutput extends Output {
  /** Everything is written, and may be put in its place. @throws what the file system fails with, or why it may not */
  complete(): Promise<void>;
}

/**
 * Writes beside a file and puts that in its place at the end: no reader ever sees half of it. What was there before keeps its mode
 * and its owner.
 * @param mayReplace asked before a file with other content is replaced, which stays when it throws; one with the same content is
 *   left as it is. When absent, the file is replaced.
 * @throws what the file system fails with
 */
export async function fileOutput(
  { file, stats }: Extract<Place, { kind: 'file' }>,
  mayReplace?: () => Promise<void>,
): Promise<FileOutput> {
  if (stats) await access(file, constants.W_OK);
  await tidyOnce(path.dirname(file));
  const temporary = temporaryName(file);
  const stream = createWriteStream(temporary, { flags: 'wx' });
  const discard = async () => {
    stream.destroy();
    await releaseTemporary(temporary);
  };
  try {
    await once(stream, 'open');
    if (stats) await takeOver(temporary, stats);
  } catch (error) {
    await discard();
    throw error;
  }
  const output = endingOutput(stream);
  /** What there is to do at the end. */
  let how: 'put' | 'replace' | 'leave' | undefined;
  const whatStandsThere = async () => {
    if (!mayReplace) return 'replace';
    if (!(await lstatIfThere(file))) return 'put';
    if (await haveSameContent(temporary, file)) return 'leave';
    await mayReplace();
    return 'replace';
  };
  const complete = async () => {
    if (how) return;
    await output.finish();
    how = await whatStandsThere();
  };
  return {
    write: (text) => output.write(text),
    complete,
    finish: async () => {
      await complete();
      while (how === 'put' && !(await isPut(temporary, file))) how = await whatStandsThere();
      if (how === 'replace') await rename(temporary, file);
      await discard();
    },
    discard,
  };
}

/** Mode and owner of a file that is replaced. Only the superuser can give a file away. */
async function takeOver(temporary: string, { uid, gid, mode }: Stats): Promise<void> {
  await chown(temporary, uid, gid).catch(() => {});
  await chmod(temporary, mode & 0o777);
}

/** Gives a file its name; false when something has it. */
async function isPut(temporary: string, file: string): Promise<boolean> {
  try {
    await link(temporary, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    await rename(temporary, file); // no hard links here
  }
  return true;
}

async function haveSameContent(a: string, b: string): Promise<boolean> {
  const [ofA, ofB] = await Promise.all([stat(a), stat(b).catch(() => undefined)]);
  if (!ofB?.isFile() || ofA.size !== ofB.size) return false;
  const other = await open(b);
  try {
    for await (const chunk of createReadStream(a) as AsyncIterable<Buffer>) {
      const { bytesRead, buffer } = await other.read(Buffer.alloc(chunk.length), 0, chunk.length);
      if (bytesRead !== chunk.length || !buffer.equals(chunk)) return false;
    }
    return true;
  } finally {
    await other.close();
  }
}

const tidied = new Set<string>();

/** Once in each folder: a folder may get many files. */
async function tidyOnce(folder: string): Promise<void> {
  if (tidied.has(folder)) return;
  tidied.add(folder);
  await removeRemains(folder, await readdir(folder).catch(() => []));
}

/** Completes all files and then puts all in their places, or none. @throws what the first that fails does */
export async function writeAll(files: readonly { output: FileOutput; content: string }[]): Promise<void> {
  try {
    for (const { output, content } of files) {
      await output.write(content);
      await output.complete();
    }
    for (const { output } of files) await output.finish();
  } catch (error) {
    for (const { output } of files) await output.discard();
    throw error;
  }
}

/** Writes on at the end of a file: what it holds already stays, and so does what was written when something fails. */
export async function appendOutput(file: string): Promise<Output> {
  await tidyOnce(path.dirname(file));
  const stream = createWriteStream(file, { flags: 'a' });
  await once(stream, 'open');
  return endingOutput(stream);
}

/** A stream that is ours: it is closed at the end. */
function endingOutput(stream: Writable): Output {
  const written = finished(stream);
  written.catch(() => {}); // reported when it is asked for
  const output = streamOutput(stream);
  const end = async () => {
    stream.end();
    await written;
  };
  return { write: (text) => output.write(text), finish: end, discard: () => end().catch(() => {}) };
}
