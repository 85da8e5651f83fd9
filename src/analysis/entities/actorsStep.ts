import type { Attribution } from '../analysis';
import { actorOf, actorsOf, claimOf } from '../claims';
import { byPlace } from '../lookup';
import { step } from '../step';

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
    const claims = attributions.map((attribution) => claimOf(text, attribution));
    return { attributions, claims, actors: actorsOf(entities, claims) };
  },
});
