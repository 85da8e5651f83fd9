import assert from 'node:assert/strict';
import fc from 'fast-check';
import { agreementOf } from '../../../src/formats/agreement';
import { type Annotations, allAnnotations } from '../../../src/formats/annotated';
import { type Handmade, handmade } from '../../support/handmade';
import { articles } from './arbitrary';

const TEXT = 'Ann Lee said the talks go on. Ben Fox of Reuters denied that they failed.';

const annotated = (what: Handmade, judgements = new Map<string, { verdict: string }>()): Annotations => ({
  ...handmade(TEXT, what).analysis,
  judgements,
});

const ANN: Handmade = {
  entities: [
    { name: 'Ann Lee', mentions: ['Ann Lee'] },
    { name: 'Reuters', type: 'ORG', mentions: ['Reuters'] },
  ],
  claims: [
    { source: 'Ann Lee', cue: 'said', content: ['the talks go on'] },
    { source: 'Ben Fox of Reuters', cue: 'denied', content: ['that they failed'] },
  ],
};

describe('agreementOf', () => {
  it('the same is the same', () => {
    const one = annotated(ANN);
    const { roles, whole, types, alpha, differences } = agreementOf([{ file: 'a.txt', text: TEXT, a: one, b: one }]);
    for (const role of ['source', 'cue', 'content'] as const) {
      assert.deepEqual([roles[role].exact.f1, roles[role].half.f1, alpha[role]], [1, 1, 1]);
    }
    assert.deepEqual([whole, types.PERSON?.f1, types.ORG?.f1], [{ a: 2, b: 2, both: 2, f1: 1 }, 1, 1]);
    assert.deepEqual([alpha.roles, alpha.types, differences], [1, 1, []]);
  });

  it('counts and lists what differs', () => {
    const ben: Handmade = {
      entities: [
        { name: 'Ann Lee', mentions: ['Ann Lee'] },
        { name: 'Reuters', type: 'OTHER', mentions: ['Reuters'] },
        { name: 'Ben Fox', mentions: ['Ben Fox'] },
      ],
      claims: [
        { source: 'Ann Lee', cue: 'said', content: ['the talks go on'], kind: 'direct' },
        { source: 'Ben Fox', cue: 'denied', content: ['they failed'] },
      ],
    };
    const result = agreementOf([
      { file: 'a.txt', text: TEXT, a: annotated(ANN, new Map([['a1', { verdict: 'true' }]])), b: annotated(ben) },
    ]);
    assert.deepEqual(result.roles.source, {
      exact: { a: 2, b: 2, both: 1, f1: 0.5 },
      half: { a: 2, b: 2, both: 2, f1: 1 },
    });
    assert.deepEqual(result.roles.cue.exact.f1, 1);
    assert.deepEqual(result.roles.content.exact, { a: 2, b: 2, both: 1, f1: 0.5 });
    assert.deepEqual(result.whole, { a: 2, b: 2, both: 2, f1: 1 });
    assert.deepEqual(result.types, {
      PERSON: { a: 1, b: 2, both: 1, f1: 2 / 3 },
      ORG: { a: 1, b: 0, both: 0, f1: 0 },
      OTHER: { a: 0, b: 1, both: 0, f1: 0 },
    });
    assert.deepEqual(
      result.differences.map(({ line, what, words, a, b }) => [line, what, words, a, b]),
      [
        [1, 'kind', 'the talks go on', 'indirect', 'direct'],
        [1, 'verdict', 'the talks go on', 'true', null],
        [1, 'source', 'that they failed', 'Ben Fox of Reuters', 'Ben Fox'],
        [1, 'content', 'that they failed', 'that they failed', 'they failed'],
        [1, 'mention', 'Ben Fox', null, 'PERSON'],
        [1, 'type', 'Reuters', 'ORG', 'OTHER'],
      ],
    );
    assert.ok(result.alpha.roles! > 0.5 && result.alpha.roles! < 1);
    assert.ok(result.alpha.types! > 0 && result.alpha.types! < 1);
  });

  it('a claim of one alone', () => {
    const { whole, differences } = agreementOf([{ file: 'a.txt', text: TEXT, a: annotated(ANN), b: annotated({}) }]);
    assert.deepEqual(whole, { a: 2, b: 0, both: 0, f1: 0 });
    assert.deepEqual(differences.filter(({ what }) => what === 'claim').map(({ a, b }) => [a, b]), [
      ['Ann Lee | said | the talks go on', null],
      ['Ben Fox of Reuters | denied | that they failed', null],
    ]); // prettier-ignore
  });

  it('does not mind who is A and who is B', () => {
    fc.assert(
      fc.property(articles(), (one) => {
        const [a, b] = [allAnnotations(one), { ...allAnnotations(one), attributions: one.analysis.attributions.slice(1), entities: one.analysis.entities.slice(1) }]; // prettier-ignore
        const there = agreementOf([{ file: 'a', text: one.text, a, b }]);
        const back = agreementOf([{ file: 'a', text: one.text, a: b, b: a }]);
        assert.deepEqual([there.alpha, there.tokens], [back.alpha, back.tokens]);
        for (const role of ['source', 'cue', 'content'] as const)
          assert.equal(there.roles[role].exact.f1, back.roles[role].exact.f1);
        assert.equal(there.differences.length, back.differences.length);
      }),
      { numRuns: 50 },
    );
  });
});
