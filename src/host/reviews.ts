import * as vscode from 'vscode';
import type { Analysis } from '../analysis/analysis';
import { type Locator, createLocator } from '../review/anchor';
import { applyReview } from '../review/apply';
import { type Draft, decisionOf } from '../review/compose';
import { mergeDecisions } from '../review/merge';
import type { TextPrint } from '../review/print';
import type { Decision, ReviewedAnalysis } from '../review/review';
import { BrokenSidecar, type Sidecar, parseSidecar, writeSidecar } from '../review/sidecar';
import { type TextChange, followChanges, reanchor } from '../review/track';
import { DisposableOwner } from '../util/disposable';
import { type FileFolder, loadFile, saveFile } from './atomicFile';
import { gitUser } from './author';
import { notice } from './notice';
import type { Settings } from './settings';
import { Slice } from './slice';

const SUFFIX = '.jsonld';
/** How long a file that looks half written is given to be completed, in milliseconds. */
const HALF_WRITTEN = 500;

/** Text and version that an analysis was made of; the version is undefined for a file that is not open. */
export interface ReviewedText {
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly version: number | undefined;
}

/** What one undo takes back: decisions that were made, and such that were withdrawn. */
interface Step {
  /** What it was, in words: "Accept". */
  readonly label: string;
  readonly made: readonly string[];
  readonly withdrawn: readonly string[];
}

/** The review of one article. */
interface Review {
  readonly uri: vscode.Uri;
  decisions: readonly Decision[];
  prints: Map<string, TextPrint>;
  foreign: readonly unknown[];
  readonly undo: Step[];
  readonly redo: Step[];
  /** The text in which decisions are anchored as far as they are found, and what was edited since. */
  base: string | undefined;
  changes: TextChange[];
  /** Where it is saved; undefined for an untitled article. */
  readonly place: SidecarPlace | undefined;
  /** The name it is saved under: another than usual when that file cannot be read. */
  name: string;
  /** The file as it was read or written last, and how many decisions are in it: the same content need not be read again. */
  file: { readonly content: string; readonly decisions: number } | undefined;
  /** Asked for early: git may take its time to start. */
  readonly gitUser: Promise<string>;
  /** Saves come one after the other. */
  saving: Promise<void>;
}

interface SidecarPlace {
  readonly folder: vscode.Uri;
  readonly name: string;
  /** How the sidecar calls the article. */
  readonly article: string;
}

/**
 * What people decided about articles: kept in memory while an article is looked at, saved beside it with every decision,
 * read again when the file changes. Decisions of two windows, or of a colleague by git, are merged one by one.
 */
export class Reviews extends DisposableOwner {
  readonly #reviews = new Map<string, Promise<Review>>();
  readonly #loaded = new Map<string, Review>();
  /** By the sidecar's address: whose it is. */
  readonly #sidecars = new Map<string, string>();
  readonly #writer = crypto.randomUUID().slice(0, 8);
  #watchers: vscode.Disposable | undefined;
  #latestTime = 0;
  readonly #onDidChange = this.register(new vscode.EventEmitter<vscode.Uri>());
  /** Something was decided, undone, or came from another window. */
  readonly onDidChange = this.#onDidChange.event;

