import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openSeed, rangeOf } from '../harness';

// What the rows say is read in the browser (test/e2e); here it is what choosing, leaving and arguments do.
describe('Show Claims', () => {
  let editor: vscode.TextEditor;
  const run = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(command, ...args);
  const pause = () => new Promise((resolve) => setTimeout(resolve, 400));
  const selected = () => {
    const active = vscode.window.activeTextEditor;
    return active?.document.getText(active.selection);
  };
  /** Starts a command that waits for a choice, lets it come up, and returns what ends with it. */
  const start = async (command: string, ...args: unknown[]) => {
    const done = run(command, ...args);
    await pause();
    return done;
  };

  beforeEach(async () => {
    editor = await openSeed();
    await eventually(() => assert.equal(editor.document.languageId, 'article'));
    const { start } = rangeOf(editor.document, 'But the senior');
    editor.selection = new vscode.Selection(start, start);
    await eventually(async () => {
      const symbols = await run('vscode.executeDocumentSymbolProvider', editor.document.uri);
      assert.ok(Array.isArray(symbols) && symbols.length > 0); // it is analysed
    });
  });
  afterEach(() => run('workbench.action.closeQuickOpen'));

  const chosen: [name: string, command: string, moves: number, words: RegExp][] = [
    ['Enter goes to the claim behind the cursor', 'hearsay.showClaims', 0, /^there are some areas/],
    ['Enter goes to the row that one moved to', 'hearsay.showClaims', 1, /^The United States is also willing/],
    ['Show Dates begins with the first date', 'hearsay.showDates', 0, /^1987$/],
  ];
  for (const [name, command, moves, words] of chosen) {
    it(name, async () => {
      const done = (async () => void (await start(command)))();
      await pause();
      for (let i = 0; i < moves; i++) await run('workbench.action.quickOpenSelectNext');
      await pause();
      await run('workbench.action.acceptSelectedQuickOpenItem');
      await done;
      await eventually(() => assert.match(selected() ?? '', words));
    });
  }

  it('leaves the selection alone while one moves, and when one leaves', async () => {
    const before = editor.selection;
    const done = (async () => void (await start('hearsay.showClaims')))();
    await pause();
    for (let i = 0; i < 3; i++) await run('workbench.action.quickOpenSelectNext');
    await pause();
    assert.ok(editor.selection.isEqual(before));
    await run('workbench.action.closeQuickOpen');
    await done;
    assert.ok(vscode.window.activeTextEditor?.selection.isEqual(before));
    assert.equal(vscode.window.activeTextEditor?.document, editor.document);
  });

  it('says so when there is nothing by the actor it is given', async () => {
    const article = editor.document.uri.toString();
    const done = (async () => void (await start('hearsay.showClaims', { article, entity: 'none such' })))();
    await pause();
    await run('workbench.action.acceptSelectedQuickOpenItem'); // the row that says there are none
    await run('workbench.action.closeQuickOpen');
    await done;
    assert.equal(selected(), '');
  });

  it('Show Actors lists an actor’s claims, of which Enter goes to the first', async () => {
    const done = (async () => void (await start('hearsay.showActors')))();
    await pause();
    await run('workbench.action.acceptSelectedQuickOpenItem');
    await pause();
    await run('workbench.action.acceptSelectedQuickOpenItem');
    await done;
    await eventually(() => assert.match(selected() ?? '', /^(US open|there are some areas)/));
  });

  it('covers the workspace when no article is in front', async () => {
    await run('workbench.action.closeAllEditors');
    const done = (async () => void (await start('hearsay.showClaims')))();
    await pause();
    await eventually(async () => {
      await run('workbench.action.quickOpenSelectNext');
      await pause();
      assert.ok(vscode.window.visibleTextEditors.some(({ document }) => document.languageId === 'article'));
    });
    await run('workbench.action.closeQuickOpen');
    await done;
    await eventually(() => assert.deepEqual(vscode.window.visibleTextEditors, []));
  });

  it('opens the sample', async () => {
    await run('hearsay.openSample');
    await eventually(() => {
      assert.equal(vscode.window.activeTextEditor?.document.languageId, 'article');
      assert.match(vscode.window.activeTextEditor?.document.lineAt(0).text ?? '', /^North Korea/);
    });
    await run('workbench.action.closeActiveEditor');
  });
});
