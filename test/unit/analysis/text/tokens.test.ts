import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isSpace } from '../../../../src/analysis/text/characters';
import { tokenise } from '../../../../src/analysis/text/tokens';

/** A line: the text, then its tokens with a blank between them (tokens hold none). */
const CASES: readonly (readonly [text: string, tokens: string])[] = [
  ['', ''],
  ['  \t\u00a0 ', ''],
  ['Both sides agreed.', 'Both sides agreed .'],
  // clitics
  ["We don't know", "We do n't know"],
  ['We don’t know', 'We do n’t know'],
  ["They can't, won't", "They ca n't , wo n't"],
  ["Putin's demands", "Putin 's demands"],
  ['the U.S.’s troops', 'the U.S. ’s troops'],
  ["the officials' demands", "the officials ' demands"],
  ["We're sure they'd", "We 're sure they 'd"],
  ["IT'S", "IT 'S"],
  ["O'Brien at ten o'clock", "O'Brien at ten o'clock"],
  ["the '90s", "the '90s"],
  ['cannot', 'can not'],
  ['I dont think thats so', 'I do nt think that s so'],
  ['They said its NATOs', 'They said its NATOs'],
  // points
  ['the senior U.S. official', 'the senior U.S. official'],
  ['He left the U.S.', 'He left the U.S.'],
  ['the U.S', 'the U.S'],
  ['Gen. Mark Milley', 'Gen. Mark Milley'],
  ['on Jan. 8 at 10 a.m.', 'on Jan. 8 at 10 a.m.'],
  ['at 8p.m. or 8pm', 'at 8 p.m. or 8 pm'],
  ['J. K. Rowling, J.K. Rowling', 'J. K. Rowling , J.K. Rowling'],
  ['So did I.', 'So did I .'],
  ['He said no. Five left', 'He said no . Five left'],
  ['No. 5', 'No. 5'],
  ['a Ph.D. student', 'a Ph.D. student'],
  ['Well ... yes', 'Well ... yes'],
  ['he said.The other', 'he said . The other'],
  // numbers
  ['2,000 of 1.5 million', '2,000 of 1.5 million'],
  ['in 2014, 2015', 'in 2014 , 2015'],
  ['$5 or 5% or US$5', '$ 5 or 5 % or US$ 5'],
  ['on 9/11 at 10:30', 'on 9/11 at 10:30'],
  ['the 19th and the 1980s', 'the 19th and the 1980s'],
  ['430km, 5m', '430 km , 5 m'],
  // compounds
  ['the 1987 U.S.-Russia treaty', 'the 1987 U.S. - Russia treaty'],
  ['a non-profit, so-called', 'a non-profit , so - called'],
  ['the pro-Beijing side', 'the pro - Beijing side'],
  ['and/or', 'and / or'],
  ['AT&T', 'AT&T'],
  // quotes and dashes
  ['"Yes," he said', '" Yes , " he said'],
  ['“Yes,” he said—twice', '“ Yes , ” he said — twice'],
  ["'Yes', he said", "' Yes ' , he said"],
  ["``Yes''", "`` Yes ''"],
  ['(Reuters) -- The talks', '( Reuters ) -- The talks'],
  ['WASHINGTON Reuters -The talks', 'WASHINGTON Reuters - The talks'],
  // addresses
  ['See https://example.com/a-b?c=d.', 'See https://example.com/a-b?c=d .'],
  ['(www.example.org)', '( www.example.org )'],
  ['on example.com, he', 'on example.com , he'],
  ['mail a.b-c@example.org.', 'mail a.b-c@example.org .'],
  ['@handle_1 wrote #Topic', '@handle_1 wrote #Topic'],
  // other scripts
  ['Café Zürich', 'Café Zürich'],
  ['\ud83d\ude00 yes', '\ud83d\ude00 yes'],
];

describe('tokenise', () => {
  for (const [text, expected] of CASES) {
    it(JSON.stringify(text), () => assert.equal(wordsOf(text).join(' '), expected));
  }

  it('reads a part of a text with offsets into the whole', () => {
    assert.deepEqual(tokenise('one two three', 4, 7), { starts: [4], ends: [7] });
  });

  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'aBn1.,:\'’"-@/$&_ \u00a0\ud800\udc00tsU'.split('')) }),
  );

  it('finds each character that is no space in exactly one token, in order', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { starts, ends } = tokenise(text);
        let at = 0;
        starts.forEach((start, i) => {
          assert.ok(start >= at && ends[i] > start && ends[i] <= text.length);
          assert.ok(
            [...between(text, at, start)].every((code) => isSpace(code)),
            'characters left out',
          );
          assert.ok(
            [...between(text, start, ends[i])].some((code) => !isSpace(code)),
            'a blank token',
          );
          at = ends[i];
        });
        assert.ok(
          [...between(text, at, text.length)].every((code) => isSpace(code)),
          'characters left out at the end',
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('is linear on what invites looking back', () => {
    for (const piece of ['a.', '@', "'", 'a@', '.a', '1,', 'http://', '-', 'a-', "n't", 'www.']) {
      assert.ok(tokenise(piece.repeat(100_000)).starts.length > 0);
    }
  });
});

function wordsOf(text: string): string[] {
  const { starts, ends } = tokenise(text);
  return starts.map((start, i) => text.slice(start, ends[i]));
}

function* between(text: string, from: number, to: number): Generator<number> {
  for (let i = from; i < to; i++) yield text.charCodeAt(i);
}
