import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BRAT_CONFIGURATION, readBrat, writeBrat } from '../../../src/formats/brat';
import { articles } from './arbitrary';

/**
 * What brat itself asks of a file (brat.nlplab.org/standoff.html), checked without any code of ours: by code points, as
 * Python counts.
 */
function checkStandoff(annotations: string, text: string): void {
  const characters = [...text];
  const ids = new Set<string>();
  const pointed: string[] = [];
  const types = new Set(BRAT_CONFIGURATION.split('\n').map((line) => line.split('\t')[0]));
  for (const line of annotations.split('\n').slice(0, -1)) {
    // eslint-disable-next-line no-control-regex -- what Python's readers take for line ends
    assert.doesNotMatch(line, /[\r\v\f\x1c-\x1e\x85\u2028\u2029]/);
    const [id, body, ...rest] = line.split('\t');
    if (id !== '*') {
      assert.ok(!ids.has(id), `${id} twice`);
      ids.add(id);
    }
    const [type, ...words] = body.split(' ');
    if (id.startsWith('T')) {
      assert.ok(types.has(type), type);
      const spans = words.join(' ').split(';').map((each) => each.split(' ').map(Number)); // prettier-ignore
      for (const [start, end] of spans) assert.ok(start < end && end <= characters.length, line);
      assert.equal(rest.join('\t'), spans.map(([start, end]) => characters.slice(start, end).join('')).join(' '));
    } else if (id.startsWith('E')) {
      for (const each of [type, ...words]) pointed.push(each.split(':')[1]);
    } else if (id.startsWith('R')) pointed.push(...words.map((each) => each.split(':')[1]));
    else if (id === '*') pointed.push(...words);
    else if (/^[A#]/.test(id)) pointed.push(words[0]);
    else assert.fail(line);
  }
  for (const id of pointed) assert.ok(ids.has(id), `${id} is pointed at and not there`);
}

describe('brat standoff', () => {
  it('is what brat reads, for any article', () =>
    fc.assert(
      fc.property(articles(), (article) => {
        const [annotations, text] = writeBrat(article);
        checkStandoff(annotations, text);
      }),
      { numRuns: 100 },
    ));

  it('without the text it is not read', () =>
    assert.match(readBrat('T1\tORG 0 1\tx\n', undefined, undefined).problems[0].what, /there is no \.txt beside it/));

  it('reads others’: types like ours, pieces, numbered roles, equivalences, notes in words', () => {
    const text = 'Ann 😀 Lee of\nReuters said so';
    const annotations = [
      'T1\tPerson 0 9\tAnn 😀 Lee',
      'T2\torganization 13 20\tReuters',
      'T3\tCue 21 25\tsaid',
      'T4\tContent 26 28\tso',
      'T5\tPerson 0 3\tAnn',
      'E1\tContent:T4 Source:T1 Source2:T2 Cue:T3 Actor:T5',
      '*\tEquiv T1 T5',
      '#1\tAnnotatorNotes E1\tlooks right',
      '#2\tAnnotatorNotes T4\tsays who?',
      '#3\tAnnotatorNotes T2\tthe agency',
    ].join('\n');
    const { articles: [read], problems } = readBrat(annotations, text, undefined); // prettier-ignore
    const words = (spans: readonly { start: number; end: number }[]) => spans.map(({ start, end }) => text.slice(start, end)); // prettier-ignore
    assert.deepEqual(problems, []);
    assert.deepEqual(read.entities.map(({ type, name, mentions }) => [type, name, words(mentions)]), [['PERSON', 'Ann 😀 Lee', ['Ann 😀 Lee', 'Ann']], ['ORG', 'Reuters', ['Reuters']]]); // prettier-ignore
    const [{ source, cue, actor }] = read.attributions;
    assert.deepEqual([words(source), words(cue), actor], [['Ann 😀 Lee', 'Reuters'], ['said'], 'e1']);
    assert.deepEqual(read.notes?.map((note) => [words(note.spans), note.text, note.where]), [[['Reuters'], 'the agency', 'line 10'], [['so'], 'looks right', 'line 8'], [['so'], 'says who?', 'line 9']]); // prettier-ignore
  });

  describe('what cannot be read is said with its line, and costs nothing else', () => {
    const text = 'Alpha and beta ferries were seen,\nNúñez said on Monday.';
    const whole =
      'T1\tPerson 34 39\tNúñez\nT2\tContent 0 32\tAlpha and beta ferries were seen\nE1\tContent:T2 Actor:T1';
    const cases: [lines: string, where: string, what: RegExp][] = [
      ['E9', 'line 4', /nothing stands after "E9"/],
      ['E9\t', 'line 4', /nothing stands after "E9"/],
      ['E9\tContent', 'line 4', /"" is not an annotation of the file/],
      ['E9\tContent:T9', 'line 4', /"T9" is not an annotation of the file/],
      ['E9\tSay:T2', 'line 4', /an event "Say" is not known/],
      ['E9\tContent:T2 Source:T9', 'line 4', /"T9" is not an annotation of the file; the claim is read without it/],
      ['E9\tContent:T2 Cause:T1', 'line 4', /the role "Cause" is not known here; the claim is read without it/],
      ['E9\tContent:T2 Actor:T2', 'line 4', /the actor "T2" is not a name/],
      ['T9\tOrganization 0 5;15 22\tAlpha ferries', 'line 4', /in pieces \("Alpha" and "ferries"\)/],
      ['T9\tDate 40 44;48 54\tsaid Monday', 'line 4', /in pieces \("said" and "Monday"\)/],
      ['T9\tORG 5 0\tAlpha', 'line 4', /5 to 0, which hold no words/],
      ['T9\tORG 5 5\t', 'line 4', /5 to 5, which hold no words/],
      ['T9\tORG 0 900000000\tAlpha', 'line 4', /900000000, after the end of the text/],
      ['T9\tORG -1 5\tAlpha', 'line 4', /are not offsets/],
      ['T9\tORG 0 5\tAlp', 'line 4', /the text has "Alpha", not "Alp"/],
      ['T1\tORG 0 5\tAlpha', 'line 4', /"T1" is there already, in a line above/],
      [
        'T9\tDrug 0 5\tAlpha\nT8\tDrug 0 5\tAlpha',
        'line 4',
        /the type "Drug" is not known here: passed over, and 1 more/,
      ],
      ['T9\tCue 40 44\tsaid', 'line 4', /a Cue belongs to no event/],
      ['A1\tNegation E1', 'line 4', /the attribute "Negation" is not known/],
      ['A1\tSpeech E1 loud', 'line 4', /it has to be one of direct, indirect, mixed/],
      ['A1\tMentionKind T7 pronoun', 'line 4', /"T7" is not an annotation/],
      ['R1\tKnows Arg1:T1 Arg2:T2', 'line 4', /the relation "Knows" is not known/],
      ['R1\tAntecedent Arg1:T1 Arg2:T9', 'line 4', /an end of the relation is not a name/],
      ['*\tEquiv T1 T9', 'line 4', /"T9": no name of this file/],
      ['T9\tORG 0 5\tAlpha\n*\tEquiv T1 T9', 'line 4', /T9 is a ORG and means the same as T1, which is a PERSON/],
      ['#1\tAnnotatorNotes T9\tcheck', 'line 4', /the note "check" is on "T9"/],
      ['N1\tReference T1 Wikidata:Q1\tx', 'line 4', /databases have no place here/],
      ['%%\tx', 'line 4', /cannot begin a line of a brat file/],
    ];
    for (const [lines, where, what] of cases) {
      it(JSON.stringify(lines), () => {
        const { articles: [read], problems } = readBrat(`${whole}\n${lines}\n`, text, undefined); // prettier-ignore
        assert.deepEqual(problems.map((each) => each.where), [where]); // prettier-ignore
        assert.match(problems[0].what, what);
        assert.ok(read.entities.some(({ name, type }) => name === 'Núñez' && type === 'PERSON'));
        assert.ok(read.attributions.some(({ actor }) => actor === 'e1'));
      });
    }
  });

  const blanks: [text: string, line: string, words: string][] = [
    ['Ann\nLee', 'T1\tPerson 0 3;4 7\tAnn Lee', 'Ann\nLee'],
    ['Ann  Lee', 'T1\tPerson 0 3;5 8\tAnn Lee', 'Ann  Lee'],
    ['Ann\nLee', 'T1\tPerson 0 7\tAnn Lee', 'Ann\nLee'], // one line end within a span, as some tools write it
  ];
  for (const [text, line, words] of blanks) {
    it(`${JSON.stringify(line)}: pieces that only white space parts are one name`, () => {
      const { articles: [read], problems } = readBrat(line, text, undefined); // prettier-ignore
      assert.deepEqual(problems, []);
      const [{ start, end }] = read.entities[0].mentions;
      assert.equal(text.slice(start, end), words);
    });
  }

  it('a claim keeps its pieces as pieces', () => {
    const { articles: [read] } = readBrat('T1\tContent 0 5;10 15\tAlpha ferry\nE1\tContent:T1', 'Alpha and ferry', undefined); // prettier-ignore
    assert.deepEqual(read.attributions[0].content, [{ start: 0, end: 5 }, { start: 10, end: 15 }]); // prettier-ignore
  });
});
