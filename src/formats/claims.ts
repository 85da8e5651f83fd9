import type { Analysis, Claim, Entity } from '../analysis/analysis';
import { citedWords } from '../analysis/claims';
import { onOneLine } from './words';

/** Claims of one actor; `entity` is undefined for those that the article ascribes to nobody it names. */
export interface ActorClaims {
  readonly entity: Entity | undefined;
  /** In text order. */
  readonly claims: readonly Claim[];
}

/** Every claim of the article once: by actor, most claims first, then those without an actor. */
export function claimsByActor({ actors, claims }: Pick<Analysis, 'actors' | 'claims'>): ActorClaims[] {
  const withoutActor = claims.filter(({ actor }) => actor === null);
  return [
    ...actors.map(({ entity, claims: own }) => ({ entity, claims: own })),
    ...(withoutActor.length ? [{ entity: undefined, claims: withoutActor }] : []),
  ];
}

/** Who says it: the actor's name, else the article's own words for the source; empty when it names nobody. */
export function speakerOf(claim: Claim, text: string, entities: readonly Entity[]): string {
  const entity = entities.find(({ id }) => id === claim.actor);
  const words = entity?.name ?? citedWords(text, claim.attribution.source);
  return onOneLine(words);
}

/**
 * Who and what is named but says nothing: most mentions first, then by first mention. What is only described and says
 * nothing ("troops", "the region") is left out: nobody looks it up.
 */
export function mentionedEntities({ actors, entities }: Pick<Analysis, 'actors' | 'entities'>): Entity[] {
  const speaking = new Set(actors.map((actor) => actor.entity.id));
  return entities
    .filter(({ id, named, mentions }) => named && mentions.length > 0 && !speaking.has(id))
    .sort((a, b) => b.mentions.length - a.mentions.length || a.mentions[0].start - b.mentions[0].start);
}
