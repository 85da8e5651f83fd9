import * as vscode from 'vscode';
import type { Header } from '../analysis/analysis';
import { parseHeader } from '../analysis/article/header';
import { recognise } from '../analysis/article/recognise';
import { type ArticlePlace, articlePlace, byDateAndTitle, indexInOrder } from '../corpus/articleOrder';
import { DisposableOwner } from '../util/disposable';
import { type IgnoreRules, ignoreRules } from '../util/gitignore';
import { anyOf, sortGlobs } from '../util/globs';
import { Texts } from '../util/texts';
import type { FileReader } from './platform';
import { HEAD_LENGTH, type Recognition } from './recognition';
import type { Settings } from './settings';
import { Slice } from './slice';
import { notice } from './notice';
import { matchesAny, walkFiles } from './walk';

/** An article in the workspace, known by its head alone. */
export interface ArticleFile {
  readonly address: string;
  readonly title?: string;
  /** ISO, `2022-01-08`. */
  readonly date?: string;
  readonly url?: string;
}

/** How many heads are read at the same time: enough to keep a disk or a server busy, few enough to stay polite. */
const PARALLEL_READS = 16;

/** A workspace with more is none that somebody wrote by hand. */
const MOST_IGNORE_FILES = 1_000;

/** How long changes in the workspace are gathered, in milliseconds: a checkout changes thousands of files. */
const CHANGE_PAUSE = 300;
/** The same for a change after none for that long: one file that somebody saves. */
const FIRST_CHANGE_PAUSE = 5;

/**
 * How long a virtual file system's search may take, in milliseconds. Where there is none, VS Code waits for an
 * extension to offer it, and may do so for ever.
 */
const VIRTUAL_SEARCH_PATIENCE = 2_000;

/** In place of the number of a head: the file is no article. */
const NO_ARTICLE = -1;

/**
 * The workspace's article files. Nothing is listed before somebody asks; then files are watched. There may be many, so they are
 * known by their addresses, and their heads are no objects.
 */
export class ArticleFiles extends DisposableOwner {
  #addresses: Promise<string[]> | undefined;
  /** Numbers of the heads that were read, by address. */
  readonly #heads = new Map<string, number>();
  /** Title, date and URL, a line each. */
  #texts = new Texts();
  /** Those that somebody has asked for, by address: the same object as long as the file stays the same. */
  readonly #files = new Map<string, ArticleFile>();
  #listed = false;
  #rules = new Map<string, IgnoreRules>();
  /** Addresses of the `.gitignore` files. */
  #ignoreFiles: string[] = [];
  #watchers: vscode.Disposable | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;
  readonly #reported = new Set<string>();
  #lastChange = Number.NEGATIVE_INFINITY;
  #changedFiles = new Map<string, vscode.Uri>();
  readonly #onDidChange = this.register(new vscode.EventEmitter<readonly vscode.Uri[] | undefined>());
  /** These files came, went or changed, or undefined when any may have: ask again. */
  readonly onDidChange = this.#onDidChange.event;

