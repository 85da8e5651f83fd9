import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { LONG_TEXT } from '../../../src/analysis/provisional';
import { eventually, openFile, openSeed, writeFile } from '../harness';

const HEAD = 'Talks begin\n20220108\nhttps://example.org/a\n';
const SENTENCE = 'The talks begin on Monday in Geneva, an official said, and Vladimir Putin wants an agreement. ';

/** Asks everything that the editor asks of a document. @throws when one of the surfaces does. */
async function askAll(uri: vscode.Uri): Promise<void> {
  const at = new vscode.Position(0, 0);
  const document = await vscode.workspace.openTextDocument(uri);
  const isLong = document.getText().length >= LONG_TEXT;
  for (const [command, ...args] of [
    ['vscode.provideDocumentSemanticTokens'],
    ['vscode.executeHoverProvider', at],
    ['vscode.executeDocumentSymbolProvider'],
    ['vscode.executeReferenceProvider', at],
    ['vscode.executeDocumentHighlights', at],
    ['vscode.executeDefinitionProvider', at],
    ['vscode.executeLinkProvider'],
  ] as const) {
    // of a long article VS Code is given the tokens of what is visible alone: the whole is refused (see tokens.test.ts)
    if (command === 'vscode.provideDocumentSemanticTokens' && isLong) continue;
    await vscode.commands.executeCommand(command, uri, ...args);
  }
  for (const command of ['nextClaim', 'previousClaim', 'nextClaimOfActor'])
    await vscode.commands.executeCommand(`hearsay.${command}`);
}

/** Whether the extension is still well: it has tokens for the seed. */
async function stillWorks(): Promise<void> {
  const { document } = await openSeed();
  await eventually(async () => {
    const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens | undefined>(
      'vscode.provideDocumentSemanticTokens',
      document.uri,
    );
    assert.ok(tokens && tokens.data.length > 0);
  });
}

describe('bad files', () => {
  const files: [what: string, content: string | Uint8Array][] = [
    ['empty', ''],
    ['nothing but line ends', '\n\r\n\n'],
    ['binary', Uint8Array.from({ length: 4096 }, (_, index) => (index * 7919) % 256)],
    ['half a header', 'Talks beg'],
    ['half a sentence', `${HEAD}The official said “we are wil`],
    ['broken UTF-8', Uint8Array.from([...new TextEncoder().encode(HEAD), 0xff, 0xc3, 0x28, 0xed, 0xa0, 0x80])],
    ['one endless line', HEAD + SENTENCE.repeat(300).replaceAll('.', '')],
    ['nothing but quotation marks', HEAD + '“"‘'.repeat(2000)],
    ['nothing but brackets', HEAD + '[(<{'.repeat(2000)],
  ];
  for (const [what, content] of files) {
    it(`${what}: no surface fails, and the next article is read`, async () => {
      const path = `bad/${what.replaceAll(' ', '-')}.txt`;
      await writeFile(path, content);
      let document: vscode.TextDocument;
      try {
        ({ document } = await openFile(path));
      } catch (error) {
        assert.match(String(error), /binary/i); // VS Code does not open it: nobody is asked
        return stillWorks();
      }
      await vscode.languages.setTextDocumentLanguage(document, 'article');
      await askAll(document.uri);
      await stillWorks();
    });
  }

  it('beyond the size limit nothing is looked at, until the person wants it', async () => {
    const uri = await writeFile('bad/large.txt', HEAD + `${SENTENCE}\n`.repeat(15_000)); // 1.4 MB; the limit is 1 MB
    const { document } = await openFile('bad/large.txt');
    await eventually(() => assert.equal(document.languageId, 'article'));
    await askAll(uri);
    const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens | undefined>(
      'vscode.provideDocumentRangeSemanticTokens',
      uri,
      new vscode.Range(0, 0, 100, 0),
    );
    assert.equal(tokens, undefined);
    await stillWorks();
  });

  it('five megabytes open, and are left alone', async () => {
    const uri = await writeFile('bad/five.txt', HEAD + `${SENTENCE}\n`.repeat(56_000));
    const { document } = await openFile('bad/five.txt');
    await eventually(() => assert.equal(document.languageId, 'article'));
    await askAll(uri);
    await stillWorks();
  });

  it('an article just beyond a lower limit is analysed when the person says so', async () => {
    const settings = vscode.workspace.getConfiguration('hearsay');
    await settings.update('maxFileSize', 2, vscode.ConfigurationTarget.Workspace);
    try {
      const uri = await writeFile('bad/beyond.txt', HEAD + `${SENTENCE}\n`.repeat(40));
      const { document } = await openFile('bad/beyond.txt');
      await eventually(() => assert.equal(document.languageId, 'article'));
      const tokens = () =>
        vscode.commands.executeCommand<vscode.SemanticTokens | undefined>('vscode.provideDocumentSemanticTokens', uri);
      assert.equal(await tokens(), undefined);
      await vscode.commands.executeCommand('hearsay.analyseAnyway');
      await eventually(async () => assert.ok(((await tokens())?.data.length ?? 0) > 0));
    } finally {
      await settings.update('maxFileSize', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('settings of a wrong type count as not set: the article is read, and judged', async () => {
    const wrong: [key: string, value: unknown][] = [
      ['review.author', 5],
      ['review.folder', ['..']],
      ['verdicts', 'true'],
      ['maxFileSize', 'none'],
      ['engine', {}],
      ['confidence.threshold', 'high'],
      ['highlight.claims', 'yes'],
      ['inlayHints.dates', []],
    ];
    const settings = vscode.workspace.getConfiguration('hearsay');
    try {
      for (const [key, value] of wrong) await settings.update(key, value, vscode.ConfigurationTarget.Workspace);
      const uri = await writeFile('bad/settings.txt', HEAD + SENTENCE);
      const editor = await openFile('bad/settings.txt');
      const { document } = editor;
      await eventually(() => assert.equal(document.languageId, 'article'));
      await askAll(uri);
      const at = document.getText().indexOf('Putin');
      editor.selection = new vscode.Selection(document.positionAt(at), document.positionAt(at + 5));
      await vscode.commands.executeCommand('hearsay.mark.group');
      const sidecar = vscode.Uri.joinPath(uri, '../../.hearsay/bad/settings.txt.jsonld');
      await eventually(async () =>
        assert.match(new TextDecoder().decode(await vscode.workspace.fs.readFile(sidecar)), /"exact": ?"Putin"/),
      );
    } finally {
      for (const [key] of wrong) await settings.update(key, undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});
