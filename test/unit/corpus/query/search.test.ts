import assert from 'node:assert/strict';
import fc from 'fast-check';
import { offerFrom } from '../../../../src/corpus/query/offer';
import { parseQuery } from '../../../../src/corpus/query/parse';
import { searchClaims } from '../../../../src/corpus/query/search';
import { type Story, indexOf } from '../articles';

const STORIES: Record<string, Story> = {
  'file:///news/talks.txt': {
    title: 'Talks begin in Geneva',
    date: '2022-01-08',
    url: 'https://www.wdsm710.com/talks',
    entities: [
      { name: 'Vladimir Putin', aliases: ['Putin'] },
      { name: 'NATO', type: 'ORG' },
    ],
    claims: [
      { text: 'an end to the eastward expansion', actor: 'Vladimir Putin', kind: 'indirect', line: 5 },
      { text: 'We are ready, nuclear or not', actor: 'NATO', kind: 'direct', verdict: 'false', line: 6 },
      { text: 'nobody was hurt', kind: 'mixed', line: 7 },
    ],
    dates: [{ value: '2022-01-10', line: 6 }],
  },
  'file:///archive/Old%20war.txt': {
    title: 'Nuclear plant closes',
    date: '1999-05-01',
    claims: [
      { text: 'the plant is safe', actor: 'Ann Lee', kind: 'direct', verdict: 'true' },
      { text: 'it is not', actor: 'an official' },
    ],
    entities: [{ name: 'an official', named: false }],
  },
  'file:///undated.txt': {
    title: 'A café in Erdoğan’s town',
    claims: [{ text: 'it serves Talks', actor: 'Vladimir Putin' }],
  },
};
const index = indexOf(STORIES);
const search = (typed: string, limit = 100) => searchClaims(index, parseQuery(typed), { limit });
const texts = (typed: string) =>
  search(typed).claims.map(({ article, index: at }) => index.body(article).claims[at].text);

const PUTIN = 'an end to the eastward expansion';
const NATO = 'We are ready, nuclear or not';
const NOBODY = 'nobody was hurt';
const LEE = 'the plant is safe';
const OFFICIAL = 'it is not';
const CAFE = 'it serves Talks';

describe('searching claims', () => {
  const cases: [typed: string, ...found: string[]][] = [
    ['', PUTIN, NATO, NOBODY, LEE, OFFICIAL, CAFE],
    ['expansion', PUTIN],
    ['EXPAN', PUTIN],
    ['nuclear', NATO, LEE, OFFICIAL], // the claim, or the title of its article
    ['nuclear plant', LEE, OFFICIAL],
    ['putin', PUTIN, CAFE],
    ['"ready, nuclear"', NATO],
    ['cafe', CAFE],
    ["erdogan's", CAFE],
    ['actor:putin', PUTIN, CAFE],
    ['actor:vladimir', PUTIN, CAFE],
    ['-actor:putin', NATO, NOBODY, LEE, OFFICIAL],
    ['kind:direct', NATO, LEE],
    ['-kind:direct -kind:mixed', PUTIN, OFFICIAL, CAFE],
    ['verdict:false', NATO],
    ['verdict:none actor:putin', PUTIN, CAFE],
    ['-verdict:none', NATO, LEE],
    ['type:unnamed', OFFICIAL],
    ['type:org', NATO],
    ['-type:person', NATO, NOBODY, OFFICIAL],
    ['after:2022-01-08', PUTIN, NATO, NOBODY],
    ['after:2022-01-09'],
    ['before:2022-01-08', LEE, OFFICIAL],
    ['-after:1900', CAFE],
    ['date:2022-01', NATO],
    ['-date:2022 after:2022', PUTIN, NOBODY],
    ['publisher:wdsm710', PUTIN, NATO, NOBODY],
    ['-publisher:wdsm710 kind:direct', LEE],
    ['in:archive', LEE, OFFICIAL],
    ['in:"old war"', LEE, OFFICIAL],
    ['in:geneva', PUTIN, NATO, NOBODY],
    ['-nuclear', PUTIN, NOBODY, CAFE],
    ['nuclear -plant', NATO],
    ['expansion nuclear'],
    ['actor:putin kind:direct after:2022-01-01 verdict:false nuclear'],
    ['actor:nato kind:direct after:2022-01-01 verdict:false nuclear', NATO],
  ];
  for (const [typed, ...found] of cases) it(typed || '(everything)', () => assert.deepEqual(texts(typed), found));

  it('counts all and gives back the first', () => {
    const { claims, claimCount, articles } = search('', 2);
    assert.deepEqual([claims.length, claimCount, articles.length], [2, 6, 3]);
  });
  it('an article is found by its title, though it has no claim that fits', () => {
    const lone = indexOf({ a: { title: 'Rain' }, b: { title: 'Snow', claims: [{ text: 'it rains' }] } });
    const found = (typed: string) => searchClaims(lone, parseQuery(typed), { limit: 9 }).articles.map(({ uri }) => uri);
    assert.deepEqual(found('rain'), ['a', 'b']);
    assert.deepEqual(found('rain kind:direct'), []);
    assert.deepEqual(found('rain -rains'), ['a']);
  });
  it('words are found as a plain search finds them', () =>
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.stringMatching(/^[ab]{1,4}$/), { maxLength: 4 }), { maxLength: 4 }),
        fc.stringMatching(/^[ab]{1,3}$/),
        fc.boolean(),
        (articles, word, negated) => {
          const made = indexOf(
            Object.fromEntries(articles.map((claims, i) => [`u${i}`, { claims: claims.map((text) => ({ text })) }])),
          );
          const { claimCount } = searchClaims(made, parseQuery(`${negated ? '-' : ''}${word}`), { limit: 0 });
          assert.equal(claimCount, articles.flat().filter((text) => text.includes(word) !== negated).length);
        },
      ),
    ));
  it('offers the corpus’ actors, publishers and verdicts', () => {
    const offer = offerFrom(index);
    assert.deepEqual(offer('actor', 'p'), ['Vladimir Putin']);
    assert.deepEqual(offer('publisher', ''), ['wdsm710.com']);
    assert.deepEqual(offer('verdict', ''), ['none', 'false', 'true']);
  });
});
