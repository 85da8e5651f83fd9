/**
 * Helpers of the end-to-end tests: the built extension, as an installed one, in a VS Code server, in a headless browser.
 * Everything is read from the page as it is painted; nothing knows the extension's insides. A test:
 *
 *   import assert from 'node:assert/strict';
 *   import { eventually, openWorkbench, THEMES } from './harness';
 *
 *   describe('a hover', () => {
 *     it('tells who it is', async () => {
 *       const workbench = await openWorkbench({ theme: THEMES.dark });
 *       const editor = await workbench.openFile('000_350761c0b39ce43b.txt');
 *       const card = await editor.hover('Putin');
 *       assert.match(await card.innerText(), /Vladimir Putin/);
 *     });
 *   });
 *
 * `npm run test:e2e -- --grep 'a hover'` runs it (that builds first; `npx mocha test/e2e/hover.test.ts` does not).
 * A workbench takes some seconds to open: open one in `before`, share it, and change the theme or other settings with
 * `setSettings`. All are closed after the last test. The page paints late: wrap a check of what is painted in
 * `eventually`. The workspace is a fresh copy of seeds/ and test/fixtures/workspace (`workbench.folder`), on the real
 * disk. For all that is not here, `workbench.page` is Playwright's page. When a test fails, `out/e2e/` gets a picture.
 */
import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../../tools/browser.mjs';
import { root, temporaryWorkspace } from '../../tools/project.mjs';
import { type Settings, startServer } from '../../tools/server.mjs';

/** The default themes of VS Code, by the ids that `workbench.colorTheme` takes. */
export const THEMES = {
  dark: 'Dark 2026',
  light: 'Light 2026',
  highContrast: 'Default High Contrast',
  highContrastLight: 'Default High Contrast Light',
} as const;

const SETTINGS: Settings = {
  'editor.hover.delay': 100,
  'editor.minimap.enabled': false,
  'window.autoDetectColorScheme': false,
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
};

export interface WorkbenchOptions {
  /** Default: dark. */
  readonly theme?: string;
  /** The user's settings, on top of quiet ones. */
  readonly settings?: Settings;
  /** In CSS pixels; default 1280 x 760. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Device pixels for a CSS pixel: 2 for pictures that people look at; default 1. */
  readonly scale?: number;
  /** The folder to open, or a file `.code-workspace` that names several; default: a fresh copy of the seeds. */
  readonly folder?: string;
  /** What the browser says it is; by it VS Code knows the platform, whose keys it then has. */
  readonly userAgent?: string;
  /** A folder of installed extensions; default: one that holds a link to this repository. */
  readonly extensions?: string;
}

/** A run of text that is painted alike, with its computed style. */
export interface PaintedSpan {
  readonly text: string;
  /** Such as `rgb(156, 220, 254)`. */
  readonly color: string;
  readonly fontWeight: string;
  readonly fontStyle: string;
  readonly textDecoration: string;
}

export interface Workbench {
  readonly page: Page;
  /** The opened folder on disk. */
  readonly folder: string;
  /** Opens a file of the workspace by quick open; `name` may be a part of its path. */
  openFile(name: string): Promise<Editor>;
  /** Runs a command by the palette; `title` as the palette shows it, with its category (`Hearsay: Show Claims`). */
  runCommand(title: string): Promise<void>;
  /** Types into the open quick pick. */
  typeInQuickPick(text: string): Promise<void>;
  /** The rows of the open quick pick that are painted now (long lists are virtual). */
  quickPickRows(): Promise<QuickPickRow[]>;
  /** Opens a view container of the activity bar by its title (`Hearsay`), unless it is open. */
  openView(title: string): Promise<void>;
  /** The painted rows of the side bar's trees: their accessible names, with level and whether they are open. */
  treeRows(): Promise<TreeRow[]>;
  /** A row of the side bar's trees, by a part of its accessible name: to click, to expand. */
  treeRow(name: string | RegExp): Locator;
  /** The notifications that are shown now. */
  notifications(): Promise<string[]>;
  /** The texts in the status bar. */
  statusBar(): Promise<string[]>;
  /**
   * Changes settings (the theme too) while the workbench is open: writes the workspace's settings, which lie over those
   * that it was opened with and replace those of an earlier call. Resolves when they hold, for extensions too.
   */
  setSettings(settings: Settings): Promise<void>;
  /** Writes a PNG of the page as it is; a relative path is taken from the repository. */
  screenshot(file: string): Promise<void>;
  close(): Promise<void>;
}

