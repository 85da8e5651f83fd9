import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { keepApart, NO_SEPARATIONS } from '../../../src/corpus/mergeRules';
import { parseQuery } from '../../../src/corpus/query/parse';
import { searchClaims } from '../../../src/corpus/query/search';
import { ActorsProvider } from '../../../src/editor/actorsTree';
import { ArticlesProvider } from '../../../src/editor/articlesTree';
import type { ActorsNode } from '../../../src/editor/shared/actorNodes';
import type { TreeNode } from '../../../src/editor/shared/treeNodes';
import type { Services } from '../../../src/host/services';
import { attributionState, draft } from '../../../src/review/compose';
import { eventually, openFile, workspaceUri, writeFile } from '../harness';
import { ownServices } from '../services';

const WIRE =
  'The two sides will meet in Geneva on Monday to discuss missiles and military exercises in Europe, Zacharias Quillfeather said.';
const article = (title: string, date: string, ...body: string[]) =>
  [title, date, 'https://news.example/a', 'The weather was fine in the capital of the country.', ...body, ''].join(
    '\n',
  );

const FILES: Record<string, string | Uint8Array> = {
  'corpus/one.txt': article('First story of Quillfeather', '20210101', WIRE),
  'corpus/two.txt': article(
    'Second story of Quillfeather',
    '20210201',
    WIRE,
    'Zacharias Quillfeather said that rain is coming.',
  ),
  'corpus/ignored/three.txt': article('Third story', '20210301', WIRE),
  'corpus/.gitignore': 'ignored/\n',
  'corpus/picture.txt': Uint8Array.from({ length: 5_000 }, (_, i) => i % 7),
  'corpus/huge.txt': article('Huge story of Quillfeather', '20210401', WIRE.repeat(20_000)),
  'corpus/notes.txt': 'milk\nbread\n',
};

