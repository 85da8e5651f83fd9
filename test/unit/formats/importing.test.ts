import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Span, TimeExpression } from '../../../src/analysis/analysis';
import {
  type AnnotatedArticle,
  type Annotations,
  type ReadArticle,
  allAnnotations,
} from '../../../src/formats/annotated';
import { importArticle } from '../../../src/formats/importing';
import { PartialText } from '../../../src/formats/partialText';
import { textHash } from '../../../src/formats/provenance';
import { NO_ANNOTATIONS } from '../../../src/formats/reading';
import { annotatedArticle } from '../../../src/formats/reviewed';
import { applyReview } from '../../../src/review/apply';
import { PUTIN, handmade } from '../../support/handmade';
import { articles } from './arbitrary';

const BY = { author: 'Ann', time: '2022-01-09T12:00:00.000Z' };
const { text } = PUTIN;
/** What the article shows when the machine has found everything. */
const SHOWN: Annotations = { ...PUTIN.analysis, judgements: new Map() };
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

  it('words of which the file has only a part are left out, each with its place', () => {
    const { mentions } = PUTIN.analysis.entities[0];
    const [mention] = mentions;
    const known = PartialText.of([{ start: mention.start, words: text.slice(mention.start, mention.end - 1) }], () =>
      assert.fail(),
    );
    const article = { ...NO_ANNOTATIONS, known, entities: [{ ...PUTIN.analysis.entities[0], mentions: [mention] }] };
    const places = new Map([[mention, 'line 7']]);
    const changed = text.replace(text.slice(mention.start, mention.end), 'Somebody');
    const { problems, decisions } = importArticle({ ...article, places }, changed, NO_ANNOTATIONS, BY);
    assert.deepEqual(decisions, []);
    const what = `the words from ${mention.start} to ${mention.end} are not all in the file, and the article is another now: left out`;
    assert.deepEqual(problems, [{ where: 'line 7', what }]);
  });

  describe('a date without a value', () => {
    const [found] = PUTIN.analysis.dates;
    const bare = { start: found.start, end: found.end, type: 'DATE', value: '' } as const;
    const cases: [
      what: string,
      date: TimeExpression,
      shown: Annotations,
      known: number,
      problem: RegExp | undefined,
    ][] = [
      ['says nothing against the value that was found', bare, SHOWN, 1, undefined],
      [
        'of another type than was found is said',
        { ...bare, type: 'DURATION' },
        SHOWN,
        0,
        /is a DURATION without a value, and here it is DATE 2022-01-10, and stays so/,
      ],
      [
        'where none was found is said',
        bare,
        NO_ANNOTATIONS,
        0,
        /is a DATE without a value, and none was found there: left out/,
      ],
    ];
    for (const [what, date, shown, known, problem] of cases) {
      it(what, () => {
        const read = importArticle({ ...NO_ANNOTATIONS, text, dates: [date], places: new Map([[date, 'line 3']]) }, text, shown, BY); // prettier-ignore
        assert.deepEqual([read.decisions, read.known], [[], known]);
        assert.deepEqual(
          read.problems.map(({ where }) => where),
          problem ? ['line 3'] : [],
        );
        if (problem) assert.match(read.problems[0].what, problem);
      });
    }
    it('with one is decided', () => {
      const dates = [{ ...bare, value: '2022-01-11' }];
      const { decisions } = importArticle({ ...NO_ANNOTATIONS, text, dates }, text, SHOWN, BY);
      assert.deepEqual(decisions.map(({ action, annotation }) => [action.do, annotation.kind === 'date' && annotation.value]), [['add', '2022-01-11']]); // prettier-ignore
    });
  });

  describe('notes', () => {
    const [{ mentions: [mention] }] = PUTIN.analysis.entities; // prettier-ignore
    const [{ content }] = PUTIN.analysis.attributions;
    const [date] = PUTIN.analysis.dates;
    const places: [what: string, spans: readonly Span[], kind: string][] = [
      ['a name', [mention], 'mention'],
      ['a claim', content, 'attribution'],
      ['a date', [date], 'date'],
    ];
    for (const [what, spans, kind] of places) {
      for (const [how, shown, own] of [
        ['shown', SHOWN, NO_ANNOTATIONS],
        ['imported with it', NO_ANNOTATIONS, SHOWN],
      ] as const) {
        // prettier-ignore
        it(`on ${what} that is ${how}`, () => {
          const notes = [{ spans, text: 'Check this.', author: 'Ben', where: 'line 9' }];
          const { decisions, problems } = importArticle({ ...own, text, notes }, text, shown, BY);
          assert.deepEqual(problems, []);
          const noted = decisions.filter(({ action }) => action.do === 'note');
          assert.deepEqual(noted.map(({ author, action, annotation }) => [author, action, annotation.kind]), [['Ben', { do: 'note', text: 'Check this.' }, kind]]); // prettier-ignore
        });
      }
    }
    it('on other words are said', () => {
      const notes = [{ spans: [{ start: 1, end: 3 }], text: 'Check this.', where: 'line 9' }];
      const { decisions, problems } = importArticle({ ...NO_ANNOTATIONS, text, notes }, text, SHOWN, BY);
      assert.deepEqual([decisions, problems.map(({ where }) => where)], [[], ['line 9']]);
      assert.match(problems[0].what, /is not a name, date or claim here, so the note "Check this\." has no place/);
    });
  });

  it('offsets after the end of the article are refused one by one, the others are imported', () => {
    const [first, second] = PUTIN.analysis.entities;
    const far = { start: 900_000_000, end: 900_000_004, kind: 'name', entity: first.id } as const;
    const entities = [{ ...first, mentions: [first.mentions[0], far] }, second];
    const article = { ...NO_ANNOTATIONS, hash: textHash(text), entities, places: new Map([[far, 'line 2']]) };
    const { decisions, problems } = importArticle(article, text, NO_ANNOTATIONS, BY);
    assert.equal(decisions.length, 1 + second.mentions.length);
    assert.deepEqual(problems, [{ where: 'line 2', what: `the words from 900000000 to 900000004 are after the end of the article (${text.length}): left out` }]); // prettier-ignore
  });

  it('a text that names no article and shares no line with this one is another', () => {
    const other = { ...NO_ANNOTATIONS, text: 'Quite another text.\n' };
    const { decisions, problems } = importArticle(other, text, NO_ANNOTATIONS, BY);
    assert.deepEqual(decisions, []);
    assert.match(problems[0].what, /no line in common/);
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
