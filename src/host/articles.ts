import * as vscode from 'vscode';
import type { Analysis, Span } from '../analysis/analysis';
import { type Lookup, createLookup } from '../analysis/lookup';
import { unpackByStep } from '../analysis/packed';
import { LONG_TEXT } from '../analysis/provisional';
import { DisposableOwner } from '../util/disposable';
import { LineIndex } from '../util/lines';
import { Overrun } from '../util/watchdog';
import type { ReviewedAnalysis } from '../review/review';
import type { Analysed, Analyser, EditedDocument, Priority } from './analyser';
import { ColoursFirst } from './coloursFirst';
import { notice } from './notice';
import type { Overruns } from './overruns';
import type { Reviews } from './reviews';
import type { Engine, Settings } from './settings';
import { Turns, inSlices } from './slice';

export const ARTICLE = 'article';

/** How long typing must pause, in milliseconds, before the article is analysed without anyone asking. */
const TYPING_PAUSE = 150;
/** The same for a long article, whose edits are answered at once and provisionally. */
const TYPING_PAUSE_LONG = 25;

/** So many characters around what is on screen are told of at once too: who scrolls a little sees them painted. */
const AROUND_SIGHT = 30_000;

/** How many files that are not open stay analysed; a person expands and compares a few dozen articles at a time. */
const REMEMBERED_FILES = 64;

/**
 * Which engine has read it: the fast one; the accurate one, as far as it has come (the rest is the fast one's); the accurate one
 * all of it.
 */
export type ReadBy = 'fast' | 'both' | 'accurate';

/** One text and what is read in it. Offsets refer to `text`, which is the document's at `version`, or the file's. */
export interface ArticleView {
  readonly uri: vscode.Uri;
  /** The document's version; undefined when it was read from a file that is not open. */
  readonly version: number | undefined;
  readonly text: string;
  /** What is shown: the machine's analysis with the review laid over it. */
  readonly analysis: Analysis;
  readonly machine: Analysis;
  readonly reviewed: ReviewedAnalysis;
  readonly readBy: ReadBy;
  /** Of what is told at once after an edit of a long article: the part of the text that it tells of. */
  readonly within?: Span;
  readonly lookup: Lookup;
  readonly lines: LineIndex;
}

export function rangeOf(view: ArticleView, span: Span): vscode.Range {
  const start = view.lines.positionAt(span.start);
  const end = view.lines.positionAt(span.end);
  return new vscode.Range(start.line, start.column, end.line, end.column);
}

export function offsetOf(view: ArticleView, position: vscode.Position): number {
  return view.lines.offsetAt({ line: position.line, column: position.character });
}

export function isArticle(document: vscode.TextDocument): boolean {
  return document.languageId === ARTICLE;
}

/** Is its analysis at first a provisional one, and is only what is visible painted? */
export function isLong(document: vscode.TextDocument): boolean {
  return lengthOf(document) >= LONG_TEXT;
}

/** In characters, without making one string of its lines. */
function lengthOf(document: vscode.TextDocument): number {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
}

/** What is on screen of a document, and some more around it that may be painted too; where it was not on screen, nothing. */
function sightOf(document: vscode.TextDocument): Span {
  const visible = vscode.window.visibleTextEditors.flatMap((editor) =>
    editor.document === document ? editor.visibleRanges : [],
  );
  if (!visible.length) return { start: 0, end: 0 };
  return {
    start: Math.max(0, Math.min(...visible.map(({ start }) => document.offsetAt(start))) - AROUND_SIGHT),
    end: Math.max(...visible.map(({ end }) => document.offsetAt(end))) + AROUND_SIGHT,
  };
}

function tooLarge(): string {
  return vscode.l10n.t('This article is larger than the setting hearsay.maxFileSize allows.');
}

const NEVER = new vscode.CancellationTokenSource().token;

interface Pending {
  readonly version: number;
  readonly cancellation: vscode.CancellationTokenSource;
  /** The first answer, which of a long article that was edited is provisional, and the last one. */
  readonly first: Promise<ArticleView | undefined>;
  readonly view: Promise<ArticleView | undefined>;
}

