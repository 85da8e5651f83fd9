import assert from 'node:assert/strict';
import { claimTints, linesAround } from '../../../../src/editor/shared/claimTints';
import { PUTIN, handmade } from '../../../support/handmade';

const everything = { start: 0, end: PUTIN.text.length };

const tints = (view: typeof PUTIN, within = everything) =>
  claimTints(view.analysis.claims, 0.5, within).map(
    ({ start, end, kind, doubtful }) => `${kind}${doubtful ? ' doubtful' : ''}: ${view.text.slice(start, end)}`,
  );

describe('claim tints', () => {
  it('give the words of a nested claim to it alone', () =>
    assert.deepEqual(tints(PUTIN), [
      'indirect: The talks start on Monday',
      'indirect: an end to NATOs eastward expansion',
      'indirect: it feels threatened despite assurances from Joe Biden ',
      'indirect doubtful: that he has no intention of doing so',
      'direct: We are willing to explore',
    ]));

  it('of a part are those of claims that reach into it', () =>
    assert.deepEqual(tints(PUTIN, PUTIN.at('feels threatened')), [
      'indirect: it feels threatened despite assurances from Joe Biden that he has no intention of doing so',
    ]));

  it('take every piece of a claim in pieces', () => {
    const view = handmade('“We will”, he said, “go home”.', { claims: [{ content: ['“We will”', '“go home”'], kind: 'mixed' }] }); // prettier-ignore
    assert.deepEqual(tints(view), ['mixed: “We will”', 'mixed: “go home”']);
  });

  const margins: [what: string, lines: [number, number], margin: number, words: RegExp][] = [
    ['at the top', [0, 0], 1, /^US open[^]*20220108\n$/],
    ['at the end', [6, 6], 1, /^Russia says[^]*said\.$/],
    ['everywhere', [0, 6], 60, /^US open[^]*said\.$/],
  ];
  for (const [what, [first, last], margin, words] of margins) {
    it(`with a margin ${what}`, () => {
      const { start, end } = linesAround(PUTIN, first, last, margin);
      assert.match(PUTIN.text.slice(start, end), words);
    });
  }
});
