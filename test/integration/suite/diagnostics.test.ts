import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openFile, openSeed, writeFile } from '../harness';

const BODY = 'The talks begin on Monday, an official said. Both sides want an agreement.\n';

const warnings = (uri: vscode.Uri) =>
  vscode.languages.getDiagnostics(uri).map(({ message, range }) => `${range.start.line}: ${message}`);

describe('diagnostics', () => {
  const cases: [what: string, head: string, warnings: string[]][] = [
    ['a right header', 'Talks begin\n20220108\nhttps://e.org/2022/01/08/a\n', []],
    [
      'no date at all',
      'Talks begin\n20221399\nhttps://e.org/a\n',
      ['1: Not a date: relative dates in this article stay unresolved.'],
    ],
    [
      'no address at all',
      'Talks begin\n20220108\nhtp:/e.org\n',
      ['2: Not a web address: citations of this article go without a link.'],
    ],
    [
      'an address that says another date',
      'Talks begin\n20220108\nhttps://e.org/2022/02/01/a\n',
      ['1: The address says 1 February 2022: relative dates are counted from 8 January 2022, which may be wrong.'],
    ],
  ];
  for (const [what, head, wanted] of cases) {
    it(`for ${what}`, async () => {
      const uri = await writeFile(`diagnostics/${what.replaceAll(' ', '-')}.txt`, head + BODY);
      const { document } = await openFile(`diagnostics/${what.replaceAll(' ', '-')}.txt`);
      await vscode.languages.setTextDocumentLanguage(document, 'article');
      const tokens = () => vscode.commands.executeCommand('vscode.provideDocumentSemanticTokens', uri);
      await eventually(async () => assert.ok(await tokens())); // it has been analysed
      await eventually(() => assert.deepEqual(warnings(uri), wanted));
    });
  }

  it('go when the header is put right', async () => {
    const uri = await writeFile('diagnostics/edited.txt', `Talks begin\n20221399\nhttps://e.org/a\n${BODY}`);
    const editor = await openFile('diagnostics/edited.txt');
    await eventually(() => assert.equal(warnings(uri).length, 1));
    await editor.edit((edit) => edit.replace(new vscode.Range(1, 0, 1, 8), '20220108'));
    await eventually(() => assert.deepEqual(warnings(uri), []));
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('the seed has none', async () => {
    const { document } = await openSeed();
    await eventually(async () =>
      assert.ok(await vscode.commands.executeCommand('vscode.provideDocumentSemanticTokens', document.uri)),
    );
    assert.deepEqual(warnings(document.uri), []);
  });
});
