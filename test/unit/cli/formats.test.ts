import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { parseSidecar } from '../../../src/review/sidecar';

const STORY = 'Ministers meet in Geneva\n20220108\nhttps://a.example/x\nAnn Lee said so on Monday.\n';
const NONE = 'has no place for';

let folder: string;

async function hearsay(...args: string[]): Promise<{ status: number | null; out: string; err: string }> {
  const script = path.join(folder, 'dist', 'stub.js');
  const child = spawn(process.execPath, [script, ...args], { cwd: folder });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdin.end();
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, out, err };
}

const at = (...parts: string[]) => path.join(folder, ...parts);
const read = (...parts: string[]) => readFile(at(...parts), 'utf8');
const sidecar = async (...parts: string[]) => parseSidecar(await read(...parts));

describe('hearsay export, import, agreement', function () {
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'hearsay-'));
    await esbuild.build({
      entryPoints: ['test/unit/cli/stubProgram.ts'],
      outfile: at('dist', 'stub.js'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
    });
  });

  beforeEach(async () => {
    for (const each of await readdir(folder)) if (each !== 'dist') await rm(at(each), { recursive: true });
    await mkdir(at('in/sub'), { recursive: true });
    await writeFile(at('in/a.txt'), STORY);
    await writeFile(at('in/sub/a.txt'), STORY.replace('Geneva', 'Bern'));
  });

  after(() => rm(folder, { recursive: true, force: true }));

  describe('wrong usage: status 2 and a line that says what', () => {
    const cases: [args: string[], message: RegExp][] = [
      [['export', 'in'], /^hearsay: required option '--format <format>' not specified/],
      [['export', '--format', 'word', 'in'], /^hearsay: option '--format <format>' argument 'word' is invalid/],
      [['export', '--format', 'brat', 'in'], /^hearsay: --format brat needs --output/],
      [['import'], /^hearsay: missing required argument 'files'/],
      [['import', '--format', 'markdown', 'in'], /^hearsay: option '--format <format>'/],
      [['agreement', 'in'], /^hearsay: missing required argument 'B'/],
      [['export', '--format', 'csv', '--reviews', '../x', 'in'], /^hearsay: option '--reviews <folder>'.*below/],
      [['import', '--reviews', '/tmp', 'in'], /^hearsay: option '--reviews <folder>'.*below/],
      [['agreement', '--engine', 'slow', 'in', 'in'], /^hearsay: option '--engine <engine>'/],
    ];
    for (const [args, message] of cases) {
      it(args.join(' '), async () => {
        const { status, out, err } = await hearsay(...args);
        assert.deepEqual([status, out], [2, '']);
        assert.match(err, message);
      });
    }
  });

  it('--help of each names the formats and the exit status', async () => {
    for (const command of ['export', 'import', 'agreement']) {
      const { status, out } = await hearsay(command, '--help');
      assert.equal(status, 0);
      for (const word of ['Examples', 'Exit status']) assert.ok(out.includes(word), `${command}: ${word}`);
    }
  });

  describe('export', () => {
    it('CSV goes to standard output; what it has no place for is said before', async () => {
      const { status, out, err } = await hearsay('export', '--format', 'csv', 'in');
      assert.equal(status, 0);
      assert.match(out, /^\ufeffactor,.*\r\n"Ann Lee",/);
      assert.equal(out.split('\r\n').length, 4);
      const [first, last] = err.trim().split('\n');
      assert.match(first, new RegExp(`^hearsay: CSV of claims ${NONE}: .*dates`));
      assert.match(last, /^hearsay: left out: the text of the article \(2\); mentions of people and things \(2\)$/);
    });

    it('brat writes files for each article, in its folders, and its configuration', async () => {
      const { status } = await hearsay('export', '--format', 'brat', '--output', 'out', 'in');
      assert.equal(status, 0);
      assert.deepEqual((await readdir(at('out'), { recursive: true })).map((name) => name.replaceAll('\\', '/')).sort(), [
        'annotation.conf',
        'in',
        ...['in/a.ann', 'in/a.json', 'in/a.txt', 'in/sub'],
        ...['in/sub/a.ann', 'in/sub/a.json', 'in/sub/a.txt'],
      ]); // prettier-ignore
      assert.equal(await read('out/in/a.txt'), STORY);
      assert.match(
        await read('out/in/a.json'),
        /"model": "hearsay test",\n {2}"offsets": "code points",\n {2}"sha256": "[0-9a-f]{64}"/,
      );
    });

    it('writes nothing over the article: brat’s text beside it is the article', async () => {
      const { status, err } = await hearsay('export', '--format', 'brat', '--output', '.', 'in/a.txt');
      assert.deepEqual([status, await read('in/a.txt')], [0, STORY], err);
    });

    it('articles of one name get files of two', async () => {
      await hearsay(
        'export',
        '--format',
        'tei',
        '--output',
        'out',
        at('in/a.txt').replace('in', 'in/../in'),
        '../none',
      );
      await hearsay('export', '--format', 'tei', '--output', 'out', 'in/a.txt', 'in/../in/a.txt');
      assert.deepEqual((await readdir(at('out/in'))).sort(), ['a-2.tei.xml', 'a.tei.xml']);
    });

    it('several articles of a format that has a file for each need a folder', async () => {
      const { status, out, err } = await hearsay('export', '--format', 'markdown', '--jobs', '1', 'in');
      assert.equal(status, 1);
      assert.match(out, /^# Ministers meet in Geneva\n/);
      assert.match(err, /in\/sub\/a\.txt: several articles need --output and a folder/);
    });

    it('has what people decided', async () => {
      await hearsay('export', '--format', 'csv', '--output', 'claims.csv', 'in/a.txt');
      const csv = await read('claims.csv');
      await writeFile(at('claims.csv'), csv.replace('"2022-01-08","",""', '"2022-01-08","false","=no ""proof"""'));
      assert.equal((await hearsay('import', '--author', 'Ann', 'claims.csv')).status, 0);
      const { out } = await hearsay('export', '--format', 'claimreview', 'in/a.txt');
      const [review] = (JSON.parse(out) as { '@graph': Record<string, unknown>[] })['@graph'];
      assert.deepEqual([review.reviewBody, review.author, review.datePublished], ['=no "proof"', { '@type': 'Person', name: 'Ann' }, '2022-01-09T12:00:00.000Z']); // prettier-ignore
    });

    it('reads decisions where --reviews says; a search finds the verdicts there', async () => {
      await hearsay('export', '--format', 'csv', '--output', 'claims.csv', 'in');
      const csv = await read('claims.csv');
      await writeFile(at('claims.csv'), csv.replace('"2022-01-08","",""', '"2022-01-08","false",""'));
      const { err } = await hearsay('import', '--author', 'Ann', '--reviews', 'reviews/ann', 'claims.csv');
      assert.match(err, /in\/a\.txt: 1 decision added to reviews\/ann\/in\/a\.txt\.jsonld/);
      const judged = async (...more: string[]) => (await hearsay('export', '--format', 'claimreview', ...more, 'in/a.txt')).out; // prettier-ignore
      assert.equal(await judged(), '');
      assert.match(await judged('--reviews', './reviews/ann/'), /"ClaimReview"/);
      const found = async (...more: string[]) => (await hearsay('search', 'verdict:false', ...more, 'in')).out;
      assert.equal(await found(), '');
      assert.match(await found('--reviews', 'reviews/ann'), /^in.a\.txt:4: Ann Lee said[^\n]*\n$/);
    });

    it('a sidecar that cannot be read: the article is left out, and it is said', async () => {
      await mkdir(at('.hearsay/in'), { recursive: true });
      await writeFile(at('.hearsay/in/a.txt.jsonld'), '{');
      const { status, err } = await hearsay('export', '--format', 'jsonl', 'in');
      assert.equal(status, 1);
      assert.match(err, /^hearsay: in\/a\.txt: .*not JSON/m);
    });
  });

  describe('import', () => {
    const ANN = 'T1\tPerson 66 72\tMonday\nT2\tProtein 0 9\tMinisters\nT3\tORG 0 4\twrong\n';

    it('lays annotations of others down beside the article; what cannot be read is said, the rest goes on', async () => {
      await writeFile(
        at('in/a.ann'),
        ANN.replace('66 72', `${STORY.indexOf('Monday')} ${STORY.indexOf('Monday') + 6}`),
      );
      const { status, err } = await hearsay('import', '--author', 'Ann', 'in/a.ann');
      assert.equal(status, 1);
      assert.match(err, /in\/a\.ann: line 3: at 0 4 the text has "Mini", not "wrong"/);
      assert.match(err, /in\/a\.ann: line 2: the type "Protein" is not known here: passed over/);
      assert.match(err, /in\/a\.txt: 1 decision added to \.hearsay\/in\/a\.txt\.jsonld/);
      const { decisions } = await sidecar('.hearsay/in/a.txt.jsonld');
      assert.deepEqual(
        decisions.map(({ author, action, annotation }) => [author, action.do, annotation.kind === 'mention' && annotation.span.exact]), // prettier-ignore
        [['Ann', 'add', 'Monday']],
      );
    });

    it('again adds nothing; what was decided before stays', async () => {
      await writeFile(at('in/a.ann'), 'T1\tORG 0 9\tMinisters\n');
      await hearsay('import', 'in/a.ann');
      const before = await read('.hearsay/in/a.txt.jsonld');
      const { status, err } = await hearsay('import', 'in/a.ann');
      assert.deepEqual([status, await read('.hearsay/in/a.txt.jsonld')], [0, before], err);
      await writeFile(at('in/a.ann'), 'T1\tORG 10 14\tmeet\n');
      await hearsay('import', 'in/a.ann');
      assert.equal((await sidecar('.hearsay/in/a.txt.jsonld')).decisions.length, 2);
    });

    it('knows what the chosen engine finds', async () => {
      const start = STORY.indexOf('Geneva');
      await writeFile(at('in/a.ann'), `T1\tGPE ${start} ${start + 6}\tGeneva\n`);
      const { err } = await hearsay('import', '--engine', 'accurate', 'in/a.ann');
      assert.match(err, /in\/a\.txt: 0 decisions added .*; 1 annotations are shown already/);
      assert.match((await hearsay('import', 'in/a.ann')).err, /1 decision added/);
    });

    it('never writes over a sidecar that cannot be read, but beside it, where all find it', async () => {
      await mkdir(at('.hearsay/in'), { recursive: true });
      await writeFile(at('.hearsay/in/a.txt.jsonld'), '{ half');
      await writeFile(at('in/a.ann'), 'T1\tORG 0 9\tMinisters\n');
      const { status, err } = await hearsay('import', 'in/a.ann');
      assert.deepEqual([status, await read('.hearsay/in/a.txt.jsonld')], [1, '{ half']);
      assert.match(err, /not JSON.*; it is left as it is; new decisions go into .hearsay.in.a\.txt\.2\.jsonld; repair/);
      assert.match(err, /1 decision added to .hearsay.in.a\.txt\.2\.jsonld/);
      const exported = await hearsay('export', '--format', 'jsonl', 'in/a.txt');
      assert.equal(exported.status, 1);
      assert.match(exported.out, /"Ministers"/);
      await rm(at('.hearsay/in/a.txt.jsonld'));
      const repaired = await hearsay('export', '--format', 'jsonl', 'in/a.txt');
      assert.deepEqual([repaired.status, repaired.out], [0, exported.out]);
      assert.match(repaired.err, /a\.txt\.jsonld: 1 decision taken over from .hearsay.in.a\.txt\.2\.jsonld/);
      assert.deepEqual(await readdir(at('.hearsay/in')), ['a.txt.jsonld']);
    });

    it('finds what a killed window left', async () => {
      await writeFile(at('in/a.ann'), 'T1\tORG 0 9\tMinisters\n');
      await hearsay('import', 'in/a.ann');
      await rename(at('.hearsay/in/a.txt.jsonld'), at('.hearsay/in/a.txt.jsonld.3f2a9c01.new'));
      assert.match((await hearsay('export', '--format', 'jsonl', 'in/a.txt')).out, /"Ministers"/);
      assert.deepEqual(await readdir(at('.hearsay/in')), ['a.txt.jsonld']);
    });

    it('many at the same time on one article add all that they say', async () => {
      const words = ['Ministers', 'meet', 'Ann', 'Monday', 'said'];
      for (const word of words) {
        const start = STORY.indexOf(word);
        await writeFile(at(`${word}.ann`), `T1\tORG ${start} ${start + word.length}\t${word}\n`);
        await writeFile(at(`${word}.txt`), STORY);
        await writeFile(at(`${word}.json`), '{"file":"in/a.txt"}');
      }
      const runs = await Promise.all(words.map((word) => hearsay('import', `${word}.ann`)));
      for (const { status, err } of runs) {
        assert.equal(status, 0, err);
        assert.match(err, /in.a\.txt: 1 decision added/);
      }
      assert.equal((await sidecar('.hearsay/in/a.txt.jsonld')).decisions.length, words.length);
      assert.deepEqual(await readdir(at('.hearsay/in')), ['a.txt.jsonld']);
    });

    describe('writes nothing outside', () => {
      const outside = () => path.join(folder, '..', `${path.basename(folder)}-outside`);
      const lines = (file: string) => {
        const start = STORY.indexOf('Monday');
        const text = JSON.stringify(STORY).slice(1, -1);
        return `{"file": ${JSON.stringify(file)}, "text": "${text}", "entities": [{"id": "E1", "type": "ORG", "name": "x", "aliases": [], "named": true, "mentions": [{"start": ${start}, "end": ${start + 6}, "kind": "name"}]}]}\n`;
      };
      beforeEach(async () => {
        await mkdir(outside());
        await writeFile(path.join(outside(), 'b.txt'), STORY);
        await mkdir(at('work/articles'), { recursive: true });
        await writeFile(at('work/b.txt'), STORY);
      });
      afterEach(() => rm(outside(), { recursive: true, force: true }));

      const cases: [what: string, file: () => string, args: string[]][] = [
        ['an absolute path', () => path.join(outside(), 'b.txt'), []],
        ['a path that climbs', () => path.join('..', path.basename(outside()), 'b.txt'), []],
        ['one that climbs from within', () => `in/../../${path.basename(outside())}/b.txt`, []],
        ['a path past --articles', () => '../b.txt', ['--articles', 'work/articles']],
        ['an absolute path past --articles', () => at('work/b.txt'), ['--articles', 'work/articles']],
      ];
      for (const [what, file, args] of cases)
        it(what, async () => {
          await writeFile(at('x.jsonl'), lines(file()));
          const { status, err } = await hearsay('import', ...args, 'x.jsonl');
          assert.equal(status, 1, err);
          assert.match(
            err,
            /x\.jsonl: (it is about .*b\.txt, which is outside of .*|there is no article .*b\.txt where it should be); name (its|the article's) folder with --articles/,
          );
          assert.deepEqual([await readdir(outside()), (await readdir(at('work'))).sort()], [['b.txt'], ['articles', 'b.txt']]); // prettier-ignore
        });

      it('a link where the folder of reviews should be', async () => {
        await symlink(outside(), at('.hearsay'));
        await writeFile(at('x.jsonl'), lines('in/a.txt'));
        const { status, err } = await hearsay('import', 'x.jsonl');
        assert.equal(status, 1, err);
        assert.match(err, /\.hearsay is a symbolic link, through which nothing is written/);
        assert.deepEqual(await readdir(outside()), ['b.txt']);
      });

      it('a link to a folder that has reviews of its own', async () => {
        await mkdir(path.join(outside(), '.hearsay'));
        await symlink(outside(), at('link'));
        await writeFile(at('x.jsonl'), lines('link/b.txt'));
        const { status, err } = await hearsay('import', 'x.jsonl');
        assert.equal(status, 1, err);
        assert.match(err, /is outside of .*; nothing is written there/);
        assert.deepEqual(await readdir(path.join(outside(), '.hearsay')), []);
      });

      it('but where --articles says, it may', async () => {
        await writeFile(at('x.jsonl'), lines('b.txt'));
        const { status, err } = await hearsay('import', '--articles', outside(), 'x.jsonl');
        assert.equal(status, 0, err);
        assert.deepEqual(await readdir(path.join(outside(), '.hearsay')), ['b.txt.jsonld']);
      });
    });

    const bad: [name: string, content: string, message: RegExp][] = [
      ['x.csv', 'a,b\n1,2\n', /row 1: there is no column claim_offsets, no column file/],
      ['x.tei.xml', '<TEI><text>', /line 1: not well-formed XML: unclosed tag/],
      ['x.tei.xml', '<!DOCTYPE x [<!ENTITY a "b">]><TEI/>', /document type declaration/],
      ['x.tsv', 'token\tlabel\n', /line 1: the first line has to be #FORMAT=WebAnno TSV 3/],
      ['x.conllup', '1\tAnn\tPER\n', /line 1: no column has labels such as B-PER/],
      ['x.jsonld', '{"items": 3}', /it has no "items"/],
      ['x.jsonl', '{"file": "in/a.txt", "attributions": [{"id": 7}]}\n', /line 1: .*attributions\[0\]/],
      ['x.docx', 'x', /the file name does not say which format it is; name it with --format/],
      ['none.ann', '', /there is no \.txt beside it/],
    ];
    for (const [name, content, message] of bad) {
      it(`${name} ${content.slice(0, 20).replaceAll('\n', ' ')}: says what is wrong`, async () => {
        await writeFile(at(name), content);
        const { status, err } = await hearsay('import', name);
        assert.equal(status, 1);
        assert.match(err, message);
        await rm(at(name));
      });
    }

    it('an article that is not there', async () => {
      await writeFile(at('x.jsonl'), '{"file": "gone.txt", "entities": []}\n');
      const { status, err } = await hearsay('import', 'x.jsonl');
      assert.equal(status, 1);
      assert.match(
        err,
        /there is no article gone\.txt where it should be; name (its|the article's) folder with --articles/,
      );
    });
  });

  describe('agreement', () => {
    it('of two exports, as a page and as JSON', async () => {
      await hearsay('export', '--format', 'webannotation', '--output', 'a', 'in/a.txt');
      await hearsay('export', '--format', 'tei', '--output', 'b', 'in/a.txt');
      const page = await hearsay('agreement', 'a', 'b');
      assert.deepEqual([page.status, page.err], [0, '']);
      assert.match(page.out, /^A: a\nB: b\n1 article, \d+ tokens\n/);
      assert.match(page.out, /whole claim {2,}1 {2,}1 {2,}1 {2,}1\.000\n/);
      assert.match(page.out, /No differences\.\n$/);
      const { out } = await hearsay('agreement', 'a', 'b', '--format', 'json');
      assert.deepEqual((JSON.parse(out) as { whole: unknown }).whole, { a: 1, b: 1, both: 1, f1: 1 });
    });

    it('of two people’s sidecars', async () => {
      const start = STORY.indexOf('Geneva');
      for (const [person, type] of [['ann', 'GPE'], ['ben', 'LOC']]) {
        await mkdir(at(person, '.hearsay'), { recursive: true });
        await writeFile(at(person, 'a.txt'), STORY);
        await writeFile(at(person, 'a.ann'), `T1\t${type} ${start} ${start + 6}\tGeneva\n`);
        await hearsay('import', `${person}/a.ann`);
        await rm(at(person, 'a.ann'));
      } // prettier-ignore
      const { status, out, err } = await hearsay('agreement', 'ann/.hearsay', 'ben/.hearsay');
      assert.deepEqual([status, err], [0, '']);
      assert.match(out, /a\.txt:1: type of “Geneva”: A GPE; B LOC\n$/);
    });

    it('reads what a person decided while the sidecar was damaged as a part of it', async () => {
      const start = STORY.indexOf('Geneva');
      const decide = async (person: string, line: string, name: string) => {
        await mkdir(at(person, '.hearsay'), { recursive: true });
        await writeFile(at(person, 'a.txt'), STORY);
        await writeFile(at(person, 'a.ann'), line);
        await hearsay('import', `${person}/a.ann`);
        await rename(at(person, '.hearsay/a.txt.jsonld'), at(person, name));
      };
      await decide('ann', `T1\tGPE ${start} ${start + 6}\tGeneva\n`, '.hearsay/a.txt.jsonld');
      await decide('ben', `T1\tLOC ${start} ${start + 6}\tGeneva\n`, 'kept');
      await decide('ben', 'T1\tPERSON 0 9\tMinisters\n', '.hearsay/a.txt.2.jsonld');
      await rename(at('ben/kept'), at('ben/.hearsay/a.txt.jsonld'));
      for (const sides of [['ann', 'ben'], ['ben', 'ann']]) {
        const { status, out, err } = await hearsay('agreement', ...sides.map((person) => `${person}/.hearsay`));
        assert.deepEqual([status, err], [0, '']);
        assert.match(out, /^A: .*\nB: .*\n1 article, /);
        assert.match(out, /type of “Geneva”: . (GPE|LOC)/);
        assert.match(out, /only .: mention PERSON “Ministers”/);
      } // prettier-ignore
    });

    it('reports a step of the analysis that failed, as import does', async () => {
      const text = `${STORY}\nSTEP FAILS`;
      const start = text.indexOf('Geneva');
      await mkdir(at('ann/.hearsay'), { recursive: true });
      await writeFile(at('ann/a.txt'), text);
      await writeFile(at('ann/a.ann'), `T1\tLOC ${start} ${start + 6}\tGeneva\n`);
      const imported = await hearsay('import', 'ann/a.ann');
      assert.match(imported.err, /ann\/a\.txt: .*names.*asked for/);
      const { err } = await hearsay('agreement', 'ann/.hearsay', 'ann/.hearsay');
      assert.match(err, /ann\/a\.txt: .*names.*asked for/);
    });

    it('finds the article of a sidecar by --reviews, and reads it with the chosen engine', async () => {
      const start = STORY.indexOf('Geneva');
      await writeFile(at('in/a.ann'), `T1\tGPE ${start} ${start + 6}\tGeneva\n`);
      for (const person of ['ann', 'ben']) {
        await hearsay('import', '--reviews', `people/${person}`, 'in/a.ann');
        await writeFile(at('in/a.ann'), `T1\tPERSON 0 9\tMinisters\n`);
      }
      const compare = async (...more: string[]) => {
        const { status, out, err } = await hearsay('agreement', 'people/ann', 'people/ben', ...more);
        return { status, all: out + err };
      };
      const here = ['--articles', 'in'];
      assert.match((await compare(...here)).all, /only A: mention GPE “Geneva”/);
      assert.doesNotMatch((await compare(...here, '--engine', 'accurate')).all, /Geneva/);
      const { status, out } = await hearsay('agreement', 'people/ann', 'people/ann', '--reviews', 'people/ann');
      assert.deepEqual([status, /No differences/.test(out)], [0, true]);
    });

    it('nothing in common', async () => {
      await writeFile(at('a.jsonl'), '');
      const { status, err } = await hearsay('agreement', 'a.jsonl', 'a.jsonl');
      assert.equal(status, 1);
      assert.match(err, /have no article in common/);
    });
  });
});
