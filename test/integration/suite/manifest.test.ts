import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** Commands that only links in our own cards run: they are of no use in the palette. */
const INTERNAL = ['hearsay.reveal', 'hearsay.showMentions'];

describe('manifest', () => {
  it('every contributed command has a handler, and every handler is contributed', async () => {
    const extension = vscode.extensions.getExtension('hearsay.hearsay')!;
    await extension.activate();
    const { contributes } = extension.packageJSON as { contributes: { commands: { command: string }[] } };
    const contributed = contributes.commands.map(({ command }) => command);
    const handled = await vscode.commands.getCommands(true);
    // VS Code itself makes some for every view: hearsay.articles.focus ...
    const ofViews = /^hearsay\.\w+\.(?:focus|open|resetViewLocation|removeView|toggleVisibility)$/;
    assert.deepEqual(
      handled.filter((command) => command.startsWith('hearsay.') && !ofViews.test(command)).sort(),
      [...contributed, ...INTERNAL].sort(),
    );
  });
});
