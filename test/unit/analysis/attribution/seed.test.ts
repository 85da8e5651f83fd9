import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { AttributionSpans } from '../../../../src/analysis/analysis';
import { testModels } from '../../../support/models';
import { attributionsOf } from './marked';

const ARTICLE = 'seeds/000_350761c0b39ce43b.txt';

/** What a careful reader finds: source, cue, how the content begins, and words that it must hold. */
const FACTS: readonly (readonly [source: string, cue: string, content: string, kind?: string])[] = [
  ['official', '', 'US open to talks with Russia on exercises missile deployments'],
  ['the senior U.S. official', 'said', 'there are some areas that present an opportunity for common ground'],
  ['the official', 'said', 'The United States is also willing to discuss imposing restrictions'],
  ['the official', 'said', 'Any discussion of those overlapping areas'],
  ['The official', 'said', 'Washington is open to a broader discussion'],
  ['the official', 'said', 'We are willing to explore the possibility', 'direct'],
  ['the official', 'said', 'So this is one area'],
  ['the senior Biden administration official', 'said', 'the United States is not willing to discuss limits'],
  ['a senior U.S. administration official', 'said', 'The United States and its allies are prepared to discuss'],
  ['Russia', 'says', 'it feels threatened by the prospect'],
  ['Putin', 'wants', 'an end to NATOs eastward expansion and security guarantees'],
  ['the United States', 'says', 'demands / are unacceptable'],
  ['President Joe Biden', 'assurances', 'that he has no intention of doing so'],
];

describe('attributions of the seed article', () => {
  let text: string;
  let found: readonly AttributionSpans[];
  before(async () => {
    text = readFileSync(ARTICLE, 'utf8');
    found = attributionsOf(text, await testModels(), 'article');
  });

  const words = (spans: AttributionSpans['source']): string =>
    spans.map(({ start, end }) => text.slice(start, end)).join(' / ');

  for (const [source, cue, content, kind] of FACTS) {
    it(`[${source}] {${cue}} <${content} ...>`, () => {
      const fact = found.find((each) => words(each.content).startsWith(content) && words(each.source) === source);
      assert.ok(fact, 'not found');
      assert.ok(words(fact.cue).split(' ').includes(cue), `its cue is ${words(fact.cue)}`);
      if (kind) assert.equal(fact.kind, kind);
    });
  }
});
