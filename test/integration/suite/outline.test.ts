import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openSeed } from '../harness';

describe('outline', () => {
  it('has the title, actors with their claims, dates', async () => {
    const { document } = await openSeed();
    const found = await eventually(async () => {
      const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
        'vscode.executeDocumentSymbolProvider',
        document.uri,
      );
      assert.ok(symbols?.length);
      return symbols;
    });
    const [title, ...others] = found;
    assert.deepEqual([title.name, others.length], [document.lineAt(0).text, 0]);
    const symbols = title.children;
    const official = symbols.find(({ name }) => name === 'senior U.S. official');
    assert.ok(official && official.children.length >= 5);
    assert.ok(official.children.some(({ name }) => name.startsWith('there are some areas')));
    const putin = symbols.find(({ name }) => name === 'Vladimir Putin');
    assert.match(putin?.children[0].name ?? '', /^an end to NATOs eastward expansion/);
    const dates = symbols.find(({ name }) => name === 'Dates');
    assert.ok(dates?.children.some(({ name, detail }) => name === 'Monday' && detail === '2022-01-10'));
    for (const { name, range, children } of [putin!, ...putin!.children]) {
      const words = document.getText(range);
      if (!children.length) assert.ok(words.startsWith(name.slice(0, 20)), `${name} stands at “${words}”`);
    }
  });
});
