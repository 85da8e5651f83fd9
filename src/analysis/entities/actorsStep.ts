import type { Attribution } from '../analysis';
import { actorsOf, claimOf } from '../claims';
import { step } from '../step';

/** Ties each attribution to the entity that its source means; gathers the claims of each. */
export const actorsStep = step({
  name: 'actors',
  requires: ['text', 'entities', 'speakers', 'attributionSpans'],
  adds: ['attributions', 'claims', 'actors'],
  run: ({ text, entities, speakers, attributionSpans }) => {
    const attributions = attributionSpans.map((spans, index): Attribution => ({
      ...spans,
      id: `a${index + 1}`,
      actor: speakers.get(spans) ?? null,
    }));
    const claims = attributions.map((attribution) => claimOf(text, attribution));
    return { attributions, claims, actors: actorsOf(entities, claims) };
  },
});
