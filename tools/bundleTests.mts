/** What the debugger needs to run the integration suite (.vscode/launch.json): its bundle, and a workspace in out/. */
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { root, temporaryWorkspace } from './project.mjs';
import { bundleIntegration } from './testBundles.mjs';

await bundleIntegration('node');
const workspace = path.join(root, 'out/workspace');
const fresh = await temporaryWorkspace();
await rm(workspace, { recursive: true, force: true });
await cp(fresh.folder, workspace, { recursive: true });
await fresh.remove();
