import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { anyText } from '../../../fuzz/texts';
import { plainText, shortened, withoutMarkup } from '../../../src/host/plainText';

const NOTICES = JSON.parse(
  readFileSync(path.join(__dirname, '../../fixtures/regressions/notices.json'), 'utf8'),
) as readonly { readonly what: string; readonly text: string; readonly shown: string }[];

/**
 * Whether VS Code could draw a link in some text: a bracket pair that holds something, with an address in round brackets
 * right after it. VS Code asks for more (certain schemes, no space in the address), so whatever it draws is found here.
 */
function hasLink(text: string): boolean {
  for (let middle = text.indexOf(']('); middle >= 0; middle = text.indexOf('](', middle + 1)) {
    const opened = text.lastIndexOf('[', middle);
    const closed = text.indexOf(')', middle);
    if (opened >= 0 && closed > middle + 2) return true;
  }
  return false;
}

/** Text in which links are likely: pieces of their grammar in any order. */
const linkish = fc
  .array(
    fc.constantFrom(...['[', ']', '(', ')', 'a', ' ', '\n', 'command:x', 'https://e.org', 'file:', '"', '$', '\\', '\u200b', '\u202e', '\ufeff', '\u0000', '\ud800']), // prettier-ignore
    { maxLength: 30 },
  )
  .map((pieces) => pieces.join(''));

describe('plain text', () => {
  it('the test knows a link when it sees one', () => {
    for (const text of ['[a](command:b)', 'x [a b](https://e.org "t") y', '[[a](file:b)'])
      assert.ok(hasLink(text), text);
    for (const text of ['[a] (command:b)', '](command:b)', '[a](', 'a(b)']) assert.ok(!hasLink(text), text);
  });

  for (const { what, text, shown } of NOTICES) {
    it(what, () => {
      const plain = plainText(text, 200);
      assert.ok(!hasLink(plain), plain);
      assert.ok(!plain.includes('$('), plain);
      assert.equal(plain.replaceAll('\u200b', ''), shown);
    });
  }

  it('holds no link, no icon, no second line and nothing that reverses what follows, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(linkish, anyText(300)), fc.integer({ min: 1, max: 300 }), (text, longest) => {
        const plain = plainText(text, longest);
        assert.ok(!hasLink(plain) && !plain.includes('$('), plain);
        // eslint-disable-next-line no-control-regex -- control characters are what must not be there
        assert.doesNotMatch(plain, /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  });

  it('holds none when VS Code cuts it, or puts words of its own before or after it', () => {
    fc.assert(
      fc.property(linkish, linkish, fc.nat(200), (title, message, length) => {
        const [before, after] = [plainText(title, 100), plainText(message, 100)];
        assert.ok(!hasLink(`${before}: ${after}`));
        assert.ok(!hasLink(`${after} (Press Enter)`));
        assert.ok(!hasLink(`${after.slice(0, length)}...`));
      }),
    );
  });

  it('changes no words: only invisible characters, white space and the length', () => {
    fc.assert(
      fc.property(linkish, (text) => {
        const words = (each: string) => each.replace(/[\s\u0000\u200b\u202e\ufeff]/g, ''); // eslint-disable-line no-control-regex
        assert.equal(words(plainText(text, 1000)), words(text));
      }),
    );
  });

  it('is the same when it is made plain again', () => {
    fc.assert(fc.property(linkish, (text) => assert.equal(withoutMarkup(withoutMarkup(text)), withoutMarkup(text))));
  });

  const cuts: [text: string, longest: number, label: string][] = [
    ['short', 5, 'short'],
    ['one two three', 10, 'one two…'],
    ['unbreakable', 6, 'unbre…'],
    ['abcd\u{1F600}efgh', 6, 'abcd…'],
  ];
  for (const [text, longest, label] of cuts)
    it(`${text} in ${longest}`, () => assert.equal(shortened(text, longest), label));
});
