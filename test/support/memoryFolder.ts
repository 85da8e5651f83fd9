import { type Clock, type FileFolder } from '../../src/review/fileFolder';

/** What a file system does, call by call. */
export type Call = 'names' | 'read' | 'create' | 'rename' | 'delete';

/** What happens at a call: nothing when it returns. It may take time, or throw. */
export type Hook = (call: Call, name: string, when: 'before' | 'after') => void | Promise<void>;

/** Thrown by a hook before a file is created: so much of its content is written all the same. */
export class ShortWrite extends Error {
  constructor(override readonly cause: Error) {
    super(cause.message);
  }
}

/** The process has been killed: none of its calls does anything any more. */
export class Killed extends Error {}

export interface MemoryOptions {
  /** Whether it has locks. */
  readonly locks?: boolean;
  /** Whether it deletes a file before it gives its name to another, as VS Code does on a disk. */
  readonly deletesFirst?: boolean;
  readonly hook?: Hook;
}

/** The files of a folder in memory, which several processes may use. */
export class MemoryDisk {
  readonly files = new Map<string, Uint8Array>();
  readonly #locks = new Map<string, Promise<void>>();

  constructor(files: Readonly<Record<string, string>> = {}) {
    for (const [name, content] of Object.entries(files)) this.put(name, content);
  }

  put(name: string, content: string): void {
    this.files.set(name, new TextEncoder().encode(content));
  }

  text(name: string): string | undefined {
    const bytes = this.files.get(name);
    return bytes && new TextDecoder().decode(bytes);
  }

  /** As one process sees it. */
  folder({ locks = true, deletesFirst = false, hook = () => {} }: MemoryOptions = {}): FileFolder {
    const { files } = this;
    const call = async <T>(what: Call, name: string, run: () => T): Promise<T> => {
      await hook(what, name, 'before');
      const result = run();
      await hook(what, name, 'after');
      return result;
    };
    return {
      names: () => call('names', '', () => [...files.keys()]),
      read: (name) => call('read', name, () => files.get(name)),
      async create(name, content) {
        try {
          await hook('create', name, 'before');
        } catch (error) {
          if (error instanceof ShortWrite) files.set(name, content.slice(0, content.length / 2));
          throw error instanceof ShortWrite ? error.cause : error;
        }
        if (files.has(name)) throw Object.assign(new Error('it is there already'), { code: 'EEXIST' });
        files.set(name, content);
        await hook('create', name, 'after');
      },
      async rename(from, to) {
        if (deletesFirst) await call('delete', to, () => files.delete(to));
        await call('rename', from, () => {
          const content = files.get(from);
          if (!content) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
          files.set(to, content);
          files.delete(from);
        });
      },
      delete: (name) => call('delete', name, () => void files.delete(name)),
      isTransient: (error) => (error as NodeJS.ErrnoException).code === 'EBUSY',
      ...(locks && { lock: (name, work) => this.#locked(name, work) }),
    };
  }

  /** One after the other. That of a process which was killed is free again: the next one takes it over. */
  async #locked<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.#locks.get(name) ?? Promise.resolve();
    const running = before.then(work);
    this.#locks.set(
      name,
      running.then(
        () => undefined,
        () => undefined,
      ),
    );
    return running;
  }
}

/** A clock that does not wait. */
export const IMPATIENT: Clock = { pause: () => Promise.resolve(), random: () => 0.5 };