export interface Editor {
  /** The element of the editor. */
  readonly element: Locator;
  /** The painted lines (wrapped lines apart, only what is scrolled into view), each as its spans. */
  paintedLines(): Promise<PaintedSpan[][]>;
  /** How the first painted span that holds these words is painted; they must stand in one span. */
  painted(words: string): Promise<PaintedSpan>;
  /** The decorations painted behind the middle of the first painted place of these words: tints, underlines. */
  behind(words: string): Promise<{ readonly backgroundColor: string; readonly borderBottom: string }[]>;
  /** Rests the mouse on the first painted place of these words and returns the hover card that appears. */
  hover(words: string): Promise<Locator>;
  /** Puts the cursor into the first painted place of these words by a click. */
  click(words: string): Promise<void>;
  /** Where the cursor is and how much is selected, as the status bar says it: `Ln 4, Col 1 (36 selected)`. */
  selection(): Promise<string>;
}

export interface QuickPickRow {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  /** The title of the group that begins with this row, if any. */
  readonly separator: string;
  /** Whether the selection is on it. */
  readonly focused: boolean;
}

export interface TreeRow {
  readonly name: string;
  /** From 1. */
  readonly level: number;
  /** Undefined when it has nothing under it. */
  readonly expanded: boolean | undefined;
}

/**
 * Runs a check again and again until it no longer throws, and returns what it returned.
 * @throws what it threw last, when it never succeeds within the patience (milliseconds)
 */
