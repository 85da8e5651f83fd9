import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { Models } from '../../../../src/analysis/models';
import { analyse } from '../../../../src/analysis/pipeline';
import { KeptParagraphs } from '../../../../src/analysis/text/keptParagraphs';
import { testModels } from '../../../support/models';

const SEEDS = path.join(__dirname, '../../../../seeds');

/** What is typed and pasted: parts of names, dates, quotations, speech, ends of sentences and of paragraphs. */
const PIECES = [
  ...['x', ' ', '\n', '\n\n', '.', ', ', '"', '“', '”', ' said', 'Putin', ' Biden', ' Bill Clinton,', ' the president'],
  ...[
    ' Monday',
    ' on Jan. 3, 2021',
    ' at 10 p.m.',
    ' the same day',
    ' She said it was "late".\n',
    'US',
    'Officials',
    ':',
  ],
  ...[
    ', a spokesman for NATO, told Reuters.',
    ' According to Smith, they left',
    '\r\n',
    '#',
    '- ',
    "'s",
    ' government',
  ],
];

interface Edit {
  /** Where, as a share of the text. */
  readonly at: number;
  readonly removed: number;
  readonly added: string;
}

const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(300)),
    added: fc.oneof(fc.constantFrom(...PIECES), fc.constant('')),
  }),
  { minLength: 1, maxLength: 8 },
);

function edited(text: string, { at, removed, added }: Edit): string {
  const from = Math.round(at * text.length);
  return text.slice(0, from) + added + text.slice(from + removed);
}

describe('an article that is edited', () => {
  let models: Models;
  before(async () => (models = await testModels()));

  const articles = readdirSync(SEEDS, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.txt'))
    .map((name) => readFileSync(path.join(SEEDS, name), 'utf8'));

  it('is read as it would be anew', () => {
    fc.assert(
      fc.property(fc.constantFrom(...articles), edits, (article, steps) => {
        const kept = new KeptParagraphs();
        let text = article;
        analyse(text, { models, kept });
        for (const step of steps) {
          text = edited(text, step);
          assert.deepEqual(analyse(text, { models, kept }), analyse(text, { models }));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is read as it would be anew when a paragraph stands there twice', () => {
    const kept = new KeptParagraphs();
    const again = articles[0].split('\n').slice(3, 6).join('\n');
    let text = articles[0];
    for (let copy = 0; copy < 3; copy++) {
      text = `${text}\n${again}`;
      assert.deepEqual(analyse(text, { models, kept }), analyse(text, { models }));
    }
  });

  it('reads only the paragraphs that changed', () => {
    const kept = new KeptParagraphs();
    const before = articles[0];
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
