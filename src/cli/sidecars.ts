import { mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { TextInput } from './inputs';
import { writeWhole } from './output';

/** The folder that holds sidecars, in the folder that holds the articles, unless another is given. */
export const REVIEW_FOLDER = '.hearsay';
const SUFFIX = '.jsonld';

/**
 * Where people's decisions about an article are kept, `.hearsay/news/talks.txt.jsonld` for `news/talks.txt`: in the
 * nearest folder above the article that has a `.hearsay`, where the editor has put it; where there is none, in the
 * working folder, or beside an article that is elsewhere.
 * @param reviews the folder's name or relative path, as the setting `hearsay.review.folder` has it
 */
export async function sidecarPath(article: string, reviews: string): Promise<string> {
  const absolute = path.resolve(article);
  let root: string | undefined;
  for (let folder = path.dirname(absolute); ; folder = path.dirname(folder)) {
    if (await isFolder(path.join(folder, reviews))) root = folder;
    if (root !== undefined || folder === path.dirname(folder)) break;
  }
  const inside = !path.relative('.', absolute).startsWith('..') && !path.isAbsolute(path.relative('.', absolute));
  root ??= inside ? path.resolve('.') : path.dirname(absolute);
  return path.relative('.', path.join(root, reviews, path.relative(root, absolute))) + SUFFIX;
}

/** The article that a sidecar is about, by its path; undefined when it is nobody's sidecar. */
export function articleOfSidecar(file: string, reviews: string): string | undefined {
  const normal = path.sep + path.normalize(file);
  const inside = path.sep + path.normalize(reviews) + path.sep;
  const at = normal.lastIndexOf(inside);
  if (at < 0 || !file.endsWith(SUFFIX)) return undefined;
  return path.join(normal.slice(1, at + 1), normal.slice(at + inside.length)).slice(0, -SUFFIX.length);
}

/** The content of an article's sidecar; undefined when nobody decided anything. @throws what the file system fails with */
export async function readSidecarFile(article: string, reviews: string): Promise<string | undefined> {
  try {
    return await readFile(await sidecarPath(article, reviews), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The same of an input; undefined too for what is no file: standard input, a record. */
export async function sidecarOf(
  { form, name }: Pick<TextInput, 'form' | 'name'>,
  reviews: string,
): Promise<string | undefined> {
  return form === 'article' && name !== '-' ? readSidecarFile(name, reviews) : undefined;
}

/**
 * Replaces a sidecar at one stroke: nobody ever sees half of it.
 * @returns where it is
 * @throws what the file system fails with
 */
export async function writeSidecarFile(article: string, reviews: string, content: string): Promise<string> {
  const file = await sidecarPath(article, reviews);
  await mkdir(path.dirname(file), { recursive: true });
  await writeWhole(file, content);
  return file;
}

async function isFolder(folder: string): Promise<boolean> {
  return stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
