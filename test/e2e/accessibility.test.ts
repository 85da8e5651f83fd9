import assert from 'node:assert/strict';
import AxeBuilder from '@axe-core/playwright';
import { type Editor, THEMES, type Workbench, eventually, openWorkbench } from './harness';

// What we bring into the page, by an accessibility engine (axe) and by its names. VS Code's own frame around it is not ours
// to judge: only the parts with our words are looked at.

const SEED = '000_350761c0b39ce43b.txt';
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
/** How VS Code builds the rows and keys of its own lists and threads; what we put into them has no part in it. */
const FRAME = ['aria-allowed-attr', 'aria-prohibited-attr', 'aria-required-parent', 'nested-interactive'];

/** Violations of WCAG 2.1, A and AA, within parts of the page: `rule: element`. */
async function violations({ page }: Workbench, ...parts: string[]): Promise<string[]> {
  const builder = new AxeBuilder({ page }).withTags(TAGS).disableRules(FRAME);
  for (const part of parts) builder.include(part);
  const { violations: found, passes } = await builder.analyze();
  assert.ok(passes.length > 0, `${parts.join()}: the engine found nothing to look at`);
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

/** The accessible names of what can be reached in a part of the page, as the browser tells a screen reader. */
async function names({ page }: Workbench, selector: string): Promise<string[]> {
  const elements = page.locator(selector);
  await elements.first().waitFor({ state: 'attached' });
  return elements.evaluateAll((all) => all.map((each) => (each.getAttribute('aria-label') ?? each.textContent ?? '').trim())); // prettier-ignore
}

/** What no name may be: nothing, or the name of an icon. */
const nameless = (found: readonly string[]) => found.filter((name) => !/\p{L}{2}/u.test(name) || /\$\(/.test(name));

for (const theme of ['dark', 'light', 'highContrast'] as const) {
  describe(`accessibility, ${THEMES[theme]}`, () => {
    let workbench: Workbench;
    let editor: Editor;

    before(async () => {
      workbench = await openWorkbench({ theme: THEMES[theme], settings: { 'accessibility.underlineLinks': true } });
      editor = await workbench.openFile(SEED);
      await workbench.openView('Hearsay');
      await eventually(() => workbench.treeRow(/^senior U\.S\. official/).waitFor({ timeout: 1000 }));
      await editor.click('overlapping'); // the side bar follows
      await workbench.treeRow('Any discussion of those').waitFor();
    });
    after(() => workbench.close());

    const cards: [what: string, words: string][] = [
      ['a name', 'Vladimir'],
      ['a date', 'Monday'],
      ['a claim', 'overlapping'],
    ];
    for (const [what, words] of cards) {
      it(`the card of ${what}`, async () => {
        await editor.hover(words);
        assert.deepEqual(await violations(workbench, '.monaco-resizable-hover .monaco-hover-content'), []);
      });
    }

    it('the side bar: rows, headings, buttons', async () => {
      assert.deepEqual(await violations(workbench, '.part.sidebar .pane-body'), []);
      assert.deepEqual(nameless(await names(workbench, '.part.sidebar .pane-body [role="treeitem"]')), []);
      await workbench.page.mouse.move(0, 0);
      await workbench.page.locator('.part.sidebar .pane-header').first().hover();
      assert.deepEqual(nameless(await names(workbench, '.part.sidebar .pane-header .action-label')), []);
      await workbench.treeRow('Any discussion of those').hover();
      assert.deepEqual(nameless(await names(workbench, '.part.sidebar [role="treeitem"] .action-label')), []);
    });

    it('the status bar', async () => {
      const ours = '.statusbar-item[id^="hearsay.hearsay"]';
      assert.deepEqual(await violations(workbench, ours), []);
      assert.deepEqual(nameless(await names(workbench, `${ours} [aria-label]`)), []);
    });

    it('a list to pick from', async () => {
      await workbench.runCommand('Hearsay: Show Claims');
      await eventually(async () => assert.ok((await workbench.quickPickRows()).length > 3));
      const list = '.quick-input-widget .quick-input-list';
      assert.deepEqual(await violations(workbench, list, '.quick-input-widget .quick-input-titlebar'), []);
      assert.deepEqual(nameless(await names(workbench, `${list} [role="option"], ${list} [role="listitem"]`)), []);
      assert.deepEqual(nameless(await names(workbench, '.quick-input-titlebar .action-label')), []);
      await workbench.page.keyboard.press('Escape');
    });

    it('a verdict beside the text, and a note', async () => {
      const { page } = workbench;
      await editor.click('overlapping');
      for (const key of ['Alt+J', 'Alt+M', 'v']) await page.keyboard.press(key);
      await eventually(async () => assert.ok((await workbench.quickPickRows()).some(({ label }) => label === 'misleading'))); // prettier-ignore
      await workbench.typeInQuickPick('misleading');
      await page.keyboard.press('Enter');
      await workbench.treeRow(/misleading/).waitFor();
      await page.locator('.comment-thread').first().click();
      const thread = '.review-widget';
      await page.locator(`${thread} .review-comment`).first().waitFor();
      await page.getByRole('treeitem', { name: /, Verdict: misleading$/ }).waitFor();
      await workbench.screenshot('out/screenshots/thread.png');
      assert.deepEqual(await violations(workbench, `${thread} .head`, `${thread} .review-comment`), []);
      assert.deepEqual(nameless(await names(workbench, `${thread} .action-label, ${thread} [role="button"]`)), []);
    });
  });
}
