import * as vscode from 'vscode';
import type { Attribution, Mention, Span, TimeExpression } from '../../analysis/analysis';
import { type ArticleView, isArticle, offsetOf, rangeOf } from '../../host/articles';
import { notice } from '../../host/notice';
import type { Marked, Services } from '../../host/services';
import { type Draft, attributionState, dateState, mentionState } from '../../review/compose';
import type { AnnotationState, ReviewedItem } from '../../review/review';
import { isSpanArgument } from './commands';
import { lengthOf } from './flatten';

/** The article in front, as it is read now, and what is selected in it. */
export interface Desk {
  readonly editor: vscode.TextEditor;
  readonly view: ArticleView;
  readonly selection: Span;
}

/** An annotation that is shown, with its data as a decision keeps it. */
export type Subject =
  | { readonly kind: 'mention'; readonly item: Mention; readonly state: Extract<AnnotationState, { kind: 'mention' }> }
  | { readonly kind: 'date'; readonly item: TimeExpression; readonly state: Extract<AnnotationState, { kind: 'date' }> }
  | {
      readonly kind: 'attribution';
      readonly item: Attribution;
      readonly state: Extract<AnnotationState, { kind: 'attribution' }>;
    };
export type ClaimSubject = Extract<Subject, { kind: 'attribution' }>;
export type MentionSubject = Extract<Subject, { kind: 'mention' }>;

/** Undefined, and said so, when no article is in front. A `SpanArgument` selects its words first. */
export async function deskOf({ articles, marked }: Services, argument?: unknown): Promise<Desk | undefined> {
  if (isSpanArgument(argument)) {
    const uri = vscode.Uri.parse(argument.article);
    const view = await articles.ofUri(uri, 'editor');
    await vscode.window.showTextDocument(uri, { selection: rangeOf(view, argument) });
  }
  const editor = vscode.window.activeTextEditor;
  const view = editor && isArticle(editor.document) ? await articles.ofDocument(editor.document) : undefined;
  if (!editor || !view) {
    notice.status(vscode.l10n.t('Open an article first.'));
    return undefined;
  }
  const selection = { start: offsetOf(view, editor.selection.start), end: offsetOf(view, editor.selection.end) };
  return { editor, view, selection: markedAt(marked, view, selection) ?? selection };
}

/** The words that review mode has marked, when the cursor stands before them and nothing is selected. */
function markedAt({ words }: Marked, { uri }: ArticleView, { start, end }: Span): Span | undefined {
  const isThere = words?.uri.toString() === uri.toString() && words.start === start && start === end;
  return isThere ? { start, end: words.end } : undefined;
}

/** What is selected, or what the cursor is on: of a name or date and a claim around it the smaller one. */
export function subjectAt({ view, selection }: Pick<Desk, 'view' | 'selection'>): Subject | undefined {
  const exact = exactClaim(view, selection);
  if (exact) return exact;
  const date = view.lookup.dateAt(selection.start);
  const mention = view.lookup.mentionAt(selection.start);
  if (date && !(mention && lengthOf(mention) <= lengthOf(date)))
    return { kind: 'date', item: date, state: dateState(view, date) };
  if (mention) return { kind: 'mention', item: mention, state: mentionState(view, mention) };
  return claimAt({ view, selection });
}

export function claimAt({ view, selection }: Pick<Desk, 'view' | 'selection'>): ClaimSubject | undefined {
  const exact = exactClaim(view, selection);
  if (exact) return exact;
  const claim = view.lookup.claimAt(selection.start);
  return claim && claimSubject(view, claim.attribution);
}

export function claimSubject(view: ArticleView, item: Attribution): ClaimSubject {
  return { kind: 'attribution', item, state: attributionState(view, item) };
}

export function mentionAt({ view, selection }: Pick<Desk, 'view' | 'selection'>): MentionSubject | undefined {
  const item = view.lookup.mentionAt(selection.start);
  return item && { kind: 'mention', item, state: mentionState(view, item) };
}

/** What was found, with its data. */
export function subjectOf(view: ArticleView, item: ReviewedItem): Subject {
  if ('content' in item) return claimSubject(view, item);
  if ('entity' in item) return { kind: 'mention', item, state: mentionState(view, item) };
  return { kind: 'date', item, state: dateState(view, item) };
}

/** The claim whose words are selected, as "Next Claim" selects them. */
function exactClaim(view: ArticleView, { start, end }: Span): ClaimSubject | undefined {
  if (start === end) return undefined;
  const claim = view.analysis.claims.find(({ attribution: { content } }) =>
    content.some((span) => span.start === start && span.end === end),
  );
  return claim && claimSubject(view, claim.attribution);
}

/** The selected words, else the word at the cursor. */
export function selectedWords({ editor, view, selection }: Desk): Span | undefined {
  if (selection.start < selection.end) return selection;
  const word = editor.document.getWordRangeAtPosition(editor.selection.active);
  return word && { start: offsetOf(view, word.start), end: offsetOf(view, word.end) };
}

/** Decidess what was done, and says when it could not be saved. */
export async function decide(
  { reviews }: Pick<Services, 'reviews'>,
  view: Pick<ArticleView, 'uri' | 'text'>,
  label: string,
  drafts: readonly Draft[],
): Promise<void> {
  if (view.uri.scheme === 'untitled') return askToSave();
  await saved(label, () => reviews.decide(view.uri, view.text, label, drafts));
}

/** What is decided is kept beside the article's file; without one it would be lost. */
export async function askToSave(): Promise<void> {
  const save = vscode.l10n.t('Save');
  const message = vscode.l10n.t('Save this article first: what you decide is kept beside its file.');
  const chosen = await notice.warning(message, save);
  if (chosen === save) await vscode.commands.executeCommand('workbench.action.files.save');
}

/** Runs what saves a review; says the label when it is done, or why it could not be saved. */
export async function saved(label: string, run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
    notice.status(label);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void notice.error(
      vscode.l10n.t('“{0}” stands in this window but could not be saved: {1}. It is saved with your next decision.', label, why), // prettier-ignore
    );
  }
}
