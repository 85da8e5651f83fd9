import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../tools/project.mjs';
import { type Workbench, eventually, openWorkbench } from './harness';

// Our keys against VS Code's own list of Linux and Windows, as it shows it by "Open Default Keyboard Shortcuts (JSON)". In the
// browser it goes by what the browser says it is.

interface Key {
  readonly key: string;
  readonly command: string;
  readonly when?: string;
}
type Platform = 'linux' | 'win';

const AGENTS: Readonly<Record<Platform, string>> = {
  linux: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  win: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
};

/** Contexts that are ours alone: what is bound there takes nothing from anybody, and stops with the view or the mode. */
const OURS = /\bhearsay\.reviewing\b|focusedView == hearsay\./;
/** VS Code's own contexts in which no article's text has the focus. */
const ELSEWHERE = /terminalFocus|terminalHasBeenCreated|listFocus|notebookEditorFocused|inDebugRepl|suggestWidgetVisible|inSearchEditor|searchViewletVisible|inQuickOpen|inputFocus/; // prettier-ignore

/** With Alt and their underlined letter the menus open on the desktop: File, Edit, Selection, View, Go, Run, Terminal, Help. */
const MENUS = ['alt+f', 'alt+e', 'alt+s', 'alt+v', 'alt+g', 'alt+r', 'alt+t', 'alt+h'];

const { contributes } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  contributes: { keybindings: readonly (Key & Partial<Record<Platform, string>>)[] };
};

/** Shift, Ctrl and so on in one order; only the first chord: who takes it, takes all that begin with it. */
function firstChord(key: string): string {
  const parts = key.toLowerCase().split(' ')[0].split('+');
  return [...parts.slice(0, -1).sort(), parts.at(-1)].join('+');
}

async function defaultKeys(workbench: Workbench): Promise<Key[]> {
  const { page } = workbench;
  await page.locator('.activitybar a[aria-label^="Hearsay"]').waitFor(); // what extensions bind is known
  await workbench.runCommand('Preferences: Open Default Keyboard Shortcuts (JSON)');
  await page.locator('.monaco-editor[data-uri*="keybindings"] .view-line').first().waitFor();
  return eventually(async () => {
    await page.locator('.monaco-editor[data-uri*="keybindings"] .view-line').first().click();
    await page.evaluate(() => navigator.clipboard.writeText(''));
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Control+C');
    const text = await page.evaluate(() => navigator.clipboard.readText());
    const keys = [...text.matchAll(/\{ "key": "((?:[^"\\]|\\.)+)",\s+"command": "([^"]+)"(?:,\s+"when": "([^"]+)")?/g)];
    if (keys.length < 500) throw new Error(`only ${keys.length} keys are read`);
    return keys.map(([, key, command, when]) => ({ key, command, when }));
  });
}

describe('our keys take none of VS Code’s', () => {
  for (const platform of ['linux', 'win'] as const) {
    it(`on ${platform}`, async () => {
      const workbench = await openWorkbench({ userAgent: AGENTS[platform] });
      const found = await defaultKeys(workbench);
      await workbench.close();
      const isOn = ({ command }: Key) => command.startsWith('hearsay.');
      assert.ok(found.some(isOn), 'ours are in the list');
      assert.ok(
        found.some(({ key }) => key === 'ctrl+f'),
        'theirs are in the list',
      );
      const theirs = found.filter((key) => !isOn(key) && !ELSEWHERE.test(key.when ?? ''));
      const collisions = contributes.keybindings
        .filter(({ when = '' }) => !OURS.test(when))
        .flatMap((own) => {
          const chord = firstChord(own[platform] ?? own.key);
          const opensMenu = MENUS.includes(chord) ? [`${own.command}: ${chord} opens a menu`] : [];
          const taken = theirs.filter(({ key }) => firstChord(key) === chord).map(({ key, command, when }) => `${own.command} and ${command}: ${key} (${when})`); // prettier-ignore
          return [...taken, ...opensMenu];
        });
      assert.deepEqual(collisions, []);
    });
  }
});
