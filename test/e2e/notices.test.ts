import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../tools/project.mjs';
import { type Workbench, eventually, openWorkbench } from './harness';

// Words from outside where VS Code draws links: nothing becomes one, and the words can still be read.

const HOSTILE = JSON.parse(readFileSync(path.join(root, 'test/fixtures/regressions/notices.json'), 'utf8')) as {
  readonly what: string;
  readonly text: string;
  readonly shown: string;
}[];
const LINK = '[Check](command:workbench.action.openGlobalKeybindings)';
const BIG = `big ${LINK}.txt`;
const TEXT = [
  'Talks fail in Geneva',
  '20220108',
  'https://example.org/talks',
  '',
  `Ann Lee, a spokeswoman for the Ministry of Trade, said: “The ${LINK} had failed on Friday.”`,
].join('\n');

describe('words from outside become no links', () => {
  let workbench: Workbench;
  const at = (...parts: string[]) => path.join(workbench.folder, ...parts);
  const input = () => workbench.page.locator('.quick-input-widget input[type="text"]');
  /** An invisible character keeps a link from being one. */
  const seen = (text: string) => text.replaceAll('\u200b', '').replaceAll('\u00a0', ' ');

  /** A notification holds the words, and nothing in it is a link. */
  const noticed = async (words: string) => {
    const messages = workbench.page.locator('.notifications-toasts .notification-list-item-message');
    await eventually(async () => {
      const all = (await messages.allTextContents()).map(seen);
      assert.ok(all.some((text) => text.includes(words)), `${words}\n${all.join('\n')}`); // prettier-ignore
    });
    assert.equal(await messages.locator('a').count(), 0, words);
  };
  const clear = () => workbench.runCommand('Notifications: Clear All Notifications');
  /** By its place in the list: the name of the file is no pattern and no selector. */
  const open = async (typed: string, name: string) => {
    await workbench.page.keyboard.press('Control+P');
    await input().fill(typed);
    await eventually(async () => {
      const [first] = await workbench.quickPickRows();
      assert.equal(seen(first?.label ?? ''), name);
    });
    await workbench.page.keyboard.press('Enter');
  };

  before(async () => {
    workbench = await openWorkbench();
    // before the first is opened: VS Code does not list at once what comes later
    mkdirSync(at('.hearsay'));
    for (const [number, { text }] of HOSTILE.entries()) {
      writeFileSync(
        at('.hearsay', `hostile${number}.txt.jsonld`),
        JSON.stringify({ type: text, version: 2, items: [] }),
      );
      writeFileSync(at(`hostile${number}.txt`), TEXT);
    }
    for (const name of ['prompt.txt', 'verdict.txt']) writeFileSync(at(name), TEXT);
    writeFileSync(at(BIG), `${TEXT}\n${'It rained in Geneva on Friday. '.repeat(100)}`);
    writeFileSync(at('blocked'), 'a file where a folder should be');
  });
  after(() => workbench.close());

  for (const [number, { what, shown }] of HOSTILE.entries()) {
    it(`the type of a review’s file: ${what}`, async () => {
      await workbench.openFile(`hostile${number}.txt`);
      await noticed(shown);
      await clear();
    });
  }

  it('the name of a file', async () => {
    await workbench.setSettings({ 'hearsay.maxFileSize': 1 });
    await open('big Check', BIG);
    await noticed(BIG);
    await clear();
    await workbench.setSettings({});
  });

  it('the article’s words in the prompt of an input box', async () => {
    const editor = await workbench.openFile('prompt.txt');
    await eventually(async () => assert.ok((await workbench.statusBar()).some((each) => /\d+ claims?/.test(each))));
    await editor.click('failed');
    for (const key of ['Alt+M', 'n']) await workbench.page.keyboard.press(key);
    const message = workbench.page.locator('.quick-input-message');
    await eventually(async () => assert.ok(seen((await message.textContent()) ?? '').includes(LINK)));
    assert.equal(await message.locator('a').count(), 0);
    await workbench.page.keyboard.press('Escape');
  });

  it('a verdict of the workspace’s settings', async () => {
    await workbench.setSettings({ 'hearsay.verdicts': ['[Check](command:a.b.c)'], 'hearsay.review.folder': 'blocked' });
    const editor = await workbench.openFile('verdict.txt');
    await eventually(async () => assert.ok((await workbench.statusBar()).some((each) => /\d+ claims?/.test(each))));
    await editor.click('failed');
    for (const key of ['Alt+M', 'v']) await workbench.page.keyboard.press(key);
    await eventually(async () => assert.match((await workbench.quickPickRows())[0]?.label ?? '', /^\[Check\]/));
    await workbench.page.keyboard.press('Enter');
    await noticed('[Check](command:');
    await clear();
  });
});
