import assert from 'node:assert/strict';
import { decisionOf, draft } from '../../../src/review/compose';
import type { Action, AnnotationState, Decision } from '../../../src/review/review';
import { decisionsAbout } from './decisions';

const text = 'Ann Lee said the talks failed. Bob Roe met Ann Lee on Monday.';
const { anchor, mention, date, claim } = decisionsAbout(text);
const lee = mention('Ann Lee');
const failed = claim({ source: 'Ann Lee', cue: 'said', content: 'the talks failed' });

let count = 0;
const stamp = () => ({ id: `d${++count}`, author: 'Ann', time: new Date(count * 1000).toISOString() });
/** Decides one thing after the other; the last decision, and which of those before it (from 0) it replaces. */
function last(...steps: [AnnotationState, Action, target?: Decision['target']][]): [Decision, number[]] {
  const known: Decision[] = [];
  for (const [annotation, action, target] of steps) known.push(decisionOf(draft(annotation, action, target), stamp(), known)); // prettier-ignore
  const decision = known.at(-1)!;
  return [decision, (decision.replaces ?? []).map((id) => known.findIndex((each) => each.id === id))];
}
const fields = ({ action }: Decision) => (action.do === 'correct' ? action.fields : action.do);

describe('decisionOf', () => {
  const cases: [string, ReturnType<typeof last>, replaced: number[], fields: unknown][] = [
    ['the first one replaces none', last([lee, { do: 'accept' }]), [], 'accept'],
    ['one about other words replaces none', last([lee, { do: 'accept' }], [date('Monday', 'X'), { do: 'reject' }]), [], 'reject'], // prettier-ignore
    ['rejecting replaces accepting', last([lee, { do: 'accept' }], [lee, { do: 'reject' }]), [0], 'reject'],
    ['accepting leaves a correction', last([lee, { do: 'correct', fields: ['type'] }], [lee, { do: 'accept' }]), [], 'accept'], // prettier-ignore
    ['another verdict replaces the first', last([failed, { do: 'verdict', verdict: 'true' }], [failed, { do: 'verdict', verdict: 'false' }]), [0], 'verdict'], // prettier-ignore
    [
      'a note replaces none',
      last([failed, { do: 'note', text: 'a' }], [failed, { do: 'note', text: 'b' }]),
      [],
      'note',
    ],
    ['what was corrected before stays corrected', last([failed, { do: 'correct', fields: ['speaker'] }], [failed, { do: 'correct', fields: ['cue'] }]), [0], ['cue', 'speaker']], // prettier-ignore
    ['correcting one’s own keeps it one’s own', last([lee, { do: 'add' }], [lee, { do: 'correct', fields: ['type'] }]), [0], 'add'], // prettier-ignore
  ];
  for (const [title, [decision, replaced], expected, expectedFields] of cases) {
    it(title, () => assert.deepEqual([replaced, fields(decision)], [expected, expectedFields]));
  }
  it('a span that is corrected twice is still about what was there first', () => {
    const [wider, wide] = [mention('Ann Lee said the'), mention('Ann Lee said')];
    const [decision, replaced] = last(
      [wide, { do: 'correct', fields: ['span'] }, [anchor('Ann Lee')]],
      [wider, { do: 'correct', fields: ['span'] }, [anchor('Ann Lee said')]],
    );
    assert.deepEqual([decision.target[0].exact, replaced], ['Ann Lee', [0]]);
    assert.equal(decision.annotation.kind === 'mention' && decision.annotation.span.exact, 'Ann Lee said the');
  });
});
