import { mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileOutput } from './output';

/** The folder that holds sidecars, in the folder that holds the articles. */
const FOLDER = '.hearsay';
const SUFFIX = '.jsonld';

/**
 * Where people's decisions about an article are kept, `.hearsay/news/talks.txt.jsonld` for `news/talks.txt`: in the
 * nearest folder above the article that has a `.hearsay`, where the editor has put it; where there is none, in the
 * working folder, or beside an article that is elsewhere.
 */
export async function sidecarPath(article: string): Promise<string> {
  const absolute = path.resolve(article);
  let root: string | undefined;
  for (let folder = path.dirname(absolute); ; folder = path.dirname(folder)) {
    if (await isFolder(path.join(folder, FOLDER))) root = folder;
    if (root !== undefined || folder === path.dirname(folder)) break;
  }
  const inside = !path.relative('.', absolute).startsWith('..') && !path.isAbsolute(path.relative('.', absolute));
  root ??= inside ? path.resolve('.') : path.dirname(absolute);
  return path.relative('.', path.join(root, FOLDER, path.relative(root, absolute))) + SUFFIX;
}

/** The article that a sidecar is about, by its path; undefined when it is nobody's sidecar. */
export function articleOfSidecar(file: string): string | undefined {
  const parts = path.normalize(file).split(path.sep);
  const at = parts.lastIndexOf(FOLDER);
  if (at < 0 || !file.endsWith(SUFFIX)) return undefined;
  return path.join(...parts.slice(0, at), ...parts.slice(at + 1)).slice(0, -SUFFIX.length);
}

/** The content of an article's sidecar; undefined when nobody decided anything. @throws what the file system fails with */
export async function readSidecarFile(article: string): Promise<string | undefined> {
  try {
    return await readFile(await sidecarPath(article), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Replaces a sidecar at one stroke: nobody ever sees half of it.
 * @returns where it is
 * @throws what the file system fails with
 */
export async function writeSidecarFile(article: string, content: string): Promise<string> {
  const file = await sidecarPath(article);
  await mkdir(path.dirname(file), { recursive: true });
  const output = await fileOutput(file);
  try {
    await output.write(content);
    await output.finish();
  } catch (error) {
    await output.discard();
    throw error;
  }
  return file;
}

async function isFolder(folder: string): Promise<boolean> {
  return stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
