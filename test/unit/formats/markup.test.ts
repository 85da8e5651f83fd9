import assert from 'node:assert/strict';
import { readTei } from '../../../src/formats/tei';
import { annotatedArticle } from '../../../src/formats/reviewed';
import { writeClaimReviews } from '../../../src/formats/claimReview';
import { writeReport } from '../../../src/formats/report';
import { parseXml } from '../../../src/formats/xml';
import { handmade } from '../../support/handmade';

// An article is untrusted: nothing in it may become markup of the formats that have some.

const TEXT = '![x](http://evil.example/a.png) <script>alert(1)</script>\n[Ann](command:x) said | # a --- b\n';
const { analysis } = handmade(TEXT, {
  header: { title: { value: TEXT.split('\n')[0] } },
  entities: [{ name: '[Ann](command:x)', mentions: ['Ann'] }],
  claims: [{ actor: '[Ann](command:x)', source: 'Ann', cue: 'said', content: ['| # a --- b'] }],
});
const article = annotatedArticle('a<b>.txt', TEXT, { analysis, reviews: new Map() }, 'hearsay test');
const judged = { ...article, judgements: new Map([['a1', { verdict: 'half <b>true</b>', note: '[n](http://x.example)', author: 'Ann' }]]) }; // prettier-ignore

describe('articles in markup', () => {
  it('a report has no link, image, HTML or table of the article’s', () => {
    const report = writeReport(judged);
    assert.doesNotMatch(report, /(?<!\\)[[\]<>|`]/);
    assert.deepEqual(report.split('\n').filter((line) => line.startsWith('#')).length, 2);
  });

  it('a report’s verdicts, notes and lines', () => {
    const report = writeReport(judged);
    assert.match(report, /said · indirect · line 2\n {2}- \*\*half .*\*\* \(Ann\)\n {2}- \\\[n\\\]/);
    assert.match(report, /SHA-256 of the text: [0-9a-f]{64}\n$/);
  });

  it('ClaimReview only for what was judged', () => {
    assert.deepEqual(writeClaimReviews(article), '');
    const notChecked = { ...article, judgements: new Map([['a1', { verdict: 'not checked' }]]) };
    assert.deepEqual(writeClaimReviews(notChecked), '');
    const ratings = [['false', 1], ['misleading', 2], ['true', 3], ['unverifiable', undefined], ['toString', undefined]] as const; // prettier-ignore
    for (const [verdict, rating] of ratings) {
      const written = writeClaimReviews({ ...article, judgements: new Map([['a1', { verdict }]]) });
      const { '@graph': graph } = JSON.parse(written) as { '@graph': { reviewRating: Record<string, unknown> }[] };
      assert.deepEqual([graph[0].reviewRating.alternateName, graph[0].reviewRating.ratingValue], [verdict, rating]);
    }
  });

  const refused: [xml: string, what: RegExp][] = [
    ['<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>', /document type declaration/],
    ['<x>&b;</x>', /undefined entity/],
    ['<x><y></x>', /unexpected close tag/],
    ['<x a="1" a="2"/>', /duplicate attribute/],
    ['', /document must contain a root element/],
  ];
  for (const [xml, what] of refused) {
    it(`XML ${xml || '(empty)'} is refused`, () => {
      const problem = parseXml(xml, { open: () => {}, close: () => {}, text: () => {} });
      assert.equal(problem?.where, 'line 1');
      assert.match(problem.what, what);
    });
  }

  it('reads TEI of others: names, dates and what is said', () => {
    const { articles: [read], problems } = readTei(
      '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>\n <div>\n  <p><persName>Ann Lee</persName> of <orgName>Reuters</orgName>: <said direct="true">we met on <date when="2022-01-08">Saturday</date></said>.</p>\n </div>\n</body></text></TEI>',
    ); // prettier-ignore
    assert.deepEqual(problems, []);
    assert.equal(read.text, 'Ann Lee of Reuters: we met on Saturday.');
    assert.deepEqual(read.entities.map(({ type, name }) => [type, name]), [['PERSON', 'Ann Lee'], ['ORG', 'Reuters']]); // prettier-ignore
    assert.deepEqual(read.dates, [{ start: 30, end: 38, type: 'DATE', value: '2022-01-08' }]);
    assert.deepEqual(read.attributions.map(({ content, kind }) => [content, kind]), [[[{ start: 20, end: 38 }], 'direct']]); // prettier-ignore
  });
});
