import assert from 'node:assert/strict';
import fc from 'fast-check';
import { citation } from '../../../src/formats/citation';
import { markdownLink, markdownText } from '../../../src/formats/markdown';
import { quoted, weekdayOf, withoutQuotes, writtenDate, writtenDateWithWeekday } from '../../../src/formats/words';
import { type SampleClaim, sampleAnalysis } from './sampleAnalysis';

const HEADER = 'US open to talks\n20220108\nhttps://www.a.example/2022/01/08/open_(talks)/\n';
const PLACE = 'in “US open to talks”, a.example, 8 January 2022, https://www.a.example/2022/01/08/open_(talks)/';
const ACTORS = [{ name: 'senior U.S. official', named: false }, { name: 'Vladimir Putin' }];

function cite(claim: SampleClaim, format: 'plain' | 'markdown' = 'plain', header = HEADER): string {
  const text = `${header}${claim.source ?? ''} ${claim.content}`;
  const analysis = sampleAnalysis(text, { entities: ACTORS, claims: [claim] });
  return citation(analysis.claims[0], { ...analysis, text }, format);
}

describe('citation', () => {
  const cases: [claim: SampleClaim, expected: string][] = [
    [
      { content: 'We will talk.', how: 'said', kind: 'direct', actor: 1 },
      `“We will talk.” — senior U.S. official, ${PLACE}`,
    ],
    [
      { content: '"We will talk."', how: 'said', kind: 'direct', actor: 1 },
      `“We will talk.” — senior U.S. official, ${PLACE}`,
    ],
    [
      { content: '“He said “no” to us”', how: 'said', kind: 'direct', actor: 2 },
      `“He said “no” to us” — Vladimir Putin, ${PLACE}`,
    ],
    [
      { content: 'We will talk.', how: 'said', kind: 'direct', source: 'a diplomat' },
      `“We will talk.” — a diplomat, ${PLACE}`,
    ],
    [{ content: 'We will talk.', how: 'said', kind: 'direct' }, `“We will talk.” — ${PLACE}`],
    [
      { content: 'there are areas for talks.', how: 'said', kind: 'indirect', actor: 1 },
      `Senior U.S. official said that there are areas for talks, ${PLACE}`,
    ],
    [
      { content: 'The talks are open', how: 'said', kind: 'indirect', actor: 1 },
      `Senior U.S. official said: The talks are open, ${PLACE}`,
    ],
    [
      { content: 'Moscow is open', how: 'says', kind: 'indirect', actor: 1 },
      `Senior U.S. official says that Moscow is open, ${PLACE}`,
    ],
    [
      { content: 'that he has no such plan', how: 'said', kind: 'indirect', actor: 2 },
      `Vladimir Putin said that he has no such plan, ${PLACE}`,
    ],
    [
      { content: 'an end to it', how: 'wants', kind: 'indirect', actor: 2 },
      `Vladimir Putin wants an end to it, ${PLACE}`,
    ],
    [
      { content: 'talks are useful', how: 'according to', kind: 'indirect', actor: 2 },
      `According to Vladimir Putin, talks are useful, ${PLACE}`,
    ],
    [
      { content: 'that he has no plan', how: 'assurances from', kind: 'indirect', actor: 2 },
      `Vladimir Putin (assurances from): that he has no plan, ${PLACE}`,
    ],
    [
      { content: 'talks are “very useful”', how: 'said', kind: 'mixed', actor: 2 },
      `Vladimir Putin said that talks are “very useful”, ${PLACE}`,
    ],
    [
      { content: 'talks are useful', how: '', kind: 'indirect', actor: 2 },
      `Vladimir Putin: talks are useful, ${PLACE}`,
    ],
    [
      { content: 'The talks are useful', how: 'according to', kind: 'indirect', actor: 2 },
      `According to Vladimir Putin: The talks are useful, ${PLACE}`,
    ],
    [{ content: 'talks are useful', how: 'said', kind: 'indirect' }, `talks are useful, ${PLACE}`],
  ];
  for (const [claim, expected] of cases) it(expected.slice(0, 60), () => assert.equal(cite(claim), expected));

  it('leaves out what the article does not tell', () => {
    const claim: SampleClaim = { content: 'We will talk.', how: 'said', kind: 'direct', actor: 2 };
    assert.equal(cite(claim, 'plain', 'A title\n20221399\n'), '“We will talk.” — Vladimir Putin, in “A title”');
    assert.equal(cite(claim, 'plain', ''), '“We will talk.” — Vladimir Putin, in “We will talk.”');
  });

  it('puts words over several lines on one', () => {
    const claim: SampleClaim = { content: 'We\r\nwill \u202etalk.\u001b[2J', how: 'said', kind: 'direct', actor: 2 };
    assert.equal(cite(claim), `“We will talk. [2J” — Vladimir Putin, ${PLACE}`);
  });

  it('links the title in Markdown', () => {
    assert.equal(
      cite({ content: 'We will talk.', how: 'said', kind: 'direct', actor: 2 }, 'markdown'),
      '“We will talk\\.” — Vladimir Putin, in [“US open to talks”](https://www.a.example/2022/01/08/open%5F%28talks%29/), ' +
        'a\\.example, 8 January 2022',
    );
  });

  it('never links to what is no web address', () => {
    const text = 'A title\n20220108\nWe will talk.';
    const claims: SampleClaim[] = [{ content: 'We will talk.', how: 'said', kind: 'direct', actor: 2 }];
    for (const url of [
      'javascript:alert(1)',
      'command:x',
      'file:///etc/passwd',
      'https://a b.example',
      'data:text/html,x',
    ]) {
      const analysis = sampleAnalysis(text, { entities: ACTORS, claims }, { url });
      assert.doesNotMatch(citation(analysis.claims[0], { ...analysis, text }, 'markdown'), /\]\(|<|[^\\]:/);
    }
  });
});

