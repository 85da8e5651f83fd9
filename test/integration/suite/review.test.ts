import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ArticlesProvider } from '../../../src/editor/articlesTree';
import type { TreeNode } from '../../../src/editor/shared/treeNodes';
import type { Services } from '../../../src/host/services';
import { uncertainItems } from '../../../src/review/certainty';
import { draft, mentionState } from '../../../src/review/compose';
import { parseSidecar, writeSidecar } from '../../../src/review/sidecar';
import { eventually, openFile, openSeed, rangeOf, workspaceUri, writeFile } from '../harness';
import { ownServices } from '../services';

const LINES = [
  'Talks fail in Geneva',
  '20220108',
  'https://example.org/talks',
  '',
  'Ann Lee, a spokeswoman for the Ministry of Trade, said the talks in Geneva had failed on Friday.',
  'Bob Roe told reporters that nobody had expected a result, and that the Zorbian delegation would leave on Monday.',
  'The mayor of Geneva said the city would welcome the delegations again.',
];
const TEXT = LINES.join('\n');

describe('review', () => {
  let editor: vscode.TextEditor;
  let number = 0;
  let name: string;

  const run = (command: string, ...rest: unknown[]) => vscode.commands.executeCommand(`hearsay.${command}`, ...rest);
  const select = (words: string, nth = 0) => {
    const { start, end } = rangeOf(editor.document, words, nth);
    editor.selection = new vscode.Selection(start, end);
  };
  const sidecarUri = (article = name) => workspaceUri('.hearsay', 'review', `${article}.jsonld`);
  const read = async (uri: vscode.Uri) => new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  const sidecar = async () => parseSidecar(await read(sidecarUri()));
  const saved = (count: number) =>
    eventually(async () => {
      const found = await sidecar();
      assert.equal(found.decisions.length, count);
      return found.decisions;
    });
  const hoverAt = async (words: string) => {
    const at = rangeOf(editor.document, words).start.translate(0, 1);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', editor.document.uri, at); // prettier-ignore
    return hovers.flatMap(({ contents }) => contents.map((each) => (typeof each === 'string' ? each : each.value))).join('\n'); // prettier-ignore
  };
  const open = async (text = TEXT) => {
    name = `talks${++number}.txt`;
    await writeFile(`review/${name}`, text);
    editor = await openFile('review', name);
    await eventually(() => assert.equal(editor.document.languageId, 'article'));
    await eventually(async () => assert.notEqual(await hoverAt('Bob Roe'), ''));
  };
  /** What a window that is opened anew would show. */
  const inNewWindow = async <T>(look: (services: Services) => Promise<T>): Promise<T> => {
    const services = ownServices();
    try {
      return await look(services);
    } finally {
      services.dispose();
    }
  };
  const claimsOf = (services: Services) =>
    services.articles.ofUri(workspaceUri('review', name), 'editor').then(({ analysis }) => analysis.claims);
  const rowsOf = async (services: Services, inside: string) => {
    const provider = new ArticlesProvider(services);
    try {
      const line = (node: TreeNode) => {
        const { label, description } = provider.getTreeItem(node);
        return `${typeof label === 'string' ? label : label?.label} | ${String(description)}`;
      };
      const roots = await provider.getChildren();
      const article = roots.find((node) => node.kind === 'article' && node.uri.path.endsWith(`/review/${name}`))!;
      const groups = await provider.getChildren(article);
      const group = groups.find((node) => line(node).startsWith(inside));
      const nodes = group ? await provider.getChildren(group) : [];
      return { groups: groups.map(line), rows: nodes.map(line), nodes };
    } finally {
      provider.dispose();
    }
  };

  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  it('words are marked, kept in a W3C annotation beside the article, and shown', async () => {
    await open();
    select('Zorbian');
    await run('mark.group');
    const [decision] = await saved(1);
    assert.deepEqual([decision.action.do, decision.target[0].exact], ['add', 'Zorbian']);
    assert.match(await hoverAt('Zorbian'), /Group/);
    assert.match(await read(sidecarUri()), /"http:\/\/www\.w3\.org\/ns\/anno\.jsonld"/);
  });

  it('a claim is rejected, undone, redone; the file keeps all of it', async () => {
    await open();
    const before = await inNewWindow(claimsOf);
    const claim = before.find(({ text }) => text.includes('welcome the delegations'))!;
    assert.ok(claim, before.map(({ text }) => text).join('\n'));
    const isShown = async () => (await inNewWindow(claimsOf)).some(({ text }) => text === claim.text);
    select('would welcome the delegations');
    await run('review.reject');
    await saved(1);
    assert.equal(await isShown(), false);
    await run('review.undo');
    await eventually(async () => assert.equal(await isShown(), true));
    await run('review.redo');
    await eventually(async () => assert.equal(await isShown(), false));
    await run('review.undo');
    await run('review.undo'); // nothing more to undo: no harm
    await eventually(async () => assert.equal(await isShown(), true));
    assert.ok((await sidecar()).decisions[0].withdrawn);
  });

  it('a note by a comment stands in the hover and survives a reload', async () => {
    await open();
    const range = rangeOf(editor.document, 'nobody had expected');
    await run('review.comment.add', { thread: { uri: editor.document.uri, range, dispose() {} }, text: 'ask *them*' });
    await saved(1);
    assert.match(await hoverAt('told reporters'), /ask \\\*them\\\*/);
    await inNewWindow(async (services) => {
      const view = await services.articles.ofUri(editor.document.uri, 'editor');
      const [review] = [...view.reviewed.reviews.values()];
      assert.deepEqual(review.notes.map(({ action }) => action), [{ do: 'note', text: 'ask *them*' }]); // prettier-ignore
    });
  });

  it('a verdict is picked with the keyboard and stands in the tree', async () => {
    await open();
    select('nobody had expected');
    const done = run('review.verdict');
    await eventually(async () => {
      await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      await saved(1);
    });
    await done;
    const [{ action }] = (await sidecar()).decisions;
    assert.equal(action.do, 'verdict');
    await inNewWindow(async (services) => {
      const { rows } = await rowsOf(services, 'Bob Roe');
      assert.ok(
        rows.some((row) => row.includes(action.do === 'verdict' ? action.verdict : '?')),
        rows.join('\n'),
      );
    });
  });

  it('a name grows and shrinks by a word, and stays one decision', async () => {
    await open();
    select('Zorbian');
    await run('mark.group');
    await saved(1);
    await run('review.growEnd');
    await saved(2);
    assert.equal(editor.document.getText(editor.selection), 'Zorbian delegation');
    await run('review.shrinkEnd');
    const decisions = await saved(3);
    assert.ok(decisions.every(({ action }) => action.do === 'add'));
    assert.equal(decisions.filter(({ replaces }) => replaces).length, 2);
    assert.equal(editor.document.getText(editor.selection), 'Zorbian');
  });

  it('words that are typed elsewhere move it; the saved file says where it is now', async () => {
    await open();
    select('Zorbian');
    await run('mark.group');
    await saved(1);
    const zorbian = TEXT.indexOf('Zorbian');
    await editor.edit((edit) => edit.insert(new vscode.Position(4, 0), 'Zorbian Zorbian 😀\nNew line. '));
    await eventually(async () => assert.match(await hoverAt('Zorbian delegation'), /Group/));
    await editor.document.save();
    const inserted = 'Zorbian Zorbian 😀\nNew line. '.length;
    await eventually(async () => assert.equal((await sidecar()).decisions[0].target[0].start, zorbian + inserted));
  });

  describe('review mode', () => {
    let expected: { readonly words: string; readonly start: number }[];
    const at = (step: number) =>
      eventually(() => {
        const { selection, document } = editor;
        assert.equal(document.offsetAt(selection.active), expected[step].start, expected[step].words);
        assert.ok(selection.isEmpty, 'nothing is selected: what is typed would replace it');
      });
    /** Everything that writes into the editor in front. */
    const write = async () => {
      await vscode.env.clipboard.writeText('PASTED');
      for (const [command, argument] of [
        ['type', { text: 'd' }],
        ['type', { text: '\n' }],
        ['paste', { text: 'PASTED' }],
        ['editor.action.clipboardPasteAction'],
        ['editor.action.clipboardCutAction'],
        ['deleteLeft'],
        ['deleteRight'],
        ['tab'],
        ['editor.action.deleteLines'],
        ['editor.action.moveLinesDownAction'],
        ['editor.action.transformToUppercase'],
        ['undo'],
        ['redo'],
      ] as const)
        await vscode.commands.executeCommand(command, argument);
    };
    const untouched = async () => {
      assert.equal(editor.document.getText(), TEXT);
      assert.equal(editor.document.isDirty, false);
      assert.equal(await read(editor.document.uri), TEXT);
    };
    const canWrite = (shown = editor) =>
      eventually(async () => {
        await vscode.commands.executeCommand('type', { text: 'w' });
        assert.equal(shown.document.getText().length, TEXT.length + 1);
        await vscode.commands.executeCommand('undo');
        assert.equal(shown.document.getText(), TEXT);
      });

    beforeEach(async () => {
      await open();
      expected = await inNewWindow(async (services) => {
        const { text, reviewed } = await services.articles.ofUri(workspaceUri('review', name), 'editor');
        const spans = uncertainItems(reviewed, text).map(({ item }) => ('content' in item ? item.content[0] : item));
        return spans.map(({ start, end }) => ({ start, words: text.slice(start, end) }));
      });
      assert.ok(expected.length >= 4, JSON.stringify(expected));
    });
    afterEach(() => run('review.leave'));

    it('goes through claims, names and dates, the least certain first, one key each', async () => {
      await run('review.walk');
      await at(0);
      await run('review.walkAccept');
      await at(1);
      await run('review.walkReject');
      await at(2);
      await run('review.next'); // passed over
      await at(3);
      await run('review.previous');
      await at(2);
      const decisions = await saved(2);
      const said = decisions.map(({ action, target }) => `${action.do} ${target[0].exact}`);
      assert.deepEqual(said.sort(), [`accept ${expected[0].words}`, `reject ${expected[1].words}`]);
      await run('review.walkUndo');
      await at(1);
    });

    it('what is marked is what other commands are about, though nothing is selected', async () => {
      await run('review.walk');
      for (let step = 0; step < 3; step++) {
        await at(step);
        await run('review.accept');
        const decisions = await saved(step + 1);
        assert.ok(decisions.some(({ target }) => target[0].exact === expected[step].words), expected[step].words); // prettier-ignore
        await run('review.next');
      }
    });

    it('nothing can be written at a step', async () => {
      await run('review.walk');
      for (let step = 0; step < 3; step++) {
        await at(step);
        await write();
        await untouched();
        await run('review.next');
      }
    });

    for (const [how, leave] of [
      ['Escape', () => run('review.leave')],
      [
        'its end',
        async () => {
          for (let i = 0; i < expected.length; i++) await run('review.next');
        },
      ],
      [
        'another article in front',
        async () => {
          await openFile('000_350761c0b39ce43b.txt');
          await canWriteElsewhere();
          editor = await openFile('review', name);
        },
      ],
      [
        'another article in front for a moment',
        async () => {
          await openFile('000_350761c0b39ce43b.txt');
          editor = await openFile('review', name);
        },
      ],
      [
        'closing its editor',
        async () => {
          await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
          editor = await openFile('review', name);
        },
      ],
      [
        'another walk, which is left',
        async () => {
          await run('review.leave');
          await run('review.walkReadOnly'); // as the keys do while it is still read-only
          await untouched();
          await run('review.leave');
        },
      ],
    ] as const) {
      it(`the article can be written in again after ${how}`, async () => {
        await run('review.walk');
        await at(0);
        await leave();
        await canWrite();
      });
    }

    const canWriteElsewhere = async () => {
      const other = vscode.window.activeTextEditor!;
      const before = other.document.getText();
      await eventually(async () => {
        await vscode.commands.executeCommand('type', { text: 'w' });
        assert.equal(other.document.getText().length, before.length + 1);
      });
      await vscode.commands.executeCommand('undo');
    };

    it('in every editor that shows the article', async () => {
      await vscode.commands.executeCommand('workbench.action.splitEditor');
      editor = await eventually(() => {
        const [first, second] = vscode.window.visibleTextEditors;
        assert.ok(first && second, 'both are there');
        return vscode.window.activeTextEditor!;
      });
      await run('review.walk');
      await at(0);
      for (const focus of ['workbench.action.focusFirstEditorGroup', 'workbench.action.focusSecondEditorGroup']) {
        await vscode.commands.executeCommand(focus);
        await write();
        await untouched();
      }
      await run('review.leave');
      await canWrite();
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    });

    it('an article that was read-only before stays so', async () => {
      await vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
      await run('review.walkReadOnly');
      await at(0);
      await write();
      await run('review.leave');
      await write();
      await untouched();
      await vscode.commands.executeCommand('workbench.action.files.resetActiveEditorReadonlyInSession');
      await canWrite();
    });

    it('beginning again in the middle keeps it read-only', async () => {
      await run('review.walk');
      await at(0);
      await run('review.walkReadOnly'); // what the keys do then
      await at(0);
      await write();
      await untouched();
      await run('review.leave');
      await canWrite();
    });
  });

  it('a decision whose words are gone is listed with them, and can be discarded or re-attached', async () => {
    await open();
    select('Zorbian');
    await run('mark.group');
    await saved(1);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await writeFile(`review/${name}`, TEXT.replace(LINES[5], 'Somebody else spoke of the Zurbian delegation instead.'));
    await inNewWindow(async (services) => {
      const { nodes } = await eventually(async () => {
        const found = await rowsOf(services, 'Words not found again');
        assert.match(found.rows.join(), /^Zorbian \| Added/, found.groups.join('\n'));
        return found;
      });
      editor = await openFile('review', name);
      select('Zurbian');
      await run('review.reattach', nodes[0]);
      await saved(2);
    });
    await inNewWindow(async (services) => {
      const { groups } = await rowsOf(services, 'Words not found again');
      assert.ok(!groups.some((row) => row.startsWith('Words not found')), groups.join('\n'));
    });
    assert.match(await hoverAt('Zurbian'), /Group/);
  });

  it('an orphan that is discarded is listed no more, and comes back by undo', async () => {
    await open();
    select('Zorbian');
    await run('mark.group');
    await saved(1);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await writeFile(`review/${name}`, TEXT.replace(LINES[5], 'Nobody else spoke.'));
    const orphans = () => inNewWindow((services) => rowsOf(services, 'Words not found again'));
    const [node] = await eventually(async () => {
      const { nodes } = await orphans();
      assert.equal(nodes.length, 1);
      return nodes;
    });
    await run('review.discard', node);
    await eventually(async () => assert.ok((await sidecar()).decisions[0].withdrawn));
    assert.deepEqual((await orphans()).rows, []);
    editor = await openFile('review', name);
    await run('review.undo');
    await eventually(async () => assert.ok((await sidecar()).decisions[0].restored));
    assert.match((await orphans()).rows.join(), /^Zorbian \| Added/);
  });

  it('an article that is renamed, or whose folder is, keeps its review', async () => {
    await open();
    select('Zorbian');
    await run('mark.group');
    await saved(1);
    const rename = async (from: vscode.Uri, to: vscode.Uri) => {
      const edit = new vscode.WorkspaceEdit();
      edit.renameFile(from, to);
      assert.ok(await vscode.workspace.applyEdit(edit));
    };
    const hover = async (uri: vscode.Uri) => {
      editor = await vscode.window.showTextDocument(uri);
      await eventually(async () => assert.match(await hoverAt('Zorbian'), /Group/));
    };
    const moved = workspaceUri('review', `moved-${name}`);
    await rename(editor.document.uri, moved);
    await eventually(() => read(sidecarUri(`moved-${name}`)));
    await eventually(() => assert.rejects(read(sidecarUri())));
    await hover(moved);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    const folder = workspaceUri(`review${number}`);
    await vscode.workspace.fs.createDirectory(folder);
    await rename(moved, vscode.Uri.joinPath(folder, name));
    await eventually(() => read(workspaceUri('.hearsay', `review${number}`, `${name}.jsonld`)));
    await rename(folder, workspaceUri(`renamed${number}`));
    await eventually(() => read(workspaceUri('.hearsay', `renamed${number}`, `${name}.jsonld`)));
    await hover(workspaceUri(`renamed${number}`, name));
    select('Zorbian');
    await run('review.reject');
    await eventually(async () => {
      const json = await read(workspaceUri('.hearsay', `renamed${number}`, `${name}.jsonld`));
      assert.equal(parseSidecar(json).decisions.length, 2);
    });
  });

  it('an import is one step for undo', async () => {
    await open();
    const at = TEXT.indexOf('Zorbian');
    const other = TEXT.indexOf('welcome');
    const ann = `T1\tNORP ${at} ${at + 7}\tZorbian\nT2\tEVENT ${other} ${other + 7}\twelcome\n`;
    await writeFile(`imported/${name}`, TEXT);
    const file = await writeFile(`imported/${name.replace('.txt', '.ann')}`, ann);
    const json = JSON.stringify({ file: `review/${name}` });
    await writeFile(`imported/${name.replace('.txt', '.json')}`, json);
    await run('import', { files: [file.toString()], author: 'Ben' });
    await saved(2);
    await eventually(async () => assert.match(await hoverAt('Zorbian'), /Group/));
    await run('review.undo');
    await eventually(async () => assert.ok((await sidecar()).decisions.every(({ withdrawn }) => withdrawn)));
    await eventually(async () => assert.doesNotMatch(await hoverAt('Zorbian'), /Group/));
    await run('review.redo');
    await eventually(async () => assert.match(await hoverAt('Zorbian'), /Group/));
    await vscode.workspace.fs.delete(workspaceUri('imported'), { recursive: true });
  });

  it('what a colleague decided otherwise is merged and shown as a conflict', async () => {
    await open();
    select('Bob Roe');
    await run('review.accept');
    const [mine] = await saved(1);
    const theirs = { ...mine, id: 'urn:uuid:theirs', author: 'Ben', time: '2030-01-01T00:00:00.000Z', action: { do: 'reject' as const } }; // prettier-ignore
    const { prints } = await sidecar();
    await writeFile(
      `.hearsay/review/${name}.jsonld`,
      writeSidecar({ decisions: [mine, theirs], prints, foreign: [] }, name),
    ); // as git merges it
    await inNewWindow(async (services) => {
      const { rows } = await rowsOf(services, 'Decisions that differ');
      assert.match(rows.join(), /^Bob Roe \| Accepted .*Rejected \(Ben\)/);
    });
  }).timeout(60_000);

  it('a file that is read while it is being written is none that is broken', async () => {
    await open();
    select('Zorbian');
    await run('mark.group');
    await saved(1);
    const whole = await read(sidecarUri());
    await inNewWindow(async (services) => {
      await vscode.workspace.fs.writeFile(sidecarUri(), new TextEncoder().encode(whole.slice(0, whole.length / 2)));
      const loading = services.reviews.load(editor.document.uri);
      await vscode.workspace.fs.writeFile(sidecarUri(), new TextEncoder().encode(whole));
      await loading;
      const { reviewed } = await services.articles.ofUri(editor.document.uri, 'editor');
      assert.equal(reviewed.reviews.size, 1);
    });
    select('Bob Roe');
    await run('review.accept');
    await saved(2);
  });

  it('a broken file is left as it is; new decisions go beside it, and are together again when it is repaired', async () => {
    await open();
    select('Bob Roe');
    await run('review.accept');
    await saved(1);
    const whole = await read(sidecarUri());
    await writeFile(`.hearsay/review/${name}.jsonld`, whole.slice(0, 200));
    const beside = sidecarUri().with({ path: sidecarUri().path.replace(/\.jsonld$/, '.2.jsonld') });
    select('Zorbian');
    await run('mark.group');
    await eventually(async () => assert.equal(parseSidecar(await read(beside)).decisions.length, 2));
    assert.equal(await read(sidecarUri()), whole.slice(0, 200));
    await inNewWindow(async (services) => {
      const { reviewed } = await services.articles.ofUri(editor.document.uri, 'editor');
      assert.equal(reviewed.reviews.size, 2);
    });
    await writeFile(`.hearsay/review/${name}.jsonld`, whole);
    await saved(2);
    await eventually(() => assert.rejects(read(beside)));
  });

  it('two windows that decide about one article at the same time lose nothing', async () => {
    await open();
    const words = ['Zorbian', 'Geneva', 'Monday', 'Friday', 'mayor', 'city'];
    await inNewWindow((one) =>
      inNewWindow(async (two) => {
        const decide = async ({ articles, reviews }: Services, each: string) => {
          const view = await articles.ofUri(editor.document.uri, 'editor');
          const start = TEXT.indexOf(each);
          const state = mentionState(view, {
            entity: '',
            kind: 'name',
            start,
            end: start + each.length,
          });
          await reviews.decide(view.uri, view.text, 'Add', [draft(state, { do: 'add' })]);
        };
        select('Bob Roe');
        await Promise.all([run('review.accept'), ...words.map((each, i) => decide(i % 2 ? one : two, each))]);
        await saved(words.length + 1);
      }),
    );
  });

  it('a sidecar that is deleted stays deleted; what is decided then is all that is in it', async () => {
    await open();
    select('Zorbian');
    await run('mark.group');
    await saved(1);
    await vscode.workspace.fs.delete(sidecarUri());
    // A file that goes as soon as it has come is none that VS Code tells of: who comes back to the article sees it.
    await openSeed();
    editor = await openFile('review', name);
    await eventually(async () => assert.doesNotMatch(await hoverAt('Zorbian'), /Group/));
    await assert.rejects(read(sidecarUri()));
    select('Bob Roe');
    await run('review.accept');
    const [decision] = await saved(1);
    assert.equal(decision.target[0].exact, 'Bob Roe');
  });

  it('another branch is checked out: its review is shown, and stays its own', async () => {
    await open();
    select('Zorbian');
    await run('mark.group');
    const [ours] = await saved(1);
    const branch = await read(sidecarUri());
    const theirs = { ...ours, id: 'urn:uuid:theirs', author: 'Ben', action: { do: 'note' as const, text: 'ask Ben' } };
    const { prints } = await sidecar();
    await vscode.workspace.fs.delete(sidecarUri()); // as git does it
    await writeFile(`.hearsay/review/${name}.jsonld`, writeSidecar({ decisions: [theirs], prints, foreign: [] }, name));
    await eventually(async () => assert.match(await hoverAt('Zorbian'), /note — Ben/));
    select('Bob Roe');
    await run('review.accept');
    const there = await saved(2);
    assert.ok(there.every(({ id }) => id !== ours.id));
    await writeFile(`.hearsay/review/${name}.jsonld`, branch);
    await eventually(async () => assert.doesNotMatch(await hoverAt('Zorbian'), /note — Ben/));
    await run('review.undo');
    const [again] = await saved(1);
    assert.deepEqual([again.id, again.withdrawn !== undefined], [ours.id, true]);
  });

  it('an article is renamed to a name that has a review: both are kept', async () => {
    await open();
    select('Zorbian');
    await run('mark.group');
    const [ours] = await saved(1);
    const { prints } = await sidecar();
    const other = `other-${name}`;
    await writeFile(`.hearsay/review/${other}.jsonld`, writeSidecar({ decisions: [{ ...ours, id: 'urn:uuid:there' }], prints, foreign: [] }, other)); // prettier-ignore
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(editor.document.uri, workspaceUri('review', other));
    assert.ok(await vscode.workspace.applyEdit(edit));
    await eventually(async () => assert.equal(parseSidecar(await read(sidecarUri(other))).decisions.length, 2));
    await eventually(() => assert.rejects(read(sidecarUri())));
  });
});
