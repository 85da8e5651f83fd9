import assert from 'node:assert/strict';
import { type Editor, eventually, openWorkbench } from './harness';

describe('a hover card', () => {
  let editor: Editor;
  before(async () => {
    const workbench = await openWorkbench();
    editor = await workbench.openFile('000_350761c0b39ce43b.txt');
  });

  const cards: [words: string, ...said: RegExp[]][] = [
    ['Putin', /^Vladimir Putin/, /Person · Russian President/, /wants an end to NATOs eastward expansion/],
    ['Monday', /Monday, 10 January 2022/, /2 days after publication/],
    ['an opportunity for', /senior U\.S\. official/, /indirect/],
  ];
  for (const [words, ...said] of cards) {
    it(`over “${words}” says what is known`, async () => {
      // again from the mouse's coming: a card may still be loading, and one that changes may close
      await eventually(async () => {
        const text = await (await editor.hover(words)).innerText({ timeout: 2000 });
        for (const each of said) assert.match(text, each);
      }, 60_000);
    });
  }
});
