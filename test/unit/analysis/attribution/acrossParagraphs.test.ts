import assert from 'node:assert/strict';
import type { AttributionKind, AttributionSpans } from '../../../../src/analysis/analysis';
import {
  type BorderedParagraph,
  type Borders,
  joinedAcross,
} from '../../../../src/analysis/attribution/acrossParagraphs';
import type { Models } from '../../../../src/analysis/models';
import { testModels } from '../../../support/models';
import { assertFound } from './marked';

describe('speech in several paragraphs', () => {
  let models: Models;
  before(async () => (models = await testModels()));

  // [source] {cue} <content>: the attribution that must be among those found
  for (const marked of [
    '<“The bridge is not safe. It must be closed,”> [the mayor] {said}.\n<“We will build a new one next year, and it will be a better one.”>',
    '[The mayor] {said}:\n<“We will build a new one next year, and it will be a better one.”>',
    '[The mayor] {said}:\n<“We will build a new one next year.>\n<“It will be a better one than the one we had.”>',
    '<“The bridge must be closed,”> [the mayor] {said}. <“It is not safe, and nobody should use it any more.”>',
  ])
    it(marked.replace(/\n/g, ' / '), () => assertFound(marked, models));

  const opening = { start: 0, end: 40 };
  const borders: Borders = { opening: undefined, isAllQuoted: false, lastSentence: 0, introduced: undefined };
  const said = (start: number, kind: AttributionKind = 'direct'): AttributionSpans => ({
    source: [{ start, end: start + 2 }],
    cue: [{ start: start + 3, end: start + 7 }],
    content: [{ start: start + 8, end: start + 20 }],
    kind,
    confidence: 0.9,
  });
  const introduced = {
    source: [{ start: 0, end: 2 }],
    cue: [{ start: 3, end: 8 }],
    kind: 'direct',
    confidence: 0.8,
  } as const;
  const quoted = (start: number, isAllQuoted = true): BorderedParagraph => ({
    start,
    borders: { ...borders, opening, isAllQuoted },
    attributions: [],
  });

  const cases: [string, BorderedParagraph[], starts: number[][][]][] = [
    ['goes on with who spoke last', [{ start: 0, borders, attributions: [said(0)] }, quoted(100)], [[[8, 100]], []]],
    [
      'goes on over several paragraphs',
      [{ start: 0, borders, attributions: [said(0)] }, quoted(100), quoted(200)],
      [[[8, 100, 200]], [], []],
    ],
    [
      'ends where the paragraph goes on without quotation',
      [{ start: 0, borders, attributions: [said(0)] }, quoted(100, false), quoted(200)],
      [[[8, 100]], [], []],
    ],
    [
      'is not that of one who was not quoted',
      [{ start: 0, borders, attributions: [said(0, 'indirect')] }, quoted(100)],
      [[[8]], []],
    ],
    [
      'is not that of one who spoke before the last sentence',
      [{ start: 0, borders: { ...borders, lastSentence: 50 }, attributions: [said(0)] }, quoted(100)],
      [[[8]], []],
    ],
    [
      'is left to who says it in its own paragraph',
      [
        { start: 0, borders, attributions: [said(0)] },
        { ...quoted(100, false), attributions: [said(110)] },
      ],
      [[[8]], [[118]]],
    ],
    [
      'is that of one who was about to speak',
      [{ start: 0, borders: { ...borders, introduced }, attributions: [said(30)] }, quoted(100)],
      [[[38], [100]], []],
    ],
    ['is nobody’s without anybody before', [quoted(0), quoted(100)], [[], []]],
    [
      'is not what is introduced where no quotation follows',
      [
        { start: 0, borders: { ...borders, introduced }, attributions: [] },
        { start: 100, borders, attributions: [] },
      ],
      [[], []],
    ],
  ];
  for (const [name, paragraphs, starts] of cases)
    it(name, () => {
      const found = joinedAcross(paragraphs).map((list) =>
        list.map(({ content }) => content.map(({ start }) => start)),
      );
      assert.deepEqual(found, starts);
    });

  it('goes on for as long as one likes, and changes none of what it was given', () => {
    const first = said(0);
    const all = [
      { start: 0, borders, attributions: [first] },
      ...Array.from({ length: 200_000 }, (_, p) => quoted(100 * (p + 1))),
    ];
    const [[spoken]] = joinedAcross(all);
    assert.equal(spoken.content.length, 200_001); // copied each time it would take hours
    assert.deepEqual(first, said(0));
  });
});
