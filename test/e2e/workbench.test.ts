import assert from 'node:assert/strict';
import { type Editor, type Workbench, eventually, openWorkbench } from './harness';

describe('the workbench', () => {
  let workbench: Workbench;
  let editor: Editor;
  before(async () => {
    workbench = await openWorkbench();
    editor = await workbench.openFile('000_350761c0b39ce43b.txt');
  });

  it('paints the seed article', async () => {
    const text = (await editor.paintedLines()).map((line) => line.map((span) => span.text).join('')).join('\n');
    assert.match(text, /^US open to talks with Russia on exercises missile deployments official\n20220108\n/);
  });

  it('recognises it as a news article', () =>
    eventually(async () => assert.ok((await workbench.statusBar()).includes('News Article'))));
});
