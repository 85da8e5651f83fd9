import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openSeed, rangeOf } from '../harness';

describe('claim commands', () => {
  let editor: vscode.TextEditor;
  const select = (words: string) => {
    const { start } = rangeOf(editor.document, words);
    editor.selection = new vscode.Selection(start, start);
  };
  const selected = () => editor.document.getText(editor.selection);
  const run = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(command, ...args);

  before(async () => {
    editor = await openSeed();
    await eventually(() => assert.equal(editor.document.languageId, 'article'));
  });

  it('Next Claim goes to the next one, Previous Claim back', async () => {
    select('But the senior');
    await run('hearsay.nextClaim');
    await eventually(() => assert.match(selected(), /^there are some areas/));
    await run('hearsay.nextClaim');
    await eventually(() => assert.match(selected(), /^The United States is also willing/));
    await run('hearsay.previousClaim');
    await eventually(() => assert.match(selected(), /^there are some areas/));
  });

  it('go around the ends', async () => {
    const last = editor.document.lineAt(editor.document.lineCount - 1).range.end;
    editor.selection = new vscode.Selection(last, last);
    await run('hearsay.nextClaim');
    await eventually(() => assert.ok(editor.selection.start.line <= 3 && selected().length > 0));
  });

  it('Next Claim by the Same Actor passes over the others’', async () => {
    select('an end to NATOs');
    await run('hearsay.nextClaimOfActor');
    await eventually(() => assert.match(selected(), /^an end to NATOs/));
  });

  it('Copy Claim as Citation puts speaker, title, publisher, date and address on the clipboard', async () => {
    select('some areas that present');
    await run('hearsay.copyCitation');
    const citation = await eventually(async () => {
      const text = await vscode.env.clipboard.readText();
      assert.match(text, /common ground/);
      return text;
    });
    assert.match(citation, /senior U\.S\. official/i);
    assert.match(citation, /wdsm710\.com, 8 January 2022/);
    await run('hearsay.copyCitationAsMarkdown');
    await eventually(async () => assert.match(await vscode.env.clipboard.readText(), /\]\(https:\/\/wdsm710\.com\//));
  });

  it('pay no heed to arguments that are none', async () => {
    for (const argument of [null, 7, {}, { article: 'x:/none', claim: 'a99' }, { start: 0 }]) {
      for (const command of ['reveal', 'showMentions']) await run(`hearsay.${command}`, argument);
    }
  });

  it('a line number in a card leads to its words', async () => {
    const { document } = editor;
    const start = document.offsetAt(rangeOf(document, 'Vladimir Putin').start);
    await run('hearsay.reveal', { article: document.uri.toString(), start, end: start + 14 });
    await eventually(() =>
      assert.equal(
        vscode.window.activeTextEditor?.document.getText(vscode.window.activeTextEditor.selection),
        'Vladimir Putin',
      ),
    );
  });
});
