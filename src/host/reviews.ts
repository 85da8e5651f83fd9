import * as vscode from 'vscode';
import type { Analysis, Span } from '../analysis/analysis';
import { type Locator, type WantedAnchor, createLocator, knowingLocator } from '../review/anchor';
import { applyReview } from '../review/apply';
import { type Draft, decisionOf } from '../review/compose';
import type { FileFolder } from '../review/fileFolder';
import { type TextPrint, printOf } from '../review/print';
import type { Decision, ReviewedAnalysis } from '../review/review';
import { ReviewSession, type SessionListener } from '../review/session';
import { type Finding, ReviewStore, SIDECAR_SUFFIX, numberedSidecars, sidecarOfName } from '../review/store';
import { type TextChange, anchorsOf, followChanges, reanchor } from '../review/track';
import { DisposableOwner } from '../util/disposable';
import type { Analyser } from './analyser';
import { gitUser } from './author';
import { notice } from './notice';
import { shortened } from './plainText';
import type { Platform } from './platform';
import type { Settings } from './settings';
import { type SidecarPlace, reviewedArticlesIn, sidecarPlace } from './sidecarPlace';
import { Slice } from './slice';

/** In a text from this length on, in UTF-16 units, finding words again may take longer than 10 ms. */
const LONG_TO_LOCATE = 20_000;

/** How long after a save that failed it is tried again, in milliseconds. */
const TRY_AGAIN = 15_000;

/** Text and version that an analysis was made of; the version is undefined for a file that is not open. */
export interface ReviewedText {
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly version: number | undefined;
}

/** The review of one article. */
interface Review {
  readonly uri: vscode.Uri;
  readonly session: ReviewSession;
  /** The text in which decisions are anchored as far as they are found, and what was edited since. */
  base: string | undefined;
  changes: TextChange[];
  /** Where it is saved; undefined for an untitled article. */
  readonly place: SidecarPlace | undefined;
  /** Asked for early: git may take its time to start. */
  readonly gitUser: Promise<string>;
  /** Where words are in a text that was looked through off this thread. */
  located?: {
    readonly id: string;
    readonly wanted: readonly WantedAnchor[];
    readonly spans: readonly (Span | undefined)[];
  };
  /** Runs while a save that failed waits to be tried again. */
  retry?: ReturnType<typeof setTimeout>;
}

/**
 * What people decided about articles, as this window has it: kept in memory while an article is looked at, saved beside it with
 * every decision, read again when the file changes. How it is kept and merged is the matter of `ReviewStore`.
 */
export class Reviews extends DisposableOwner {
  readonly #reviews = new Map<string, Promise<Review>>();
  readonly #loaded = new Map<string, Review>();
  /** By the sidecar's address: whose it is. */
  readonly #sidecars = new Map<string, string>();
  #watchers: vscode.Disposable | undefined;
  #latestTime = 0;
  readonly #onDidChange = this.register(new vscode.EventEmitter<vscode.Uri>());
  /** Something was decided, undone, or came from another window. */
  readonly onDidChange = this.#onDidChange.event;

