import * as vscode from 'vscode';
import { parseHeader } from '../analysis/article/header';
import { recognise } from '../analysis/article/recognise';
import { fold } from '../corpus/fold';
import { DisposableOwner } from '../util/disposable';
import { type IgnoreRules, ignoreRules } from '../util/gitignore';
import { anyOf } from '../util/globs';
import { ownText } from '../util/ownText';
import type { FileReader } from './platform';
import { HEAD_LENGTH, type Recognition } from './recognition';
import type { Settings } from './settings';
import { Slice } from './slice';
import { matchesAny, walkFiles } from './walk';

/** An article in the workspace, known by its head alone. As there are many of them, the address is no object. */
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
const FIRST_CHANGE_PAUSE = 20;

/**
 * How long a virtual file system's search may take, in milliseconds. Where there is none, VS Code waits for an
 * extension to offer it, and may do so for ever.
 */
const VIRTUAL_SEARCH_PATIENCE = 2_000;

/** The workspace's article files. Nothing is listed before somebody asks; then files are watched. */
export class ArticleFiles extends DisposableOwner {
  #files: Promise<ArticleFile[]> | undefined;
  /** Heads that were read, by address; undefined for a file that is no article. */
  readonly #heads = new Map<string, ArticleFile | undefined>();
  #listed = false;
  #rules = new Map<string, IgnoreRules>();
  /** Addresses of the `.gitignore` files. */
  #ignoreFiles: string[] = [];
  #watchers: vscode.Disposable | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;
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
  list(): Promise<readonly ArticleFile[]> {
    this.#watch();
    this.#files ??= this.#find();
    return this.#files;
  }

  /** Whether they are listed already, so that `list` answers at once. */
  get isListed(): boolean {
    return this.#listed;
  }

  /** Whether a file is an article, by its head and what the person decided; false when it cannot be read. */
  async isArticle(uri: vscode.Uri): Promise<boolean> {
    return (await this.#read(uri)) !== undefined;
  }

  /** Forgets what is known, and tells those who show it. */
  refresh(): void {
    this.#heads.clear();
    this.#watchers?.dispose();
    this.#watchers = undefined;
    this.#files = undefined;
    this.#onDidChange.fire(undefined);
  }

  /** Some files are looked at anew; the others are known. */
  #changed(): void {
    const uris = [...this.#changedFiles.values()];
    this.#changedFiles.clear();
    if (this.#ignoreFiles.some((file) => uris.some((uri) => uri.toString() === file))) return this.refresh();
    this.#files = this.#files?.then(async (files) => {
      const changed = new Set(uris.map((uri) => uri.toString()));
      const found = await Promise.all(
        uris.filter((uri) => this.#isCandidate(uri)).map((uri) => this.#readExisting(uri)),
      );
      return inOrder([...files.filter(({ address }) => !changed.has(address)), ...found.filter((file) => !!file)]);
    });
    this.#onDidChange.fire(uris);
  }

  async #find(): Promise<ArticleFile[]> {
    this.#rules = await this.#readIgnoreFiles();
    const addresses: string[] = [];
    const slice = new Slice();
    for (const uri of await this.#candidates()) {
      if (!this.#isIgnored(uri)) addresses.push(uri.toString());
      if (slice.isOver) await slice.pause();
    }
    const found: ArticleFile[] = [];
    let next = 0;
    const reader = async () => {
      while (next < addresses.length && !this.disposed) {
        const address = addresses[next++];
        if (!this.#heads.has(address)) this.#heads.set(address, await this.#read(vscode.Uri.parse(address)));
        const file = this.#heads.get(address);
        if (file) found.push(file);
      }
    };
    await Promise.all(Array.from({ length: PARALLEL_READS }, reader));
    this.#listed = true;
    return inOrder(found);
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

  async #readExisting(uri: vscode.Uri): Promise<ArticleFile | undefined> {
    try {
      await this.reader.stat(uri);
    } catch {
      return undefined; // it went
    }
    return this.#read(uri);
  }

  async #read(uri: vscode.Uri): Promise<ArticleFile | undefined> {
    const decision = this.recognition.decision(uri);
    if (decision === false) return undefined;
    try {
      const head = new TextDecoder().decode(await this.reader.readHead(uri, HEAD_LENGTH));
      return decision || recognise(head) ? listed(uri, head) : undefined;
    } catch (error) {
      this.log.warn(`${uri.toString(true)} cannot be read: ${String(error)}`);
      return undefined;
    }
  }

  async #candidates(): Promise<vscode.Uri[]> {
    return findFiles(vscode.workspace.workspaceFolders ?? [], this.settings.include, this.#exclude);
  }

  /** Glob patterns of what is not looked at: our setting's, and those of VS Code for the explorer and for searches. */
  get #exclude(): string[] {
    const configuration = vscode.workspace.getConfiguration();
    const hidden = (key: string) =>
      Object.entries(configuration.get<Record<string, unknown>>(key, {}))
        .filter(([, on]) => on === true)
        .map(([pattern]) => pattern);
    return [...this.settings.exclude, ...hidden('files.exclude'), ...hidden('search.exclude')];
  }

  #watch(): void {
    if (this.#watchers) return;
    const changed = (uri: vscode.Uri) => {
      this.#heads.delete(uri.toString());
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

/** What lists show of a file, without the head that it was cut out of. */
function listed(uri: vscode.Uri, head: string): ArticleFile {
  const { title, date, url } = parseHeader(head).header;
  const own = (field: { readonly value: string } | undefined) => field && ownText(field.value);
  return { address: uri.toString(), title: own(title), date: own(date), url: own(url) };
}

/** A path below a workspace folder, with slashes. */
function pathIn(folder: vscode.WorkspaceFolder, uri: vscode.Uri): string {
  const root = folder.uri.path.replace(/\/?$/, '/');
  return uri.path.startsWith(root) ? uri.path.slice(root.length) : '';
}

/** Newest first, then by title. */
export function inOrder(files: readonly ArticleFile[]): ArticleFile[] {
  const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return files
    .map((file) => ({ file, date: file.date ?? '', title: fold(file.title ?? '') }))
    .sort((a, b) => byText(b.date, a.date) || byText(a.title, b.title) || byText(a.file.address, b.file.address))
    .map(({ file }) => file);
}

function after<T>(milliseconds: number, value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(() => resolve(value), milliseconds));
}
