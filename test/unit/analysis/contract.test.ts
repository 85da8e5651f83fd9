import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ARTICLES, mutatedText } from '../../../fuzz/texts';
import type { Analysis, Attribution, Entity, Span } from '../../../src/analysis/analysis';
import { type Origin, violationsOf } from '../../../src/analysis/contract';
import type { Models } from '../../../src/analysis/models';
import { packAnalysis, unpackAnalysis } from '../../../src/analysis/packed';
import { analyse } from '../../../src/analysis/pipeline';
import { applyReview } from '../../../src/review/apply';
import type { Decision } from '../../../src/review/review';
import { checkAnalysis } from '../../support/checkAnalysis';
import { ARTICLE_FOLDERS, corpusTexts } from '../../support/corpora';
import { ENGINES, testModels } from '../../support/models';
import { decisionsAbout } from '../review/decisions';

const TEXT =
  'Talks begin\n20220108\nhttps://a.example/b\n' +
  'GENEVA (Reuters) - “The bridge is closed,” Ann Lee, the mayor of Kyiv, said on Monday, “and it will stay so.”\n' +
  'Nobody came. Bo Ek added that the river (the Rhine) would rise. It rained. It was “too late. We will go,” Cy Ash wrote.';

/** Where words stand in TEXT. */
function at(words: string): Span {
  const start = TEXT.indexOf(words);
  assert.ok(start >= 0, words);
  return { start, end: start + words.length };
}

