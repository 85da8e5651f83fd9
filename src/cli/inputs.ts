import { type BigIntStats, createReadStream, fstatSync } from 'node:fs';
import { open, readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { recognise } from '../analysis/article/recognise';
import type { GivenHeader, TextForm } from '../analysis/step';
import { LARGEST_FILE, UnreadableText, decodeText, reason } from './decode';
import { readRecords } from './records';

/** A text to annotate. */
export interface TextInput {
  /** As the output names it: the path as it was given, or the record's id. */
  readonly name: string;
  /** Where it came from, for messages: the path, for a record with its line. */
  readonly origin: string;
  readonly text: string;
  readonly form: TextForm;
  readonly given: GivenHeader;
}

/** Something that is no text to annotate, and why. */
export interface InputProblem {
  readonly origin: string;
  readonly problem: string;
}

export type Input = TextInput | InputProblem;
export type InputFormat = 'article' | 'jsonl';

const STANDARD_INPUT = 'standard input';
/** Enough to recognise an article by, in bytes. */
const HEAD_LENGTH = 16_384;

/** The texts that the arguments name, in their order; of a folder all that it holds, by name. `-` is `stdin`. */
export async function* readInputs(
  args: readonly string[],
  format: InputFormat,
  stdin: AsyncIterable<Buffer | string>,
): AsyncGenerator<Input, void> {
  for (const arg of args) {
    if (arg === '-') {
      yield* format === 'jsonl' ? readRecords(stdin, STANDARD_INPUT) : readStandardInput(stdin);
      continue;
    }
    for await (const found of filesOf(arg, format)) {
      if ('problem' in found) yield found;
      else if (format === 'jsonl') yield* readRecordFile(found.file);
      else {
        const input = await readArticleFile(found.file, found.named);
        if (input) yield input;
      }
    }
  }
}

/** The files that the arguments name, to be asked before a file is written: none of them may be written over. */
export class InputFiles {
  #known: Promise<ReadonlySet<string>> | undefined;

  constructor(
    private readonly args: readonly string[],
    private readonly format: InputFormat,
    private readonly stdin: { readonly fd: number },
  ) {}

  /** Whether a file is one of them: under another name, or through links, too. */
  async has(file: string): Promise<boolean> {
    const identity = await identityOf(file);
    if (identity === undefined) return false;
    this.#known ??= this.#find();
    return (await this.#known).has(identity) && (await this.#isRead(file));
  }

  /** @throws Error, with a sentence, when a file is one of them */
  async protect(file: string): Promise<void> {
    if (await this.has(file)) {
      throw new Error(`${path.relative('.', file)} is one of the inputs; give another place with --output`);
    }
  }

  async #find(): Promise<ReadonlySet<string>> {
    const known = new Set<string>();
    for (const arg of this.args) {
      if (arg === '-') {
        const stats = fstatSync(this.stdin.fd, { bigint: true });
        if (stats.isFile()) known.add(identity(stats));
        continue;
      }
      for await (const found of filesOf(arg, this.format)) {
        const its = 'file' in found ? await identityOf(found.file) : undefined;
        if (its !== undefined) known.add(its);
      }
    }
    return known;
  }

  /** Files in a folder that are no articles are passed over. */
  async #isRead(file: string): Promise<boolean> {
    if (this.format === 'jsonl') return true;
    for (const arg of this.args) if ((await identityOf(arg)) === (await identityOf(file))) return true;
    return recognise(await readHead(file));
  }
}

/** What a file is, whatever it is called: the same for its links and, where case does not matter, for its other spellings. */
export async function identityOf(file: string): Promise<string | undefined> {
  return stat(file, { bigint: true }).then(identity, () => undefined);
}

function identity({ dev, ino }: BigIntStats): string {
  return `${dev}:${ino}`;
}

interface FoundFile {
  readonly file: string;
  /** Named by the user, and not just found in a folder. */
  readonly named: boolean;
}

async function* filesOf(arg: string, format: InputFormat): AsyncGenerator<FoundFile | InputProblem, void> {
  try {
    if (!(await stat(arg)).isDirectory()) {
      yield { file: arg, named: true };
      return;
    }
  } catch (error) {
    yield { origin: arg, problem: reason(error) };
    return;
  }
  yield* filesBelow(arg, format);
}

/** Files below a folder, by name, hidden ones left out; links to folders are not followed, they may lead in circles. */
async function* filesBelow(folder: string, format: InputFormat): AsyncGenerator<FoundFile | InputProblem, void> {
  let entries;
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    yield { origin: folder, problem: reason(error) };
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(file, format);
    else if (format === 'article' || entry.name.endsWith('.jsonl')) {
      if (entry.isFile() || (entry.isSymbolicLink() && (await isFile(file)))) yield { file, named: false };
    }
  }
}

async function isFile(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch {
    return false; // a link that leads nowhere is no article
  }
}

/** An article; undefined for a file in a folder that is none, a problem for a named one. */
async function readArticleFile(file: string, named: boolean): Promise<Input | undefined> {
  try {
    if (!named && !recognise(await readHead(file))) return undefined;
    const { size } = await stat(file);
    if (size > LARGEST_FILE) throw new UnreadableText(`larger than ${LARGEST_FILE / 1024 / 1024} MB`);
    return articleInput(file, await readFile(file));
  } catch (error) {
    return { origin: file, problem: reason(error) };
  }
}

async function readHead(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEAD_LENGTH), 0, HEAD_LENGTH, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function* readStandardInput(stdin: AsyncIterable<Buffer | string>): AsyncGenerator<Input, void> {
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
    yield articleInput('-', Buffer.concat(chunks), STANDARD_INPUT);
  } catch (error) {
    yield { origin: STANDARD_INPUT, problem: reason(error) };
  }
}

function articleInput(name: string, bytes: Buffer, origin = name): Input {
  const text = decodeText(bytes);
  if (!recognise(text.slice(0, HEAD_LENGTH))) {
    return {
      origin,
      problem: 'not an article (expected a title line, a date line such as 20220108 and a URL line before the text)',
    };
  }
  return { name, origin, text, form: 'article', given: {} };
}

async function* readRecordFile(file: string): AsyncGenerator<Input, void> {
  const stream = createReadStream(file);
  try {
    yield* readRecords(stream, file);
  } catch (error) {
    yield { origin: file, problem: reason(error) };
  } finally {
    stream.destroy();
  }
}
