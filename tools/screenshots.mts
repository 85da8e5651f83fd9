/** `npm run screenshots`: makes the README's screenshots (test/e2e/screenshots.test.ts) and puts them into media/. */
import { spawnSync } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './project.mjs';

const test = ['--import', 'tsx', path.join(root, 'tools/test.mts'), 'e2e', '--grep', 'README’s screenshots'];
const { status } = spawnSync(process.execPath, test, { cwd: root, stdio: 'inherit' });
if (status !== 0) process.exit(1);
for (const file of ['screenshot-dark.png', 'screenshot-light.png'])
  await copyFile(path.join(root, 'out/screenshots', file), path.join(root, 'media', file));
