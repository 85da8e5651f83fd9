import * as vscode from 'vscode';
import type { Span } from '../../analysis/analysis';
import type { ArticleView } from '../../host/articles';
import type { Services } from '../../host/services';
import { type Draft, dateState, draft, mentionState, targetOf } from '../../review/compose';
import type { Action, AnnotationState } from '../../review/review';
import { plainLabel } from './labels';
import { type Subject, decide } from './reviewDesk';

/** Accepts or rejects; names and dates so that it can be done to all the same words. */
export async function judge(
  services: Services,
  view: ArticleView,
  subject: Subject,
  action: Action & { do: 'accept' | 'reject' },
): Promise<void> {
  const words = targetOf(subject.state)[0].exact;
  const label = action.do === 'accept' ? vscode.l10n.t('Accepted') : vscode.l10n.t('Rejected');
  if (subject.kind !== 'attribution') {
    const { kind } = subject;
    const draftAt = (at: ArticleView, span: Span): Draft | undefined => {
      const state = stateAt(at, span, kind);
      return state && draft(state, action);
    };
    services.lastDecision.remember({ label, words, draftAt });
  }
  await decide(services, view, `${label}: ${plainLabel(words, 60)}`, [draft(subject.state, action)]);
}

/** The name or date that stands exactly there. */
export function stateAt(
  view: ArticleView,
  { start, end }: Span,
  kind: 'mention' | 'date',
): AnnotationState | undefined {
  if (kind === 'date') {
    const date = view.lookup.dateAt(start);
    return date?.start === start && date.end === end ? dateState(view, date) : undefined;
  }
  const mention = view.lookup.mentionAt(start);
  return mention?.start === start && mention.end === end ? mentionState(view, mention) : undefined;
}
