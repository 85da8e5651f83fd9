import type { Actor, Attribution, Claim, Entity, Mention, Span } from '../analysis';
import { byPlace } from '../lookup';
import { step } from '../step';
import { oneLine } from './reading';
import { headMention } from './sourceHead';

/** Ties each attribution to the entity that its source means; gathers the claims of each. */
export const actorsStep = step({
  name: 'actors',
  requires: ['text', 'entities', 'attributionSpans'],
  adds: ['attributions', 'claims', 'actors'],
  run: ({ text, entities, attributionSpans }) => {
    const mentions = entities.flatMap((entity) => entity.mentions).sort(byPlace);
    const attributions = attributionSpans.map((spans, index): Attribution => ({
      ...spans,
      id: `a${index + 1}`,
      actor: actorOf(text, spans.source, mentions),
    }));
    const claims = attributions.map((attribution): Claim => {
      const { id, actor, kind, content, cue } = attribution;
      return { id, attribution, actor, text: joined(text, content, ' … '), how: joined(text, cue, ' '), kind };
    });
    return { attributions, claims, actors: actorsOf(entities, claims) };
  },
});

function joined(text: string, spans: readonly Span[], glue: string): string {
  return spans.map(({ start, end }) => oneLine(text.slice(start, end))).join(glue);
}

/** Most claims first, then by first mention: entities are in that order. */
function actorsOf(entities: readonly Entity[], claims: readonly Claim[]): Actor[] {
  const byActor = new Map<string, Claim[]>();
  for (const claim of claims) {
    if (claim.actor === null) continue;
    const list = byActor.get(claim.actor);
    if (list) list.push(claim);
    else byActor.set(claim.actor, [claim]);
  }
  return entities
    .filter(({ id }) => byActor.has(id))
    .map((entity) => ({ entity, claims: byActor.get(entity.id)! }))
    .sort((a, b) => b.claims.length - a.claims.length);
}

function actorOf(text: string, source: readonly Span[], mentions: readonly Mention[]): string | null {
  for (const { start, end } of source) {
    let low = 0;
    let high = mentions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (mentions[middle].start < start) low = middle + 1;
      else high = middle;
    }
    const inside: Mention[] = [];
    for (let i = low; i < mentions.length && mentions[i].start < end; i++)
      if (mentions[i].end <= end) inside.push(mentions[i]);
    const head = headMention(text, { start, end }, inside);
    if (head) return head.entity;
  }
  return null;
}
