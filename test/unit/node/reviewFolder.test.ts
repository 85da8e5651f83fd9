import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { reviewFolder } from '../../../src/node/reviewFolder';
import { NO_REVIEW, writeSidecar } from '../../../src/review/sidecar';
import { ReviewStore } from '../../../src/review/store';
import { root } from '../../../tools/project.mjs';
import { decisionsAbout } from '../review/decisions';

const about = decisionsAbout('Ann Lee said the talks failed.');
const EMPTY = writeSidecar(NO_REVIEW, 'a.txt');
const MAIN = 'a.txt.jsonld';

describe('a folder of reviews on the disk', function () {
  this.timeout(120_000);
  let folder: string;
  let program: string;
  let place: string;
  const store = () => new ReviewStore(reviewFolder(place, path.join(place, '.hearsay')), MAIN, 'a.txt');
  const save = () => store().update(NO_REVIEW, { ...NO_REVIEW, decisions: [about.decide(about.mention('Ann Lee'), { do: 'accept' })] }); // prettier-ignore
  const found = async () => (await store().read()).review.decisions.map(({ id }) => id);
  const writer = (name: string, count: number) => {
    const child = spawn(process.execPath, [program, place, name, String(count)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (data: Buffer) => (said += data.toString()));
    return { child, closed: once(child, 'close'), saved: () => said.split('\n').slice(0, -1) };
  };

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'hearsay-reviews-'));
    program = path.join(folder, 'writer.mjs');
    await esbuild.build({ entryPoints: [path.join(root, 'test/unit/node/writer.ts')], outfile: program, bundle: true, format: 'esm', platform: 'node' }); // prettier-ignore
  });
  after(() => rm(folder, { recursive: true }));
  let number = 0;
  beforeEach(async () => {
    place = path.join(folder, String(++number));
    await mkdir(place);
  });

  it('makes its folders, and leaves the sidecar alone', async () => {
    await save();
    assert.deepEqual(await readdir(place, { recursive: true }), ['.hearsay', path.join('.hearsay', MAIN)]);
  });

  it('three processes that save at the same time lose nothing', async () => {
    const writers = ['a', 'b', 'c'].map((name) => writer(name, 15));
    await Promise.all(writers.map(({ closed }) => closed));
    const saved = writers.flatMap((each) => each.saved());
    assert.equal(saved.length, 45);
    assert.deepEqual((await found()).sort(), saved.sort());
    assert.deepEqual(await readdir(path.join(place, '.hearsay')), [MAIN]);
  });

  const KILLS = 20;
  it(`of two processes one is killed while it saves (${KILLS} times): what it said was saved is there`, async () => {
    const saved: string[] = [];
    const steady = writer('steady', 60);
    for (let kill = 0; kill < KILLS; kill++) {
      const each = writer(`killed${kill}`, 1000);
      await once(each.child.stdout, 'data'); // it is saving now
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 40));
      each.child.kill('SIGKILL');
      await each.closed;
      saved.push(...each.saved());
    }
    await steady.closed;
    assert.equal(steady.saved().length, 60);
    const there = new Set(await found());
    for (const id of [...saved, ...steady.saved()]) assert.ok(there.has(id), id);
    await save(); // the next one tidies up
    const left = (await readdir(path.join(place, '.hearsay'))).filter((name) => name !== MAIN);
    assert.deepEqual(left, []);
  });

  it('is synced: the file before it gets its name, the folder after', async () => {
    interface Synced {
      sync: (this: Synced) => Promise<void>;
      stat(): Promise<{ isFile(): boolean }>;
    }
    const handle = await open(program, 'r');
    await handle.close();
    const prototype = Object.getPrototypeOf(handle) as Synced;
    const { sync } = prototype;
    const synced: string[] = [];
    prototype.sync = async function (this: Synced) {
      const what = (await this.stat()).isFile() ? 'file' : 'folder';
      synced.push(`${what} ${existsSync(path.join(place, '.hearsay', MAIN)) ? 'after' : 'before'}`);
      return sync.call(this);
    };
    try {
      await save();
    } finally {
      prototype.sync = sync;
    }
    // The folder that is new is synced in the one that it is in.
    assert.deepEqual(synced, ['folder before', 'file before', 'folder after']);
  });

  describe('follows no link for writing', () => {
    const links: [what: string, make: () => Promise<void>][] = [
      ['.hearsay', () => symlink(path.join(folder, 'outside'), path.join(place, '.hearsay'))],
      [
        'the sidecar',
        async () => {
          await mkdir(path.join(place, '.hearsay'));
          await symlink(path.join(folder, 'outside', 'target'), path.join(place, '.hearsay', MAIN));
        },
      ],
    ];
    for (const [what, make] of links)
      it(what, async () => {
        await rm(path.join(folder, 'outside'), { recursive: true, force: true });
        await mkdir(path.join(folder, 'outside'));
        await writeFile(path.join(folder, 'outside', 'target'), EMPTY);
        await make();
        await assert.rejects(save(), /is a symbolic link, through which nothing is written/);
        assert.deepEqual(await readdir(path.join(folder, 'outside')), ['target']);
        assert.equal(await readFile(path.join(folder, 'outside', 'target'), 'utf8'), EMPTY);
      });
  });
});
