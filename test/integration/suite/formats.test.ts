import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { exportArticles } from '../../../src/editor/export';
import { FORMATS, type Format, formatOf } from '../../../src/formats/formats';
import { SEED, eventually, workspaceUri, writeFile } from '../harness';
import { ownServices } from '../services';

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
      await exportSeed(id, `out/${id}/seed${extensions[0]}`);
      const contents = await Promise.all(extensions.map((extension) => read(`out/${id}/seed${extension}`)));
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

  describe('files that exist already', () => {
    const KEPT = 'kept: somebody else’s';
    interface Case {
      readonly what: string;
      readonly format: string;
      /** Of the folder of this case; what is exported. */
      readonly articles: readonly string[];
      /** Of the folder of this case; absent: the workspace folder, where each goes beside its article. */
      readonly place?: string;
      readonly there: readonly string[];
      /** Those that are asked about. */
      readonly asked: readonly string[];
    }
    const cases: Case[] = [
      { what: 'the report of talks.txt and an article talks.md', format: 'markdown', articles: ['talks.txt', 'b.txt'], there: ['talks.md'], asked: ['talks.md'] }, // prettier-ignore
      { what: 'data.json beside data.txt', format: 'brat', articles: ['data.txt'], place: 'data.ann', there: ['data.json'], asked: ['data.json'] }, // prettier-ignore
      { what: 'brat’s copy of the text and its configuration', format: 'brat', articles: ['a.txt'], place: 'out/x.ann', there: ['out/x.txt', 'out/annotation.conf'], asked: ['out/x.txt', 'out/annotation.conf'] }, // prettier-ignore
      { what: 'the file that a person chose, and VS Code has asked about', format: 'markdown', articles: ['a.txt'], place: 'report.md', there: ['report.md'], asked: [] }, // prettier-ignore
      { what: 'the file that a person chose for all', format: 'csv', articles: ['a.txt', 'b.txt'], place: 'all.csv', there: ['all.csv'], asked: [] }, // prettier-ignore
      { what: 'a file under the name that a person chose with the extension added', format: 'markdown', articles: ['a.txt'], place: 'report', there: ['report.md'], asked: ['report.md'] }, // prettier-ignore
      { what: 'the same name with another extension in capitals', format: 'markdown', articles: ['a.txt'], place: 'report.MD', there: ['report.md'], asked: ['report.md'] }, // prettier-ignore
      { what: 'several of several', format: 'tei', articles: ['a.txt', 'b.txt', 'c.txt'], there: ['a.tei.xml', 'c.tei.xml'], asked: ['a.tei.xml', 'c.tei.xml'] }, // prettier-ignore
      {
        what: 'nothing that exists',
        format: 'brat',
        articles: ['a.txt', 'b.txt'],
        place: 'fresh',
        there: [],
        asked: [],
      },
    ];
    for (const [number, { what, format, articles, place, there, asked }] of cases.entries()) {
      for (const replace of asked.length ? [false, true] : [false]) {
        it(`${what}: ${!asked.length ? 'not asked about' : replace ? 'replaced when the person says so' : 'kept when the person does not'}`, async () => {
          const folder = `exists${number}${replace ? 'yes' : 'no'}`;
          const uris = await Promise.all(articles.map((article) => writeFile(`${folder}/${article}`, STORY)));
          for (const file of there) await writeFile(`${folder}/${file}`, KEPT);
          const order = {
            format: formatOf(format)!,
            articles: uris,
            place: place ? workspaceUri(folder, place) : workspaceUri(),
          };
          const questions: string[][] = [];
          const services = ownServices(folder);
          try {
            const done = exportArticles(services, order, (files) => {
              questions.push(files.map(({ path }) => path.slice(path.indexOf(`/${folder}/`) + folder.length + 2)));
              return Promise.resolve(replace);
            });
            if (asked.length && !replace) await assert.rejects(done, vscode.CancellationError);
            else await done;
            assert.deepEqual(questions, asked.length ? [asked] : []);
            for (const file of asked) {
              const now = await read(folder, file);
              if (replace) assert.notEqual(now, KEPT, file);
              else assert.equal(now, KEPT, file);
            }
            for (const article of articles) assert.equal(await read(folder, article), STORY);
          } finally {
            services.dispose();
          }
        });
      }
    }

    it('an article is never replaced, whatever the person says', async () => {
      const one = await writeFile('never/talks.txt', STORY);
      const two = await writeFile('never/talks.md', STORY.replace('meet', 'part'));
      const services = ownServices('never');
      try {
        const order = { format: formatOf('markdown')!, articles: [one, two], place: workspaceUri() };
        await exportArticles(services, order, () => Promise.resolve(true));
      } finally {
        services.dispose();
      }
      assert.equal(await read('never/talks.txt'), STORY);
      assert.equal(await read('never/talks.md'), STORY.replace('meet', 'part'));
    });

    it('brat is written beside the article, whose text is left as it is', async () => {
      const article = await writeFile('beside/talks.txt', STORY);
      const services = ownServices('beside');
      const order = { format: formatOf('brat')!, articles: [article], place: workspaceUri('beside', 'talks.ann') };
      try {
        await exportArticles(services, order, () => Promise.reject(new Error('asked')));
        await assert.rejects(
          exportArticles(services, order, () => Promise.reject(new Error('asked'))),
          /asked/,
        ); // its .json
      } finally {
        services.dispose();
      }
      assert.match(await read('beside/talks.ann'), /^T1\t/m);
      assert.equal(await read('beside/talks.txt'), STORY);
    });
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
