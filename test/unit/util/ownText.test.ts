import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ownText } from '../../../src/util/ownText';

describe('ownText', () => {
  it('changes no character', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => assert.equal(ownText(text), text)));
    assert.equal(ownText('half a pair, \ud83d, stays half a pair'), 'half a pair, \ud83d, stays half a pair');
  });
});
