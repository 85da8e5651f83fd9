import type { Analysis, Claim, Entity, HeaderField, Mention, Span, TimeExpression } from '../../analysis/analysis';
import { claimsByActor, mentionedEntities } from '../../formats/claims';
import type { Conflict, Decision, Orphan, ReviewedAnalysis } from '../../review/review';
import { datesInOrder } from './timeOrder';

/** What a row below an article is about. */
export type RowSubject =
  | { readonly kind: 'actor'; readonly entity: Entity; readonly claims: readonly Claim[] }
  | { readonly kind: 'noSource'; readonly claims: readonly Claim[] }
  | { readonly kind: 'claim'; readonly claim: Claim; readonly actor: Entity | undefined }
  | { readonly kind: 'mentioned'; readonly count: number }
  | { readonly kind: 'entity'; readonly entity: Entity }
  | { readonly kind: 'mention'; readonly mention: Mention }
  | { readonly kind: 'dates'; readonly count: number }
  | { readonly kind: 'date'; readonly date: TimeExpression }
  | { readonly kind: 'publication'; readonly date: HeaderField }
  | { readonly kind: 'orphans'; readonly count: number }
  | { readonly kind: 'orphan'; readonly decision: Decision }
  | { readonly kind: 'conflicts'; readonly count: number }
  | { readonly kind: 'conflict'; readonly conflict: Conflict };

export interface Row {
  /**
   * Made of the words, not of the analysis' ids, so that a row stays the same row (expanded, selected) when the article
   * is edited elsewhere; unique below the article: `actor:PERSON:Vladimir Putin/claim:an end to ...`.
   */
  readonly id: string;
  readonly subject: RowSubject;
  /** Undefined directly below the article. */
  readonly parent: Row | undefined;
  readonly children: readonly Row[];
  /** The words it is about, in text order; empty for a row that only gathers others. */
  readonly spans: readonly Span[];
}

/**
 * The rows below an article: what its review needs somebody for (decisions whose words are lost, decisions that differ),
 * actors with claims, claims without a source, what is mentioned, dates.
 */
export function articleRows(analysis: Analysis, review?: Pick<ReviewedAnalysis, 'orphans' | 'conflicts'>): Row[] {
  const speaking = claimsByActor(analysis).map(({ entity, claims }): Draft => {
    const children = claims.map((claim) => claimDraft(claim, entity));
    return entity
      ? {
          key: entityKey('actor', entity),
          subject: { kind: 'actor', entity, claims },
          spans: firstNaming(entity),
          children,
        }
      : { key: 'noSource', subject: { kind: 'noSource', claims }, children };
  });
  const mentioned = mentionedEntities(analysis).map(entityDraft);
  const dates = datesInOrder(analysis).map(dateDraft);
  const orphans = (review?.orphans ?? []).map(orphanDraft);
  const conflicts = (review?.conflicts ?? []).map(conflictDraft);
  return place([
    ...gathered('orphans', orphans, { kind: 'orphans', count: orphans.length }),
    ...gathered('conflicts', conflicts, { kind: 'conflicts', count: conflicts.length }),
    ...speaking,
    ...gathered('mentioned', mentioned, { kind: 'mentioned', count: mentioned.length }),
    ...gathered('dates', dates, { kind: 'dates', count: dates.length }),
  ]);
}

/** The row with this id, below these rows. */
export function findRow(rows: readonly Row[], id: string): Row | undefined {
  return firstRow(rows, (row) => row.id === id);
}

/** The row of a claim, by the analysis' id of it. */
export function findClaimRow(rows: readonly Row[], claimId: string): Row | undefined {
  return firstRow(rows, ({ subject }) => subject.kind === 'claim' && subject.claim.id === claimId);
}

function firstRow(rows: readonly Row[], fits: (row: Row) => boolean): Row | undefined {
  for (const row of rows) {
    const found = fits(row) ? row : firstRow(row.children, fits);
    if (found) return found;
  }
  return undefined;
}

/** A row before it knows its parent and its full id. */
interface Draft {
  readonly key: string;
  readonly subject: RowSubject;
  readonly spans?: readonly Span[];
  readonly children?: readonly Draft[];
}

function place(drafts: readonly Draft[], parent?: Row): Row[] {
  const seen = new Map<string, number>();
  return drafts.map(({ key, subject, spans = [], children = [] }) => {
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    const own = before ? `${key}#${before}` : key;
    const placed: Row[] = [];
    const row: Row = { id: parent ? `${parent.id}/${own}` : own, subject, parent, spans, children: placed };
    placed.push(...place(children, row));
    return row;
  });
}

function gathered(key: string, children: readonly Draft[], subject: RowSubject): Draft[] {
  return children.length ? [{ key, subject, children }] : [];
}

function claimDraft(claim: Claim, actor: Entity | undefined): Draft {
  return { key: `claim:${claim.text}`, subject: { kind: 'claim', claim, actor }, spans: claim.attribution.content };
}

function entityDraft(entity: Entity): Draft {
  return {
    key: entityKey('entity', entity),
    subject: { kind: 'entity', entity },
    spans: firstNaming(entity),
    children: entity.mentions.map((mention) => ({
      key: `mention:${mention.kind}`,
      subject: { kind: 'mention', mention },
      spans: [mention],
    })),
  };
}

function dateDraft(date: TimeExpression | HeaderField): Draft {
  return 'type' in date
    ? { key: `date:${date.value}`, subject: { kind: 'date', date }, spans: [date] }
    : { key: 'publication', subject: { kind: 'publication', date }, spans: date.span ? [date.span] : [] };
}

function orphanDraft({ decision }: Orphan): Draft {
  return { key: `orphan:${decision.id}`, subject: { kind: 'orphan', decision } };
}

function conflictDraft(conflict: Conflict): Draft {
  return {
    key: `conflict:${conflict.decisions.map(({ id }) => id).join(' ')}`,
    subject: { kind: 'conflict', conflict },
  };
}

function entityKey(kind: string, { type, name }: Entity): string {
  return `${kind}:${type}:${name}`;
}

/** Where an entity is first called by name, or else first referred to. */
export function firstNaming({ mentions }: Entity): Span[] {
  const first = mentions.find((mention) => mention.kind === 'name') ?? mentions[0];
  return first ? [first] : [];
}
