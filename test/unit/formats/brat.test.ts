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

  it('reads others’: types like ours, pieces, notes in words, links to databases', () => {
    const text = 'Ann 😀 Lee of\nReuters said so';
    const annotations = [
      'T1\tPerson 0 3;6 9\tAnn Lee',
      'T2\torganization 13 20\tReuters',
      'T3\tCue 21 25\tsaid',
      'T4\tContent 26 28\tso',
      'E1\tContent:T4 Source:T1 Cue:T3',
      '#1\tAnnotatorNotes E1\tlooks right',
      'N1\tReference T2 Wikidata:Q130879\tReuters',
      '%%\tnone',
    ].join('\n');
    const { articles: [read], problems } = readBrat(annotations, text, undefined); // prettier-ignore
    assert.deepEqual(read.entities.map(({ type, name }) => [type, name]), [['PERSON', 'Ann 😀 Lee'], ['ORG', 'Reuters']]); // prettier-ignore
    assert.deepEqual(read.attributions[0].cue.map(({ start, end }) => text.slice(start, end)), ['said']); // prettier-ignore
    assert.deepEqual(problems, [{ where: 'line 8', what: '"%%" begins no line of brat\'s' }]);
  });
});