describe('the contract of an analysis', () => {
  let models: Models;
  let sound: Analysis;
  before(async () => {
    models = await testModels();
    sound = analyse(TEXT, { models });
  });

  it('is kept by what a machine finds', () => assert.deepEqual(violationsOf(sound, TEXT), []));

  /** The analysis with one attribution, which has these words. */
  const saying = (source: string[], cue: string[], content: string[]): Analysis => {
    const [source_, cue_, content_] = [source, cue, content].map((words) => words.map(at));
    const roles = { source: source_, cue: cue_, content: content_ };
    return withAttributions([{ ...roles, id: 'a1', kind: 'indirect', confidence: 1, actor: null }]);
  };
  const withAttributions = (attributions: Attribution[]): Analysis => {
    const { claims, actors } = unpackAnalysis(packAnalysis({ ...sound, attributions, claims: [], actors: [] }), TEXT);
    return { ...sound, attributions, claims, actors };
  };
  const [ANN, SAID] = ['Ann Lee, the mayor of Kyiv', 'said on Monday'];

  const allowed: [what: string, source: string[], cue: string[], content: string[]][] = [
    ['source and cue between two pieces', [ANN], [SAID], ['“The bridge is closed,”', '“and it will stay so.”']],
    ['what belongs to them too', ['Ann Lee'], ['said'], ['“The bridge is closed,”', '“and it will stay so.”']],
    ['a parenthesis', ['Bo Ek'], ['added'], ['that the river', 'would rise']],
    ['a piece that begins amid the sentence of the cue', ['Bo Ek'], ['added'], ['would rise']],
    ['one that goes on in another sentence, from its begin', ['Bo Ek'], ['added'], ['that the river (the Rhine) would rise. It rained']], // prettier-ignore
    ['a piece that is another sentence', ['Bo Ek'], ['added'], ['Nobody came.', 'that the river (the Rhine) would rise', 'It rained.']], // prettier-ignore
    ['a quotation that begins amid an earlier sentence', ['Cy Ash'], ['wrote'], ['“too late. We will go,”']],
  ];
  for (const [what, source, cue, content] of allowed)
    it(`allows ${what}`, () => assert.deepEqual(violationsOf(saying(source, cue, content), TEXT), []));

  const forbidden: [what: string, source: string[], cue: string[], content: string[], RegExp][] = [
    ['a hole', ['Bo Ek'], ['added'], ['that the river (the Rhine)', 'rise'], /content\[1\].*leaves out "would "/],
    ['a hole beside source and cue', ['Ann Lee'], ['the mayor'], ['“The bridge is closed,”', 'on Monday'], /content\[1\].*leaves out "Ann Lee, .* said "/], // prettier-ignore
    ['a scrap of a later sentence', ['Bo Ek'], ['added'], ['would rise', 'rained'], /content\[1\].*leaves out "It "/],
    ['a scrap of an earlier sentence', ['Bo Ek'], ['added'], ['came.', 'would rise'], /content\[0\].*amid a sentence/],
    ['pieces out of order', ['Bo Ek'], ['added'], ['would rise', 'that the river'], /content\[1\].*begins at/],
    ['a piece twice', ['Bo Ek'], ['added'], ['would rise', 'would rise'], /content\[1\].*begins at/],
    [
      'a piece within another',
      ['Bo Ek'],
      ['said'],
      ['the river (the Rhine) would', 'would'],
      /content\[1\].*begins at/,
    ],
    ['part of a token', ['Bo Ek'], ['added'], ['ould rise'], /content\[0\].*amid a token/],
    ['a word in two roles', ['Bo Ek'], ['added'], ['Ek added that the river'], /content\[0\].*shares "Ek"/],
    ['no content', ['Bo Ek'], ['added'], [], /content.*missing/],
    ['a piece without a word', ['Bo Ek'], ['added'], ['('], /content\[0\].*has no word/],
    ['a source that ends in a comma', ['Ann Lee,'], ['said'], ['on Monday'], /source\[0\].*ends with ","/],
    ['a cue that begins with a comma', ['Ann Lee'], [', said'], [], /content.*missing/],
  ];
  for (const [what, source, cue, content, wanted] of forbidden)
    it(`forbids ${what}`, () => assert.match(found(saying(source, cue, content)), wanted));

  const found = (analysis: Analysis, origin: Origin = 'machine'): string =>
    violationsOf(analysis, TEXT, origin)
      .map(({ where, what }) => `${where}: ${what}`)
      .join('\n');
  const withMentions = (mentions: Span[]): Analysis => {
    const made = mentions.map((span) => ({ ...span, kind: 'name' as const, entity: 'e1' }));
    const entity: Entity = { id: 'e1', type: 'PERSON', name: 'x', aliases: [], named: true, plural: false, mentions: made }; // prettier-ignore
    return { ...withAttributions([]), entities: [entity] };
  };
  const withDates = (...spans: Span[]): Analysis => ({
    ...sound,
    dates: spans.map((span) => ({ ...span, type: 'DATE', value: '2022' })),
  });

  const broken: [what: string, make: () => Analysis, wanted: RegExp, byPerson: boolean][] = [
    ['a reversed title', () => ({ ...sound, header: { title: { value: 'x', span: { start: 2, end: 1 } }, problems: [] } }), /header.title: 2-1 is reversed/, true], // prettier-ignore
    ['an empty title', () => ({ ...sound, header: { title: { value: '', span: { start: 1, end: 1 } }, problems: [] } }), /header.title: 1 is empty/, true], // prettier-ignore
    ['a paragraph beyond the text', () => ({ ...sound, paragraphs: [{ start: 0, end: 1e6, role: 'body', textStart: 0 }] }), /paragraphs\[0\]: 0-1000000 is outside/, true], // prettier-ignore
    ['paragraphs that overlap', () => ({ ...sound, paragraphs: [...sound.paragraphs, sound.paragraphs[0]] }), /paragraphs\[\d\]: begins at/, true], // prettier-ignore
    ['a text that starts outside its paragraph', () => ({ ...sound, paragraphs: sound.paragraphs.map((each) => ({ ...each, textStart: 0 })) }), /textStart/, true], // prettier-ignore
    ['half an offset', () => withDates({ start: 0.5, end: 5 }), /dates\[0\]: has offsets/, true],
    ['dates out of order', () => withDates(at('Monday'), at('Talks')), /dates\[1\]/, true],
    ['dates that overlap', () => withDates(at('on Monday'), at('Monday')), /dates\[1\]/, false],
    ['a mention amid a token', () => withMentions([at('ridge')]), /mentions\[0\]: \d+ is amid/, false],
    ['an entity without mentions', () => withMentions([]), /entities\[0\].mentions: are none/, false],
    ['mentions that overlap', () => withMentions([at('Ann Lee'), at('Lee')]), /mentions\[1\]/, false],
    ['a mention twice', () => withMentions([at('Ann Lee'), at('Ann Lee')]), /mentions\[1\]/, true],
    ['a dateline’s place outside it', () => ({ ...sound, dateline: { ...at('GENEVA'), place: at('Ann') } }), /dateline.place: is outside/, true], // prettier-ignore
    ['a token in another sentence', () => ({ ...sound, tokens: { ...sound.tokens, sentence: sound.tokens.sentence.map(() => 0) } }), /tokens\[\d+\].sentence/, false], // prettier-ignore
    ['sentences with a gap', () => ({ ...sound, sentences: { ...sound.sentences, firstToken: sound.sentences.firstToken.map((i) => i + 1) } }), /sentences\[0\]: begins with token 1/, false], // prettier-ignore
    ['a claim with other words', () => ({ ...sound, claims: sound.claims.map((each) => ({ ...each, text: 'x' })) }), /claims\[0\]/, true], // prettier-ignore
    ['a lost claim', () => ({ ...sound, claims: sound.claims.slice(1) }), /claims: are/, true],
    ['an actor that is no entity', () => ({ ...sound, entities: [] }), /actor: e\d+ is no entity/, true],
  ];
  for (const [what, make, wanted, byPerson] of broken) {
    it(`forbids ${what}`, () => {
      assert.match(found(make()), wanted);
      if (byPerson) assert.match(found(make(), 'person'), wanted);
      else assert.doesNotMatch(found(make(), 'person'), wanted);
    });
  }

  // What was wrong, in the smallest form that was seen.
  const repeated: [text: string, claims: string[]][] = [
    [
      '“The bridge is not safe,” the mayor said. “It must be closed.”\n“We will build a new one next year, and it will be a better one.”',
      [
        '“The bridge is not safe,” … “It must be closed.” “We will build a new one next year, and it will be a better one.”',
      ],
    ],
    [
      'The minister said: “The talks have failed and nobody is to blame for it.\n“We will meet again next week in Geneva, as we agreed.”\n“There is no other way out of this, and everybody knows that.”',
      [
        '“The talks have failed and nobody is to blame for it. “We will meet again next week in Geneva, as we agreed.” “There is no other way out of this, and everybody knows that.”',
      ],
    ],
    ['Rain will fall on Friday, forecasters say. The match was lost.', ['Rain will fall on Friday']],
    ['The match was lost. Rain will fall on Friday, forecasters say.', ['Rain will fall on Friday']],
    ['Prices rose by 5% in May, the bank said. Nobody was hurt. It rained all day.', ['Prices rose by 5% in May']],
  ];
  for (const engine of Object.keys(ENGINES)) {
    describe(`and the ${engine} engine`, () => {
      for (const [text, claims] of repeated) {
        it(`quotes once and nothing else: ${text.slice(0, 60)}`, async () => {
          const analysis = await ENGINES[engine](text, { form: 'body' });
          checkAnalysis(analysis, text);
          assert.deepEqual(analysis.claims.map((claim) => claim.text), claims); // prettier-ignore
        });
      }

      it('hold over the articles that come with the project', async () => {
        for (const text of ARTICLES) checkAnalysis(await ENGINES[engine](text), text);
      });

      it('hold over mutated articles', async function () {
        this.timeout(300_000);
        const runs = engine === 'fast' ? 150 : 15;
        await fc.assert(
          fc.asyncProperty(mutatedText(engine === 'fast' ? 6000 : 1500), async (text) =>
            checkAnalysis(await ENGINES[engine](text), text),
          ),
          { numRuns: runs },
        );
      });

      for (const folder of ARTICLE_FOLDERS) {
        const texts = corpusTexts(folder);
        if (!texts) {
          before(() => console.warn(`      (not tried on ${folder}: the corpora are not there, see HEARSAY_CORPORA)`));
          continue;
        }
        const step = engine === 'fast' ? 5 : Math.ceil(texts.length / 2);
        const some = texts.filter((_, i) => i % step === 0);
        it(`hold over ${some.length} of the ${texts.length} articles of ${folder}; npm run contract takes all`, async function () {
          this.timeout(300_000);
          for (const { name, text } of some) {
            const analysis = await ENGINES[engine](text);
            assert.doesNotThrow(() => checkAnalysis(analysis, text), name);
          }
        });
      }
    });
  }

  it('is kept when people have reviewed it, whatever a file says', () => {
    const { decide, mention, date, anchor } = decisionsAbout(TEXT);
    const words = fc.constantFrom(...['Ann Lee', 'Ann', 'Lee', 'Bo Ek', 'Monday', 'on Monday', 'the river', 'river (the Rhine)', 'would rise', 'rise. It rained', '“The bridge is closed,”', 'bridge', 'said']); // prettier-ignore
    const anchors = fc.array(words, { minLength: 1, maxLength: 4 }).map((all) => all.map((each) => anchor(each)));
    const attribution = fc.tuple(anchors, anchors, anchors).map(([source, cue, content]) => ({
      ...{ kind: 'attribution' as const, source, cue, content, speech: 'indirect' as const, speaker: null },
    }));
    const annotation = fc.oneof(
      attribution,
      words.map((each) => mention(each)),
      words.map((each) => date(each, '2022-01-10')),
    );
    const action = fc.constantFrom('add', 'accept', 'reject', 'correct', 'split');
    const decision = fc.tuple(annotation, action).map(([state, act]): Decision => {
      const fields = state.kind === 'attribution' ? ['content', 'source', 'cue'] : ['span'];
      const made = act === 'correct' ? { do: act, fields } : act === 'split' ? { do: act, name: 'Other' } : { do: act };
      return decide(state, made as Decision['action']);
    });
    fc.assert(
      fc.property(fc.array(decision, { maxLength: 8 }), (decisions) => {
        const { analysis } = applyReview(sound, TEXT, decisions);
        assert.deepEqual(violationsOf(analysis, TEXT, 'person'), []);
      }),
      { numRuns: 500 },
    );
  });
});
