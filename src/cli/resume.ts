import { createReadStream } from 'node:fs';
import { truncate } from 'node:fs/promises';
import { hashText, mix } from '../corpus/hash';
import { readLines } from './lines';

/** The names of what an output already holds: 8 bytes a name, so that millions of them stay small. */
export class NameSet {
  #low = new Uint32Array(1024);
  #high = new Uint32Array(1024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has(name: string): boolean {
    const [low, high] = hashName(name);
    return this.#low[this.#slot(low, high)] !== 0;
  }

  add(name: string): void {
    const [low, high] = hashName(name);
    const slot = this.#slot(low, high);
    if (this.#low[slot] !== 0) return;
    this.#low[slot] = low;
    this.#high[slot] = high;
    if (++this.#size * 2 > this.#low.length) this.#grow();
  }

  /** Where the name is, or where it would be put (open addressing, linear probing). */
  #slot(low: number, high: number): number {
    const mask = this.#low.length - 1;
    let slot = low & mask;
    while (this.#low[slot] !== 0 && (this.#low[slot] !== low || this.#high[slot] !== high)) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [lows, highs] = [this.#low, this.#high];
    this.#low = new Uint32Array(lows.length * 2);
    this.#high = new Uint32Array(lows.length * 2);
    for (let i = 0; i < lows.length; i++) {
      if (lows[i] === 0) continue;
      const slot = this.#slot(lows[i], highs[i]);
      this.#low[slot] = lows[i];
      this.#high[slot] = highs[i];
    }
  }
}

/** 64 bits, the lower 32 never 0: two of ten million names are alike with a probability of one in 370,000. */
function hashName(name: string): [low: number, high: number] {
  const low = hashText(name);
  return [low || 1, hashText(name, mix(low ^ name.length))];
}

/** A file that is there and is no output of `hearsay annotate`: it must not be written to. */
export class NotOurOutput extends Error {}

/**
 * Reads what an earlier run has written, and cuts off the line that it did not finish.
 * @throws NotOurOutput, or what the file system fails with; a file that is not there holds nothing
 */
export async function readHeld(file: string): Promise<NameSet> {
  const names = new NameSet();
  let length = 0;
  let number = 0;
  const stream = createReadStream(file);
  try {
    for await (const line of readLines(stream)) {
      number++;
      if (line === 'too long' || !line.complete) break;
      const name = nameOf(line.bytes);
      if (name === undefined) throw new NotOurOutput(`line ${number} is no record of hearsay annotate; give another file, or leave out --resume`); // prettier-ignore
      names.add(name);
      length += line.bytes.length + 1;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return names;
    throw error;
  } finally {
    stream.destroy();
  }
  await truncate(file, length);
  return names;
}

/** The value of "file", with which every record begins; the rest need not be parsed. */
function nameOf(line: Buffer): string | undefined {
  const text = line.toString('utf8', 0, Math.min(line.length, 8_192));
  const match = /^\{"file":("(?:[^"\\]|\\.)*")/.exec(text);
  if (!match || line.at(-1) !== 125) return undefined; // ends with a brace
  return JSON.parse(match[1]) as string;
}
