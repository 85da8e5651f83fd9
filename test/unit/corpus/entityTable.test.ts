import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { DigestEntity } from '../../../src/corpus/digest';
import { type EntityIds, EntityTable } from '../../../src/corpus/entityTable';
import { NO_SEPARATIONS } from '../../../src/corpus/mergeRules';

const NAMES = ['Ann Lee', 'Bo Dahl', 'Cy Young', 'Dee Poe'];
const entity = (name: string, claims: number): DigestEntity => ({
  type: 'PERSON',
  name,
  aliases: [],
  named: true,
  claims,
});

describe('entities of all articles', () => {
  it('articles that come and go leave what those that stayed have', () => {
    const named = fc.tuple(fc.constantFrom(...NAMES), fc.nat(5));
    const article = fc.record({ slot: fc.nat(6), names: fc.uniqueArray(named, { selector: ([name]) => name }) });
    fc.assert(
      fc.property(fc.array(article, { maxLength: 30 }), (steps) => {
        const table = new EntityTable(NO_SEPARATIONS);
        /** By slot, in the order in which they came. */
        const there = new Map<number, { readonly ids: EntityIds; readonly names: readonly [string, number][] }>();
        for (const { slot, names } of steps) {
          const known = there.get(slot);
          if (known) table.remove(slot, known.ids);
          there.delete(slot);
          if (!names.length) continue;
          const ids = table.add(slot, `${slot}`, names.map(([name, claims]) => entity(name, claims))); // prettier-ignore
          there.set(slot, { ids, names });
        }
        for (const name of NAMES) {
          const expected = [...there].flatMap(([slot, { names }]) => {
            const index = names.findIndex(([own]) => own === name);
            return index < 0 ? [] : [{ slot, index, claims: names[index][1] }];
          });
          const found = [...table].find((row) => row.name === name);
          assert.deepEqual(found?.postings ?? [], expected);
          assert.equal(found?.articles ?? 0, expected.length);
          assert.equal(found?.claims ?? 0, expected.reduce((sum, { claims }) => sum + claims, 0)); // prettier-ignore
        }
      }),
    );
  });
});
