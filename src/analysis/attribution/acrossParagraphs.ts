import type { AttributionSpans, Span } from '../analysis';

/**
 * Speech that goes on in the next paragraph. What a paragraph has to do with its neighbours, in offsets of its own: each is read
 * by itself, so that an edit concerns one of them.
 */
export interface Borders {
  /** The quotation of several words that the paragraph begins with. */
  readonly opening: Span | undefined;
  /** Is that all of the paragraph? */
  readonly isAllQuoted: boolean;
  /** Where its last sentence begins. */
  readonly lastSentence: number;
  /** Who is about to speak where it ends with a colon, "The minister said:"; the content is still to come. */
  readonly introduced: Omit<AttributionSpans, 'content'> | undefined;
}

/** A paragraph with what was found in it; offsets are the article's, but for those of its borders. */
export interface BorderedParagraph {
  readonly start: number;
  readonly borders: Borders;
  readonly attributions: readonly AttributionSpans[];
}

/**
 * Gives the quotation that begins a paragraph and that nobody there says to the one who spoke last in the paragraph before, or who
 * was about to speak. Paragraphs are in order; so are the attributions that come back, one list a paragraph.
 */
export function joinedAcross(paragraphs: readonly BorderedParagraph[]): AttributionSpans[][] {
  const all = paragraphs.map(({ attributions }) => [...attributions]);
  /** Where the one stands who may go on speaking. */
  let speaker: { readonly paragraph: number; readonly at: number } | undefined;
  paragraphs.forEach(({ start, borders }, p) => {
    const { opening, isAllQuoted, lastSentence } = borders;
    const before = paragraphs[p - 1]?.borders.introduced;
    const span = opening && { start: opening.start + start, end: opening.end + start };
    const isFree = span !== undefined && !all[p].some((each) => meets(each, span));
    if (isFree && before) {
      const by = paragraphs[p - 1].start;
      all[p - 1].push({ ...before, ...moved(before, by), content: [span] });
      speaker = { paragraph: p - 1, at: all[p - 1].length - 1 };
      if (isAllQuoted) return;
    } else if (isFree && speaker) {
      const spoken = all[speaker.paragraph][speaker.at];
      all[speaker.paragraph][speaker.at] = { ...spoken, content: [...spoken.content, span] };
      if (isAllQuoted) return;
    }
    speaker = undefined;
    all[p].forEach((each, at) => {
      if (each.kind !== 'indirect' && endOf(each) > start + lastSentence) speaker = { paragraph: p, at };
    });
  });
  return all;
}

function meets({ source, cue, content }: AttributionSpans, span: Span): boolean {
  return [...source, ...cue, ...content].some(({ start, end }) => start < span.end && end > span.start);
}

function endOf({ source, cue, content }: AttributionSpans): number {
  return Math.max(...[...source, ...cue, ...content].map(({ end }) => end));
}

function moved({ source, cue }: Pick<AttributionSpans, 'source' | 'cue'>, by: number) {
  const move = (spans: readonly Span[]): Span[] =>
    spans.map(({ start, end }) => ({ start: start + by, end: end + by }));
  return { source: move(source), cue: move(cue) };
}
