import { THEMES, eventually, openWorkbench } from './harness';

describe('review by keyboard alone', () => {
  it('a verdict is given with a chord and stands in the side bar and beside the text', async () => {
    const workbench = await openWorkbench({ theme: THEMES.dark, viewport: { width: 1100, height: 640 } });
    const { page } = workbench;
    const editor = await workbench.openFile('000_350761c0b39ce43b.txt');
    await workbench.openView('Hearsay');
    await eventually(() => workbench.treeRow(/^senior U\.S\. official/).waitFor({ timeout: 1000 }));
    await editor.click('overlapping');
    await page.keyboard.press('Alt+J');
    await page.keyboard.press('Alt+M');
    await page.keyboard.press('v');
    await eventually(async () => {
      if (!(await workbench.quickPickRows()).some(({ label }) => label === 'misleading'))
        throw new Error('no verdicts');
    });
    await page.keyboard.type('misleading');
    await page.keyboard.press('Enter');
    await page.getByText('Verdict: misleading').first().waitFor({ timeout: 15_000 });
    await page.waitForTimeout(1000);
    await workbench.screenshot('out/screenshots/review.png');
    await workbench.close();
  });
});
