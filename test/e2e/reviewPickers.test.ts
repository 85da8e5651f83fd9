import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Decision } from '../../src/review/review';
import { parseSidecar } from '../../src/review/sidecar';
import { type Editor, type Workbench, eventually, openWorkbench } from './harness';

const TEXT = [
  'Talks fail in Geneva',
  '20220108',
  'https://example.org/talks',
  '',
  'Ann Lee, a spokeswoman for the Ministry of Trade, said the talks in Geneva had failed on Friday.',
  'Bob Roe told reporters that nobody had expected zorbs, and that the delegation would leave on Monday.',
  'Of zorbs the minister did not speak.',
].join('\n');
const OTHER = ['A vote for zorbs', '20220109', 'https://example.org/vote', '', 'Carl Poe said the zorbs were fair.'].join('\n'); // prettier-ignore

describe('review: what is asked before it is done', () => {
  let workbench: Workbench;
  let editor: Editor;

  const decisions = (name = 'talks.txt'): readonly Decision[] => {
    const file = path.join(workbench.folder, '.hearsay', `${name}.jsonld`);
    return existsSync(file) ? parseSidecar(readFileSync(file, 'utf8')).decisions : [];
  };
  /** How many there are, when nothing is being saved any more: VS Code deletes a file before it puts another in its place. */
  const decided = () =>
    eventually(async () => {
      const { length } = decisions();
      await workbench.page.waitForTimeout(200);
      assert.ok(length > 0);
      assert.equal(decisions().length, length);
      return length;
    });
  const press = async (...keys: string[]) => {
    for (const key of keys) await workbench.page.keyboard.press(key);
  };
  const input = () => workbench.page.locator('.quick-input-widget input[type="text"]');
  const title = (words: string) =>
    eventually(async () => assert.equal(await workbench.page.locator('.quick-input-title').innerText(), words));
  const rows = async () => (await workbench.quickPickRows()).map(({ label }) => label);
  const row = (label: string) => eventually(async () => assert.ok((await rows()).includes(label), label));
  const last = (made: Decision['action']) => eventually(() => assert.deepEqual(latest(decisions()).action, made));
  const latest = (all: readonly Decision[]) => [...all].sort((a, b) => (a.time < b.time ? -1 : 1)).at(-1)!;
  /** A card may lie over the words: it is closed before. */
  const click = async (words: string) => {
    await workbench.page.mouse.move(0, 0);
    await workbench.page.locator('.monaco-resizable-hover:visible').first().waitFor({ state: 'hidden' });
    await editor.click(words);
  };
  const card = async (words: string) => (await editor.hover(words)).innerText();

  before(async () => {
    workbench = await openWorkbench();
    writeFileSync(path.join(workbench.folder, 'talks.txt'), TEXT);
    writeFileSync(path.join(workbench.folder, 'vote.txt'), OTHER);
    editor = await workbench.openFile('talks.txt');
    await eventually(async () => assert.match(await card('Bob'), /Bob Roe/));
  });
  after(() => workbench.close());

  it('rename: asks for the name with the old one in the box', async () => {
    await click('Bob');
    await press('Alt+M', 'F2');
    await title('The name of Bob Roe');
    assert.equal(await input().inputValue(), 'Bob Roe');
    await input().fill('Robert Roe');
    await press('Enter');
    await eventually(async () => assert.match(await card('Bob'), /^Robert Roe/));
    await last({ do: 'rename', name: 'Robert Roe' });
  });

  it('rename: Escape changes nothing', async () => {
    const before = await decided();
    await click('Ann');
    await press('Alt+M', 'F2');
    await title('The name of Ann Lee');
    await press('Escape');
    assert.equal(await decided(), before);
  });

  it('split: another one of the same words', async () => {
    await click('Ministry');
    await press('Alt+M', 'x');
    await title('Who is meant here, if not Ministry of Trade?');
    await input().fill('Office of Trade');
    await press('Enter');
    await eventually(async () => assert.match(await card('Ministry'), /^Office of Trade/));
    await last({ do: 'split', name: 'Office of Trade' });
  });

  it('merge: picks from the others of the article', async () => {
    await click('Ann');
    await press('Alt+M', 'j');
    await title('Who else is Ann Lee?');
    await row('Robert Roe');
    assert.ok(!(await rows()).includes('Ann Lee'), 'not with itself');
    await workbench.typeInQuickPick('Robert');
    await press('Enter');
    await eventually(async () => assert.match(await card('Bob'), /^Ann Lee/));
    await eventually(() => assert.equal(latest(decisions()).action.do, 'merge'));
  });

  it('the same everywhere: every place is shown, and done where the tick is left', async () => {
    await click('zorbs');
    await press('Alt+M', 'g');
    await eventually(() => assert.equal(latest(decisions()).annotation.kind, 'mention'));
    await eventually(async () => assert.match(await card('zorbs'), /Group/));
    await click('zorbs');
    const before = await decided();
    await press('Alt+M', 'Enter');
    await row('In All Articles');
    await workbench.typeInQuickPick('All');
    await press('Enter');
    await eventually(async () => {
      const shown = await workbench.quickPickRows();
      const places = shown.map(({ label, description, separator }) => [separator, label, description].join(' | '));
      assert.equal(places.length, 3, places.join('\n'));
      assert.ok(
        places.some((each) => /^Talks fail in Geneva \| Of zorbs the minister .* \| line 7$/.test(each)),
        places.join('\n'),
      );
      assert.ok(
        places.some((each) => /^A vote for zorbs \| A vote for zorbs \| line 1$/.test(each)),
        places.join('\n'),
      );
      assert.ok(
        places.some((each) => /the zorbs were fair.* \| line 5$/.test(each)),
        places.join('\n'),
      );
    });
    await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'were fair' }).locator('input, .monaco-checkbox').first().click(); // prettier-ignore
    await workbench.page.locator('.quick-input-widget .monaco-button', { hasText: 'OK' }).click();
    await eventually(() => {
      assert.equal(decisions().length, before + 1);
      assert.deepEqual(decisions('vote.txt').map(({ target }) => target.map(({ start }) => start)), [[OTHER.indexOf('zorbs')]]); // prettier-ignore
    });
  });

  it('an article without a file: first it is saved, then it can be reviewed', async () => {
    const { page } = workbench;
    await workbench.runCommand('File: New Untitled Text File');
    await page.keyboard.insertText(TEXT);
    await eventually(async () => assert.ok((await workbench.statusBar()).includes('News Article'))); // by itself
    const untitled = page.locator('.editor-instance .monaco-editor[data-uri^="untitled:"]');
    await untitled.locator('.view-line').first().waitFor();
    await press('Control+Home', 'Control+Shift+ArrowRight');
    await press('Alt+M', 'p');
    await eventually(async () => {
      assert.ok((await workbench.notifications()).some((each) => each.startsWith('Save this article first')));
    });
    await page.locator('.notifications-toasts .monaco-button', { hasText: 'Save' }).click();
    await eventually(async () => assert.match(await input().inputValue(), /\.article$/));
    const file = path.join(workbench.folder, 'saved.txt');
    await input().fill(file);
    await press('Enter');
    await eventually(() => assert.equal(readFileSync(file, 'utf8'), TEXT));
    await page.locator('.editor-instance .monaco-editor[data-uri*="saved.txt"]').waitFor();
    editor = await workbench.openFile('saved.txt');
    await click('zorbs');
    await press('Alt+M', 'g');
    await eventually(() => assert.equal(decisions('saved.txt').length, 1));
  });
});
