import type { ClaimRef } from '../../corpus/corpusIndex';
import type { CorpusEntity } from '../../corpus/entityTable';

// The elements of the view `hearsay.actors`: what its commands are given.

/** How many claims an actor shows before one asks for more. */
export const CLAIMS_PAGE = 100;

export interface ActorNode {
  readonly kind: 'actor';
  readonly entity: CorpusEntity;
  /** Those that fit the filter, where there is one. */
  readonly claims: number;
}

export interface ActorClaimNode {
  readonly kind: 'claim';
  readonly actor: ActorNode;
  readonly ref: ClaimRef;
}

export interface ActorGroupNode {
  readonly kind: 'group';
  readonly id: string;
  readonly label: string;
  readonly actors: readonly ActorNode[];
}

export interface MoreActorsNode {
  readonly kind: 'more';
  /** The list that has more; empty for that of all actors. */
  readonly list: string;
  readonly count: number;
}

export type ActorsNode = ActorNode | ActorClaimNode | ActorGroupNode | MoreActorsNode;

export function isActorsNode(value: unknown): value is ActorsNode {
  const kind = typeof value === 'object' && value !== null ? (value as { kind?: unknown }).kind : undefined;
  return (
    (kind === 'actor' && 'entity' in (value as object)) ||
    (kind === 'claim' && 'ref' in (value as object)) ||
    (kind === 'group' && 'actors' in (value as object)) ||
    (kind === 'more' && 'list' in (value as object))
  );
}
