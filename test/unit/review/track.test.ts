import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createLocator } from '../../../src/review/anchor';
import { printOf } from '../../../src/review/print';
import { type TextChange, followChanges, reanchor } from '../../../src/review/track';
import { decisionsAbout } from './decisions';

const change = (offset: number, length: number, inserted: number): TextChange => ({ offset, length, inserted });

describe('followChanges', () => {
  // The words stand at 10 to 20.
  const cases: [title: string, changes: TextChange[], expected: [number, number] | undefined][] = [
    ['typed before', [change(3, 0, 2)], [12, 22]],
    ['typed behind', [change(25, 0, 2)], [10, 20]],
    ['typed directly before', [change(10, 0, 2)], [12, 22]],
    ['typed directly behind', [change(20, 0, 2)], [10, 20]],
    ['typed inside', [change(15, 0, 2)], [10, 22]],
    ['deleted before', [change(3, 4, 0)], [6, 16]],
    ['its beginning deleted', [change(8, 4, 0)], [8, 16]],
    ['its end deleted', [change(18, 4, 0)], [10, 18]],
    ['its beginning put for other words', [change(8, 4, 3)], [11, 19]],
    ['all deleted', [change(10, 10, 0)], undefined],
    ['all put for other words', [change(5, 20, 30)], undefined],
    ['put for other words inside', [change(12, 4, 9)], [10, 25]],
    ['by two cursors, told from the end to the beginning', [change(25, 0, 2), change(3, 0, 2)], [12, 22]],
    ['by two cursors, one of them inside', [change(15, 0, 2), change(3, 0, 2)], [12, 24]],
    ['by three cursors, told from the beginning to the end', [change(3, 0, 2), change(17, 0, 2), change(29, 0, 2)], [12, 24]], // prettier-ignore
    ['typed inside and undone', [change(15, 0, 4), change(15, 4, 0)], [10, 20]],
    ['deleted before, undone, and done again', [change(2, 5, 0), change(2, 0, 5), change(2, 5, 0)], [5, 15]],
    ['all deleted, and undone', [change(10, 10, 0), change(10, 0, 10)], undefined],
    ['one after the other', [change(0, 0, 5), change(15, 3, 0)], [15, 22]],
  ];
  for (const [title, changes, expected] of cases) {
    it(title, () => {
      const span = followChanges({ start: 10, end: 20 }, changes);
      assert.deepEqual(span && [span.start, span.end], expected);
    });
  }
  it('words that are not touched are the same words, wherever the changes are', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(60), fc.nat(8), fc.nat(8))), (edits) => {
        let text = `${'.'.repeat(30)}[WORDS]${'.'.repeat(30)}`;
        const changes = edits.flatMap(([at, length, inserted]) => {
          const offset = Math.min(at, text.length);
          const end = Math.min(text.length, offset + length);
          const words = text.indexOf('WORDS');
          if (offset < words + 5 && end > words) return [];
          text = text.slice(0, offset) + '-'.repeat(inserted) + text.slice(end);
          return [change(offset, end - offset, inserted)];
        });
        const span = followChanges({ start: 31, end: 36 }, changes);
        assert.equal(span && text.slice(span.start, span.end), 'WORDS');
      }),
    ));
});

describe('reanchor', () => {
  const text =
    'In the old town hall of Geneva Ann Lee said the talks failed on Friday evening.\nBob Roe met Zoe Poe in the old harbour.';
  const { decide, mention, claim, entity } = decisionsAbout(text);
  const old = printOf(text);
  const now = `New\n${text}`.replace('Friday evening', 'Monday');
  const print = printOf(now);
  const { locate } = createLocator(now, new Map([[old.id, old]]));
  const set = (decision: ReturnType<typeof decide>) => reanchor([{ ...decision, text: old.id }], now, print.id, locate, '2022-02-02')[0]; // prettier-ignore

  it('sets the anchors in the new text, with its surroundings', () => {
    const { target, annotation, text: printId, anchored } = set(decide(mention('Bob Roe', { anchor: null }), { do: 'accept' })); // prettier-ignore
    assert.equal(now.slice(target[0].start, target[0].end), 'Bob Roe');
    assert.deepEqual([target[0].suffix.trim(), printId, anchored], [now.split('Bob Roe ')[1], print.id, '2022-02-02']);
    assert.deepEqual(annotation.kind === 'mention' && annotation.span, target[0]);
  });
  it('leaves a decision as it is when its words are not found', () => {
    const lost = { ...decide(mention('Friday evening', { anchor: null }), { do: 'accept' }), text: old.id };
    assert.equal(reanchor([lost], now, print.id, locate, '2022-02-02')[0], lost);
  });
  it('a claim whose source is gone keeps the words that it had', () => {
    const state = claim({ cue: 'said', content: 'the talks failed' });
    const source = [decisionsAbout(text).anchor('Friday evening')];
    const decision = decide({ ...state, source }, { do: 'accept' });
    const { annotation, target } = set(decision);
    assert.deepEqual([annotation, target], [decision.annotation, decision.target]);
  });
  it('a speaker whose naming is gone is known by the name', () => {
    const { annotation } = set(
      decide({ ...claim({ cue: 'said', content: 'the talks failed' }), speaker: entity('Friday evening') }, { do: 'accept' }), // prettier-ignore
    );
    assert.ok(annotation.kind === 'attribution');
    assert.deepEqual([annotation.speaker?.name, annotation.speaker?.anchor], ['Friday evening', null]);
  });
  it('does nothing in the same text', () => {
    const decision = { ...decide(mention('Bob Roe'), { do: 'accept' }), text: print.id };
    assert.equal(reanchor([decision], now, print.id, locate, '2022-02-02')[0], decision);
  });
});
