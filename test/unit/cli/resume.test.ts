import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NameCounts } from '../../../src/cli/resume';

describe('the names that an output holds', () => {
  it('can be taken as often as they were added', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd')), fc.array(fc.string()), (added, others) => {
        const names = new NameCounts();
        for (const name of [...added, ...others]) names.add(name);
        assert.equal(names.size, added.length + others.length);
        for (const name of [...others, ...added]) assert.ok(names.take(name));
        for (const name of [...added, ...others]) assert.ok(!names.take(name));
        assert.equal(names.size, 0);
      }),
    ));
  it('may be many', () => {
    const names = new NameCounts();
    for (let i = 0; i < 50_000; i++) names.add(`articles/${i}.txt`);
    assert.equal(names.size, 50_000);
    for (let i = 0; i < 50_000; i++) assert.ok(names.take(`articles/${i}.txt`) && !names.take(`articles/${i}.md`));
  });
});
