import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { type FileFolder, loadFile, saveFile } from '../../../src/host/atomicFile';
import { parseSidecar } from '../../../src/review/sidecar';
import { root } from '../../../tools/project.mjs';
import { nodeFolder } from './nodeFolder';

const bytes = (text: string) => new TextEncoder().encode(text);
const texts = (contents: readonly Uint8Array[]) => contents.map((each) => Buffer.from(each).toString());

/** A folder in memory. */
function memory(files: Record<string, string> = {}): FileFolder & { files: Map<string, Uint8Array> } {
  const map = new Map<string, Uint8Array>(Object.entries(files).map(([name, text]) => [name, bytes(text)]));
  return {
    files: map,
    read: (name) => Promise.resolve(map.get(name)),
    write: (name, content) => Promise.resolve(void map.set(name, content)),
    rename: (from, to) => {
      map.set(to, map.get(from)!);
      map.delete(from);
      return Promise.resolve();
    },
    delete: (name) => Promise.resolve(void map.delete(name)),
    names: () => Promise.resolve([...map.keys()]),
  };
}

describe('saving a file', () => {
  it('leaves the file and nothing beside it', async () => {
    const folder = memory({ a: 'old' });
    await saveFile(folder, 'a', bytes('new'), 'w');
    assert.deepEqual([[...folder.files.keys()], texts(await loadFile(folder, 'a'))], [['a'], ['new']]);
  });
  it('writes into the file where it cannot be renamed', async () => {
    const folder = { ...memory({ a: 'old' }), rename: () => Promise.reject(new Error('no')) };
    await saveFile(folder, 'a', bytes('new'), 'w');
    assert.deepEqual([[...folder.files.keys()], texts(await loadFile(folder, 'a'))], [['a'], ['new']]);
  });
  it('what cannot be written is said, and the file is as it was', async () => {
    const folder = { ...memory({ a: 'old' }), write: () => Promise.reject(new Error('full')) };
    await assert.rejects(saveFile(folder, 'a', bytes('new'), 'w'), /full/);
    assert.deepEqual(texts(await loadFile(folder, 'a')), ['old']);
  });
  const cases: [string, Record<string, string>, string[]][] = [
    ['the file', { a: 'x', 'a.w.new': 'y' }, ['x']],
    ['what a cut-short save left, when there is no file', { 'a.w.new': 'y', 'a.v.new': 'z', 'b.w.new': 'other' }, ['z', 'y']], // prettier-ignore
    ['nothing', {}, []],
  ];
  for (const [title, files, expected] of cases) {
    it(`loading finds ${title}`, async () => assert.deepEqual(texts(await loadFile(memory(files), 'a')), expected));
  }
});

describe('a process that is killed while it saves', function () {
  const KILLS = 25;
  let folder: string;
  let program: string;
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'hearsay-save-'));
    program = path.join(folder, 'saver.mjs');
    await esbuild.build({ entryPoints: [path.join(root, 'test/unit/host/saver.ts')], outfile: program, bundle: true, format: 'esm', platform: 'node' }); // prettier-ignore
  });
  after(() => rm(folder, { recursive: true }));

  for (const deletesFirst of [false, true]) {
    it(`leaves what it said was saved, or what came next, whole (${KILLS} kills, ${deletesFirst ? 'VS Code’s' : 'the system’s'} rename)`, async () => {
      for (let kill = 0; kill < KILLS; kill++) {
        const place = path.join(folder, `${deletesFirst} ${kill}`);
        const saver = spawn(process.execPath, [program, place, 'a.jsonld', 'w', String(deletesFirst)]);
        let said = '';
        saver.stdout.on('data', (data: Buffer) => (said += data.toString()));
        await once(saver.stdout, 'data'); // it is saving now
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
        saver.kill('SIGKILL');
        await once(saver, 'close');
        const confirmed = Number(said.trim().split('\n').at(-1));
        const whole = (await loadFile(nodeFolder(place, deletesFirst), 'a.jsonld')).map((content) => parseSidecar(new TextDecoder().decode(content)).decisions.length); // prettier-ignore
        assert.equal(whole.length, 1, `after ${confirmed} saves`);
        assert.ok(whole[0] === confirmed || whole[0] === confirmed + 1, `${whole[0]} of ${confirmed} decisions`);
      }
    });
  }
});
