import type { Readings } from '../accurate/reading';
import type { AttributionSpans, Paragraph, Span } from '../analysis';
import type { Models } from '../models';
import { type Facts, step } from '../step';
import type { ParagraphWords } from '../text/readParagraph';
import { joinParagraphs } from '../text/textStep';
import { attributionsIn } from './engine';
import { headlineAttribution } from './headline';
import { kindOf } from './kind';
import { attributionSpans, type TokenAttribution, without } from './ranges';
import { behindDateline, type ReadFacts, type Reading, readTokens } from './reading';
import { viewTokens } from './tokenView';

/** Finds who is said to have said, thought or wanted what: source, cue and content of each attribution. */
export const attributionStep = step({
  name: 'attribution',
  requires: [
    ...(['text', 'parts', 'words', 'types', 'vocabulary', 'tokens', 'sentences', 'paragraphs'] as const),
    ...(['models', 'readings'] as const),
  ],
  adds: ['attributionSpans'],
  run: ({ models, readings, ...facts }) => ({ attributionSpans: findAttributions(facts, models, readings) }),
});

/** What the fast engine found in a paragraph, which it reads by itself; offsets are the paragraph's own. */
const FOUND = new WeakMap<ParagraphWords, readonly AttributionSpans[]>();

/** In text order of the first content span. */
function findAttributions(
  facts: ReadFacts & Pick<Facts, 'parts'>,
  models: Models,
  readings: Readings,
): AttributionSpans[] {
  const { text, parts, paragraphs } = facts;
  const whole = readings.some((reading) => reading) ? readTokens(facts) : undefined;
  const all: AttributionSpans[] = [];
  paragraphs.forEach((paragraph, p) => {
    const reading = paragraph.role === 'body' ? readings[p] : undefined;
    if (whole && reading && whole.firstToken[p] >= 0) {
      const attributions = withoutDateline(reading.attributions, whole, p);
      all.push(...attributions.map((each) => attributionSpans(whole, each, kindOf(whole, each))));
      return;
    }
    let found = FOUND.get(parts[p]);
    if (!found) FOUND.set(parts[p], (found = attributionsAlone(readAlone(text, paragraph, parts[p]), models)));
    for (const each of found) all.push(shifted(each, paragraph.start));
  });
  return all.sort(byContent);
}

const byContent = (a: AttributionSpans, b: AttributionSpans): number =>
  a.content[0].start - b.content[0].start || a.content[0].end - b.content[0].end;

/** A paragraph as if it were a text. */
function readAlone(text: string, { start, end, textStart, role }: Paragraph, part: ParagraphWords): Reading {
  const paragraphs = [{ start: 0, end: end - start, textStart: textStart - start, role }];
  const { vocabulary } = part;
  return readTokens({
    text: text.slice(start, end),
    vocabulary,
    paragraphs,
    ...joinParagraphs(paragraphs, [part], vocabulary),
  });
}

function attributionsAlone(reading: Reading, { attribution, gazetteer }: Models): AttributionSpans[] {
  const { count } = reading.tokens;
  if (!count) return [];
  const headline = reading.paragraphs[0].role === 'title' ? headlineAttribution(reading, 0, count) : undefined;
  const found = headline
    ? [headline]
    : attributionsIn(reading, viewTokens(reading, gazetteer), [behindDateline(reading, 0)], attribution);
  return found.map((each) => attributionSpans(reading, each, kindOf(reading, each))).sort(byContent);
}

/** A dateline is nobody's words: "WASHINGTON (Reuters) - " before a claim that begins the article. */
function withoutDateline(
  attributions: readonly TokenAttribution[],
  reading: Reading,
  p: number,
): readonly TokenAttribution[] {
  const { from } = behindDateline(reading, p);
  if (from === reading.firstToken[p]) return attributions;
  const dateline = [{ from: reading.firstToken[p], to: from }];
  return attributions.flatMap(({ source, cue, content, confidence }) => {
    const rest = without(content, dateline);
    return rest.length
      ? [{ source: without(source, dateline), cue: without(cue, dateline), content: rest, confidence }]
      : [];
  });
}

function shifted({ source, cue, content, kind, confidence }: AttributionSpans, by: number): AttributionSpans {
  const spans = (list: readonly Span[]): Span[] => list.map(({ start, end }) => ({ start: start + by, end: end + by }));
  return { source: spans(source), cue: spans(cue), content: spans(content), kind, confidence };
}
