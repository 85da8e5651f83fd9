import * as vscode from 'vscode';
import { CorpusIndex, type IndexedArticle } from '../corpus/corpusIndex';
import { digestOf } from '../corpus/digest';
import { encodeDigest } from '../corpus/encoding';
import { contentHash } from '../corpus/hash';
import { NO_SEPARATIONS, type Separations } from '../corpus/mergeRules';
import type { IndexEntry, Stamp } from '../corpus/segment';
import { DisposableOwner } from '../util/disposable';
import type { ArticleFiles } from './articleFiles';
import type { ArticleView, Articles } from './articles';
import { CorpusStore, LARGEST_SEGMENT, analysisVersion } from './corpusStore';
import type { DigestPool } from './digestPool';
import type { Overruns } from './overruns';
import type { FileReader } from './platform';
import type { Reviews } from './reviews';
import type { Settings } from './settings';
import { Slice, inSlices } from './slice';

/** How often those who show the index are told that it has grown, in milliseconds. */
const TELL_EVERY = 1_000;
/** How many files are asked for their time of change at the same time. */
const PARALLEL_STATS = 32;
/** An open document of more characters is indexed when it is saved, not as it is typed. */
const LONGEST_LIVE = 65_536;
/** How long typing must pause before an open document is in the index as it stands, in milliseconds. */
const LIVE_PAUSE = 500;

const SEPARATIONS_KEY = 'hearsay.corpus.separations';

/** What the index is doing. `idle`: nothing has asked for it. `stopped`: the person did, what is there can be used. */
export type CorpusState = 'idle' | 'loading' | 'working' | 'ready' | 'stopped';

export interface CorpusProgress {
  readonly state: CorpusState;
  /** Articles looked at of all that must be. */
  readonly done: number;
  readonly total: number;
}

/** An open document stands in the index as it is in the editor: no file has this stamp. */
const LIVE: Stamp = { mtime: 0, size: 0 };

/**
 * The index over the workspace's articles. It starts when somebody opens it, never by itself: loads what was kept, then
 * brings it up to date in the background, a file at a time, on workers of its own.
 */
export class Corpus extends DisposableOwner {
  readonly index = new CorpusIndex();
  #store: CorpusStore | undefined;
  #opening: Promise<void> | undefined;
  #tellHeads: () => void = () => {};
  readonly #headsKnown = new Promise<void>((resolve) => (this.#tellHeads = resolve));
  #state: CorpusState = 'idle';
  #done = 0;
  #total = 0;
  #kept = false;
  /** Addresses of articles that are in the index as they stand in the editor. */
  readonly #live = new Set<string>();
  /** By address, open documents that are in it soon as they stand now. */
  readonly #typing = new Map<string, ReturnType<typeof setTimeout>>();
  #work: Promise<void> = Promise.resolve();
  #cancellation = new vscode.CancellationTokenSource();
  #tellTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #onDidChange = this.register(new vscode.EventEmitter<void>());
  readonly #onDidProgress = this.register(new vscode.EventEmitter<CorpusProgress>());
  /** The index holds more or other things than before. */
  readonly onDidChange = this.#onDidChange.event;
  readonly onDidProgress = this.#onDidProgress.event;