  constructor(
    private readonly settings: Settings,
    private readonly log: vscode.LogOutputChannel,
  ) {
    super();
    this.register({ dispose: () => void this.#watchers?.dispose() });
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
    return !!this.#loaded.get(uri.toString())?.decisions.length;
  }

  /**
   * When the files of what people decided about these articles were changed, in milliseconds since 1970, by the article's
   * address; those without one are left out. The folders are listed, so that thousands of articles cost little.
   */
  async changeTimes(addresses: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const folders = new Map<string, Promise<ReadonlySet<string>>>();
    const times = new Map<string, number>();
    const slice = new Slice();
    for (const address of addresses) {
      if (slice.isOver) await slice.pause();
      const place = sidecarPlace(vscode.Uri.parse(address), this.settings.reviewFolder);
      if (!place) continue;
      const key = place.folder.toString();
      const names = folders.get(key) ?? namesIn(place.folder);
      folders.set(key, names);
      if (!(await names).has(place.name)) continue;
      try {
        const { mtime } = await vscode.workspace.fs.stat(vscode.Uri.joinPath(place.folder, place.name));
        times.set(address, Math.round(mtime));
      } catch {
        // it went
      }
    }
    return times;
  }

  /** The machine's analysis of a text with the review laid over it; `load` it before. */
  apply({ uri, text, version }: ReviewedText, analysis: Analysis): ReviewedAnalysis {
    const review = this.#loaded.get(uri.toString());
    if (!review?.decisions.length) return { analysis, reviews: new Map(), orphans: [], conflicts: [] };
    const locator = createLocator(text, review.prints);
    this.#follow(review, text, version, locator);
    return applyReview(analysis, text, review.decisions, review.prints, locator);
  }

  /**
   * Adds what the person did, as one step for undo; `text` is that of the drafts' anchors.
   * @throws what the file system throws when it cannot be saved; the decisions stand in this window all the same
   */
  async decide(uri: vscode.Uri, text: string, label: string, drafts: readonly Draft[]): Promise<void> {
    if (!drafts.length) return;
    const review = await this.#review(uri);
    const author = this.settings.reviewAuthor || (await review.gitUser);
    const { print } = createLocator(text, review.prints);
    review.prints.set(print.id, print);
    const made: Decision[] = [];
    for (const draft of drafts) {
      const stamp = { id: `urn:uuid:${crypto.randomUUID()}`, author, time: this.#now(), text: print.id };
      made.push(decisionOf(draft, stamp, [...review.decisions, ...made]));
    }
    review.decisions = [...review.decisions, ...made];
    await this.#stepDone(review, { label, made: made.map(({ id }) => id), withdrawn: [] });
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
    const known = new Set(review.decisions.map(({ id }) => id));
    const added = decisions.filter(({ id }) => !known.has(id));
    if (!added.length) return 0;
    for (const print of prints) review.prints.set(print.id, print);
    review.decisions = mergeDecisions(review.decisions, added);
    await this.#stepDone(review, { label, made: added.map(({ id }) => id), withdrawn: [] });
    return added.length;
  }

  /** Takes decisions back, as one step for undo. @throws as `decide` */
  async withdraw(uri: vscode.Uri, label: string, ids: readonly string[]): Promise<void> {
    const review = await this.#review(uri);
    this.#turn(review, [], ids);
    await this.#stepDone(review, { label, made: [], withdrawn: ids });
  }

  /** Anchors a decision at other words: as one step, the old is withdrawn and one like it is made. @throws as `decide` */
  async reattach(uri: vscode.Uri, text: string, label: string, decision: Decision, draft: Draft): Promise<void> {
    const review = await this.#review(uri);
    const { print } = createLocator(text, review.prints);
    review.prints.set(print.id, print);
    const made: Decision = {
      ...decision,
      ...draft,
      id: `urn:uuid:${crypto.randomUUID()}`,
      text: print.id,
      anchored: this.#now(),
      replaces: [...(decision.replaces ?? []), decision.id],
    };
    review.decisions = [...review.decisions, made];
    await this.#stepDone(review, { label, made: [made.id], withdrawn: [] });
  }

  /** Takes back the last step; its label, or undefined when there is none. @throws as `decide` */
  undo(uri: vscode.Uri): Promise<string | undefined> {
    return this.#step(uri, 'undo');
  }

  /** Does again what was undone last. @throws as `decide` */
  redo(uri: vscode.Uri): Promise<string | undefined> {
    return this.#step(uri, 'redo');
  }

  async #step(uri: vscode.Uri, way: 'undo' | 'redo'): Promise<string | undefined> {
    const review = await this.#review(uri);
    const step = review[way].pop();
    if (!step) return undefined;
    if (way === 'undo') this.#turn(review, step.withdrawn, step.made);
    else this.#turn(review, step.made, step.withdrawn);
    review[way === 'undo' ? 'redo' : 'undo'].push(step);
    await this.#changed(review);
    return step.label;
  }

  #turn(review: Review, restore: readonly string[], withdraw: readonly string[]): void {
    const now = this.#now();
    review.decisions = review.decisions.map((decision) => {
      if (withdraw.includes(decision.id)) return { ...decision, withdrawn: now };
      return restore.includes(decision.id) ? { ...decision, restored: now } : decision;
    });
  }

  #stepDone(review: Review, step: Step): Promise<void> {
    review.undo.push(step);
    review.redo.length = 0;
    return this.#changed(review);
  }

