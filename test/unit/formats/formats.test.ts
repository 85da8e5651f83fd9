import assert from 'node:assert/strict';
import { articleRecord } from '../../../src/formats/jsonl';
import { articlePage } from '../../../src/formats/page';
import { sampleAnalysis } from './sampleAnalysis';

const TEXT = [
  'US open to talks with Russia',
  '20220108',
  'https://www.a.example/2022/01/08/talks/',
  'The official said there are some areas that present an opportunity for common ground in the region of the alliance.',
  '"We are willing," the official said on Saturday.',
  'Putin wants an end to it. Talks are useful, people in Moscow say.',
].join('\n');

const ANALYSIS = sampleAnalysis(TEXT, {
  entities: [
    { name: 'official', named: false },
    { name: 'Putin', role: 'Russian President', aliases: ['Vladimir'] },
    { name: 'Moscow', type: 'GPE' },
  ],
  claims: [
    {
      content: 'there are some areas that present an opportunity for common ground in the region of the alliance',
      how: 'said',
      kind: 'indirect',
      source: 'The official',
      actor: 1,
    },
    { content: '"We are willing,"', how: 'said', kind: 'direct', source: 'the official', actor: 1 },
    { content: 'an end to it', how: 'wants', kind: 'indirect', source: 'Putin', actor: 2 },
    { content: 'Talks are useful', how: 'say', kind: 'indirect', source: 'people in Moscow' },
  ],
  dates: [
    { words: 'Saturday', value: '2022-01-08' },
    { words: 'Talks', value: 'PRESENT_REF' },
  ],
});

describe('articlePage', () => {
  it('is a page for reading', () => {
    assert.equal(
      articlePage('a.txt', TEXT, ANALYSIS),
      `US open to talks with Russia
Saturday, 8 January 2022 · a.example
https://www.a.example/2022/01/08/talks/

official · unnamed · 2 claims
  there are some areas that present an opportunity for common ground in the
  region of the alliance
      said · indirect · line 4
  “We are willing,”
      said · direct · line 5

Putin · Russian President · 1 claim
  an end to it
      wants · indirect · line 6

No actor named · 1 claim
  Talks are useful
      people in Moscow · say · indirect · line 6

Mentioned
  Moscow

Dates
  2022-01-08   “Saturday” · Saturday, 8 January 2022 · line 5
  PRESENT_REF  “Talks” · line 6
`,
    );
  });

  it('has the name where there is no title', () => {
    assert.equal(articlePage('a.txt', '', sampleAnalysis('')), 'a.txt\n');
  });

  it('has no control characters of the article', () => {
    const text = 'A \u001b[31mred\u001b[0m title\u0007\n20220108\nOne.';
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    assert.doesNotMatch(articlePage('a', text, sampleAnalysis(text)), /[\u0000-\u0009\u000b-\u001f\u007f]/);
  });
});

describe('articleRecord', () => {
  const record = articleRecord('texts/a.txt', ANALYSIS);

  it('has the header', () => {
    const { file, title, date, url } = record;
    assert.deepEqual(
      { file, title, date, url },
      {
        file: 'texts/a.txt',
        title: 'US open to talks with Russia',
        date: '2022-01-08',
        url: 'https://www.a.example/2022/01/08/talks/',
      },
    );
  });

  it('has null for what the article does not tell', () => {
    const { title, date, url } = articleRecord('a', sampleAnalysis(''));
    assert.deepEqual([title, date, url], [null, null, null]);
  });

  it('has entities with their mentions', () => {
    const start = TEXT.indexOf('Putin');
    assert.deepEqual(JSON.parse(JSON.stringify(record.entities[1])), {
      id: 'e2',
      type: 'PERSON',
      name: 'Putin',
      aliases: ['Vladimir'],
      role: 'Russian President',
      named: true,
      plural: false,
      mentions: [{ start, end: start + 5, kind: 'name' }],
    });
  });

  it('has attributions with spans, actor and kind', () => {
    const [first, , , last] = record.attributions;
    assert.deepEqual(
      first.source.map(({ start, end }) => TEXT.slice(start, end)),
      ['The official'],
    );
    assert.deepEqual(
      first.cue.map(({ start, end }) => TEXT.slice(start, end)),
      ['said'],
    );
    assert.match(TEXT.slice(first.content[0].start, first.content[0].end), /^there are .* alliance$/);
    assert.deepEqual([first.actor, first.kind, first.confidence], ['e1', 'indirect', 0.877]);
    assert.equal(last.actor, null);
  });

  it('has dates', () => {
    const start = TEXT.indexOf('Saturday');
    assert.deepEqual(JSON.parse(JSON.stringify(record.dates[0])), {
      start,
      end: start + 8,
      type: 'DATE',
      value: '2022-01-08',
    });
  });
});
