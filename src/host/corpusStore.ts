import * as vscode from 'vscode';
import { type IndexEntry, SegmentWriter, readSegment, writeSegment } from '../corpus/segment';

/** Entries in a segment at most: written, checked and decoded at once, it must not hold up the extension host. */
export const LARGEST_SEGMENT = 500;
/** So many files more than full segments would be. */
const FEW_FILES = 16;
const ENDING = '.segment';
/** Segments that are read before it is their turn. */
const READ_AHEAD = 3;

/** What is valid now, for when it is time to write it anew. */
export interface ValidEntries {
  readonly count: number;
  all(): readonly IndexEntry[];
}

/**
 * The index on disk: a folder of segments in the extension's storage, read and written through the workspace file
 * system, the only one that all hosts have. A segment that is damaged or of another version is deleted: its articles
 * are read again.
 */
export class CorpusStore {
  #files: string[] = [];
  #written = 0;
  #writing: Promise<void> = Promise.resolve();
  readonly #segment: SegmentWriter;

  /** @param analysis what the digests are made by: digests made by another are not used */
  constructor(
    private readonly folder: vscode.Uri,
    private readonly analysis: string,
    private readonly log: Pick<vscode.LogOutputChannel, 'info' | 'warn'>,
  ) {
    this.#segment = new SegmentWriter(analysis);
  }

  /** How many entries were added and not written yet. */
  get waiting(): number {
    return this.#segment.count;
  }

  /** To be written with the next segment. */
  add(entry: IndexEntry): void {
    this.#segment.add(entry);
  }

  /** What is there, by address. Never rejects. */
  async load(): Promise<Map<string, IndexEntry>> {
    const entries = new Map<string, IndexEntry>();
    this.#files = [];
    this.#written = 0;
    const names = await this.#list();
    // the next ones are read while one is decoded
    const reading = names.slice(0, READ_AHEAD).map((name) => this.#read(name));
    for (const [i, name] of names.entries()) {
      if (i + READ_AHEAD < names.length) reading.push(this.#read(names[i + READ_AHEAD]));
      const bytes = await reading[i];
      const found = bytes ? readSegment(bytes, this.analysis) : 'damaged';
      if (typeof found === 'string') {
        this.log.info(`The index is partly built anew: ${name} is ${found}.`);
        await this.#delete(name);
        continue;
      }
      this.#files.push(name);
      this.#written += found.length;
      for (const entry of found) {
        if (entry.digest.length) entries.set(entry.uri, entry);
        else entries.delete(entry.uri);
      }
    }
    return entries;
  }

  /**
   * Writes what was added. When too many of the entries that are kept are no longer valid, or lie in too many small files, all that
   * are valid are written anew. Never rejects: an index that cannot be kept is built again.
   */
  write(valid: ValidEntries): Promise<void> {
    const [count, bytes] = [this.#segment.count, this.#segment.take()];
    this.#writing = this.#writing
      .then(async () => {
        const kept = this.#written + count;
        const tidy =
          kept <= 2 * valid.count + LARGEST_SEGMENT && this.#files.length < FEW_FILES + valid.count / LARGEST_SEGMENT;
        if (tidy) return this.#write(bytes, count);
        const old = [...this.#files];
        this.#written = 0;
        const all = valid.all();
        for (let start = 0; start < all.length; start += LARGEST_SEGMENT) {
          const some = all.slice(start, start + LARGEST_SEGMENT);
          await this.#write(writeSegment(some, this.analysis), some.length);
        }
        for (const name of old) await this.#delete(name);
        this.#files = this.#files.slice(old.length);
      })
      .catch((error: unknown) => this.log.warn(`The index cannot be kept: ${String(error)}`));
    return this.#writing;
  }

  /** Forgets everything. */
  async clear(): Promise<void> {
    this.#segment.take();
    await this.#writing;
    for (const name of await this.#list()) await this.#delete(name);
    this.#files = [];
    this.#written = 0;
  }

  async #write(segment: Uint8Array, entries: number): Promise<void> {
    const last = this.#files.at(-1);
    const number = last ? Number.parseInt(last, 10) + 1 : 1;
    const name = `${String(number).padStart(8, '0')}${ENDING}`;
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(this.folder, name), segment);
    this.#files.push(name);
    this.#written += entries;
  }

  async #read(name: string): Promise<Uint8Array | undefined> {
    const uri = vscode.Uri.joinPath(this.folder, name);
    try {
      return await vscode.workspace.fs.readFile(uri);
    } catch (error) {
      this.log.warn(`${uri.toString(true)} cannot be read: ${String(error)}`);
      return undefined;
    }
  }

  async #list(): Promise<string[]> {
    try {
      const names = await vscode.workspace.fs.readDirectory(this.folder);
      return names.map(([name]) => name).filter((name) => name.endsWith(ENDING)).sort(); // prettier-ignore
    } catch {
      return []; // there is none yet
    }
  }

  async #delete(name: string): Promise<void> {
    try {
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(this.folder, name));
    } catch (error) {
      this.log.warn(`${name} cannot be deleted: ${String(error)}`);
    }
  }
}

/** What digests depend on: the extension's version, and for those who develop it the files of the analysis. */
export async function analysisVersion(extensionUri: vscode.Uri, version: string): Promise<string> {
  const { fs } = vscode.workspace;
  const stamps = ['dist', 'models'].map(async (folder) => {
    const uri = vscode.Uri.joinPath(extensionUri, folder);
    const found = await Promise.resolve(fs.readDirectory(uri)).catch(() => []);
    const names = found.map(([name]) => name).filter((name) => folder === 'models' || /^worker\..*\.js$/.test(name));
    return Promise.all(
      names.sort().map(async (name) => {
        const { size, mtime } = await fs.stat(vscode.Uri.joinPath(uri, name));
        return `${name} ${size} ${folder === 'dist' ? mtime : ''}`;
      }),
    );
  });
  return [version, ...(await Promise.all(stamps)).flat()].join('\n');
}
