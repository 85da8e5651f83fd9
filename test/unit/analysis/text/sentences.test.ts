import assert from 'node:assert/strict';
import fc from 'fast-check';
import { splitSentences } from '../../../../src/analysis/text/sentences';
import { tokenise } from '../../../../src/analysis/text/tokens';

/** A line: a paragraph with " | " where a sentence begins. */
const CASES: readonly string[] = [
  '',
  'No end',
  'One. | Two. | Three.',
  'Will they? | They will! | So they said.',
  'The senior U.S. official said so. | It is true.',
  'He left the U.S. | The talks failed.',
  'He left the U.S. | But the talks failed.',
  'Gen. Mark Milley spoke. | Mr. Smith did not.',
  'They met on Jan. 8 in Geneva. | No date followed.',
  'They met at 10 a.m. Monday. | They left at 5 p.m. | The day was over.',
  'Acme Inc. reported a loss. | He works for Acme Inc. | The firm is small.',
  'J. K. Rowling wrote it.',
  '“We agree.” | The talks went on.',
  '"We agree." | The talks went on.',
  '“Do we agree?” he asked. | Nobody did.',
  '“Do we agree?” Smith asked. | Nobody did.',
  '“Yes,” he said. | “We agree.”',
  'He paused ... and went on. | Then he left.',
  '(It was late.) | They left.',
  'it was late. | they left.',
];

describe('splitSentences', () => {
  for (const marked of CASES) {
    it(JSON.stringify(marked), () => {
      const text = marked.replaceAll(' | ', ' ');
      assert.deepEqual(sentencesOf(text), marked ? marked.split(' | ') : []);
    });
  }

  it('ends a sentence where the space behind it is missing', () => {
    assert.deepEqual(sentencesOf('He said so.The rest left.'), ['He said so.', 'The rest left.']);
  });

  it('begins a sentence at a given place', () => {
    const text = 'WASHINGTON Reuters -The United States agreed. It did.';
    assert.deepEqual(sentencesOf(text, [text.indexOf('The')]), [
      'WASHINGTON Reuters -',
      'The United States agreed.',
      'It did.',
    ]);
  });

  it('tiles the tokens', () => {
    const unit = fc.constantFrom('He', 'said', '.', '!', '?', '"', '”', ' ', ' ', 'U.S.', 'Gen.', '...', '(', ')', 'a');
    fc.assert(
      fc.property(fc.string({ unit }), fc.nat(50), (text, at) => {
        const tokens = tokenise(text);
        const ends = splitSentences(text, tokens, [at]);
        let before = 0;
        for (const end of ends) {
          assert.ok(end > before);
          before = end;
        }
        assert.equal(before, tokens.starts.length);
      }),
    );
  });
});

function sentencesOf(text: string, breaks: readonly number[] = []): string[] {
  const tokens = tokenise(text);
  let from = 0;
  return splitSentences(text, tokens, breaks).map((end) => {
    const sentence = text.slice(tokens.starts[from], tokens.ends[end - 1]);
    from = end;
    return sentence;
  });
}
