import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { wrapWidth } from '../../../../src/analysis/article/paragraphs';
import { articleStep, readArticle } from '../../../../src/analysis/article/step';
import { isBlank, textLines, trimSpan } from '../../../../src/analysis/article/textLines';
import { orderedSteps, type TextForm } from '../../../../src/analysis/step';

/** The paragraphs' words; the title's in brackets. */
function paragraphs(text: string, form: TextForm = 'article'): string[] {
  return readArticle(text, {}, form).paragraphs.map(({ start, end, role }) => {
    const words = text.slice(start, end);
    return role === 'title' ? `[${words}]` : words;
  });
}

describe('paragraphs', () => {
  const cases: [text: string, expected: string[]][] = [
    ['A title\n20220108\nhttps://a.example/\nOne.\nTwo.', ['[A title]', 'One.', 'Two.']],
    ['\ufeffA title\r\n20220108\r\n\r\n One. \r\n\r\n\tTwo.\r\n', ['[A title]', 'One.', 'Two.']],
    ['A title\nBy Ann Lee\n20220108\nOne.', ['[A title]', 'One.']],
    ['A title\nA subtitle of some words\n20220108\nOne.', ['[A title]', 'A subtitle of some words', 'One.']],
    ['A title\n20221399\nhtp:/foo\nOne.', ['[A title]', 'One.']],
    ['A title\nOne.\nTwo.', ['[A title]', 'One.', 'Two.']],
    ['20220108\nhttps://a.example/\nOne.', ['One.']],
    ['', []],
    ['\n \r\n', []],
    ['---\ntitle: "A title"\ndate: 2022-01-08\n---\nOne.\n\nTwo.', ['[A title]', 'One.', 'Two.']],
    [
      '---\ntitle: A title\n---\n## Head\n> Quoted.\n- Item\n  1. Deep\n- [ ] Task',
      ['[A title]', 'Head', 'Quoted.', 'Item', 'Deep', 'Task'],
    ],
    [
      '---\ntitle: A title\n---\nOne.\n```js\ncode();\n```\nTwo.\n~~~\n```\n~~~\nThree.',
      ['[A title]', 'One.', 'Two.', 'Three.'],
    ],
    ['---\ntitle: A title\n---\nHead\n====\n---\n***\n| - | - |\n<!-- no -->\nOne.', ['[A title]', 'Head', 'One.']],
    ['---\ntitle: A title\n---\n```\nnever closed', ['[A title]']],
    ['# A title\n20220108\n## Head\nOne.', ['[A title]', 'Head', 'One.']],
    ['A title\n20220108\n# no mark in plain text', ['[A title]', '# no mark in plain text']],
  ];
  for (const [text, expected] of cases) it(JSON.stringify(text), () => assert.deepEqual(paragraphs(text), expected));

  it('takes all of a body as running text', () => {
    const text = '20220108\nhttps://a.example/\n---\ntitle: x\n---\nOne.';
    assert.deepEqual(paragraphs(text, 'body'), text.split('\n'));
  });

  it('takes the title from the text even when another one came beside it', () => {
    const { paragraphs, header } = readArticle('A title\n20220108\nOne.', { title: 'Given' }, 'article');
    assert.equal(header.title?.value, 'Given');
    assert.deepEqual([paragraphs[0].role, paragraphs[0].end], ['title', 7]);
  });

  it('finds the title and 11 paragraphs in the seed', () => {
    const text = readFileSync('seeds/000_350761c0b39ce43b.txt', 'utf8');
    assert.deepEqual(paragraphs(text).slice(1), text.trimEnd().split('\n').slice(3));
  });
});

