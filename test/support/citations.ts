import assert from 'node:assert/strict';
import Papa from 'papaparse';
import type { Analysis, Claim } from '../../src/analysis/analysis';
import { citation } from '../../src/formats/citation';
import { formatOf } from '../../src/formats/formats';
import type { AnnotatedArticle } from '../../src/formats/annotated';
import { unneutralised } from '../../src/formats/csv';
import { articlePage } from '../../src/formats/page';
import { onOneLine, withoutQuotes } from '../../src/formats/words';

/** What Markdown shows. */
const unescaped = (markdown: string): string => markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1');

/**
 * Checks that whatever quotes a claim quotes the article: its words in their order, none twice, and " … " where some were left out.
 * @throws AssertionError naming the claim and the format
 */
export function checkCitations(analysis: Analysis, text: string): void {
  for (const claim of analysis.claims) checkWords(claim, text);
  const { claims } = analysis;
  const judgements = new Map(claims.map(({ id }) => [id, { verdict: 'false' }]));
  const article: AnnotatedArticle = { file: 'a.txt', text, hash: '', model: 'm', analysis, judgements };
  const written = (id: string): string => formatOf(id)!.write(article)[0];

  const report = unescaped(written('markdown'));
  const page = onOneLine(articlePage('a.txt', text, analysis));
  const rows = Papa.parse<string[]>(written('csv').trim()).data;
  const reviews = claims.length ? (JSON.parse(written('claimreview')) as { '@graph': { claimReviewed: string }[] })['@graph'] : []; // prettier-ignore
  const record = JSON.parse(written('jsonl')) as { text: string; attributions: { content: unknown }[] };
  const { items } = JSON.parse(written('webannotation')) as { items: WebAnnotation[] };
  const targets = new Map(items.flatMap(({ attribution, target }) => (attribution === undefined ? [] : [[attribution, target]]))); // prettier-ignore
  assert.equal(record.text, text);
  claims.forEach((claim, c) => {
    const words = onOneLine(claim.text);
    const within = (format: string, output: string): void =>
      assert.ok(output.includes(claim.kind === 'direct' ? `“${withoutQuotes(words)}”` : words), `${format} has not ${JSON.stringify(words)}`); // prettier-ignore
    within('the report', report);
    within('the page', page);
    const cited = { ...analysis, text };
    const core = claim.kind === 'direct' ? withoutQuotes(words) : withoutQuotes(words).replace(/[.,;:]$/, '');
    assert.ok(citation(claim, cited, 'plain').includes(core), `the citation has not ${JSON.stringify(core)}`);
    assert.ok(unescaped(citation(claim, cited, 'markdown')).includes(core), `the citation in Markdown has not ${core}`);
    assert.equal(unneutralised(rows[c][4]), words, 'CSV');
    assert.equal(reviews[c].claimReviewed, words, 'ClaimReview');
    assert.deepEqual(record.attributions[c].content, claim.attribution.content.map(({ start, end }) => ({ start, end })), 'JSON Lines'); // prettier-ignore
    const quotes = targets.get(claim.id)!.filter(({ role }) => role === 'content').map(({ selector }) => selector[0].exact); // prettier-ignore
    assert.deepEqual(quotes, claim.attribution.content.map(({ start, end }) => text.slice(start, end)), 'Web Annotation'); // prettier-ignore
  });
}

interface WebAnnotation {
  readonly attribution?: string;
  readonly target: readonly { readonly role: string; readonly selector: readonly [{ readonly exact: string }] }[];
}

/** Of the text between two pieces all is copied, when there is no word in it, or " … " stands for it. */
function checkWords({ text: words, attribution, id }: Claim, text: string): void {
  const folded = (start: number, end: number): string => text.slice(start, end).replace(/\s+/g, ' ');
  const { content } = attribution;
  let at = 0;
  content.forEach(({ start, end }, i) => {
    const gap = i ? folded(content[i - 1].end, start) : '';
    const glue = i ? (/[\p{L}\p{N}]/u.test(gap) ? ' … ' : gap) : '';
    const piece = glue + folded(start, end);
    assert.equal(words.slice(at, at + piece.length), piece, `${id} is cited as ${JSON.stringify(words)}`);
    at += piece.length;
  });
  assert.equal(at, words.length, `${id} is cited as ${JSON.stringify(words)}, which goes on`);
}
