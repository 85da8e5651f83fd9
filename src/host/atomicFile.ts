/**
 * Saving so that a process may end at any moment and leave the old or the new content, never a part of it. Knows no file
 * system: the extension gives it VS Code's, the test Node's.
 */

/** What is asked of the folder that a file lies in. Names are file names. */
export interface FileFolder {
  /** Undefined when there is no such file. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Creates the folder when it is not there. */
  write(name: string, content: Uint8Array): Promise<void>;
  /** Replaces `to`. May delete `to` before (VS Code does on a disk), or fail. */
  rename(from: string, to: string): Promise<void>;
  delete(name: string): Promise<void>;
  /** All file names; none when there is no such folder. */
  names(): Promise<readonly string[]>;
}

const BESIDE = '.new';

/**
 * Writes beside the file and then puts that in its place. Where the file system cannot rename, writes into the file
 * itself, as all programs do there.
 * @param writer tells apart those who may save at the same time: each writes beside under a name of its own
 * @throws what the file system throws when it cannot be written at all
 */
export async function saveFile(folder: FileFolder, name: string, content: Uint8Array, writer: string): Promise<void> {
  const beside = `${name}.${writer}${BESIDE}`;
  await folder.write(beside, content);
  try {
    await folder.rename(beside, name);
  } catch {
    await folder.write(name, content);
    await folder.delete(beside).catch(() => undefined);
  }
}

/**
 * What was saved: the file, or, when a save ended between deleting the file and putting the new one in its place, what
 * was written beside it. Of the latter there may be several, and each may be cut short: the caller knows what is whole.
 */
export async function loadFile(folder: FileFolder, name: string): Promise<readonly Uint8Array[]> {
  const content = await folder.read(name);
  if (content) return [content];
  const beside = (await folder.names()).filter((each) => each.startsWith(`${name}.`) && each.endsWith(BESIDE)).sort();
  const contents = await Promise.all(beside.map((each) => folder.read(each)));
  return contents.filter((each) => each !== undefined);
}

/** Whether a name is that of a file that is being saved. */
export function isBeside(name: string): boolean {
  return name.endsWith(BESIDE);
}
