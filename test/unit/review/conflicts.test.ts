import assert from 'node:assert/strict';
import { conflictsOf, replacedIds, statements } from '../../../src/review/conflicts';
import type { Decision } from '../../../src/review/review';
import { decisionsAbout, spanOf } from './decisions';

const TEXT = 'Ann Lee said on Monday that the talks had failed. Bob Roe agreed.';
const { decide, mention, date, claim, entity } = decisionsAbout(TEXT);
const failed = claim({ source: 'Ann Lee', cue: 'said', content: 'the talks had failed' });
const ann = mention('Ann Lee');
const monday = date('Monday', '2022-01-10');

describe('what decisions say', () => {
  const cases: [what: string, decision: Decision, said: [string, string][]][] = [
    ['accepted: all of it is right', decide(ann, { do: 'accept' }), [['status', 'kept'], ['span', 'Ann Lee'], ['type', 'PERSON']]],
    ['added: the same', decide(monday, { do: 'add' }), [['status', 'kept'], ['span', 'Monday'], ['value', 'DATE 2022-01-10 ']]],
    ['rejected: it is none', decide(failed, { do: 'reject' }), [['status', 'rejected']]],
    ['corrected: what was corrected', decide(failed, { do: 'correct', fields: ['speaker', 'cue'] }), [['status', 'kept'], ['speaker', 'Ann Lee'], ['cue', 'said']]],
    ['nobody says it', decide({ ...failed, speaker: null, source: [] }, { do: 'correct', fields: ['speaker', 'source'] }), [['status', 'kept'], ['speaker', ''], ['source', '']]],
    ['how it is said', decide(failed, { do: 'correct', fields: ['speech', 'content'] }), [['status', 'kept'], ['speech', 'indirect'], ['content', 'the talks had failed']]],
    ['a name', decide(ann, { do: 'rename', name: 'Ann M. Lee' }), [['name', 'Ann M. Lee']]],
    ['a verdict', decide(failed, { do: 'verdict', verdict: 'false' }), [['verdict', 'false']]],
    ['a note says nothing', decide(failed, { do: 'note', text: 'x' }), []],
    ['nor does a tag', decide(failed, { do: 'tag', tag: 'x' }), []],
    ['nor a merge', decide(ann, { do: 'merge', with: entity('Bob Roe') }), []],
    ['nor a split', decide(ann, { do: 'split', name: 'x' }), []],
  ]; // prettier-ignore
  for (const [what, decision, said] of cases) it(what, () => assert.deepEqual([...statements(decision)], said));
});

describe('conflicts', () => {
  const at = (decision: Decision, ...words: string[]) => ({
    decision,
    target: words.map((each) => spanOf(TEXT, each)),
  });
  const [yes, no, still] = [
    decide(ann, { do: 'accept' }),
    decide(ann, { do: 'reject' }),
    decide(ann, { do: 'accept' }),
  ];
  const [right, wrong] = ['true', 'false'].map((verdict) => decide(failed, { do: 'verdict', verdict }));
  const cases: [what: string, placed: ReturnType<typeof at>[], expected: [string, Decision[]][]][] = [
    ['none without decisions', [], []],
    ['none of one alone', [at(yes, 'Ann Lee')], []],
    ['one keeps, another rejects', [at(yes, 'Ann Lee'), at(no, 'Ann Lee')], [['status', [yes, no]]]],
    ['all who say something about it are in it, in their order', [at(yes, 'Ann Lee'), at(no, 'Ann Lee'), at(still, 'Ann Lee')], [['status', [yes, no, still]]]],
    ['none where all say the same', [at(yes, 'Ann Lee'), at(still, 'Ann Lee')], []],
    ['none about other words', [at(yes, 'Ann Lee'), at(no, 'Bob Roe')], []],
    ['none about other words of several', [at(right, 'the talks', 'failed'), at(wrong, 'the talks', 'Monday')], []],
    ['of verdicts', [at(right, 'the talks had failed'), at(wrong, 'the talks had failed')], [['verdict', [right, wrong]]]],
    ['none between a verdict and what the claim is', [at(right, 'the talks had failed'), at(decide(failed, { do: 'reject' }), 'the talks had failed')], []],
    ['none between a name and a claim of the same words', [at(no, 'Ann Lee'), at(decide(claim({ content: 'Ann Lee' }), { do: 'accept' }), 'Ann Lee')], []],
    ['notes differ as they like', [at(decide(ann, { do: 'note', text: 'x' }), 'Ann Lee'), at(decide(ann, { do: 'note', text: 'y' }), 'Ann Lee')], []],
  ]; // prettier-ignore
  for (const [what, placed, expected] of cases)
    it(what, () => assert.deepEqual(conflictsOf(placed), expected.map(([field, decisions]) => ({ field, decisions })))); // prettier-ignore

  it('two corrections of one field', () => {
    const other = { ...failed, speaker: entity('Bob Roe') };
    const [a, b] = [decide(failed, { do: 'correct', fields: ['speaker'] }), decide(other, { do: 'correct', fields: ['speaker', 'cue'] })]; // prettier-ignore
    const words = 'the talks had failed';
    assert.deepEqual(conflictsOf([at(a, words), at(b, words)]), [{ field: 'speaker', decisions: [a, b] }]);
  });

  it('of those that stand, ids whose place another has taken', () =>
    assert.deepEqual([...replacedIds([yes, { ...no, replaces: ['x', yes.id] }, { ...still, replaces: ['x'] }])], ['x', yes.id])); // prettier-ignore
});