  constructor(
    private readonly reader: FileReader,
    private readonly settings: Settings,
    private readonly recognition: Recognition,
    private readonly log: vscode.LogOutputChannel,
  ) {
    super();
    this.register(settings.onDidChange(() => this.refresh()));
    this.register(recognition.onDidDecide(() => this.refresh()));
    this.register(vscode.workspace.onDidChangeWorkspaceFolders(() => this.refresh()));
    // A folder that moves or goes takes its files along, and only the folder is told of.
    this.register(vscode.workspace.onDidDeleteFiles(() => this.#listed && this.refresh()));
    this.register(vscode.workspace.onDidRenameFiles(() => this.#listed && this.refresh()));
    this.register({ dispose: () => void this.#watchers?.dispose() });
    this.register({ dispose: () => clearTimeout(this.#pause) });
  }

  /** All articles, by date (newest first), then title. Never rejects; what cannot be read is in the log. */
  async list(): Promise<readonly ArticleFile[]> {
    return (await this.addresses()).map((address) => {
      let file = this.#files.get(address);
      if (!file) this.#files.set(address, (file = this.#file(address)));
      return file;
    });
  }

  /** The addresses alone, in the same order. */
  addresses(): Promise<readonly string[]> {
    this.#watch();
    this.#addresses ??= this.#find();
    return this.#addresses;
  }

  /** Whether they are listed already, so that `list` answers at once. */
  get isListed(): boolean {
    return this.#listed;
  }

  /** Whether a file is an article, by its head and what the person decided; false when it cannot be read. */
  async isArticle(uri: vscode.Uri): Promise<boolean> {
    return (await this.#readHead(uri)) !== undefined;
  }

  /** Forgets what is known, and tells those who show it. */
  refresh(): void {
    this.#heads.clear();
    this.#files.clear();
    this.#texts = new Texts();
    this.#watchers?.dispose();
    this.#watchers = undefined;
    this.#addresses = undefined;
    this.#onDidChange.fire(undefined);
  }

  /** Some files are looked at anew; the others are known. */
  #changed(): void {
    const uris = [...this.#changedFiles.values()];
    this.#changedFiles.clear();
    if (this.#ignoreFiles.some((file) => uris.some((uri) => uri.toString() === file))) return this.refresh();
    this.#addresses = this.#addresses?.then(async (addresses) => {
      const changed = new Set(uris.map((uri) => uri.toString()));
      const found = await Promise.all(
        uris.map(async (uri) => {
          const isThere = this.#isCandidate(uri) && (await this.#exists(uri));
          this.#heads.delete(uri.toString());
          this.#files.delete(uri.toString());
          return isThere && (await this.#read(uri.toString())) ? uri.toString() : [];
        }),
      );
      const others = addresses.filter((address) => !changed.has(address));
      return this.#withAmong(found.flat(), others);
    });
    this.#onDidChange.fire(uris);
  }

  async #find(): Promise<string[]> {
    this.#rules = await this.#readIgnoreFiles();
    const addresses: string[] = [];
    const slice = new Slice();
    for (const uri of await this.#candidates()) {
      if (!this.#isIgnored(uri)) addresses.push(uri.toString());
      if (slice.isOver) await slice.pause();
    }
    const found: string[] = [];
    let next = 0;
    const reader = async () => {
      while (next < addresses.length && !this.disposed) {
        const address = addresses[next++];
        if (await this.#read(address)) found.push(address);
      }
    };
    await Promise.all(Array.from({ length: PARALLEL_READS }, reader));
    const ordered = await this.#inOrder(found);
    this.#listed = true;
    return ordered;
  }

  async #inOrder(addresses: readonly string[]): Promise<string[]> {
    const places: ArticlePlace[] = [];
    const slice = new Slice();
    for (const address of addresses) {
      places.push(this.#placeOf(address));
      if (slice.isOver) await slice.pause();
    }
    return places.sort(byDateAndTitle).map(({ address }) => address);
  }

  /** Puts some addresses where they belong among others, which are in order and need not be put in order again. */
  async #withAmong(addresses: readonly string[], others: string[]): Promise<string[]> {
    const slice = new Slice();
    for (const address of addresses) {
      const at = indexInOrder(others.length, (i) => this.#placeOf(others[i]), this.#placeOf(address));
      others.splice(at, 0, address);
      if (slice.isOver) await slice.pause();
    }
    return others;
  }

  #placeOf(address: string): ArticlePlace {
    return articlePlace(address, this.#file(address));
  }

  #file(address: string): ArticleFile {
    const number = this.#heads.get(address) ?? NO_ARTICLE;
    const [title, date, url] = number === NO_ARTICLE ? [] : this.#texts.get(number).split('\n');
    return { address, title: title || undefined, date: date || undefined, url: url || undefined };
  }

  /** What `.gitignore` files say, by workspace folder; nothing when the person has turned that off for searches. */
  async #readIgnoreFiles(): Promise<Map<string, IgnoreRules>> {
    this.#ignoreFiles = [];
    const rules = new Map<string, IgnoreRules>();
    if (!vscode.workspace.getConfiguration('search').get('useIgnoreFiles', true)) return rules;
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      const contents = new Map<string, string>();
      for (const uri of (await findFiles([folder], ['**/.gitignore'], this.#exclude)).slice(0, MOST_IGNORE_FILES)) {
        this.#ignoreFiles.push(uri.toString());
        try {
          const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
          contents.set(pathIn(folder, uri).replace(/\/?\.gitignore$/, ''), content);
        } catch (error) {
          this.log.warn(`${uri.toString(true)} cannot be read: ${String(error)}`);
        }
      }
      rules.set(folder.uri.toString(), ignoreRules(contents));
    }
    return rules;
  }

  #isIgnored(uri: vscode.Uri): boolean {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    return (folder && this.#rules.get(folder.uri.toString())?.ignores(pathIn(folder, uri))) ?? false;
  }

  /** Whether a file that was not there when the files were listed would have been listed. */
  #isCandidate(uri: vscode.Uri): boolean {
    return !!vscode.workspace.getWorkspaceFolder(uri) && !this.#isIgnored(uri) && !matchesAny(uri, this.#exclude);
  }

  async #exists(uri: vscode.Uri): Promise<boolean> {
    try {
      await this.reader.stat(uri);
      return true;
    } catch {
      return false; // it went
    }
  }

  /** Reads a file's head, unless it is known. @returns whether it is an article */
  async #read(address: string): Promise<boolean> {
    const known = this.#heads.get(address);
    if (known !== undefined) return known !== NO_ARTICLE;
    const header = await this.#readHead(vscode.Uri.parse(address));
    const lines =
      header && [header.title, header.date, header.url].map((field) => field?.value.replaceAll('\n', ' ') ?? '');
    this.#heads.set(address, lines ? this.#texts.add(lines.join('\n')) : NO_ARTICLE);
    return lines !== undefined;
  }

  async #readHead(uri: vscode.Uri): Promise<Header | undefined> {
    const decision = this.recognition.decision(uri);
    if (decision === false) return undefined;
    try {
      const head = new TextDecoder().decode(await this.reader.readHead(uri, HEAD_LENGTH));
      return decision || recognise(head) ? parseHeader(head).header : undefined;
    } catch (error) {
      this.log.warn(`${uri.toString(true)} cannot be read: ${String(error)}`);
      return undefined;
    }
  }

  async #candidates(): Promise<vscode.Uri[]> {
    this.#reportPatterns();
    return findFiles(vscode.workspace.workspaceFolders ?? [], this.settings.include, this.#exclude);
  }

  /** Reports each pattern that cannot be used once: all of them in the log, the first one as a notification. */
  #reportPatterns(): void {
    const messages: string[] = [];
    for (const { setting, pattern, why } of this.settings.unusablePatterns) {
      const key = `${setting} ${pattern} ${why}`;
      if (this.#reported.has(key)) continue;
      this.#reported.add(key);
      const reason = {
        'no text': vscode.l10n.t('it is not text'),
        'too long': vscode.l10n.t('it is too long'),
        'braces too deep': vscode.l10n.t('it has too many braces within one another'),
        'too many stars': vscode.l10n.t('it has too many stars'),
      }[why];
      messages.push(vscode.l10n.t('{0}: the pattern {1} is not used: {2}. The others are.', setting, pattern, reason));
    }
    for (const message of messages) this.log.warn(message);
    if (messages.length) void notice.warning(messages[0]);
  }

  /** Glob patterns of what is not looked at: our setting's, and those of VS Code for the explorer and for searches. */
  get #exclude(): string[] {
    const configuration = vscode.workspace.getConfiguration();
    const hidden = (key: string) =>
      Object.entries(configuration.get<Record<string, unknown>>(key, {}))
        .filter(([, on]) => on === true)
        .map(([pattern]) => pattern);
    const others = sortGlobs([...hidden('files.exclude'), ...hidden('search.exclude')]).usable;
    return [...this.settings.exclude, ...others];
  }

  #watch(): void {
    if (this.#watchers) return;
    const changed = (uri: vscode.Uri) => {
      this.#changedFiles.set(uri.toString(), uri);
      clearTimeout(this.#pause);
      const now = performance.now();
      const isFirst = now - this.#lastChange > CHANGE_PAUSE;
      this.#lastChange = now;
      this.#pause = setTimeout(() => this.#changed(), isFirst ? FIRST_CHANGE_PAUSE : CHANGE_PAUSE);
    };
    this.#watchers = vscode.Disposable.from(
      ...[...this.settings.include, '**/.gitignore'].map((pattern) => {
        const watcher = vscode.workspace.createFileSystemWatcher(pattern);
        watcher.onDidChange(changed);
        watcher.onDidCreate(changed);
        watcher.onDidDelete(changed);
        return watcher;
      }),
    );
  }
}

/**
 * The folders' files whose names match: by VS Code's search, and by walking through virtual folders in which it finds
 * nothing, since a virtual file system need not offer a search.
 */
export async function findFiles(
  folders: readonly Pick<vscode.WorkspaceFolder, 'uri'>[],
  include: readonly string[],
  exclude: readonly string[],
): Promise<vscode.Uri[]> {
  if (!include.length) return [];
  const found = await Promise.all(
    folders.map(async ({ uri }) => {
      const search = vscode.workspace.findFiles(new vscode.RelativePattern(uri, anyOf(include)), anyOf(exclude));
      if (uri.scheme === 'file') return search;
      const files = await Promise.race([search, after(VIRTUAL_SEARCH_PATIENCE, [])]);
      return files.length ? files : walkFiles(uri, include, exclude);
    }),
  );
  if (found.length === 1) return found[0];
  return [...new Map(found.flat().map((uri) => [uri.toString(), uri])).values()]; // folders may lie in one another
}

/** A path below a workspace folder, with slashes. */
function pathIn(folder: vscode.WorkspaceFolder, uri: vscode.Uri): string {
  const root = folder.uri.path.replace(/\/?$/, '/');
  return uri.path.startsWith(root) ? uri.path.slice(root.length) : '';
}

function after<T>(milliseconds: number, value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(() => resolve(value), milliseconds));
}
