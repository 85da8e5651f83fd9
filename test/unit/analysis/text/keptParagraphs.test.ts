import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Models } from '../../../../src/analysis/models';
import { analyse } from '../../../../src/analysis/pipeline';
import { KeptParagraphs } from '../../../../src/analysis/text/keptParagraphs';
import { testModels } from '../../../support/models';
import { articlesUnderEdit, edited, editing } from '../edits';

describe('an article that is edited', () => {
  let models: Models;
  before(async () => (models = await testModels()));

  it('is read as it would be anew', () => {
    fc.assert(
      fc.property(fc.constantFrom(...articlesUnderEdit), editing, (article, steps) => {
        const kept = new KeptParagraphs();
        let text = article;
        analyse(text, { models, kept });
        for (const step of steps) {
          text = edited(text, step);
          assert.deepEqual(analyse(text, { models, kept }), analyse(text, { models }));
        }
      }),
      { numRuns: 15 },
    );
  });

  it('is read as it would be anew when a paragraph stands there twice', () => {
    const kept = new KeptParagraphs();
    const again = articlesUnderEdit[0].split('\n').slice(3, 6).join('\n');
    let text = articlesUnderEdit[0];
    for (let copy = 0; copy < 3; copy++) {
      text = `${text}\n${again}`;
      assert.deepEqual(analyse(text, { models, kept }), analyse(text, { models }));
    }
  });

  it('reads only the paragraphs that changed', () => {
    const kept = new KeptParagraphs();
    const before = articlesUnderEdit[0];
    analyse(before, { models, kept });
    const count = (text: string) => {
      let read = 0;
      const counting = { ...models, partOfSpeech: new Proxy(models.partOfSpeech, { get: (of, key) => (read++, Reflect.get(of, key) as unknown) }) }; // prettier-ignore
      analyse(text, { models: counting, kept });
      return read;
    };
    assert.equal(count(before), 0);
    assert.ok(count(before.replace('Putin', 'Puten')) > 0);
  });
});
