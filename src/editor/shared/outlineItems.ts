import * as vscode from 'vscode';
import type { EntityType, Span } from '../../analysis/analysis';
import { claimGroups } from './claimGroups';
import { type Reading, firstNaming, placeOf, sourceWords, wordsOf } from './reading';
import { actorName, claimCount, kindName, longDate, titleName } from './wording';
import { shortened } from './labels';

export type OutlineKind = 'title' | 'claim' | 'dates' | 'date' | 'unnamedSource' | EntityType;

/** An entry of the outline: `span` is the words it stands for. */
export interface OutlineItem {
  readonly name: string;
  readonly detail: string;
  readonly kind: OutlineKind;
  readonly span: Span;
  readonly children: readonly OutlineItem[];
}

const LONGEST_NAME = 120;

/**
 * The article's outline: title, actors with their claims (most claims first), dates. An actor's place is where it is
 * first named, not the hull of all it says: hulls of several actors overlap, and the editor's breadcrumbs and sticky
 * lines would show the wrong one.
 */
export function outlineItems(view: Reading): OutlineItem[] {
  const { header, dates } = view.analysis;
  const title = header.title?.span;
  return [
    ...(title ? [item(titleName(header.title), header.date ? longDate(header.date.value) : '', 'title', title)] : []),
    ...claimGroups(view.analysis).flatMap(({ entity, claims }) => {
      const children = claims.flatMap((claim) => {
        const place = placeOf(claim);
        return place ? [item(claim.text, [claim.how, kindName(claim.kind)].filter(Boolean).join(' · '), 'claim', place)] : []; // prettier-ignore
      });
      const [first] = claims;
      const place = (entity && firstNaming(view, entity)) ?? first.attribution.source[0] ?? placeOf(first);
      const kind = !entity ? 'OTHER' : entity.named ? entity.type : 'unnamedSource';
      const name = actorName(entity, claims.length === 1 ? sourceWords(view, first) : '');
      return place ? [item(name, claimCount(claims.length), kind, place, children)] : [];
    }),
    ...(dates.length
      ? [
          item(
            vscode.l10n.t('Dates'),
            String(dates.length),
            'dates',
            dates[0],
            dates.map((date) => item(wordsOf(view, date), date.value, 'date', date)),
          ),
        ]
      : []),
  ];
}

function item(
  name: string,
  detail: string,
  kind: OutlineKind,
  { start, end }: Span,
  children: OutlineItem[] = [],
): OutlineItem {
  return { name: shortened(name, LONGEST_NAME) || '…', detail, kind, span: { start, end }, children };
}
