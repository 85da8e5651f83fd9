import * as vscode from 'vscode';
import type { Attribution } from '../analysis/analysis';
import { type ArticleView, isArticle, rangeOf } from '../host/articles';
import type { Services } from '../host/services';
import { draft } from '../review/compose';
import { DisposableOwner } from '../util/disposable';
import { claimSubject, decide, deskOf, say } from './shared/reviewDesk';

/** While this is set the keys a, r, n, p, s, v and Escape belong to the review. */
const CONTEXT = 'hearsay.reviewing';

/** Review mode: walks through the claims that nobody has reviewed yet, the least certain first, with one key each. */
export function registerReviewMode(services: Services): vscode.Disposable {
  return new ReviewMode(services);
}

class ReviewMode extends DisposableOwner {
  readonly #status = this.register(
    vscode.window.createStatusBarItem('hearsay.review', vscode.StatusBarAlignment.Right, 101),
  );
  #document: vscode.TextDocument | undefined;
  /** Claims that were passed over in this walk, by their words: an id may mean another one after an edit. */
  readonly #passed = new Set<string>();
  #current: string | undefined;
  #done = 0;

  constructor(private readonly services: Services) {
    super();
    this.#status.name = vscode.l10n.t('Review of the Article');
    this.#status.command = 'hearsay.review.leave';
    const command = (name: string, run: () => unknown) =>
      this.register(vscode.commands.registerCommand(`hearsay.review.${name}`, run));
    command('walk', () => this.#enter());
    command('walkAccept', () => this.#judge('accept'));
    command('walkReject', () => this.#judge('reject'));
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
    this.#done = 0;
    await vscode.commands.executeCommand('setContext', CONTEXT, true);
    await this.#show();
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

  /** Goes to the least certain claim that is neither reviewed nor passed over. */
  async #show(): Promise<void> {
    const view = await this.#view();
    if (!view) return this.#leave();
    const open = uncertain(view);
    const left = open.filter((each) => !this.#passed.has(keyOf(view, each)));
    const next = left[0];
    if (!next) {
      this.#leave();
      return say(open.length ? vscode.l10n.t('{0} claims were passed over.', open.length) : vscode.l10n.t('Every claim is reviewed.')); // prettier-ignore
    }
    this.#current = keyOf(view, next);
    const total = this.#done + open.length;
    const at = total - left.length + 1;
    const sure = Math.round(next.confidence * 100);
    this.#status.text = vscode.l10n.t('$(checklist) {0} of {1} · {2} % · a accept, r reject, n next, Esc', at, total, sure); // prettier-ignore
    const label = vscode.l10n.t('Reviewing claim {0} of {1}, {2} % certain. A accepts, R rejects, N goes on, P goes back, S assigns a speaker, V judges, Escape ends.', at, total, sure); // prettier-ignore
    this.#status.tooltip = label;
    this.#status.accessibilityInformation = { label, role: 'button' };
    this.#status.show();
    const editor = await vscode.window.showTextDocument(this.#document!);
    const { start, end } = rangeOf(view, next.content[0]);
    editor.selection = new vscode.Selection(start, end);
    editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  async #judge(action: 'accept' | 'reject'): Promise<void> {
    const view = await this.#view();
    const claim = view && uncertain(view).find((each) => keyOf(view, each) === this.#current);
    if (view && claim) {
      this.#done++;
      const label = action === 'accept' ? vscode.l10n.t('Accepted') : vscode.l10n.t('Rejected');
      await decide(this.services, view, label, [draft(claimSubject(view, claim).state, { do: action })]);
    }
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

/** What nobody has accepted, corrected or added, the least certain first; of equally certain ones in text order. */
function uncertain({ analysis, reviewed }: ArticleView): Attribution[] {
  return analysis.attributions
    .filter((each) => (reviewed.reviews.get(each)?.status ?? 'found') === 'found')
    .sort((a, b) => a.confidence - b.confidence || a.content[0].start - b.content[0].start);
}

function keyOf({ text }: ArticleView, { cue, content }: Attribution): string {
  return [...cue, ...content].map(({ start, end }) => text.slice(start, end)).join('\n');
}
