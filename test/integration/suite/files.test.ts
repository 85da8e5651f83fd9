import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { findFiles } from '../../../src/host/articleFiles';
import { eventually, workspaceUri, writeFile } from '../harness';

const ARTICLE =
  'Bridge closed\n20230302\nhttps://example.org/bridge\nPresident Joe Biden said on Monday that the bridge is closed.\n';

/** A read-only file system in memory, without a search: such as an extension for archives or servers has. */
function memoryFiles(files: Readonly<Record<string, string>>): vscode.FileSystemProvider {
  const encode = (path: string) => new TextEncoder().encode(files[path]);
  const isFolder = (path: string) =>
    Object.keys(files).some((each) => each.startsWith(path === '/' ? '/' : `${path}/`));
  const no = (): never => {
    throw vscode.FileSystemError.NoPermissions();
  };
  return {
    onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event,
    watch: () => new vscode.Disposable(() => {}),
    stat({ path }) {
      const times = { ctime: 0, mtime: 0 };
      if (path in files) return { type: vscode.FileType.File, size: encode(path).length, ...times };
      if (isFolder(path)) return { type: vscode.FileType.Directory, size: 0, ...times };
      throw vscode.FileSystemError.FileNotFound(path);
    },
    readDirectory({ path }) {
      const prefix = path === '/' ? '/' : `${path}/`;
      const below = Object.keys(files).filter((each) => each.startsWith(prefix));
      const names = new Set(below.map((each) => each.slice(prefix.length).split('/')[0]));
      return [...names].map((name): [string, vscode.FileType] => [
        name,
        prefix + name in files ? vscode.FileType.File : vscode.FileType.Directory,
      ]);
    },
    readFile({ path }) {
      if (!(path in files)) throw vscode.FileSystemError.FileNotFound(path);
      return encode(path);
    },
    createDirectory: no,
    writeFile: no,
    delete: no,
    rename: no,
  };
}

describe('article files', () => {
  const found = async (folder: vscode.Uri, include: string[], exclude: string[] = []) =>
    (await findFiles([{ uri: folder }], include, exclude))
      .map(({ path }) => path.slice(path.lastIndexOf('/') + 1))
      .sort();

  describe('in a file system without a search', () => {
    const root = vscode.Uri.parse('memory:/');
    let registration: vscode.Disposable;
    before(() => {
      const files = {
        '/a.txt': ARTICLE,
        '/deep/er/b.md': ARTICLE,
        '/deep/c.json': '{}',
        '/node_modules/d.txt': ARTICLE,
      };
      registration = vscode.workspace.registerFileSystemProvider('memory', memoryFiles(files), { isReadonly: true });
    });
    after(() => void registration.dispose());

    const cases: [include: string[], exclude: string[], names: string[]][] = [
      [['**/*.{txt,md}'], ['**/node_modules/**'], ['a.txt', 'b.md']],
      [['**/*.{txt,md}'], ['**/node_modules'], ['a.txt', 'b.md']],
      [['**/*.txt'], [], ['a.txt', 'd.txt']],
      [['**/*.txt'], ['**/*.txt'], []],
      [[], [], []],
    ];
    for (const [include, exclude, names] of cases) {
      it(`${include.join()} without ${exclude.join()} finds ${names.join() || 'nothing'}`, async () =>
        assert.deepEqual(await found(root, include, exclude), names));
    }

    it('an article is recognised and analysed', async () => {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(root, 'a.txt'));
      await vscode.window.showTextDocument(document);
      await eventually(() => assert.equal(document.languageId, 'article'));
      await eventually(async () => {
        const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
          'vscode.executeDocumentSymbolProvider',
          document.uri,
        );
        const names = symbols.flatMap(({ name, children }) => [name, ...children.map((child) => child.name)]);
        assert.ok(names.includes('Joe Biden'), names.join('\n'));
      });
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    });
  });

  it('are found by patterns with alternatives, also several', async () => {
    const folder = workspaceUri('globs');
    for (const name of ['a.txt', 'b.md', 'c.json']) await writeFile(`globs/${name}`, ARTICLE);
    try {
      await eventually(async () =>
        assert.deepEqual(await found(folder, ['**/*.{txt,md}', '**/*.none']), ['a.txt', 'b.md']),
      );
      assert.deepEqual(await found(folder, ['**/*.txt', '**/*.json'], ['**/*.{json,xml}']), ['a.txt']);
    } finally {
      await vscode.workspace.fs.delete(folder, { recursive: true });
    }
  });
});
