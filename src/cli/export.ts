import { mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { type Format, type FormatId, formatOf } from '../formats/formats';
import { LOST_WORDS, type Loss, together } from '../formats/losses';
import { counted } from '../formats/words';
import { type InputOptions, Teller, analyseAll } from './analyseAll';
import { reason } from './decode';
import type { TextInput } from './inputs';
import type { Exported } from './jobs';
import { type Output, fileOutput, streamOutput, writeWhole } from './output';
import { ModelsMissing } from './pool';
import { reviewOf } from './sidecars';
import type { World } from './world';

export interface ExportOptions extends InputOptions {
  readonly format: FormatId;
  /**
   * A folder; for formats that put several articles into one file, that file or a folder for it. Standard output when
   * absent.
   */
  readonly output?: string;
  /** The folder of sidecars: see `sidecarPlace`. */
  readonly reviews: string;
}

/** Where an article's files go. */
interface Destination {
  /** @throws what the file system fails with, or Error with a sentence */
  write(input: TextInput, contents: readonly string[]): Promise<void>;
  finish(): Promise<void>;
  discard(): Promise<void>;
}

/**
 * Writes the inputs as files for other tools, with what people decided about them (their sidecars). Says first what the
 * format has no place for, and at the end how often that was so.
 * @returns the exit status: 0, or 1 when anything could not be exported.
 */
export async function exportArticles(args: readonly string[], options: ExportOptions, world: World): Promise<0 | 1> {
  let status: 0 | 1 = 0;
  const teller = new Teller(world.stderr);
  const fail = (message: string) => {
    status = 1;
    teller.tell(message);
  };
  const report = (message: string, isProblem: boolean) => (isProblem ? fail(message) : teller.tell(message));
  const format = formatOf(options.format)!;
  const losses: (readonly Loss[])[] = [];
  let destination: Destination | undefined;
  try {
    const model = await world.modelName(options.engine ?? 'fast');
    if (format.loses.length) {
      teller.tell(`${format.label} has no place for: ${format.loses.map((what) => LOST_WORDS[what]).join('; ')}`);
    }
    destination = await openDestination(format, options.output, world);
    const order = async (input: TextInput) => ({
      format: options.format,
      model,
      review: await reviewOf(input, options.reviews, report),
    });
    for await (const each of analyseAll(args, options, order, world, teller)) {
      if ('problem' in each) {
        fail(`${each.origin}: ${each.problem}`);
        continue;
      }
      const { contents, losses: lost, orphans } = each.made as Exported;
      if (orphans) {
        const words = counted(orphans, 'decision', 'decisions');
        teller.tell(`${each.input.origin}: ${words} about words that are no longer in the text; left out`);
      }
      losses.push(lost);
      if (contents[0] === '') continue;
      try {
        await destination.write(each.input, contents);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EPIPE') throw error;
        fail(`${each.input.origin}: ${reason(error)}`);
      }
    }
    await destination.finish();
  } catch (error) {
    await destination?.discard();
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') return status; // `| head` has read enough
    if (error instanceof ModelsMissing) fail(error.message);
    else fail(`${options.output ?? 'standard output'}: cannot be written: ${reason(error)}`);
    return status;
  }
  const lost = together(losses);
  if (lost.length)
    teller.tell(`left out: ${lost.map(({ what, count }) => `${LOST_WORDS[what]} (${count})`).join('; ')}`);
  return status;
}

async function openDestination(format: Format, output: string | undefined, world: World): Promise<Destination> {
  if (output === undefined) return oneFile(streamOutput(world.stdout), format);
  if (format.head === undefined) return folder(output, format);
  const isFolder = await stat(output).then(
    (found) => found.isDirectory(),
    () => output.endsWith('/') || output.endsWith(path.sep),
  );
  if (isFolder) await mkdir(output, { recursive: true });
  return oneFile(await fileOutput(isFolder ? path.join(output, `hearsay${format.extensions[0]}`) : output), format);
}

/** Article after article. */
function oneFile(output: Output, { head }: Format): Destination {
  let written = 0;
  return {
    write: async (_input, [content]) => {
      if (written++ && head === undefined) throw new Error('several articles need --output and a folder');
      await output.write((written === 1 ? (head ?? '') : '') + content);
    },
    finish: async () => {
      if (!written && head) await output.write(head);
      await output.finish();
    },
    discard: () => output.discard(),
  };
}

/** Files of its own for each article, in the order of folders in which the articles are. */
function folder(root: string, format: Format): Destination {
  const taken = new Set<string>();
  return {
    write: async ({ name }, contents) => {
      const stem = path.join(root, freeName(relativeName(name), taken));
      await mkdir(path.dirname(stem), { recursive: true });
      for (const [index, content] of contents.entries()) await replace(stem + format.extensions[index], content, name);
    },
    finish: async () => {
      await mkdir(root, { recursive: true });
      if (format.beside) await replace(path.join(root, format.beside.name), format.beside.content, '');
    },
    discard: () => Promise.resolve(),
  };
}

/** Leaves alone what is the same already; never writes over the article itself. */
async function replace(file: string, content: string, article: string): Promise<void> {
  const before = await readFile(file).catch(() => undefined);
  if (before?.equals(Buffer.from(content))) return;
  if (before && path.resolve(file) === path.resolve(article)) {
    throw new Error(`${file} is the article itself; give another folder with --output`);
  }
  await writeWhole(file, content);
}

/** `in/sub/a.txt` -> `in/sub/a`. A path that leads out of the working folder, and a record's id, become one safe name. */
function relativeName(name: string): string {
  const relative = path.relative('.', name);
  const inside = relative.split(path.sep).every((part) => part !== '..') && !path.isAbsolute(relative);
  const parts = (inside ? relative : path.basename(name)).split(path.sep);
  // eslint-disable-next-line no-control-regex -- no file's name should have them
  const safe = parts.map((part) => part.replace(/[\x00-\x1f<>:"|?*\\/]/g, '_')).join(path.sep);
  const { dir, name: stem } = path.parse(safe);
  return path.join(dir, stem || 'article');
}

/** The name, or with a number behind it when another article has it already. */
function freeName(name: string, taken: Set<string>): string {
  for (let number = 1; ; number++) {
    const free = number === 1 ? name : `${name}-${number}`;
    if (taken.has(free.toLowerCase())) continue; // some file systems do not tell A from a
    taken.add(free.toLowerCase());
    return free;
  }
}
