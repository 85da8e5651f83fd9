import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseSidecar } from '../../src/review/sidecar';
import { type Editor, type Workbench, eventually, openWorkbench } from './harness';

const TEXT = [
  'Talks fail in Geneva',
  '20220108',
  'https://example.org/talks',
  '',
  'Ann Lee, a spokeswoman for the Ministry of Trade, said the talks in Geneva had failed on Friday.',
  'Bob Roe told reporters that nobody had expected a result, and that the delegation would leave on Monday.',
  'The mayor of Geneva said the city would welcome the delegations again.',
].join('\n');

/** Every character that a keyboard types; a capital letter alone would be pressed without Shift. */
const PRINTABLE = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i).replace(/[A-Z]/, 'Shift+$&'));
const EDITING = ['Enter', 'Backspace', 'Delete', 'Tab', 'Control+Backspace', 'Control+Delete', 'Control+Enter', 'Control+x', 'Control+v', 'Control+z', 'Control+Shift+k', 'Alt+ArrowUp', 'Control+/']; // prettier-ignore

/** More than there are tests: each has an article of its own. */
const MOST = 20;

describe('the review walk leaves the article alone', () => {
  let workbench: Workbench;
  let editor: Editor;
  let number = 0;
  let name: string;

  const onDisk = () => readFileSync(path.join(workbench.folder, name), 'utf8');
  /** As it is painted: what is typed is there at once, before it is saved. */
  const painted = async () => (await editor.paintedLines()).map((line) => line.map(({ text }) => text).join(''));
  /** Without line ends: a long line is painted as two. */
  const asPainted = TEXT.replaceAll('\n', '');
  const untouched = async () => {
    assert.equal((await painted()).join(''), asPainted);
    assert.equal(onDisk(), TEXT);
  };
  const press = async (...keys: string[]) => {
    for (const key of keys) await workbench.page.keyboard.press(key);
  };
  const step = async () =>
    (await workbench.statusBar()).find((text) => /a accept, r reject, n next, Esc/.test(text))?.replaceAll('\u00a0', ' '); // prettier-ignore
  const atStep = (words: RegExp) => eventually(async () => assert.match((await step()) ?? 'no walk', words));
  const left = () => eventually(async () => assert.equal(await step(), undefined));
  const begin = async () => {
    await editor.click('talks');
    await press('Alt+M', 'u');
    await atStep(/1 of \d+/);
  };
  /** What is typed now is in the document: nothing keeps the person from writing. */
  const canWrite = () =>
    eventually(async () => {
      await press('Control+Home');
      await workbench.page.keyboard.type('w');
      await workbench.page.waitForTimeout(100);
      assert.equal((await painted())[0], `w${TEXT.split('\n')[0]}`);
      await press('Control+z');
      await eventually(async () => assert.equal((await painted())[0], TEXT.split('\n')[0]));
    });
  const decisions = () => {
    const file = path.join(workbench.folder, '.hearsay', `${name}.jsonld`);
    return existsSync(file) ? parseSidecar(readFileSync(file, 'utf8')).decisions.length : 0;
  };
  const open = async () => {
    name = `walk${++number}.txt`;
    assert.ok(number <= MOST);
    editor = await workbench.openFile(name);
    await eventually(async () => assert.ok((await workbench.statusBar()).some((each) => /\d+ claims/.test(each))));
  };

  before(async () => {
    workbench = await openWorkbench({
      settings: {
        'files.autoSave': 'afterDelay',
        'files.autoSaveDelay': 50,
        'hearsay.inlayHints.dates': 'off',
        'editor.wordWrap': 'off',
      },
    });
    // before the first is opened: VS Code does not list at once what comes later
    for (let i = 1; i <= MOST; i++) writeFileSync(path.join(workbench.folder, `walk${i}.txt`), TEXT);
  });
  beforeEach(open);
  after(() => workbench.close());

  it('no key writes at a step of the walk', async function () {
    this.timeout(400_000); // more than a hundred keys, one by one
    const moves = ['a', 'n', 'p', 'r', 'z', 'Tab'];
    const asks = ['k', 's', 't', 'v'];
    await workbench.page.evaluate(() => navigator.clipboard.writeText('PASTED'));
    await begin();
    for (const key of [...PRINTABLE, ...EDITING]) {
      if (!(await step())) await begin();
      const before = await step();
      await press(key);
      if (moves.includes(key)) await eventually(async () => assert.notEqual(await step(), before, key));
      if (asks.includes(key)) {
        const box = workbench.page.locator('.quick-input-widget');
        await box.waitFor();
        await press('Escape');
        await box.waitFor({ state: 'hidden' });
      }
      assert.equal((await painted()).join(''), asPainted, `the key ${JSON.stringify(key)}`);
    }
    await workbench.page.waitForTimeout(500); // for what may be saved
    await untouched();
    assert.equal(decisions(), 2); // a and r; what z took back is kept as such
  });

  it('no keys reach the link in VS Code’s message that makes an article writeable', async () => {
    await begin();
    const message = workbench.page.locator('.monaco-editor-overlaymessage a');
    for (const keys of [['Tab'], ['Shift+Tab']]) {
      await press('Enter');
      await message.first().waitFor();
      await press(...keys, 'Enter', 'Control+Enter', 'Control+Shift+k');
    }
    await untouched();
  });

  it('the words are marked though nothing is selected', async () => {
    const colours = () =>
      editor.element
        .locator('.view-overlays .cdr[class*="ced-"]')
        .evaluateAll((all) => [...new Set(all.map((each) => getComputedStyle(each).backgroundColor))]);
    const before = await eventually(async () => {
      const found = await colours();
      assert.ok(found.length, 'claims are tinted');
      return found;
    });
    await begin();
    await eventually(async () => assert.ok((await colours()).some((colour) => !before.includes(colour))));
    assert.doesNotMatch(await editor.selection(), /selected/);
    await press('Escape');
    await left();
    await eventually(async () => assert.deepEqual(await colours(), before));
  });

  it('Escape ends it, and the article can be written in again', async () => {
    await begin();
    await press('Escape');
    await left();
    await canWrite();
  });

  it('one key after Escape replaces no words', async () => {
    await begin();
    await press('Escape');
    await left();
    await eventually(async () => {
      await press('d');
      await workbench.page.waitForTimeout(100);
      assert.equal((await painted()).join('').length, asPainted.length + 1);
    });
    await press('Control+z');
  });

  it('after the window is reloaded in the middle the article can be written in', async () => {
    await begin();
    await workbench.page.reload();
    await workbench.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    editor = await workbench.openFile(name);
    await left();
    await canWrite();
  });

  it('an article with unsaved changes is saved first, or not walked through', async () => {
    await workbench.setSettings({ 'files.autoSave': 'off' });
    await editor.click('talks');
    await press('Control+Home');
    await workbench.page.keyboard.type('w');
    await press('Alt+M', 'u');
    const message = workbench.page.locator('.notifications-toasts .notification-list-item', { hasText: 'Save this article first' }); // prettier-ignore
    await message.waitFor();
    assert.equal(await step(), undefined);
    await message.getByRole('button', { name: 'Save', exact: true }).click();
    await atStep(/1 of \d+/);
    assert.equal(onDisk(), `w${TEXT}`);
    await press('Escape');
    await workbench.setSettings({});
  });
});
