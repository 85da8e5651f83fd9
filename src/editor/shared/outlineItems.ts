import * as vscode from 'vscode';
import type { Claim, EntityType, Span } from '../../analysis/analysis';
import { claimsByActor } from '../../formats/claims';
import { type Reading, firstNaming, placeOf, sourceWords, wordsOf } from './reading';
import { actorName, claimCount, kindName, longDate, titleName } from './wording';
import { shortened } from '../../host/plainText';

export type OutlineKind = 'title' | 'claim' | 'dates' | 'date' | 'unnamedSource' | EntityType;

/** An entry of the outline: `span` is the words it stands for, `reach` what it is about. */
export interface OutlineItem {
  readonly name: string;
  readonly detail: string;
  readonly kind: OutlineKind;
  readonly span: Span;
  readonly reach: Span;
  readonly children: readonly OutlineItem[];
}

const LONGEST_NAME = 120;

/**
 * VS Code takes entries over one by one and makes one message of them all, and nobody reads more of them than this: the first
 * claims, the first dates. The side bar lists all.
 */
const MOST_CLAIMS = 500;
const MOST_DATES = 200;

/**
 * The article's outline: the title, and under it the actors with their claims, and the dates. An actor's place is where
 * it is first named, not the hull of all it says: hulls of several actors overlap, and the editor's breadcrumbs and
 * sticky lines would show the wrong one. The title's is the whole article: it stays in view while one reads.
 */
export function outlineItems(view: Reading): OutlineItem[] {
  const { title, date } = view.analysis.header;
  const items = [...actorItems(view), ...dateItems(view)];
  if (!title?.span) return items;
  const root = item(titleName(title), date ? longDate(date.value) : '', 'title', title.span, items);
  return [{ ...root, reach: { start: 0, end: view.text.length } }];
}

function actorItems(view: Reading): OutlineItem[] {
  let left = MOST_CLAIMS;
  return claimsByActor(view.analysis).flatMap(({ entity, claims }) => {
    if (left <= 0) return [];
    const [first] = claims;
    const place = (entity && firstNaming(view, entity)) ?? first.attribution.source[0] ?? placeOf(first);
    if (!place) return [];
    const kind = !entity ? 'OTHER' : entity.named ? entity.type : 'unnamedSource';
    const name = actorName(entity, claims.length === 1 ? sourceWords(view, first) : '');
    const shown = claims.slice(0, left);
    left -= shown.length;
    return [item(name, claimCount(claims.length), kind, place, shown.flatMap(claimItem))];
  });
}

function claimItem(claim: Claim): OutlineItem[] {
  const place = placeOf(claim);
  const how = [claim.how, kindName(claim.kind)].filter(Boolean).join(' · ');
  return place ? [item(claim.text, how, 'claim', place)] : [];
}

function dateItems(view: Reading): OutlineItem[] {
  const { dates } = view.analysis;
  if (!dates.length) return [];
  const children = dates.slice(0, MOST_DATES).map((date) => item(wordsOf(view, date), date.value, 'date', date));
  return [item(vscode.l10n.t('Dates'), String(dates.length), 'dates', dates[0], children)];
}

function item(
  name: string,
  detail: string,
  kind: OutlineKind,
  { start, end }: Span,
  children: readonly OutlineItem[] = [],
): OutlineItem {
  const span = { start, end };
  return { name: shortened(name.trim(), LONGEST_NAME) || '…', detail, kind, span, reach: span, children };
}
