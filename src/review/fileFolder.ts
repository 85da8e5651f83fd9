/** What a store of reviews asks of a file system: Node's, VS Code's, and one in memory for tests. */

/** A folder of sidecars. Names are file names. */
export interface FileFolder {
  /** Undefined when there is no such file. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Creates a file, and the folder when it is missing. The content is on the disk when this resolves, where that can be known. */
  create(name: string, content: Uint8Array): Promise<void>;
  /** Replaces `to`, at one stroke where the file system can. */
  rename(from: string, to: string): Promise<void>;
  /** Does nothing when there is no such file. */
  delete(name: string): Promise<void>;
  /**
   * All file names; none when there is no such folder.
   * @param fresh false: as they were a moment ago will do, which is cheaper when thousands of reviews are read
   */
  names(fresh: boolean): Promise<readonly string[]>;
  /**
   * Runs `work` while nobody else holds the lock of a file. Absent where the file system has no locks.
   * @throws Busy when somebody else holds it for long
   */
  readonly lock?: <T>(this: void, name: string, work: () => Promise<T>) => Promise<T>;
  /** Whether the same may work in a moment: the file is in use, or too many are open. It says nothing about the content. */
  isTransient(error: unknown): boolean;
}

/** Thrown when another window or command holds the lock for long. Trying again is all right. */
export class Busy extends Error {}

/** How a store waits. Tests have a clock of their own. */
export interface Clock {
  pause(milliseconds: number): Promise<void>;
  /** From 0 to 1, so that two who wait for one another do not do it in step. */
  random(): number;
}

export const CLOCK: Clock = {
  pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  random: () => Math.random(),
};

const FIRST_PAUSE = 10;
/** 10, 20, 40 … milliseconds: two and a half seconds together, which is longer than a virus scanner holds a file. */
const TRIES = 9;

/** The same folder, in which what fails for a moment is tried again. */
export function patient(folder: FileFolder, clock: Clock): FileFolder {
  const again = async <T>(work: () => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (attempt === TRIES || !folder.isTransient(error)) throw error;
        await clock.pause(FIRST_PAUSE * 2 ** (attempt - 1));
      }
    }
  };
  const { lock } = folder;
  return {
    read: (name) => again(() => folder.read(name)),
    create: (name, content) =>
      again(async () => {
        try {
          await folder.create(name, content);
        } catch (error) {
          await folder.delete(name).catch(() => undefined); // what it has left would be in the way
          throw error;
        }
      }),
    rename: async (from, to) => {
      let isFirst = true;
      await again(async () => {
        // Where a file is deleted before another gets its name, doing again what was done would delete both.
        if (!isFirst && !(await folder.read(from))) return;
        isFirst = false;
        await folder.rename(from, to);
      });
    },
    delete: (name) => again(() => folder.delete(name)),
    names: (fresh) => again(() => folder.names(fresh)),
    ...(lock && { lock }),
    isTransient: (error) => folder.isTransient(error),
  };
}
