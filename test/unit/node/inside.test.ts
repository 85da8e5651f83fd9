import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Outside, assertAmong, assertInside, isBelow } from '../../../src/node/inside';

describe('where may be written', () => {
  let folder: string;
  const at = (...parts: string[]) => path.join(folder, ...parts);

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'hearsay-inside-'));
    await mkdir(at('work', '.hearsay', 'news'), { recursive: true });
    await mkdir(at('elsewhere', 'deep'), { recursive: true });
    await writeFile(at('elsewhere', 'file'), '');
    await symlink(at('elsewhere'), at('work', 'link'));
    await symlink(at('elsewhere'), at('work', '.hearsay', 'link'));
    await symlink(at('elsewhere', 'file'), at('work', '.hearsay', 'file'));
    await symlink(at('nowhere'), at('work', '.hearsay', 'dangling'));
    await symlink(at('work'), at('linked'));
  });
  after(() => rm(folder, { recursive: true }));

  const inside: [what: string, root: string, file: string, message?: RegExp][] = [
    ['a file that is not there yet', 'work', 'work/.hearsay/news/a.jsonld'],
    ['in folders that are not there yet', 'work', 'work/.hearsay/x/y/a.jsonld'],
    ['the folder itself', 'work', 'work'],
    ['below a folder that is reached by a link', 'linked', 'linked/.hearsay/a.jsonld'],
    ['a name that begins with dots', 'work', 'work/..a'],
    ['beside it', 'work', 'elsewhere/a', /is not below/],
    ['above it', 'work', 'work/../a', /is not below/],
    ['a folder with the same beginning', 'work', 'workshop/a', /is not below/],
    ['through a link', 'work', 'work/link/a', /work\/link is a symbolic link/],
    ['through a link deeper down', 'work', 'work/.hearsay/link/deep/a', /link is a symbolic link.*put the folder/],
    ['a file that is a link', 'work', 'work/.hearsay/file', /file is a symbolic link/],
    ['a link that leads nowhere', 'work', 'work/.hearsay/dangling', /dangling is a symbolic link/],
  ];
  for (const [what, root, file, message] of inside)
    it(`${message ? 'not ' : ''}${what}`, async () => {
      const tried = assertInside(at(root), at(file));
      if (message) await assert.rejects(tried, (error) => error instanceof Outside && message.test(error.message));
      else await tried;
    });

  const among: [what: string, folder: string, named: string[], isRight: boolean][] = [
    ['a named one', 'work', ['work'], true],
    ['in a named one', 'elsewhere/deep', ['work', 'elsewhere'], true],
    ['that has a named one, as the workspace folder', 'work', ['work/.hearsay/news'], true],
    ['a link to a named one', 'linked', ['work'], true],
    ['beside', 'elsewhere', ['work'], false],
    ['in a named one by its name, elsewhere by a link', 'work/link', ['work'], false],
  ];
  for (const [what, where, named, isRight] of among)
    it(`${isRight ? '' : 'not '}${what}`, async () => {
      const tried = assertAmong(at(where), named.map((each) => at(each))); // prettier-ignore
      if (isRight) await tried;
      else await assert.rejects(tried, Outside);
    });

  it('by names alone', () => {
    assert.deepEqual([isBelow('/a', '/a/b'), isBelow('/a', '/a'), isBelow('/a', '/ab'), isBelow('/a', '/'), isBelow('/', '/a')], [true, true, false, false, true]); // prettier-ignore
  });
});
