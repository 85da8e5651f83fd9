import type { AttributionKind, AttributionSpans, Span } from '../analysis';
import type { Reading } from './reading';

/** Tokens `[from, to)`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** An attribution in tokens: what rules and decoders make, before it becomes spans of the text. */
export interface TokenAttribution {
  readonly source: readonly Range[];
  readonly cue: readonly Range[];
  readonly content: readonly Range[];
  /** How likely the whole is right, 0 to 1. */
  readonly confidence: number;
  /** Grammar alone makes it plain, so that it is at least this likely right; 0 or undefined: it does not. */
  readonly plain?: number;
}

/** The same so many tokens further on. */
export function movedBy<T extends Omit<TokenAttribution, 'confidence'>>(attribution: T, by: number): T {
  const move = (ranges: readonly Range[]): Range[] => ranges.map(({ from, to }) => ({ from: from + by, to: to + by }));
  const { source, cue, content } = attribution;
  return { ...attribution, source: move(source), cue: move(cue), content: move(content) };
}

export function spansOf({ tokens }: Reading, ranges: readonly Range[]): Span[] {
  return ranges.map(({ from, to }) => ({ start: tokens.start[from], end: tokens.end[to - 1] }));
}

/** The same so many characters further on. */
export function shiftedSpans(spans: readonly Span[], by: number): Span[] {
  return spans.map(({ start, end }) => ({ start: start + by, end: end + by }));
}

export function attributionSpans(
  reading: Reading,
  attribution: TokenAttribution,
  kind: AttributionKind,
): AttributionSpans {
  return {
    source: spansOf(reading, attribution.source),
    cue: spansOf(reading, attribution.cue),
    content: spansOf(reading, attribution.content),
    kind,
    confidence: attribution.confidence,
  };
}

/** In text order, without empty ones; neighbours that touch become one. */
export function joinedRanges(ranges: readonly Range[]): Range[] {
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of inOrder(ranges)) {
    if (to <= from) continue;
    const last = joined.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}

/** Most ranges are in order as they were found, and need no copy. */
function inOrder(ranges: readonly Range[]): readonly Range[] {
  for (let r = 1; r < ranges.length; r++)
    if (ranges[r].from < ranges[r - 1].from) return [...ranges].sort((a, b) => a.from - b.from);
  return ranges;
}

/** What remains of the ranges without the tokens of `taken`. */
export function without(ranges: readonly Range[], taken: readonly Range[]): Range[] {
  let rest = ranges;
  for (const hole of taken) {
    if (!rest.some(({ from, to }) => from < hole.to && to > hole.from)) continue;
    const left: Range[] = [];
    for (const { from, to } of rest) {
      if (from < Math.min(to, hole.from)) left.push({ from, to: Math.min(to, hole.from) });
      if (Math.max(from, hole.to) < to) left.push({ from: Math.max(from, hole.to), to });
    }
    rest = left;
  }
  return joinedRanges(rest);
}
