import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type AnnotatedArticle,
  type Annotations,
  type ReadArticle,
  allAnnotations,
} from '../../../src/formats/annotated';
import { importArticle } from '../../../src/formats/importing';
import { textHash } from '../../../src/formats/provenance';
import { NO_ANNOTATIONS } from '../../../src/formats/reading';
import { annotatedArticle } from '../../../src/formats/reviewed';
import { applyReview } from '../../../src/review/apply';
import { PUTIN, handmade } from '../../support/handmade';
import { articles } from './arbitrary';

const BY = { author: 'Ann', time: '2022-01-09T12:00:00.000Z' };
const { text } = PUTIN;
const MACHINE = handmade(text, {}).analysis;
const judgements = new Map([
  ['a2', { verdict: 'false', note: 'No source.', author: 'Ben', time: '2022-02-01T00:00:00Z' }],
]);
const ARTICLE: ReadArticle = { text, ...PUTIN.analysis, judgements };

const shownBy = (decisions: Parameters<typeof applyReview>[2], analysis = MACHINE): AnnotatedArticle =>
  annotatedArticle('a.txt', text, applyReview(analysis, text, decisions), '');

describe('importArticle', () => {
  it('what is not shown becomes the author’s own', () => {
    const { decisions, known, problems } = importArticle(ARTICLE, text, NO_ANNOTATIONS, BY);
    assert.deepEqual([known, problems], [0, []]);
    const shown = shownBy(decisions);
    assert.deepEqual(
      shown.analysis.claims.map(({ text: words, kind }) => [words, kind]),
      PUTIN.analysis.claims.map(({ text: words, kind }) => [words, kind]),
    );
    const entities = ({ entities: all }: AnnotatedArticle['analysis']) =>
      all.map(({ name, type, mentions }) => `${name} ${type} ${mentions.length}`).sort();
    assert.deepEqual(entities(shown.analysis), entities(PUTIN.analysis));
    assert.deepEqual(shown.analysis.dates.map(({ value }) => value), ['2022-01-10']); // prettier-ignore
    const actors = ({ claims, entities }: AnnotatedArticle['analysis']) =>
      claims.map(({ actor }) => entities.find(({ id }) => id === actor)?.name);
    assert.deepEqual(actors(shown.analysis), actors(PUTIN.analysis));
  });

  it('verdicts and notes keep who gave them, and when', () => {
    const { decisions } = importArticle(ARTICLE, text, NO_ANNOTATIONS, BY);
    const given = decisions.filter(({ action }) => action.do === 'verdict' || action.do === 'note');
    assert.deepEqual(given.map(({ author, time }) => [author, time]), [['Ben', '2022-02-01T00:00:00Z'], ['Ben', '2022-02-01T00:00:00Z']]); // prettier-ignore
    const shown = shownBy(decisions);
    const claim = shown.analysis.claims.find((each) => each.text.startsWith('an end'))!;
    assert.deepEqual(shown.judgements.get(claim.id), judgements.get('a2'));
    assert.ok(decisions.every(({ author, action }) => action.do !== 'add' || author === 'Ann'));
  });

  it('what is shown already changes nothing, but for its verdict', () => {
    const shown: Annotations = { ...PUTIN.analysis, judgements: new Map() };
    const { decisions, known } = importArticle(ARTICLE, text, shown, BY);
    assert.deepEqual(decisions.map(({ action }) => action), [{ do: 'verdict', verdict: 'false' }, { do: 'note', text: 'No source.' }]); // prettier-ignore
    assert.equal(known, 5 + 12 + 1);
  });

  it('the same again gives the same decisions', () => {
    const ids = () => importArticle(ARTICLE, text, NO_ANNOTATIONS, BY).decisions.map(({ id }) => id);
    assert.deepEqual(ids(), ids());
    assert.equal(new Set(ids()).size, ids().length);
    for (const id of ids())
      assert.match(id, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('a verdict alone is about the claim that is shown', () => {
    const [{ content }] = PUTIN.analysis.attributions;
    const bare = { id: 'a1', source: [], cue: [], content, kind: 'indirect', confidence: 1, actor: null } as const;
    const one = { ...NO_ANNOTATIONS, text, attributions: [bare], judgements: new Map([['a1', { verdict: 'true' }]]) };
    const shown = { ...PUTIN.analysis, judgements: new Map() };
    const { decisions } = importArticle(one, text, shown, BY);
    assert.deepEqual(decisions.map(({ action }) => action.do), ['verdict']); // prettier-ignore
    assert.deepEqual(decisions[0].annotation.kind === 'attribution' && decisions[0].annotation.cue[0].exact, 'said');
  });

  const untold: [what: string, article: ReadArticle][] = [
    ['neither text nor hash', { ...ARTICLE, text: undefined }],
    ['the hash of another text', { ...ARTICLE, text: undefined, hash: textHash('x') }],
  ];
  for (const [what, article] of untold) {
    it(`${what}: nothing, and it is said`, () => {
      const { decisions, problems } = importArticle(article, text, NO_ANNOTATIONS, BY);
      assert.deepEqual([decisions, problems.length], [[], 1]);
      assert.match(problems[0].what, /could mean other words/);
    });
  }

  it('the hash of this text is enough', () => {
    const article = { ...ARTICLE, text: undefined, hash: textHash(text) };
    assert.ok(importArticle(article, text, NO_ANNOTATIONS, BY).decisions.length > 10);
  });

  it('an article that has changed keeps the quotations: nothing is put on other words', () => {
    const changed = text.replace('The talks start on Monday', 'Yesterday it began');
    const { decisions, prints } = importArticle(ARTICLE, changed, NO_ANNOTATIONS, BY);
    const byId = new Map(prints.map((print) => [print.id, print]));
    const { analysis, orphans } = applyReview(handmade(changed, {}).analysis, changed, decisions, byId);
    for (const claim of analysis.claims) assert.ok(PUTIN.analysis.claims.some((each) => each.text === claim.text), claim.text); // prettier-ignore
    assert.ok(orphans.length > 0);
  });

  it('words of which the file tells only a part are left out, and it is said', () => {
    const start = text.indexOf('Vladimir');
    const known = `${text.slice(0, start + 3)}\0${text.slice(start + 4)}`;
    const changed = `${text} More.`.replace('Russian President', 'President');
    const { problems } = importArticle({ ...ARTICLE, text: known }, changed, NO_ANNOTATIONS, BY);
    assert.deepEqual(problems.map(({ what }) => what), ['1 annotation left out: not all of the words are known']); // prettier-ignore
  });

  it('any article: what was imported is shown, and importing again adds nothing', () => {
    fc.assert(
      fc.property(articles({ tokens: true }), (article) => {
        const { decisions, problems } = importArticle({ ...allAnnotations(article), text: article.text }, article.text, NO_ANNOTATIONS, BY); // prettier-ignore
        assert.deepEqual(problems, []);
        const again = importArticle(
          { ...allAnnotations(article), text: article.text },
          article.text,
          NO_ANNOTATIONS,
          BY,
        );
        assert.deepEqual(again.decisions, decisions);
        for (const { target } of decisions)
          for (const { exact, start, end } of target) assert.equal(article.text.slice(start, end), exact);
      }),
      { numRuns: 50 },
    );
  });
});
