import type { AttributionSpans, Span } from '../analysis';
import { firstWhere } from '../../util/firstWhere';
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
 * Gives the quotation that begins a paragraph and that nobody else says to the one who spoke last in the paragraph before, or who
 * was about to speak. Paragraphs are in order; so are the attributions that come back, one list a paragraph.
 */
export function joinedAcross(paragraphs: readonly BorderedParagraph[]): AttributionSpans[][] {
  const all = paragraphs.map(({ attributions }) => [...attributions]);
  const reaching = reachingInto(paragraphs);
  /** Where the attribution stands that may go on, what it was, and its content once it has. */
  let speaker: { readonly among: AttributionSpans[]; readonly at: number; readonly as: AttributionSpans; content?: Span[] } | undefined; // prettier-ignore
  paragraphs.forEach(({ start, borders, attributions }, p) => {
    const { opening, isAllQuoted, lastSentence } = borders;
    const before = paragraphs[p - 1]?.borders.introduced;
    const span = opening && { start: opening.start + start, end: opening.end + start };
    const claiming = span ? [...attributions, ...(reaching.get(p) ?? [])].filter((each) => meets(each, span)) : [];
    if (span && !claiming.length && before) {
      const by = paragraphs[p - 1].start;
      const [among, content] = [all[p - 1], [span]];
      const [source, cue] = [shiftedSpans(before.source, by), shiftedSpans(before.cue, by)];
      const as = { ...before, source, cue, content };
      speaker = { among, at: among.push(as) - 1, as, content };
      if (isAllQuoted) return;
    } else if (span && speaker && claiming.every((each) => isOnlySaid(each, speaker!.as, span))) {
      const { among, at } = speaker;
      if (!speaker.content) among[at] = { ...among[at], content: (speaker.content = [...among[at].content]) };
      add(speaker.content, span);
      if (isAllQuoted) return;
    }
    speaker = undefined;
    attributions.forEach((as, at) => {
      if (as.kind !== 'indirect' && endOf(as) > start + lastSentence) speaker = { among: all[p], at, as };
    });
  });
  return all;
}

/** By paragraph the attributions of others that have words in it. */
function reachingInto(paragraphs: readonly BorderedParagraph[]): Map<number, AttributionSpans[]> {
  const reaching = new Map<number, AttributionSpans[]>();
  paragraphs.forEach(({ attributions }, own) => {
    for (const each of attributions) {
      for (const { start } of [...each.source, ...each.cue, ...each.content]) {
        const p = firstWhere(paragraphs.length, (i) => paragraphs[i].start > start) - 1;
        if (p === own) continue;
        const there = reaching.get(p);
        if (!there) reaching.set(p, [each]);
        else if (there[there.length - 1] !== each) there.push(each);
      }
    }
  });
  return reaching;
}

/** Adds a span to spans in order; those that it meets become one with it. */
function add(spans: Span[], span: Span): void {
  let { start, end } = span;
  let at = spans.length;
  while (at > 0 && spans[at - 1].start >= end) at--;
  let first = at;
  while (first > 0 && spans[first - 1].end > start) {
    first--;
    start = Math.min(start, spans[first].start);
    end = Math.max(end, spans[first].end);
  }
  spans.splice(first, at - first, { start, end });
}

/** Is it the speaker's, who says nothing else there? */
function isOnlySaid(each: AttributionSpans, speaker: AttributionSpans, span: Span): boolean {
  return each === speaker && !meets({ ...each, content: [] }, span);
}

function meets({ source, cue, content }: AttributionSpans, span: Span): boolean {
  return [source, cue, content].some((spans) => spans.some(({ start, end }) => start < span.end && end > span.start));
}

function endOf({ source, cue, content }: AttributionSpans): number {
  return Math.max(...[source, cue, content].map((spans) => spans.reduce((last, { end }) => Math.max(last, end), 0)));
}
