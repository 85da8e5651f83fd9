import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { root, temporaryFolder, windows } from '../../tools/project.mjs';
import { installVsix } from '../../tools/server.mjs';
import { type Workbench, eventually, openWorkbench } from '../e2e/harness';
import manifest from '../../package.json';

const SEED = '000_350761c0b39ce43b.txt';

/** Runs an npm script or tool of the project and returns what it prints. */
const npm = async (...args: string[]): Promise<string> =>
  (await promisify(execFile)('npm', args, { cwd: root, shell: windows })).stdout;

describe('the packed extension', () => {
  let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
  let vsix: string;
  let files: string[];
  before(async () => {
    temporary = await temporaryFolder('package');
    vsix = path.join(temporary.folder, 'hearsay.vsix');
    await npm('run', 'package', '--', '--out', vsix);
    files = (await npm('exec', '--', 'vsce', 'ls', '--no-dependencies')).split(/\r?\n/).filter(Boolean);
  });
  after(() => temporary.remove());

  it('is written', () => assert.ok(existsSync(vsix)));

  it('has at most 40 MB', () => assert.ok(statSync(vsix).size <= 40e6, `${statSync(vsix).size} bytes`));

  describe('holds what it needs', () => {
    const needed = [
      'package.json',
      'package.nls.json',
      'README.md',
      'CHANGELOG.md',
      'LICENSE',
      manifest.main,
      manifest.browser,
      manifest.bin.hearsay,
      'dist/worker.node.js',
      'dist/worker.browser.js',
      'dist/network.node.js',
      'dist/network.browser.js',
      'dist/network.wasm',
      'models/accurate.onnx',
      'models/accurate.json',
      manifest.icon,
      ...manifest.contributes.grammars.map((grammar) => grammar.path),
      ...manifest.contributes.languages.flatMap(({ configuration }) => configuration ?? []),
      ...Object.values(manifest.contributes.viewsContainers).flatMap((bar) => bar.map((container) => container.icon)),
    ].map((file) => file.replace(/^\.\//, ''));
    for (const file of new Set(needed)) it(file, () => assert.ok(files.includes(file)));
    it('a model', () => assert.ok(files.some((file) => file.startsWith('models/'))));
  });

  describe('holds nothing else', () => {
    const kinds: [string, RegExp][] = [
      ['source maps', /\.map$/],
      ['TypeScript', /\.m?ts$/],
      ['tests', /^(dist\/)?test\//],
      ['seeds', /^seeds\//],
      ['dependencies', /node_modules/],
      ['tools', /^(tools|training|bench|\.ci|\.vscode|\.github)/],
      ['hidden files', /(^|\/)\./],
    ];
    for (const [what, pattern] of kinds)
      it(`no ${what}`, () =>
        assert.deepEqual(
          files.filter((file) => pattern.test(file)),
          [],
        ));
  });

  describe('installed into a server VS Code', () => {
    let workbench: Workbench;
    before(async () => {
      const extensions = path.join(temporary.folder, 'extensions');
      await installVsix(vsix, extensions);
      workbench = await openWorkbench({ extensions });
      await workbench.openFile(SEED);
    });

    it('activates: it recognises an article', () =>
      eventually(async () => assert.ok((await workbench.statusBar()).includes('News Article'))));

    it('answers a command: Show Claims lists claims', async () => {
      await workbench.runCommand('Hearsay: Show Claims');
      await eventually(async () => assert.ok((await workbench.quickPickRows()).length > 3));
    });
  });
});
