import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmod, link, lstat, mkdir, readFile, readdir, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Hearsay, resultOf } from './hearsay';

const STORY = 'Ministers meet in Geneva\n20220108\nhttps://a.example/x\nAnn Lee said so on Monday.\n';
const OTHER = STORY.replace('Geneva', 'Bern');

/** Where the command line writes, with processes, links and devices of the system. */
describe('the output of the command line', function () {
  let hearsay: Hearsay;
  let record: string;
  const at = (...parts: string[]) => hearsay.at(...parts);
  const read = (...parts: string[]) => readFile(at(...parts), 'utf8');
  const run = (line: string) => hearsay.run(...line.split(' '));
  const shell = (line: string) => hearsay.shell(line);
  /** Temporary files and locks. */
  const leftovers = async () =>
    (await readdir(hearsay.folder, { recursive: true })).sort().filter((name) => /\.(tmp|lock|gone|new)$/.test(name));

  before(async () => {
    hearsay = await Hearsay.inNewFolder();
  });
  beforeEach(async () => {
    for (const each of await readdir(hearsay.folder)) if (each !== 'dist') await rm(at(each), { recursive: true });
    await mkdir(at('in'));
    await writeFile(at('in/talks.txt'), STORY);
    await writeFile(at('in/other.txt'), OTHER);
    record = (await run('annotate in/talks.txt')).out;
  });
  afterEach(async () => assert.deepEqual(await leftovers(), []));
  after(() => hearsay.remove());

  describe('names that Hearsay chose replace nothing', () => {
    const report = 'export --format markdown --output .';
    it('the report of talks.txt stays away from the article talks.md; the other report is written', async () => {
      await writeFile(at('in/talks.md'), OTHER);
      const { status, err } = await run(`${report} in/talks.txt in/other.txt`);
      assert.equal(status, 1);
      assert.match(err, /^hearsay: in\/talks\.txt: in\/talks\.md exists already; choose another folder with --output, or replace it with --force$/m); // prettier-ignore
      assert.equal(await read('in/talks.md'), OTHER);
      assert.match(await read('in/other.md'), /^# Ministers meet in Bern/);
    });
    it('brat’s files are written together or not at all', async () => {
      await writeFile(at('in/talks.json'), '{"mine": 1}');
      const { status, err } = await run('export --format brat --output . in/talks.txt');
      assert.equal(status, 1);
      assert.match(err, /in\/talks\.json exists already/);
      assert.deepEqual((await readdir(at('in'))).sort(), ['other.txt', 'talks.json', 'talks.txt']);
      assert.equal(await read('in/talks.json'), '{"mine": 1}');
    });
    it('nor does brat’s configuration, which stands once in the folder', async () => {
      await writeFile(at('annotation.conf'), 'mine');
      const { status, err } = await run('export --format brat --output . in/talks.txt');
      assert.deepEqual([status, await read('annotation.conf')], [1, 'mine']);
      assert.match(err, /^hearsay: annotation\.conf exists already/m);
      assert.ok((await read('in/talks.ann')).length);
    });
    it('nor does hearsay.csv', async () => {
      await writeFile(at('hearsay.csv'), 'mine');
      const { status, err } = await run('export --format csv --output . in');
      assert.deepEqual([status, await read('hearsay.csv')], [1, 'mine']);
      assert.match(err, /hearsay\.csv exists already/);
    });
    it('a link counts as a file, wherever it leads', async () => {
      await symlink('/nowhere/at/all', at('in/talks.md'));
      assert.equal((await run(`${report} in/talks.txt`)).status, 1);
      assert.equal(await readlink(at('in/talks.md')), '/nowhere/at/all');
    });
    for (const format of ['csv', 'markdown', 'jsonl', 'webannotation', 'brat', 'conll', 'tei', 'webanno'])
      it(`${format}: what is the same already is left as it is`, async () => {
        const line = `export --format ${format} --output out/ in`;
        assert.equal((await run(line)).status, 0);
        const found = await readdir(at('out'), { recursive: true, withFileTypes: true });
        const files = found.filter((each) => each.isFile()).map(({ parentPath, name }) => path.join(parentPath, name));
        const times = () => Promise.all(files.map(async (file) => (await stat(file)).mtimeMs));
        const before = await times();
        const { status, err } = await run(line);
        assert.deepEqual([status, await times()], [0, before], err);
      });
    it('--force replaces them', async () => {
      await writeFile(at('in/talks.md'), 'my notes');
      await writeFile(at('hearsay.csv'), 'mine');
      assert.equal((await run(`${report} --force in/talks.txt`)).status, 0);
      assert.match(await read('in/talks.md'), /^# Ministers meet in Geneva/);
      assert.equal((await run('export --format csv --force --output . in')).status, 0);
      assert.match(await read('hearsay.csv'), /Ann Lee/);
    });
    it('--force replaces no article of the run, read before or after', async () => {
      await writeFile(at('in/talks.md'), OTHER);
      await writeFile(at('in/z.md'), OTHER);
      await writeFile(at('in/z.txt'), STORY);
      const markdown = await run(`${report} --force in/talks.txt in/z.txt in/talks.md in/z.md`);
      assert.match(
        markdown.err,
        /in\/talks\.txt: in\/talks\.md is one of the inputs; give another place with --output/,
      );
      const brat = await run('export --format brat --force --output . in');
      assert.match(brat.err, /in\/z\.md: in\/z\.txt is one of the inputs/);
      assert.deepEqual([markdown.status, brat.status], [1, 1]);
      for (const [file, text] of Object.entries({ 'talks.txt': STORY, 'talks.md': OTHER, 'z.md': OTHER, 'z.txt': STORY }))
        assert.equal(await read('in', file), text, file); // prettier-ignore
    });
    it('--force follows no link out of the folder', async () => {
      await writeFile(at('precious'), 'mine');
      await mkdir(at('out/in'), { recursive: true });
      await symlink(at('precious'), at('out/in/talks.md'));
      const { status, err } = await run('export --format markdown --force --output out in');
      assert.deepEqual([status, await read('precious')], [1, 'mine']);
      assert.match(err, /out\/in\/talks\.md leads out of out/);
      assert.match(await read('out/in/other.md'), /Bern/);
    });
    it('no folder that is a link out of the folder gets files', async () => {
      await mkdir(at('out'));
      await mkdir(at('elsewhere'));
      await symlink(at('elsewhere'), at('out/in'));
      const { status, err } = await run('export --format markdown --output out in');
      assert.deepEqual([status, await readdir(at('elsewhere'))], [1, []]);
      assert.match(err, /leads out of out/);
    });
    for (const id of ['..', '.', '../..', '../../x', '/etc/x', 'a/../../x', '..\\x', '', '\u001b]0;x\u0007', 'a\nb'])
      it(`a record with the id ${JSON.stringify(id)} gets a file in the folder`, async () => {
        await writeFile(at('r.jsonl'), JSON.stringify({ id, text: STORY }));
        const { status, err } = await run('export --format markdown --input-format jsonl --output out r.jsonl');
        assert.deepEqual([status, (await readdir(hearsay.folder)).sort()], [0, ['dist', 'in', 'out', 'r.jsonl']], err);
        const [name, ...others] = (await readdir(at('out'), { recursive: true })).filter((each) =>
          each.endsWith('.md'),
        );
        assert.deepEqual(others, []);
        assert.match(name, /^[^\p{Cc}]+$/u);
      });
    it('articles that a file system may take for one get files of their own', async () => {
      const ids = ['Talks', 'TALKS', 'talks', 'caf\u00e9', 'cafe\u0301', 'stra\u00dfe', 'STRASSE', 'talks-2'];
      await writeFile(at('r.jsonl'), ids.map((id) => JSON.stringify({ id, text: STORY })).join('\n'));
      assert.equal((await run('export --format markdown --input-format jsonl --output out r.jsonl')).status, 0);
      const names = (await readdir(at('out'))).map((name) => name.normalize('NFC').toUpperCase());
      assert.equal(new Set(names).size, ids.length);
    });
  });

  describe('--output names', () => {
    const cases: [what: string, prepare: () => Promise<unknown>, name: string, file: string][] = [
      ['a new file', () => Promise.resolve(), 'out', 'out'],
      ['a file', () => writeFile(at('out'), 'old'), 'out', 'out'],
      ['a link', () => writeFile(at('real'), 'old').then(() => symlink('real', at('out'))), 'out', 'real'],
      ['a link to nothing yet', () => symlink('real', at('out')), 'out', 'real'],
      ['links one after the other, through folders', async () => {
        await mkdir(at('a/b'), { recursive: true });
        await symlink('a/b', at('c'));
        await symlink('../../real', at('a/b/second'));
        await symlink(at('c/second'), at('out'));
      }, 'out', 'real'],
    ]; // prettier-ignore
    for (const [what, prepare, name, file] of cases)
      it(`${what}: its content is replaced, links stay`, async () => {
        await prepare();
        const link = await lstat(at(name)).catch(() => undefined);
        const { status, err } = await run(`annotate --output ${name} in/talks.txt`);
        assert.deepEqual([status, await read(file)], [0, record], err);
        assert.equal((await lstat(at(name))).isSymbolicLink(), link?.isSymbolicLink() ?? false);
        const csv = await run(`export --format csv --output ${name} in`);
        assert.deepEqual([csv.status, /Ann Lee/.test(await read(file))], [0, true]);
      });
    it('a file keeps its mode; a new one has the usual one', async () => {
      await writeFile(at('old'), 'old');
      for (const mode of [0o600, 0o640, 0o666]) {
        await chmod(at('old'), mode);
        await run('annotate --output old in/talks.txt');
        assert.equal((await stat(at('old'))).mode & 0o777, mode);
      }
      assert.equal((await shell('umask 027; hearsay annotate --output new in/talks.txt')).status, 0);
      assert.equal((await stat(at('new'))).mode & 0o777, 0o640);
    });
    it('a link in a circle, a folder, a folder that is not there', async () => {
      await symlink('round', at('round'));
      const messages: [name: string, message: RegExp][] = [
        ['round', /round: cannot be written: a symbolic link that leads to itself/],
        ['in', /in: cannot be written: a folder/],
        ['new/', /new\/: cannot be written: a folder/],
        ['no/out', /no\/out: cannot be written: no such file or folder/],
      ];
      for (const [name, message] of messages) {
        const { status, err } = await run(`annotate --output ${name} in/talks.txt`);
        assert.equal(status, 1);
        assert.match(err, message);
      }
    });

    describe('devices and pipes: they are written to, and stay what they are', () => {
      const lines: [line: string, out: () => string][] = [
        ['hearsay annotate --output /dev/stdout in/talks.txt', () => record],
        ['hearsay annotate --output /dev/stdout in/talks.txt | cat', () => record],
        ['hearsay annotate --output /dev/fd/1 in/talks.txt | cat', () => record],
        ['hearsay annotate --output /proc/self/fd/1 in/talks.txt | cat', () => record],
        ['echo before > f; hearsay annotate --output /dev/stdout in/talks.txt >> f; echo after >> f; cat f', () => `before\n${record}after\n`],
        ['(echo before; hearsay annotate --output /dev/fd/3 in/talks.txt 3>&1; echo after) > f; cat f', () => `before\n${record}after\n`],
        ['ln -s /dev/stdout s; hearsay annotate --output s in/talks.txt > f; test -L s && cat f', () => record],
        ['hearsay annotate --output >(cat > f) in/talks.txt; wait $!; sleep 0.2; cat f', () => record],
        ['mkfifo p; cat p > f & hearsay annotate --output p in/talks.txt; wait; test -p p && cat f', () => record],
        ['mkfifo p; ln -s p s; cat p > f & hearsay annotate --output s in/talks.txt; wait; test -L s && test -p p && cat f', () => record],
        ['hearsay annotate --output /dev/null in/talks.txt && test -c /dev/null', () => ''],
        ['hearsay export --format jsonl --output /dev/stdout in/talks.txt 2> /dev/null | grep -c Ann', () => '1\n'],
        ['hearsay export --format markdown --output /dev/stdout in/talks.txt 2> /dev/null | head -n 1', () => '# Ministers meet in Geneva\n'],
      ]; // prettier-ignore
      for (const [line, out] of lines)
        it(line, async () => assert.deepEqual(await shell(line), { status: 0, out: out(), err: '' }));
      it('a full device', async () => {
        for (const to of ['--output /dev/full', '> /dev/full']) {
          const { status, err } = await shell(`hearsay annotate in ${to}`);
          assert.equal(status, 1);
          assert.match(err, /cannot be written: no space left on the device\n$/);
        }
      });
      it('nothing to resume', async () => {
        const { status, err } = await run('annotate --resume --output /dev/null in');
        assert.equal(status, 1);
        assert.match(err, /\/dev\/null: cannot be written: it is not a regular file; leave out --resume/);
      });
    });

    describe('an input: it stays as it is', () => {
      const lines = [
        'hearsay annotate --output in/talks.txt in/talks.txt',
        'hearsay annotate --output ./in/../in/talks.txt in',
        'hearsay annotate --resume --output in/talks.txt in',
        'ln -s in/talks.txt s; hearsay annotate --output s in',
        'ln -s in/talks.txt s; hearsay annotate --output in/talks.txt s',
        'ln in/talks.txt h; hearsay annotate --output h in',
        'ln -s in i; hearsay annotate --output in/talks.txt i/',
        'hearsay annotate --output in/talks.txt < in/talks.txt',
        'hearsay export --format csv --output in/talks.txt in/talks.txt',
        'hearsay export --format csv --force --output in/talks.txt in',
        'hearsay export --format jsonl --output in/talks.txt - < in/talks.txt',
      ];
      for (const line of lines)
        it(line, async () => {
          const { status, err } = await shell(line);
          assert.deepEqual([status, await read('in/talks.txt')], [1, STORY]);
          assert.match(err, /is one of the inputs; give another place with --output/);
        });
      it('an earlier output beside the articles is none', async () => {
        const again = async () => (await run('annotate --output in/out.jsonl in')).status;
        assert.deepEqual([await again(), await again()], [0, 0]);
      });
    });
  });

  describe('that nobody gets', () => {
    for (const command of [
      'annotate in',
      'annotate --output /dev/stdout in',
      'search lee in',
      'export --format csv in',
      'export --format csv --output /dev/fd/1 in',
      'agreement a.jsonl a.jsonl',
    ])
      // prettier-ignore
      it(`hearsay ${command} >&-: status 1 and a message`, async () => {
        await run('export --format jsonl --output a.jsonl in/talks.txt');
        const { status, err } = await shell(`hearsay ${command} >&-`);
        assert.equal(status, 1);
        assert.match(err, /cannot be written: it is closed; give a file with --output, or a place with >\n$/);
      });
    it('because it goes to the null device is no failure', async () =>
      assert.deepEqual(await shell('hearsay annotate in > /dev/null'), { status: 0, out: '', err: '' }));
    it('because its reader has enough is no failure', async () => {
      const records = Array.from({ length: 3_000 }, (_, id) => JSON.stringify({ id, text: STORY })).join('\n');
      await writeFile(at('r.jsonl'), records);
      for (const to of ['', '--output /dev/stdout', '--output >(head -c 1 > /dev/null)'])
        assert.deepEqual(
          await shell(`set -o pipefail; hearsay annotate --input-format jsonl ${to} r.jsonl | head -c 1 > /dev/null`),
          { status: 0, out: '', err: '' },
          to,
        );
    });
    it('goes on when nobody reads the messages', async () => {
      const { status } = await shell('hearsay annotate --output out missing.txt in/talks.txt 2>&1 | true; test -s out');
      assert.deepEqual([status, await read('out')], [0, record]);
    });
  });

  describe('when a process ends early', () => {
    /** A run that waits for more input, its files open. */
    const waiting = async (...more: string[]) => {
      const child = hearsay.start(['annotate', '--input-format', 'jsonl', '--output', 'out', ...more, '-']);
      const result = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
      // While the lock is being taken, a temporary file of its own is there too.
      const open = more.length ? ['out.lock'] : ['.hearsay-', 'out.lock'];
      const isOpen = async () => {
        const names = await leftovers();
        return names.length === open.length && names.every((name, i) => name.startsWith(open[i]));
      };
      while (!(await isOpen())) await new Promise((resolve) => setTimeout(resolve, 5));
      return { child, result };
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      for (const more of [[], ['--resume']])
        it(`${signal} ${more.join(' ')}: it tidies up and ends by the signal`, async () => {
          const { child, result } = await waiting(...more);
          child.kill(signal);
          assert.deepEqual(await result, [null, signal]); // a shell shows 128 and its number
          assert.deepEqual(await leftovers(), []);
        });
    it('a shell sees 128 and the number', async () => {
      const line = `'${process.execPath}' dist/stub.js annotate --output out - < <(exec sleep 3) & for i in $(seq 200); do test -e out.lock && break; sleep 0.02; done; kill -TERM $!; wait $!; echo $?`;
      assert.equal((await shell(line)).out, '143\n');
    });
    it('what a killed one left goes with the next run there, whatever that writes', async () => {
      const { child, result } = await waiting();
      child.kill('SIGKILL');
      await result;
      assert.notDeepEqual(await leftovers(), []);
      await run('annotate --output other in/talks.txt');
      assert.deepEqual(await leftovers(), []);
      assert.equal((await run('annotate --output out in/talks.txt')).status, 0);
      assert.equal(await read('out'), record);
    });
    it('what a living one writes stays, and so does what others call temporary', async () => {
      const { child, result } = await waiting();
      const theirs = ['out.12345.tmp', '.hearsay.tmp', 'x.tmp', '.hearsay-00000000-00000000-1.999999.tmp'];
      for (const name of theirs) await writeFile(at(name), 'mine');
      const before = await leftovers();
      await run('annotate --output second in/talks.txt');
      assert.deepEqual(await leftovers(), before);
      child.stdin!.end(`${JSON.stringify({ id: 'in/talks.txt', text: STORY })}\n`);
      assert.deepEqual(await result, [0, null]);
      assert.match(await read('out'), /Ann Lee/);
      for (const name of theirs) await rm(at(name));
    });
    it('two runs at once: the second says so and ends', async () => {
      for (const more of [[], ['--resume']]) {
        const { child, result } = await waiting();
        await link(at('in/talks.txt'), at('same.txt')).catch(() => {});
        const second = await hearsay.run('annotate', '--output', 'out', ...more, 'in');
        assert.deepEqual([second.status, second.err], [1, 'hearsay: out: cannot be written: another Hearsay is writing it; wait until it has finished\n']); // prettier-ignore
        child.stdin!.end();
        assert.deepEqual(await result, [0, null]);
      }
    });
    it('while it waits for the reader of a pipe, it ends at once', async () => {
      await shell('mkfifo p');
      const child = hearsay.start(['annotate', '--output', 'p', 'in']);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      child.kill('SIGINT');
      assert.equal((await resultOf(child)).status, null);
    });
  });

  describe('--resume', () => {
    const ids = ['a', 'b', 'a', 'a', 'b', 'c'];
    const resume = 'annotate --resume --input-format jsonl --output out r.jsonl';
    beforeEach(
      () =>
      writeFile(at('r.jsonl'), ids.map((id, n) => JSON.stringify({ id, text: `Ann Lee said ${n} so.`, title: `No. ${n}` })).join('\n')), // prettier-ignore
    );
    it('keeps every record of a repeated id, wherever it was cut', async () => {
      assert.equal((await run(resume)).status, 0);
      const whole = await read('out');
      assert.equal(whole.trim().split('\n').length, ids.length);
      const ends = [...whole.matchAll(/\n/g)].map(({ index }) => index + 1);
      for (const length of ends.flatMap((end) => [end - 1, end, end + 3]).filter((each) => each <= whole.length)) {
        await writeFile(at('out'), whole.slice(0, length));
        assert.equal((await run(resume)).status, 0);
        assert.equal(await read('out'), whole, `cut at ${length}`);
      }
    });
    it('keeps a file that is named twice', async () => {
      const line = 'annotate --resume --output out in/talks.txt in/other.txt in/talks.txt';
      await run(line);
      const whole = await read('out');
      assert.equal(whole.trim().split('\n').length, 3);
      await writeFile(at('out'), whole.slice(0, record.length + 9));
      await run(line);
      assert.equal(await read('out'), whole);
    });
    for (const [what, id] of [
      ['of 8,200 characters', 'i'.repeat(8_200)],
      ['of 300,000 characters', '\u20ac'.repeat(300_000)],
      ['with quotation marks and backslashes', '"\\"\\\\","text":"\\'],
      ['with controls', '\u001b\u009b\u2028\n'],
      ['without characters', ''],
    ])
      it(`reads an id ${what} again`, async () => {
        await writeFile(
          at('r.jsonl'),
          [id, 'z', id].map((each) => JSON.stringify({ id: each, text: STORY })).join('\n'),
        );
        assert.equal((await run(resume)).status, 0);
        const whole = await read('out');
        assert.equal((JSON.parse(whole.slice(0, whole.indexOf('\n'))) as { file: string }).file, id);
        for (const text of [whole, whole.slice(0, whole.indexOf('\n') + 1)]) {
          await writeFile(at('out'), text);
          const { status, err } = await run(resume);
          assert.deepEqual([status, await read('out')], [0, whole], err);
        }
      });
    for (const content of ['my notes', 'my notes\n', '{"name": 1}', '{"file', '[', `${'x'.repeat(100)}\n{"file":"a`])
      it(`${JSON.stringify(content.slice(0, 20))}: ${content === '{"file' ? 'is cut off' : 'is no output of ours and stays'}`, async () => {
        await writeFile(at('out'), content);
        const { status, err } = await run(resume);
        if (content === '{"file') return assert.equal(status, 0);
        assert.deepEqual([status, await read('out')], [1, content]);
        assert.match(err, /line 1 is not a record of hearsay annotate; name another file, or leave out --resume/);
      });
    it('goes on through a link', async () => {
      await symlink('real', at('out'));
      await run(resume);
      const whole = await read('real');
      await writeFile(at('real'), whole.slice(0, 30));
      await run(resume);
      assert.deepEqual([await read('real'), (await lstat(at('out'))).isSymbolicLink()], [whole, true]);
    });
  });

  describe('what a terminal obeys is shown, and not sent', () => {
    const HOSTILE = '\u001b]0;owned\u0007\u009b31m\u202e\nhearsay: all is well\r';
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
    const lines: [what: string, args: () => string[]][] = [
      ['a file that is missing', () => ['annotate', `x${HOSTILE}.txt`]],
      ['a file in a folder', () => ['annotate', 'h']],
      ['an output', () => ['annotate', '--output', `no/${HOSTILE}`, 'in']],
      ['a page for reading', () => ['annotate', '--format', 'text', `h/b${HOSTILE}.txt`]],
      ['a page of a record', () => ['annotate', '--format', 'text', '--input-format', 'jsonl', 'r.jsonl']],
      ['a record', () => ['annotate', '--input-format', 'jsonl', 'r.jsonl']],
      ['a record with a date that is none', () => ['annotate', '--input-format', 'jsonl', 'd.jsonl']],
      ['a search', () => ['search', 'lee', 'h']],
      ['a search as records', () => ['search', 'lee', 'h', '--format', 'jsonl']],
      ['a search that is wrong', () => ['search', `after:${HOSTILE}`, 'in']],
      ['an export', () => ['export', '--format', 'markdown', '--output', `in/talks.txt/${HOSTILE}`, 'h']],
      ['a report that is there', () => ['export', '--format', 'markdown', '--output', 'taken', 'in', 'h']],
      ['an import that is missing', () => ['import', `${HOSTILE}.csv`]],
      ['an import', () => ['import', 'i.jsonl']],
      ['an agreement', () => ['agreement', `a${HOSTILE}.jsonl`, 'b.jsonl']],
      ['an agreement as JSON', () => ['agreement', '--format', 'json', `a${HOSTILE}.jsonl`, 'b.jsonl']],
      ['an agreement of nothing', () => ['agreement', HOSTILE, 'in']],
      ['a command', () => [HOSTILE]],
      ['a command that is nearly one', () => [`annotate${HOSTILE}`]],
      ['an option', () => ['annotate', `--${HOSTILE}`]],
      ['a value of an option', () => ['annotate', '--format', HOSTILE]],
      ['a number', () => ['annotate', '--jobs', HOSTILE]],
      ['a folder of reviews', () => ['search', 'x', '--reviews', `../${HOSTILE}`]],
      ['a value with an equals sign', () => ['annotate', `--engine=${HOSTILE}`]],
    ];
    for (const [what, args] of lines)
      it(what, async () => {
        await mkdir(at('h'));
        await writeFile(
          at('h', `b${HOSTILE}.txt`),
          STORY.replace('Ann Lee said', 'Ann\u009b1m\u001b Ann Lee said\u202e'),
        );
        await writeFile(at('h', `FAIL${HOSTILE}.txt`), `${STORY}FAIL HERE.\n`);
        await writeFile(
          at('r.jsonl'),
          JSON.stringify({ id: HOSTILE, text: STORY, url: `https://x.example/${HOSTILE}` }),
        );
        await writeFile(at('d.jsonl'), JSON.stringify({ id: HOSTILE, text: STORY, date: HOSTILE }));
        await writeFile(at('i.jsonl'), JSON.stringify({ file: HOSTILE }));
        const exported = (await run('export --format jsonl in')).out.trim().split('\n')[0];
        const hostile = exported.replace('in/other.txt', JSON.stringify(HOSTILE).slice(1, -1));
        await writeFile(at(`a${HOSTILE}.jsonl`), `${hostile}\n`);
        await writeFile(at('b.jsonl'), `${hostile.replace(/"entities":\[.*?\],"dates"/, '"entities":[],"dates"')}\n`);
        await mkdir(at('taken/h'), { recursive: true });
        await writeFile(at('taken/h', `b${HOSTILE.replace(/[^ -~]/g, '_')}.md`).replace(':', '_'), 'x');
        const { out, err } = await hearsay.run(...args());
        assert.ok(out || err);
        for (const text of [out, err]) {
          assert.doesNotMatch(text, OBEYED);
          assert.doesNotMatch(text, /^hearsay: all is well/m);
        }
        await rm(at('h'), { recursive: true });
      });
  });
});
