import type { AttributionSpans } from '../analysis';
import { step } from '../step';
import { constructionsIn } from './constructions';
import { headlineAttribution } from './headline';
import { kindOf } from './kind';
import { attributionSpans, type TokenAttribution } from './ranges';
import { type Reading, readTokens } from './reading';

/** Finds who is said to have said, thought or wanted what: source, cue and content of each attribution. */
export const attributionStep = step({
  name: 'attribution',
  requires: ['text', 'words', 'tokens', 'sentences', 'paragraphs'],
  adds: ['attributionSpans'],
  run: ({ text, words, tokens, sentences, paragraphs }) => ({
    attributionSpans: findAttributions(readTokens(text, words, tokens, sentences, paragraphs)),
  }),
});

/** In text order of the first content span. */
function findAttributions(reading: Reading): AttributionSpans[] {
  const found: TokenAttribution[] = [];
  for (let p = 0; p < reading.paragraphs.length; p++) {
    if (reading.firstToken[p] < 0) continue;
    const headline =
      reading.paragraphs[p].role === 'title'
        ? headlineAttribution(reading, reading.firstToken[p], reading.endToken[p])
        : undefined;
    if (headline) found.push(headline);
    else found.push(...constructionsIn(reading, reading.firstToken[p], reading.endToken[p]));
  }
  return found
    .sort((a, b) => a.content[0].from - b.content[0].from)
    .map((attribution) => attributionSpans(reading, attribution, kindOf(reading, attribution)));
}
