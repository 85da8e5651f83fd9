import '../../../support/vscode';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { commandLink, trustedMarkdown } from '../../../../src/editor/shared/markdown';
import { markdownText } from '../../../../src/formats/markdown';

describe('markdown', () => {
  const cases: [text: string, escaped: string][] = [
    ['Vladimir Putin', 'Vladimir Putin'],
    ['[click](command:x)', '\\[click\\]\\(command\\:x\\)'],
    ['<img src=x>', '\\<img src\\=x\\>'],
    ['![i](https://e.org/i.png)', '\\!\\[i\\]\\(https\\:\\/\\/e\\.org\\/i\\.png\\)'],
    ['$(bug)', '\\$\\(bug\\)'],
    ['a\n# b\r\n\r\n- c', 'a \\# b \\- c'],
    ['\u202Ereversed\u2069', 'reversed'],
    ['a\u0000b', 'a b'],
    ['“Über” – 5 %', '“Über” – 5 \\%'],
    ['', ''],
  ];
  for (const [text, escaped] of cases) {
    it(`escapes ${JSON.stringify(text)}`, () => assert.equal(markdownText(text), escaped));
  }

  it('leaves no punctuation that is not behind a backslash, and no line end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const bare = markdownText(text).replace(/\\[!-/:-@[-`{-~]/g, '');
        assert.doesNotMatch(bare, /[!-/:-@[-`{-~\n\r]/);
      }),
    );
  });

  it('loses nothing but white space and invisible characters', () => {
    const text = 'He said: "50% (or more) of <them> are_good" \\o/';
    assert.equal(markdownText(text).replace(/\\([!-/:-@[-`{-~])/g, '$1'), text);
  });

  it('puts arguments into a link so that no bracket or quote ends it early', () => {
    const link = commandLink('go', 'hearsay.reveal', { article: "file:///it's (1).txt", claim: 'a"1' });
    const query = /^\[go\]\(command:hearsay\.reveal\?([^()' "]+)\)$/.exec(link)?.[1];
    assert.deepEqual(JSON.parse(decodeURIComponent(query ?? '')), [{ article: "file:///it's (1).txt", claim: 'a"1' }]);
  });

  it('trusts commands of ours only, and no HTML', () => {
    const { isTrusted, supportHtml } = trustedMarkdown('x');
    const enabled = (isTrusted as { enabledCommands: string[] }).enabledCommands;
    assert.ok(enabled.length > 0 && enabled.every((command) => command.startsWith('hearsay.')));
    assert.equal(supportHtml, false);
  });
});
