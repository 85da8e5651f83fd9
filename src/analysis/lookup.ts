import { once } from '../util/once';
import type { Actor, Analysis, Claim, Entity, Mention, Span, TimeExpression } from './analysis';
import { firstWhere } from '../util/firstWhere';

/**
 * Answers "what stands here?" and "which is this?" over one analysis, without searching through it each time. What that takes is
 * made when it is first asked for.
 */
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
  /** The mentions that share a character with the span, in text order; a longer one before those inside it. */
  mentionsIn(span: Span): Mention[];
  datesIn(span: Span): TimeExpression[];
  /** In any order: the claims that have a cue there, those that have a source, and those that have a piece of content. */
  cuesIn(span: Span): Claim[];
  sourcesIn(span: Span): Claim[];
  contentsIn(span: Span): Claim[];
}

/** Analyses that can be looked things up in by better means than those of all. */
const OWN = new WeakMap<Analysis, (built: Lookup) => Lookup>();

/** Tells how to look things up in this analysis, given what is built for any. */
export function lookupIs(analysis: Analysis, lookup: (built: Lookup) => Lookup): void {
  OWN.set(analysis, lookup);
}

export function createLookup(analysis: Analysis): Lookup {
  const built = buildLookup(analysis);
  return OWN.get(analysis)?.(built) ?? built;
}

function buildLookup(analysis: Analysis): Lookup {
  const entities = once(() => new Map(analysis.entities.map((entity) => [entity.id, entity])));
  const actors = once(() => new Map(analysis.actors.map((actor) => [actor.entity.id, actor])));
  const claims = once(() => new Map(analysis.claims.map((claim) => [claim.id, claim])));
  const mentionSpans = once(
    () =>
      new SpanIndex(
        analysis.entities.flatMap((entity) => entity.mentions),
        (mention) => [mention],
      ),
  );
  const dateSpans = once(() => new SpanIndex(analysis.dates, (date) => [date]));
  const cueSpans = once(() => new SpanIndex(analysis.claims, (claim) => claim.attribution.cue));
  const sourceSpans = once(() => new SpanIndex(analysis.claims, (claim) => claim.attribution.source));
  const contentSpans = once(() => new SpanIndex(analysis.claims, (claim) => claim.attribution.content));
  return {
    entity: (id) => entities().get(id),
    actor: (id) => actors().get(id),
    claim: (id) => claims().get(id),
    mentionAt: (offset) => mentionSpans().smallestAt(offset),
    dateAt: (offset) => dateSpans().smallestAt(offset),
    claimAt: (offset) => cueSpans().smallestAt(offset) ?? contentSpans().smallestAt(offset),
    mentionsIn: (span) => mentionSpans().meeting(span),
    datesIn: (span) => dateSpans().meeting(span),
    cuesIn: (span) => cueSpans().meeting(span),
    sourcesIn: (span) => sourceSpans().meeting(span),
    contentsIn: (span) => contentSpans().meeting(span),
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

  /** The items that have a span which shares a character with this one, each once, in order of those spans. */
  meeting({ start, end }: Span): T[] {
    const found = new Set<T>();
    for (let i = this.#firstFrom(start - this.#longest); i < this.#entries.length; i++) {
      const { span, item } = this.#entries[i];
      if (span.start >= end) break;
      if (span.end > start && span.start < span.end) found.add(item);
    }
    return [...found];
  }

  /** The first entry that begins at the offset or behind it. */
  #firstFrom(offset: number): number {
    return firstWhere(this.#entries.length, (i) => this.#entries[i].span.start >= offset);
  }

  /** The item of the smallest span that holds the offset, its end included; the later one of two equally small. */
  smallestAt(offset: number): T | undefined {
    let best: { span: Span; item: T } | undefined;
    for (
      let i = this.#firstFrom(offset + 1) - 1;
      i >= 0 && this.#entries[i].span.start >= offset - this.#longest;
      i--
    ) {
      const entry = this.#entries[i];
      if (entry.span.end < offset) continue;
      if (!best || entry.span.end - entry.span.start < best.span.end - best.span.start) best = entry;
    }
    return best?.item;
  }
}