  /** Shows it at once, and says that it is saved when it is. */
  async #changed(review: Review): Promise<void> {
    this.#onDidChange.fire(review.uri);
    await this.#save(review);
  }

  /** Later than any time before: of two decisions it is known which came later. */
  #now(): string {
    this.#latestTime = Math.max(Date.now(), this.#latestTime + 1);
    return new Date(this.#latestTime).toISOString();
  }

  /** Sets the anchors in this text: exactly by what was typed since, else where it is certain. */
  #follow(review: Review, text: string, version: number | undefined, { print, locate }: Locator): void {
    const key = review.uri.toString();
    const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === key);
    if (document && document.version !== version) return; // an analysis that typing has overtaken
    const { base, changes } = review;
    const now = this.#now();
    const byTyping: typeof locate = (anchor, id) => (id === base ? followChanges(anchor, changes) : undefined);
    if (changes.length) review.decisions = reanchor(review.decisions, text, print.id, byTyping, now);
    review.decisions = reanchor(review.decisions, text, print.id, locate, now);
    review.prints.set(print.id, print);
    review.base = print.id;
    review.changes = [];
    const used = new Set(review.decisions.map((decision) => decision.text));
    for (const id of review.prints.keys()) if (id !== print.id && !used.has(id)) review.prints.delete(id);
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
    const review: Review = { uri, decisions: [], prints: new Map(), foreign: [], undo: [], redo: [], base: undefined, changes: [], place, name: place?.name ?? '', file: undefined, gitUser: gitUser(uri), saving: Promise.resolve() }; // prettier-ignore
    if (place) {
      this.#sidecars.set(vscode.Uri.joinPath(place.folder, place.name).toString(), uri.toString());
      this.#watch();
      await this.#readFile(review, true);
    }
    this.#loaded.set(uri.toString(), review);
    return review;
  }

  /** Merges what the file has into the review; whether the file lacks something that the review has. */
  async #readFile(review: Review, mayTell: boolean): Promise<boolean> {
    const place = review.place!;
    try {
      const read = await this.#contents(place, review.name, review.file?.content);
      if (!read) return review.decisions.length > review.file!.decisions;
      const { contents, found } = read;
      const merged = mergeDecisions(
        review.decisions,
        found.flatMap(({ decisions }) => decisions),
      );
      const inFile = new Set(found.flatMap(({ decisions }) => decisions.map(({ id }) => id))).size;
      review.file = contents.length === 1 ? { content: contents[0], decisions: inFile } : undefined;
      review.decisions = merged;
      for (const { prints } of found) for (const [id, print] of prints) review.prints.set(id, print);
      review.foreign = found.length ? found.flatMap(({ foreign }) => foreign) : review.foreign;
      if (review.foreign.length)
        this.log.warn(`${place.name} has ${review.foreign.length} annotations that are kept but not understood.`);
      return !found.length || merged.length > inFile;
    } catch (error) {
      const broken = vscode.Uri.joinPath(place.folder, review.name);
      this.log.error(`${broken.toString(true)}: ${String(error)}`);
      if (!(error instanceof BrokenSidecar) || review.name !== place.name) {
        if (mayTell) this.#tellUnreadable(broken, error instanceof Error ? error.message : String(error));
        if (review.name !== place.name) return false;
      }
      // The file is left alone; what is decided from now on goes beside it.
      review.name = place.name.replace(SUFFIX, `.2${SUFFIX}`);
      review.file = undefined;
      this.#sidecars.set(vscode.Uri.joinPath(place.folder, review.name).toString(), review.uri.toString());
      if (mayTell && error instanceof BrokenSidecar) this.#tellBroken(broken, error.message, review.name);
      return this.#readFile(review, mayTell);
    }
  }

  /**
   * What the file has; undefined when that is `known`. When it is broken, again until it stays the same: git and editors
   * write into a file, and it may be read when only half of it is there.
   * @throws BrokenSidecar, or what the file system throws
   */
  async #contents(
    { folder }: SidecarPlace,
    name: string,
    known: string | undefined,
  ): Promise<{ readonly contents: readonly string[]; readonly found: readonly Sidecar[] } | undefined> {
    for (let before: string | undefined; ;) {
      const contents = (await loadFile(fileFolder(folder), name)).map((content) => new TextDecoder().decode(content));
      if (contents.length === 1 && contents[0] === known) return undefined;
      try {
        return { contents, found: sidecarsOf(contents) };
      } catch (error) {
        if (contents[0] === before) throw error;
        [before] = contents;
        await new Promise((resolve) => setTimeout(resolve, HALF_WRITTEN));
      }
    }
  }

  #tellBroken(file: vscode.Uri, reason: string, other: string): void {
    const open = vscode.l10n.t('Open File');
    const message = vscode.l10n.t(
      'The review in {0} cannot be read: {1}. The file is left as it is, and new decisions are saved beside it, in {2}. Repair it, or delete it.',
      vscode.workspace.asRelativePath(file),
      reason,
      other,
    );
    void notice.error(message, open).then((chosen) => {
      if (chosen === open) void vscode.window.showTextDocument(file);
    });
  }

  #tellUnreadable(file: vscode.Uri, reason: string): void {
    void notice.error(
      vscode.l10n.t('The review in {0} cannot be read: {1}', vscode.workspace.asRelativePath(file), reason),
    );
  }

  #save(review: Review): Promise<void> {
    const { place } = review;
    if (!place) return Promise.resolve(); // an untitled article: until it is saved, the window remembers
    const saving = review.saving.then(async () => {
      await this.#readFile(review, true); // what others have saved meanwhile must not be overwritten
      const { length: decisions } = review.decisions;
      const json = writeSidecar(review, place.article);
      await saveFile(fileFolder(place.folder), review.name, new TextEncoder().encode(json), this.#writer);
      review.file = { content: json, decisions };
    });
    review.saving = saving.catch(() => undefined);
    return saving;
  }

  /** The words were saved as they stand now: so are their anchors, exactly. */
  async #articleSaved(uri: vscode.Uri): Promise<void> {
    const review = this.#loaded.get(uri.toString());
    if (!review?.decisions.length) return;
    const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
    if (!document) return;
    const before = review.decisions;
    const text = document.getText();
    this.#follow(review, text, document.version, createLocator(text, review.prints));
    if (
      review.decisions.every((decision, i) => decision === before[i]) &&
      !review.decisions.some(({ anchored }) => anchored)
    )
      return;
    await this.#save(review).catch((error: unknown) => this.log.error(`${uri.toString(true)}: ${String(error)}`));
  }

  /** An article, or a folder of articles, has another name: so have their reviews. */
  async #renamed(from: vscode.Uri, to: vscode.Uri): Promise<void> {
    const [before, now] = [from, to].map((uri) => sidecarPlace(uri, this.settings.reviewFolder));
    if (!before || !now) return;
    for (const suffix of [SUFFIX, '']) {
      const [old, renamed] = [before, now].map(({ folder, article }) => vscode.Uri.joinPath(folder, article + suffix));
      try {
        await vscode.workspace.fs.stat(old);
      } catch {
        continue; // nothing was decided about it
      }
      try {
        await vscode.workspace.fs.rename(old, renamed, { overwrite: false });
      } catch (error) {
        this.log.error(`${old.toString(true)} cannot be renamed to ${renamed.toString(true)}: ${String(error)}`);
      }
    }
    const inside = (uri: string) => uri === from.toString() || uri.startsWith(`${from.toString()}/`);
    for (const key of [...this.#reviews.keys()].filter(inside)) {
      this.#reviews.delete(key);
      this.#loaded.delete(key);
    }
    const key = to.toString();
    if (!this.#reviews.has(key)) return;
    // Opened under its new name before its review was there.
    this.#reviews.delete(key);
    await this.load(to);
    this.#onDidChange.fire(to);
  }

  #watch(): void {
    if (this.#watchers) return;
    const changed = (uri: vscode.Uri) => void this.#fileChanged(uri);
    const watchers = (vscode.workspace.workspaceFolders ?? []).map((folder) => {
      const watcher = vscode.workspace.createFileSystemWatcher(
        new vscode.RelativePattern(folder, `${this.settings.reviewFolder}/**/*${SUFFIX}`),
      );
      watcher.onDidChange(changed);
      watcher.onDidCreate(changed);
      return watcher;
    });
    this.#watchers = vscode.Disposable.from(...watchers);
  }

  /** Another window, git or another program wrote a sidecar, or we did. */
  async #fileChanged(file: vscode.Uri): Promise<void> {
    const review = this.#loaded.get(this.#sidecars.get(file.toString()) ?? '');
    if (review && file.path.endsWith(`/${review.name}`)) await this.#lookAgain(review.uri);
  }

  /** Merges what the file has now; saves when it lacks something that this window has. */
  async #lookAgain(article: vscode.Uri | undefined): Promise<void> {
    const review = article && this.#loaded.get(article.toString());
    if (!review?.place) return;
    await review.saving;
    const before = review.decisions;
    const lacks = (await this.#readFile(review, true)) && review.decisions.length > 0;
    const isSame = review.decisions.length === before.length && review.decisions.every((each, i) => each === before[i]);
    if (!isSame) this.#onDidChange.fire(review.uri);
    if (!lacks) return;
    this.log.info(`${review.name} lacks decisions of this window; they are saved again.`);
    await this.#save(review).catch((error: unknown) => this.log.error(String(error)));
  }
}

