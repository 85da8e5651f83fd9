import * as vscode from 'vscode';
import type { EntityType } from '../../analysis/analysis';
import type { Conflict, Decision, ItemReview } from '../../review/review';
import { plainLabel } from './labels';

// The words and icons for what people decided, the same everywhere.

/** The types that a name can be marked as, the common ones first. */
export const MARKS: readonly { readonly id: string; readonly type: EntityType; readonly name: string }[] = [
  { id: 'person', type: 'PERSON', name: vscode.l10n.t('Person') },
  { id: 'organisation', type: 'ORG', name: vscode.l10n.t('Organisation') },
  { id: 'place', type: 'GPE', name: vscode.l10n.t('Place') },
  { id: 'group', type: 'NORP', name: vscode.l10n.t('Group') },
  { id: 'event', type: 'EVENT', name: vscode.l10n.t('Event') },
  { id: 'law', type: 'LAW', name: vscode.l10n.t('Law or treaty') },
  { id: 'work', type: 'WORK', name: vscode.l10n.t('Work') },
];

/** A verdict of the built-in list in the person's language; one of their own as it is. */
export function verdictName(verdict: string): string {
  switch (verdict) {
    case 'not checked':
      return vscode.l10n.t('not checked');
    case 'true':
      return vscode.l10n.t('true');
    case 'misleading':
      return vscode.l10n.t('misleading');
    case 'false':
      return vscode.l10n.t('false');
    case 'unverifiable':
      return vscode.l10n.t('unverifiable');
    default:
      return plainLabel(verdict, 40);
  }
}

export function verdictIcon(verdict: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(VERDICT_ICONS.get(verdict) ?? 'tag');
}

const VERDICT_ICONS: ReadonlyMap<string, string> = new Map([
  ['not checked', 'circle-outline'],
  ['true', 'pass'],
  ['misleading', 'warning'],
  ['false', 'error'],
  ['unverifiable', 'question'],
]);

/** `false · 2 notes · urgent · accepted` */
export function reviewSummary(review: ItemReview | undefined): string {
  if (!review) return '';
  const { verdict, notes, tags, status } = review;
  const noted = notes.length === 1 ? vscode.l10n.t('1 note') : vscode.l10n.t('{0} notes', notes.length);
  return [
    verdict && verdictName(verdict),
    notes.length && noted,
    ...tags.map((tag) => plainLabel(tag, 30)),
    status === 'found' ? undefined : statusName(status),
  ]
    .filter(Boolean)
    .join(' · ');
}

function statusName(status: Exclude<ItemReview['status'], 'found'>): string {
  switch (status) {
    case 'accepted':
      return vscode.l10n.t('accepted');
    case 'corrected':
      return vscode.l10n.t('corrected');
    case 'own':
      return vscode.l10n.t('added');
  }
}

/** What a decision was, in a few words: `Verdict: false`, `Rejected`. */
export function decisionName({ action }: Decision): string {
  switch (action.do) {
    case 'accept':
      return vscode.l10n.t('Accepted');
    case 'reject':
      return vscode.l10n.t('Rejected');
    case 'add':
      return vscode.l10n.t('Added');
    case 'correct':
      return vscode.l10n.t('Corrected');
    case 'merge':
      return vscode.l10n.t('Merged with {0}', plainLabel(action.with.name, 40));
    case 'split':
      return vscode.l10n.t('Split off as {0}', plainLabel(action.name, 40));
    case 'rename':
      return vscode.l10n.t('Renamed to {0}', plainLabel(action.name, 40));
    case 'tag':
      return vscode.l10n.t('Tag: {0}', plainLabel(action.tag, 40));
    case 'note':
      return vscode.l10n.t('Note: {0}', plainLabel(action.text, 60));
    case 'verdict':
      return vscode.l10n.t('Verdict: {0}', verdictName(action.verdict));
  }
}

/** The words that a decision was about. */
export function decisionWords({ target }: Decision): string {
  return plainLabel(target.map(({ exact }) => exact).join(' … '), 80);
}

/** What of an annotation a decision says: `Person`, `Vladimir Putin`, for telling two that differ apart. */
export function decidedValue(decision: Decision, field: Conflict['field']): string {
  const { annotation, action } = decision;
  if (action.do === 'verdict' || action.do === 'reject' || action.do === 'rename') return decisionName(decision);
  if (annotation.kind === 'mention' && field === 'type') return annotation.entity.type;
  if (annotation.kind === 'date' && field === 'value') return annotation.value;
  if (annotation.kind === 'attribution' && field === 'speaker')
    return annotation.speaker?.name ?? vscode.l10n.t('no source named');
  return decisionName(decision);
}
