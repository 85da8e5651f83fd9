/** A folder of sidecars on the disk: locked between processes, and synced, so that what is saved outlives a power cut. */
import { mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Busy, type FileFolder } from '../review/fileFolder';
import { Listings } from '../review/listings';
import { assertInside } from './inside';
import { Locked, removeRemains, withLock } from './lock';

const TRANSIENT = new Set(['EBUSY', 'EAGAIN', 'EMFILE', 'ENFILE', 'EINTR', 'EIO', 'ESTALE', 'ETIMEDOUT']);
/** On Windows so fails what a virus scanner or an indexer has open. */
const TRANSIENT_ON_WINDOWS = new Set(['EPERM', 'EACCES', 'ENOTEMPTY']);
/** So fails syncing where it is not possible: folders on Windows, some network shares. */
const NOT_SYNCED = new Set(['EPERM', 'EACCES', 'EISDIR', 'EINVAL', 'ENOTSUP', 'ENOSYS', 'EBADF']);

/**
 * How long a program that watches folders is given to see a new one before another is made in it, in milliseconds: VS Code's
 * watcher does not look what is in there already, and would never tell of changes of it.
 */
const WATCHED = 50;

/**
 * @param root the folder that nothing may be written outside of; links below it are not followed for writing
 * @param folder the folder of the sidecars, at or below `root`; it need not exist
 */
export function reviewFolder(root: string, folder: string): FileFolder {
  const at = (name: string) => path.join(folder, name);
  const make = async () => {
    await assertInside(root, folder);
    await makeFolder(folder);
  };
  return {
    read: (name) => readFile(at(name)).catch(noneWhenMissing),

    async create(name, content) {
      await make();
      const file = await open(at(name), 'wx'); // follows no link
      try {
        await file.writeFile(content);
        await file.sync().catch(fineWhenImpossible);
      } finally {
        await file.close();
      }
    },

    async rename(from, to) {
      await assertInside(root, at(to));
      await rename(at(from), at(to));
      await syncFolder(folder);
    },

    delete: (name) => rm(at(name), { force: true }),
    async names(fresh) {
      const names = await LISTINGS.of(folder, fresh);
      if (fresh || !TIDIED.has(folder)) {
        TIDIED.add(folder);
        // A folder that cannot be tidied is read all the same.
        await assertInside(root, folder).then(
          () => removeRemains(folder, names),
          () => undefined,
        );
      }
      return names;
    },

    lock: async (name, work) => {
      await make();
      try {
        return await withLock(at(name), work);
      } catch (error) {
        if (error instanceof Locked && error.file === at(name)) throw new Busy(error.message);
        throw error;
      }
    },

    isTransient(error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      return TRANSIENT.has(code) || (process.platform === 'win32' && TRANSIENT_ON_WINDOWS.has(code));
    },
  };
}

/** Folders from which remains were removed when they were first read. */
const TIDIED = new Set<string>();

const LISTINGS = new Listings((folder) =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => noneWhenMissing(error) ?? []),
);

function noneWhenMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
  throw error;
}

/** Makes a folder and those that it is in, each synced in its own, one after the other at a watcher's pace. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || path.dirname(folder) === folder) throw error;
    await makeFolder(path.dirname(folder));
    await new Promise((resolve) => setTimeout(resolve, WATCHED));
    return makeFolder(folder);
  }
  await syncFolder(path.dirname(folder));
}

async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch (error) {
    fineWhenImpossible(error);
  }
}

function fineWhenImpossible(error: unknown): void {
  if (!NOT_SYNCED.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
}
