import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { Locked, removeRemains, withLock } from '../../../src/node/lock';

/** Adds one to a number in a file, as another process that keeps to the lock. */
const ADD_ONE = `
  const { withLock } = require(${JSON.stringify(path.join(__dirname, '../../../src/node/lock'))});
  const { readFileSync, writeFileSync } = require('node:fs');
  const [file, times] = [process.argv[1], Number(process.argv[2])];
  (async () => {
    for (let i = 0; i < times; i++)
      await withLock(file, async () => {
        const before = Number(readFileSync(file, 'utf8'));
        await new Promise((resolve) => setImmediate(resolve));
        writeFileSync(file, String(before + 1));
      }, { patience: 60_000 });
  })();
`;

function addOne(file: string, times: number) {
  return spawn(process.execPath, ['--require', 'tsx/cjs', '--eval', ADD_ONE, '--', file, String(times)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

describe('a lock between processes', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'hearsay-lock-'));
    file = path.join(folder, 'number');
    await writeFile(file, '0');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('lets one after the other read and write', async () => {
    const processes = [1, 2, 3].map(() => addOne(file, 40));
    const codes = await Promise.all(processes.map((each) => new Promise((resolve) => each.once('close', resolve))));
    assert.deepEqual(codes, [0, 0, 0]);
    assert.equal(await readFile(file, 'utf8'), '120');
    assert.deepEqual(await readdir(folder), ['number']);
  });

  it('is taken over from a process that was killed, by one alone', async () => {
    const dead = spawn(process.execPath, ['--eval', '']);
    await new Promise((resolve) => dead.once('close', resolve));
    await writeFile(`${file}.lock`, JSON.stringify({ pid: dead.pid, host: hostname(), id: 'a1' }));
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 8 }, () =>
        withLock(file, async () => {
          most = Math.max(most, ++inside);
          await new Promise((resolve) => setTimeout(resolve, 2));
          inside--;
        }),
      ),
    );
    assert.equal(most, 1);
    assert.deepEqual(await readdir(folder), ['number']);
  });

  it('ends waiting for one who was killed while taking a lock over', async () => {
    const dead = spawn(process.execPath, ['--eval', '']);
    await new Promise((resolve) => dead.once('close', resolve));
    await writeFile(`${file}.lock`, JSON.stringify({ pid: dead.pid, host: hostname(), id: 'a1' }));
    await writeFile(`${file}.lock.a1.gone`, ''); // nobody can say whose it is
    await assert.rejects(
      withLock(file, () => Promise.resolve(), { patience: 20 }),
      Locked,
    );
    await utimes(`${file}.lock.a1.gone`, 0, 0);
    assert.equal(await withLock(file, () => Promise.resolve(1), { patience: 1000 }), 1);
  });

  it('of one who was killed goes with the next look into the folder, and no other', async () => {
    const dead = spawn(process.execPath, ['--eval', '']);
    await new Promise((resolve) => dead.once('close', resolve));
    const owner = (pid: number | undefined, host = hostname(), more: object = { id: 'a1' }) =>
      JSON.stringify({ pid, host, ...more });
    const locks: [name: string, content: string, stays: boolean][] = [
      ['dead.lock', owner(dead.pid), false],
      ['dead.txt.jsonld.lock', owner(dead.pid), false],
      ['alive.lock', owner(process.pid), true],
      ['elsewhere.lock', owner(dead.pid, 'another machine'), true],
      ['of another program.lock', owner(dead.pid, hostname(), {}), true],
      ['yarn.lock', '# yarn lockfile v1\n', true],
      ['dead.locked', owner(dead.pid), true],
    ];
    for (const [name, content] of locks) await writeFile(path.join(folder, name), content);
    await removeRemains(folder, await readdir(folder));
    const stay = locks.filter(([, , stays]) => stays).map(([name]) => name);
    assert.deepEqual((await readdir(folder)).sort(), [...stay, 'number'].sort());
  });

  it('that is a link to nowhere is waited for, and no longer than one has patience', async () => {
    await symlink(path.join(folder, 'nowhere'), `${file}.lock`);
    await assert.rejects(
      withLock(file, () => Promise.resolve(), { patience: 20 }),
      Locked,
    );
  });

  it('is waited for no longer than one has patience', async () => {
    await withLock(file, () =>
      assert.rejects(
        withLock(file, () => Promise.resolve(), { patience: 20 }),
        Locked,
      ),
    );
  });

  it('is released when the work fails', async () => {
    await assert.rejects(
      withLock(file, () => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.equal(await withLock(file, () => Promise.resolve(1), { patience: 0 }), 1);
  });

  for (const content of ['', 'x', '{}', 'null', '{"pid":-1,"host":1,"id":"../../x"}'])
    it(`of which nobody knows whose it is stands: ${JSON.stringify(content)}`, async () => {
      await writeFile(`${file}.lock`, content);
      await assert.rejects(
        withLock(file, () => Promise.resolve(), { patience: 20 }),
        Locked,
      );
    });
});
