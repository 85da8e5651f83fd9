import type { Actor, Analysis, Claim, Entity, Mention, Span, TimeExpression } from './analysis';

/** Answers "what stands here?" and "which is this?" over one analysis, without searching through it each time. */
export interface Lookup {
  entity(id: string): Entity | undefined;
  /** The actor of an entity; undefined when nothing is attributed to it. */
  actor(entityId: string): Actor | undefined;
  claim(id: string): Claim | undefined;
  /** The smallest mention at the offset, its end included ("Putin|"). */
  mentionAt(offset: number): Mention | undefined;
  dateAt(offset: number): TimeExpression | undefined;
  /** The innermost claim whose cue, or else whose content, stands at the offset. */
  claimAt(offset: number): Claim | undefined;
  /** All mentions in text order; a longer one before those inside it. */
  readonly mentions: readonly Mention[];
}

export function createLookup(analysis: Analysis): Lookup {
  const entities = new Map(analysis.entities.map((entity) => [entity.id, entity]));
  const actors = new Map(analysis.actors.map((actor) => [actor.entity.id, actor]));
  const claims = new Map(analysis.claims.map((claim) => [claim.id, claim]));
  const mentions = analysis.entities.flatMap((entity) => entity.mentions).sort(byPlace);
  const mentionSpans = new SpanIndex(mentions, (mention) => [mention]);
  const dateSpans = new SpanIndex(analysis.dates, (date) => [date]);
  const cueSpans = new SpanIndex(analysis.claims, (claim) => claim.attribution.cue);
  const contentSpans = new SpanIndex(analysis.claims, (claim) => claim.attribution.content);
  return {
    entity: (id) => entities.get(id),
    actor: (id) => actors.get(id),
    claim: (id) => claims.get(id),
    mentionAt: (offset) => mentionSpans.smallestAt(offset),
    dateAt: (offset) => dateSpans.smallestAt(offset),
    claimAt: (offset) => cueSpans.smallestAt(offset) ?? contentSpans.smallestAt(offset),
    mentions,
  };
}

/** Order of spans in text: by start, the longer first. */
export function byPlace(a: Span, b: Span): number {
  return a.start - b.start || b.end - a.end;
}

/** Items by their spans; a query looks at the spans that begin before the offset and no further back than the longest. */
class SpanIndex<T> {
  readonly #entries: { span: Span; item: T }[];
  readonly #longest: number;

  constructor(items: readonly T[], spansOf: (item: T) => readonly Span[]) {
    this.#entries = items
      .flatMap((item) => spansOf(item).map((span) => ({ span, item })))
      .sort((a, b) => byPlace(a.span, b.span));
    this.#longest = this.#entries.reduce((longest, { span }) => Math.max(longest, span.end - span.start), 0);
  }

  /** The item of the smallest span that holds the offset, its end included; the later one of two equally small. */
  smallestAt(offset: number): T | undefined {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#entries[middle].span.start <= offset) low = middle + 1;
      else high = middle;
    }
    let best: { span: Span; item: T } | undefined;
    for (let i = low - 1; i >= 0 && this.#entries[i].span.start >= offset - this.#longest; i--) {
      const entry = this.#entries[i];
      if (entry.span.end < offset) continue;
      if (!best || entry.span.end - entry.span.start < best.span.end - best.span.start) best = entry;
    }
    return best?.item;
  }
}
