import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openFile, openSeed, rangeOf, workspaceUri, writeFile } from '../harness';

interface Token {
  readonly words: string;
  readonly type: string;
  readonly modifiers: readonly string[];
  readonly line: number;
}

function decode(
  document: vscode.TextDocument,
  { data }: vscode.SemanticTokens,
  { tokenTypes, tokenModifiers }: vscode.SemanticTokensLegend,
): Token[] {
  const tokens: Token[] = [];
  let [line, column] = [0, 0];
  for (let i = 0; i < data.length; i += 5) {
    column = data[i] ? data[i + 1] : column + data[i + 1];
    line += data[i];
    tokens.push({
      words: document.getText(new vscode.Range(line, column, line, column + data[i + 2])),
      type: tokenTypes[data[i + 3]],
      modifiers: tokenModifiers.filter((_, bit) => data[i + 4] & (1 << bit)),
      line,
    });
  }
  return tokens;
}

async function tokensOf(document: vscode.TextDocument, range?: vscode.Range): Promise<Token[]> {
  const kind = range ? 'DocumentRange' : 'Document';
  const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend | undefined>(
    `vscode.provide${kind}SemanticTokensLegend`,
    document.uri,
    ...(range ? [range] : []),
  );
  const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens | undefined>(
    `vscode.provide${kind}SemanticTokens`,
    document.uri,
    ...(range ? [range] : []),
  );
  assert.ok(legend && tokens, 'no tokens yet');
  return decode(document, tokens, legend);
}

const set = (layer: string, value: boolean | undefined) =>
  vscode.workspace
    .getConfiguration('hearsay')
    .update(`highlight.${layer}`, value, vscode.ConfigurationTarget.Workspace);

describe('semantic tokens', () => {
  let document: vscode.TextDocument;
  let tokens: Token[];
  before(async () => {
    ({ document } = await openSeed());
    tokens = await eventually(async () => {
      const found = await tokensOf(document);
      assert.ok(found.length > 0);
      return found;
    });
  });

  const cases: [words: string, type: string][] = [
    ['Vladimir Putin', 'person'],
    ['Joe Biden', 'person'],
    ['Reuters', 'organisation'],
    ['Russia', 'place'],
    ['Geneva', 'place'],
    ['Monday', 'date'],
    ['2019', 'date'],
    ['said', 'cue'],
    ['The official', 'unnamedSource'],
  ];
  for (const [words, type] of cases) {
    it(`make “${words}” a ${type}`, () =>
      assert.ok(
        tokens.some((token) => token.words === words && token.type === type),
        JSON.stringify(tokens.filter((token) => token.words.includes(words))),
      ));
  }

  it('tell who speaks, and how', () => {
    const official = tokens.find(({ words }) => words === 'The official');
    assert.deepEqual(official?.modifiers, ['speaker', 'unnamed']);
    const cue = tokens.find(({ words, type }) => words === 'said' && type === 'cue');
    assert.deepEqual(cue?.modifiers, ['indirect']);
  });

  it('of a range are those of the whole that stand there', async () => {
    const line = rangeOf(document, 'Vladimir Putin').start.line;
    const part = await tokensOf(document, document.lineAt(line).range);
    assert.deepEqual(
      part,
      tokens.filter((token) => token.line === line),
    );
  });

  const layers: [layer: string, types: string[]][] = [
    ['entities', ['person', 'place', 'unnamedSource']],
    ['dates', ['date']],
    ['claims', ['cue']],
  ];
  for (const [layer, types] of layers) {
    it(`go when the layer ${layer} is switched off, and come again`, async () => {
      const found = async () => (await tokensOf(document)).map(({ type }) => type);
      await set(layer, false);
      await eventually(async () => assert.ok(!(await found()).some((type) => types.includes(type))));
      await set(layer, undefined);
      await eventually(async () => {
        const again = await found();
        assert.ok(types.every((type) => again.includes(type)));
      });
    });
  }

  it('stand on the right words after an edit', async () => {
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(3, 0), 'The talks went well, Angela Merkel said.\n');
    await vscode.workspace.applyEdit(edit);
    try {
      const after = await eventually(async () => {
        const found = await tokensOf(document);
        assert.ok(found.some(({ words, type }) => words === 'Angela Merkel' && type === 'person'));
        return found;
      });
      const putin = after.find(({ words }) => words === 'Vladimir Putin');
      assert.equal(putin?.line, rangeOf(document, 'Vladimir Putin').start.line);
    } finally {
      await vscode.commands.executeCommand('workbench.action.files.revert');
    }
  });

  it('of a long article are those of what is visible, also at once after an edit', async () => {
    const line = 'The talks begin on Monday in Geneva, an official said, and Vladimir Putin wants an agreement.';
    const header = 'Long talks begin\n20220108\nhttps://example.org/a\n';
    await writeFile('long/article.txt', `${header}${`${line}\n`.repeat(1_200)}`);
    try {
      const editor = await openFile('long/article.txt');
      const long = editor.document;
      await eventually(() => assert.equal(long.languageId, 'article'));
      await assert.rejects(tokensOf(long), /busy/); // VS Code's word for: ask for the range
      const at = new vscode.Range(600, 0, 601, 0);
      const words = async () => (await tokensOf(long, at)).map((token) => `${token.words} ${token.type}`);
      await eventually(async () => assert.ok((await words()).includes('Vladimir Putin person')));
      await editor.edit((edit) => edit.insert(long.lineAt(600).range.end, ' Angela Merkel told Reuters so.'));
      await eventually(async () => assert.ok((await words()).includes('Angela Merkel person')));
      await editor.edit((edit) => edit.delete(long.lineAt(500).rangeIncludingLineBreak));
      await eventually(async () => assert.ok(!(await words()).includes('Angela Merkel person')));
    } finally {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await vscode.workspace.fs.delete(workspaceUri('long'), { recursive: true });
    }
  });
});
