import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '../../tools/project.mjs';
import { type Editor, type Workbench, eventually, openWorkbench } from './harness';

describe('the side bar in the browser', () => {
  let workbench: Workbench;
  let editor: Editor;
  before(async () => {
    workbench = await openWorkbench();
    editor = await workbench.openFile('000_350761c0b39ce43b.txt');
    await workbench.openView('Hearsay');
  });

  const names = async (level: number) =>
    (await workbench.treeRows()).filter((row) => row.level === level).map((row) => row.name);

  it('lists the articles, newest first', () =>
    eventually(async () => {
      const articles = await names(1);
      assert.match(articles[0], /^Reports: 'streamlined' UK asylum process .*, 23 Feb 2023 · en\.wikinews\.org$/);
      assert.match(articles[1], /^US open to talks with Russia .*, 8 Jan 2022 · wdsm710\.com$/);
    }));

  it('opens the article in front by itself, and the actor at the cursor', () =>
    eventually(async () => {
      const actors = await names(2);
      assert.match(actors[0], /^senior U\.S\. official, unnamed source, \d+ claims$/);
      assert.ok(actors.includes('Vladimir Putin, person, Russian President, 1 claim'), actors.join('\n'));
      assert.ok(actors.some((name) => /^Mentioned, \d+$/.test(name)));
      assert.ok(actors.some((name) => /^Dates, \d+$/.test(name)));
      assert.ok((await names(3)).length >= 8);
    }));

  it('follows the cursor to the claim it is in', async () => {
    await editor.click('an end to NATOs');
    await eventually(async () => {
      const selected = workbench.page.locator('.part.sidebar [role="treeitem"][aria-selected="true"]');
      assert.match((await selected.getAttribute('aria-label')) ?? '', /^an end to NATOs eastward .*wants · line 12/);
    });
  });

  it('a click selects the claim in the editor and keeps the row', async () => {
    await workbench.treeRow(/^there are some areas/).click();
    await eventually(async () => assert.match(await editor.selection(), /^Ln 4, .*\(66 selected\)$/));
    const row = workbench.treeRow(/^there are some areas/);
    await eventually(async () => assert.equal(await row.getAttribute('aria-selected'), 'true'));
  });

  it('goes by the keyboard alone: down, Enter', async () => {
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('Enter');
    await eventually(async () => assert.match(await editor.selection(), /^Ln 5, /));
  });

  it('offers copying and the next claim in a row’s menu', async () => {
    await workbench.treeRow(/^there are some areas/).click({ button: 'right' });
    const menu = workbench.page.locator('.context-view .action-label');
    await eventually(async () => {
      const items = await menu.allInnerTexts();
      for (const item of ['Show in Editor', 'Copy', 'Copy Claim as Citation', 'Next Claim by the Same Actor'])
        assert.ok(items.includes(item), items.join());
    });
    await workbench.page.keyboard.press('Escape');
  });
});

describe('the side bar without an article', () => {
  it('says what an article file looks like, and opens the sample', async () => {
    const temporary = await temporaryFolder('no-articles');
    const { folder } = temporary;
    try {
      await writeFile(path.join(folder, 'notes.txt'), 'Milk, bread, and the other thing.\n');
      const workbench = await openWorkbench({ folder });
      await workbench.openView('Hearsay');
      const welcome = workbench.page.locator('.part.sidebar .welcome-view-content').first(); // of the articles
      await eventually(async () => assert.match(await welcome.innerText(), /title on the first line/));
      await welcome.getByText('Open the Sample').click();
      await eventually(async () => {
        const [row] = await workbench.treeRows();
        assert.match(row.name, /^North Korea puts military in/);
      });
      await workbench.close();
    } finally {
      await temporary.remove();
    }
  });
});

describe('the side bar over several folders', () => {
  const article = (title: string, date: string, said: string) =>
    [title, date, 'https://news.example/a', `${said}, Zacharias Quillfeather said on Monday.`, ''].join('\n');
  const FILES: Readonly<Record<string, string>> = {
    'wire/one.txt': article('First story', '20210301', 'The talks have failed'),
    'wire/drafts/two.txt': article('A draft of the wire', '20210401', 'The talks go on'),
    'wire/.gitignore': 'drafts/\n',
    'desk/drafts/three.txt': article('A draft of the desk', '20210201', 'The talks never began'),
    'desk/four.txt': article('Fourth story', '20210101', 'The talks will begin'),
    'all.code-workspace': JSON.stringify({ folders: [{ path: 'wire' }, { path: 'desk' }] }),
  };
  let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
  let workbench: Workbench;
  before(async () => {
    temporary = await temporaryFolder('several');
    for (const [name, content] of Object.entries(FILES)) {
      const file = path.join(temporary.folder, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
    }
    workbench = await openWorkbench({ folder: path.join(temporary.folder, 'all.code-workspace') });
    await workbench.openView('Hearsay');
  });
  after(async () => {
    await workbench.close();
    await temporary.remove();
  });
  const articles = async () => (await workbench.treeRows()).map(({ name }) => name).filter((name) => /story|draft|wire|desk/.test(name)); // prettier-ignore

  it('lists the articles of all, each folder’s .gitignore holding for itself', () =>
    eventually(async () => {
      const titles = (await articles()).map((name) => name.split(',')[0]);
      assert.deepEqual(titles, ['First story', 'A draft of the desk', 'Fourth story']);
    }));

  it('says which folder they are in', async () => {
    await workbench.runCommand('Hearsay: Sort and Group Articles');
    await workbench.typeInQuickPick('folder');
    await workbench.page.keyboard.press('Enter');
    await eventually(async () => {
      const headings = (await workbench.treeRows()).filter(({ level }) => level === 1).map(({ name }) => name.split(',')[0]); // prettier-ignore
      assert.deepEqual(headings.slice(0, 3), ['desk', 'desk/drafts', 'wire']);
    });
  });
});
