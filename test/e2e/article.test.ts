import assert from 'node:assert/strict';
import { type Editor, type Workbench, eventually, openWorkbench } from './harness';

const SEED = '000_350761c0b39ce43b.txt';

describe('in the article', () => {
  let workbench: Workbench;
  let editor: Editor;
  const press = (key: string) => workbench.page.keyboard.press(key);
  before(async () => {
    workbench = await openWorkbench();
    editor = await workbench.openFile(SEED);
    await eventually(async () => assert.match((await workbench.statusBar()).join(' '), /\d+ claims · \d+ actors/));
  });

  it('keys go from claim to claim, and the status bar says where one is', async () => {
    await editor.click('briefing');
    await press('Alt+j');
    await eventually(async () => {
      assert.match(await editor.selection(), /^Ln 4, .*selected/);
      assert.match(
        (await workbench.statusBar()).join('\n'),
        /^Claim \d+ of \d+: senior U\.S\. official said, indirect$/m,
      );
    });
    await press('Alt+j');
    await eventually(async () => assert.match(await editor.selection(), /^Ln 5, /));
    await press('Shift+Alt+j');
    await eventually(async () => assert.match(await editor.selection(), /^Ln 4, /));
  });

  it('pointing at the count of claims shows the legend in the colours of the article', async () => {
    const wanted = { Person: 'Putin', 'State, city or other place': 'Geneva', 'Date or time': 'Monday' };
    await workbench.page.locator('.part.statusbar .statusbar-item', { hasText: 'claims' }).first().hover();
    const line = (words: string) =>
      workbench.page.locator('.monaco-hover:visible span', { hasText: new RegExp(`^${words}$`) }).last();
    for (const [words, example] of Object.entries(wanted)) {
      const { color } = await editor.painted(example);
      await eventually(async () =>
        assert.equal(await line(words).evaluate((element) => getComputedStyle(element).color), color, words),
      );
    }
    await workbench.page.mouse.move(0, 0);
  });

  it('doubtful claims have a dotted line', async () => {
    await workbench.setSettings({ 'hearsay.confidence.threshold': 1 });
    await eventually(async () => {
      const [tint] = await editor.behind('there are');
      assert.match(tint.borderBottom, /dotted/);
    });
  });

  it('an article beyond the size limit is said to be so, and analysed when one wants it', async () => {
    await workbench.close();
    workbench = await openWorkbench({ settings: { 'hearsay.maxFileSize': 1 } });
    await workbench.openFile('clock.txt');
    const words = 'clock.txt is larger than 1 kB: Hearsay has stopped looking.';
    await eventually(async () => assert.deepEqual(await workbench.notifications(), [words]));
    await eventually(async () => assert.match((await workbench.statusBar()).join('\n'), /^not analysed$/m));
    await workbench.page.getByRole('button', { name: 'Analyse Anyway' }).click();
    await eventually(async () => assert.match((await workbench.statusBar()).join('\n'), /\d+ claims? · \d+ actors?/));
  });
});