export async function eventually<T>(check: () => T | PromiseLike<T>, patience = 40_000): Promise<T> {
  for (const end = Date.now() + patience; ;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

let browser: Promise<Browser> | undefined;
const open = new Set<Workbench>();
/** Tells the settings of one call of `setSettings` from those of the next. */
let settingsCount = 0;

/** Opens VS Code on a folder and waits until its files are listed. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const { theme = THEMES.dark, viewport = { width: 1280, height: 760 }, scale = 1, userAgent } = options;
  const copy = options.folder ? undefined : await temporaryWorkspace();
  const folder = options.folder ?? copy!.folder;
  const server = await startServer({
    settings: { ...SETTINGS, 'workbench.colorTheme': theme, ...options.settings },
    extensions: options.extensions,
  });
  browser ??= launchBrowser();
  const context = await (
    await browser
  ).newContext({
    viewport,
    userAgent,
    deviceScaleFactor: scale,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  // tsx keeps functions' names by calls of a helper; functions that are sent to the page take these with them
  await context.addInitScript('globalThis.__name = (named) => named');
  const page = await context.newPage();
  const workbench: Workbench = {
    ...actions(page),
    page,
    folder,
    async setSettings(settings) {
      mkdirSync(path.join(folder, '.vscode'), { recursive: true });
      // VS Code reads the file some time later; then it paints this title, and extensions are told before any later key
      const title = `settings ${++settingsCount}`;
      await writeFile(
        path.join(folder, '.vscode/settings.json'),
        JSON.stringify({ ...settings, 'window.title': title }),
      );
      await page.waitForFunction((wanted) => document.title.includes(wanted), title, { timeout: 40_000 });
    },
    async close() {
      open.delete(workbench);
      await context.close();
      await server.stop();
      await copy?.remove();
    },
  };
  open.add(workbench);
  await page.goto(server.address({ folder }));
  const listed = () => page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 40_000 });
  // VS Code's own start hangs once in many hundred: what a person does then
  await listed().catch(() => page.reload().then(listed));
  return workbench;
}

function actions(page: Page): Omit<Workbench, 'page' | 'folder' | 'setSettings' | 'close'> {
  const input = page.locator('.quick-input-widget input[type="text"]');
  const rows = page.locator('.quick-input-list .monaco-list-row');
  const tree = page.locator('.part.sidebar .pane-body [role="treeitem"]');
  const texts = async (locator: Locator) => (await locator.allInnerTexts()).map((text) => text.trim()).filter(Boolean);
  return {
    async openFile(name) {
      await page.keyboard.press('Control+P');
      await input.fill(name);
      await rows
        .filter({ hasText: path.basename(name) })
        .first()
        .waitFor();
      await page.keyboard.press('Enter');
      const element = page.locator(`.editor-instance .monaco-editor[data-uri*="${path.basename(name)}"]`).first();
      await element.locator('.view-line').first().waitFor();
      return editor(page, element);
    },

    async runCommand(title) {
      await page.keyboard.press('F1');
      await input.fill(`>${title}`);
      await rows
        .filter({ has: page.getByText(title, { exact: true }) })
        .first()
        .waitFor();
      // by keys, because rows that are still being sorted slip from under a click
      await eventually(async () => {
        const focused = await page.locator('.quick-input-list .monaco-list-row.focused .label-name').allInnerTexts();
        if (focused[0]?.trim() === title) return;
        await page.keyboard.press('ArrowDown');
        throw new Error(`${title} is not in front`);
      });
      await page.keyboard.press('Enter');
      await eventually(async () => {
        if ((await input.isVisible()) && (await input.inputValue()) === `>${title}`)
          throw new Error('still chosen from');
      });
    },

    async typeInQuickPick(text) {
      await input.fill(text);
    },

    quickPickRows: () =>
      rows.evaluateAll((elements) => {
        const read = (element: Element, part: string) => element.querySelector(part)?.textContent?.trim() ?? '';
        return elements
          .sort((a, b) => Number(a.getAttribute('data-index')) - Number(b.getAttribute('data-index')))
          .map((element) => ({
            label: read(element, '.quick-input-list-label .label-name'),
            description: read(element, '.quick-input-list-label .label-description'),
            detail: read(element, '.quick-input-list-label-meta'),
            separator: read(element, '.quick-input-list-separator'),
            focused: element.classList.contains('focused'),
          }));
      }),

    async openView(title) {
      const tab = page
        .locator('.activitybar [role="tab"]')
        .filter({ has: page.locator(`a[aria-label^="${title}"]`) })
        .first();
      const selected = async () => (await tab.getAttribute('aria-selected')) === 'true';
      if (!(await selected())) await tab.click();
      await page.locator('.part.sidebar .composite.title', { hasText: new RegExp(title, 'i') }).waitFor();
    },

    treeRows: () =>
      tree.evaluateAll((elements) =>
        elements
          .sort((a, b) => Number(a.getAttribute('data-index')) - Number(b.getAttribute('data-index')))
          .map((element) => ({
            name: element.getAttribute('aria-label') ?? '',
            level: Number(element.getAttribute('aria-level')),
            expanded: element.hasAttribute('aria-expanded')
              ? element.getAttribute('aria-expanded') === 'true'
              : undefined,
          })),
      ),

    treeRow: (name) =>
      typeof name === 'string'
        ? page.locator(`.part.sidebar .pane-body [role="treeitem"][aria-label*=${JSON.stringify(name)}]`).first()
        : page.locator('.part.sidebar .pane-body').getByRole('treeitem', { name }).first(),

    notifications: () => texts(page.locator('.notifications-toasts .notification-list-item-message')),

    statusBar: () => texts(page.locator('.part.statusbar .statusbar-item')),

    async screenshot(file) {
      const target = path.resolve(root, file);
      mkdirSync(path.dirname(target), { recursive: true });
      await page.screenshot({ path: target });
    },
  };
}

function editor(page: Page, element: Locator): Editor {
  const paintedPieces = () =>
    element.evaluate((node) => {
      const lines = [...node.querySelectorAll<HTMLElement>('.view-lines > .view-line')];
      return lines
        .sort((a, b) => a.offsetTop - b.offsetTop)
        .map((line) =>
          [...line.querySelectorAll('span > span')].map((span) => {
            const { color, fontWeight, fontStyle, textDecorationLine: textDecoration } = getComputedStyle(span);
            const text = (span.textContent ?? '').replaceAll('\u00a0', ' ');
            return { text, color, fontWeight, fontStyle, textDecoration };
          }),
        );
    });
  const paintedLines = async () => (await paintedPieces()).map(joinAlike);

  /** The middle of the first painted place of some words, in the page. */
  async function place(words: string): Promise<{ x: number; y: number }> {
    const at = await element.evaluate((node, wanted) => {
      const lines = [...node.querySelectorAll<HTMLElement>('.view-lines > .view-line')];
      for (const line of lines.sort((a, b) => a.offsetTop - b.offsetTop)) {
        const start = (line.textContent ?? '').replaceAll('\u00a0', ' ').indexOf(wanted);
        if (start < 0) continue;
        // the text node that holds the middle of the words
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        let rest = start + Math.floor(wanted.length / 2);
        for (let text = walker.nextNode(); text; text = walker.nextNode()) {
          const { length } = text.textContent ?? '';
          if (rest < length) {
            const range = document.createRange();
            range.setStart(text, rest);
            range.setEnd(text, rest + 1);
            const box = range.getBoundingClientRect();
            return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
          }
          rest -= length;
        }
      }
      return undefined;
    }, words);
    if (!at) throw new Error(`“${words}” is not painted`);
    return at;
  }

  return {
    element,
    paintedLines,

    async painted(words) {
      const span = (await paintedLines()).flat().find(({ text }) => text.includes(words));
      if (!span) throw new Error(`no painted span holds “${words}”`);
      return span;
    },

    behind: async (words) => {
      const { x, y } = await place(words);
      return element.evaluate(
        (node, at) =>
          [...node.querySelectorAll('.view-overlays .cdr')]
            .filter((decoration) => {
              const box = decoration.getBoundingClientRect();
              return box.left <= at.x && at.x < box.right && box.top <= at.y && at.y < box.bottom;
            })
            .map((decoration) => {
              const { backgroundColor, borderBottom } = getComputedStyle(decoration);
              return { backgroundColor, borderBottom };
            }),
        { x, y },
      );
    },

    async hover(words) {
      const card = page.locator('.monaco-resizable-hover:visible .monaco-hover-content').first();
      await eventually(async () => {
        // an earlier card would be taken for this one, and where there was none, VS Code asks again only who comes anew
        await page.mouse.move(0, 0);
        await card.waitFor({ state: 'hidden', timeout: 3000 });
        const { x, y } = await place(words);
        await page.mouse.move(x - 3, y); // a mouse that stands still opens no card
        await page.mouse.move(x, y);
        await card.waitFor({ timeout: 3000 });
      });
      // it fades in: until then its colours are not those that are read
      await card.evaluate(async (node) => {
        const fading = node.closest('.monaco-resizable-hover')?.getAnimations({ subtree: true }) ?? [];
        await Promise.allSettled(fading.map(({ finished }) => finished));
      });
      return card;
    },

    async click(words) {
      const { x, y } = await eventually(() => place(words));
      await page.mouse.click(x, y);
    },

    async selection() {
      return (await page.locator('.part.statusbar #status\\.editor\\.selection').innerText()).trim();
    },
  };
}

/** The editor cuts long runs of text into pieces, wherever they end. */
function joinAlike(pieces: readonly PaintedSpan[]): PaintedSpan[] {
  const style = (span: PaintedSpan) => JSON.stringify({ ...span, text: '' });
  const spans: PaintedSpan[] = [];
  for (const piece of pieces) {
    const last = spans.at(-1);
    if (last && style(last) === style(piece)) spans[spans.length - 1] = { ...last, text: last.text + piece.text };
    else spans.push(piece);
  }
  return spans;
}

// Mocha takes hooks that stand outside every suite as the hooks of the whole run.
afterEach(async function () {
  if (this.currentTest?.state !== 'failed') return;
  const name = this.currentTest.fullTitle().replace(/\W+/g, '-');
  let number = 0;
  for (const workbench of open) await workbench.screenshot(`out/e2e/${name}-${++number}.png`).catch(() => {});
  if (number) console.log(`      (pictures: out/e2e/${name}-*.png)`);
});

after(async () => {
  for (const workbench of [...open]) await workbench.close();
  await (await browser)?.close();
});
