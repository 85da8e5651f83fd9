/** Runs the integration suite in the Node extension host (nodeHost.mts says of which VS Code). */
import { parseArgs } from 'node:util';
import { runInNodeHost } from './nodeHost.mjs';
import { temporaryWorkspace } from './project.mjs';
import { bundleIntegration, testBundle } from './testBundles.mjs';

const { grep } = parseArgs({ options: { grep: { type: 'string' } } }).values;
await bundleIntegration('node', grep);
const workspace = await temporaryWorkspace();
try {
  process.exitCode = await runInNodeHost(testBundle('node'), workspace.folder);
} finally {
  await workspace.remove();
}
