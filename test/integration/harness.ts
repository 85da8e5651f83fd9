/**
 * What the integration tests share. A file in suite/ runs in both hosts: the Node extension host and the web extension
 * host. It may import `vscode`, `node:assert/strict`, this file and pure code of src/, and nothing else of Node.
 * The workspace is a fresh copy of seeds/ and test/fixtures/workspace: a test may change and add files there; what it
 * adds is gone again before the next suite.
 *
 *   import assert from 'node:assert/strict';
 *   import * as vscode from 'vscode';
 *   import { eventually, openSeed } from '../harness';
 *
 *   describe('language recognition', () => {
 *     it('an article becomes language article by itself', async () => {
 *       const { document } = await openSeed();
 *       await eventually(() => assert.equal(document.languageId, 'article'));
 *     });
 *   });
 *
 * `npm run test:desktop -- --grep 'language recognition'` runs these alone, `npm run test:web` in the other host.
 */
import * as vscode from 'vscode';

export const SEED = '000_350761c0b39ce43b.txt';

/** A file or folder of the workspace, by its path below the workspace folder. */
export function workspaceUri(...path: string[]): vscode.Uri {
  return vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0].uri, ...path);
}

/** Opens a file of the workspace in an editor and activates it. */
export async function openFile(...path: string[]): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(workspaceUri(...path)));
}

export const openSeed = (): Promise<vscode.TextEditor> => openFile(SEED);

/** Writes a file into the workspace, folders too, and returns where. */
export async function writeFile(path: string, content: string | Uint8Array): Promise<vscode.Uri> {
  const uri = workspaceUri(path);
  await vscode.workspace.fs.writeFile(uri, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  return uri;
}

/** The names in the workspace folder. */
export async function namesInWorkspace(): Promise<ReadonlySet<string>> {
  return new Set((await vscode.workspace.fs.readDirectory(workspaceUri())).map(([name]) => name));
}

/**
 * Deletes what a suite added to the workspace folder, so that no other finds it in its lists and counts; but not the
 * settings' file, which VS Code writes.
 */
export async function deleteAdded(before: ReadonlySet<string>): Promise<void> {
  for (const name of await namesInWorkspace()) {
    if (!before.has(name) && name !== '.vscode')
      await vscode.workspace.fs.delete(workspaceUri(name), { recursive: true });
  }
}

/** The range of the nth time (from 0) that a text stands in a document. */
export function rangeOf(document: vscode.TextDocument, words: string, nth = 0): vscode.Range {
  let start = -1;
  for (let i = 0; i <= nth; i++) start = document.getText().indexOf(words, start + 1);
  if (start < 0) throw new Error(`“${words}” does not stand ${nth + 1} times in ${document.uri.path}`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + words.length));
}

/**
 * Runs a check again and again until it no longer throws, and returns what it returned.
 * @throws what it threw last, when it never succeeds within the patience (milliseconds)
 */
export async function eventually<T>(check: () => T | PromiseLike<T>, patience = 15_000): Promise<T> {
  for (const end = Date.now() + patience; ;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
