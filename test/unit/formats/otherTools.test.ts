import assert from 'node:assert/strict';
import type { ReadArticle } from '../../../src/formats/annotated';
import { type FormatId, formatOf } from '../../../src/formats/formats';
import { locatedIn } from '../../../src/formats/importing';

// Files as other tools write them, read against one article.

const TEXT =
  'Ferry sinks off coast\n“It was awful 😂,” said Zoë Müller, a nurse, on Monday.\nThe mayor said the ferry was old. The mayor left.\n';

/** `PERSON Zoë Müller`, `DATE Monday`, `claim …`, `note … on …` */
function summary({ entities, dates, attributions, notes = [], text = TEXT }: ReadArticle): string[] {
  const words = (spans: readonly { start: number; end: number }[]) => spans.map(({ start, end }) => text.slice(start, end)).join(' … '); // prettier-ignore
  return [
    ...entities.flatMap(({ type, mentions }) => mentions.map((mention) => `${type} ${words([mention])}`)),
    ...dates.map((date) => `${date.type} ${words([date])}${date.value && ` ${date.value}`}`),
    ...attributions.map(({ content }) => `claim ${words(content)}`),
    ...notes.map((note) => `note ${note.text} on ${words(note.spans)}`),
  ];
}

function read(format: FormatId, content: string) {
  const { articles, problems } = formatOf(format)!.read!([content]);
  const located = articles.map((article) => locatedIn(article, TEXT));
  return {
    found: located.flatMap(({ article }) => summary(article)),
    problems: [...problems, ...located.flatMap((each) => each.problems)].map(({ where, what }) => `${where}: ${what}`),
  };
}

/** What is found, and a pattern for each problem. */
type Case = [what: string, content: string, found: string[], ...problems: RegExp[]];

function cases(format: FormatId, all: readonly Case[]): void {
  describe(format, () => {
    for (const [what, content, expected, ...patterns] of all) {
      it(what, () => {
        const { found, problems } = read(format, content);
        assert.deepEqual(found, expected, problems.join('\n'));
        assert.equal(problems.length, patterns.length, problems.join('\n'));
        patterns.forEach((pattern, i) => assert.match(problems[i], pattern));
      });
    }
  });
}

const json = (value: unknown) => JSON.stringify(value);
const quote = (exact: string, prefix = '', suffix = '') => ({ type: 'TextQuoteSelector', exact, prefix, suffix });
const at = (start: number, end: number) => ({ type: 'TextPositionSelector', start, end });
const on = (...selector: object[]) => ({ source: 'x', selector });
const tag = (value: string) => ({ type: 'TextualBody', purpose: 'tagging', value });
const comment = (value: string) => ({ type: 'TextualBody', purpose: 'commenting', value });
const START = [...TEXT.slice(0, TEXT.indexOf('Zoë'))].length;

