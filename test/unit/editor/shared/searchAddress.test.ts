import assert from 'node:assert/strict';
import fc from 'fast-check';
import { searchAddress } from '../../../../src/editor/shared/searchAddress';

describe('search address', () => {
  it('asks Wikipedia or Wikidata for a name', () => {
    assert.equal(
      searchAddress('wikipedia', 'Vladimir Putin'),
      'https://en.wikipedia.org/w/index.php?search=Vladimir+Putin',
    );
    assert.equal(searchAddress('wikidata', 'AT&T'), 'https://www.wikidata.org/w/index.php?search=AT%26T');
  });

  it('takes half a character too', () => assert.match(searchAddress('wikidata', 'a\ud800'), /search=a%EF%BF%BD$/));

  it('keeps whatever a name holds inside the query', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const { host, pathname, hash, searchParams } = new URL(searchAddress('wikipedia', name));
        assert.deepEqual([host, pathname, hash], ['en.wikipedia.org', '/w/index.php', '']);
        assert.deepEqual([...searchParams], [['search', name]]);
      }),
    );
  });
});
