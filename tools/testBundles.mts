import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { root } from './project.mjs';
import { MARKING } from './testPage.mjs';

const integration = path.join(root, 'test/integration');

/** Where the integration suite is bundled to, one file a host. */
export const testBundle = (host: 'node' | 'web') => path.join(root, 'dist/test', `integration.${host}.js`);

/** What the suite's code finds in a web worker in place of Node's `assert` and `process`. */
const webStandIns: esbuild.Plugin = {
  name: 'web stand-ins',
  setup(build) {
    const strict = { path: 'assert/strict', namespace: 'stand-in' };
    build.onResolve({ filter: /^(node:)?assert(\/strict)?$/ }, ({ importer, namespace }) =>
      namespace === 'stand-in' || importer.includes('node_modules') ? undefined : strict,
    );
    build.onLoad({ filter: /.*/, namespace: 'stand-in' }, () => ({
      contents: `module.exports = require('assert').strict;`,
      resolveDir: root,
    }));
  },
};
const PROCESS = `globalThis.process ??= { env: {}, argv: [], versions: {}, platform: 'browser', cwd: () => '/', on() {}, emitWarning() {},
  nextTick: (task, ...args) => queueMicrotask(() => task(...args)) };`;

/** Bundles test/integration/suite/*.test.ts for a host; `grep` picks tests by their full titles. */
export async function bundleIntegration(host: 'node' | 'web', grep = ''): Promise<void> {
  const suites = path.join(integration, 'suite');
  const files = existsSync(suites) ? readdirSync(suites).filter((file) => file.endsWith('.test.ts')) : [];
  // Mocha's functions must be there before a suite is loaded: hence require, which esbuild leaves where it stands.
  const entry = `
    import { runSuite } from './index.${host}';
    export const run = () => runSuite(() => { ${files.map((file) => `require('./suite/${file}');`).join(' ')} });`;
  await esbuild.build({
    stdin: { contents: entry, resolveDir: integration, sourcefile: `integration.${host}.ts`, loader: 'ts' },
    outfile: testBundle(host),
    bundle: true,
    format: 'cjs',
    sourcemap: 'inline',
    logLevel: 'warning',
    define: { TEST_GREP: JSON.stringify(grep), ...(host === 'web' ? { global: 'globalThis' } : {}) },
    ...(host === 'node'
      ? { platform: 'node', target: 'node20', external: ['vscode', 'mocha'] }
      : {
          platform: 'browser',
          target: 'es2022',
          external: ['vscode'],
          plugins: [webStandIns],
          banner: { js: `${PROCESS}\n${MARKING}` },
        }),
  });
}
