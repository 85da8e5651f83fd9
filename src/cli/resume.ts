import { createReadStream } from 'node:fs';
import { truncate } from 'node:fs/promises';
import { hashText, mix } from '../corpus/hash';
import { readLines } from './lines';

/** How often an output holds each name: 12 bytes a name, so that millions of them stay small. */
export class NameCounts {
  #low = new Uint32Array(1024);
  #high = new Uint32Array(1024);
  #count = new Uint32Array(1024);
  #names = 0;
  #size = 0;

  /** Of all names together. */
  get size(): number {
    return this.#size;
  }

  add(name: string): void {
    const [low, high] = hashName(name);
    const slot = this.#slot(low, high);
    this.#size++;
    this.#count[slot]++;
    if (this.#low[slot] !== 0) return;
    this.#low[slot] = low;
    this.#high[slot] = high;
    if (++this.#names * 2 > this.#low.length) this.#grow();
  }

  /** Takes one of a name away. False when there is none left. */
  take(name: string): boolean {
    const slot = this.#slot(...hashName(name));
    if (this.#count[slot] === 0) return false;
    this.#count[slot]--;
    this.#size--;
    return true;
  }

  /** Where the name is, or where it would be put (open addressing, linear probing). */
  #slot(low: number, high: number): number {
    const mask = this.#low.length - 1;
    let slot = low & mask;
    while (this.#low[slot] !== 0 && (this.#low[slot] !== low || this.#high[slot] !== high)) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [lows, highs, counts] = [this.#low, this.#high, this.#count];
    this.#low = new Uint32Array(lows.length * 2);
    this.#high = new Uint32Array(lows.length * 2);
    this.#count = new Uint32Array(lows.length * 2);
    for (let i = 0; i < lows.length; i++) {
      if (lows[i] === 0) continue;
      const slot = this.#slot(lows[i], highs[i]);
      this.#low[slot] = lows[i];
      this.#high[slot] = highs[i];
      this.#count[slot] = counts[i];
    }
  }
}

/** 64 bits, the lower 32 never 0: two of ten million names are alike with a probability of one in 370,000. */
function hashName(name: string): [low: number, high: number] {
  const low = hashText(name);
  return [low || 1, hashText(name, mix(low ^ name.length))];
}

/** A file that is there and is no output of `hearsay annotate`: it must not be written to. */
export class NotOurOutput extends Error {
  constructor(line: number) {
    super(`line ${line} is not a record of hearsay annotate; name another file, or leave out --resume`);
  }
}

/**
 * Reads what an earlier run has written, and cuts off the line that it did not finish.
 * @throws NotOurOutput, or what the file system fails with; a file that is not there holds nothing
 */
export async function readHeld(file: string): Promise<NameCounts> {
  const names = new NameCounts();
  let length = 0;
  let number = 0;
  let isCut = false;
  const stream = createReadStream(file);
  try {
    for await (const line of readLines(stream)) {
      number++;
      if (line === 'too long') throw new NotOurOutput(number);
      if (!line.complete) {
        if (!beginsRecord(line.bytes)) throw new NotOurOutput(number);
        isCut = true;
        break;
      }
      const name = nameOf(line.bytes);
      if (name === undefined) throw new NotOurOutput(number);
      names.add(name);
      length += line.bytes.length + 1;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return names;
    throw error;
  } finally {
    stream.destroy();
  }
  if (isCut) await truncate(file, length);
  return names;
}

/** Every record begins with its name. */
const BEGIN = Buffer.from('{"file":"');
const [QUOTE, BACKSLASH, BRACE] = Buffer.from('"\\}');

function beginsRecord(line: Buffer): boolean {
  const length = Math.min(line.length, BEGIN.length);
  return line.subarray(0, length).equals(BEGIN.subarray(0, length));
}

/** The value of "file"; the rest need not be parsed. */
function nameOf(line: Buffer): string | undefined {
  if (line.length < BEGIN.length || !beginsRecord(line) || line.at(-1) !== BRACE) return undefined;
  for (let end = line.indexOf(QUOTE, BEGIN.length); end >= 0; end = line.indexOf(QUOTE, end + 1)) {
    if (isEscaped(line, end)) continue;
    try {
      return JSON.parse(line.toString('utf8', BEGIN.length - 1, end + 1)) as string;
    } catch {
      return undefined;
    }
  }
  return undefined;
}

/** Whether an odd number of backslashes stands before it. */
function isEscaped(line: Buffer, at: number): boolean {
  let from = at;
  while (line[from - 1] === BACKSLASH) from--;
  return (at - from) % 2 === 1;
}
