import assert from 'node:assert/strict';
import fc from 'fast-check';
import { excerpt, plainLabel } from '../../../../src/editor/shared/labels';
import { onOneLine, withoutQuotes } from '../../../../src/formats/words';

describe('labels', () => {
  const oneLines: [text: string, label: string][] = [
    ['plain', 'plain'],
    ['  on two\r\n lines ', 'on two lines'],
    ['', ''],
  ];
  for (const [text, label] of oneLines)
    it(`${JSON.stringify(text)} on one line`, () => assert.equal(onOneLine(text), label));

  it('draws no icons from article text', () => assert.equal(plainLabel('pay $(alert) now'), 'pay $\u200b(alert) now'));

  const quotes: [text: string, words: string][] = [
    ['“We will,”', 'We will,'],
    ['"We will"', 'We will'],
    ['We will', 'We will'],
    ['“We will', 'We will'],
    ['“We” and “they”', '“We” and “they”'],
    ['a "quasi-state of war"', 'a "quasi-state of war"'],
    ['"', ''],
    ['', ''],
  ];
  for (const [text, words] of quotes) it(`${text} without quotes`, () => assert.equal(withoutQuotes(text), words));

  const excerpts: [marked: string, label: string][] = [
    ['[Putin] wants', '[Putin] wants'],
    ['a line\n  President [Putin]\nnext', 'President [Putin]'],
    ['It was said that Russian President Vladimir [Putin] left', '… President Vladimir [Putin] left'],
    ['$(x) [$(y)] $(z)', '$\u200b(x) [$\u200b(y)] $\u200b(z)'],
  ];
  for (const [marked, expected] of excerpts) {
    it(`excerpt of ${JSON.stringify(marked)}`, () => {
      const start = marked.indexOf('[');
      const text = marked.replace('[', '').replace(']', '');
      const { label, highlight } = excerpt(text, { start, end: marked.indexOf(']') - 1 });
      const [from, to] = highlight;
      assert.equal(`${label.slice(0, from)}[${label.slice(from, to)}]${label.slice(to)}`, expected);
    });
  }

  it('highlights inside the label, whatever the text', () => {
    const text = fc.string({ unit: 'binary', maxLength: 400 });
    fc.assert(
      fc.property(text, fc.nat(400), fc.nat(50), (words, start, length) => {
        const { label, highlight } = excerpt(words, { start, end: start + length });
        const [from, to] = highlight;
        assert.ok(from >= 0 && from <= to && to <= label.length && !/[\r\n]/.test(label));
      }),
    );
  });
});
