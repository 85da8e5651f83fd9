import type { Readings } from '../accurate/reading';
import type { AttributionSpans } from '../analysis';
import type { Models } from '../models';
import { step } from '../step';
import { attributionsIn } from './engine';
import { headlineAttribution } from './headline';
import { kindOf } from './kind';
import { attributionSpans, type Range, type TokenAttribution, without } from './ranges';
import { behindDateline, type Reading, readTokens } from './reading';
import { viewTokens } from './tokenView';

/** Finds who is said to have said, thought or wanted what: source, cue and content of each attribution. */
export const attributionStep = step({
  name: 'attribution',
  requires: ['text', 'words', 'types', 'vocabulary', 'tokens', 'sentences', 'paragraphs', 'models', 'readings'],
  adds: ['attributionSpans'],
  run: ({ models, readings, ...facts }) => ({
    attributionSpans: findAttributions(readTokens(facts), models, readings),
  }),
});

/** In text order of the first content span. */
function findAttributions(
  reading: Reading,
  { attribution, gazetteer }: Models,
  readings: Readings,
): AttributionSpans[] {
  const found: TokenAttribution[] = [];
  const paragraphs: Range[] = [];
  reading.paragraphs.forEach(({ role }, p) => {
    const from = reading.firstToken[p];
    const to = reading.endToken[p];
    if (from < 0) return;
    const headline = role === 'title' ? headlineAttribution(reading, from, to) : undefined;
    if (headline) found.push(headline);
    else if (role === 'body' && readings[p]) found.push(...withoutDateline(readings[p].attributions, reading, p));
    else paragraphs.push(behindDateline(reading, p));
  });
  if (paragraphs.length) {
    const view = viewTokens(reading, gazetteer);
    found.push(...attributionsIn(reading, view, paragraphs, attribution));
  }
  return found
    .sort((a, b) => a.content[0].from - b.content[0].from || a.content[0].to - b.content[0].to)
    .map((each) => attributionSpans(reading, each, kindOf(reading, each)));
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
