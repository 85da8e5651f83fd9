import * as vscode from 'vscode';
import type { Header } from '../analysis/analysis';
import { parseHeader } from '../analysis/article/header';
import { recognise } from '../analysis/article/recognise';
import { DisposableOwner } from '../util/disposable';
import { anyOf } from '../util/globs';
import type { Platform } from './platform';
import { HEAD_LENGTH, type Recognition } from './recognition';
import type { Settings } from './settings';
import { walkFiles } from './walk';

/** An article in the workspace, known by its head alone. */
export interface ArticleFile {
  readonly uri: vscode.Uri;
  readonly header: Header;
}

/** How many heads are read at the same time: enough to keep a disk or a server busy, few enough to stay polite. */
const PARALLEL_READS = 16;

/** How long changes in the workspace are gathered, in milliseconds: a checkout changes thousands of files. */
const CHANGE_PAUSE = 300;

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
  #watchers: vscode.Disposable | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;
  readonly #onDidChange = this.register(new vscode.EventEmitter<void>());
  /** Files came, went or changed: ask again. */
  readonly onDidChange = this.#onDidChange.event;

  constructor(
    private readonly platform: Platform,
    private readonly settings: Settings,
    private readonly recognition: Recognition,
    private readonly log: vscode.LogOutputChannel,
  ) {
    super();
    this.register(settings.onDidChange(() => this.refresh()));
    this.register(recognition.onDidDecide(() => this.refresh()));
    this.register(vscode.workspace.onDidChangeWorkspaceFolders(() => this.refresh()));
    this.register({ dispose: () => void this.#watchers?.dispose() });
    this.register({ dispose: () => clearTimeout(this.#pause) });
  }

  /** All articles, by date (newest first), then title. Never rejects; what cannot be read is in the log. */
  list(): Promise<readonly ArticleFile[]> {
    this.#watch();
    this.#files ??= this.#find();
    return this.#files;
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
    this.#changed();
  }

  #changed(): void {
    this.#files = undefined;
    this.#onDidChange.fire();
  }

  async #find(): Promise<ArticleFile[]> {
    const uris = await this.#candidates();
    const found: ArticleFile[] = [];
    let next = 0;
    const reader = async () => {
      while (next < uris.length && !this.disposed) {
        const uri = uris[next++];
        const key = uri.toString();
        if (!this.#heads.has(key)) this.#heads.set(key, await this.#read(uri));
        const file = this.#heads.get(key);
        if (file) found.push(file);
      }
    };
    await Promise.all(Array.from({ length: PARALLEL_READS }, reader));
    return found.sort(
      (a, b) =>
        (b.header.date?.value ?? '').localeCompare(a.header.date?.value ?? '') ||
        (a.header.title?.value ?? '').localeCompare(b.header.title?.value ?? '') ||
        a.uri.toString().localeCompare(b.uri.toString()),
    );
  }

  async #read(uri: vscode.Uri): Promise<ArticleFile | undefined> {
    const decision = this.recognition.decision(uri);
    if (decision === false) return undefined;
    try {
      const head = new TextDecoder().decode(await this.platform.readHead(uri, HEAD_LENGTH));
      return decision || recognise(head) ? { uri, header: parseHeader(head).header } : undefined;
    } catch (error) {
      this.log.warn(`${uri.toString(true)} cannot be read: ${String(error)}`);
      return undefined;
    }
  }

  async #candidates(): Promise<vscode.Uri[]> {
    const { include } = this.settings;
    const configuration = vscode.workspace.getConfiguration();
    const hidden = (key: string) =>
      Object.entries(configuration.get<Record<string, unknown>>(key, {}))
        .filter(([, on]) => on === true)
        .map(([pattern]) => pattern);
    const exclude = [...this.settings.exclude, ...hidden('files.exclude'), ...hidden('search.exclude')];
    return findFiles(vscode.workspace.workspaceFolders ?? [], include, exclude);
  }

  #watch(): void {
    if (this.#watchers) return;
    const changed = (uri: vscode.Uri) => {
      this.#heads.delete(uri.toString());
      clearTimeout(this.#pause);
      this.#pause = setTimeout(() => this.#changed(), CHANGE_PAUSE);
    };
    this.#watchers = vscode.Disposable.from(
      ...this.settings.include.map((pattern) => {
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
  return [...new Map(found.flat().map((uri) => [uri.toString(), uri])).values()]; // folders may lie in one another
}

function after<T>(milliseconds: number, value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(() => resolve(value), milliseconds));
}
