import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openFile, openSeed, writeFile } from '../harness';

const ARTICLE =
  'Talks begin\n20220108\nhttps://example.org/a\nThe talks begin on Monday, an official said. They end soon.\n';

const languageOf = async (path: string, content: string) => {
  await writeFile(path, content);
  return openFile(path);
};

describe('language recognition', () => {
  it('makes the seed an article by itself', async () => {
    const { document } = await openSeed();
    await eventually(() => assert.equal(document.languageId, 'article'));
  });

  const articles: [what: string, path: string, content: string][] = [
    ['a text file', 'recognised/plain.txt', ARTICLE],
    ['a byte order mark', 'recognised/bom.txt', `\uFEFF${ARTICLE}`],
    ['CRLF', 'recognised/crlf.txt', ARTICLE.replaceAll('\n', '\r\n')],
    ['blank lines around the header', 'recognised/blank.txt', `\n${ARTICLE.replaceAll('\n', '\n\n')}`],
    [
      'Markdown with front matter',
      'recognised/front.md',
      `---\ntitle: Talks begin\ndate: 2022-01-08\nurl: https://example.org/a\n---\n\nThe talks begin on Monday, an official said.\n`,
    ],
  ];
  for (const [what, path, content] of articles) {
    it(`recognises ${what}`, async () => {
      const { document } = await languageOf(path, content);
      await eventually(() => assert.equal(document.languageId, 'article'));
    });
  }

  it('leaves other text alone, and goes by what a person says, also later', async () => {
    const { document } = await languageOf('recognised/notes.txt', 'milk\neggs\nbread\n');
    assert.equal(document.languageId, 'plaintext');

    await vscode.commands.executeCommand('hearsay.treatAsArticle');
    const treated = await vscode.workspace.openTextDocument(document.uri);
    assert.equal(treated.languageId, 'article');

    await vscode.commands.executeCommand('hearsay.notAnArticle', document.uri);
    const untreated = await vscode.workspace.openTextDocument(document.uri);
    assert.equal(untreated.languageId, 'plaintext');
  });

  it('remembers that a file is no article', async () => {
    const { document } = await languageOf('recognised/remembered.txt', ARTICLE);
    await eventually(() => assert.equal(document.languageId, 'article'));
    await vscode.commands.executeCommand('hearsay.notAnArticle');
    await eventually(() => assert.equal(vscode.window.activeTextEditor?.document.languageId, 'plaintext'));
    // what recognition looks at again when a setting changes must stay what the person said
    const settings = vscode.workspace.getConfiguration('hearsay');
    await settings.update('highlight.dates', false, vscode.ConfigurationTarget.Workspace);
    await settings.update('highlight.dates', undefined, vscode.ConfigurationTarget.Workspace);
    assert.equal((await vscode.workspace.openTextDocument(document.uri)).languageId, 'plaintext');
  });

  it('does not take back the language that a person chose', async () => {
    const { document } = await languageOf('recognised/chosen.txt', ARTICLE);
    await eventually(() => assert.equal(document.languageId, 'article'));
    await vscode.languages.setTextDocumentLanguage(document, 'plaintext');
    const settings = vscode.workspace.getConfiguration('hearsay');
    await settings.update('highlight.dates', false, vscode.ConfigurationTarget.Workspace); // recognition looks again
    await settings.update('highlight.dates', undefined, vscode.ConfigurationTarget.Workspace);
    assert.equal((await vscode.workspace.openTextDocument(document.uri)).languageId, 'plaintext');
  });

  it('does nothing by itself when it is off', async () => {
    const settings = vscode.workspace.getConfiguration('hearsay');
    await settings.update('recognise', 'off', vscode.ConfigurationTarget.Workspace);
    const { document } = await languageOf('recognised/off.txt', ARTICLE);
    const other = await languageOf('recognised/off2.txt', ARTICLE); // time enough for the first one
    assert.deepEqual([document.languageId, other.document.languageId], ['plaintext', 'plaintext']);
    await settings.update('recognise', undefined, vscode.ConfigurationTarget.Workspace);
    await eventually(() => assert.equal(vscode.window.activeTextEditor?.document.languageId, 'article'));
  });
});
