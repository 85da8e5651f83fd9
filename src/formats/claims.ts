import type { Analysis, Claim, Entity } from '../analysis/analysis';
import { onOneLine } from './words';

/** Claims of one actor; `actor` is undefined for those that the article ascribes to nobody it names. */
export interface ActorClaims {
  readonly actor: Entity | undefined;
  /** In text order. */
  readonly claims: readonly Claim[];
}

/** Every claim of the article once: by actor, most claims first, then those without an actor. */
export function claimsByActor({ actors, claims }: Pick<Analysis, 'actors' | 'claims'>): ActorClaims[] {
  const withoutActor = claims.filter(({ actor }) => actor === null);
  return [
    ...actors.map(({ entity, claims: own }) => ({ actor: entity, claims: own })),
    ...(withoutActor.length ? [{ actor: undefined, claims: withoutActor }] : []),
  ];
}

/** Who says it: the actor's name, else the article's own words for the source; empty when it names nobody. */
export function speakerOf(claim: Claim, text: string, entities: readonly Entity[]): string {
  const entity = entities.find(({ id }) => id === claim.actor);
  const words = entity?.name ?? claim.attribution.source.map(({ start, end }) => text.slice(start, end)).join(' ');
  return onOneLine(words);
}
