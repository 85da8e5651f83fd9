import type { AttributionKind, Claim, Span } from '../../analysis/analysis';
import { flatten, meet } from './flatten';
import type { Reading } from './reading';

/** Words of a claim that are tinted alike. */
export interface Tint extends Span {
  readonly kind: AttributionKind;
  readonly doubtful: boolean;
}

/**
 * What is tinted of the claims that reach into `within`, in text order, none overlapping: of nested claims the inner
 * one has its words to itself, so that a tint is never laid over another.
 */
export function claimTints(claims: readonly Claim[], threshold: number, within: Span): Tint[] {
  const spans = claims.flatMap(({ kind, attribution: { content, confidence } }) =>
    content
      .filter((span) => meet(span, within))
      .map(({ start, end }): Tint => ({ start, end, kind, doubtful: confidence < threshold })),
  );
  return flatten(spans).map(({ start, end, owner }) => ({ ...owner, start, end }));
}

/** The span of the lines from `first` to `last` (from 0) and of so many more before and behind. */
export function linesAround(
  { lines, text }: Pick<Reading, 'lines' | 'text'>,
  first: number,
  last: number,
  margin: number,
): Span {
  const end = last + margin + 1;
  return {
    start: lines.offsetAt({ line: Math.max(0, first - margin), column: 0 }),
    end: end < lines.lineCount ? lines.offsetAt({ line: end, column: 0 }) : text.length,
  };
}
