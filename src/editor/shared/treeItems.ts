import * as vscode from 'vscode';
import type { Claim, Entity, HeaderField, Mention, Span, TimeExpression } from '../../analysis/analysis';
import { citedWords } from '../../analysis/claims';
import { type ArticleView, rangeOf } from '../../host/articles';
import { onOneLine } from '../../formats/words';
import type { Conflict, Decision } from '../../review/review';
import { shortMeaning } from './dateWords';
import { shortened } from '../../host/plainText';
import { excerpt, plainLabel } from './labels';
import {
  articleDescription,
  articleLabel,
  claimIcon,
  claimLabel,
  entityDescription,
  entityIcon,
  joined,
  mentionKindName,
  spokenEntity,
} from './rowWords';
import { decidedValue, decisionName, decisionWords, reviewSummary, verdictIcon } from './reviewWords';
import type { Row } from './treeModel';
import type { ArticleNode, GroupNode, NoteNode, RowNode } from './treeNodes';
import { articleCount, claimCount, kindName, lineName, shortDate } from './wording';

// How the rows of the view `hearsay.articles` look and what is read out for them.

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** The longest hover over a row, in UTF-16 units. */
const LONGEST_HOVER = 2_000;

/** @param more what else is said of it: that it is printed elsewhere too */
export function articleItem({ uri, known }: ArticleNode, more?: string): vscode.TreeItem {
  const label = articleLabel(known.header, uri);
  const description = joined(articleDescription(known.header), more);
  return {
    id: uri.toString(),
    label,
    description,
    iconPath: new vscode.ThemeIcon('file-text'),
    tooltip: [label, description, uri.scheme === 'untitled' ? '' : uri.toString(true)].filter(Boolean).join('\n'),
    collapsibleState: Collapsed,
    contextValue: 'article',
    accessibilityInformation: { label: [label, description].filter(Boolean).join(', ') },
  };
}

/** @param label what the heading says */
export function groupItem({ label: key, articles }: GroupNode, label: string, expanded: boolean): vscode.TreeItem {
  const description = String(articles.length);
  return {
    id: `group:${key}`,
    label: plainLabel(label),
    description,
    iconPath: vscode.ThemeIcon.Folder,
    collapsibleState: expanded ? Expanded : Collapsed,
    contextValue: 'group',
    accessibilityInformation: { label: `${label}, ${articleCount(articles.length)}` },
  };
}

/** @param command shows the rest */
export function moreItem(count: number, command: vscode.Command): vscode.TreeItem {
  const label = vscode.l10n.t('{0} more …', count);
  return {
    label,
    iconPath: new vscode.ThemeIcon('ellipsis'),
    collapsibleState: None,
    contextValue: 'more',
    command,
    accessibilityInformation: { label: vscode.l10n.t('Show {0} more', count), role: 'button' },
  };
}

export function noteItem({ article, text }: NoteNode): vscode.TreeItem {
  return {
    id: `${article.uri.toString()}/note`,
    label: '',
    description: text,
    tooltip: text,
    iconPath: new vscode.ThemeIcon('info'),
    collapsibleState: None,
    contextValue: 'note',
    accessibilityInformation: { label: text },
  };
}

/**
 * @param doubtfulBelow claims less likely than this are marked as doubtful
 * @param more what else is said of it: that other articles have it too
 */
export function rowItem({ article, row, view }: RowNode, doubtfulBelow: number, more?: string): vscode.TreeItem {
  const item = itemOf(row, view, doubtfulBelow);
  return {
    ...item,
    ...(more && { description: joined(String(item.description), more) }),
    id: `${article.uri.toString()}/${row.id}`,
    collapsibleState: row.children.length ? Collapsed : None,
    contextValue: item.contextValue ?? row.subject.kind,
  };
}

function itemOf({ subject, spans }: Row, view: ArticleView, doubtfulBelow: number): vscode.TreeItem {
  switch (subject.kind) {
    case 'actor':
      return entityItem(subject.entity, subject.claims.length);
    case 'noSource':
      return gathering(vscode.l10n.t('No source named'), 'circle-slash', claimCount(subject.claims.length));
    case 'claim':
      return claimItem(subject.claim, subject.actor, view, doubtfulBelow);
    case 'mentioned':
      return gathering(vscode.l10n.t('Mentioned'), 'mention', String(subject.count));
    case 'entity':
      return entityItem(subject.entity, 0);
    case 'mention':
      return mentionItem(subject.mention, view);
    case 'dates':
      return gathering(vscode.l10n.t('Dates'), 'calendar', String(subject.count));
    case 'date':
      return dateItem(subject.date, spans[0], view);
    case 'publication':
      return publicationItem(subject.date, spans[0], view);
    case 'orphans':
      return gathering(vscode.l10n.t('Words not found again'), 'debug-disconnect', String(subject.count));
    case 'orphan':
      return orphanItem(subject.decision);
    case 'conflicts':
      return gathering(vscode.l10n.t('Decisions that differ'), 'git-merge', String(subject.count));
    case 'conflict':
      return conflictItem(subject.conflict);
  }
}

