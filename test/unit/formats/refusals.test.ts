import assert from 'node:assert/strict';
import { type FormatId, formatOf } from '../../../src/formats/formats';

// One item of a file is wrong: it is said, with its place, and the others are read. (brat and WebAnno TSV: see their tests.)

/** How many names, dates and claims are read, and a pattern for each problem: `place: reason`. */
type Case = [
  what: string,
  content: string,
  read: [names: number, dates: number, claims: number],
  ...problems: RegExp[],
];

function cases(format: FormatId, all: readonly Case[]): void {
  describe(format, () => {
    for (const [what, content, expected, ...patterns] of all) {
      it(what, () => {
        const { articles, problems } = formatOf(format)!.read!([content]);
        const said = problems.map((problem) => `${problem.where}: ${problem.what}`);
        const names = articles.flatMap(({ entities }) => entities.flatMap(({ mentions }) => mentions)).length;
        const [dates, claims] = [articles.flatMap((each) => each.dates), articles.flatMap((each) => each.attributions)];
        assert.deepEqual([names, dates.length, claims.length], expected, said.join('\n'));
        assert.equal(said.length, patterns.length, said.join('\n'));
        patterns.forEach((pattern, i) => assert.match(said[i], pattern));
      });
    }
  });
}

const HEAD = '# global.columns = ID FORM XPOS START END NE TIMEX SOURCE CUE CONTENT MISC';
const ENTITY = '# entity = {"id":"e1","type":"PERSON","name":"Ann Lee"}';
const CLAIM = '# attribution = {"id":"a1","actor":"e1","kind":"direct"}';
const token = (form: string, start: number | string, end: number | string, misc = '_', ne = 'O') =>
  ['1', form, 'NN', start, end, ne, 'O', 'O', 'O', 'O', misc].join('\t');
const ANN = token('Ann', 0, 3, 'Spans=B:1:mention:e1:name');
const LEE = token('Lee', 4, 7, 'Spans=I:1');
const SAID = token('said', 8, 12, 'Spans=B:2:cue:a1');
const YES = token('yes', 13, 16, 'Spans=B:3:content:a1');
const NO = token('no', 17, 19, 'Spans=B:4:content:a1,B:5:date:DATE:2022-01-08:::');
const conll = (...lines: string[]) => lines.join('\n');

