import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Analysis, Span } from '../../../src/analysis/analysis';
import type { Models } from '../../../src/analysis/models';
import { packAnalysis, unpackAnalysis } from '../../../src/analysis/packed';
import { analyse } from '../../../src/analysis/pipeline';
import { type PackedText, provisional } from '../../../src/analysis/provisional';
import { testModels } from '../../support/models';
import { articlesUnderEdit, edited, editing } from './edits';

describe('what an analysis becomes by an edit, at once', () => {
  let models: Models;
  before(async () => (models = await testModels()));
  const read = (text: string): PackedText => ({ text, analysis: packAnalysis(analyse(text, { models })) });

  it('has the words, claims and places of dates of the full analysis', () => {
    let count = 0;
    fc.assert(
      fc.property(fc.constantFrom(...articlesUnderEdit), editing, (article, edits) => {
        let before = read(article);
        for (const edit of edits) {
          const text = edited(before.text, edit);
          const anew = read(text);
          const full = unpackAnalysis(anew.analysis, text);
          const packed = provisional(before, text, { models });
          if (packed) {
            count++;
            const found = unpackAnalysis(packed, text);
            for (const part of ['header', 'dateline', 'paragraphs', 'tokens', 'sentences'] as const)
              assert.deepEqual(found[part], full[part]);
            assert.deepEqual(found.dates.map(spanOf), full.dates.map(spanOf));
            assert.deepEqual(claimsOf(found), claimsOf(full));
            assertWhole(found, text);
          }
          before = { text, analysis: packed ?? anew.analysis };
        }
      }),
      { numRuns: 12 },
    );
    assert.ok(count > 0, `${count} edits could be answered at once`);
  });

  describe('of speech that goes on in the next paragraph', () => {
    const [title, date, address, ...rest] = articlesUnderEdit[0].split('\n');
    const head = [title, date, address, ...rest.slice(0, 3)].join('\n');
    const speech = 'Bob Roe said: "We have all seen what came of it, and nobody liked it.\n"It has to end now, and it will end soon enough."\nMore came later.\n'; // prettier-ignore
    for (const [name, from, to] of [
      ['its first paragraph', 'all seen', 'seen'],
      ['its second paragraph', 'has to end', 'ends'],
      ['the mark that it goes on with, gone', '\n"It has', '\nIt has'],
      ['the paragraph behind it', 'More came', 'No more came'],
      ['a paragraph between', '\n"It has', '\n"It was long.\n"It has'],
      ['its first paragraph, gone', 'Bob Roe said: "We have all seen what came of it, and nobody liked it.\n', ''],
      ['its second paragraph, gone', '\n"It has to end now, and it will end soon enough."', ''],
      ['who is about to speak', ', and nobody liked it.', ', he added:'],
    ] as const)
      it(name, () => {
        const before = read(`${head}\n${speech}`);
        const text = `${head}\n${speech.replace(from, to)}`;
        assert.notEqual(text, before.text);
        const found = unpackAnalysis(provisional(before, text, { models })!, text);
        assert.deepEqual(claimsOf(found), claimsOf(analyse(text, { models })));
      });
  });

  it('knows again who is called the same, and shows who is new', () => {
    const [article] = articlesUnderEdit;
    const before = read(article);
    const text = `${article.trimEnd()}\nPutin met Angela Merkel on Monday. “We agree,” Merkel said.\n`;
    const found = unpackAnalysis(provisional(before, text, { models })!, text);
    const names = found.entities.filter(({ mentions }) => mentions.some(({ start }) => start >= article.length));
    assert.deepEqual(names.filter(({ named }) => named).map(({ name }) => name), ['Vladimir Putin', 'Angela Merkel']); // prettier-ignore
    assert.equal(found.claims.at(-1)?.text, '“We agree,”');
    assert.equal(found.actors.find(({ entity }) => entity.name === 'Angela Merkel')?.claims.length, 1);
  });

  it('does not answer where the header was edited', () => {
    const [article] = articlesUnderEdit;
    const before = read(article);
    assert.equal(provisional(before, `New ${article}`, { models }), undefined);
    assert.equal(provisional(before, article.replace('20220108', '20220109'), { models }), undefined);
  });
});

const spanOf = ({ start, end }: Span): string => `${start}-${end}`;

function claimsOf({ attributions, claims }: Analysis): unknown {
  const words = claims.map(({ text, how, kind }) => [text, how, kind]);
  return [words, attributions.map(({ id, source, cue, content }) => [id, source, cue, content])];
}

/** Everything that refers to something refers to what is there, inside the text. */
function assertWhole({ entities, attributions, claims, actors }: Analysis, text: string): void {
  const ids = new Set(entities.map(({ id }) => id));
  assert.equal(ids.size, entities.length);
  for (const { id, mentions } of entities) {
    assert.ok(mentions.length > 0);
    mentions.forEach(({ start, end, entity, antecedent }, i) => {
      assert.ok(start < end && end <= text.length && entity === id);
      assert.ok(!antecedent || antecedent.end <= text.length);
      assert.ok(i === 0 || mentions[i - 1].start <= start);
    });
  }
  for (const { actor } of attributions) assert.ok(actor === null || ids.has(actor));
  claims.forEach((claim, i) => assert.equal(claim.attribution, attributions[i]));
  for (const { entity, claims: own } of actors) assert.ok(entities.includes(entity) && own.length > 0);
}
