import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { FORMATS, type Format } from '../../../src/formats/formats';
import { SEED, eventually, workspaceUri, writeFile } from '../harness';

const STORY =
  'Ministers meet\n20220108\nhttps://a.example/2022/01/08/x/\nAnn Lee of Reuters said the talks 😀 go on.\n';

describe('Export and Import', function () {
  this.timeout(60_000);
  const run = (command: string, argument: unknown) => vscode.commands.executeCommand(command, argument);
  const read = async (...path: string[]) =>
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(await vscode.workspace.fs.readFile(workspaceUri(...path)));
  const seed = () => workspaceUri(SEED).toString();
  const exportSeed = (format: string, place: string) =>
    run('hearsay.export', { format, articles: [seed()], place: workspaceUri(place).toString() });

  for (const { id, label, extensions, offsets, head } of FORMATS as readonly Format[]) {
    if (id === 'claimreview') continue; // nobody has judged a claim of the seed
    it(`${label}: names the model, the unit of its offsets and the text’s hash`, async () => {
      await exportSeed(id, `out/seed${extensions[0]}`);
      const contents = await Promise.all(extensions.map((extension) => read(`out/seed${extension}`)));
      assert.ok(contents[0].startsWith(head ?? ''));
      const all = contents.join('\n');
      assert.match(all, /hearsay (\\?.)*\d+\S* (fast|accurate) [0-9a-f]{12}/);
      assert.match(all, /[0-9a-f]{64}/);
      if (offsets !== 'none') assert.ok(all.includes(offsets));
    });
  }

  it('several articles go into a folder, each in its own', async () => {
    const first = await writeFile('news/one/same.txt', STORY);
    const second = await writeFile('news/two/same.txt', STORY.replace('meet', 'part'));
    const place = workspaceUri('tei').toString();
    await run('hearsay.export', { format: 'tei', articles: [first.toString(), second.toString()], place });
    assert.match(await read('tei/news/one/same.tei.xml'), /Ministers meet/);
    assert.match(await read('tei/news/two/same.tei.xml'), /Ministers part/);
  });

  it('never writes over the article', async () => {
    const article = await writeFile('news/over.txt', STORY);
    await run('hearsay.export', { format: 'markdown', articles: [article.toString()], place: article.toString() });
    assert.equal(await read('news/over.txt'), STORY);
  });

  it('annotations of brat are laid down beside the article and shown; importing again adds nothing', async () => {
    const article = await writeFile('news/import.txt', STORY);
    const start = [...STORY.slice(0, STORY.indexOf('go on'))].length; // code points
    await writeFile('brat/import.txt', STORY);
    const file = await writeFile('brat/import.ann', `T1\tEVENT ${start} ${start + 5}\tgo on\nT2\tProtein 0 3\tMin\n`);
    const order = { files: [file.toString()], author: 'Ann' };
    const exported = async () => {
      await run('hearsay.export', { format: 'jsonl', articles: [article.toString()], place: workspaceUri('back.jsonl').toString() }); // prettier-ignore
      return JSON.parse(await read('back.jsonl')) as { entities: { name: string; type: string }[] };
    };
    const events = async () =>
      (await exported()).entities.filter(({ type }) => type === 'EVENT').map(({ name }) => name);
    assert.deepEqual(await events(), []);
    await run('hearsay.import', order);
    const sidecar = await eventually(() => read('.hearsay/news/import.txt.jsonld'));
    assert.match(sidecar, /"creator":\s*\{\s*"type":\s*"Person",\s*"name":\s*"Ann"/);
    assert.deepEqual(await eventually(events), ['go on']);
    await run('hearsay.import', order);
    assert.equal(await read('.hearsay/news/import.txt.jsonld'), sidecar);
  });

  it('a file that is none changes nothing', async () => {
    const file = await writeFile('bad/x.tei.xml', '<!DOCTYPE x><TEI/>');
    await run('hearsay.import', { files: [file.toString()], author: 'Ann' });
    await run('hearsay.import', { files: [workspaceUri('bad/none.csv').toString()] });
    await run('hearsay.export', { format: 'none', articles: [seed()], place: seed() });
  });
});
