import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseSidecar } from '../../src/review/sidecar';
import { type Workbench, eventually, openWorkbench } from './harness';

const CSV = 'CSV of Claims';
const CLAIM = '“Any discussion of those overlapping areas where we might be…”';
const SEED = '000_350761c0b39ce43b.txt';

describe('Export and Import as one is asked', () => {
  let workbench: Workbench;
  const at = (...parts: string[]) => path.join(workbench.folder, ...parts);
  const input = () => workbench.page.locator('.quick-input-widget input[type="text"]');
  const rows = () => workbench.quickPickRows();
  const press = (key: string) => workbench.page.keyboard.press(key);
  const message = (words: RegExp) =>
    eventually(async () => {
      const all = await workbench.notifications();
      assert.ok(all.some((each) => words.test(each)), all.join('\n')); // prettier-ignore
    });
  const clear = () => workbench.runCommand('Notifications: Clear All Notifications');
  const shows = (label: string) => eventually(async () => assert.ok((await rows()).some((each) => each.label === label), label)); // prettier-ignore
  const choose = async (label: string) => {
    await shows(label);
    await workbench.typeInQuickPick(label);
    await eventually(async () => assert.ok((await rows()).some((each) => each.focused && each.label === label)));
    await press('Enter');
  };
  /** VS Code's own dialog for files, as a browser has it. */
  const givePath = async (file: string) => {
    await eventually(async () => assert.match(await input().inputValue(), /^\//));
    await eventually(async () => {
      await input().fill(file);
      await workbench.page.waitForTimeout(300); // it may fill in its own when it comes up late
      assert.equal(await input().inputValue(), file);
    });
    await press('Enter');
  };

  before(async () => {
    workbench = await openWorkbench();
    const story = readFileSync(at(SEED), 'utf8');
    mkdirSync(at('many')); // before anything is listed: a watcher may miss files in a folder that is new itself
    for (let i = 0; i < 400; i++) writeFileSync(at('many', `${i}.txt`), story.replace('US open', `${i} US open`));
    await workbench.openFile(SEED);
    await eventually(async () => assert.ok((await workbench.statusBar()).some((each) => /\d+ claims/.test(each))));
  });
  after(() => workbench.close());

  it('Export: says what the format has no place for, asks which articles and where, and tells what was left out', async () => {
    await workbench.runCommand('Hearsay: Export…');
    await shows(CSV);
    const csv = (await rows()).find(({ label }) => label === CSV)!;
    assert.match(csv.detail, /^No place for: .*dates/);
    assert.ok(!existsSync(at('claims.csv')), 'nothing is written before');
    await choose(CSV);
    await choose('This Article');
    await givePath(at('claims.csv'));
    await message(/^1 article exported\. Left out: .*dates \(\d+\)/);
    assert.match(readFileSync(at('claims.csv'), 'utf8'), /^\ufeffactor,/);
    await clear();
  });

  for (const [step, steps] of [
    ['the format', []],
    ['the articles', [CSV]],
    ['the place', [CSV, 'This Article']],
  ] as const) {
    it(`Export: Escape where ${step} is asked writes nothing`, async () => {
      await workbench.runCommand('Hearsay: Export…');
      for (const each of steps) await choose(each);
      await (steps.length === 2 ? eventually(async () => assert.match(await input().inputValue(), /^\//)) : shows(steps.length ? 'This Article' : CSV)); // prettier-ignore
      await press('Escape');
      await workbench.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
      assert.deepEqual(await workbench.notifications(), []);
      assert.ok(!existsSync(at('000_350761c0b39ce43b.csv')));
    });
  }

  it('Export: asks before it replaces files that nobody has named, and names them', async () => {
    const there = ['x.txt', 'x.json'];
    for (const file of there) writeFileSync(at(file), 'kept');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    const exportBrat = async () => {
      await workbench.runCommand('Hearsay: Export…');
      await choose('brat Standoff');
      await choose('This Article');
      await givePath(at('x.ann'));
      await dialog.waitFor();
      assert.match(
        await dialog.locator('.dialog-message-text').innerText(),
        /^2 files exist already\. Replace them\?$/,
      );
      assert.deepEqual((await dialog.locator('.dialog-message-detail').innerText()).split('\n'), there);
    };
    await exportBrat();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    assert.ok(!existsSync(at('x.ann')), 'nothing is written');
    for (const file of there) assert.equal(readFileSync(at(file), 'utf8'), 'kept');
    await exportBrat();
    await dialog.getByRole('button', { name: 'Replace' }).click();
    await message(/^1 article exported\./);
    for (const file of there) assert.notEqual(readFileSync(at(file), 'utf8'), 'kept');
    await clear();
  });

  it('Export of all articles shows how far it has come, and can be cancelled', async () => {
    await workbench.openView('Hearsay');
    await eventually(() => workbench.treeRow(/^\d+ US open/).waitFor({ timeout: 1000 })); // they are known
    await workbench.runCommand('Hearsay: Export…');
    await choose(CSV);
    await eventually(async () => {
      const all = (await rows()).find(({ label }) => label === 'All Articles');
      assert.ok(Number(all?.description) > 100, all?.description);
    });
    await choose('All Articles');
    await givePath(at('all.csv'));
    await message(/^Exporting as CSV of Claims: \d+\/\d+$/);
    await workbench.page.locator('.notifications-toasts .monaco-button', { hasText: 'Cancel' }).click();
    await eventually(async () => assert.deepEqual(await workbench.notifications(), []));
    assert.ok(!existsSync(at('all.csv')));
  });

  it('Import: asks for format, file and author; one undo takes it back', async () => {
    const csv = readFileSync(at('claims.csv'), 'utf8');
    const [head] = csv.split('\r\n');
    assert.ok(head.includes('verdict'));
    writeFileSync(at('judged.csv'), csv.replace('"2022-01-08","",""', '"2022-01-08","false","no proof"'));
    await workbench.openFile(SEED);
    await workbench.runCommand('Hearsay: Import…');
    await choose(CSV);
    await givePath(at('judged.csv'));
    await eventually(async () =>
      assert.equal(await workbench.page.locator('.quick-input-title').innerText(), 'Import'),
    );
    await eventually(async () => assert.doesNotMatch(await input().inputValue(), /^\//));
    await input().fill('Ben');
    await press('Enter');
    await message(/^2 annotations imported into 1 article\./);
    const decisions = () => parseSidecar(readFileSync(at('.hearsay', `${SEED}.jsonld`), 'utf8')).decisions;
    assert.deepEqual(decisions().map(({ author, action }) => [author, action.do]).sort(), [['Ben', 'note'], ['Ben', 'verdict']]); // prettier-ignore
    await clear();
    await workbench.runCommand('Hearsay: Undo in the Review');
    await eventually(() => assert.ok(decisions().every(({ withdrawn }) => withdrawn)));
  });

  it('Import: a file that names an article by a link makes no link of it', async () => {
    const hostile = '[Check](command:workbench.action.openGlobalKeybindings)';
    writeFileSync(at('linked.csv'), readFileSync(at('judged.csv'), 'utf8').replaceAll(SEED, `${hostile}.txt`));
    await workbench.runCommand('Hearsay: Import…');
    await choose('By the File’s Name');
    await givePath(at('linked.csv'));
    await eventually(async () => assert.doesNotMatch(await input().inputValue(), /^\//));
    await press('Enter');
    await eventually(async () => assert.equal(await input().getAttribute('placeholder'), `Which article is ${hostile}.txt about?`.replace('](', ']\u200b('))); // prettier-ignore
    assert.equal(await workbench.page.locator('.quick-input-widget .quick-input-header a[href]').count(), 0);
    await press('Escape');
    await workbench.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await eventually(async () =>
      assert.ok(!(await workbench.notifications()).some((each) => each.includes('Importing'))),
    );
    await clear();
  });

  it('Import: Escape where the author is asked imports nothing', async () => {
    const before = readFileSync(at('.hearsay', `${SEED}.jsonld`), 'utf8');
    await workbench.runCommand('Hearsay: Import…');
    await choose('By the File’s Name');
    await givePath(at('judged.csv'));
    await eventually(async () => assert.doesNotMatch(await input().inputValue(), /^\//));
    await press('Escape');
    await workbench.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await eventually(async () => assert.deepEqual(await workbench.notifications(), []));
    assert.equal(readFileSync(at('.hearsay', `${SEED}.jsonld`), 'utf8'), before);
  });
});

describe('the filter of Show Claims by verdict', () => {
  it('is for one article, and for all', async () => {
    const workbench = await openWorkbench();
    const { page } = workbench;
    const editor = await workbench.openFile(SEED);
    const labels = async () => (await workbench.quickPickRows()).map(({ label }) => label);
    await eventually(async () => assert.ok((await workbench.statusBar()).some((each) => /\d+ claims/.test(each))));
    await editor.click('overlapping');
    for (const key of ['Alt+M', 'v']) await page.keyboard.press(key);
    await eventually(async () => assert.ok((await labels()).includes('misleading')));
    await workbench.typeInQuickPick('misleading');
    await page.keyboard.press('Enter');
    await eventually(() => assert.ok(existsSync(path.join(workbench.folder, '.hearsay', `${SEED}.jsonld`))));
    const button = (name: RegExp) => page.locator('.quick-input-titlebar').getByRole('button', { name });
    await workbench.runCommand('Hearsay: Show Claims');
    await eventually(async () => assert.ok((await labels()).length > 5));
    await button(/^Show the Claims of All Articles/).click();
    await eventually(async () =>
      assert.match(await page.locator('.quick-input-title').innerText(), /^Claims of All Articles/),
    );
    await button(/^Filter by Verdict: with a verdict/).click();
    await eventually(async () => {
      assert.deepEqual(await labels(), [CLAIM]);
      assert.match((await workbench.quickPickRows())[0].description, /^misleading · /);
    });
    assert.match(
      await page.locator('.quick-input-title').innerText(),
      /^with a verdict · Claims of All Articles · 1 claim in 1 article/,
    );
    for (const verdict of ['not checked', 'true']) await button(new RegExp(`^Filter by Verdict: ${verdict}`)).click();
    await eventually(async () => assert.match((await labels()).join(), /^No claim in the articles/));
    await button(/^Filter by Verdict: misleading/).click();
    await eventually(async () => assert.deepEqual(await labels(), [CLAIM]));
    await button(/^Show the Claims of This Article/).click();
    await eventually(async () => assert.deepEqual(await labels(), [CLAIM]));
    await workbench.close();
  });
});