  constructor(
    private readonly context: Pick<
      vscode.ExtensionContext,
      'extensionUri' | 'extension' | 'storageUri' | 'globalStorageUri' | 'workspaceState'
    >,
    private readonly files: FileReader,
    private readonly articleFiles: ArticleFiles,
    private readonly articles: Articles,
    private readonly reviews: Reviews,
    private readonly pool: DigestPool,
    private readonly overruns: Overruns,
    private readonly settings: Settings,
    private readonly log: vscode.LogOutputChannel,
  ) {
    super();
    this.register(
      articleFiles.onDidChange((uris) => {
        if (this.#opening && this.#state !== 'stopped') this.#then((token) => this.#update(uris, token));
      }),
    );
    this.register(
      reviews.onDidChange((uri) => {
        if (!this.#opening || this.#live.has(uri.toString())) return;
        this.index.touch(uri.toString(), LIVE); // to be read again
        this.#then((token) => this.#update([uri], token));
      }),
    );
    this.register(articles.onDidAnalyse((view) => this.#putLive(view)));
    this.register(articles.onDidClose((uri) => this.#dropLive(uri)));
    this.register({ dispose: () => clearTimeout(this.#tellTimer) });
    this.register({ dispose: () => this.#typing.forEach((timer) => clearTimeout(timer)) });
    this.register({ dispose: () => this.#cancellation.cancel() });
  }

  get progress(): CorpusProgress {
    return { state: this.#state, done: this.#done, total: this.#total };
  }

  /** Whether there was something to load: then it knows the articles before they are listed. */
  get isKept(): boolean {
    return this.#kept;
  }

  /** Starts it, unless it has started. Resolves when what was kept is there; the rest comes in the background. */
  open(): Promise<void> {
    return (this.#opening ??= this.#open());
  }

  /** Resolves as soon as the articles that were kept are known by their heads, before anything can be searched. */
  async heads(): Promise<void> {
    void this.open();
    await this.#headsKnown;
  }

  /** Resolves when the index is up to date, or was stopped. */
  async whenReady(): Promise<void> {
    await this.open();
    for (let work; work !== this.#work;) {
      work = this.#work;
      await work;
    }
  }

  /** Stops the background work; what is in the index stays. */
  stop(): void {
    if (this.#state !== 'working' && this.#state !== 'loading') return;
    this.#cancellation.cancel();
    this.#cancellation = new vscode.CancellationTokenSource();
    this.pool.stop();
    this.#setState('stopped');
  }

  /** Goes on after `stop`, or starts. */
  async resume(): Promise<void> {
    await this.open();
    if (this.#state === 'stopped') this.#then((token) => this.#update(undefined, token));
  }

  /** Forgets what was kept and reads every article anew. */
  async rebuild(): Promise<void> {
    await this.open();
    this.stop();
    await this.#work;
    await this.#store?.clear();
    for (const { uri } of [...this.index.articles()]) if (!this.#live.has(uri)) this.index.remove(uri);
    this.#then((token) => this.#update(undefined, token));
    await this.#work;
  }

  /** What people have undone of the rules that merge actors. */
  get separations(): Separations {
    return this.context.workspaceState.get<Separations>(SEPARATIONS_KEY, NO_SEPARATIONS);
  }

  /** Undoes merges, or does them again; remembered for the workspace. */
  async separate(separations: Separations): Promise<void> {
    await this.context.workspaceState.update(SEPARATIONS_KEY, separations);
    this.index.separate(separations);
    await this.#prepare();
    this.#onDidChange.fire();
  }

  async #open(): Promise<void> {
    this.#setState('loading');
    const { extensionUri, extension, storageUri, globalStorageUri } = this.context;
    try {
      const { version } = extension.packageJSON as { version: string };
      const analysis = await analysisVersion(extensionUri, version);
      this.#store = new CorpusStore(vscode.Uri.joinPath(storageUri ?? globalStorageUri, 'corpus'), analysis, this.log);
      this.index.separate(this.separations);
      const start = performance.now();
      const slice = new Slice();
      for (const entry of (await this.#store.load()).values()) {
        this.#put(entry);
        if (slice.isOver) await slice.pause();
        if (this.disposed) return;
      }
      this.#kept = this.index.size > 0;
      this.log.debug(`${this.index.size} articles of the index loaded in ${Math.round(performance.now() - start)} ms`);
    } catch (error) {
      this.log.warn(`The kept index cannot be used: ${String(error)}`);
    }
    this.#tellHeads();
    this.#onDidChange.fire(); // titles first: the tables take longer
    for (const document of vscode.workspace.textDocuments) {
      const view = this.articles.latest(document);
      if (view) this.#putLive(view);
    }
    await this.#prepare();
    this.#onDidChange.fire();
    if (this.#state === 'loading') this.#then((token) => this.#update(undefined, token));
  }

  /** One thing after the other; what fails is in the log. */
  #then(task: (token: vscode.CancellationToken) => Promise<void>): void {
    this.#work = this.#work.then(async () => {
      if (this.disposed) return;
      try {
        await task(this.#cancellation.token);
      } catch (error) {
        this.log.error(`The index could not be brought up to date: ${String(error)}`);
      }
    });
  }

  /** Looks at these files, or at all: what went is taken out, what changed is read. */
  async #update(uris: readonly vscode.Uri[] | undefined, token: vscode.CancellationToken): Promise<void> {
    if (token.isCancellationRequested) return;
    const listed = new Set(await this.articleFiles.addresses());
    if (token.isCancellationRequested) return;
    const asked = uris ? uris.map((uri) => uri.toString()) : [...this.index.articles()].map(({ uri }) => uri);
    for (const address of asked) if (!listed.has(address) && !this.#live.has(address)) this.#remove(address);
    const there = uris ? asked.filter((address) => listed.has(address)) : [...listed];
    const reviews = await this.reviews.changeTimes(there);
    const stale = await this.#stale(there, reviews, token);
    if (stale.length) await this.#readAll(stale, reviews, token);
    await this.#prepare();
    await this.#keep(0);
    if (!token.isCancellationRequested) this.#setState('ready');
    this.#onDidChange.fire();
  }

  /** Those of the files that are not in the index, or not as they are now. */
  async #stale(
    addresses: readonly string[],
    reviews: ReadonlyMap<string, number>,
    token: vscode.CancellationToken,
  ): Promise<string[]> {
    const stale: string[] = [];
    await inParallel(addresses, PARALLEL_STATS, token, async (address) => {
      if (this.#live.has(address)) return;
      const known = this.index.get(address);
      const stamp = known && (await this.#stamp(address, reviews));
      if (!known || (stamp && !isSameStamp(known.stamp, stamp))) stale.push(address);
    });
    return stale;
  }

  /** When a file and its review were changed; undefined, and out of the index, when it went. */
  async #stamp(address: string, reviews: ReadonlyMap<string, number>): Promise<Stamp | undefined> {
    try {
      const { mtime, size } = await this.files.stat(vscode.Uri.parse(address));
      return { mtime: Math.round(mtime), size, review: reviews.get(address) };
    } catch {
      this.#remove(address);
      return undefined;
    }
  }

  async #readAll(
    addresses: readonly string[],
    reviews: ReadonlyMap<string, number>,
    token: vscode.CancellationToken,
  ): Promise<void> {
    this.#done = 0;
    this.#total = addresses.length;
    this.#setState('working');
    await inParallel(addresses, this.pool.room, token, async (address) => {
      try {
        const stamp = await this.#stamp(address, reviews);
        if (stamp && stamp.size <= this.settings.maxFileSize) await this.#read(address, stamp, addresses.length === 1);
        else if (stamp) {
          this.#remove(address);
          this.log.debug(`${readable(address)} is larger than the setting hearsay.maxFileSize allows.`);
        }
      } catch (error) {
        if (token.isCancellationRequested) return;
        this.overruns.report(vscode.Uri.parse(address), error);
        this.log.warn(`${readable(address)} is not in the index: ${String(error)}`);
      }
      this.#done++;
      this.#tellSoon();
      await this.#keep(LARGEST_SEGMENT);
    });
  }

  async #read(key: string, stamp: Stamp, isAlone: boolean): Promise<void> {
    const uri = vscode.Uri.parse(key);
    const file = await this.files.readFile(uri);
    const hash = contentHash(file);
    const known = this.index.get(key);
    const reviewed = stamp.review !== undefined || this.reviews.isDecided(uri); // what people decided counts, and only this thread knows it
    if (known && known.hash === hash && !reviewed && known.stamp.review === undefined) {
      this.index.touch(key, stamp);
      this.#store?.add(known);
      return;
    }
    const digest = reviewed
      ? digestOfView(await this.articles.ofUri(uri, 'background', this.#cancellation.token))
      : await this.pool.digest(file, isAlone);
    const entry: IndexEntry = { uri: key, stamp, hash, digest };
    if (this.#live.has(key)) return;
    this.#put(entry);
    this.#store?.add(entry);
    await this.#prepare();
  }

  #put(entry: IndexEntry): IndexedArticle | undefined {
    try {
      return this.index.put(entry);
    } catch (error) {
      this.log.warn(`${entry.uri} is not in the index: ${String(error)}`);
      return undefined;
    }
  }

  #remove(uri: string): void {
    if (this.index.remove(uri)) this.#store?.add({ uri, stamp: LIVE, hash: 0, digest: new Uint8Array(0) });
  }

  /** Lets the tables take in what is new, a slice at a time. */
  async #prepare(): Promise<void> {
    await inSlices(this.index.prepare(), () => this.disposed);
  }

  /** Writes what is not kept yet, once there is so much of it. */
  async #keep(least: number): Promise<void> {
    if (!this.#store?.waiting || this.#store.waiting < least) return;
    const all = () => [...this.index.articles()].filter(({ uri }) => !this.#live.has(uri));
    await this.#store.write({ count: this.index.size, all });
  }

  /** Takes an open document in as it stands, once typing in it has paused: to sum it up at every key would cost too much. */
  #putLive(view: ArticleView): void {
    if (!this.#opening || view.version === undefined || view.text.length > LONGEST_LIVE) return;
    const key = view.uri.toString();
    const put = () => {
      this.#typing.delete(key);
      this.#put({ uri: key, stamp: LIVE, hash: 0, digest: digestOfView(view) });
      void this.#prepare().then(() => this.#tellSoon());
    };
    clearTimeout(this.#typing.get(key));
    if (this.#live.has(key)) this.#typing.set(key, setTimeout(put, LIVE_PAUSE));
    else put();
    this.#live.add(key);
  }

  #dropLive(uri: vscode.Uri): void {
    clearTimeout(this.#typing.get(uri.toString()));
    this.#typing.delete(uri.toString());
    if (!this.#live.delete(uri.toString())) return;
    this.index.remove(uri.toString());
    if (uri.scheme === 'untitled') this.#tellSoon();
    else this.#then((token) => this.#update([uri], token));
  }

  #tellSoon(): void {
    this.#onDidProgress.fire(this.progress);
    this.#tellTimer ??= setTimeout(() => {
      this.#tellTimer = undefined;
      this.#onDidChange.fire();
    }, TELL_EVERY);
  }

  #setState(state: CorpusState): void {
    this.#state = state;
    this.#onDidProgress.fire(this.progress);
  }
}

function isSameStamp(a: Stamp, b: Stamp): boolean {
  return a.mtime === b.mtime && a.size === b.size && a.review === b.review;
}

/** An address for people. */
function readable(address: string): string {
  return vscode.Uri.parse(address).toString(true);
}

/** Of an article as it is shown: what people decided about it is in it. */
function digestOfView({ text, analysis, lines, reviewed, lookup }: ArticleView): Uint8Array {
  const verdictOf = (id: string) => {
    const claim = lookup.claim(id);
    return claim && reviewed.reviews.get(claim.attribution)?.verdict;
  };
  return encodeDigest(digestOf(text, analysis, { lines, verdictOf }));
}

/** Runs an action for each item, several at a time, until all are done or it is cancelled. */
async function inParallel<T>(
  items: readonly T[],
  parallel: number,
  token: vscode.CancellationToken,
  action: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const run = async () => {
    while (next < items.length && !token.isCancellationRequested) await action(items[next++]);
  };
  await Promise.all(Array.from({ length: Math.min(parallel, items.length) }, run));
}
