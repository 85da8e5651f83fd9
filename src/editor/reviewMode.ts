import * as vscode from 'vscode';
import { type ArticleView, isArticle, rangeOf } from '../host/articles';
import type { Services } from '../host/services';
import { REVIEW_KINDS, type ReviewKind, type UncertainItem, uncertainItems } from '../review/certainty';
import { DisposableOwner } from '../util/disposable';
import { judge } from './shared/judging';
import { deskOf, say, subjectOf } from './shared/reviewDesk';

/** While this is set the keys a, r, n, p, s, t, v, z, k and Escape belong to the review. */
const CONTEXT = 'hearsay.reviewing';

/**
 * Review mode: walks through the claims, names and dates that nobody has reviewed yet, the least certain first, with one
 * key each.
 */
export function registerReviewMode(services: Services): vscode.Disposable {
  return new ReviewMode(services);
}

class ReviewMode extends DisposableOwner {
  readonly #status = this.register(
    vscode.window.createStatusBarItem('hearsay.review', vscode.StatusBarAlignment.Right, 101),
  );
  #document: vscode.TextDocument | undefined;
  /** Keys of what was passed over in this walk, and of what was decided: of a rejected name the next of its words is the same. */
  readonly #passed = new Set<string>();
  readonly #done = new Set<string>();
  #current: string | undefined;

  constructor(private readonly services: Services) {
    super();
    this.#status.name = vscode.l10n.t('Review of the Article');
    this.#status.command = 'hearsay.review.leave';
    const command = (name: string, run: () => unknown) =>
      this.register(vscode.commands.registerCommand(`hearsay.review.${name}`, run));
    command('walk', () => this.#enter());
    command('walkKinds', () => this.#choose());
    command('walkAccept', () => this.#judge('accept'));
    command('walkReject', () => this.#judge('reject'));
    command('walkUndo', () => this.#undo());
    command('next', () => this.#pass());
    command('previous', () => this.#back());
    command('leave', () => this.#leave());
    this.register(
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (this.#document && editor && editor.document !== this.#document) this.#leave();
      }),
    );
  }

  async #enter(): Promise<void> {
    const desk = await deskOf(this.services);
    if (!desk) return;
    this.#document = desk.editor.document;
    this.#passed.clear();
    this.#done.clear();
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
    await (this.#document ? this.#show() : this.#enter());
  }

  #leave(): void {
    this.#document = undefined;
    this.#current = undefined;
    this.#status.hide();
    void vscode.commands.executeCommand('setContext', CONTEXT, false);
  }

  async #view(): Promise<ArticleView | undefined> {
    const document = this.#document;
    return document && isArticle(document) ? this.services.articles.ofDocument(document) : undefined;
  }

  /** What nobody has decided about, the least certain first. */
  #open({ reviewed, text }: ArticleView): UncertainItem[] {
    const items = uncertainItems(reviewed, text, this.services.viewState.reviewKinds);
    return items.filter(({ key }) => !this.#done.has(key));
  }

  /** Goes to the least certain one that is neither reviewed nor passed over. */
  async #show(): Promise<void> {
    const view = await this.#view();
    if (!view) return this.#leave();
    const open = this.#open(view);
    const left = open.filter(({ key }) => !this.#passed.has(key));
    const next = left[0];
    if (!next) {
      this.#leave();
      return say(open.length ? vscode.l10n.t('{0} were passed over.', open.length) : vscode.l10n.t('Everything uncertain is reviewed.')); // prettier-ignore
    }
    this.#current = next.key;
    const total = this.#done.size + open.length;
    this.#tell(next, total - left.length + 1, total);
    const editor = await vscode.window.showTextDocument(this.#document!);
    const { start, end } = rangeOf(view, 'content' in next.item ? next.item.content[0] : next.item);
    editor.selection = new vscode.Selection(start, end);
    editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  /** `claim 3 of 20 · 45 % · a accept, r reject, n next, Esc` */
  #tell({ kind, certainty }: UncertainItem, at: number, total: number): void {
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
    const current = view && this.#open(view).find(({ key }) => key === this.#current);
    if (view && current) {
      this.#done.add(current.key);
      await judge(this.services, view, subjectOf(view, current.item), { do: action });
    }
    await this.#show();
  }

  /** Takes the last decision back, and goes back to what it was about. */
  async #undo(): Promise<void> {
    await vscode.commands.executeCommand('hearsay.review.undo');
    const last = [...this.#done].at(-1);
    if (last !== undefined) this.#done.delete(last);
    await this.#show();
  }

  async #pass(): Promise<void> {
    if (this.#current !== undefined) this.#passed.add(this.#current);
    await this.#show();
  }

  /** Back to the one passed over last. */
  async #back(): Promise<void> {
    const last = [...this.#passed].at(-1);
    if (last !== undefined) this.#passed.delete(last);
    await this.#show();
  }
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
