import { mkdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Format } from '../formats/formats';
import { isBelow, resolved } from '../node/inside';
import { reason } from './decode';
import { type InputFiles, type TextInput, identityOf } from './inputs';
import { type FileOutput, type Output, deviceOutput, fileOutput, standardOutput, writeAll } from './output';
import { placeOf } from './place';
import type { StandardStream } from './world';

/** Where the files of exported articles go. */
export interface Destination {
  /**
   * @returns why this article's files cannot be written; those of the next may be
   * @throws what the output fails with, when nothing more can be written
   */
  write(input: Pick<TextInput, 'name'>, contents: readonly string[]): Promise<string | undefined>;
  /** The same of what stands once beside them all. */
  finish(): Promise<string | undefined>;
  discard(): Promise<void>;
}

export interface DestinationOptions {
  /** A folder, or a file or device for articles one after the other. Standard output when absent. */
  readonly output?: string;
  /** Replace files of the names that Hearsay chooses. */
  readonly force?: boolean;
}

export async function openDestination(
  format: Format,
  { output, force = false }: DestinationOptions,
  inputs: InputFiles,
  stdout: StandardStream,
): Promise<Destination> {
  if (output === undefined) return oneFile(standardOutput(stdout), format);
  if (await isFolder(output, format)) {
    await mkdir(output, { recursive: true });
    const chosen = new ChosenFiles(output, await realpath(output), force, inputs);
    if (format.head === undefined) return manyFiles(chosen, format);
    return oneFile(await chosen.open(path.join(output, `hearsay${format.extensions[0]}`)), format);
  }
  if (format.beside) throw Object.assign(new Error(output), { code: 'ENOTDIR' });
  const place = await placeOf(output);
  if (place.kind !== 'file') return oneFile(await deviceOutput(place, stdout), format);
  await inputs.protect(place.file);
  return oneFile(await fileOutput(place), format);
}

/** What is not there yet becomes a folder when its name ends as one's, and when each article has files of its own. */
async function isFolder(output: string, { head }: Format): Promise<boolean> {
  return stat(output).then(
    (found) => found.isDirectory(),
    () => head === undefined || output.endsWith('/') || output.endsWith(path.sep),
  );
}

/** Article after article. */
function oneFile(output: Output, { head }: Format): Destination {
  let written = 0;
  return {
    write: async (_input, [content]) => {
      if (written++ && head === undefined) return 'several articles need --output and a folder';
      await output.write((written === 1 ? (head ?? '') : '') + content);
      return undefined;
    },
    finish: async () => {
      if (!written && head) await output.write(head);
      await output.finish();
      return undefined;
    },
    discard: () => output.discard(),
  };
}

/** Files of its own for each article, in the order of folders in which the articles are. */
function manyFiles(chosen: ChosenFiles, { extensions, beside }: Format): Destination {
  const problemOf = (work: Promise<void>) => work.then(() => undefined, reason);
  return {
    write: async ({ name }, contents) => {
      const stem = await chosen.freeName(relativeName(name), extensions);
      return problemOf(chosen.write(contents.map((content, index) => [stem + extensions[index], content])));
    },
    finish: async () => beside && problemOf(chosen.write([[path.join(chosen.root, beside.name), beside.content]])),
    discard: () => Promise.resolve(),
  };
}

/** Files below a folder, of names that Hearsay chose: they replace nothing, or with --force nothing that is an input. */
class ChosenFiles {
  readonly #taken = new Set<string>();
  readonly #written = new Set<string>();

  /** @param realRoot `root` with links resolved: nothing is written outside */
  constructor(
    readonly root: string,
    private readonly realRoot: string,
    private readonly force: boolean,
    private readonly inputs: InputFiles,
  ) {}

  /** A path below the folder, without extension: with a number when another article of this run has that already. */
  async freeName(name: string, extensions: readonly string[]): Promise<string> {
    for (let number = 1; ; number++) {
      const free = path.join(this.root, number === 1 ? name : `${name}-${number}`);
      // Some file systems do not tell A from a, or é from e with an accent.
      const folded = free.normalize('NFC').toUpperCase().toLowerCase();
      if (this.#taken.has(folded) || (await this.#isWritten(free, extensions))) continue;
      this.#taken.add(folded);
      return free;
    }
  }

  /** As the file system sees it. */
  async #isWritten(stem: string, extensions: readonly string[]): Promise<boolean> {
    const identities = await Promise.all(extensions.map((extension) => identityOf(stem + extension)));
    return identities.some((identity) => identity !== undefined && this.#written.has(identity));
  }

  /** Writes all of the files, or none. */
  async write(files: readonly (readonly [file: string, content: string])[]): Promise<void> {
    const outputs: { output: FileOutput; content: string }[] = [];
    try {
      for (const [file, content] of files) outputs.push({ output: await this.open(file), content });
    } catch (error) {
      for (const { output } of outputs) await output.discard();
      throw error;
    }
    await writeAll(outputs);
    for (const [file] of files) {
      const identity = await identityOf(file);
      if (identity !== undefined) this.#written.add(identity);
    }
  }

  async open(file: string): Promise<FileOutput> {
    this.#mustBeInside(await resolved(path.dirname(file)), file);
    await mkdir(path.dirname(file), { recursive: true });
    if (!this.force) return fileOutput({ kind: 'file', file }, () => this.#mayReplace(file));
    const place = await placeOf(file);
    if (place.kind !== 'file') throw new Error(`${file} is not a regular file; choose another folder with --output`);
    this.#mustBeInside(place.file, file);
    return fileOutput(place, () => this.#mayReplace(place.file));
  }

  async #mayReplace(file: string): Promise<void> {
    await this.inputs.protect(file);
    if (this.force) return;
    throw new Error(`${file} exists already; choose another folder with --output, or replace it with --force`);
  }

  #mustBeInside(real: string, file: string): void {
    if (!isBelow(this.realRoot, real)) {
      throw new Error(`${file} leads out of ${this.root}; choose another folder with --output`);
    }
  }
}

/** What no file's name should have: controls, what turns the direction of text, and what Windows does not allow. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069<>:"|?*\\/]/g;

/** `in/sub/a.txt` -> `in/sub/a`. A path that leads out of the working folder, and a record's id, become one safe name. */
function relativeName(name: string): string {
  const relative = path.relative('.', name);
  const inside = relative.split(path.sep).every((part) => part !== '..') && !path.isAbsolute(relative);
  const parts = (inside ? relative : path.basename(name)).split(path.sep);
  const safe = parts.map((part) => part.replace(UNSAFE, '_')).join(path.sep);
  const { dir, name: stem } = path.parse(safe);
  return path.join(dir, /^\.*$/.test(stem) ? 'article' : stem);
}