describe('Markdown of foreign words', () => {
  const escaped: [words: string, expected: string][] = [
    ['[x](command:y)', '\\[x\\]\\(command\\:y\\)'],
    ['![x](https://a.example/x.png)', '\\!\\[x\\]\\(https\\:\\/\\/a\\.example\\/x\\.png\\)'],
    ['<img src=x onerror=y>', '\\<img src\\=x onerror\\=y\\>'],
    ['# one\n- two', '\\# one \\- two'],
    ['www.a.example', 'www\\.a\\.example'],
    ['a&lt;b', 'a\\&lt\\;b'],
    ['NATO’s “end”', 'NATO’s “end”'],
  ];
  for (const [words, expected] of escaped) it(words, () => assert.equal(markdownText(words), expected));

  it('has every ASCII punctuation mark behind a backslash', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (words) => {
        assert.match(markdownText(words), /^(?:[A-Za-z0-9 ]|\\[!-/:-@[-`{-~])*$/);
      }),
    );
  });

  it('keeps an address within its brackets', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        assert.match(markdownLink('label', url), /^\[label\]\([^\s()<>\\]*\)$/);
      }),
    );
    assert.equal(markdownLink('x', 'https://a.example/?a=1&copy=2'), '[x](https://a.example/?a=1&amp;copy=2)');
  });
});

describe('words', () => {
  const quotes: [words: string, bare: string, inQuotes: string][] = [
    ['"we will"', 'we will', '“we will”'],
    ['“we will', 'we will', '“we will”'],
    ['we will', 'we will', '“we will”'],
    ['"we" and "they"', '"we" and "they"', '“"we" and "they"”'],
    ['“We will,” … “at once.”', 'We will, … at once.', '“We will, … at once.”'],
    ['“We will. “And at once.”', 'We will. “And at once.', '“We will. “And at once.”'],
    ['‘We’ll see,’', 'We’ll see,', '“We’ll see,”'],
    ['‘we’ and ‘they’', '‘we’ and ‘they’', '“‘we’ and ‘they’”'],
    ['it is “useful”', 'it is “useful”', '“it is “useful””'],
    ['', '', '“”'],
  ];
  for (const [words, bare, inQuotes] of quotes) {
    it(`quotes of ${words}`, () => assert.deepEqual([withoutQuotes(words), quoted(words)], [bare, inQuotes]));
  }

  it('writes dates out', () => {
    assert.equal(writtenDate('2022-01-08'), '8 January 2022');
    assert.equal(weekdayOf('2022-01-10'), 'Monday');
    assert.equal(writtenDateWithWeekday('2022-01-08'), 'Saturday, 8 January 2022');
    for (const value of ['2022-W02', '1987', '2022-02-30', 'P2W', '']) assert.equal(writtenDate(value), undefined);
  });
});