cases('webannotation', [
  ['a list', json([{ target: on(quote('Zoë Müller')), body: tag('PERSON') }]), ['PERSON Zoë Müller']],
  ['one alone', json({ type: 'Annotation', target: on(quote('Zoë Müller')), body: tag('Person') }), ['PERSON Zoë Müller']], // prettier-ignore
  ['a collection', json({ first: { items: [{ target: on(quote('Monday')), body: tag('date') }] } }), ['DATE Monday']],
  ['an export of Hypothesis', json({ rows: [{ target: [on(quote('nurse'))], tags: ['ORG'], text: 'sure?' }] }), ['ORG nurse', 'note sure? on nurse']], // prettier-ignore
  ['a selector that is no list', json([{ target: { selector: quote('nurse') }, body: tag('ORG') }]), ['ORG nurse']],
  ['a position in code points', json([{ target: on(quote('Zoë Müller'), at(START, START + 10)), body: tag('LOC') }]), ['LOC Zoë Müller']], // prettier-ignore
  ['a position in UTF-16 units', json([{ target: on(quote('Zoë Müller'), at(START + 1, START + 11)), body: tag('LOC') }]), ['LOC Zoë Müller']], // prettier-ignore
  ['a position elsewhere, the words only once', json([{ target: on(quote('Monday'), at(3, 9)), body: tag('DATE') }]), ['DATE Monday']], // prettier-ignore
  ['a position of 900 million', json([{ target: on(quote('Monday'), at(9e8, 9e8 + 6)), body: tag('DATE') }]), ['DATE Monday']], // prettier-ignore
  ['words that stand there twice, told apart', json([{ target: on(quote('The mayor', 'old. ', ' left')), body: tag('PERSON') }]), ['PERSON The mayor']], // prettier-ignore
  ['white space that differs', json([{ target: on(quote('nurse', 'Zoë  Müller,\n a ', ',on')), body: tag('ORG') }]), ['ORG nurse']], // prettier-ignore
  ['words that stand there twice', json([{ target: on(quote('The mayor')), body: tag('PERSON') }]), [], /annotation 1: "The mayor" is not in the text, or more than once/], // prettier-ignore
  ['words that are not there', json([{ target: on(quote('Reuters'), at(0, 7)), body: tag('ORG') }]), [], /annotation 1: "Reuters" is not in the text.*its position has "Ferry s"/], // prettier-ignore
  ['a position alone', json([{ target: on(at(0, 5)), body: tag('ORG') }]), [], /annotation 1: target 1 has a position alone/], // prettier-ignore
  ['another selector', json([{ target: on({ type: 'XPathSelector', value: '/p' }), body: tag('ORG') }]), [], /annotation 1: target 1 has no selector/], // prettier-ignore
  ['a page as target', json([{ target: 'https://a.example', body: tag('ORG') }]), [], /annotation 1: target 1 has no selector/], // prettier-ignore
  ['a comment by its purpose', json([{ target: on(quote('nurse')), body: comment('who?') }]), ['note who? on nurse']],
  ['a comment by its motivation', json([{ motivation: 'commenting', target: on(quote('nurse')), body: 'who?' }]), ['note who? on nurse']], // prettier-ignore
  ['a label and another', json([{ target: on(quote('nurse')), body: [tag('ORG'), tag('urgent')] }]), ['ORG nurse'], /annotation 1: "urgent" is not known here/], // prettier-ignore
  ['a label that is not known', json([{ target: on(quote('nurse')), body: tag('urgent') }]), [], /annotation 1: "urgent" is not known here: expected one of PERSON/], // prettier-ignore
  ['nothing said', json([{ target: on(quote('nurse')) }]), [], /annotation 1: it says nothing about its words/],
  ['bad ones between', json([7, null, { target: on(quote('nurse')), body: tag('ORG') }, {}]), ['ORG nurse'], /annotation 1: /, /annotation 2: /, /annotation 4: it has no target/], // prettier-ignore
  ['a claim id twice', json([1, 2].map(() => ({ attribution: 'a1', target: [{ ...on(quote('Ferry sinks')), role: 'content' }] }))), ['claim Ferry sinks'], /annotation 2: "a1" is there already/], // prettier-ignore
  ['a speaker who is not there', json([{ speaker: 'e9', target: [{ ...on(quote('Ferry sinks')), role: 'content' }] }]), ['claim Ferry sinks'], /annotation 1: the speaker "e9"/], // prettier-ignore
  ['nested 100,000 deep', '['.repeat(1e5) + ']'.repeat(1e5), [], /the file: not JSON \(it is nested more than 200 levels deep\)/], // prettier-ignore
  ['no annotations', '{"a":1}', [], /the file: it has no "items" and no "target"/],
]);

const label = (list: unknown, name = 'label') => json({ id: 1, text: TEXT, [name]: list });

