import assert from 'node:assert/strict';
import { once, oncePer } from '../../../src/util/once';

describe('once', () => {
  it('makes a value when it is first asked for, and never again', () => {
    let made = 0;
    const value = once(() => ++made);
    assert.equal(made, 0);
    assert.deepEqual([value(), value(), made], [1, 1, 1]);
  });

  it('makes one for each key, an empty one too', () => {
    let made = 0;
    const valueOf = oncePer((key: { readonly name: string }) => (made++, key.name || undefined));
    const [a, b] = [{ name: 'a' }, { name: '' }];
    assert.deepEqual([valueOf(a), valueOf(b), valueOf(a), valueOf(b)], ['a', undefined, 'a', undefined]);
    assert.equal(made, 2);
  });
});
