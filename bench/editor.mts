import path from 'node:path';
import * as esbuild from 'esbuild';
import { runInNodeHost } from '../tools/nodeHost.mjs';
import { root, temporaryWorkspace } from '../tools/project.mjs';

/** Activation, opening, hover, a keystroke and memory, in a real VS Code (bench/editor/measure.ts). */
export async function benchEditor(): Promise<void> {
  const module = path.join(root, 'dist/test/bench.js');
  await esbuild.build({
    entryPoints: [path.join(root, 'bench/editor/measure.ts')],
    outfile: module,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    external: ['vscode'],
  });
  console.log('In VS Code');
  const workspace = await temporaryWorkspace();
  try {
    const code = await runInNodeHost(module, workspace.folder);
    if (code) process.exitCode = code;
  } finally {
    await workspace.remove();
  }
}
