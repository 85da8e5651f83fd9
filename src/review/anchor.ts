import type { Span } from '../analysis/analysis';
import { Comparison, LocatedText, isSecondHalf } from './comparison';
import type { TextPrint } from './print';
import type { Anchor } from './review';

/** How much text before and after is kept with the words, in UTF-16 units. */
export const CONTEXT_LENGTH = 48;

/** The words of a span, and what stands around them; no character outside the basic plane is cut in half. */
export function anchorAt(text: string, { start, end }: Span): Anchor {
  let from = Math.max(0, start - CONTEXT_LENGTH);
  let to = Math.min(text.length, end + CONTEXT_LENGTH);
  if (isSecondHalf(text, from)) from++;
  if (isSecondHalf(text, to)) to--;
  return { exact: text.slice(start, end), prefix: text.slice(from, start), suffix: text.slice(end, to), start, end };
}

/** Finds anchors' words in one text. */
export interface Locator {
  /** The text's own print. */
  readonly print: TextPrint;
  /**
   * Where the words stand now; undefined when that is not certain. `printId` names the text in which the anchor was
   * set; without it (or when that print is not at hand) only words in the same surroundings are certain.
   */
  readonly locate: (anchor: Anchor, printId: string | undefined) => Span | undefined;
}

/** Finds anchors' words in `text`; `prints` are those of the texts in which they were set, by id. How: see comparison.ts. */
export function createLocator(text: string, prints: ReadonlyMap<string, TextPrint>): Locator {
  const now = new LocatedText(text);
  const comparisons = new Map<string, Comparison>();
  const comparisonWith = (id: string): Comparison | undefined => {
    const known = comparisons.get(id);
    const old = prints.get(id);
    if (known || !old) return known;
    const comparison = new Comparison(old, now);
    comparisons.set(id, comparison);
    return comparison;
  };
  return {
    print: now.print,
    locate(anchor, printId) {
      const { start, end, exact } = anchor;
      if (printId === now.print.id) return text.startsWith(exact, start) ? { start, end } : undefined;
      const comparison = printId === undefined ? undefined : comparisonWith(printId);
      return comparison ? comparison.locate(anchor) : now.locateQuotation(anchor);
    },
  };
}

/** An anchor, and which text it was set in. */
export interface WantedAnchor {
  readonly anchor: Anchor;
  readonly printId: string;
}

/** Where anchors are in a text; what a worker does of the above. @param prints of the texts in which they were set */
export function locateAll(
  text: string,
  prints: readonly TextPrint[],
  wanted: readonly WantedAnchor[],
): (Span | undefined)[] {
  const { locate } = createLocator(text, new Map(prints.map((print) => [print.id, print])));
  return wanted.map(({ anchor, printId }) => locate(anchor, printId));
}

/** A locator that knows already where some anchors are, and looks only for others. */
export function knowingLocator(
  locator: Locator,
  wanted: readonly WantedAnchor[],
  spans: readonly (Span | undefined)[],
): Locator {
  const keyOf = ({ start, end }: Anchor, printId: string) => `${printId} ${start} ${end}`;
  const known = new Map(wanted.map(({ anchor, printId }, at) => [keyOf(anchor, printId), { anchor, span: spans[at] }]));
  return {
    print: locator.print,
    locate(anchor, printId) {
      const found = printId === undefined ? undefined : known.get(keyOf(anchor, printId));
      return found?.anchor.exact === anchor.exact ? found.span : locator.locate(anchor, printId);
    },
  };
}
