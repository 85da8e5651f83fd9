import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { encodeDigest } from '../../../src/corpus/encoding';
import type { IndexEntry } from '../../../src/corpus/segment';
import { CorpusStore } from '../../../src/host/corpusStore';
import { workspaceUri } from '../harness';

const digest = encodeDigest({
  head: { claims: 0, actors: 0 },
  body: { entities: [], claims: [], dates: [], sentences: new Uint32Array(0) },
  mentions: [],
  bands: [],
});
const entry = (i: number): IndexEntry => ({ uri: `file:///${i}.txt`, stamp: { mtime: i, size: 1 }, hash: i, digest });

describe('the index on disk', () => {
  const folder = workspaceUri('.hearsay-test', `store-${Date.now()}`);
  const log = { info: () => {}, warn: (message: string) => assert.fail(message) };
  after(() => vscode.workspace.fs.delete(folder, { recursive: true }));

  const kept = async () => [...(await new CorpusStore(folder, 'v1', log).load()).keys()].sort();
  const files = async () => (await vscode.workspace.fs.readDirectory(folder)).length;

  it('is written anew before it lies in too many files, and nothing of it is lost', async () => {
    const store = new CorpusStore(folder, 'v1', log);
    const all: IndexEntry[] = [];
    let most = 0;
    for (let i = 0; i < 60; i++) {
      all.push(entry(i));
      store.add(entry(i));
      await store.write({ count: all.length, all: () => all });
      assert.equal(store.waiting, 0);
      most = Math.max(most, await files());
      if (i % 20 === 0 || i === 59) assert.deepEqual(await kept(), all.map(({ uri }) => uri).sort()); // prettier-ignore
    }
    assert.ok(most > 10 && most < 25, `${most} files`);
  });

  it('goes on where another session ended, and forgets what it is told to', async () => {
    const store = new CorpusStore(folder, 'v1', log);
    const before = await store.load();
    store.add({ ...entry(3), digest: new Uint8Array(0) }); // it went
    await store.write({ count: before.size - 1, all: () => [] });
    assert.equal((await kept()).length, before.size - 1);
    store.add(entry(99));
    await store.clear();
    assert.deepEqual([await files(), store.waiting, await kept()], [0, 0, []]);
  });

  it('of another version is not used', async () => {
    const store = new CorpusStore(folder, 'v1', log);
    store.add(entry(1));
    await store.write({ count: 1, all: () => [entry(1)] });
    assert.equal((await new CorpusStore(folder, 'v2', log).load()).size, 0);
    assert.equal(await files(), 0);
  });
});
