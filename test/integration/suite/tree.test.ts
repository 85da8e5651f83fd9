import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ArticlesProvider } from '../../../src/editor/articlesTree';
import type { TreeNode } from '../../../src/editor/shared/treeNodes';
import type { Services } from '../../../src/host/services';
import { SEED, eventually, openSeed, rangeOf, workspaceUri, writeFile } from '../harness';
import { ownServices } from '../services';

describe('the side bar', () => {
  let services: Services & vscode.Disposable;
  let provider: ArticlesProvider;
  before(async () => {
    services = ownServices();
    provider = new ArticlesProvider(services);
    await openSeed(); // and so the extension's commands are there
  });
  after(() => {
    provider.dispose();
    services.dispose();
  });

  /** A row as a line: `label | description`. */
  const line = (node: TreeNode) => {
    const { label, description } = provider.getTreeItem(node);
    return `${typeof label === 'string' ? label : label?.label} | ${String(description)}`;
  };
  const lines = async (node?: TreeNode) => (await provider.getChildren(node)).map(line);
  const row = async (start: string, parent?: TreeNode): Promise<TreeNode> => {
    const found = (await provider.getChildren(parent)).find((node) => line(node).startsWith(start));
    assert.ok(found, `no row begins with “${start}”`);
    return found;
  };
  const seed = () => row('US open to talks');
  const run = (command: string, node: TreeNode) => vscode.commands.executeCommand(`hearsay.tree.${command}`, node);
  const selected = () => {
    const editor = vscode.window.activeTextEditor;
    return editor?.document.getText(editor.selection);
  };

  it('lists the articles of the workspace, newest first, with date and publisher', () =>
    // What an earlier index knew comes first, then all files.
    eventually(async () => {
      const listed = await lines();
      const at = (start: string) => listed.findIndex((each) => each.startsWith(start));
      assert.ok(at('US open to talks with Russia') < at('Texas student Ahmed Mohamed'));
      assert.ok(
        listed.includes(
          'New Zealand begins process to consider changing national flag design | 7 May 2015 · en.wikinews.org',
        ),
      );
      assert.match(listed[at('US open')], / \| 8 Jan 2022 · wdsm710\.com$/);
    }));

  it('shows who makes claims, then who is mentioned, then dates', async () => {
    const rows = await lines(await seed());
    assert.match(rows[0], /^senior U\.S\. official \| unnamed · \d+ claims$/);
    assert.ok(rows.includes('Vladimir Putin | Russian President · 1 claim'), rows.join('\n'));
    assert.match(rows.at(-2)!, /^Mentioned \| \d+$/);
    assert.match(rows.at(-1)!, /^Dates \| \d+$/);
  });

  it('shows an actor’s claims in text order, with how they were put and where', async () => {
    const rows = await lines(await row('senior U.S. official', await seed()));
    const some = rows.findIndex((each) => each.startsWith('there are some areas that present'));
    const last = rows.findIndex((each) => each.startsWith('the United States is not willing to discuss limits'));
    assert.match(rows[some], /said · line 4$/);
    assert.match(rows[last], /said · line 11$/);
    assert.ok(some >= 0 && some < last);
  });

  it('puts direct speech, and nothing else, in quotation marks', async () => {
    const rows = await lines(await row('senior U.S. official', await seed()));
    assert.ok(
      rows.some((each) => each.startsWith('“We are willing to explore')),
      rows.join('\n'),
    );
    assert.ok(rows.some((each) => each.startsWith('Washington is open to')));
  });

  it('shows dates in time order, publication among them', async () => {
    const rows = await lines(await row('Dates', await seed()));
    const place = (label: string) => rows.findIndex((each) => each.startsWith(`${label} | `));
    assert.deepEqual(
      ['1987', '2019', '20220108', 'Monday'].map(place).sort((a, b) => a - b),
      ['1987', '2019', '20220108', 'Monday'].map(place),
    );
    assert.equal(rows[place('Monday')], 'Monday | 10 Jan 2022 · line 11');
    assert.equal(rows[place('20220108')], '20220108 | published · 8 Jan 2022 · line 2');
  });

  it('shows the mentions of what is only mentioned, in their surroundings', async () => {
    const nato = await row('NATO', await row('Mentioned', await seed()));
    const [first] = await provider.getChildren(nato);
    const label = provider.getTreeItem(first).label as vscode.TreeItemLabel;
    const [[start, end]] = label.highlights!;
    assert.match(label.label.slice(start, end), /^NATO/);
    assert.ok(label.label.length > end - start);
  });

  it('reads out who somebody is', async () => {
    const item = provider.getTreeItem(await row('senior U.S. official', await seed()));
    assert.match(item.accessibilityInformation!.label, /^senior U\.S\. official, unnamed source, \d+ claims$/);
    assert.deepEqual(item.iconPath, new vscode.ThemeIcon('question'));
  });

  it('gives every row an id of its own, and knows every parent', async () => {
    const ids = new Set<string>();
    let rows = 0;
    const visit = async (node: TreeNode) => {
      rows++;
      ids.add(provider.getTreeItem(node).id!);
      for (const child of await provider.getChildren(node)) {
        assert.equal(provider.getParent(child), node);
        await visit(child);
      }
    };
    await visit(await seed());
    assert.ok(rows > 30);
    assert.equal(ids.size, rows);
  });

  it('a click shows the words and leaves the rest alone', async () => {
    const claim = await row('there are some areas', await row('senior U.S. official', await seed()));
    await run('show', claim);
    await eventually(() =>
      assert.equal(selected(), 'there are some areas that present an opportunity for common ground'),
    );
    assert.ok(vscode.window.activeTextEditor?.document.uri.path.endsWith(SEED));
  });

  it('copies the claim, the name, the words', async () => {
    const article = await seed();
    const copied = async (node: TreeNode) => {
      await run('copy', node);
      return vscode.env.clipboard.readText();
    };
    const official = await row('senior U.S. official', article);
    assert.equal(await copied(official), 'senior U.S. official');
    assert.match(await copied(await row('there are some areas', official)), /^there are some areas .* common ground$/);
    assert.equal(await copied(await row('Monday', await row('Dates', article))), 'Monday');
    assert.match(await copied(article), /^US open to talks with Russia/);
  });

  it('copies a claim as a citation', async () => {
    await run('copyCitation', await row('there are some areas', await row('senior U.S. official', await seed())));
    await eventually(async () => assert.match(await vscode.env.clipboard.readText(), /common ground.*wdsm710\.com/s));
  });

  it('follows an edit, keeps the rows’ ids, and draws only this article anew', async () => {
    const { document } = await openSeed();
    await eventually(() => assert.ok(services.articles.latest(document)));
    const claim = await row('there are some areas', await row('senior U.S. official', await seed()));
    const { id } = provider.getTreeItem(claim);
    const drawn: (TreeNode | undefined)[] = [];
    const listener = provider.onDidChangeTreeData((node) => drawn.push(node));
    await services.corpus.whenReady();
    await eventually(async () => {
      // what other suites did to the workspace has been drawn
      drawn.length = 0;
      await new Promise((resolve) => setTimeout(resolve, 1000));
      assert.equal(drawn.length, 0);
    });
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(3, 0), 'The weather was fine.\n');
    await vscode.workspace.applyEdit(edit);
    try {
      await eventually(() => assert.equal(services.articles.latest(document)?.version, document.version));
      const moved = await row('there are some areas', await row('senior U.S. official', await seed()));
      assert.match(line(moved), /said · line 5$/);
      assert.equal(provider.getTreeItem(moved).id, id);
      const article = await seed();
      await services.corpus.whenReady(); // what the index makes of the edit draws nothing else either
      const nameOf = (node?: TreeNode) => (node ? line(node) : 'everything');
      assert.deepEqual([...new Set(drawn.map(nameOf))], [line(article)]);
      await run('show', claim); // a row from before the edit still means the same words
      await eventually(() => assert.match(selected() ?? '', /^there are some areas .* common ground$/));
      assert.equal(vscode.window.activeTextEditor?.selection.start.line, 4);
    } finally {
      listener.dispose();
      await vscode.commands.executeCommand('undo');
      await document.save();
    }
  });

  it('does not go to words that are gone', async () => {
    const { document } = await openSeed();
    await eventually(() => assert.equal(services.articles.latest(document)?.version, document.version));
    const claim = await row('there are some areas', await row('senior U.S. official', await seed()));
    const sentence = document.lineAt(3).rangeIncludingLineBreak;
    const edit = new vscode.WorkspaceEdit();
    edit.delete(document.uri, sentence);
    await vscode.workspace.applyEdit(edit);
    try {
      const start = rangeOf(document, 'Vladimir Putin');
      vscode.window.activeTextEditor!.selection = new vscode.Selection(start.start, start.end);
      await run('show', claim);
      assert.equal(selected(), 'Vladimir Putin');
    } finally {
      await vscode.commands.executeCommand('undo');
      await document.save();
    }
  });

  it('lists a new file, and forgets a deleted one', async () => {
    const uri = await writeFile(
      'later.txt',
      'A later story\n20230301\nhttps://example.org/later\nNothing has happened, an official said.\n',
    );
    await eventually(async () => assert.ok((await lines()).includes('A later story | 1 Mar 2023 · example.org')));
    await vscode.workspace.fs.delete(uri);
    await eventually(async () => assert.ok(!(await lines()).some((each) => each.startsWith('A later story'))));
  });

  it('lists an open article that is no file, as long as it is open', async () => {
    const content = 'Not saved yet\n20230302\nhttps://example.org/new\nKim Min-ji said the bridge is closed.\n';
    const document = await vscode.workspace.openTextDocument({ language: 'article', content });
    await vscode.window.showTextDocument(document);
    const article = await eventually(() => row('Not saved yet'));
    await eventually(async () => assert.ok((await lines(article)).length > 0));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await eventually(async () => assert.ok(!(await lines()).some((each) => each.startsWith('Not saved yet'))));
  });

  it('says in a quiet row why an article cannot be shown', async () => {
    const header = { title: { value: 'Gone' }, problems: [] };
    const uri = workspaceUri('gone.txt');
    const [note, ...others] = await provider.getChildren({ kind: 'article', uri, known: { uri, header } });
    assert.deepEqual(others, []);
    assert.equal(note.kind, 'note');
    assert.match(String(provider.getTreeItem(note).description), /gone\.txt/);
  });
});
