import * as vscode from 'vscode';
import type { ClaimRef, CorpusIndex } from '../../corpus/corpusIndex';
import type { CorpusEntity } from '../../corpus/entityTable';
import { TYPE_VALUES, type TypeValue, typeValueOf } from '../../corpus/query/fields';
import { parseQuery } from '../../corpus/query/parse';
import { searchClaims } from '../../corpus/query/search';
import type { ActorOrder } from '../../host/viewState';

export interface ListedActor {
  readonly entity: CorpusEntity;
  readonly claims: number;
}

export interface ActorGroup {
  /** Empty for those that stand under no heading. */
  readonly label: string;
  readonly actors: readonly ListedActor[];
}

/**
 * Who makes claims, as the person wants them: by number of claims or by name, unnamed sources under a heading of their
 * own at the end, or everybody under headings by kind.
 * @param fitting how many claims of an entity fit a filter, by the entity's id; undefined without one
 */
export function actorGroups(
  index: CorpusIndex,
  order: ActorOrder,
  fitting: ReadonlyMap<number, number> | undefined,
): ActorGroup[] {
  const actors: ListedActor[] = [];
  for (const entity of index.entities) {
    const claims = fitting ? (fitting.get(entity.id) ?? 0) : entity.claims;
    if (claims) actors.push({ entity, claims });
  }
  const byName = (a: ListedActor, b: ListedActor) =>
    a.entity.names === b.entity.names ? a.entity.id - b.entity.id : a.entity.names < b.entity.names ? -1 : 1;
  actors.sort(order === 'name' ? byName : (a, b) => b.claims - a.claims || byName(a, b));
  const ofType = new Map<TypeValue, ListedActor[]>(TYPE_VALUES.map((type) => [type, []]));
  const named: ListedActor[] = [];
  for (const actor of actors) {
    if (order !== 'kind' && actor.entity.named) named.push(actor);
    else ofType.get(typeValueOf(actor.entity))!.push(actor);
  }
  const groups = [...ofType].map(([type, listed]) => ({ label: headingOf(type), actors: listed }));
  return [{ label: '', actors: named }, ...groups].filter((group) => group.actors.length > 0);
}

function headingOf(type: TypeValue): string {
  switch (type) {
    case 'person':
      return vscode.l10n.t('People');
    case 'organisation':
      return vscode.l10n.t('Organisations');
    case 'place':
      return vscode.l10n.t('States and places');
    case 'group':
      return vscode.l10n.t('Groups');
    case 'event':
      return vscode.l10n.t('Events');
    case 'law':
      return vscode.l10n.t('Laws and treaties');
    case 'product':
      return vscode.l10n.t('Products');
    case 'work':
      return vscode.l10n.t('Works');
    case 'other':
      return vscode.l10n.t('Others');
    case 'unnamed':
      return vscode.l10n.t('Unnamed sources');
  }
}

/** An actor's claims, newest first, those that fit the filter. */
export function claimsOf(index: CorpusIndex, { id, postings }: CorpusEntity, filter: string): ClaimRef[] {
  if (filter.trim()) {
    const { claims } = searchClaims(index, parseQuery(filter), { limit: Infinity, actors: new Set([id]) });
    return [...claims];
  }
  const articles = postings
    .flatMap(({ slot, claims }) => (claims ? (index.at(slot) ?? []) : []))
    .map((article) => ({ article, date: article.head.date ?? '' }))
    .sort((a, b) => (a.date === b.date ? a.article.slot - b.article.slot : a.date < b.date ? 1 : -1));
  const { actor } = index.claims;
  return articles.flatMap(({ article }) => {
    const own: ClaimRef[] = [];
    for (let i = 0; i < article.claims.count; i++) if (actor[article.claims.first + i] === id) own.push({ article, index: i }); // prettier-ignore
    return own;
  });
}
