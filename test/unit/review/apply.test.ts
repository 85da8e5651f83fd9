import assert from 'node:assert/strict';
import { applyReview } from '../../../src/review/apply';
import type { Action, AnnotationState, Decision } from '../../../src/review/review';
import { printOf } from '../../../src/review/print';
import { sampleAnalysis } from '../formats/sampleAnalysis';
import { decisionsAbout } from './decisions';

const text =
  'Talks in Geneva\n20220108\nhttps://example.org/1\n' +
  'Vladimir Putin wants talks. Putin met Ann Lee of Acme on Monday. Mr Lee said the talks failed.\n' +
  'Washington denied it, according to Bob Roe. Nobody else came.\n';
const analysis = sampleAnalysis(text, {
  entities: [{ name: 'Vladimir Putin' }, { name: 'Ann Lee' }, { name: 'Washington', type: 'GPE' }, { name: 'Bob Roe' }],
  claims: [
    { content: 'talks.', how: 'wants', kind: 'indirect', source: 'Vladimir Putin', actor: 1 },
    { content: 'the talks failed', how: 'said', kind: 'indirect', source: 'Mr Lee' },
    { content: 'Washington denied it', how: 'according to', kind: 'indirect', source: 'Bob Roe', actor: 4 },
  ],
  dates: [{ words: 'Monday', value: '2022-01-10' }],
});
const { decide, mention, date, claim, entity } = decisionsAbout(text);
const accept: Action = { do: 'accept' };
const reject: Action = { do: 'reject' };
const add: Action = { do: 'add' };
const failed = claim({ cue: 'said', content: 'the talks failed' });

/** What is shown, in few words: `Vladimir Putin/PERSON: Vladimir Putin | ...`. */
function shown(decisions: readonly Decision[]) {
  const reviewed = applyReview(analysis, text, decisions);
  const words = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
  return {
    ...reviewed,
    names: reviewed.analysis.entities.map(({ name, type, mentions }) => `${name}/${type}: ${mentions.map(words).join(', ')}`), // prettier-ignore
    dates: reviewed.analysis.dates.map((each) => `${words(each)} ${each.value}`),
    claims: reviewed.analysis.claims.map((each) => `${reviewed.analysis.entities.find(({ id }) => id === each.actor)?.name ?? '-'} ${each.how}: ${each.text}`), // prettier-ignore
  };
}
const plain = shown([]);

