import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../tools/project.mjs';
import { THEMES, eventually, openWorkbench } from './harness';

/** More would make the README slow to load. */
const LARGEST = 400 * 1024;

/** Twice as many pixels as the column of a README is wide. */
const OPTIONS = {
  viewport: { width: 960, height: 600 },
  scale: 1.5,
  settings: { 'editor.fontSize': 13, 'breadcrumbs.enabled': false, 'workbench.sideBar.location': 'left' },
};

// They go to out/screenshots; `npm run screenshots` makes them and puts them into media/.
describe('the README’s screenshots', () => {
  it('dark, with a card', async () => {
    const workbench = await openWorkbench({ ...OPTIONS, theme: THEMES.dark });
    const editor = await workbench.openFile('000_350761c0b39ce43b.txt');
    await workbench.openView('Hearsay');
    await eventually(() => workbench.treeRow(/^senior U\.S\. official/).waitFor({ timeout: 1000 }));
    await editor.click('overlapping');
    await editor.hover('Putin');
    await workbench.page.waitForTimeout(1000); // what fades in has faded in
    await workbench.screenshot('out/screenshots/screenshot-dark.png');
    await workbench.close();
  });

  it('light, with Show Claims', async () => {
    const workbench = await openWorkbench({ ...OPTIONS, theme: THEMES.light });
    const editor = await workbench.openFile('000_350761c0b39ce43b.txt');
    await workbench.openView('Hearsay');
    await eventually(() => workbench.treeRow(/^senior U\.S\. official/).waitFor({ timeout: 1000 }));
    await editor.click('overlapping');
    await workbench.runCommand('Hearsay: Show Claims');
    await eventually(async () => assert.ok((await workbench.quickPickRows()).length > 3));
    for (let moves = 0; moves < 2; moves++) await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.mouse.move(700, 550);
    await workbench.page.waitForTimeout(1000);
    await workbench.screenshot('out/screenshots/screenshot-light.png');
    await workbench.close();
  });

  for (const theme of ['dark', 'light']) {
    it(`${theme} is small enough`, async () => {
      const { size } = await stat(path.join(root, `out/screenshots/screenshot-${theme}.png`));
      assert.ok(size < LARGEST, `${size} bytes`);
    });
  }
});
