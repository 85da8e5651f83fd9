import assert from 'node:assert/strict';
import { type Editor, type Workbench, THEMES, eventually, openWorkbench } from './harness';

/** The newest default themes and those that most people read in, with what the page calls them. */
const READ_IN: readonly [theme: string, inPage: string][] = [
  [THEMES.dark, '2026-dark'],
  [THEMES.light, '2026-light'],
  ['Default Dark Modern', 'dark_modern'],
  ['Default Light Modern', 'light_modern'],
  [THEMES.highContrast, 'hc_black'],
  [THEMES.highContrastLight, 'hc_light'],
];

describe('the colours of an article', () => {
  let workbench: Workbench;
  let editor: Editor;
  before(async () => {
    workbench = await openWorkbench();
    editor = await workbench.openFile('000_350761c0b39ce43b.txt');
  });

  /** Words of the seed that stand for their kind. */
  const words = {
    plain: 'briefing',
    person: 'Putin',
    place: 'Geneva',
    organisation: 'NATO',
    date: 'Monday',
    cue: 'said',
  };

  const colours = async () => {
    const entries = Object.entries(words).map(async ([kind, word]) => [kind, (await editor.painted(word)).color]);
    return Object.fromEntries(await Promise.all(entries)) as Record<keyof typeof words, string>;
  };

  for (const [theme, inPage] of READ_IN) {
    describe(`in ${theme}`, () => {
      before(async () => {
        await workbench.setSettings({ 'workbench.colorTheme': theme });
        await workbench.page.locator(`.monaco-workbench[class*="themes-${inPage}-json"]`).waitFor();
      });

      it('persons, places, organisations, dates and cues differ from plain text and from each other', () =>
        eventually(async () => {
          const found = await colours();
          assert.equal(new Set(Object.values(found)).size, Object.keys(words).length, JSON.stringify(found));
        }));

      it('claims stand out', () =>
        eventually(async () => {
          const marks = await editor.behind('there are some areas');
          const tinted = marks.some(({ backgroundColor }) => opacity(backgroundColor) > 0);
          const underlined = marks.some(({ borderBottom }) => !/^0px|none/.test(borderBottom));
          assert.ok(tinted || underlined, JSON.stringify(marks));
        }));

      it('and do not drown the text', () =>
        eventually(async () => {
          const marks = await editor.behind('there are some areas');
          assert.ok(
            marks.every(({ backgroundColor }) => opacity(backgroundColor) <= 0.2),
            JSON.stringify(marks),
          );
        }));
    });
  }
});

/** Of `rgb(1, 2, 3)` or `rgba(1, 2, 3, 0.1)`. */
function opacity(colour: string): number {
  const [, , , , alpha = '1'] = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/.exec(colour) ?? [];
  return Number(alpha);
}
