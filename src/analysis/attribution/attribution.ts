import type { AttributionSpans, Paragraph, Span } from '../analysis';
import type { Models } from '../models';
import { type Facts, step } from '../step';
import type { ParagraphWords } from '../text/readParagraph';
import { joinParagraphs } from '../text/textStep';
import { attributionsIn } from './engine';
import { headlineAttribution } from './headline';
import { kindOf } from './kind';
import { attributionSpans, moved, type TokenAttribution, without } from './ranges';
import { behindDateline, type Reading, readTokens } from './reading';
import { viewTokens } from './tokenView';

/** Finds who is said to have said, thought or wanted what: source, cue and content of each attribution. */
export const attributionStep = step({
  name: 'attribution',
  requires: ['text', 'parts', 'paragraphs', 'models', 'readings'],
  adds: ['attributionSpans'],
  run: (facts) => ({ attributionSpans: findAttributions(facts) }),
});

/** What was found in a paragraph by itself, with offsets of its own. */
const FOUND = new WeakMap<ParagraphWords, readonly AttributionSpans[]>();

/** In text order of the first content span. An attribution stays within its paragraph, and so does what is asked to find it. */
function findAttributions({
  text,
  parts,
  paragraphs,
  models,
  readings,
}: Pick<Facts, 'text' | 'parts' | 'paragraphs' | 'models' | 'readings'>): AttributionSpans[] {
  const all: AttributionSpans[] = [];
  let firstToken = 0;
  paragraphs.forEach((paragraph, p) => {
    const part = parts[p];
    const first = firstToken;
    firstToken += part.types.length;
    if (!part.types.length) return;
    const read = paragraph.role === 'body' ? readings[p] : undefined;
    let found = read ? undefined : FOUND.get(part);
    if (!found) {
      const alone = readAlone(text, paragraph, part);
      const given = read?.attributions.map((each) => moved(each, -first));
      found = inTextOrder(alone, given ? withoutDateline(given, alone) : ownAttributions(alone, models));
      if (!read) FOUND.set(part, found);
    }
    for (const each of found) all.push(shifted(each, paragraph.start));
  });
  return all;
}

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

function ownAttributions(reading: Reading, { attribution, gazetteer }: Models): readonly TokenAttribution[] {
  const [{ role }] = reading.paragraphs;
  const headline = role === 'title' ? headlineAttribution(reading, 0, reading.tokens.count) : undefined;
  if (headline) return [headline];
  return attributionsIn(reading, viewTokens(reading, gazetteer), [behindDateline(reading, 0)], attribution);
}

/** A dateline is nobody's words: "WASHINGTON (Reuters) - " before a claim that begins the article. */
function withoutDateline(attributions: readonly TokenAttribution[], reading: Reading): readonly TokenAttribution[] {
  const { from } = behindDateline(reading, 0);
  if (from === 0) return attributions;
  const dateline = [{ from: 0, to: from }];
  return attributions.flatMap(({ source, cue, content, confidence }) => {
    const rest = without(content, dateline);
    return rest.length
      ? [{ source: without(source, dateline), cue: without(cue, dateline), content: rest, confidence }]
      : [];
  });
}

function inTextOrder(reading: Reading, found: readonly TokenAttribution[]): AttributionSpans[] {
  return [...found]
    .sort((a, b) => a.content[0].from - b.content[0].from || a.content[0].to - b.content[0].to)
    .map((each) => attributionSpans(reading, each, kindOf(reading, each)));
}

function shifted({ source, cue, content, kind, confidence }: AttributionSpans, by: number): AttributionSpans {
  const spans = (list: readonly Span[]): Span[] => list.map(({ start, end }) => ({ start: start + by, end: end + by }));
  return { source: spans(source), cue: spans(cue), content: spans(content), kind, confidence };
}
