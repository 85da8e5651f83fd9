import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileOutput } from './output';

/** Where people's decisions about an article are kept: in the folder `.hearsay` beside it. */
export function sidecarPath(article: string): string {
  return path.join(path.dirname(article), '.hearsay', `${path.basename(article)}.jsonld`);
}

/** The content of an article's sidecar; undefined when nobody decided anything. @throws what the file system fails with */
export async function readSidecarFile(article: string): Promise<string | undefined> {
  try {
    return await readFile(sidecarPath(article), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ENOTDIR')
      return undefined;
    throw error;
  }
}

/** Replaces a sidecar at one stroke: nobody ever sees half of it. @throws what the file system fails with */
export async function writeSidecarFile(article: string, content: string): Promise<void> {
  const file = sidecarPath(article);
  await mkdir(path.dirname(file), { recursive: true });
  const output = await fileOutput(file);
  try {
    await output.write(content);
    await output.finish();
  } catch (error) {
    await output.discard();
    throw error;
  }
}