/** The articles that are open, and on demand those that are not: each text analysed once, then answered from memory. */
export class Articles extends DisposableOwner {
  /** What stands beside an article's page waits for its colours. */
  readonly colours = new ColoursFirst<ArticleView>();
  readonly #pending = new Map<string, Pending>();
  readonly #latest = new Map<string, ArticleView>();
  /** By address, articles that the accurate engine is reading. */
  readonly #refining = new Map<string, vscode.CancellationTokenSource>();
  /** By address, what there is at once of a long article that was edited, until it is analysed. */
  readonly #provisional = new Map<string, ArticleView>();
  readonly #pauses = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #files = new Map<string, { readonly stamp: string; readonly view: ArticleView }>();
  /** By address, what was read of a text before it is asked for: of documents that will be articles, and that were. */
  readonly #readBefore = new Map<string, { readonly text: string; readonly analysed: Promise<Analysed> }>();
  readonly #allowedLarge = new Set<string>();
  /** Of those who wait for long articles. */
  readonly #turns = new Turns();
  #engine: Engine;
  /** The accurate engine could not run; the fast one goes on alone until somebody chooses an engine again. */
  #onlyFast = false;
  readonly #onDidAnalyse = this.register(new vscode.EventEmitter<ArticleView>());
  readonly #onDidReadEdit = this.register(new vscode.EventEmitter<ArticleView>());
  readonly #onDidClose = this.register(new vscode.EventEmitter<vscode.Uri>());
  readonly #onDidMeetLarge = this.register(new vscode.EventEmitter<vscode.TextDocument>());
  readonly #onDidAllowLarge = this.register(new vscode.EventEmitter<vscode.TextDocument>());

  /** An open article has a new analysis, or an article's review changed. */
  readonly onDidAnalyse = this.#onDidAnalyse.event;
  /** A long article was edited; what can be told at once is there (`newest`), and the analysis follows. */
  readonly onDidReadEdit = this.#onDidReadEdit.event;
  /** A document was closed or is an article no more. */
  readonly onDidClose = this.#onDidClose.event;
  /** An open article is beyond the size limit and is not looked at. */
  readonly onDidMeetLarge = this.#onDidMeetLarge.event;
  /** It is looked at in spite of its size now. */
  readonly onDidAllowLarge = this.#onDidAllowLarge.event;

