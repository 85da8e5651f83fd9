/** Runs the integration suite in the web extension host (a worker) of a VS Code server, opened in a headless browser. */
import { parseArgs } from 'node:util';
import { root, temporaryWorkspace } from './project.mjs';
import { startServer } from './server.mjs';
import { bundleIntegration, testBundle } from './testBundles.mjs';
import { runTestPage } from './testPage.mjs';

const { grep } = parseArgs({ options: { grep: { type: 'string' } } }).values;
console.log('VS Code: a server build from npm in a headless browser, web extension host');
await bundleIntegration('web', grep);
const workspace = await temporaryWorkspace();
const server = await startServer({ tests: true, settings: { 'remote.extensionKind': { 'hearsay.hearsay': ['web'] } } });
try {
  process.exitCode = await runTestPage(
    server.address({ folder: workspace.folder, extension: root, tests: testBundle('web') }),
  );
} finally {
  await server.stop();
  await workspace.remove();
}
