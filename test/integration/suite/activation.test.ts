import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openSeed } from '../harness';

describe('activation', () => {
  const extension = () => vscode.extensions.getExtension('hearsay.hearsay');

  it('the extension is there', () => assert.ok(extension()));

  it('activates without an error', async () => {
    await extension()!.activate();
    assert.equal(extension()!.isActive, true);
  });

  it('the workspace holds the seed article', async () => {
    const { document } = await openSeed();
    assert.match(document.lineAt(0).text, /^US open to talks with Russia/);
  });
});
