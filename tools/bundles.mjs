// What is bundled from where; esbuild.mjs does it, and a test looks at what comes out.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

const shared = {
  absWorkingDir: root,
  outdir: 'dist',
  bundle: true,
  external: ['vscode'],
  legalComments: 'none', // all of them are in ThirdPartyNotices.txt
  metafile: true,
  logLevel: 'silent',
};
const node = { ...shared, platform: 'node', format: 'cjs', target: 'node20' };
const browser = { ...shared, platform: 'browser', format: 'cjs', target: 'es2022', define: { global: 'globalThis' } };

/** ONNX Runtime asks where it lies, to fetch its WebAssembly from there; it gets that as bytes instead. */
const runtime = { define: { global: 'globalThis', 'import.meta.url': '"file:///network.js"' } };

export const bundles = [
  { ...node, entryPoints: { extension: 'src/extension.ts', 'worker.node': 'src/host/node/worker.ts' } },
  { ...node, ...runtime, entryPoints: { cli: 'src/cli/main.ts' }, banner: { js: '#!/usr/bin/env node' } },
  { ...browser, entryPoints: { 'extension.browser': 'src/extension.browser.ts' } },
  { ...browser, entryPoints: { 'worker.browser': 'src/host/browser/worker.ts' }, format: 'iife' },
  { ...node, ...runtime, entryPoints: { 'network.node': 'src/host/node/networkWorker.ts' } },
  { ...browser, ...runtime, entryPoints: { 'network.browser': 'src/host/browser/networkWorker.ts' }, format: 'iife' },
];