cases('jsonl', [
  ['doccano', label([[START, START + 10, 'PERSON'], [START + 24, START + 30, 'DATE']]), ['PERSON Zoë Müller', 'DATE Monday']], // prettier-ignore
  ['doccano, labels', label([[0, 5, 'ORG']], 'labels'), ['ORG Ferry']],
  ['doccano, entities', label([{ id: 3, label: 'ORG', start_offset: 0, end_offset: 5 }], 'entities'), ['ORG Ferry']],
  ['Prodigy', label([{ start: 0, end: 5, label: 'ORG', token_start: 0 }], 'spans'), ['ORG Ferry']],
  ['doccano with relations', json({ text: TEXT, entities: [], label: [[0, 5, 'ORG']], relations: [{}] }), ['ORG Ferry'], /line 1: "relations" is not known here/], // prettier-ignore
  ['labels that are not known', label([[0, 5, 'BOAT'], [0, 5, 'BOAT'], [0, 5, 'ORG']]), ['ORG Ferry'], /line 1: the label "BOAT" is not known here: passed over, and 1 more/], // prettier-ignore
  ['spans that are wrong', label([[5, 0, 'ORG'], [0, 9e8, 'ORG'], [0, 5], ['a', 'b', 'ORG'], 7, [0, 5, 'ORG']]), ['ORG Ferry'], /label\[0\]/, /label\[1\].*after the end of the text/, /label of label\[2\]/, /label\[3\]/, /label\[4\]/], // prettier-ignore
  ['a classification', label(['good']), [], /label\[0\]/],
  ['another record', json({ id: 1, text: TEXT, sentiment: 'good' }), [], /line 1: no record of annotations: it has "id", "text", "sentiment"; expected/], // prettier-ignore
  ['an empty record', '{}', [], /line 1: no record of annotations: it has nothing/],
  ['no record', '[1]\n7\n"x"\nnull', [], /line 1/, /line 2/, /line 3/, /line 4/],
  ['lines that are bad', `{\n${label([[0, 5, 'ORG']])}\nx`, ['ORG Ferry'], /line 1: not JSON/, /line 3: not JSON/],
  ['nested 100,000 deep', `${'{"a":'.repeat(1e5)}1${'}'.repeat(1e5)}\n${label([[0, 5, 'ORG']])}`, ['ORG Ferry'], /line 1: not JSON \(it is nested/], // prettier-ignore
  ['an entity id twice', json({ text: TEXT, entities: [1, 2].map(() => ({ id: 'e1', type: 'ORG', name: 'x', mentions: [{ start: 0, end: 5 }] })), dates: [] }), ['ORG Ferry'], /entities\[1\]\.id/], // prettier-ignore
]);

const conll = (...lines: string[]) => lines.join('\n');

cases('conll', [
  ['CoNLL-2003', conll('-DOCSTART- -X- O O', '', 'Zoë NNP B-NP B-PER', 'Müller NNP I-NP I-PER', ', , O O'), ['PERSON Zoë Müller']], // prettier-ignore
  ['two columns with tabs', conll('said\tO', 'Zoë\tB-PER', 'Müller\tI-PER'), ['PERSON Zoë Müller']],
  ['IOB1', conll('said O', 'Zoë I-PER', 'Müller I-PER'), ['PERSON Zoë Müller']],
  ['BILOU', conll('Zoë B-PER', 'Müller L-PER', ', O', 'a O', 'nurse U-ORG'), ['PERSON Zoë Müller', 'ORG nurse']],
  ['CoNLL-U with labels in MISC', conll('# text = Zoë Müller', '1\tZoë\t_\tPROPN\t_\t_\t0\troot\t_\tNER=B-PER', '2\tMüller\t_\tPROPN\t_\t_\t1\tflat\t_\tSpaceAfter=No|NER=I-PER'), ['PERSON Zoë Müller']], // prettier-ignore
  ['columns that are named', conll('# global.columns = ID FORM NE', '1\tZoë\tB-PER', '2\tMüller\tI-PER'), ['PERSON Zoë Müller']], // prettier-ignore
  ['a date', conll('on O', 'Monday B-DATE'), ['DATE Monday']],
  ['words that touch', conll('Monday B-DATE', '. O'), ['DATE Monday']],
  ['words that stand there twice', conll('The B-PER', 'mayor I-PER'), [], /line 1: the words of the sentence are not in the article, or more than once/], // prettier-ignore
  ['told apart by what comes before', conll('old O', '. O', '', 'The B-PER', 'mayor I-PER'), ['PERSON The mayor']],
  ['a sentence that is not there', conll('Reuters B-ORG', '', 'nurse B-ORG'), ['ORG nurse'], /line 1: the words of the sentence are not in the article/], // prettier-ignore
  ['a label that is not known', conll('Zoë B-BOAT', 'Müller O'), [], /line 1: the label "BOAT" is not known here/],
  ['no labels', conll('Zoë NNP', 'Müller NNP'), [], /line 1: no column has labels/],
  ['nothing', '', [], /line 1: no column has labels/],
]);

describe('what takes long elsewhere comes to an end', () => {
  const word = 'a '.repeat(50_000);
  const slow: [format: FormatId, content: string][] = [
    ['conll', `${'a O\n'.repeat(40_000)}b B-PER\n`],
    ['conll', 'a O\na O\nb B-PER\n\n'.repeat(20_000)],
    ['conll', `# ${' '.repeat(100_000)}\nx B-PER`],
    ['webannotation', json(Array.from({ length: 500 }, () => ({ target: on(quote('a', 'b')), body: tag('ORG') })))],
    ['tei', `<TEI><text>${'<a>'.repeat(100_000)}x`],
    ['csv', `file,claim_offsets\n${'"a,"[0,5)"\n'.repeat(50_000)}`],
  ];
  for (const [format, content] of slow)
    it(`${format} ${content.slice(0, 12).replaceAll('\n', ' ')}…`, () => {
      const { articles, problems } = formatOf(format)!.read!([content]);
      const located = articles.map((article) => locatedIn(article, word));
      assert.ok(problems.length + located.reduce((sum, each) => sum + each.problems.length, 0) > 0);
    });
});
