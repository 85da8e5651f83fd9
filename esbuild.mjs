// Bundles what ships into dist/. `--watch` rebuilds on change, `--production` minifies and leaves out source maps.
import { chmod, copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { bundles } from './tools/bundles.mjs';
import { thirdPartyNotices } from './tools/notices.mjs';

const root = path.dirname(fileURLToPath(import.meta.url));
const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

/** The accurate engine's runtime (ONNX Runtime for WebAssembly, the build without graphics). */
const WASM = 'node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm';

let building = 0;

/** One line a problem, `file:line:column: severity: text`, which the matcher in .vscode/tasks.json reads. */
const reporter = {
  name: 'reporter',
  setup(build) {
    build.onStart(() => {
      if (watch && !building++) console.log('[watch] build started');
    });
    build.onEnd(({ errors, warnings }) => {
      for (const [severity, problems] of Object.entries({ error: errors, warning: warnings }))
        for (const { location: at, text } of problems)
          console.error(`${at ? `${at.file}:${at.line}:${at.column + 1}` : 'esbuild'}: ${severity}: ${text}`);
      if (watch && !--building) console.log('[watch] build finished');
    });
  },
};

const options = { minify: production, sourcemap: !production, plugins: [reporter] };

await mkdir(path.join(root, 'dist'), { recursive: true });
await copyFile(path.join(root, WASM), path.join(root, 'dist/network.wasm'));

if (watch) {
  for (const bundle of bundles) await (await esbuild.context({ ...bundle, ...options })).watch();
} else {
  const results = await Promise.allSettled(bundles.map((bundle) => esbuild.build({ ...bundle, ...options })));
  if (results.some(({ status }) => status === 'rejected')) process.exit(1);
  const metafiles = results.map(({ value }) => value.metafile);
  await writeFile(path.join(root, 'dist/ThirdPartyNotices.txt'), await thirdPartyNotices(root, metafiles));
  if (production) await removeSourceMaps();
  await chmod(path.join(root, 'dist/cli.js'), 0o755);
}

/** Source maps of an earlier build would not match. */
async function removeSourceMaps() {
  const dist = path.join(root, 'dist');
  for (const file of await readdir(dist)) if (file.endsWith('.map')) await rm(path.join(dist, file));
}
