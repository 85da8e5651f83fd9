import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NameSet } from '../../../src/cli/resume';

describe('the names that an output holds', () => {
  it('are those that were added, and no others', () =>
    fc.assert(
      fc.property(fc.array(fc.string()), fc.array(fc.string()), (added, others) => {
        const names = new NameSet();
        for (const name of added) names.add(name);
        assert.equal(names.size, new Set(added).size);
        for (const name of [...added, ...others]) assert.equal(names.has(name), added.includes(name));
      }),
    ));
  it('may be many', () => {
    const names = new NameSet();
    for (let i = 0; i < 50_000; i++) names.add(`articles/${i}.txt`);
    assert.equal(names.size, 50_000);
    for (let i = 0; i < 50_000; i++) assert.ok(names.has(`articles/${i}.txt`) && !names.has(`articles/${i}.md`));
  });
});
