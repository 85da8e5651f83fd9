import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openFile, openSeed, rangeOf, writeFile } from '../harness';

const run = <T>(command: string, document: vscode.TextDocument, position: vscode.Position) =>
  eventually(async () => {
    const found = await vscode.commands.executeCommand<T[]>(command, document.uri, position);
    assert.ok(found.length > 0, `${command}: nothing yet`);
    return found;
  });

describe('definition, references, highlights, link', () => {
  let document: vscode.TextDocument;
  const inside = (words: string, nth = 0) => rangeOf(document, words, nth).start.translate(0, 1);
  before(async () => {
    ({ document } = await openSeed());
    await eventually(() => assert.equal(document.languageId, 'article'));
  });

  it('Go to Definition leads to the first naming', async () => {
    const [{ targetRange }] = await run<vscode.LocationLink>(
      'vscode.executeDefinitionProvider',
      document,
      inside('Putin wants'),
    );
    assert.equal(document.getText(targetRange), 'Vladimir Putin');
  });

  it('references are all mentions, a pronoun among them', async () => {
    const places = await run<vscode.Location>('vscode.executeReferenceProvider', document, inside('Joe Biden'));
    const here = places.filter(({ uri }) => uri.toString() === document.uri.toString()); // other articles name him too
    const words = here.map(({ range }) => document.getText(range));
    assert.ok(words.includes('Joe Biden') && words.includes('he'), words.join(', '));
  });

  it('highlights are all mentions', async () => {
    const marks = await run<vscode.DocumentHighlight>(
      'vscode.executeDocumentHighlights',
      document,
      inside('Vladimir Putin'),
    );
    const words = marks.map(({ range }) => document.getText(range));
    assert.ok(words.filter((each) => each.endsWith('Putin')).length >= 3, words.join(', '));
  });

  it('the header’s address is a link', async () => {
    const links = await eventually(async () => {
      const found = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
        'vscode.executeLinkProvider',
        document.uri,
      );
      assert.ok(found.length > 0);
      return found;
    });
    const address = links.find(({ range }) => range.start.line === 2);
    assert.equal(document.getText(address?.range), document.lineAt(2).text);
    assert.equal(address?.target?.authority, 'wdsm710.com');
  });

  it('nothing but http and https becomes a link of ours', async () => {
    await writeFile(
      'links/file.txt',
      'Talks begin\n20220108\nfile:///etc/passwd\nAn official said it is late. It is.\n',
    );
    const { document: other } = await openFile('links/file.txt');
    await vscode.languages.setTextDocumentLanguage(other, 'article');
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', other.uri);
    assert.ok(!links.some(({ tooltip }) => tooltip !== undefined));
  });
});