describe('the index of the workspace', () => {
  let services: Services & vscode.Disposable;
  const storage = `corpus-${Date.now()}`;
  before(async () => {
    for (const [path, content] of Object.entries(FILES)) await writeFile(path, content);
    services = ownServices(storage);
    await services.corpus.whenReady();
  });
  after(async () => {
    services.dispose();
    for (const folder of ['corpus', '.hearsay/corpus'])
      await vscode.workspace.fs.delete(workspaceUri(folder), { recursive: true });
  });

  const indexed = (each = services) =>
    [...each.corpus.index.articles()]
      .map(({ uri }) => vscode.Uri.parse(uri).path)
      .filter((path) => path.includes('/corpus/'))
      .map((path) => path.slice(path.lastIndexOf('/') + 1))
      .sort();
  const search = (typed: string, each = services) =>
    searchClaims(each.corpus.index, parseQuery(typed), { limit: 1_000 });
  const segments = async () =>
    (await vscode.workspace.fs.readDirectory(workspaceUri('.hearsay-test', storage, 'corpus'))).map(([name]) => name);

  it('holds the articles, and neither what is ignored, binary, too large nor no article', () =>
    assert.deepEqual(indexed(), ['one.txt', 'two.txt']));

  it('finds claims by the search’s grammar', () => {
    const { claims, articles } = search('actor:quillfeather geneva after:2021-01-15 in:corpus');
    assert.deepEqual([claims.length, articles.length], [1, 1]);
    assert.match(claims[0].article.uri, /two\.txt$/);
  });

  it('knows the same claim in another article', () => {
    const [claim] = search('actor:quillfeather geneva before:2021-01-15 in:corpus').claims;
    assert.deepEqual(services.corpus.index.copiesOf(claim).map((copy) => copy.article.uri.slice(-7)), ['two.txt']); // prettier-ignore
  });

  it('comes back from the disk without an analysis', async () => {
    assert.ok((await segments()).length > 0);
    const again = ownServices(storage);
    try {
      await again.corpus.heads();
      assert.deepEqual(indexed(again), ['one.txt', 'two.txt']);
      await again.corpus.open();
      assert.equal(search('in:corpus', again).claimCount, search('in:corpus').claimCount);
    } finally {
      again.dispose();
    }
  });

  const damages: [what: string, damage: (bytes: Uint8Array) => Uint8Array][] = [
    ['cut', (bytes) => bytes.subarray(0, bytes.length >> 1)],
    ['empty', () => new Uint8Array(0)],
    ['other bytes', (bytes) => bytes.map((byte, i) => (i === bytes.length - 5 ? byte ^ 1 : byte))],
  ];
  for (const [what, damage] of damages) {
    it(`is built again where a file of it is damaged: ${what}`, async () => {
      for (const name of await segments()) {
        const uri = workspaceUri('.hearsay-test', storage, 'corpus', name);
        await vscode.workspace.fs.writeFile(uri, damage(await vscode.workspace.fs.readFile(uri)));
      }
      const again = ownServices(storage);
      try {
        await again.corpus.whenReady();
        assert.deepEqual(indexed(again), ['one.txt', 'two.txt']);
        assert.equal(search('in:corpus', again).claimCount, search('in:corpus').claimCount);
      } finally {
        again.dispose();
      }
    });
  }

  it('follows a file that changes, comes and goes', async () => {
    await writeFile(
      'corpus/later.txt',
      article('Later story', '20210501', 'Ottoline Vandermeer said that snow is coming.'),
    );
    await eventually(() => assert.equal(search('actor:vandermeer snow').claimCount, 1));
    await writeFile(
      'corpus/later.txt',
      article('Later story', '20210501', 'Ottoline Vandermeer said that hail is coming.'),
    );
    await eventually(() => assert.deepEqual([search('actor:vandermeer hail').claimCount, search('actor:vandermeer snow').claimCount], [1, 0])); // prettier-ignore
    await vscode.workspace.fs.delete(workspaceUri('corpus/later.txt'));
    await eventually(() => assert.equal(search('actor:vandermeer').claimCount, 0));
  });

  it('knows what people found a claim to be, of files that are not open too', async () => {
    const uri = workspaceUri('corpus/two.txt');
    const { text, analysis } = await services.articles.ofUri(uri, 'editor');
    const rain = analysis.claims.find((claim) => claim.text.includes('rain'))!;
    const judged = draft(attributionState({ text, analysis }, rain.attribution), { do: 'verdict', verdict: 'false' });
    await services.reviews.decide(uri, text, 'Verdict', [judged]);
    await eventually(() => assert.equal(search('verdict:false rain').claimCount, 1));
    assert.equal(search('-verdict:none in:corpus').claimCount, 1);
    await services.corpus.whenReady(); // it is kept
    const again = ownServices(storage);
    try {
      await again.corpus.open();
      await eventually(() => assert.equal(search('verdict:false rain', again).claimCount, 1));
    } finally {
      again.dispose();
    }
  });

  it('knows what was decided while it was closed', async () => {
    const folder = `${storage}-closed`;
    const first = ownServices(folder);
    await first.corpus.open();
    await first.corpus.whenReady();
    first.dispose();
    const colleague = ownServices('colleague');
    const uri = workspaceUri('corpus/two.txt');
    const { text, analysis } = await colleague.articles.ofUri(uri, 'editor');
    const [claim] = analysis.claims.filter((each) => !each.text.includes('rain'));
    const judged = draft(attributionState({ text, analysis }, claim.attribution), { do: 'verdict', verdict: 'true' });
    await colleague.reviews.decide(uri, text, 'Verdict', [judged]);
    colleague.dispose();
    const again = ownServices(folder);
    try {
      await again.corpus.open();
      await again.corpus.whenReady();
      assert.equal(search('verdict:true in:corpus/two', again).claimCount, 1);
    } finally {
      again.dispose();
    }
  });

  it('follows an open document as it is typed', async () => {
    const editor = await openFile('corpus/one.txt');
    await eventually(() => assert.equal(editor.document.languageId, 'article'));
    await editor.edit((edit) =>
      edit.insert(new vscode.Position(4, 0), 'Ottoline Vandermeer said that fog is coming.\n'),
    );
    await eventually(() => assert.equal(search('actor:vandermeer fog').claimCount, 1));
    await vscode.commands.executeCommand('undo');
    await eventually(() => assert.equal(search('actor:vandermeer fog').claimCount, 0));
    await editor.document.save();
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    assert.deepEqual(indexed(), ['one.txt', 'two.txt']);
  }).timeout(40_000);

  it('can be stopped and resumed', async () => {
    const other = ownServices(`${storage}-stopped`);
    try {
      const working = new Promise<void>((resolve) => {
        other.corpus.onDidProgress(({ state }) => state === 'working' && resolve());
      });
      void other.corpus.open();
      await working;
      other.corpus.stop();
      assert.equal(other.corpus.progress.state, 'stopped');
      await other.corpus.whenReady();
      assert.ok(other.corpus.index.size < services.corpus.index.size);
      await other.corpus.resume();
      await other.corpus.whenReady();
      assert.equal(other.corpus.index.size, services.corpus.index.size);
    } finally {
      other.dispose();
    }
  });

  describe('the view of actors', () => {
    let provider: ActorsProvider;
    before(() => (provider = new ActorsProvider(services)));
    after(() => provider.dispose());
    const line = (node: ActorsNode) => {
      const { label, description } = provider.getTreeItem(node);
      return `${typeof label === 'string' ? label : label?.label} | ${String(description)}`;
    };
    const rows = async (node?: ActorsNode) => (await provider.getChildren(node)).map(line);
    const row = async (start: string, parent?: ActorsNode) => {
      const found = (await provider.getChildren(parent)).find((node) => line(node).startsWith(start));
      assert.ok(found, `no row begins with “${start}”`);
      return found;
    };

    it('merges the same full name, and says so', async () => {
      const actor = await row('Zacharias Quillfeather');
      assert.match(line(actor), /3 claims in 2 articles$/);
      assert.match(provider.getTreeItem(actor).tooltip as string, /Merged from 2 articles: the same full name/);
    });
    it('shows claims over time, newest first, and where else they stand', async () => {
      const claims = await rows(await row('Zacharias Quillfeather'));
      assert.deepEqual(claims.map((each) => /\| (\d+ \w+ 2021)/.exec(each)?.[1]), ['1 Feb 2021', '1 Feb 2021', '1 Jan 2021']); // prettier-ignore
      assert.match(claims[2], /also in 1 article/);
    });
    it('most claims first, unnamed sources under a heading', async () => {
      const counts = (await rows()).flatMap((each) => /(\d+) claims? in/.exec(each)?.[1] ?? []).map(Number);
      assert.deepEqual(
        counts,
        counts.slice().sort((a, b) => b - a),
      );
      assert.match((await rows()).at(-1)!, /^Unnamed sources \| \d+$/);
    });
    it('by kind, under headings; the choice is remembered', async () => {
      await services.viewState.setActorOrder('kind');
      assert.deepEqual((await rows()).map((each) => each.split(' |')[0]).slice(0, 2), ['People', 'Organisations']);
      assert.equal(services.viewState.actorOrder, 'kind');
      await services.viewState.setActorOrder('claims');
    });
    it('a merge can be undone and done again', async () => {
      await services.corpus.separate(keepApart(NO_SEPARATIONS, 'PERSON:zacharias quillfeather'));
      const apart = (await rows()).filter((each) => each.startsWith('Zacharias Quillfeather'));
      assert.equal(apart.length, 2);
      assert.ok(apart.every((each) => each.endsWith('kept apart')));
      await services.corpus.separate(NO_SEPARATIONS);
      assert.match(line(await row('Zacharias Quillfeather')), /3 claims in 2 articles$/);
    });
    it('shows what fits the filter', async () => {
      services.viewState.setFilter('rain actor:quillfeather');
      assert.deepEqual(
        (await rows()).map((each) => /(\d) claim/.exec(each)?.[1]),
        ['1'],
      );
      assert.equal((await rows(await row('Zacharias Quillfeather'))).length, 1);
      services.viewState.setFilter('');
    });
    it('gives every row an id of its own', async () => {
      const ids = (await provider.getChildren()).map((node) => provider.getTreeItem(node).id);
      assert.equal(new Set(ids).size, ids.length);
    });
  });

  describe('the view of articles', () => {
    let provider: ArticlesProvider;
    before(() => (provider = new ArticlesProvider(services)));
    after(async () => {
      await services.viewState.setArticleOrder('date');
      provider.dispose();
    });
    const line = (node: TreeNode) => {
      const { label, description } = provider.getTreeItem(node);
      return `${typeof label === 'string' ? label : label?.label} | ${String(description)}`;
    };
    const rows = async (node?: TreeNode) => (await provider.getChildren(node)).map(line);

    it('can be sorted by title', async () => {
      await services.viewState.setArticleOrder('title');
      const at = (rows: string[], title: string) => rows.findIndex((each) => each.startsWith(title));
      await eventually(async () => {
        const listed = await rows();
        assert.ok(at(listed, 'First story') >= 0 && at(listed, 'First story') < at(listed, 'Second story'));
        assert.ok(at(listed, 'Second story') < at(listed, 'US open to talks'));
      });
    });
    it('can be grouped by folder, and an article knows its heading', async () => {
      await services.viewState.setArticleOrder('folder');
      await eventually(async () => assert.ok((await rows()).includes('corpus | 3'), (await rows()).join('\n')));
      const heading = (await provider.getChildren()).find((node) => line(node) === 'corpus | 3')!;
      const [first] = await provider.getChildren(heading);
      assert.equal(provider.getParent(first), heading);
      await services.viewState.setArticleOrder('publisher');
      await eventually(async () => assert.ok((await rows()).includes('news.example | 3')));
      await services.viewState.setArticleOrder('date');
    });
    it('shows what fits the filter', async () => {
      services.viewState.setFilter('actor:quillfeather rain');
      await eventually(async () => assert.deepEqual((await rows()).map((each) => each.split(' |')[0]), ['Second story of Quillfeather'])); // prettier-ignore
      services.viewState.setFilter('');
      await eventually(async () => assert.ok((await rows()).length > 2));
    });
  });

  it('symbols of the workspace are who and what articles name', async () => {
    await vscode.extensions.getExtension('hearsay.hearsay')!.activate();
    await eventually(async () => {
      const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
        'vscode.executeWorkspaceSymbolProvider',
        'quillfeather',
      );
      const symbol = found.find(({ name }) => name === 'Zacharias Quillfeather');
      assert.ok(symbol, found.map(({ name }) => name).join(', '));
      assert.match(symbol.containerName, /^3 claims · 2 articles$/);
      const document = await vscode.workspace.openTextDocument(symbol.location.uri);
      assert.equal(document.getText(symbol.location.range), 'Zacharias Quillfeather');
    }, 60_000);
  }).timeout(70_000);

  it('references to an entity are those of all articles', async () => {
    const editor = await openFile('corpus/one.txt');
    const at = editor.document.positionAt(editor.document.getText().indexOf('Zacharias') + 2);
    await eventually(async () => {
      const found = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', editor.document.uri, at); // prettier-ignore
      const files = new Set(found.map(({ uri }) => uri.path.slice(uri.path.lastIndexOf('/') + 1)));
      assert.deepEqual([...files].sort(), ['one.txt', 'two.txt']);
    });
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });
});
