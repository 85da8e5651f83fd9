import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { stringify } from 'yaml';
import type { HeaderField, Span } from '../../../../src/analysis/analysis';
import { readFrontMatter } from '../../../../src/analysis/article/frontMatter';
import { headerFromGiven, parseHeader } from '../../../../src/analysis/article/header';

const URL = 'https://a.example/story';

/** A header in one line: `title | date | url | by-line | problems | first words of the body`. */
function summary(text: string): string {
  const { header, bodyStart } = parseHeader(text);
  const problems = header.problems.map(({ code, found }) => (found ? `${code}(${found})` : code)).join(' ');
  const body = text.slice(bodyStart).trim().slice(0, 12);
  return [header.title?.value, header.date?.value, header.url?.value, header.byline?.value, problems, body]
    .map((part) => part ?? '')
    .join(' | ')
    .replaceAll(URL, 'URL');
}

describe('parseHeader', () => {
  const cases: [text: string, expected: string][] = [
    [`A title\n20220108\n${URL}\nThe body.`, 'A title | 2022-01-08 | URL |  |  | The body.'],
    [`\ufeffA title\r\n20220108\r\n${URL}\r\nThe body.`, 'A title | 2022-01-08 | URL |  |  | The body.'],
    [`A title\r20220108\r${URL}\rThe body.`, 'A title | 2022-01-08 | URL |  |  | The body.'],
    [`\n\n  A title  \n\n20220108\n\n${URL}\n\nThe body.`, 'A title | 2022-01-08 | URL |  |  | The body.'],
    [`A title\nJanuary 8, 2022\n${URL}\nThe body.`, 'A title | 2022-01-08 | URL |  |  | The body.'],
    [`A title\n8 January 2022\n${URL}\nThe body.`, 'A title | 2022-01-08 | URL |  |  | The body.'],
    [`A title\n2022-01-08\nThe body.`, 'A title | 2022-01-08 |  |  |  | The body.'],
    [`A title\n${URL}\nThe body.`, 'A title |  | URL |  | date-missing | The body.'],
    [`A title\n${URL}\n20220108\nThe body.`, 'A title | 2022-01-08 | URL |  |  | The body.'],
    [
      `A title\nBy Ann Lee and Bo Ek\n20220108\n${URL}\nThe body.`,
      'A title | 2022-01-08 | URL | Ann Lee and Bo Ek |  | The body.',
    ],
    [`A title\n20220108\n${URL}\nBy Ann Lee\nThe body.`, 'A title | 2022-01-08 | URL | Ann Lee |  | The body.'],
    [`A title\n20220108\n${URL}\nBy Monday talks had begun.`, 'A title | 2022-01-08 | URL |  |  | By Monday ta'],
    [`A title\n20220108\n${URL}\nBy Monday it was over.`, 'A title | 2022-01-08 | URL |  |  | By Monday it'],
    [`A title\n20220108\nURL: ${URL}\nThe body.`, 'A title | 2022-01-08 | URL |  |  | The body.'],
    [`A title\n20220108\n<${URL}>\nThe body.`, 'A title | 2022-01-08 | URL |  |  | The body.'],
    [`Title: A title\nDate: 20220108\nURL: ${URL}\nThe body.`, 'A title | 2022-01-08 | URL |  |  | The body.'],
    [`# A title\n20220108\n${URL}\nThe body.`, 'A title | 2022-01-08 | URL |  |  | The body.'],
    [`A title\nA subtitle of some words\n20220108\n${URL}\nThe body.`, 'A title | 2022-01-08 | URL |  |  | The body.'],
    // a title that is still being typed
    ['# ', ' |  |  |  | title-missing date-missing | '],
    ['#', ' |  |  |  | title-missing date-missing | '],
    ['title:', ' |  |  |  | title-missing date-missing | '],
    ['Title:  \nThe body.', ' |  |  |  | title-missing date-missing | The body.'],
    [`##\n20220108\n${URL}\nThe body.`, ' | 2022-01-08 | URL |  | title-missing | The body.'],
    ['#          A title\n20220108', 'A title | 2022-01-08 |  |  |  | '],
    ['#1 of two\n20220108', '#1 of two | 2022-01-08 |  |  |  | '],
    // wrong headers
    [`A title\n20221399\n${URL}\nThe body.`, 'A title |  | URL |  | date-invalid(20221399) | The body.'],
    [`A title\nunknown\n${URL}\nThe body.`, 'A title |  | URL |  | date-invalid(unknown) | The body.'],
    [`A title\n20220108\nhtp:/foo\nThe body.`, 'A title | 2022-01-08 |  |  | url-invalid(htp:/foo) | The body.'],
    [
      `A title\n20220108\nwww.a.example/x\nThe body.`,
      'A title | 2022-01-08 |  |  | url-invalid(www.a.example/x) | The body.',
    ],
    [`A title\n20220108\nno link\nThe body.`, 'A title | 2022-01-08 |  |  | url-invalid(no link) | The body.'],
    [
      `A title\n20220108\nhttps://a b.example/x\nThe body.`,
      'A title | 2022-01-08 |  |  | url-invalid(https://a b.example/x) | The body.',
    ],
    [`A title\n20220108\nThe body begins here.`, 'A title | 2022-01-08 |  |  |  | The body beg'],
    [
      `A title\n20220108\n会談は月曜日にジュネーブで始まる。`,
      'A title | 2022-01-08 |  |  |  | 会談は月曜日にジュネーブ',
    ],
    [`20220108\n${URL}\nThe body.`, ' | 2022-01-08 | URL |  | title-missing | The body.'],
    [`A title\nThe body has no header.`, 'A title |  |  |  | date-missing | The body has'],
    // half-written
    ['', ' |  |  |  |  | '],
    [' \r\n\ufeff \n', ' |  |  |  |  | '],
    ['A title', 'A title |  |  |  | date-missing | '],
    ['A title\n2022', 'A title |  |  |  | date-missing | 2022'],
    ['A title\n20220108', 'A title | 2022-01-08 |  |  |  | '],
    ['90210 is a postal code\n20220108', '90210 is a postal code | 2022-01-08 |  |  |  | '],
    // front matter
    [
      `---\ntitle: A title\ndate: 2022-01-08\nurl: ${URL}\n---\nThe body.`,
      'A title | 2022-01-08 | URL |  |  | The body.',
    ],
    [
      `\ufeff---\r\ntitle: 'A ''good'' title'\r\nsource: ${URL}\r\n---\r\nThe body.`,
      "A 'good' title |  | URL |  | date-missing | The body.",
    ],
    [
      `---\ntitle: "A \\"good\\" title" # so\ndate: Jan 8, 2022\n---\nThe body.`,
      'A "good" title | 2022-01-08 |  |  |  | The body.',
    ],
    [
      `---\ntitle: >-\n  A long\n  title\ndate: 20221399\nsource: Reuters\n---\nThe body.`,
      'A long title |  |  |  | date-invalid(20221399) | The body.',
    ],
    [
      `---\ndate: 2022-01-08\nurl: htp:/foo\nauthor: Ann Lee\n---\n# A title\nThe body.`,
      'A title | 2022-01-08 |  | Ann Lee | url-invalid(htp:/foo) | The body.',
    ],
    [`---\ntags: [a, b]\nauthors:\n  - x\n---\nThe body.`, ' |  |  |  | title-missing date-missing | The body.'],
    [`---\ntitle: A title\ndate: 2022-01-08\n`, 'A title | 2022-01-08 |  |  |  | '],
    [`---\ntitle: A title\nThe body, front matter not closed.`, 'A title |  |  |  | date-missing | The body, fr'],
    [`---\nNo front matter, a rule.`, '--- |  |  |  | date-missing | No front mat'],
  ];
  for (const [text, expected] of cases) {
    it(JSON.stringify(text), () => assert.equal(summary(text), expected));
  }

  it('gives the span of every field', () => {
    const text = `\ufeff\r\nA title \r\nPublished: Jan. 8, 2022\r\nBy Ann Lee\r\n<${URL}>\r\nThe body.`;
    const { title, date, url, byline } = parseHeader(text).header;
    const words = (field?: HeaderField) => field?.span && text.slice(field.span.start, field.span.end);
    assert.deepEqual([title, date, url, byline].map(words), ['A title', 'Jan. 8, 2022', URL, 'Ann Lee']);
  });

  it('reads the seed article', () => {
    const { header, bodyStart } = parseHeader(readFileSync('seeds/000_350761c0b39ce43b.txt', 'utf8'));
    assert.equal(header.title?.value, 'US open to talks with Russia on exercises missile deployments official');
    assert.equal(header.date?.value, '2022-01-08');
    assert.match(header.url?.value ?? '', /^https:\/\/wdsm710\.com\/2022\/01\/08\//);
    assert.deepEqual(header.problems, []);
    assert.ok(bodyStart > 0);
  });
});

describe("a date against the URL's", () => {
  const cases: [line: string, path: string, expected: string | undefined][] = [
    ['20220108', '/2022/01/08/x', undefined],
    ['20220108', '/2022/01/09/x', undefined], // published about midnight, or by the server's clock
    ['20220108', '/2022/01/07/x', undefined],
    ['20220101', '/2021/12/31/x', undefined],
    ['20220108', '/2022/01/10/x', '2022-01-10'],
    ['20220108', '/2022/feb/01/x', '2022-02-01'],
    ['20220108', '/20210108', '2021-01-08'],
    ['20220108', '/2021-01-08/updated-2022-01-08', undefined],
    ['20220108', '/story', undefined],
  ];
  for (const [line, path, expected] of cases) {
    it(`${line} and ${path}`, () => {
      const text = `A title\n${line}\nhttps://a.example${path}\n`;
      const problem = parseHeader(text).header.problems[0];
      assert.equal(problem?.code, expected && 'date-differs-from-url');
      assert.equal(problem?.expected, expected);
      if (problem) assert.equal(text.slice(problem.span?.start, problem.span?.end), line);
    });
  }

  it('offers what the URL says for a date that is wrong or missing', () => {
    const wrong = parseHeader('A title\n20221399\nhttps://a.example/2022/01/08/x').header.problems[0];
    const missing = parseHeader('A title\nhttps://a.example/2022/01/08/x').header.problems[0];
    assert.deepEqual([wrong.code, wrong.expected], ['date-invalid', '2022-01-08']);
    assert.deepEqual([missing.code, missing.expected], ['date-missing', '2022-01-08']);
  });
});

describe('what came beside the text', () => {
  const given = { title: 'Given', date: '20200229', url: 'https://given.example/' };

  it('goes before what the text says', () => {
    const { header, titleSpan } = parseHeader('A title\n20221399\nhtp:/foo\nThe body.', given);
    assert.deepEqual(header.title, { value: 'Given' });
    assert.deepEqual(header.date, { value: '2020-02-29' });
    assert.deepEqual(header.url, { value: 'https://given.example/' });
    assert.deepEqual(header.problems, []);
    assert.deepEqual(titleSpan, { start: 0, end: 7 });
  });

  it('is all there is for a text that is body', () => {
    const { title, date, url, problems } = headerFromGiven(given);
    assert.deepEqual(
      [title?.value, date?.value, url?.value, problems],
      ['Given', '2020-02-29', 'https://given.example/', []],
    );
    assert.deepEqual(headerFromGiven({}).problems, []);
  });

  it('may be wrong', () => {
    const { date, problems } = headerFromGiven({ date: 'soon' });
    assert.equal(date, undefined);
    assert.deepEqual(problems, [{ code: 'date-invalid', found: 'soon' }]);
  });
});

describe('any text has a header', () => {
  const line = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '',
      '---',
      '20220108',
      '20221399',
      URL,
      'htp:/foo',
      'By Ann Lee',
      'title: x',
      'date: 2022-01-08',
      '# A',
      '```',
      '  - x',
      '"',
      'url: "',
    ),
  );
  const text = fc
    .array(line, { maxLength: 12 })
    .chain((lines) => fc.constantFrom('\n', '\r\n', '\r').map((end) => lines.join(end)));

  it('with spans inside it, in order, of the words they stand for', () => {
    fc.assert(
      fc.property(text, (text) => {
        const { header, titleSpan, textBetween, bodyStart } = parseHeader(text);
        assert.ok(bodyStart >= 0 && bodyStart <= text.length);
        const spans = [header.title, header.date, header.url, header.byline, ...header.problems]
          .map((each) => each?.span)
          .filter((span): span is Span => span !== undefined);
        for (const span of [...spans, ...textBetween]) {
          assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
        }
        if (titleSpan) assert.deepEqual(titleSpan, header.title?.span);
        if (header.url?.span) assert.equal(text.slice(header.url.span.start, header.url.span.end), header.url.value);
      }),
    );
  });
});

describe('readFrontMatter', () => {
  it('reads what a YAML library writes', () => {
    const scalar = fc
      .array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 12 })
      .map((words) => words.join(' ').split(/\s+/).filter(Boolean).join(' '))
      .filter((value) => /^[^\p{C}\u2028\u2029]+$/u.test(value) && /\p{L}/u.test(value));
    fc.assert(
      fc.property(scalar, scalar, (title, source) => {
        const written = stringify({ title, tags: ['a', 'b'], nested: { title: 'x' }, source });
        const front = readFrontMatter(`---\n${written}---\nThe body.`);
        assert.equal(front?.values.get('title')?.value, title);
        assert.equal(front?.values.get('source')?.value, source);
      }),
    );
  });

  it('neither follows aliases nor goes deep', () => {
    const bomb = `---\na: &a [x]\nb: &b [*a, *a]\ntitle: *b\nc: ${'['.repeat(50_000)}\n---\n`;
    assert.equal(readFrontMatter(bomb)?.values.get('title'), undefined);
  });

  it('takes the first of two equal keys', () => {
    assert.equal(readFrontMatter('---\ntitle: one\ntitle: two\n---\n')?.values.get('title')?.value, 'one');
  });
});