  constructor(
    private readonly analyser: Analyser,
    private readonly overruns: Overruns,
    private readonly reviews: Reviews,
    private readonly settings: Settings,
    private readonly log: vscode.LogOutputChannel,
  ) {
    super();
    this.#engine = settings.engine;
    this.register(settings.onDidChange(() => this.#engineChanged()));
    this.register(vscode.window.onDidChangeVisibleTextEditors(() => this.#visibleChanged()));
    this.register(vscode.workspace.onDidOpenTextDocument((document) => this.#open(document)));
    this.register(vscode.workspace.onDidCloseTextDocument((document) => this.#close(document)));
    this.register(vscode.workspace.onDidChangeTextDocument(({ document }) => this.#change(document)));
    this.register(reviews.onDidChange((uri) => this.#reviewChanged(uri)));
    this.register({ dispose: () => this.#pauses.forEach((timer) => clearTimeout(timer)) });
    this.register({ dispose: () => this.#refining.forEach((cancellation) => cancellation.cancel()) });
    this.register({ dispose: () => this.#pending.forEach(({ cancellation }) => cancellation.dispose()) });
    for (const document of vscode.workspace.textDocuments) this.#open(document);
  }

  /** The last analysis of an open article, perhaps of an earlier version of it: for what may lag a moment behind. */
  latest(document: vscode.TextDocument): ArticleView | undefined {
    return this.#latest.get(document.uri.toString());
  }

  /** The same, or what is there at once of a later version of a long article: for what is painted. */
  newest(document: vscode.TextDocument): ArticleView | undefined {
    return this.#provisional.get(document.uri.toString()) ?? this.latest(document);
  }

  /**
   * Like `ofDocument`, but of a long article that was just edited what can be told at once of what is in sight, for what is
   * painted; when more than that is asked for, the whole.
   */
  async atOnce(
    document: vscode.TextDocument,
    range: vscode.Range,
    token?: vscode.CancellationToken,
  ): Promise<ArticleView | undefined> {
    const view = await this.#viewOf(document, 'first', token);
    const holds =
      !view?.within ||
      (document.offsetAt(range.start) >= view.within.start && document.offsetAt(range.end) <= view.within.end);
    return holds ? view : this.#viewOf(document, 'view', token);
  }

  /**
   * The analysis of an open article as it is now; undefined when it is no article, beyond the size limit, cancelled,
   * changed meanwhile, or when the analysis failed (the log says why). Never rejects.
   */
  ofDocument(document: vscode.TextDocument, token?: vscode.CancellationToken): Promise<ArticleView | undefined> {
    return this.#viewOf(document, 'view', token);
  }

  async #viewOf(
    document: vscode.TextDocument,
    which: 'first' | 'view',
    token: vscode.CancellationToken | undefined,
  ): Promise<ArticleView | undefined> {
    if (!isArticle(document) || document.isClosed || this.isTooLarge(document)) return undefined;
    const key = document.uri.toString();
    const latest = this.#latest.get(key);
    if (latest?.version === document.version) return latest;
    let pending = this.#pending.get(key);
    if (pending?.version !== document.version) {
      pending?.cancellation.cancel();
      pending = this.#startAnalysis(key, document);
    }
    const view = await pending[which];
    if (view && isLong(document)) await this.#turns.next(); // what a surface makes of it takes some milliseconds
    return token?.isCancellationRequested || view?.version !== document.version ? undefined : view;
  }

  /**
   * The analysis of an article by its address: of the open document, or of the file.
   * @throws vscode.FileSystemError when it cannot be read, vscode.CancellationError, or Error with a sentence that says
   * why there is none: beyond the size limit, or the analysis failed
   */
  async ofUri(uri: vscode.Uri, priority: Priority, token?: vscode.CancellationToken): Promise<ArticleView> {
    const key = uri.toString();
    const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === key);
    return document && isArticle(document) ? this.#ofOpen(document, token) : this.#ofFile(uri, key, priority, token);
  }

  async #ofOpen(document: vscode.TextDocument, token: vscode.CancellationToken | undefined): Promise<ArticleView> {
    if (this.isTooLarge(document)) throw new Error(tooLarge());
    // An analysis that is overtaken by typing is given up; the last one stands until the next is there.
    const view = (await this.ofDocument(document, token)) ?? this.latest(document);
    if (token?.isCancellationRequested) throw new vscode.CancellationError();
    if (!view)
      throw new Error(vscode.l10n.t('This article could not be analysed; the output channel Hearsay says why.'));
    return view;
  }

  async #ofFile(
    uri: vscode.Uri,
    key: string,
    priority: Priority,
    token: vscode.CancellationToken | undefined,
  ): Promise<ArticleView> {
    const { mtime, size } = await vscode.workspace.fs.stat(uri);
    const stamp = `${mtime} ${size}`;
    const known = this.#files.get(key);
    if (known?.stamp === stamp) return known.view;
    if (size > this.settings.maxFileSize && !this.#allowedLarge.has(key)) throw new Error(tooLarge());
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    const analysed = await this.#analyse(text, priority, token);
    await this.reviews.locate(uri, text, token);
    const view = this.#view(uri, undefined, text, analysed);
    this.#files.delete(key);
    this.#files.set(key, { stamp, view });
    if (this.#files.size > REMEMBERED_FILES) this.#files.delete(this.#files.keys().next().value!);
    return view;
  }

  isTooLarge(document: vscode.TextDocument): boolean {
    if (this.#allowedLarge.has(document.uri.toString())) return false;
    return lengthOf(document) > this.settings.maxFileSize;
  }

  /** The person wants this one analysed in spite of its size; holds until the window closes. */
  allowLarge(document: vscode.TextDocument): void {
    this.#allowedLarge.add(document.uri.toString());
    this.#onDidAllowLarge.fire(document);
    void this.ofDocument(document);
  }

  /** Reads a document that will be an article: VS Code takes longer to change its language than it takes to read it. */
  readAhead(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    if (this.isTooLarge(document) || this.#latest.has(key)) return;
    const text = document.getText();
    if (this.#readBefore.get(key)?.text === text) return;
    this.#remember(key, text, this.#analyse(text, 'editor', undefined, { key, visible: () => sightOf(document) }));
  }

  #remember(key: string, text: string, analysed: Promise<Analysed>): void {
    this.#readBefore.delete(key);
    this.#readBefore.set(key, { text, analysed });
    if (this.#readBefore.size > REMEMBERED_FILES) this.#readBefore.delete(this.#readBefore.keys().next().value!);
    analysed.catch(() => this.#readBefore.get(key)?.analysed === analysed && this.#readBefore.delete(key));
  }

  #open(document: vscode.TextDocument): void {
    if (!isArticle(document)) return;
    if (this.isTooLarge(document)) this.#onDidMeetLarge.fire(document);
    else void this.ofDocument(document);
  }

  #change(document: vscode.TextDocument): void {
    if (!isArticle(document)) return;
    const key = document.uri.toString();
    const pending = this.#pending.get(key);
    if (pending && pending.version !== document.version) pending.cancellation.cancel();
    this.#stopRefining(key);
    clearTimeout(this.#pauses.get(key));
    this.#pauses.set(
      key,
      setTimeout(
        () => {
          this.#pauses.delete(key);
          void this.ofDocument(document);
        },
        isLong(document) ? TYPING_PAUSE_LONG : TYPING_PAUSE,
      ),
    );
  }

  /** Also called when a document changes its language: VS Code closes it as one and opens it as the other. */
  #close(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#pauses.get(key));
    this.#pauses.delete(key);
    this.#pending.get(key)?.cancellation.cancel();
    this.#pending.delete(key);
    this.#provisional.delete(key);
    this.#stopRefining(key);
    this.analyser.forget(key);
    const latest = this.#latest.get(key);
    if (latest) {
      const analysed = { analysis: latest.machine, accurate: latest.readBy === 'accurate' };
      this.#remember(key, latest.text, Promise.resolve(analysed));
    }
    if (this.#latest.delete(key) || isArticle(document)) this.#onDidClose.fire(document.uri);
  }

  #startAnalysis(key: string, document: vscode.TextDocument): Pending {
    const { version } = document;
    const text = document.getText();
    const cancellation = new vscode.CancellationTokenSource();
    const loading = this.reviews.locate(document.uri, text, cancellation.token);
    loading.catch(() => {}); // it is awaited after the analysis, which may fail first
    let begin: (view: ArticleView | undefined) => void = () => {};
    const begun = new Promise<ArticleView | undefined>((resolve) => (begin = resolve));
    const isMine = () => this.#pending.get(key)?.version === version;
    const read = async (): Promise<ArticleView | undefined> => {
      const edited = { key, visible: () => sightOf(document) };
      const before = this.#readBefore.get(key);
      this.#readBefore.delete(key);
      const analysed = await (before?.text === text
        ? before.analysed
        : this.#analyse(text, 'editor', cancellation.token, edited));
      await loading;
      if (!isMine()) return undefined;
      if (analysed.provisional) {
        const provisional = this.#view(document.uri, version, text, analysed);
        this.#provisional.set(key, provisional);
        begin(provisional);
        this.#onDidReadEdit.fire(provisional);
      }
      const whole = (await analysed.provisional?.settled) ?? analysed;
      if (text.length >= LONG_TEXT) {
        await inSlices(unpackByStep(whole.analysis));
        await this.#turns.next();
      }
      if (!isMine()) return undefined;
      this.#pending.delete(key);
      const view = this.#view(document.uri, version, text, whole);
      return this.#refine(document, view) ?? this.#publish(key, view);
    };
    const view = read().catch((error: unknown) => {
      if (isMine()) this.#pending.delete(key);
      if (!(error instanceof vscode.CancellationError) && !this.overruns.report(document.uri, error))
        this.log.error(`${document.uri.toString(true)}: ${String(error)}`);
      return undefined;
    });
    const pending = { version, cancellation, first: Promise.race([begun, view]), view };
    this.#pending.set(key, pending);
    return pending;
  }

  /** By the engine that the person wants to see first; the fast one when the accurate one cannot run. */
  async #analyse(
    text: string,
    priority: Priority,
    token?: vscode.CancellationToken,
    edited?: EditedDocument,
  ): Promise<Analysed> {
    if (this.#engine !== 'accurate' || this.#onlyFast)
      return this.analyser.analyse(text, { accurate: this.#mayRefine }, priority, token, edited);
    let analysed: Analysed | undefined;
    try {
      await this.analyser.refine(text, {}, [], token ?? NEVER, (each) => (analysed = each), edited?.key);
    } catch (error) {
      if (error instanceof vscode.CancellationError) throw error;
      if (!(error instanceof Overrun)) this.#accurateFailed(error); // the fast engine may come to an end
    }
    return analysed ?? this.analyser.analyse(text, {}, priority, token, edited);
  }

  get #mayRefine(): boolean {
    return this.#engine === 'auto' && !this.#onlyFast;
  }

  /** Lets the accurate engine read what is on screen; undefined when there is nothing to do. */
  #refine(document: vscode.TextDocument, view: ArticleView): ArticleView | undefined {
    const editors = vscode.window.visibleTextEditors.filter((editor) => editor.document === document);
    if (!this.#mayRefine || view.readBy === 'accurate' || !editors.length) return undefined;
    const key = document.uri.toString();
    this.#stopRefining(key);
    const cancellation = new vscode.CancellationTokenSource();
    this.#refining.set(key, cancellation);
    const visible = editors
      .flatMap(({ visibleRanges }) => visibleRanges)
      .map(({ start, end }) => ({ start: document.offsetAt(start), end: document.offsetAt(end) }));
    const isStillMine = () => this.#refining.get(key) === cancellation && document.version === view.version;
    const show = (analysed: Analysed) => {
      if (isStillMine()) this.#publish(key, this.#view(view.uri, view.version, view.text, analysed));
    };
    this.analyser
      .refine(view.text, {}, visible, cancellation.token, show, key)
      .catch((error: unknown) => {
        if (error instanceof vscode.CancellationError) return;
        if (!this.overruns.report(view.uri, error)) this.#accurateFailed(error);
        if (isStillMine()) this.#publish(key, { ...(this.#latest.get(key) ?? view), readBy: view.readBy });
      })
      .finally(() => {
        if (this.#refining.get(key) === cancellation) this.#refining.delete(key);
        cancellation.dispose();
      });
    return this.#publish(key, { ...view, readBy: 'both' });
  }

  #stopRefining(key: string): void {
    this.#refining.get(key)?.cancel();
    this.#refining.delete(key);
  }

  #publish(key: string, view: ArticleView): ArticleView {
    this.#latest.set(key, view);
    this.#provisional.delete(key);
    this.colours.expect(view);
    this.#onDidAnalyse.fire(view);
    return view;
  }

  /** An article that comes into sight is read accurately; one that goes out of sight not to the end. */
  #visibleChanged(): void {
    const visible = new Set(vscode.window.visibleTextEditors.map(({ document }) => document));
    for (const key of [...this.#refining.keys()])
      if (![...visible].some(({ uri }) => uri.toString() === key)) this.#stopRefining(key);
    for (const document of visible) {
      const key = document.uri.toString();
      const view = this.#latest.get(key);
      if (view?.version === document.version && !this.#refining.has(key)) this.#refine(document, view);
    }
  }

  #engineChanged(): void {
    if (this.settings.engine === this.#engine) return;
    this.#engine = this.settings.engine;
    this.#onlyFast = false;
    this.#files.clear();
    this.#readBefore.clear();
    for (const document of vscode.workspace.textDocuments) {
      const key = document.uri.toString();
      if (!this.#latest.has(key)) continue;
      this.#stopRefining(key);
      this.#pending.get(key)?.cancellation.cancel();
      this.#startAnalysis(key, document);
    }
  }

  #accurateFailed(error: unknown): void {
    this.log.error(`The accurate engine cannot run: ${String(error)}`);
    if (this.#onlyFast) return;
    this.#onlyFast = true;
    void notice.warning(
      vscode.l10n.t('The accurate engine could not run; the fast engine goes on. The output channel Hearsay says why.'),
    );
  }

  #view(
    uri: vscode.Uri,
    version: number | undefined,
    text: string,
    { analysis, accurate, provisional }: Analysed,
  ): ArticleView {
    const readBy = accurate ? 'accurate' : this.#refining.has(uri.toString()) ? 'both' : 'fast';
    return this.#reviewed({
      uri,
      version,
      text,
      machine: analysis,
      readBy,
      within: provisional?.within,
      lines: new LineIndex(text),
    });
  }

  /** Lays the review over what was read: nothing is analysed again. */
  #reviewed(read: Omit<ArticleView, 'analysis' | 'reviewed' | 'lookup'>): ArticleView {
    const reviewed = this.reviews.apply(read, read.machine);
    const { analysis } = reviewed;
    return { ...read, reviewed, analysis, lookup: createLookup(analysis) };
  }

  #reviewChanged(uri: vscode.Uri): void {
    const key = uri.toString();
    const file = this.#files.get(key);
    const open = this.#latest.get(key);
    const fileView = file && this.#reviewed(file.view);
    if (file && fileView) this.#files.set(key, { ...file, view: fileView });
    if (open) this.#publish(key, this.#reviewed(open));
    else if (fileView) this.#onDidAnalyse.fire(fileView);
  }
}
