/** Where Hearsay may write. What a stranger's file names, and links that came with it, must not lead anywhere else. */
import { lstat, realpath } from 'node:fs/promises';
import path from 'node:path';

/** Why something is not written: what, where, and what to do. */
export class Outside extends Error {}

/**
 * Makes sure that a path lies below a folder and that no symbolic link below that folder is followed. What does not exist yet
 * is no link.
 * @throws Outside with a sentence, or what the file system throws
 */
export async function assertInside(root: string, file: string): Promise<void> {
  const absolute = path.resolve(file);
  if (!isBelow(root, absolute))
    throw new Outside(`${absolute} is not below ${path.resolve(root)}; nothing is written there`);
  const parts = path.relative(path.resolve(root), absolute).split(path.sep).filter(Boolean);
  for (let depth = 1; depth <= parts.length; depth++) {
    const each = path.join(path.resolve(root), ...parts.slice(0, depth));
    const found = await lstat(each).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (!found) return;
    if (found.isSymbolicLink())
      throw new Outside(
        `${each} is a symbolic link, through which nothing is written; put the folder or file itself there`,
      );
  }
}

/**
 * Makes sure that a folder is one of those that a person has named, or in one of them, links resolved; or that one of them is in
 * it by its very name, as the folder a person works in is in the workspace folder.
 * @throws Outside with a sentence, or what the file system throws
 */
export async function assertAmong(folder: string, named: readonly string[]): Promise<void> {
  if (named.some((each) => isBelow(folder, each))) return;
  const real = await resolved(folder);
  for (const each of named) if (isBelow(await resolved(each), real)) return;
  throw new Outside(`${path.resolve(folder)} is outside of ${named.map((each) => path.resolve(each)).join(' and ')}; nothing is written there`); // prettier-ignore
}

/** Whether a path is a folder or below it, by the names alone. */
export function isBelow(folder: string, file: string): boolean {
  const relative = path.relative(path.resolve(folder), path.resolve(file));
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** A path with all its links resolved, as far as it exists. @throws what the file system throws */
export async function resolved(file: string): Promise<string> {
  const absolute = path.resolve(file);
  try {
    return await realpath(absolute);
  } catch (error) {
    const parent = path.dirname(absolute);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === absolute) throw error;
    return path.join(await resolved(parent), path.basename(absolute));
  }
}