cases('conll', [
  ['all of it', conll(HEAD, ENTITY, CLAIM, ANN, LEE, SAID, YES, NO), [1, 1, 1]],
  ['a reversed span', conll(HEAD, ENTITY, CLAIM, ANN, LEE, SAID, YES, NO, token('x', 25, 20)), [1, 1, 1], /line 9: the token has offsets 25 to 20, which hold no words/], // prettier-ignore
  ['an empty span', conll(HEAD, ENTITY, CLAIM, ANN, LEE, SAID, YES, NO, token('', 25, 25)), [1, 1, 1], /line 9: .*25 to 25, which hold no words/], // prettier-ignore
  ['no offsets', conll(HEAD, ENTITY, CLAIM, ANN, LEE, SAID, YES, NO, token('x', '_', '1e3')), [1, 1, 1], /line 9: the token has no offsets/], // prettier-ignore
  ['a name that has lost its first word', conll(HEAD, ENTITY, CLAIM, token('Ann', 3, 0, 'Spans=B:1:mention:e1:name'), LEE, SAID, YES, NO), [0, 1, 1], /line 4: /, /line 5: "I:1" in MISC goes on with nothing/], // prettier-ignore
  ['a name that has lost its last word', conll(HEAD, ENTITY, CLAIM, ANN, token('Lee', 7, 4, 'Spans=I:1'), SAID, YES, NO), [0, 1, 1], /line 5: /, /line 4: a part of it is in line 5, which cannot be read/], // prettier-ignore
  ['a claim that has lost a piece of its content', conll(HEAD, ENTITY, CLAIM, ANN, LEE, SAID, YES, token('no', 19, 17, 'Spans=B:4:content:a1')), [1, 0, 0], /line 8: /, /line 3: a piece of the content of "a1" is missing/], // prettier-ignore
  ['a claim that has lost its cue', conll(HEAD, ENTITY, CLAIM, ANN, LEE, token('said', 12, 8, 'Spans=B:2:cue:a1'), YES, NO), [1, 1, 1], /line 6: /], // prettier-ignore
  [
    'a claim without words',
    conll(HEAD, ENTITY, CLAIM, ANN, LEE),
    [1, 0, 0],
    /line 3: no words are the content of "a1"/,
  ],
  ['words of a claim that is not told', conll(HEAD, ENTITY, ANN, LEE, YES), [1, 0, 0], /line 5: no comment "# attribution =" tells what "a1" is/], // prettier-ignore
  ['an entity that is not told', conll(HEAD, CLAIM, ANN, LEE, YES), [0, 0, 1], /line 3: no comment "# entity =" tells who "e1" is/, /line 2: .*read without the actor/], // prettier-ignore
  ['an id twice', conll(HEAD, ENTITY, ENTITY, CLAIM, CLAIM, ANN, LEE, SAID, YES), [1, 0, 1], /line 3: "e1" is there already/, /line 5: "a1" is there already/], // prettier-ignore
  ['a comment that is no JSON', conll(HEAD, '# entity = {', ENTITY, ANN, LEE), [1, 0, 0], /line 2: not JSON/],
  ['a comment nested 100,000 deep', conll(HEAD, `# entity = ${'['.repeat(1e5)}`, ENTITY, ANN, LEE), [1, 0, 0], /line 2: not JSON \(it is nested/], // prettier-ignore
  [
    'a line that is too short',
    conll(HEAD, ENTITY, 'x\ty', token('so', 20, 22), ANN, LEE),
    [1, 0, 0],
    /line 3: it has 2 columns, not 11/,
  ],
  [
    'a name beside a line that is too short',
    conll(HEAD, ENTITY, 'x\ty', ANN, LEE),
    [0, 0, 0],
    /line 3: it has 2 columns/,
    /line 4: a line beside it is missing or cannot be read/,
  ],
  [
    'a name that may have lost a word with its line',
    conll(HEAD, ENTITY, ANN, LEE.replace('1', '3')),
    [0, 0, 0],
    /line 4: the line of the token before it is missing/,
    /line 3: /,
  ],
  ['columns alone', conll(HEAD, token('Ann', 0, 3, '_', 'B-PER'), token('Lee', 4, 7, '_', 'I-PER'), token('x', 8, 9, '_', 'B-BOAT')), [1, 0, 0], /line 4: the label "BOAT" is not one of PERSON/], // prettier-ignore
  ['an I that follows nothing begins a name', conll(HEAD, token('Ann', 0, 3, '_', 'B-PER'), token('met', 4, 7), token('Lee', 8, 11, '_', 'I-PER')), [2, 0, 0]], // prettier-ignore
  ['claims in columns alone', conll(HEAD, ['1', 'yes', 'NN', 0, 3, 'O', 'O', 'O', 'O', 'B-CONTENT', '_'].join('\t')), [0, 0, 0], /line 2: without MISC it is not told which/], // prettier-ignore
  ['two words for one place', conll(HEAD, token('Ann', 0, 3, '_', 'B-PER'), token('Bob', 0, 3, '_', 'B-PER'), token('Lee', 4, 7, '_', 'B-PER')), [1, 0, 0], /line 3: it has other words for a place/, /line 2: the file has different words for the same place: passed over, and 1 more/], // prettier-ignore
]);

const csv = (...rows: string[]) => ['file,id,claim_offsets,source_offsets,actor,kind', ...rows, ''].join('\n');
const ROW = 'a.txt,a1,"[0,5)",,Ann,direct';

cases('csv', [
  ['all of it', csv(ROW), [0, 0, 1]],
  ['a reversed span', csv(ROW, 'a.txt,a2,"[5,3)",,,'), [0, 0, 1], /row 3: .*hold no words/],
  ['an empty span', csv(ROW, 'a.txt,a2,"[5,5)",,,'), [0, 0, 1], /row 3: .*hold no words/],
  ['no span', csv(ROW, 'a.txt,a2,,,,'), [0, 0, 1], /row 3: claim_offsets is empty/],
  ['a bad source', csv(ROW, 'a.txt,a2,"[0,5)",x,,'), [0, 0, 1], /row 3: source_offsets is "x"/],
  ['an id twice', csv(ROW, ROW), [0, 0, 1], /row 3: the file has the claim "a1" already/],
  [
    'too many cells',
    csv(`${ROW},x`, 'a.txt,a2,"[0,5)",,,'),
    [0, 0, 1],
    /row 2: it has 7 cells, more than the first row/,
  ],
  ['a quotation mark that is never closed', csv('"a.txt,a0,"[0,5)",,,', ROW), [0, 0, 1], /row 2: .*[Qq]uot/],
  ['pieces out of order and one in another', csv('a.txt,a1,"[9,12) [0,5) [3,7)",,,'), [0, 0, 1]],
]);

const tei = (
  standOff: string,
  body = '<p><persName xml:id="m1" ref="#p1">Ann</persName> said <said xml:id="s1">yes</said></p>',
) =>
  `<TEI>\n<standOff><person xml:id="p1"><persName>Ann</persName></person>\n${standOff}</standOff>\n<text><body>${body}</body></text></TEI>`;
const GROUP = '<spanGrp type="attribution" xml:id="g1" corresp="#p1"><span type="content" target="#s1"/></spanGrp>';

cases('tei', [
  ['all of it', tei(GROUP), [1, 0, 1]],
  ['a span that points at nothing', tei(GROUP.replace('</spanGrp>', '<span type="source" target="#x"/></spanGrp>')), [1, 0, 1], /<span> in line 3: "#x" points at nothing/], // prettier-ignore
  [
    'a content that points at nothing',
    tei(GROUP.replace('#s1', '#x')),
    [1, 0, 1],
    /<span> in line 3: /,
    /<spanGrp> in line 3: a piece of its content is missing/,
  ], // the <said> is a claim by itself then
  ['an actor who is nobody', tei(GROUP.replace('#p1', '#p9')), [1, 0, 1], /<spanGrp> in line 3: "#p9" is nobody/],
  ['anchors the wrong way round', tei('<spanGrp type="crossing"><span type="mention" from="#b" to="#a"/></spanGrp>', '<p>x<anchor xml:id="a"/>y<anchor xml:id="b"/></p>'), [0, 0, 0], /<span> in line 3: "#b" points at nothing/], // prettier-ignore
  [
    'a group that is not known',
    tei(`<spanGrp type="x"/>${GROUP}`),
    [1, 0, 1],
    /<spanGrp> in line 3: a <spanGrp> of the type "x"/,
  ],
  ['a span that is not known', tei(GROUP.replace('</spanGrp>', '<span type="x" target="#s1"/></spanGrp>')), [1, 0, 1], /<span> in line 3: a <span> of the type "x"/], // prettier-ignore
  ['a verdict on nothing', tei(`${GROUP}<interp type="verdict" inst="#g9">true</interp>`), [1, 0, 1], /<interp> in line 3: it is not the verdict/], // prettier-ignore
  ['an id twice', tei('', '<p><persName xml:id="a">Ann</persName> <anchor xml:id="a"/></p>'), [1, 0, 0], /<anchor> in line 4: "a" is the xml:id of an element above/], // prettier-ignore
  ['elements 100,000 deep', tei('', '<a>'.repeat(1e5)), [0, 0, 0], /line 4: elements are nested more than 200 deep/],
]);
