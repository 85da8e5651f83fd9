import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { version } from '../../../package.json';

const STORY = 'Ministers meet in Geneva\n20220108\nhttps://a.example/x\nAnn Lee said so on Monday.\n';
const NOTE = 'Shopping\nmilk\nbread\n';

let folder: string;

function record(id: string, more: object = {}): string {
  return JSON.stringify({ id, text: '20220108\nAnn Lee said so.', ...more });
}

interface Result {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
  /** The records on standard output. */
  readonly records: Record<string, unknown>[];
}

function start(args: readonly string[], program = 'stub', env: NodeJS.ProcessEnv = {}): ChildProcess {
  const script = path.join(folder, 'dist', `${program}.js`);
  return spawn(process.execPath, [script, ...args], { cwd: folder, env: { ...process.env, ...env } });
}

async function hearsay(args: string, { input = '', program = 'stub', env = {} } = {}): Promise<Result> {
  const child = start(args.split(' ').filter(Boolean), program, env);
  let out = '';
  let err = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdin!.on('error', () => {}); // it need not read what it was given
  child.stdin!.end(input);
  const [status] = (await once(child, 'close')) as [number | null];
  const lines = args.includes('--format ') ? [] : out.split('\n').filter((line) => line.startsWith('{'));
  return { status, out, err, records: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

const files = ({ records }: Result) => records.map(({ file }) => file);

describe('hearsay', function () {
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'hearsay-'));
    for (const [name, entry] of Object.entries({ stub: 'test/unit/cli/stubProgram.ts', cli: 'src/cli/main.ts' })) {
      await esbuild.build({
        entryPoints: [entry],
        outfile: path.join(folder, 'dist', `${name}.js`),
        bundle: true,
        platform: 'node',
        format: 'cjs',
        logLevel: 'error',
      });
    }
  });

  beforeEach(async () => {
    await mkdir(path.join(folder, 'in/sub/.hidden'), { recursive: true });
    const files: Record<string, string | Buffer> = {
      'story.txt': STORY,
      'bom.txt': `\ufeff${STORY.replaceAll('\n', '\r\n')}`,
      'note.txt': NOTE,
      'binary.txt': Buffer.from(`${STORY}\0\0`),
      'latin1.txt': Buffer.from(`${STORY}caf\xe9`, 'latin1'),
      'utf16.txt': Buffer.from(`\ufeff${STORY}`, 'utf16le'),
      'empty.txt': '',
      'fail.txt': `${STORY}FAIL HERE.\n`,
      'in/b.txt': STORY.replace('Geneva', 'B'),
      'in/a.txt': STORY.replace('Geneva', 'A'),
      'in/note.txt': NOTE,
      'in/picture.png': Buffer.from([0x89, 0x50, 0, 0]),
      'in/sub/c.md':
        '---\ntitle: Ministers meet in C\ndate: 2022-01-08\nurl: https://a.example/x\n---\nAnn Lee said so.\n',
      'in/sub/.hidden/d.txt': STORY,
      'records.jsonl': `${record('1', { date: '2022-01-08' })}\n\n${record('2')}\n`,
    };
    for (const [name, content] of Object.entries(files)) await writeFile(path.join(folder, name), content);
  });

  after(() => rm(folder, { recursive: true, force: true }));

  describe('wrong usage: status 2, nothing on standard output, a line that says what', () => {
    const cases: [args: string, message: RegExp][] = [
      ['annotate --format xml story.txt', /^hearsay: option '--format <format>' argument 'xml' is invalid/],
      ['annotate --input-format csv story.txt', /^hearsay: option '--input-format <format>'/],
      ['annotate --no-such story.txt', /^hearsay: unknown option '--no-such'/],
      ['annotate story.txt --output', /^hearsay: option '--output <file>' argument missing/],
      ['annotate - -', /^hearsay: - can be given only once/],
      [
        'annotate --jobs 0 story.txt',
        /^hearsay: option '--jobs <number>' argument '0' is invalid. It must be a whole number from 1/,
      ],
      ['annotate --resume story.txt', /^hearsay: --resume needs --output/],
      ['annotate --resume --output x --format json story.txt', /^hearsay: --resume needs --format jsonl/],
      ['search', /^hearsay: missing required argument 'search'/],
      ['search after:soon story.txt', /^hearsay: the search, column 1: "soon" is not a date; write 2022/],
      ['search autor:lee story.txt', /^hearsay: the search, column 1: there is no field "autor:"; use actor:/],
      ['annotat story.txt', /^hearsay: unknown command 'annotat'/],
      ['', /Usage: hearsay/],
    ];
    for (const [args, message] of cases) {
      it(`hearsay ${args}`, async () => {
        const { status, out, err } = await hearsay(args);
        assert.equal(status, 2);
        assert.equal(out, '');
        assert.match(err, message);
      });
    }
  });

  describe('help and version', () => {
    for (const program of ['stub', 'cli']) {
      it(`${program} --version`, async () => {
        assert.deepEqual(await hearsay('--version', { program }), {
          status: 0,
          out: `${version}\n`,
          err: '',
          records: [],
        });
      });
      it(`${program} annotate --help`, async () => {
        const { status, out, err } = await hearsay('annotate --help', { program });
        assert.deepEqual([status, err], [0, '']);
        for (const word of ['--input-format', '--format', '--output', 'Exit status', 'Examples'])
          assert.ok(out.includes(word));
      });
    }
  });

  describe('articles', () => {
    it('a file', async () => {
      const result = await hearsay('annotate story.txt');
      assert.deepEqual([result.status, result.err], [0, '']);
      const [{ file, title, date, url, entities }] = result.records;
      assert.deepEqual(
        [file, title, date, url],
        ['story.txt', 'Ministers meet in Geneva', '2022-01-08', 'https://a.example/x'],
      );
      const start = STORY.indexOf('Ann Lee');
      assert.deepEqual((entities as { mentions: unknown }[])[0].mentions, [{ start, end: start + 7, kind: 'name' }]);
    });

    it('offsets count byte order mark and line ends as stored', async () => {
      const [{ entities }] = (await hearsay('annotate bom.txt')).records;
      const text = await readFile(path.join(folder, 'bom.txt'), 'utf8');
      const [{ start, end }] = (entities as { mentions: { start: number; end: number }[] }[])[0].mentions;
      assert.equal(text.slice(start, end), 'Ann Lee');
    });

    it('standard input, by name and without', async () => {
      for (const args of ['annotate -', 'annotate']) {
        const result = await hearsay(args, { input: STORY });
        assert.deepEqual([result.status, files(result)], [0, ['-']]);
      }
    });

    it('the articles of a folder and those below, by name; others are passed over', async () => {
      const result = await hearsay('annotate in');
      assert.deepEqual([result.status, result.err], [0, '']);
      assert.deepEqual(
        files(result),
        ['in/a.txt', 'in/b.txt', 'in/sub/c.md'].map((file) => path.normalize(file)),
      );
    });

    it('in the order of the arguments', async () => {
      assert.deepEqual(files(await hearsay('annotate story.txt in/b.txt in/a.txt')), [
        'story.txt',
        'in/b.txt',
        'in/a.txt',
      ]);
    });

    it('a folder that links to itself', async () => {
      await symlink('.', path.join(folder, 'in/loop')).catch(() => {});
      assert.deepEqual(files(await hearsay('annotate in')).length, 3);
      await rm(path.join(folder, 'in/loop'), { force: true });
    });

    const bad: [file: string, message: RegExp][] = [
      ['missing.txt', /^hearsay: missing\.txt: no such file or folder\n$/],
      ['note.txt', /^hearsay: note\.txt: not an article .*\n$/],
      ['empty.txt', /^hearsay: empty\.txt: not an article .*\n$/],
      ['binary.txt', /^hearsay: binary\.txt: a binary file .*\n$/],
      ['latin1.txt', /^hearsay: latin1\.txt: not UTF-8; save it as UTF-8\n$/],
      ['utf16.txt', /^hearsay: utf16\.txt: UTF-16 text; save it as UTF-8\n$/],
      ['fail.txt', /^hearsay: fail\.txt: the analysis failed: asked for\n$/],
    ];
    for (const [file, message] of bad) {
      it(`${file}: one line, the others go on, status 1`, async () => {
        const result = await hearsay(`annotate ${file} story.txt`);
        assert.deepEqual([result.status, files(result)], [1, ['story.txt']]);
        assert.match(result.err, message);
      });
    }

    it('standard input that is no article', async () => {
      const { status, err } = await hearsay('annotate', { input: NOTE });
      assert.equal(status, 1);
      assert.match(err, /^hearsay: standard input: not an article/);
    });
  });

  describe('records', () => {
    it('take text as the body, and header from beside it', async () => {
      const result = await hearsay('annotate --input-format jsonl records.jsonl');
      assert.deepEqual([result.status, result.err, files(result)], [0, '', ['1', '2']]);
      assert.deepEqual(
        result.records.map(({ title, date }) => [title, date]),
        [
          [null, '2022-01-08'],
          [null, null],
        ],
      );
      const [{ start, end }] = (result.records[0].entities as { mentions: { start: number; end: number }[] }[])[0]
        .mentions;
      assert.deepEqual([start, end], [9, 16]);
    });

    it('from standard input, with byte order mark, CRLF and no line end at the end', async () => {
      const input = `\ufeff${record('1')}\r\n${record('zwei ü')}`;
      assert.deepEqual(files(await hearsay('annotate --input-format jsonl -', { input })), ['1', 'zwei ü']);
    });

    const bad: [line: string, message: string][] = [
      ['{"id": "x", "text": ', 'not a line of JSON'],
      [
        `{"id": "x", "text": "y", "more": ${'['.repeat(1e5)}${']'.repeat(1e5)}}`,
        'it is nested more than 200 levels deep',
      ],
      ['[1]', 'not a record: expected {"id": ..., "text": ...}'],
      ['{"text": "x"}', 'the record has no "id"'],
      ['{"id": "x"}', 'the record has no "text"'],
      ['{"id": "x", "text": "x", "date": 20220108}', '"date" is not a string'],
    ];
    for (const [line, message] of bad) {
      it(`${line.slice(0, 60)}: its number, the others go on, status 1`, async () => {
        const input = `${record('1')}\n\n${line}\n${record('2')}\n`;
        const result = await hearsay('annotate --input-format jsonl -', { input });
        assert.deepEqual([result.status, files(result)], [1, ['1', '2']]);
        assert.equal(result.err, `hearsay: standard input:3: ${message}\n`);
      });
    }

    it('with a date that is none are annotated, and it is said', async () => {
      const result = await hearsay('annotate --input-format jsonl -', { input: record('1', { date: 'soon' }) });
      assert.deepEqual([result.status, result.records[0].date], [0, null]);
      assert.match(result.err, /^hearsay: standard input:1: "soon" is not a date; .*\n$/);
    });

    it('are annotated one by one as they come', async () => {
      const child = start(['annotate', '--input-format', 'jsonl', '-']);
      const closed = once(child, 'close');
      for (const id of ['1', '2', '3']) {
        child.stdin!.write(`${record(id)}\n`);
        const [answer] = (await once(child.stdout!, 'data')) as [Buffer];
        assert.equal((JSON.parse(answer.toString()) as { file: string }).file, id);
      }
      child.stdin!.end();
      assert.deepEqual(await closed, [0, null]);
    });

    it('are not read faster than the output is', async () => {
      const child = start(['annotate', '--input-format', 'jsonl', '-']);
      let written = 0;
      child.stdin!.on('error', () => {});
      child.stdout!.pause();
      const wide = `${record('i'.repeat(60_000))}\n`; // the output repeats the id
      for (; written < 2_000; written++) {
        if (child.stdin!.write(wide) || child.stdin!.writableLength < 4_000_000) continue;
        const drained = await Promise.race([
          once(child.stdin!, 'drain').then(() => true),
          new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 1_500)),
        ]);
        if (!drained) break;
      }
      assert.ok(written < 2_000, 'it took in everything although nobody read what it wrote');
      child.kill();
      await once(child, 'close');
    });
  });

  describe('output', () => {
    it('as one JSON array', async () => {
      const { out, status } = await hearsay('annotate --format json in note.txt');
      assert.deepEqual([status, (JSON.parse(out) as unknown[]).length], [1, 3]);
      assert.deepEqual(JSON.parse((await hearsay('annotate --format json missing.txt')).out), []);
    });

    it('as pages', async () => {
      const { out } = await hearsay('annotate --format text in/a.txt in/b.txt');
      assert.match(
        out,
        /^Ministers meet in A\nSaturday, 8 January 2022 · a\.example\n[^]*\n─+\n\nMinisters meet in B\n/,
      );
    });

    it('into a file that is there when it is complete', async () => {
      const target = path.join(folder, 'out.jsonl');
      const result = await hearsay(`annotate --output ${target} in`);
      assert.deepEqual([result.status, result.out, result.err], [0, '', '']);
      assert.equal((await readFile(target, 'utf8')).trim().split('\n').length, 3);
      assert.ok(!(await readdir(folder)).some((name) => name.endsWith('.tmp')));
      await rm(target);
    });

    it('into a file that cannot be written', async () => {
      const result = await hearsay('annotate --output no/such/out.jsonl in');
      assert.equal(result.status, 1);
      assert.equal(result.err, 'hearsay: no/such/out.jsonl: cannot be written: no such file or folder\n');
    });

    it('into a folder leaves nothing behind', async () => {
      const result = await hearsay('annotate --output in/sub in');
      assert.equal(result.status, 1);
      assert.match(result.err, /^hearsay: in\/sub: cannot be written: .*\n$/);
      assert.ok(!(await readdir(path.join(folder, 'in'))).some((name) => name.endsWith('.tmp')));
    });

    it('that nobody reads to its end is given up quietly', async () => {
      const child = start(['annotate', '--input-format', 'jsonl', '-']);
      let err = '';
      child.stderr!.on('data', (text: Buffer) => (err += text.toString()));
      child.stdin!.on('error', () => {});
      child.stdin!.write(`${record('1')}\n`);
      await once(child.stdout!, 'data');
      child.stdout!.destroy();
      child.stdin!.write(`${record('2')}\n`.repeat(2_000));
      const closed = once(child, 'close');
      setTimeout(() => child.stdin!.end(), 500);
      assert.deepEqual(await closed, [0, null]);
      assert.equal(err, '');
    });
  });

  describe('on several threads', () => {
    const texts = Array.from({ length: 20 }, (_, i) => `Ann Lee said ${i} things. WAIT ${(i * 7) % 50}`);
    const input = texts.map((text, id) => JSON.stringify({ id, text })).join('\n');
    for (const jobs of [1, 2, 5]) {
      it(`--jobs ${jobs}: everything once, in the order of the input`, async () => {
        const result = await hearsay(`annotate --input-format jsonl --jobs ${jobs}`, { input });
        assert.deepEqual([result.status, result.err], [0, '']);
        assert.deepEqual(files(result), texts.map((_, i) => String(i))); // prettier-ignore
      });
    }
    it('one that dies fails its text, the others go on', async () => {
      const more = [input, JSON.stringify({ id: 'x', text: 'DIE HERE' }), record('y'), record('z')].join('\n');
      const result = await hearsay('annotate --input-format jsonl --jobs 2', { input: more });
      assert.equal(result.status, 1);
      assert.equal(result.err, 'hearsay: standard input:21: the analysis failed: its thread ended with exit code 3\n');
      assert.deepEqual(files(result).slice(-3), ['19', 'y', 'z']);
    });
    for (const jobs of [1, 2])
      it(`--jobs ${jobs}: one that hangs is ended with its text, the others go on`, async () => {
        const lines = [record('x'), record('h', { text: 'HANG HERE' }), record('y'), record('z')].join('\n');
        const env = { HEARSAY_TEST_ALLOWANCE: '1000' };
        const result = await hearsay(`annotate --input-format jsonl --jobs ${jobs}`, { input: lines, env });
        assert.equal(result.status, 1);
        assert.equal(
          result.err,
          'hearsay: standard input:2: the analysis failed: the analysis of 9 characters did not end within 1 s\n',
        );
        assert.deepEqual(files(result), ['x', 'y', 'z']);
      });
    it('problems are told in the order of the input', async () => {
      const bad = [record('1', { text: 'FAIL HERE WAIT 1' }), '[1]', record('2'), '[2]'].join('\n');
      const { err } = await hearsay('annotate --input-format jsonl --jobs 3', { input: bad });
      assert.deepEqual(err.match(/input:\d+/g), ['input:1', 'input:2', 'input:4']);
    });
    it('a step that threw is told, and the article is there', async () => {
      const broken = [record('1', { text: 'STEP FAILS' }), record('2')].join('\n');
      const result = await hearsay('annotate --input-format jsonl --jobs 2', { input: broken });
      assert.deepEqual(files(result), ['1', '2']);
      assert.match(
        result.err,
        /input:1: paragraph 3 goes without what the step "names" finds, which failed: asked for/,
      );
    });
    it('memory does not grow with the input', async () => {
      const child = start(['annotate', '--input-format', 'jsonl', '--jobs', '2', '-'], 'stub', {
        NODE_OPTIONS: '--max-old-space-size=64',
      });
      child.stdout!.resume();
      const line = Buffer.from(`${JSON.stringify({ id: 'i', text: 'Nothing. '.repeat(50_000) })}\n`);
      const closed = once(child, 'close');
      for (let i = 0; i < 160; i++) if (!child.stdin!.write(line)) await once(child.stdin!, 'drain'); // 72 MB
      child.stdin!.end();
      assert.deepEqual(await closed, [0, null]);
    });
  });

  describe('--resume', () => {
    const all = ['annotate', '--resume', '--output', 'r.jsonl', 'in', 'story.txt'].join(' ');
    const output = path.join.bind(path);
    const read = () => readFile(output(folder, 'r.jsonl'), 'utf8');
    const whole = async () => {
      await rm(output(folder, 'r.jsonl'), { force: true });
      assert.equal((await hearsay(all)).status, 0);
      return read();
    };
    it('without an output begins one; with all of it adds nothing', async () => {
      const first = await whole();
      assert.equal(first.split('\n').length, 5);
      const again = await hearsay(all);
      assert.deepEqual([again.status, again.err], [0, 'hearsay: r.jsonl: continues after 4 articles already there\n']); // prettier-ignore
      assert.equal(await read(), first);
    });
    it('cut anywhere, the rest comes back', async () => {
      const first = await whole();
      const line = first.indexOf('\n') + 1;
      for (const length of [5, line - 1, line + 1, first.length - 1]) {
        await writeFile(output(folder, 'r.jsonl'), first.slice(0, length));
        assert.equal((await hearsay(all)).status, 0);
        assert.equal(await read(), first, `cut at ${length}`);
      }
    });
    it('what failed is tried again, at the end', async () => {
      const first = await whole();
      const [a, b, ...rest] = first.split('\n');
      await writeFile(output(folder, 'r.jsonl'), [a, ...rest].join('\n'));
      await hearsay(all);
      assert.equal(await read(), [a, ...rest.slice(0, -1), b, ''].join('\n'));
    });
    it('does not touch a file that is something else', async () => {
      await writeFile(output(folder, 'r.jsonl'), 'my notes\nof today\n');
      const result = await hearsay(all);
      assert.equal(result.status, 1);
      assert.match(
        result.err,
        /^hearsay: r\.jsonl: cannot be written: line 1 is not a record of hearsay annotate; .*\n$/,
      );
      assert.equal(await read(), 'my notes\nof today\n');
    });
  });

  describe('search', () => {
    const search = (args: string) => hearsay(`search ${args} in story.txt --format text`);
    it('prints who said what, where, newest first', async () => {
      const { status, out, err } = await search('actor:lee');
      assert.equal(status, 0);
      assert.equal(out.split('\n')[0], `${path.normalize('in/a.txt')}:4: Ann Lee said, 2022-01-08: so on Monday`);
      assert.match(err, /^hearsay: 4 claims, 4 articles\n$/);
    });
    it('finds nothing', async () => {
      const { status, out, err } = await search('actor:putin');
      assert.deepEqual([status, out, err], [0, '', 'hearsay: 0 claims, 0 articles\n']);
    });
    it('by path', async () => assert.match((await search('in:c.md')).out, /^in.sub.c\.md:6: Ann Lee said/));
    it('prints at most so many', async () => {
      const { out, err } = await search('lee --limit 2');
      assert.equal(out.split('\n').length, 3);
      assert.match(err, /4 claims; the first 2 are shown \(--limit\)/);
    });
    it('as records', async () => {
      const { out } = await hearsay('search lee story.txt --format jsonl --jobs 2');
      const { file, line, actor, text, kind } = JSON.parse(out) as Record<string, unknown>;
      assert.deepEqual([file, line, actor, text, kind], ['story.txt', 4, 'Ann Lee', 'so on Monday', 'indirect']);
    });
    it('a file that is missing is told, the others are searched', async () => {
      const { status, out, err } = await search('lee missing.txt');
      assert.equal(status, 1);
      assert.equal(out.split('\n').length, 5);
      assert.match(err, /^hearsay: missing\.txt: no such file or folder\n/);
    });
  });

  it('says that the models cannot be loaded', async () => {
    for (const args of ['annotate story.txt', 'annotate --jobs 1 story.txt', 'search lee story.txt']) {
      const result = await hearsay(args, { env: { HEARSAY_TEST_MODELS: 'missing' } });
      assert.deepEqual([result.status, result.out], [1, '']);
      assert.match(result.err, /^hearsay: the models cannot be loaded: no such file or folder\n$/);
    }
  });
});
