import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openFile, openSeed, rangeOf, writeFile } from '../harness';

/** The cards at words of a document, without what escapes and links add. */
async function cardAt(document: vscode.TextDocument, words: string, nth = 0): Promise<string> {
  return eventually(async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      rangeOf(document, words, nth).start.translate(0, 1),
    );
    const [content] = hovers.flatMap(({ contents }) => contents);
    assert.ok(content instanceof vscode.MarkdownString, 'no card yet');
    return content.value.replace(/\]\([^)]*\)/g, ']').replace(/\\([!-/:-@[-`{-~])/g, '$1');
  });
}

describe('hover', () => {
  let document: vscode.TextDocument;
  before(async () => {
    ({ document } = await openSeed());
    await eventually(() => assert.equal(document.languageId, 'article'));
  });

  it('of a person: who it is, and what is claimed', async () => {
    const card = await cardAt(document, 'Vladimir Putin');
    assert.match(card, /\*\*Vladimir Putin\*\*/);
    assert.match(card, /Person · Russian President/);
    assert.match(card, /wants an end to NATOs eastward expansion/);
    assert.match(card, /\[Show claims\] · \[All mentions\] · \[Search Wikipedia\]/);
  });

  it('of a nominal: whom it means', async () => {
    const card = await cardAt(document, 'The official');
    assert.match(card, /^The official → senior U\.S\. official \(\[line \d+\]\)/);
    assert.match(card, /Unnamed source/);
    assert.doesNotMatch(card, /Wikipedia/);
  });

  it('of a pronoun: whom it means', async () =>
    assert.match(await cardAt(document, 'it feels'), /^it → Russia \(\[line \d+\]\)/));

  it('of a claim’s words: who says them, and how', async () => {
    const card = await cardAt(document, 'common ground');
    assert.match(card, /^\*\*senior U\.S\. official\*\* \(unnamed\) said, indirect/);
    assert.match(card, /^there are some areas that present an opportunity for common ground$/m);
    assert.match(card, /\[Copy citation\] · \[Next claim by the same actor\]/);
  });

  it('of a date: its day', async () => assert.match(await cardAt(document, 'Monday'), /Monday, 10 January 2022/));

  it('lets nothing in an article become a link, a command or a picture', async () => {
    await writeFile(
      'hover/evil.txt',
      'Talks\n20220108\nhttps://example.org/a\nRussian President [Vladimir](command:workbench.action.quit) Putin ![x](https://evil.example/x.png) <b>said</b> he wants peace.\nVladimir Putin said **it** is <img src=x> late.\n',
    );
    const { document: evil } = await openFile('hover/evil.txt');
    await eventually(() => assert.equal(evil.languageId, 'article'));
    for (let line = 3; line < evil.lineCount; line++) {
      for (let column = 0; column < evil.lineAt(line).text.length; column += 3) {
        const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
          'vscode.executeHoverProvider',
          evil.uri,
          new vscode.Position(line, column),
        );
        for (const content of hovers.flatMap(({ contents }) => contents)) {
          assert.ok(content instanceof vscode.MarkdownString);
          const ours = /\[[^\]\\]*\]\((?:command:hearsay\.|https:\/\/en\.wikipedia\.org\/)[^)]*\)/g;
          assert.doesNotMatch(content.value.replace(ours, ''), /(?<!\\)[[\]<>!]|https:\/\//);
        }
      }
    }
  });
});
