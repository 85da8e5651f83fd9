import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Analysis, Entity, Span } from '../../../src/analysis/analysis';
import { createLookup } from '../../../src/analysis/lookup';

const entity = (id: string, ...spans: [number, number][]): Entity => ({
  id,
  type: 'PERSON',
  name: id,
  aliases: [],
  named: true,
  plural: false,
  mentions: spans.map(([start, end]) => ({ start, end, kind: 'name', entity: id })),
});

const analysisOf = (entities: Entity[]): Analysis =>
  ({ entities, dates: [], attributions: [], claims: [], actors: [] }) as unknown as Analysis;

describe('lookup', () => {
  const outer = entity('e1', [0, 20], [40, 45]);
  const inner = entity('e2', [4, 9]);
  const lookup = createLookup(analysisOf([outer, inner]));

  const cases: [offset: number, id: string | undefined][] = [
    [0, 'e1'],
    [4, 'e2'],
    [9, 'e2'], // the cursor behind a word still means it
    [10, 'e1'],
    [20, 'e1'],
    [21, undefined],
    [42, 'e1'],
    [46, undefined],
  ];
  for (const [offset, id] of cases) {
    it(`finds ${id ?? 'nothing'} at ${offset}`, () => assert.equal(lookup.mentionAt(offset)?.entity, id));
  }

  it('answers as a search through everything would', () => {
    const spans = fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 30 })), { maxLength: 20 });
    fc.assert(
      fc.property(spans, fc.nat(100), (pairs, offset) => {
        const all = pairs.map(([start, length], i) => entity(`e${i}`, [start, start + length]));
        const size = (span: Span | undefined) => span && span.end - span.start;
        const holding = all.flatMap((each) => each.mentions).filter((m) => m.start <= offset && offset <= m.end);
        const smallest = holding.sort((a, b) => a.end - a.start - (b.end - b.start))[0];
        assert.equal(size(createLookup(analysisOf(all)).mentionAt(offset)), size(smallest));
      }),
    );
  });
});
