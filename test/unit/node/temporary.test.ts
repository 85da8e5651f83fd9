import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { releaseTemporary, removeLeftovers, removeTemporaries, temporaryName } from '../../../src/node/temporary';

/** Prints a temporary name of another process, and waits. */
const OTHER = `
  const { temporaryName } = require(${JSON.stringify(path.join(__dirname, '../../../src/node/temporary'))});
  console.log(temporaryName(process.argv[1]));
  process.stdin.resume();
`;

describe('temporary files', () => {
  let folder: string;
  let file: string;
  const tidy = async () => removeLeftovers(folder, await readdir(folder));

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'hearsay-temporary-'));
    file = path.join(folder, 'out');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('have names of their own beside the file, however long its name is', async () => {
    const names = [file, file, path.join(folder, 'x'.repeat(255))].map(temporaryName);
    assert.equal(new Set(names).size, 3);
    for (const name of names) await writeFile(name, '');
    for (const name of names) await releaseTemporary(name);
    assert.deepEqual(await readdir(folder), []);
  });

  it('of a process that is there stay; once it has ended, the next one removes them', async () => {
    const other = spawn(process.execPath, ['--require', 'tsx/cjs', '--eval', OTHER, '--', file]);
    const [name] = (await once(other.stdout, 'data')) as [Buffer];
    await writeFile(name.toString().trim(), 'half');
    await tidy();
    assert.equal((await readdir(folder)).length, 1);
    other.kill('SIGKILL');
    await once(other, 'close');
    await tidy();
    assert.deepEqual(await readdir(folder), []);
  });

  it('of this process, of another machine, and of others stay', async () => {
    const own = temporaryName(file);
    const { pid } = spawnSync(process.execPath, ['--eval', '']);
    const elsewhere = path.basename(own).replace(/hearsay-\w+-\w+-\d+\.\d+/, `hearsay-00000000-00000000-1.${pid}`);
    const names = [
      path.basename(own),
      elsewhere,
      `out.${pid}.tmp`,
      `x${path.basename(own)}`,
      '.hearsay',
      `.${pid}.tmp`,
    ];
    for (const name of names) await writeFile(path.join(folder, name), '');
    await tidy();
    assert.deepEqual((await readdir(folder)).sort(), names.sort());
    removeTemporaries();
    assert.deepEqual((await readdir(folder)).sort(), names.filter((name) => name !== path.basename(own)).sort());
  });

  it('of an earlier process that had the number of this one are removed', async () => {
    const name = path.basename(temporaryName(file)).replace(/-\w{8}-(\d+\.)/, '-00000000-$1');
    await writeFile(path.join(folder, name), '');
    await tidy();
    assert.deepEqual(await readdir(folder), []);
  });
});
