import * as vscode from 'vscode';
import { type ArticleView, isArticle, rangeOf } from '../host/articles';
import { notice } from '../host/notice';
import type { Services } from '../host/services';
import { REVIEW_KINDS, type ReviewKind, type UncertainItem, uncertainItems } from '../review/certainty';
import { NEW_WALK, type Step, back, currentItem, decided, nextStep, passedOver, standingAt, undone } from '../review/reviewMode'; // prettier-ignore
import { DisposableOwner } from '../util/disposable';
import { judge } from './shared/judging';
import { createMark } from './shared/mark';
import { askToSave, deskOf, subjectOf } from './shared/reviewDesk';

/** While this is set the keys a, r, n, p, s, t, v, z, k and Escape belong to the review. */
const CONTEXT = 'hearsay.reviewing';

/**
 * Review mode: walks through the claims, names and dates that nobody has reviewed yet, the least certain first, with one
 * key each. Meanwhile the article is read-only, so that no other key writes over its words.
 */
export function registerReviewMode(services: Services): vscode.Disposable {
  return new ReviewMode(services);
}

class ReviewMode extends DisposableOwner {
  readonly #status = this.register(
    vscode.window.createStatusBarItem('hearsay.review', vscode.StatusBarAlignment.Right, 101),
  );
  #document: vscode.TextDocument | undefined;
  #mark: vscode.TextEditorDecorationType | undefined;
  #walk = NEW_WALK;

  constructor(private readonly services: Services) {
    super();
    this.#status.name = vscode.l10n.t('Review of the Article');
    this.#status.command = 'hearsay.review.leave';
    const command = (name: string, run: () => unknown) =>
      this.register(vscode.commands.registerCommand(`hearsay.review.${name}`, run));
    command('walk', () => this.#enter(false));
    command('walkReadOnly', () => this.#enter(true));
    command('walkKinds', () => this.#choose());
    command('walkAccept', () => this.#judge('accept'));
    command('walkReject', () => this.#judge('reject'));
    command('walkUndo', () => this.#undo());
    command('next', () => this.#go(passedOver));
    command('previous', () => this.#go(back));
    command('leave', () => this.#leave());
    this.register(
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor && editor.document !== this.#document) this.#leave();
      }),
    );
    this.register(
      vscode.window.onDidChangeVisibleTextEditors(() => {
        if (!this.#editors().length) this.#leave();
      }),
    );
    this.register({ dispose: () => this.#leave() });
    // VS Code keeps it when the extension host ends in the middle of a walk.
    void vscode.commands.executeCommand('setContext', CONTEXT, false);
  }

  /** @param isReadOnly whether the editor is so already, by whatever means: then it stays so after */
  async #enter(isReadOnly: boolean): Promise<void> {
    const { readOnly } = this.services;
    const desk = await deskOf(this.services);
    if (!desk) return;
    const { document } = desk.editor;
    if (document.isUntitled) return askToSave();
    if (document.isDirty && !(await saveFirst(document))) return;
    const isOurs = readOnly.has(document.uri);
    this.#leave();
    try {
      if (!isReadOnly || isOurs) await readOnly.hold(document.uri);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      void notice.error(vscode.l10n.t('The review cannot begin: {0}', reason));
      return;
    }
    this.#document = document;
    this.#mark = createMark();
    this.#walk = NEW_WALK;
    await vscode.commands.executeCommand('setContext', CONTEXT, true);
    await this.#show();
  }

  /** Asks what to walk through, and begins, or goes on with that. */
  async #choose(): Promise<void> {
    const { viewState } = this.services;
    const now = viewState.reviewKinds;
    const items = REVIEW_KINDS.map((kind) => ({ label: kindsName(kind), reviewed: kind, picked: now.includes(kind) }));
    const title = vscode.l10n.t('What to Review');
    const chosen = await vscode.window.showQuickPick(items, { title, canPickMany: true });
    if (!chosen?.length) return;
    await viewState.setReviewKinds(chosen.map(({ reviewed }) => reviewed));
    await (this.#document ? this.#show() : this.#enter(false));
  }

  /** The cursor stays where it is, and nothing selected: the next key must not replace words. */
  #leave(): void {
    if (!this.#document) return;
    for (const editor of this.#editors()) editor.selection = new vscode.Selection(editor.selection.start, editor.selection.start); // prettier-ignore
    this.#document = undefined;
    this.#mark?.dispose();
    this.services.marked.words = undefined;
    this.services.readOnly.release();
    this.#status.hide();
    void vscode.commands.executeCommand('setContext', CONTEXT, false);
  }

  /** Those that show the article. */
  #editors(): vscode.TextEditor[] {
    return vscode.window.visibleTextEditors.filter(({ document }) => document === this.#document);
  }

  /** Undefined when the walk has ended meanwhile. */
  async #view(): Promise<ArticleView | undefined> {
    const document = this.#document;
    const view = document && isArticle(document) ? await this.services.articles.ofDocument(document) : undefined;
    if (!document || this.#document !== document) return undefined;
    if (!view) this.#leave();
    return view;
  }

  #uncertain({ reviewed, text }: ArticleView): UncertainItem[] {
    return uncertainItems(reviewed, text, this.services.viewState.reviewKinds);
  }

  /** Goes to the least certain one that is neither reviewed nor passed over. */
  async #show(): Promise<void> {
    const view = await this.#view();
    if (!view) return;
    const step = nextStep(this.#walk, this.#uncertain(view));
    if (!step.item) {
      this.#leave();
      return notice.status(step.passedOver ? vscode.l10n.t('{0} were passed over.', step.passedOver) : vscode.l10n.t('Everything uncertain is reviewed.')); // prettier-ignore
    }
    this.#walk = standingAt(this.#walk, step.item);
    this.#tell(step);
    const document = this.#document!;
    const editor = await vscode.window.showTextDocument(document);
    if (this.#document === document) this.#markWords(editor, view, step.item);
  }

  /** Marks the words, and puts the cursor before them; a selection would be replaced by what is typed. */
  #markWords(editor: vscode.TextEditor, view: ArticleView, { item }: UncertainItem): void {
    const spans = 'content' in item ? item.content : [item];
    const ranges = spans.map((span) => rangeOf(view, span));
    for (const each of this.#editors()) each.setDecorations(this.#mark!, ranges);
    const { start } = ranges[0];
    editor.selection = new vscode.Selection(start, start);
    editor.revealRange(ranges[0], vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    this.services.marked.words = { uri: view.uri, start: spans[0].start, end: spans[0].end };
  }

  /** `claim 3 of 20 · 45 % · a accept, r reject, n next, Esc` */
  #tell({ item: { kind, certainty }, at, total }: Exclude<Step, { item: undefined }>): void {
    const sure = Math.round(certainty * 100);
    const what = kindName(kind);
    this.#status.text = vscode.l10n.t('$(checklist) {0} {1} of {2} · {3} % · a accept, r reject, n next, Esc', what, at, total, sure); // prettier-ignore
    const label = vscode.l10n.t('Reviewing: {0}, {1} of {2}, {3} % certain. A accepts, R rejects, N goes on, P goes back, T changes it, S assigns a speaker, V judges, Z takes the last decision back, K chooses what is reviewed, Escape ends.', what, at, total, sure); // prettier-ignore
    this.#status.tooltip = label;
    this.#status.accessibilityInformation = { label, role: 'button' };
    this.#status.show();
  }

  async #judge(action: 'accept' | 'reject'): Promise<void> {
    const view = await this.#view();
    const current = view && currentItem(this.#walk, this.#uncertain(view));
    if (view && current) {
      this.#walk = decided(this.#walk, current);
      await judge(this.services, view, subjectOf(view, current.item), { do: action });
    }
    await this.#show();
  }

  /** Takes the last decision back, and goes back to what it was about. */
  async #undo(): Promise<void> {
    if (await vscode.commands.executeCommand<boolean>('hearsay.review.undo')) this.#walk = undone(this.#walk);
    await this.#show();
  }

  async #go(step: typeof passedOver): Promise<void> {
    this.#walk = step(this.#walk);
    await this.#show();
  }
}

/** What is read-only cannot be saved: nothing may be left to save. */
async function saveFirst(document: vscode.TextDocument): Promise<boolean> {
  const save = vscode.l10n.t('Save');
  const message = vscode.l10n.t('Save this article first: it is read-only while it is reviewed.');
  return (await notice.warning(message, save)) === save && (await document.save());
}

function kindName(kind: ReviewKind): string {
  switch (kind) {
    case 'claims':
      return vscode.l10n.t('claim');
    case 'names':
      return vscode.l10n.t('name');
    case 'dates':
      return vscode.l10n.t('date');
  }
}

function kindsName(kind: ReviewKind): string {
  switch (kind) {
    case 'claims':
      return vscode.l10n.t('Claims');
    case 'names':
      return vscode.l10n.t('Names');
    case 'dates':
      return vscode.l10n.t('Dates');
  }
}
