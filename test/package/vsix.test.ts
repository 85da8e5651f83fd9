import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { MODEL_FILES } from '../../src/analysis/models';
import { root, temporaryFolder, windows } from '../../tools/project.mjs';
import { installVsix } from '../../tools/server.mjs';
import { type Workbench, eventually, openWorkbench } from '../e2e/harness';
import manifest from '../../package.json';

const SEED = '000_350761c0b39ce43b.txt';

/** Runs an npm script or tool of the project and returns what it prints. */
const npm = async (...args: string[]): Promise<string> =>
  (await promisify(execFile)('npm', args, { cwd: root, shell: windows })).stdout;

/**
 * The libraries that the bundles in dist/ are made of, by their source maps: `@noble/hashes`. A library's own source map
 * may lead to folders of its authors' machine, which are no packages.
 */
function packagesInSourceMaps(): string[] {
  const maps = readdirSync(path.join(root, 'dist')).filter((file) => file.endsWith('.map'));
  const sources = maps.flatMap((file) => {
    const map = JSON.parse(readFileSync(path.join(root, 'dist', file), 'utf8')) as { sources: string[] };
    return map.sources;
  });
  const names = new Set(sources.flatMap((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []));
  return [...names].filter((name) => existsSync(path.join(root, 'node_modules', name, 'package.json')));
}

describe('the packed extension', () => {
  let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
  let vsix: string;
  let files: string[];
  let packages: readonly string[];
  before(async () => {
    temporary = await temporaryFolder('package');
    await npm('run', 'build'); // with source maps, which the packed build lacks
    packages = packagesInSourceMaps();
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
      'dist/ThirdPartyNotices.txt',
      ...MODEL_FILES.map((file) => `models/${file}`),
      'models/accurate.onnx',
      'models/accurate.json',
      manifest.icon,
      ...manifest.contributes.grammars.map((grammar) => grammar.path),
      ...manifest.contributes.languages.flatMap(({ configuration }) => configuration ?? []),
      ...Object.values(manifest.contributes.viewsContainers).flatMap((bar) => bar.map((container) => container.icon)),
    ].map((file) => file.replace(/^\.\//, ''));
    for (const file of new Set(needed)) it(file, () => assert.ok(files.includes(file)));
  });

  it('names every library inside it, with its licence', () => {
    const notices = readFileSync(path.join(root, 'dist/ThirdPartyNotices.txt'), 'utf8');
    const sections = new Map(
      notices.split(/^={80}\n(?=.+\n={80}$)/m).map((section) => [section.split('\n')[0].split(' ')[0], section]),
    );
    assert.ok(packages.includes('onnxruntime-web') && packages.includes('valibot'), packages.join());
    for (const name of [...packages, 'MiniLM']) {
      assert.match(sections.get(name) ?? '', /copyright/i, `${name} is not named`);
      assert.match(sections.get(name)!, /as is/i, `${name} has no licence text`);
    }
    // linked into the WebAssembly
    for (const name of ['Eigen', 'protobuf', 'flatbuffers', 'abseil'])
      assert.ok(sections.get('onnxruntime-web')!.toLowerCase().includes(name.toLowerCase()), name);
  });

  describe('holds nothing else', () => {
    const kinds: [string, RegExp][] = [
      ['source maps', /\.map$/],
      ['TypeScript', /\.m?ts$/],
      ['tests', /^(dist\/)?test\//],
      ['seeds', /^seeds\//],
      ['dependencies', /node_modules/],
      ['tools', /^(tools|training|bench|fuzz|licences|\.ci|\.vscode|\.github)/],
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
