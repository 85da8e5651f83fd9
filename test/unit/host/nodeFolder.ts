import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FileFolder } from '../../../src/host/atomicFile';

/** A folder on the disk. @param deletesFirst rename as VS Code's file system does it: it deletes the target before */
export function nodeFolder(folder: string, deletesFirst: boolean): FileFolder {
  const at = (name: string) => path.join(folder, name);
  return {
    read: (name) => readFile(at(name)).catch(() => undefined),
    write: async (name, content) => {
      await mkdir(folder, { recursive: true });
      await writeFile(at(name), content);
    },
    rename: async (from, to) => {
      if (deletesFirst) await rm(at(to), { force: true });
      await rename(at(from), at(to));
    },
    delete: (name) => rm(at(name)),
    names: () => readdir(folder).catch(() => []),
  };
}
