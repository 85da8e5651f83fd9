import type { Span } from '../../analysis/analysis';

/** A stretch of text and the span that owns it: the smallest of those that hold it. */
export interface Piece<T extends Span> extends Span {
  readonly owner: T;
}

/**
 * Spans that may overlap as pieces that do not, in text order: each character goes to the smallest span that holds it,
 * of two equally small to the later one. "the senior [U.S.] official" is three pieces of two spans.
 */
export function flatten<T extends Span>(spans: readonly T[]): Piece<T>[] {
  const waiting = spans.filter((span) => span.end > span.start).sort((a, b) => a.start - b.start);
  const edges = [...new Set(waiting.flatMap((span) => [span.start, span.end]))].sort((a, b) => a - b);
  const pieces: { start: number; end: number; owner: T }[] = [];
  let open: T[] = [];
  let next = 0;
  for (let i = 0; i + 1 < edges.length; i++) {
    const [start, end] = [edges[i], edges[i + 1]];
    open = open.filter((span) => span.end > start);
    while (next < waiting.length && waiting[next].start === start) open.push(waiting[next++]);
    if (!open.length) continue;
    const owner = open.reduce((best, span) => (lengthOf(span) <= lengthOf(best) ? span : best));
    const last = pieces.at(-1);
    if (last?.owner === owner && last.end === start) last.end = end;
    else pieces.push({ start, end, owner });
  }
  return pieces;
}

export function lengthOf({ start, end }: Span): number {
  return end - start;
}

export function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

export function meet(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** What of a span lies within another. */
export function clip({ start, end }: Span, within: Span): Span {
  return { start: Math.max(start, within.start), end: Math.min(end, within.end) };
}
