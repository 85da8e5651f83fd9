import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sharedVocabulary, Vocabulary, wordProperty } from '../../../../src/analysis/text/vocabulary';

describe('vocabulary', () => {
  it('gives each way of writing one number, from 0 on', () => {
    const vocabulary = new Vocabulary();
    const ids = ['talks', 'Talks', 'talks', '', 'Talks'].map((word) => vocabulary.idOf(word));
    assert.deepEqual(ids, [0, 1, 0, 2, 1]);
    assert.equal(vocabulary.word(1), 'Talks');
    assert.equal(vocabulary.lower(1), 'talks');
    assert.equal(vocabulary.size, 3);
  });

  it('reads words out of a longer text', () => {
    const vocabulary = new Vocabulary();
    assert.equal(vocabulary.idOf('the talks', 4, 9), vocabulary.idOf('talks'));
  });

  it('knows any words again, however many', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 5000 }), (words) => {
        const vocabulary = new Vocabulary();
        const ids = words.map((word) => vocabulary.idOf(word));
        assert.equal(vocabulary.size, new Set(words).size);
        words.forEach((word, i) => {
          assert.equal(vocabulary.word(ids[i]), word);
          assert.equal(vocabulary.idOf(word), ids[i]);
        });
      }),
      { numRuns: 30 },
    );
  });

  it('works a property out once a type, for later types too', () => {
    const vocabulary = new Vocabulary();
    let asked = 0;
    const length = wordProperty(Uint8Array, (word) => (asked++, word.length));
    vocabulary.idOf('a');
    vocabulary.column(length);
    for (let i = 0; i < 1000; i++) vocabulary.idOf('x'.repeat(i % 300));
    vocabulary.idOf('talks');
    const lengths = vocabulary.column(length);
    for (let id = 0; id < vocabulary.size; id++) assert.equal(lengths[id], vocabulary.word(id).length % 256);
    assert.equal(asked, vocabulary.size);
  });

  it('begins anew between articles when it has grown too large', () => {
    const shared = sharedVocabulary(2);
    const first = shared();
    for (const word of ['a', 'b', 'c']) first.idOf(word);
    assert.notEqual(shared(), first);
    assert.equal(shared(), shared());
    assert.equal(first.word(2), 'c'); // an article that is still at work keeps what it has
  });
});