  constructor(
    private readonly reviewFolder: Platform['reviewFolder'],
    private readonly settings: Settings,
    private readonly log: vscode.LogOutputChannel,
    private readonly analyser: Pick<Analyser, 'locate'>,
  ) {
    super();
    this.register({ dispose: () => this.#end() });
    this.register(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const review = this.#loaded.get(document.uri.toString());
        for (const { rangeOffset: offset, rangeLength: length, text } of review ? contentChanges : [])
          review!.changes.push({ offset, length, inserted: text.length });
      }),
    );
    this.register(vscode.workspace.onDidSaveTextDocument(({ uri }) => void this.#articleSaved(uri)));
    this.register(
      vscode.workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) void this.#renamed(oldUri, newUri);
      }),
    );
    // Not every file system tells of changes: who comes back to an article sees what others did meanwhile.
    this.register(vscode.window.onDidChangeActiveTextEditor((editor) => void this.#lookAgain(editor?.document.uri)));
    this.register(
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) void this.#lookAgain(vscode.window.activeTextEditor?.document.uri);
      }),
    );
  }

  /** Reads the review of an article, once. Never rejects: what is wrong with the file is said to the person. */
  async load(uri: vscode.Uri): Promise<void> {
    try {
      await this.#review(uri);
    } catch (error) {
      this.log.error(`The review of ${uri.toString(true)} cannot be read: ${String(error)}`);
    }
  }

  /** Whether somebody has decided anything about an article in this window, perhaps not saved yet. */
  isDecided(uri: vscode.Uri): boolean {
    return !!this.#loaded.get(uri.toString())?.session.decisions.length;
  }

  /**
   * When the files of what people decided about these articles were changed, in milliseconds since 1970, by the article's
   * address; those without one are left out. The folders are listed, so that thousands of articles cost little.
   */
  async changeTimes(addresses: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const folders = new Map<string, ReturnType<typeof namesIn>>();
    const times = new Map<string, number>();
    const slice = new Slice();
    for (const address of addresses) {
      if (slice.isOver) await slice.pause();
      const place = sidecarPlace(vscode.Uri.parse(address), this.settings.reviewFolder);
      if (!place) continue;
      const key = place.folder.toString();
      const names = folders.get(key) ?? namesIn(place.folder);
      folders.set(key, names);
      const listed = await names;
      for (const name of [place.name, ...numberedSidecars(place.name, listed.list)]) {
        if (!listed.all.has(name)) continue;
        try {
          const { mtime } = await vscode.workspace.fs.stat(vscode.Uri.joinPath(place.folder, name));
          times.set(address, Math.max(times.get(address) ?? 0, Math.round(mtime)));
        } catch {
          // it went
        }
      }
    }
    return times;
  }

  /**
   * Finds out, off this thread, where the words of decisions are in a long text that was changed elsewhere, for `apply`. Does
   * nothing where that takes no time, nor when the worker fails: then `apply` looks for them itself.
   * @throws vscode.CancellationError
   */
  async locate(uri: vscode.Uri, text: string, token?: vscode.CancellationToken): Promise<void> {
    await this.load(uri);
    const review = this.#loaded.get(uri.toString());
    if (!review?.session.decisions.length || text.length < LONG_TO_LOCATE) return;
    const { id } = printOf(text);
    const { decisions, prints } = review.session;
    // What was typed here since is followed exactly.
    const isLost = ({ text }: Decision) => text !== id && text !== review.base;
    const wanted = decisions.filter(isLost).flatMap(anchorsOf);
    if (!wanted.length) return;
    const used = new Set(wanted.map(({ printId }) => printId));
    try {
      const spans = await this.analyser.locate(text, [...prints.values()].filter((print) => used.has(print.id)), wanted, token); // prettier-ignore
      review.located = { id, wanted, spans };
    } catch (error) {
      if (error instanceof vscode.CancellationError) throw error;
      this.log.error(`The decisions about ${uri.toString(true)} are looked for without the worker: ${String(error)}`);
    }
  }

  /** The machine's analysis of a text with the review laid over it; `load` it before. */
  apply({ uri, text, version }: ReviewedText, analysis: Analysis): ReviewedAnalysis {
    const review = this.#loaded.get(uri.toString());
    if (!review?.session.decisions.length) return { analysis, reviews: new Map(), orphans: [], conflicts: [] };
    const { session } = review;
    const locator = this.#locator(review, text);
    this.#follow(review, text, version, locator);
    return applyReview(analysis, text, session.decisions, session.prints, locator);
  }

  /**
   * Adds what the person did, as one step for undo; `text` is that of the drafts' anchors.
   * @throws what the file system throws when it cannot be saved; the decisions stand in this window all the same
   */
  async decide(uri: vscode.Uri, text: string, label: string, drafts: readonly Draft[]): Promise<void> {
    if (!drafts.length) return;
    const review = await this.#review(uri);
    const { session } = review;
    const author = this.settings.reviewAuthor || (await review.gitUser);
    const { print } = createLocator(text, session.prints);
    const made: Decision[] = [];
    for (const draft of drafts) {
      const stamp = { id: `urn:uuid:${crypto.randomUUID()}`, author, time: this.#now(), text: print.id };
      made.push(decisionOf(draft, stamp, [...session.decisions, ...made]));
    }
    session.add(label, made, [print]);
    await this.#changed(review);
  }

  /**
   * Adds decisions that were made elsewhere, as one step for undo; those that are there already stay as they are.
   * @param prints of the texts in which they are anchored
   * @returns how many were added
   * @throws as `decide`
   */
  async add(
    uri: vscode.Uri,
    label: string,
    decisions: readonly Decision[],
    prints: readonly TextPrint[],
  ): Promise<number> {
    const review = await this.#review(uri);
    const { length } = review.session.add(label, decisions, prints);
    // When all are there already, perhaps they are not saved yet.
    if (length) await this.#changed(review);
    else await this.#save(review);
    return length;
  }

  /** Takes decisions back, as one step for undo. @throws as `decide` */
  async withdraw(uri: vscode.Uri, label: string, ids: readonly string[]): Promise<void> {
    const review = await this.#review(uri);
    review.session.withdraw(label, ids, this.#now());
    await this.#changed(review);
  }

  /** Anchors a decision at other words: as one step, the old is withdrawn and one like it is made. @throws as `decide` */
  async reattach(uri: vscode.Uri, text: string, label: string, decision: Decision, draft: Draft): Promise<void> {
    const review = await this.#review(uri);
    const { print } = createLocator(text, review.session.prints);
    const made: Decision = {
      ...decision,
      ...draft,
      id: `urn:uuid:${crypto.randomUUID()}`,
      text: print.id,
      anchored: this.#now(),
      replaces: [...(decision.replaces ?? []), decision.id],
    };
    review.session.add(label, [made], [print]);
    await this.#changed(review);
  }

  /** Takes back the last step; its label, or undefined when there is none. @throws as `decide` */
  async undo(uri: vscode.Uri): Promise<string | undefined> {
    const review = await this.#review(uri);
    const label = review.session.undo(this.#now());
    if (label !== undefined) await this.#changed(review);
    return label;
  }

  /** Does again what was undone last. @throws as `decide` */
  async redo(uri: vscode.Uri): Promise<string | undefined> {
    const review = await this.#review(uri);
    const label = review.session.redo(this.#now());
    if (label !== undefined) await this.#changed(review);
    return label;
  }

  /** All saves that were begun have come to an end. */
  async settled(): Promise<void> {
    await Promise.all([...this.#loaded.values()].map(({ session }) => session.settled()));
  }

  /** Shows it at once; resolves when it is saved. */
  async #changed(review: Review): Promise<void> {
    this.#onDidChange.fire(review.uri);
    await this.#save(review);
  }

  /** Later than any time before: of two decisions it is known which came later. */
  #now(): string {
    this.#latestTime = Math.max(Date.now(), this.#latestTime + 1);
    return new Date(this.#latestTime).toISOString();
  }

  #locator({ session, located }: Review, text: string): Locator {
    const locator = createLocator(text, session.prints);
    return located?.id === locator.print.id ? knowingLocator(locator, located.wanted, located.spans) : locator;
  }

  /** Sets the anchors in this text: exactly by what was typed since, else where it is certain. */
  #follow(review: Review, text: string, version: number | undefined, { print, locate }: Locator): void {
    const key = review.uri.toString();
    const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === key);
    if (document && document.version !== version) return; // an analysis that typing has overtaken
    const { session, base, changes } = review;
    const now = this.#now();
    const byTyping: typeof locate = (anchor, id) => (id === base ? followChanges(anchor, changes) : undefined);
    const typed = changes.length ? reanchor(session.decisions, text, print.id, byTyping, now) : session.decisions;
    session.reanchored(reanchor(typed, text, print.id, locate, now), print);
    review.base = print.id;
    review.changes = [];
  }

  // --- the file ------------------------------------------------------------------------------------------------------------

  #review(uri: vscode.Uri): Promise<Review> {
    const key = uri.toString();
    let review = this.#reviews.get(key);
    if (!review) {
      review = this.#read(uri);
      this.#reviews.set(key, review);
    }
    return review;
  }

  async #read(uri: vscode.Uri): Promise<Review> {
    const place = sidecarPlace(uri, this.settings.reviewFolder);
    const session = new ReviewSession(place && this.#store(place), this.#listener(uri));
    const review = this.#newReview(uri, place, session);
    try {
      await session.refresh();
    } catch (error) {
      this.#reportUnreadable(place!, error);
    }
    if (session.foreignCount)
      this.log.warn(`${place!.name} has ${session.foreignCount} annotations that are kept but not understood.`);
    this.#loaded.set(uri.toString(), review);
    return review;
  }

  #listener(uri: vscode.Uri): SessionListener {
    return { onFinding: (finding) => this.#report(uri, finding), onBusy: () => this.#reportBusy(uri) };
  }

  #newReview(uri: vscode.Uri, place: SidecarPlace | undefined, session: ReviewSession): Review {
    if (place) {
      this.#sidecars.set(vscode.Uri.joinPath(place.folder, place.name).toString(), uri.toString());
      this.#watch();
    }
    return { uri, session, base: undefined, changes: [], place, gitUser: gitUser(uri) };
  }

  #store({ root, folder, name, article }: SidecarPlace, files?: FileFolder): ReviewStore {
    return new ReviewStore(files ?? this.reviewFolder(root, folder), name, article);
  }

  /** @throws what the file system throws; then it is tried again by itself */
  async #save(review: Review): Promise<void> {
    try {
      await review.session.save();
    } catch (error) {
      this.log.error(`The review of ${review.uri.toString(true)} cannot be saved: ${String(error)}`);
      if (!this.disposed) review.retry ??= setTimeout(() => this.#tryAgain(review), TRY_AGAIN);
      throw error;
    }
  }

  #tryAgain(review: Review): void {
    review.retry = undefined;
    if (review.session.isUnsaved) void this.#save(review).catch(() => undefined); // it is in the log
  }

  #end(): void {
    this.#watchers?.dispose();
    for (const { session, retry } of this.#loaded.values()) {
      clearTimeout(retry);
      session.end();
    }
  }

  /** The words were saved as they stand now: so are their anchors, exactly. */
  async #articleSaved(uri: vscode.Uri): Promise<void> {
    const review = this.#loaded.get(uri.toString());
    if (!review?.session.decisions.length) return;
    const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
    if (!document) return;
    const text = document.getText();
    this.#follow(review, text, document.version, this.#locator(review, text));
    await this.#save(review).catch(() => undefined); // it is in the log
  }

  /** An article, or a folder of articles, has another name: so have their reviews. */
  async #renamed(from: vscode.Uri, to: vscode.Uri): Promise<void> {
    const inside = (uri: string) => uri === from.toString() || uri.startsWith(`${from.toString()}/`);
    const below = await reviewedArticlesIn(from, this.settings.reviewFolder);
    const articles = new Set([from.toString(), ...below.map(String), ...[...this.#reviews.keys()].filter(inside)]);
    for (const article of articles) {
      const renamed = vscode.Uri.parse(to.toString() + article.slice(from.toString().length));
      await this.#moved(vscode.Uri.parse(article), renamed);
    }
  }

  async #moved(from: vscode.Uri, to: vscode.Uri): Promise<void> {
    const [before, now] = [from, to].map((uri) => sidecarPlace(uri, this.settings.reviewFolder));
    if (!before || !now) return;
    const known = await this.#reviews.get(from.toString());
    // From here on nothing saves it under its old name again.
    this.#reviews.delete(from.toString());
    this.#loaded.delete(from.toString());
    await known?.session.settled();
    const files = this.reviewFolder(before.root, before.folder);
    const isSameFolder = before.folder.toString() === now.folder.toString();
    const store = this.#store(now, isSameFolder ? files : undefined);
    try {
      await this.#store(before, files).moveTo(store);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.log.error(`The review of ${from.toString(true)} cannot be moved: ${why}`);
      void notice.error(
        vscode.l10n.t(
          'The review of {0} is still kept under its old name: {1}',
          vscode.workspace.asRelativePath(to),
          why,
        ),
      );
    }
    // It may have been opened under its new name before its review was there.
    const opened = await this.#reviews.get(to.toString());
    if (known && !opened?.session.isUnsaved) {
      const review = this.#newReview(to, now, known.session.movedTo(store, this.#listener(to)));
      this.#reviews.set(to.toString(), Promise.resolve(review));
      this.#loaded.set(to.toString(), review);
    }
    if (!known && !opened) return;
    await this.#lookAgain(to);
    this.#onDidChange.fire(to);
  }

  #watch(): void {
    if (this.#watchers) return;
    const changed = (uri: vscode.Uri) => void this.#fileChanged(uri);
    const watchers = (vscode.workspace.workspaceFolders ?? []).map((folder) => {
      const watcher = vscode.workspace.createFileSystemWatcher(
        new vscode.RelativePattern(folder, `${this.settings.reviewFolder}/**/*${SIDECAR_SUFFIX}`),
      );
      watcher.onDidChange(changed);
      watcher.onDidCreate(changed);
      watcher.onDidDelete(changed);
      return watcher;
    });
    this.#watchers = vscode.Disposable.from(...watchers);
  }

  /** Another window, git or another program wrote or deleted a sidecar, or we did. */
  async #fileChanged(file: vscode.Uri): Promise<void> {
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    for (const each of new Set([name, sidecarOfName(name)])) {
      const article = this.#sidecars.get(vscode.Uri.joinPath(file, '..', each).toString());
      if (article !== undefined) await this.#lookAgain(vscode.Uri.parse(article));
    }
  }

  /** Merges what the files have now; saves when this window has decisions that are not in them. */
  async #lookAgain(article: vscode.Uri | undefined): Promise<void> {
    const review = article && this.#loaded.get(article.toString());
    if (!review?.place) return;
    try {
      if (await review.session.refresh()) this.#onDidChange.fire(review.uri);
    } catch (error) {
      this.log.error(`The review of ${review.uri.toString(true)} cannot be read: ${String(error)}`);
    }
    if (review.session.isUnsaved) await this.#save(review).catch(() => undefined); // it is in the log
  }

  // --- messages --------------------------------------------------------------------------------------------------------------

  #report(uri: vscode.Uri, finding: Finding): void {
    const { folder } = sidecarPlace(uri, this.settings.reviewFolder)!;
    const nameOf = (file: string) => vscode.workspace.asRelativePath(vscode.Uri.joinPath(folder, file));
    this.log.warn(`${uri.toString(true)}: ${JSON.stringify(finding)}`);
    if (finding.kind === 'recovered') {
      const { files, into, decisions } = finding;
      const names = files.map(nameOf).join(', ');
      const message =
        decisions === 1
          ? vscode.l10n.t('1 decision that was left in {0} is now in {1}.', names, nameOf(into))
          : vscode.l10n.t('{0} decisions that were left in {1} are now in {2}.', decisions, names, nameOf(into));
      void notice.information(message);
      return;
    }
    const { file, reason, isNewer, instead } = finding;
    const open = vscode.l10n.t('Open File');
    const message = [
      // what a stranger wrote must not push out what to do
      vscode.l10n.t('The review in {0} cannot be read: {1}.', shortened(nameOf(file), 200), shortened(reason, 400)),
      vscode.l10n.t('The file is left as it is.'),
      ...(instead === undefined ? [] : [vscode.l10n.t('New decisions are saved beside it, in {0}.', nameOf(instead))]),
      isNewer ? vscode.l10n.t('Update Hearsay to read it.') : vscode.l10n.t('Repair it, or delete it.'),
    ].join(' ');
    void notice.error(message, open).then((chosen) => {
      if (chosen === open) void vscode.window.showTextDocument(vscode.Uri.joinPath(folder, file));
    });
  }

  #reportUnreadable({ folder, name }: SidecarPlace, error: unknown): void {
    const file = vscode.Uri.joinPath(folder, name);
    const reason = error instanceof Error ? error.message : String(error);
    this.log.error(`${file.toString(true)} cannot be read: ${reason}`);
    void notice.error(
      vscode.l10n.t('The review in {0} cannot be read: {1}', vscode.workspace.asRelativePath(file), reason),
    );
  }

  #reportBusy(uri: vscode.Uri): void {
    this.log.warn(`The review of ${uri.toString(true)} waits to be saved: another window or command has locked it.`);
    void notice.warning(
      vscode.l10n.t(
        'The review of {0} is in use by another window or command. What you decided is kept in this window, and is saved as soon as that has finished.',
        vscode.workspace.asRelativePath(uri),
      ),
    );
  }
}

async function namesIn(
  folder: vscode.Uri,
): Promise<{ readonly list: readonly string[]; readonly all: ReadonlySet<string> }> {
  let list: readonly string[] = []; // nobody has decided anything there
  try {
    list = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
  } catch {
    // nor is there a folder
  }
  return { list, all: new Set(list) };
}
