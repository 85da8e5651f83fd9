import assert from 'node:assert/strict';
import { type Editor, type Workbench, eventually, openWorkbench } from './harness';

describe('Show Claims in the browser', () => {
  let workbench: Workbench;
  let editor: Editor;
  before(async () => {
    // so low that the article does not fit: a preview must scroll
    workbench = await openWorkbench({ viewport: { width: 1280, height: 420 } });
    editor = await workbench.openFile('000_350761c0b39ce43b.txt');
    await eventually(async () => assert.match((await workbench.statusBar()).join(' '), /\d+ claims/));
  });

  const press = (key: string) => workbench.page.keyboard.press(key);
  const firstLine = async () => (await editor.paintedLines())[0].map(({ text }) => text).join('');
  const focused = async () => (await workbench.quickPickRows()).find((row) => row.focused);
  const open = () => eventually(async () => assert.ok((await workbench.quickPickRows()).length > 3));
  const closed = () => workbench.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });

  afterEach(async () => {
    await press('Escape');
    await closed();
  });

  it('lists the claims under their actors, titled with the article', async () => {
    await workbench.runCommand('Hearsay: Show Claims');
    await open();
    const title = await workbench.page.locator('.quick-input-title').innerText();
    assert.match(title, /^US open to talks with Russia/);
    const rows = await workbench.quickPickRows();
    assert.match(rows[0].separator, /^senior U\.S\. official · \d+ claims$/);
    const some = rows.find(({ label }) => label.startsWith('there are some areas'));
    assert.equal(some?.description, 'said · indirect · line 4');
    assert.ok(rows.some(({ label, description }) => label.startsWith('“') && /direct · line \d+$/.test(description)));
  });

  it('finds by actor as well as by words', async () => {
    await workbench.runCommand('Hearsay: Show Claims');
    await open();
    for (const [typed, found] of [
      ['putin wants', /^an end to NATOs/],
      ['common ground', /^there are some areas/],
    ] as const) {
      await workbench.typeInQuickPick(typed);
      await eventually(async () => assert.match((await workbench.quickPickRows())[0]?.label ?? '', found));
    }
  });

  it('previews what one moves to, and Escape goes back to where one was', async () => {
    await press('Control+Home');
    const before = { line: await firstLine(), selection: await editor.selection() };
    await workbench.runCommand('Hearsay: Show Claims');
    await open();
    const plain = await editor.behind('US open to talks');
    await press('ArrowDown');
    await press('ArrowUp');
    await eventually(async () => assert.notDeepEqual(await editor.behind('US open to talks'), plain));
    await press('End'); // the cursor in the input; the list stays
    for (let moves = 0; moves < 40 && !/^(it feels|that he)/.test((await focused())?.label ?? ''); moves++)
      await press('ArrowDown');
    await eventually(async () => assert.notEqual(await firstLine(), before.line));
    assert.equal(await editor.selection(), before.selection);
    await press('Escape');
    await closed();
    await eventually(async () => assert.equal(await firstLine(), before.line));
    assert.equal(await editor.selection(), before.selection);
    assert.deepEqual(await editor.behind('US open to talks'), plain);
  });

  it('Enter goes to the claim and selects it', async () => {
    await workbench.runCommand('Hearsay: Show Claims');
    await open();
    await workbench.typeInQuickPick('putin wants');
    await eventually(async () => assert.match((await focused())?.label ?? '', /^an end to NATOs/));
    await press('Enter');
    await closed();
    await eventually(async () => assert.match(await editor.selection(), /^Ln 12, .*\(\d+ selected\)$/));
  });

  it('covers all articles at the press of a button, with their titles', async () => {
    await workbench.runCommand('Hearsay: Show Claims');
    await open();
    await workbench.page.locator('.quick-input-titlebar').getByLabel('Show the Claims of All Articles').click();
    await workbench.typeInQuickPick('Yonhap');
    await eventually(async () =>
      assert.match((await workbench.quickPickRows())[0]?.detail ?? '', /^North Korea puts military/),
    );
    await press('ArrowDown');
    await press('Escape');
    await closed();
    const front = workbench.page.locator('.editor-instance .monaco-editor[data-uri*="000_350761c0b39ce43b.txt"]');
    await front.waitFor();
  });

  it('Show Dates lists them in time order', async () => {
    await workbench.runCommand('Hearsay: Show Dates');
    await open();
    const labels = (await workbench.quickPickRows()).map(({ label }) => label);
    assert.deepEqual(labels.slice(0, 3), ['1987', '2019', '20220108']);
    assert.ok(labels.includes('Monday'));
  });

  it('Show Actors lists who speaks, then who is mentioned', async () => {
    await workbench.runCommand('Hearsay: Show Actors');
    await open();
    const [first] = await workbench.quickPickRows();
    assert.equal(first.separator, 'Actors');
    assert.equal(first.label, 'senior U.S. official');
    assert.match(first.description, /^unnamed · \d+ claims · line \d+$/);
  });
});
