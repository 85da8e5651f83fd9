import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openFile, openSeed, rangeOf, writeFile } from '../harness';

/** The document's text with its hints in it. */
async function hinted(document: vscode.TextDocument): Promise<string> {
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    whole,
  );
  const text = document.getText();
  let result = '';
  let at = 0;
  for (const { position, label } of hints) {
    const offset = document.offsetAt(position);
    result += `${text.slice(at, offset)} ⟨${typeof label === 'string' ? label : label.map(({ value }) => value).join('')}⟩`;
    at = offset;
  }
  return result + text.slice(at);
}

describe('inlay hints', () => {
  const setting = (value: string | undefined) =>
    vscode.workspace.getConfiguration('hearsay').update('inlayHints.dates', value, vscode.ConfigurationTarget.Global);
  let document: vscode.TextDocument;
  before(async () => {
    await writeFile(
      'hints/talks.txt',
      'Talks begin\n20220108\nhttps://example.org/a\nThe talks will start on Monday, an official said on January 7, 2022. They run from Monday to Friday.\n',
    );
    ({ document } = await openFile('hints/talks.txt'));
    await eventually(() => assert.equal(document.languageId, 'article'));
  });
  after(() => setting(undefined));

  it('by themselves stand where the words are relative', () =>
    eventually(async () => {
      const text = await hinted(document);
      assert.match(text, /on Monday ⟨10 Jan 2022⟩, an/);
      assert.match(text, /January 7, 2022\. /);
      assert.match(text, /from Monday to Friday ⟨10–14 Jan 2022⟩\./);
    }));

  it('can be had everywhere', async () => {
    await setting('on');
    await eventually(async () => assert.match(await hinted(document), /January 7, 2022 ⟨Fri 7 Jan 2022⟩\./));
  });

  it('can be switched off', async () => {
    await setting('off');
    await eventually(async () => assert.equal(await hinted(document), document.getText()));
    await setting(undefined);
  });

  it('follow an edit', async () => {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, rangeOf(document, '20220108'), '20220115');
    await vscode.workspace.applyEdit(edit);
    await eventually(async () => assert.match(await hinted(document), /on Monday ⟨17 Jan 2022⟩/));
  });

  it('stand in the seed', async () => {
    const { document: seed } = await openSeed();
    await eventually(async () => assert.match(await hinted(seed), /on Monday ⟨10 Jan 2022⟩/));
  });
});