function gathering(label: string, icon: string, description: string): vscode.TreeItem {
  return {
    label,
    description,
    iconPath: new vscode.ThemeIcon(icon),
    accessibilityInformation: { label: `${label}, ${description}` },
  };
}

function entityItem(entity: Entity, claims: number): vscode.TreeItem {
  const aliases = entity.aliases.slice(0, 10).map(onOneLine).join(', ');
  return {
    label: plainLabel(entity.name),
    description: entityDescription(entity, claims),
    iconPath: entityIcon(entity),
    tooltip: shortened(joined(onOneLine(entity.name), aliases && vscode.l10n.t('also: {0}', aliases)), LONGEST_HOVER),
    accessibilityInformation: { label: spokenEntity(entity, claims) },
  };
}

function claimItem(claim: Claim, actor: Entity | undefined, view: ArticleView, doubtfulBelow: number): vscode.TreeItem {
  const label = claimLabel(claim);
  const doubtful = claim.attribution.confidence < doubtfulBelow ? vscode.l10n.t('doubtful') : undefined;
  const source = actor ? undefined : wordsAt(claim.attribution.source, view);
  const review = view.reviewed.reviews.get(claim.attribution);
  const description = joined(
    reviewSummary(review),
    source,
    plainLabel(claim.how, 40),
    lineOf(claim.attribution.content[0], view),
    doubtful,
  );
  return {
    label,
    description,
    iconPath: review?.verdict === undefined ? claimIcon(claim) : verdictIcon(review.verdict),
    tooltip: [shortened(onOneLine(claim.text), LONGEST_HOVER), joined(kindName(claim.kind), description)].join('\n\n'),
    contextValue: actor ? 'claim.ofActor' : 'claim',
    accessibilityInformation: { label: [label, description, kindName(claim.kind)].join(', ') },
  };
}

/** The old words, and what was decided about them. */
function orphanItem(decision: Decision): vscode.TreeItem {
  const label = decisionWords(decision);
  const description = joined(decisionName(decision), plainLabel(decision.author, 40));
  const words = decision.target.map(({ prefix, exact, suffix }) => `… ${prefix}${exact}${suffix} …`).join('\n');
  return {
    label,
    description,
    iconPath: new vscode.ThemeIcon('debug-disconnect'),
    tooltip: shortened(words, LONGEST_HOVER),
    accessibilityInformation: { label: vscode.l10n.t('Not found again: {0}, {1}', label, description) },
  };
}

/** `Ann Lee | Accepted (Ann), Rejected (Ben)`: the last one is what is shown. */
function conflictItem({ field, decisions }: Conflict): vscode.TreeItem {
  const label = decisionWords(decisions[0]);
  const sides = decisions.map((each) => `${plainLabel(decidedValue(each, field), 40)} (${plainLabel(each.author, 40) || '–'})`); // prettier-ignore
  const description = sides.join(', ');
  return {
    label,
    description,
    iconPath: new vscode.ThemeIcon('git-merge'),
    tooltip: vscode.l10n.t('{0}. The last one is shown until somebody chooses.', description),
    accessibilityInformation: { label: vscode.l10n.t('Decisions that differ: {0}, {1}', label, description) },
  };
}

function mentionItem(mention: Mention, view: ArticleView): vscode.TreeItem {
  const { label, highlight } = excerpt(view.text, mention);
  const description = joined(mentionKindName(mention.kind), lineOf(mention, view));
  return {
    label: { label, highlights: [[...highlight]] },
    description,
    accessibilityInformation: { label: `${label}, ${description}` },
  };
}

function dateItem(date: TimeExpression, span: Span, view: ArticleView): vscode.TreeItem {
  const label = plainLabel(wordsAt([span], view));
  const meaning = shortMeaning(date);
  return described(label, joined(meaning === label ? undefined : meaning, lineOf(span, view)), 'calendar');
}

function publicationItem(date: HeaderField, span: Span | undefined, view: ArticleView): vscode.TreeItem {
  const day = shortDate(date.value);
  const label = span ? plainLabel(wordsAt([span], view)) : day;
  return described(
    label,
    joined(vscode.l10n.t('published'), label === day ? undefined : day, lineOf(span, view)),
    'megaphone',
  );
}

function described(label: string, description: string, icon: string): vscode.TreeItem {
  return {
    label,
    description,
    iconPath: new vscode.ThemeIcon(icon),
    accessibilityInformation: { label: `${label}, ${description}` },
  };
}

function wordsAt(spans: readonly Span[], view: ArticleView): string {
  return plainLabel(citedWords(view.text, spans), 60);
}

function lineOf(span: Span | undefined, view: ArticleView): string | undefined {
  return span && lineName(rangeOf(view, span).start.line);
}
