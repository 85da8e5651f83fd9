import type { AttributionSpans, Span } from '../analysis';
import { shiftedSpans } from './ranges';

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
  /** Where the attribution stands that may go on, and its content once it has. */
  let speaker: { readonly among: AttributionSpans[]; readonly at: number; content?: Span[] } | undefined;
  paragraphs.forEach(({ start, borders }, p) => {
    const { opening, isAllQuoted, lastSentence } = borders;
    const before = paragraphs[p - 1]?.borders.introduced;
    const span = opening && { start: opening.start + start, end: opening.end + start };
    const isFree = span !== undefined && !all[p].some((each) => meets(each, span));
    if (isFree && before) {
      const by = paragraphs[p - 1].start;
      const [among, content] = [all[p - 1], [span]];
      const [source, cue] = [shiftedSpans(before.source, by), shiftedSpans(before.cue, by)];
      speaker = { among, at: among.push({ ...before, source, cue, content }) - 1, content };
      if (isAllQuoted) return;
    } else if (isFree && speaker) {
      const { among, at } = speaker;
      if (!speaker.content) among[at] = { ...among[at], content: (speaker.content = [...among[at].content]) };
      speaker.content.push(span);
      if (isAllQuoted) return;
    }
    speaker = undefined;
    all[p].forEach((each, at) => {
      if (each.kind !== 'indirect' && endOf(each) > start + lastSentence) speaker = { among: all[p], at };
    });
  });
  return all;
}

function meets({ source, cue, content }: AttributionSpans, span: Span): boolean {
  return [source, cue, content].some((spans) => spans.some(({ start, end }) => start < span.end && end > span.start));
}

function endOf({ source, cue, content }: AttributionSpans): number {
  return Math.max(...[source, cue, content].map((spans) => spans.reduce((last, { end }) => Math.max(last, end), 0)));
}