describe('lines broken to a width', () => {
  const broken = [
    'Ministers met on Monday in Geneva to talk about the border between the',
    'two countries, which has been closed since autumn, a spokeswoman said',
    'after the meeting. They want to open it in spring, she said, but much',
    'depends on what happens before then. Both sides have moved troops and',
    'built fences in the past weeks.',
    'A second paragraph begins here without a blank line, as the last word',
    'of the first would have left room. It goes on for two lines.',
  ];

  it('are put together again', () => {
    const text = `A title\n20220108\n\n${broken.join('\r\n')}\r\n\r\nA third one.`;
    assert.deepEqual(paragraphs(text).slice(1), [
      broken.slice(0, 5).join('\r\n'),
      broken.slice(5).join('\r\n'),
      'A third one.',
    ]);
  });

  const kept: [name: string, lines: string[]][] = [
    [
      'a sentence a line',
      [
        'Ministers met on Monday.',
        'They talked for hours about the closed border.',
        'Nothing came of it.',
        'They will meet again.',
        'Then.',
        'And then.',
        'And again.',
      ],
    ],
    [
      'verse',
      [
        'I met them at the close of day',
        'with snow upon the wire',
        'and none of them had words to say',
        'or wood to make a fire',
        'so on we went along the way',
        'and talked of our desire',
        'until the sky was grey',
      ],
    ],
    [
      'a table',
      [
        'Club                                   played',
        'Ajax                      3',
        'Barcelona      12',
        'Celtic   4',
        'Dynamo   5',
        'Everton  6',
        'Fulham 7',
      ],
    ],
    ['long lines', Array.from({ length: 8 }, (_, i) => `${'word '.repeat(40)}${i}`)],
  ];
  for (const [name, lines] of kept) {
    it(`${name}: every line stays a paragraph`, () => {
      assert.equal(wrapWidth(lines.join('\n'), 0), undefined);
      assert.deepEqual(paragraphs(lines.join('\n'), 'body'), lines);
    });
  }
});

describe('articleStep', () => {
  it('needs no models', () => assert.doesNotThrow(() => orderedSteps(['text', 'given', 'form'], [articleStep])));

  it('gives ordered spans within any text', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '',
        '---',
        '```',
        '> - 1. x',
        '# A',
        '20220108',
        'https://a.example/',
        'ROME (AP) --',
        'title: x',
        'WASHINGTON Reuters -The end.',
        'word '.repeat(14),
      ),
    );
    const text = fc
      .array(line, { maxLength: 20 })
      .chain((lines) => fc.constantFrom('\n', '\r\n', '\r').map((end) => lines.join(end)));
    fc.assert(
      fc.property(text, fc.constantFrom<TextForm>('article', 'body'), (text, form) => {
        const { paragraphs, dateline } = readArticle(text, {}, form);
        let end = 0;
        for (const each of paragraphs) {
          assert.ok(end <= each.start && each.start < each.end && each.end <= text.length);
          assert.ok(each.start <= each.textStart && each.textStart <= each.end);
          assert.equal(text.slice(each.start, each.end).trim(), text.slice(each.start, each.end));
          end = each.end;
        }
        if (dateline) assert.ok(paragraphs.some(({ start }) => start === dateline.start));
      }),
    );
  });

  for (const [name, piece] of Object.entries({
    'blank lines': '\n',
    'one line': 'A',
    blanks: ' ',
    'short lines': 'A\r\n',
    brackets: '([{',
  })) {
    it(`gets through 5 MB of ${name}`, () => {
      const text = piece.repeat(5_000_000 / piece.length);
      const { paragraphs } = readArticle(text, {}, 'article');
      assert.ok(paragraphs.every(({ end }) => end <= text.length));
    });
  }
});

describe('textLines', () => {
  it('gives the trimmed lines that are not blank', () => {
    const text = '\ufeff One\r\n\r\n\tTwo \rThree\n\u00a0\nFour';
    assert.deepEqual(
      [...textLines(text)].map(({ start, end, adjoins }) => `${text.slice(start, end)}${adjoins ? '+' : ''}`),
      ['One', 'Two', 'Three+', 'Four'],
    );
  });

  it('knows the white space that trim knows', () => {
    for (let code = 0; code < 65_536; code++) {
      const trimmed = String.fromCharCode(code).trim() === '';
      if (code !== 0x200b) assert.equal(isBlank(code), trimmed, code.toString(16));
    }
  });

  it('trims to an empty span', () => assert.deepEqual(trimSpan(' \n ', { start: 0, end: 3 }), { start: 0, end: 0 }));
});
