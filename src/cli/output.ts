import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** Where the result goes, piece by piece. */
export interface Output {
  /** Resolves when there is room for more. @throws what the stream fails with, EPIPE when nobody reads any more. */
  write(text: string): Promise<void>;
  /** Everything is written. */
  finish(): Promise<void>;
  /** It was not completed: nothing of it stays. */
  discard(): Promise<void>;
}

/** Writes to a stream as fast as it is read. The stream stays open: it belongs to others. */
export function streamOutput(stream: Writable): Output {
  let failure: Error | undefined;
  stream.on('error', (error) => (failure ??= error));
  const write = async (text: string) => {
    if (failure) throw failure;
    if (!stream.write(text)) await once(stream, 'drain');
  };
  return {
    write,
    finish: () => new Promise((resolve, reject) => stream.write('', (error) => (error ? reject(error) : resolve()))),
    discard: () => Promise.resolve(),
  };
}

/** Writes a file beside the one asked for and puts it in its place at the end: no reader ever sees half of it. */
export async function fileOutput(file: string): Promise<Output> {
  const temporary = `${file}.${process.pid}.tmp`;
  const stream = createWriteStream(temporary, { flags: 'wx' });
  await once(stream, 'open');
  const written = finished(stream);
  written.catch(() => {}); // told when it is asked for
  const output = streamOutput(stream);
  return {
    write: (text) => output.write(text),
    finish: async () => {
      stream.end();
      await written;
      await rename(temporary, file);
    },
    discard: async () => {
      stream.destroy();
      await rm(temporary, { force: true });
    },
  };
}

/** Puts a whole file in place; on failure the old one, if any, stays. @throws what the file system fails with */
export async function writeWhole(file: string, content: string): Promise<void> {
  const output = await fileOutput(file);
  try {
    await output.write(content);
    await output.finish();
  } catch (error) {
    await output.discard();
    throw error;
  }
}

/** Writes on at the end of a file: what it holds already stays, and so does what was written when something fails. */
export async function appendOutput(file: string): Promise<Output> {
  const stream = createWriteStream(file, { flags: 'a' });
  await once(stream, 'open');
  const written = finished(stream);
  written.catch(() => {}); // told when it is asked for
  const output = streamOutput(stream);
  const end = async () => {
    stream.end();
    await written;
  };
  return { write: (text) => output.write(text), finish: end, discard: () => end().catch(() => {}) };
}
