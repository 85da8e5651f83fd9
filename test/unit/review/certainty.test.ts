import assert from 'node:assert/strict';
import { applyReview } from '../../../src/review/apply';
import { type ReviewKind, dateClass, nameClass, uncertainItems } from '../../../src/review/certainty';
import { draft, mentionState } from '../../../src/review/compose';
import type { Decision } from '../../../src/review/review';
import { sampleAnalysis } from '../formats/sampleAnalysis';

const TEXT =
  'Talks fail\n20220108\n\nAnn Lee said the talks had failed on Monday. Bo said Ann Lee hoped for 10 January 2022.';
const analysis = sampleAnalysis(TEXT, {
  entities: [{ name: 'Ann Lee' }, { name: 'Bo' }, { name: 'Talks', type: 'OTHER' }],
  claims: [
    { content: 'the talks had failed on Monday', how: 'said', kind: 'indirect', actor: 1 },
    { content: 'Ann Lee hoped', how: 'said', kind: 'indirect', actor: 2 },
  ],
  dates: [
    { words: 'Monday', value: 'XXXX-WXX-1' },
    { words: '10 January 2022', value: '2022-01-10' },
  ],
});

const words = (kinds?: readonly ReviewKind[], decisions: readonly Decision[] = []) => {
  const reviewed = applyReview(analysis, TEXT, decisions);
  return uncertainItems(reviewed, TEXT, kinds).map(({ item }) => {
    const { start, end } = 'content' in item ? item.content[0] : item;
    return TEXT.slice(start, end);
  });
};

describe('what is to be reviewed', () => {
  const cases: [name: string, kinds: readonly ReviewKind[] | undefined, expected: readonly string[]][] = [
    ['the least certain first; not a full date, nor a name of two words', undefined, ['Monday', 'Bo', 'Talks', 'the talks had failed on Monday', 'Ann Lee hoped']], // prettier-ignore
    [
      'only claims, in text order when equally certain',
      ['claims'],
      ['the talks had failed on Monday', 'Ann Lee hoped'],
    ],
    ['only names', ['names'], ['Bo', 'Talks']],
    ['only dates', ['dates'], ['Monday']],
  ];
  for (const [name, kinds, expected] of cases) it(name, () => assert.deepEqual(words(kinds), expected));

  const bo = analysis.entities[1].mentions[0];
  const on = (action: 'accept' | 'reject'): Decision => ({
    ...draft(mentionState({ text: TEXT, analysis }, bo), { do: action }),
    id: 'd1',
    author: 'Ann',
    time: '2022-01-09T12:00:00.000Z',
  });
  it('nothing that was accepted', () => assert.deepEqual(words(['names'], [on('accept')]), ['Talks']));
  it('nothing that was rejected', () => assert.deepEqual(words(['names'], [on('reject')]), ['Talks']));
  it('of the same words for the same thing only the first, and none when one was accepted', () => {
    const twice = {
      ...analysis,
      entities: analysis.entities.map((entity) =>
        entity.name === 'Talks' ? { ...entity, mentions: [...entity.mentions, { ...entity.mentions[0] }] } : entity,
      ),
    };
    const reviewed = applyReview(twice, TEXT, []);
    assert.equal(uncertainItems(reviewed, TEXT, ['names']).filter(({ key }) => key === 'OTHER Talks').length, 1);
    const [talks] = twice.entities[2].mentions;
    const decision: Decision = { ...on('accept'), ...draft(mentionState({ text: TEXT, analysis: twice }, talks), { do: 'accept' }) }; // prettier-ignore
    const keys = uncertainItems(applyReview(twice, TEXT, [decision]), TEXT, ['names']).map(({ key }) => key);
    assert.deepEqual(keys, ['PERSON Bo']);
  });

  const name = { start: 0, end: 2, kind: 'name' as const, entity: 'e1' };
  const names: [string, Parameters<typeof nameClass>, string][] = [
    ['a first name', [{ type: 'PERSON', mentions: [name] }, 'Bo'], 'person once, one word'],
    ['a name of two words', [{ type: 'PERSON', mentions: [name] }, 'Bo Roe'], 'person once'],
    ['a name that comes again', [{ type: 'PERSON', mentions: [name, name] }, 'Bo'], 'person again'],
    ['a pronoun is no naming', [{ type: 'PERSON', mentions: [name, { ...name, kind: 'pronoun' }] }, 'Bo'], 'person once, one word'], // prettier-ignore
    [
      'a state',
      [{ type: 'GPE', mentions: [name], fact: { kind: 'organisation', fullName: 'X' } }, 'Bo'],
      'place known',
    ],
  ];
  for (const [title, given, expected] of names) it(title, () => assert.equal(nameClass(...given), expected));

  const dates: [value: string, more: object, expected: string][] = [
    ['2022-01-08', {}, 'day'],
    ['2022-01-08', { temporalFunction: true }, 'day, relative'],
    ['2022-01', {}, 'month'],
    ['2022', { temporalFunction: true }, 'year, relative'],
    ['2022-W02', { temporalFunction: true }, 'other, relative'],
    ['PRESENT_REF', {}, 'vague'],
    ['XXXX-WXX-1', {}, 'open'],
    ['P2W', { type: 'DURATION' }, 'duration'],
    ['P1W', { type: 'SET' }, 'set'],
  ];
  for (const [value, more, expected] of dates)
    it(`${value} ${JSON.stringify(more)}: ${expected}`, () => assert.equal(dateClass({ start: 0, end: 1, type: 'DATE', value, ...more }), expected)); // prettier-ignore
});
