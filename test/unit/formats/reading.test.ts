import assert from 'node:assert/strict';
import type { Attribution, Span } from '../../../src/analysis/analysis';
import { PassedOver, inTextOrder, withinText } from '../../../src/formats/reading';

const spans = (...places: [start: number, end: number][]): Span[] => places.map(([start, end]) => ({ start, end }));
const claim = (id: string, content: readonly Span[]): Attribution => ({ id, source: [], cue: [], content, kind: 'direct', confidence: 1, actor: null }); // prettier-ignore

describe('what was read, in order', () => {
  const pieces: [what: string, given: Span[], expected: Span[]][] = [
    ['in order already', spans([0, 5], [5, 9]), spans([0, 5], [5, 9])],
    ['out of order', spans([6, 9], [0, 5]), spans([0, 5], [6, 9])],
    ['twice', spans([0, 5], [0, 5]), spans([0, 5])],
    ['one in another', spans([0, 9], [2, 4]), spans([0, 9])],
    ['overlapping', spans([4, 9], [0, 5], [12, 13]), spans([0, 9], [12, 13])],
  ];
  for (const [what, given, expected] of pieces)
    it(`pieces of a role ${what}`, () => {
      const attribution = claim('a1', given);
      const { attributions, places } = inTextOrder({ entities: [], dates: [], attributions: [attribution], places: new Map([[attribution, 'line 1']]) }); // prettier-ignore
      assert.deepEqual([attributions[0].content, places?.get(attributions[0])], [expected, 'line 1']);
    });

  it('a judgement on a claim that was left out goes with it', () => {
    const judgements = new Map([['a1', { verdict: 'true' }], ['a2', { verdict: 'false' }]]); // prettier-ignore
    const read = inTextOrder({ entities: [], dates: [], attributions: [claim('a2', spans([0, 1]))], judgements });
    assert.deepEqual([...read.judgements.keys()], ['a2']);
  });

  it('a claim of which any role is after the end of the text is left out', () => {
    const attributions = [claim('a1', spans([0, 5])), { ...claim('a2', spans([0, 5])), source: spans([8, 11]) }];
    const { found, problems } = withinText(inTextOrder({ entities: [], dates: [], attributions }), 10, 'the file');
    assert.deepEqual(found.attributions.map(({ id }) => id), ['a1']); // prettier-ignore
    assert.deepEqual(problems.map(({ where }) => where), ['the file']); // prettier-ignore
  });
});

describe('what is passed over', () => {
  it('is one problem a kind, with the first place and how many', () => {
    const passedOver = new PassedOver();
    for (const [what, where] of [['x is not known', 'line 2'], ['y is not known', 'line 3'], ['x is not known', 'line 4']]) passedOver.add(what, where); // prettier-ignore
    assert.deepEqual(passedOver.problems(), [
      { where: 'line 2', what: 'x is not known: passed over, and 1 more like it', count: 2 },
      { where: 'line 3', what: 'y is not known: passed over', count: 1 },
    ]);
  });
});