/** @throws BrokenSidecar when the file is none */
function sidecarsOf(contents: readonly string[]): Sidecar[] {
  if (contents.length === 1) return [parseSidecar(contents[0])];
  // Left behind by saves that were cut short: what is whole counts.
  return contents.flatMap((content) => {
    try {
      return [parseSidecar(content)];
    } catch {
      return [];
    }
  });
}

/** Below the workspace folder: `.hearsay/news/talks.txt.jsonld` for `news/talks.txt`; elsewhere beside the file. */
export function sidecarPlace(uri: vscode.Uri, reviewFolder: string): SidecarPlace | undefined {
  if (uri.scheme === 'untitled') return undefined;
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri ?? vscode.Uri.joinPath(uri, '..');
  const path = uri.path.slice(folder.path.replace(/\/$/, '').length + 1).split('/');
  const article = path.at(-1)!;
  return {
    folder: vscode.Uri.joinPath(folder, ...reviewFolder.split(/[\\/]/), ...path.slice(0, -1)),
    name: `${article}${SUFFIX}`,
    article,
  };
}

async function namesIn(folder: vscode.Uri): Promise<ReadonlySet<string>> {
  try {
    return new Set((await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name));
  } catch {
    return new Set(); // nobody has decided anything there
  }
}

function fileFolder(folder: vscode.Uri): FileFolder {
  const { fs } = vscode.workspace;
  const at = (name: string) => vscode.Uri.joinPath(folder, name);
  return {
    read: async (name) => {
      try {
        return await fs.readFile(at(name));
      } catch (error) {
        if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
        throw error;
      }
    },
    write: async (name, content) => fs.writeFile(at(name), content), // makes the folders too
    rename: async (from, to) => fs.rename(at(from), at(to), { overwrite: true }),
    delete: async (name) => fs.delete(at(name)),
    names: async () => {
      try {
        return (await fs.readDirectory(folder)).map(([name]) => name);
      } catch {
        return [];
      }
    },
  };
}
