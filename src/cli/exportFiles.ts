import { readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Problem, ReadArticle } from '../formats/annotated';
import { FORMATS, type Format, type FormatId, formatOf } from '../formats/formats';
import { decodeText, reason } from './decode';

/** The formats that can be read. */
export const READABLE: readonly Format[] = (FORMATS as readonly Format[]).filter(({ read }) => read);

/** A file of an export format and the articles in it, or what is wrong with it. */
export interface ExportFile {
  readonly file: string;
  readonly format: Format;
  readonly articles: readonly ReadArticle[];
  readonly problems: readonly Problem[];
}

/** Reads the files that the arguments name; of a folder those whose names end as the format's do. */
export async function* readExportFiles(
  args: readonly string[],
  formatId: FormatId | undefined,
): AsyncGenerator<ExportFile | { readonly origin: string; readonly problem: string }, void> {
  for (const arg of args) {
    try {
      const isFolder = (await stat(arg)).isDirectory();
      for (const file of isFolder ? await filesBelow(arg, formatId) : [arg]) {
        const format = formatId ? formatOf(formatId) : formatByName(file);
        if (!format?.read) {
          yield { origin: file, problem: 'the file name does not say which format it is; name it with --format' };
          continue;
        }
        yield await readOne(file, format);
      }
    } catch (error) {
      yield { origin: arg, problem: reason(error) };
    }
  }
}

async function readOne(file: string, format: Format): Promise<ExportFile> {
  const [main, ...beside] = format.extensions;
  const stem = file.toLowerCase().endsWith(main) ? file.slice(0, -main.length) : file.replace(/\.[^./\\]*$/, '');
  const content = decodeText(await readFile(file));
  const others = beside.map(async (extension) => {
    const bytes = await readFile(stem + extension).catch(() => undefined);
    return bytes && decodeText(bytes);
  });
  return { file, format, ...format.read!([content, ...(await Promise.all(others))]) };
}

/** The format whose extension the name has, the longest first: `a.claimreview.json` is no other JSON. */
export function formatByName(file: string): Format | undefined {
  const name = file.toLowerCase();
  return [...READABLE]
    .sort((a, b) => b.extensions[0].length - a.extensions[0].length)
    .find(({ extensions }) => name.endsWith(extensions[0]));
}

async function filesBelow(folder: string, formatId: FormatId | undefined): Promise<string[]> {
  const formats = formatId ? [formatOf(formatId)!] : READABLE;
  const names = await readdir(folder, { recursive: true });
  return names
    .filter((name) => formats.some(({ extensions }) => name.toLowerCase().endsWith(extensions[0])))
    .sort()
    .map((name) => path.join(folder, name));
}
