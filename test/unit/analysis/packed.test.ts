import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Analysis } from '../../../src/analysis/analysis';
import { type Lookup, createLookup } from '../../../src/analysis/lookup';
import type { Models } from '../../../src/analysis/models';
import { unpackByStep, packAnalysis, packedPart, unpackAnalysis } from '../../../src/analysis/packed';
import { analyse } from '../../../src/analysis/pipeline';
import { testModels } from '../../support/models';
import { articlesUnderEdit, edited, editing } from './edits';

/** As JSON knows it: no difference between a property that is undefined and one that is not there. */
function plain(analysis: Analysis): unknown {
  return JSON.parse(JSON.stringify(analysis));
}

describe('a packed analysis', () => {
  let models: Models;
  before(async () => (models = await testModels()));

  it('is unpacked as it was', () => {
    fc.assert(
      fc.property(fc.constantFrom(...articlesUnderEdit), editing, (article, edits) => {
        const text = edits.reduce(edited, article);
        const analysis = analyse(text, { models });
        const sent = structuredClone(packAnalysis(analysis));
        assert.deepEqual(plain(unpackAnalysis(sent, text)), plain(analysis));
      }),
      { numRuns: 12 },
    );
  });

  it('gives the same objects again, and claims their attributions', () => {
    const text = articlesUnderEdit[0];
    const unpacked = unpackAnalysis(packAnalysis(analyse(text, { models })), text);
    for (const step of unpackByStep(unpacked)) assert.equal(step, undefined);
    assert.equal(unpacked.claims[0].attribution, unpacked.attributions[0]);
    assert.equal(
      unpacked.actors[0].entity,
      unpacked.entities.find(({ id }) => id === unpacked.actors[0].entity.id),
    );
    assert.ok(unpacked.actors[0].claims.every((claim) => unpacked.claims.includes(claim)));
  });

  it('says of any words what stands there, as if it were not packed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...articlesUnderEdit), fc.nat(), fc.nat(400), (text, at, length) => {
        const analysis = analyse(text, { models });
        const [packed, built] = [unpackAnalysis(packAnalysis(analysis), text), analysis].map(createLookup);
        const start = at % text.length;
        const span = { start, end: start + length };
        assert.deepEqual(packed.mentionsIn(span), built.mentionsIn(span));
        for (const ask of ['cuesIn', 'sourcesIn', 'contentsIn'] as const) {
          const ids = (lookup: Lookup) => lookup[ask](span).map(({ id }) => id).sort(); // prettier-ignore
          assert.deepEqual(ids(packed), ids(built));
        }
        for (const offset of [start, start + 1, start + length]) {
          assert.deepEqual(packed.mentionAt(offset), built.mentionAt(offset));
          assert.deepEqual(packed.dateAt(offset), built.dateAt(offset));
          assert.deepEqual(packed.claimAt(offset)?.id, built.claimAt(offset)?.id);
        }
        for (const { entity } of built.mentionsIn(span)) {
          assert.deepEqual(packed.entity(entity)?.name, built.entity(entity)?.name);
          assert.deepEqual(packed.actor(entity)?.claims, built.actor(entity)?.claims);
        }
        assert.deepEqual([packed.entity('e99999'), packed.actor('e99999')], [undefined, undefined]);
      }),
      { numRuns: 12 },
    );
  });

  it('has in a part what stands there, and who is meant', () => {
    fc.assert(
      fc.property(fc.constantFrom(...articlesUnderEdit), fc.nat(), fc.nat(1_000), (text, at, length) => {
        const packed = packAnalysis(analyse(text, { models }));
        const within = { start: at % text.length, end: (at % text.length) + length };
        const [whole, part] = [packed, packedPart(packed, within)].map((each) => unpackAnalysis(each, text));
        const [all, some] = [whole, part].map(createLookup);
        const told = (lookup: Lookup) => [
          lookup.mentionsIn(within).map(({ start, end, kind, entity }) => {
            const { name, type, named } = lookup.entity(entity)!;
            return { start, end, kind, name, type, named, speaks: lookup.actor(entity)?.claims.length };
          }),
          lookup.datesIn(within),
          ...(['cuesIn', 'sourcesIn', 'contentsIn'] as const).map((ask) =>
            lookup[ask](within).map(({ actor, text: words, kind }) => {
              return { words, kind, actor: actor === null ? null : lookup.entity(actor)?.name };
            }),
          ),
        ];
        assert.deepEqual(told(some), told(all));
      }),
      { numRuns: 30 },
    );
  });
});
