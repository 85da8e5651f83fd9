import type { Analysis, Claim, Entity } from '../../analysis/analysis';

/** The claims of one actor; `entity` is undefined for claims whose source the article does not name at all. */
export interface ClaimGroup {
  readonly entity: Entity | undefined;
  /** In text order. */
  readonly claims: readonly Claim[];
}

/** Every claim of the article exactly once: the actors', most first, then those that nobody is named for. */
export function claimGroups({ actors, claims }: Pick<Analysis, 'actors' | 'claims'>): ClaimGroup[] {
  const groups: ClaimGroup[] = actors.map((actor) => ({ entity: actor.entity, claims: actor.claims }));
  const grouped = new Set(actors.flatMap((actor) => actor.claims.map((claim) => claim.id)));
  const rest = claims.filter((claim) => !grouped.has(claim.id));
  return rest.length ? [...groups, { entity: undefined, claims: rest }] : groups;
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
