import assert from 'node:assert/strict';
import { type Workbench, openWorkbench } from './harness';

const HOSTS = { Node: 'workspace', web: 'web' };

describe('the accurate engine', () => {
  let workbench: Workbench;
  afterEach(() => workbench.close());

  for (const [host, kind] of Object.entries(HOSTS))
    it(`reads the open article in the ${host} extension host, and the status bar says so`, async () => {
      workbench = await openWorkbench({
        settings: { 'hearsay.engine': 'auto', 'remote.extensionKind': { 'hearsay.hearsay': [kind] } },
      });
      await workbench.openFile('000_350761c0b39ce43b.txt');
      await workbench.page
        .locator('.part.statusbar [aria-label*="Read by the accurate engine."]')
        .first()
        .waitFor({ timeout: 100_000 });
      assert.deepEqual(await workbench.notifications(), []);
    });
});
