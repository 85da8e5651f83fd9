import * as vscode from 'vscode';
import type { Span } from '../analysis/analysis';
import { type ArticleView, isArticle, offsetOf, rangeOf } from '../host/articles';
import { notice } from '../host/notice';
import type { Services } from '../host/services';
import { draft } from '../review/compose';
import type { Decision, ReviewedItem } from '../review/review';
import { DisposableOwner } from '../util/disposable';
import { openArticle } from './shared/knownArticles';
import { claimAt, decide, mentionAt, saved, subjectAt } from './shared/reviewDesk';
import { decisionName, verdictName } from './shared/reviewWords';

/** Notes and verdicts as comment threads on the words they are about. */
export function registerReviewComments(services: Services): vscode.Disposable {
  return new ReviewComments(services);
}

/** A note or verdict as VS Code shows it; the commands are given it back. */
interface ReviewComment extends vscode.Comment {
  readonly decision: Decision;
  readonly article: vscode.Uri;
}

class ReviewComments extends DisposableOwner {
  readonly #controller = this.register(vscode.comments.createCommentController('hearsay.notes', vscode.l10n.t('Notes and Verdicts'))); // prettier-ignore
  /** By article: its threads, by the words they are about. */
  readonly #threads = new Map<string, Map<string, vscode.CommentThread>>();

  constructor(private readonly services: Services) {
    super();
    const { articles } = services;
    this.#controller.options = {
      prompt: vscode.l10n.t('Add a Note…'),
      placeHolder: vscode.l10n.t('A note on this claim'),
    };
    this.#controller.commentingRangeProvider = {
      provideCommentingRanges: async (document, token) => {
        const view = isArticle(document) ? await articles.ofDocument(document, token) : undefined;
        if (view) await articles.colours.shown(view);
        return view && !token.isCancellationRequested ? claimLines(view) : [];
      },
    };
    this.register(articles.onDidAnalyse((view) => this.#show(view)));
    this.register(articles.onDidClose((uri) => this.#clear(uri)));
    this.register({ dispose: () => this.#threads.forEach((threads) => threads.forEach((thread) => thread.dispose())) });
    this.register(
      vscode.commands.registerCommand('hearsay.review.comment.add', (reply: vscode.CommentReply) => this.#add(reply)),
    );
    this.register(
      vscode.commands.registerCommand('hearsay.review.comment.delete', (comment: ReviewComment) => {
        const label = vscode.l10n.t('Taken back: {0}', decisionName(comment.decision));
        return saved(label, () => services.reviews.withdraw(comment.article, label, [comment.decision.id]));
      }),
    );
  }

  /** A note on what the thread stands at: the claim there, else a name or date, else the first claim of the line. */
  async #add({ thread, text }: vscode.CommentReply): Promise<void> {
    const { articles } = this.services;
    const view = await articles.ofUri(thread.uri, 'editor');
    const known = [...(this.#threads.get(thread.uri.toString())?.values() ?? [])].includes(thread);
    if (!known) thread.dispose(); // it comes back as one of ours
    const range = thread.range ?? new vscode.Range(0, 0, 0, 0);
    const selection = { start: offsetOf(view, range.start), end: offsetOf(view, range.end) };
    const onLine = view.analysis.claims.find(({ attribution: { content } }) =>
      content.some((span) => view.lines.positionAt(span.start).line === range.start.line),
    );
    const atLine = onLine && { start: onLine.attribution.content[0].start, end: onLine.attribution.content[0].end };
    const subject =
      claimAt({ view, selection }) ?? (selection.start < selection.end ? mentionAt({ view, selection }) : undefined) ?? (atLine ? claimAt({ view, selection: atLine }) : undefined) ?? subjectAt({ view, selection }); // prettier-ignore
    if (!subject) return notice.status(vscode.l10n.t('There is no claim on this line. Mark the claim first.'));
    await decide(this.services, view, vscode.l10n.t('Noted'), [draft(subject.state, { do: 'note', text })]);
  }

  #show(view: ArticleView): void {
    if (!openArticle(view.uri)) return;
    const key = view.uri.toString();
    const before = this.#threads.get(key) ?? new Map<string, vscode.CommentThread>();
    const now = new Map<string, vscode.CommentThread>();
    for (const [item, { notes, verdict, decisions }] of view.reviewed.reviews) {
      const judged = verdict === undefined ? undefined : decisions.findLast(({ action }) => action.do === 'verdict');
      const shown = [...(judged ? [judged] : []), ...notes];
      const [span] = spansOf(item);
      if (!shown.length || !span) continue;
      const id = `${span.start} ${span.end} ${'content' in item}`;
      const range = rangeOf(view, span);
      const thread = before.get(id) ?? this.#controller.createCommentThread(view.uri, range, []);
      before.delete(id);
      thread.range = range;
      thread.label = verdict === undefined ? vscode.l10n.t('Notes') : vscode.l10n.t('Verdict: {0}', verdictName(verdict)); // prettier-ignore
      thread.comments = shown.map((decision) => commentOf(decision, view.uri));
      now.set(id, thread);
    }
    for (const thread of before.values()) thread.dispose();
    this.#threads.set(key, now);
  }

  #clear(uri: vscode.Uri): void {
    this.#threads.get(uri.toString())?.forEach((thread) => thread.dispose());
    this.#threads.delete(uri.toString());
  }
}

/** The lines of claims: a plus sign beside every other line would promise what cannot be done there. */
function claimLines(view: ArticleView): vscode.Range[] {
  const lines = new Set(
    view.analysis.claims.flatMap(({ attribution: { content } }) =>
      content.map((span) => view.lines.positionAt(span.start).line),
    ),
  );
  return [...lines].map((line) => new vscode.Range(line, 0, line, 0));
}

function spansOf(item: ReviewedItem): readonly Span[] {
  return 'content' in item ? item.content : [item];
}

/** Its words are somebody's, perhaps a colleague's: as plain text they are shown as they are, and become no markup. */
function commentOf(decision: Decision, article: vscode.Uri): ReviewComment {
  const { action, author, time } = decision;
  return {
    body: action.do === 'note' ? action.text : decisionName(decision),
    mode: vscode.CommentMode.Preview,
    author: { name: author || vscode.l10n.t('no name') },
    timestamp: new Date(time),
    contextValue: action.do,
    decision,
    article,
  };
}