describe('applyReview', () => {
  it('without decisions it is the machine’s own analysis', () => assert.equal(plain.analysis, analysis));

  describe('names', () => {
    const cases: [string, Decision[], string[], string[]][] = [
      ['accept', [decide(mention('Ann Lee'), accept)], [], []],
      ['reject', [decide(mention('Ann Lee'), reject)], ['Ann Lee/PERSON: Ann Lee'], []],
      ['add', [decide(mention('Acme', { type: 'ORG' }), add)], [], ['Acme/ORG: Acme']],
      [
        'add one more mention of somebody known',
        [decide(mention('Putin', { name: 'Vladimir Putin', anchor: null }, 1), add)],
        ['Vladimir Putin/PERSON: Vladimir Putin'],
        ['Vladimir Putin/PERSON: Vladimir Putin, Putin'],
      ],
      [
        'a name of one’s own takes the place of the machine’s that it overlaps',
        [decide(mention('Ann Lee of Acme', { type: 'ORG', anchor: null }), add)],
        ['Ann Lee/PERSON: Ann Lee'],
        ['Ann Lee of Acme/ORG: Ann Lee of Acme'],
      ],
      [
        'type',
        [decide(mention('Washington', { type: 'ORG' }), { do: 'correct', fields: ['type'] })],
        ['Washington/GPE: Washington'],
        ['Washington/ORG: Washington'],
      ],
      [
        'span',
        [decide(mention('Lee of Acme', { name: 'Ann Lee' }), { do: 'correct', fields: ['span'] }, { target: mention('Ann Lee').kind === 'mention' ? [decisionsAbout(text).anchor('Ann Lee')] : [] })], // prettier-ignore
        ['Ann Lee/PERSON: Ann Lee'],
        ['Ann Lee/PERSON: Lee of Acme'],
      ],
      [
        'rename',
        [decide(mention('Washington', { type: 'GPE' }), { do: 'rename', name: 'United States' })],
        ['Washington/GPE: Washington'],
        ['United States/GPE: Washington'],
      ],
      [
        'merge',
        [decide(mention('Ann Lee'), { do: 'merge', with: entity('Bob Roe') })],
        ['Ann Lee/PERSON: Ann Lee', 'Bob Roe/PERSON: Bob Roe'],
        ['Ann Lee/PERSON: Ann Lee, Bob Roe'],
      ],
    ];
    for (const [title, decisions, gone, come] of cases) {
      it(title, () => {
        const { names, orphans } = shown(decisions);
        assert.deepEqual(orphans, []);
        assert.deepEqual(plain.names.filter((each) => !names.includes(each)), gone); // prettier-ignore
        assert.deepEqual(names.filter((each) => !plain.names.includes(each)), come); // prettier-ignore
      });
    }
    it('split takes a mention out of its entity', () => {
      const more = decide(mention('Putin', { name: 'Vladimir Putin', anchor: null }, 1), add);
      const split = decide(mention('Putin', { name: 'Vladimir Putin' }, 1), { do: 'split', name: 'Putin junior' });
      assert.deepEqual(
        shown([more, split]).names.filter((each) => each.includes('Putin')),
        ['Vladimir Putin/PERSON: Vladimir Putin', 'Putin junior/PERSON: Putin'],
      );
    });
  });

  describe('dates', () => {
    const cases: [string, Decision, string[]][] = [
      ['accept', decide(date('Monday', '2022-01-10'), accept), ['Monday 2022-01-10']],
      ['reject', decide(date('Monday', '2022-01-10'), reject), []],
      ['value', decide(date('Monday', '2022-01-03'), { do: 'correct', fields: ['value'] }), ['Monday 2022-01-03']],
      ['add', decide(date('20220108', '2022-01-08'), add), ['20220108 2022-01-08', 'Monday 2022-01-10']],
    ];
    for (const [title, decision, expected] of cases) it(title, () => assert.deepEqual(shown([decision]).dates, expected)); // prettier-ignore
  });

  describe('claims', () => {
    const correct = (more: Partial<typeof failed>, ...fields: ('speaker' | 'content')[]) =>
      decide({ ...failed, ...more }, { do: 'correct', fields }, { target: failed.content });
    const cases: [string, Decision, string | undefined][] = [
      ['accept', decide(failed, accept), '- said: the talks failed'],
      ['reject', decide(failed, reject), undefined],
      ['speaker', correct({ speaker: entity('Ann Lee') }, 'speaker'), 'Ann Lee said: the talks failed'],
      ['a speaker whom the article does not name', correct({ speaker: entity('Zoe') }, 'speaker'), 'Zoe said: the talks failed'], // prettier-ignore
      [
        'content',
        correct({ content: [decisionsAbout(text).anchor('talks failed')] }, 'content'),
        '- said: talks failed',
      ],
      ['verdict', decide(failed, { do: 'verdict', verdict: 'false' }), '- said: the talks failed'],
    ];
    for (const [title, decision, expected] of cases) {
      it(title, () => assert.equal(shown([decision]).claims.find((each) => each.includes('talks failed')), expected)); // prettier-ignore
    }
    it('an own one is listed in its place, with its speaker', () => {
      const own = decide(claim({ source: 'Bob Roe', content: 'Nobody else came' }), add);
      assert.equal(shown([own]).claims.at(-1), 'Bob Roe : Nobody else came');
    });
    it('a name added in a source becomes the speaker', () => {
      const lee = decide(mention('Lee', { name: 'Ann Lee', anchor: null }, 1), add);
      assert.ok(shown([lee]).claims.includes('Ann Lee said: the talks failed'), shown([lee]).claims.join('\n'));
    });
    it('a rejected name speaks no more', () =>
      assert.ok(shown([decide(mention('Bob Roe'), reject)]).claims.includes('- according to: Washington denied it')));
    it('notes, tags and the last verdict are kept with it', () => {
      const decisions = [
        decide(failed, { do: 'verdict', verdict: 'true' }),
        decide(failed, { do: 'note', text: 'asked the ministry' }),
        decide(failed, { do: 'tag', tag: 'urgent' }),
        decide(failed, { do: 'verdict', verdict: 'misleading' }),
      ];
      const [review] = [...shown(decisions).reviews.values()];
      assert.deepEqual(
        [review.status, review.verdict, review.tags, review.notes.length, review.decisions.length],
        ['found', 'misleading', ['urgent'], 1, 4],
      );
    });
  });

  describe('when an analysis no longer finds it', () => {
    const empty = sampleAnalysis(text);
    const kept: [string, AnnotationState, Action][] = [
      ['an accepted name', mention('Ann Lee'), accept],
      ['a corrected date', date('Monday', '2022-01-03'), { do: 'correct', fields: ['value'] }],
      ['a judged claim', failed, { do: 'verdict', verdict: 'true' }],
      ['a noted claim', failed, { do: 'note', text: 'hm' }],
    ];
    for (const [title, state, action] of kept) {
      it(`${title} stays`, () => {
        const { reviews, orphans } = applyReview(empty, text, [decide(state, action)]);
        assert.equal(orphans.length, 0);
        assert.equal(reviews.size, 1);
      });
    }
    it('a rejected one leaves nothing behind', () =>
      assert.deepEqual(applyReview(empty, text, [decide(mention('Ann Lee'), reject)]).analysis.entities, []));
  });

  describe('what counts', () => {
    const rejected = decide(mention('Ann Lee'), reject);
    const isThere = (...decisions: Decision[]) => shown(decisions).names.includes('Ann Lee/PERSON: Ann Lee');
    const cases: [string, Decision[], boolean][] = [
      ['a decision', [rejected], false],
      ['not one that was withdrawn', [{ ...rejected, withdrawn: '2022-01-09' }], true],
      ['one that was restored', [{ ...rejected, withdrawn: '2022-01-09', restored: '2022-01-10' }], false],
      ['not one that another replaces', [rejected, decide(mention('Ann Lee'), accept, { replaces: [rejected.id] })], true], // prettier-ignore
      [
        'one whose replacement was withdrawn',
        [rejected, decide(mention('Ann Lee'), accept, { replaces: [rejected.id], withdrawn: '2022-01-09' })],
        false,
      ],
      ['the later of two', [decide(mention('Ann Lee'), accept), decide(mention('Ann Lee'), reject)], false],
    ];
    for (const [title, decisions, expected] of cases) it(title, () => assert.equal(isThere(...decisions), expected));
    it('the order of the list does not matter', () => {
      const decisions = [decide(mention('Ann Lee'), accept), decide(mention('Ann Lee'), reject)];
      assert.deepEqual(shown(decisions).names, shown(decisions.toReversed()).names);
    });
  });

  describe('conflicts', () => {
    const [one, two] = [decide(mention('Ann Lee'), accept), decide(mention('Ann Lee'), reject)];
    it('two that do not know of each other are named', () =>
      assert.deepEqual(
        shown([one, two]).conflicts.map(({ field, decisions }) => [field, decisions.map(({ id }) => id)]),
        [['status', [one.id, two.id]]],
      ));
    it('one that replaces the other is none', () =>
      assert.deepEqual(shown([one, { ...two, replaces: [one.id] }]).conflicts, []));
    it('two that say the same are none', () =>
      assert.deepEqual(shown([one, decide(mention('Ann Lee'), accept)]).conflicts, []));
    it('two verdicts are named', () => {
      const verdicts = ['true', 'false'].map((verdict) => decide(failed, { do: 'verdict', verdict }));
      assert.deepEqual(shown(verdicts).conflicts.map(({ field }) => field), ['verdict']); // prettier-ignore
    });
  });

  it('a decision is found again in an edited text', () => {
    const print = printOf(text);
    const decision = decide(mention('Putin', { type: 'ORG', anchor: null }, 1), add, { text: print.id });
    const now = text.replace('wants talks', 'wants to talk');
    const { analysis: reviewed, orphans } = applyReview(
      sampleAnalysis(now),
      now,
      [decision],
      new Map([[print.id, print]]),
    );
    assert.deepEqual(orphans, []);
    assert.equal(reviewed.entities[0].mentions[0].start, now.indexOf('Putin met'));
  });

  it('a decision whose words are gone is an orphan', () => {
    const elsewhere = 'Nobody knows Zoe Poe here.';
    const about = decisionsAbout(elsewhere);
    const lost = about.decide(about.mention('Zoe Poe'), accept);
    const { orphans, analysis: same } = applyReview(analysis, text, [lost]);
    assert.deepEqual(orphans, [{ decision: lost }]);
    assert.deepEqual(same.entities, analysis.entities);
  });
});
