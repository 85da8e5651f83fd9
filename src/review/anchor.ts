import type { Span } from '../analysis/analysis';
import type { Anchor } from './review';

/** How much text before and behind is kept with the words, in UTF-16 units. */
export const CONTEXT_LENGTH = 32;

/** The words of a span, and what stands around them. */
export function anchorAt(text: string, { start, end }: Span): Anchor {
  return {
    exact: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - CONTEXT_LENGTH), start),
    suffix: text.slice(end, end + CONTEXT_LENGTH),
    start,
    end,
  };
}

/** Where the words stand now; undefined when that is not certain. */
export function locate(text: string, anchor: Anchor): Span | undefined {
  const { exact, prefix, suffix, start, end } = anchor;
  if (text.startsWith(exact, start) && text.endsWith(prefix, start) && text.startsWith(suffix, end))
    return { start, end };
  const first = text.indexOf(exact);
  if (first < 0 || text.indexOf(exact, first + 1) >= 0) return undefined;
  return { start: first, end: first + exact.length };
}
