import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Span } from '../../../../src/analysis/analysis';
import type { Models } from '../../../../src/analysis/models';
import { testModels } from '../../../support/models';
import { assertFound, attributionsOf, readMarked, written } from './marked';

describe('attribution', () => {
  let models: Models;
  before(async () => (models = await testModels()));

  // [source] {cue} <content>: the attribution that must be among those found.
  for (const marked of [
    '[The mayor] {said} <that the bridge would be closed>.',
    '[The mayor] {said} <the bridge would be closed>.',
    '<The bridge will be closed>, [the mayor] {said}.',
    '<“The bridge will be closed,”> [the mayor] {said}.',
    '<“The bridge will be closed,”> {said} [Jane Smith].',
    '<“The bridge,”> [he] {said}, <“will be closed.”>',
    '<“The bridge is closed. It is not safe,”> [she] {said}.',
    '[She] {said}: <“The bridge is closed. It is not safe.”>',
    '{According to} [the report], <the bridge is not safe>.',
    '<The bridge is not safe>, {according to} [the report].',
    '[Smith] {told} reporters <that the bridge was not safe>.',
    '[He] {hopes} <to win the election>.',
    '[She] {wants} <higher wages>.',
    '[Critics] {fear} <that the law will fail>.',
    'He spoke despite {assurances} from [the minister] <that nobody would be hurt>.',
    '[Germany] {has said} <it will not pay>.',
    'The plan failed, and [officials] {said} <they would try again>.',
    '[WALLACE]{:} <Will she be there tomorrow night?>',
    '[Smith]{:} <Well, look, this is a game. Is it serious?>',
    '<“He ought to resign. He will not.”> {―} [Jane Smith]',
    '<“He ought to resign.”> {—} [Jane Smith], a teacher in Ohio',
    'They made <promises> [the officials] {said} <were empty>.',
  ])
    it(marked, () => assertFound(marked, models));

  it('does not take unmarked narration behind a cue for speech, but speech', () => {
    const [said] = attributionsOf('The law has failed, the mayor said. The council voted for it in 1990.', models);
    assert.equal(said.content.length, 1);
  });

  for (const text of [
    'The senior official, briefing reporters ahead of the talks, left early.',
    'The mayor informed the residents on Friday.',
  ]) {
    it(`takes nobody who is spoken to for what is said: ${text}`, () => {
      assert.deepEqual(attributionsOf(text, models), []);
    });
  }

  it('claims nothing for a dateline', () => {
    const article =
      'A title\n20220108\nhttps://news.example/a\nWASHINGTON (Reuters) - The law has failed, the mayor said.';
    const [claim] = attributionsOf(article, models, 'article');
    assert.equal(written(article, claim), '[the mayor] {said} <The law has failed>');
  });

  it("takes a label at a paragraph's begin for no speaker when nothing is said", () => {
    assert.deepEqual(attributionsOf('PHOTOS: the bridge in winter', models), []);
  });

  describe('headlines', () => {
    for (const marked of [
      '[Poll]{:} <Wealthy voters abandon the party>',
      '<Talks with the rebels have failed>{:} [official]',
      '<US open to talks on missile deployments> [official]',
      '[Two U.S. officials]{:} <Army to leave the region>',
    ]) {
      it(marked, () => {
        const { text, expected } = readMarked(marked);
        const article = `${text}\n20220108\nhttps://news.example/a\nIt rained.`;
        const found = attributionsOf(article, models, 'article').map((each) => written(article, each));
        assert.deepEqual(found, [expected]);
      });
    }
    it('claims nothing in a plain headline', () => {
      const article = 'President fires top defense official\n20220108\nhttps://news.example/a\nIt rained.';
      assert.deepEqual(attributionsOf(article, models, 'article'), []);
    });
  });

  it('finds nothing where nobody speaks', () => {
    assert.deepEqual(attributionsOf('The bridge was closed on Monday. Cars went round it.', models), []);
  });

  describe('kind', () => {
    for (const [text, kind] of [
      ['“The bridge is closed,” she said.', 'direct'],
      ['She said the bridge was closed.', 'indirect'],
      ['She said the bridge was “closed for good.”', 'mixed'],
      ['We are willing to close the bridge, the official said.', 'direct'],
      ['We said we are willing to close the bridge.', 'indirect'],
      ['She said US bridges were closed.', 'indirect'],
    ] as const) {
      it(`${kind}: ${text}`, () => assert.equal(attributionsOf(text, models)[0]?.kind, kind));
    }
  });

  describe('any text', () => {
    const words = fc.constantFrom(
      ...'said says according to that the official Smith he “ ” " , . : wants it rains ( ) ‘ ’ and not — 7'.split(' '),
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(words, { maxLength: 80 }).map((list) => list.join(' ')),
    );

    it('gives spans inside the text whose roles do not overlap', () => {
      fc.assert(
        fc.property(texts, (text) => {
          for (const { source, cue, content, confidence } of attributionsOf(text, models)) {
            const spans = [...source, ...cue, ...content].sort((a, b) => a.start - b.start);
            assert.ok(content.length > 0);
            assert.ok(confidence >= 0 && confidence <= 1);
            spans.forEach((span, i) => assert.ok(isInside(span, text) && (i === 0 || spans[i - 1].end <= span.start)));
          }
        }),
        { numRuns: 300 },
      );
    });

    it('gives them in text order of the first content', () => {
      fc.assert(
        fc.property(texts, (text) => {
          const starts = attributionsOf(text, models).map(({ content }) => content[0].start);
          assert.deepEqual(
            starts,
            [...starts].sort((a, b) => a - b),
          );
        }),
        { numRuns: 100 },
      );
    });

    for (const [name, unit] of [
      ['one endless sentence', 'he said that '],
      ['an endless quotation', '“said he '],
      ['an endless noun phrase', 'the of '],
      ['an endless row of commas', ', said '],
    ]) {
      it(`reads ${name} without growing quadratically`, () => {
        attributionsOf(unit.repeat(6_000), models);
      });
    }
  });
});

function isInside({ start, end }: Span, text: string): boolean {
  return start >= 0 && end > start && end <= text.length;
}
