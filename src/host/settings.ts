import * as vscode from 'vscode';
import { DisposableOwner } from '../util/disposable';
import { type UnusableGlob, sortGlobs } from '../util/globs';

export type HighlightLayer = 'entities' | 'dates' | 'claims';
/** Where dates are written out behind their words: `auto` where the words leave open which day or year is meant. */
export type DateHints = 'auto' | 'on' | 'off';
export type CitationFormat = 'text' | 'markdown';
/** `auto`: the fast one at once, then what is open by the accurate one; else one of them alone. */
export type Engine = 'auto' | 'fast' | 'accurate';

const INCLUDE = 'files.include';
const EXCLUDE = 'files.exclude';

/** The settings `hearsay.*`, typed; each getter is the one reader of its key. */
export class Settings extends DisposableOwner {
  readonly #onDidChange = this.register(new vscode.EventEmitter<void>());
  readonly onDidChange = this.#onDidChange.event;

  constructor() {
    super();
    this.register(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('hearsay')) this.#onDidChange.fire();
      }),
    );
  }

  /** Whether plain text that is an article becomes one by itself. */
  get recogniseAutomatically(): boolean {
    return this.#get('recognise', 'auto') === 'auto';
  }

  /** Glob patterns of files that may be articles. */
  get include(): readonly string[] {
    return sortGlobs(this.#raw(INCLUDE)).usable;
  }

  /** Glob patterns of files that are never looked at. */
  get exclude(): readonly string[] {
    return sortGlobs(this.#raw(EXCLUDE)).usable;
  }

  /** Patterns of both that are not used. */
  get unusablePatterns(): readonly (UnusableGlob & { readonly setting: string })[] {
    return [INCLUDE, EXCLUDE].flatMap((key) =>
      sortGlobs(this.#raw(key)).unusable.map((each) => ({ ...each, setting: `hearsay.${key}` })),
    );
  }

  /** In UTF-16 units of an open document or bytes of a file; the setting is in kilobytes. */
  get maxFileSize(): number {
    return this.#get('maxFileSize', 0) * 1024;
  }

  highlights(layer: HighlightLayer): boolean {
    return this.#get(`highlight.${layer}`, true);
  }

  /** Writes where the person has set it already, else for the user: the choice lasts. */
  async setHighlights(layer: HighlightLayer, on: boolean): Promise<void> {
    const key = `highlight.${layer}`;
    const configuration = vscode.workspace.getConfiguration('hearsay');
    const found = configuration.inspect<boolean>(key);
    const target =
      found?.workspaceValue === undefined ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace;
    await configuration.update(key, on, target);
  }

  /** Claims less likely than this (0 to 1) are shown as doubtful. */
  get confidenceThreshold(): number {
    return this.#get('confidence.threshold', 0);
  }

  /** Whether the sidebar follows the claim under the cursor. */
  get treeFollows(): boolean {
    return this.#get('tree.follow', true);
  }

  get dateHints(): DateHints {
    return this.#get('inlayHints.dates', 'auto');
  }

  get engine(): Engine {
    return this.#get('engine', 'auto');
  }

  get citationFormat(): CitationFormat {
    return this.#get('citation.format', 'text');
  }

  /** The folder of reviews, below the workspace folder; one that leads out of it is not used. */
  get reviewFolder(): string {
    const folder = this.#get('review.folder', '.hearsay').replace(/^[\\/]+|[\\/]+$/g, '');
    return !folder || folder.split(/[\\/]/).includes('..') ? '.hearsay' : folder;
  }

  /** The name under which decisions are kept; empty when git's is to be used. */
  get reviewAuthor(): string {
    return this.#get('review.author', '').trim();
  }

  /** What a claim may be judged to be. */
  get verdicts(): readonly string[] {
    return this.#get<readonly unknown[]>('verdicts', []).filter(
      (verdict): verdict is string => typeof verdict === 'string' && !!verdict.trim(),
    );
  }

  /** The value if it is of the right type, else the default: a workspace's settings may hold anything. */
  #get<T>(key: string, whenNotContributed: T): T {
    const isUsable = (value: unknown): value is T =>
      typeof value === typeof whenNotContributed && Array.isArray(value) === Array.isArray(whenNotContributed);
    const set = this.#raw(key);
    if (isUsable(set)) return set;
    const preset = vscode.workspace.getConfiguration('hearsay').inspect(key)?.defaultValue;
    return isUsable(preset) ? preset : whenNotContributed;
  }

  #raw(key: string): unknown {
    return vscode.workspace.getConfiguration('hearsay').get(key);
  }
}
