import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BrokenSidecar, conflictSides, parseSidecar, writeSidecar } from '../../../src/review/sidecar';
import type { Action, Decision } from '../../../src/review/review';
import { printOf } from '../../../src/review/print';
import { decisionsAbout } from './decisions';

const text = 'Ann Lee said on Monday 😀 the talks\r\nfailed. Bob Roe agreed.';
const { decide, mention, date, claim, entity } = decisionsAbout(text);
const failed = claim({ source: 'Ann Lee', cue: 'said', content: 'the talks\r\nfailed' });
const print = printOf(text);
const prints = new Map([[print.id, print]]);
const unsound = '\ud83d "\\ \u2028 </script>'; // half a pair of surrogates, and what JSON must escape

const all: Record<string, Decision> = {
  accept: decide(mention('Ann Lee'), { do: 'accept' }),
  reject: decide(failed, { do: 'reject' }),
  add: decide(mention('Bob Roe', { anchor: null }), { do: 'add' }, { author: '' }),
  'correct a date': decide(date('Monday', '2022-01-10'), { do: 'correct', fields: ['value'] }),
  'correct a date with a modifier': decide({ ...date('Monday', '2022-01-10'), mod: 'APPROX' } as Decision['annotation'], { do: 'correct', fields: ['value'] }), // prettier-ignore
  'correct a claim': decide({ ...failed, speaker: null }, { do: 'correct', fields: ['speaker', 'cue'] }),
  merge: decide(mention('Ann Lee'), { do: 'merge', with: entity('Bob Roe') }),
  split: decide(mention('Ann Lee'), { do: 'split', name: 'Another' }),
  rename: decide(mention('Ann Lee'), { do: 'rename', name: unsound }),
  tag: decide(failed, { do: 'tag', tag: 'urgent' }),
  note: decide(failed, { do: 'note', text: `${unsound}\n\nasked 😀` }),
  verdict: decide(failed, { do: 'verdict', verdict: 'misleading' }),
  'with the text it is about': decide(failed, { do: 'accept' }, { text: print.id }),
  replaced: decide(failed, { do: 'verdict', verdict: 'true' }, { replaces: ['urn:uuid:1', 'urn:uuid:2'] }),
  withdrawn: decide(failed, { do: 'accept' }, { withdrawn: '2022-01-09T00:00:00.000Z', anchored: '2022-01-10T00:00:00.000Z' }), // prettier-ignore
  restored: decide(failed, { do: 'accept' }, { withdrawn: '2022-01-09T00:00:00.000Z', restored: '2022-01-10T00:00:00.000Z' }), // prettier-ignore
};
const decisions = Object.values(all);
const written = writeSidecar({ decisions, prints, foreign: [] }, 'talks.txt');
const broken = (json: string) => assert.throws(() => parseSidecar(json), BrokenSidecar);

describe('sidecar', () => {
  describe('comes back as it was written', () => {
    for (const [title, decision] of Object.entries(all)) {
      it(
        title,
        () =>
        assert.deepEqual(parseSidecar(writeSidecar({ decisions: [decision], prints, foreign: [] }, 'a.txt')), { decisions: [decision], prints: decision.text ? prints : new Map(), foreign: [] }), // prettier-ignore
      );
    }
    it('with any words in it', () =>
      fc.assert(
        fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (note, author) => {
          const decision = decide(failed, { do: 'note', text: note } satisfies Action, { author });
          assert.deepEqual(parseSidecar(writeSidecar({ decisions: [decision], prints, foreign: [] }, note)).decisions, [
            decision,
          ]);
        }),
      ));
  });

  it('of version 1, in which lines have no words', () => {
    const json = writeSidecar({ decisions: [all['with the text it is about']], prints, foreign: [] }, 'a.txt');
    const older = json.replace('"version": 2', '"version": 1').replace(/"([0-9a-z]* \d+) [0-9a-z]*"/g, '"$1"');
    assert.notEqual(older, json);
    const lines = print.lines.map(({ hash, length }) => ({ hash, length }));
    assert.deepEqual([...parseSidecar(older).prints.values()], [{ id: print.id, lines }]);
  });

  describe('is W3C Web Annotation', () => {
    const page = JSON.parse(written) as { '@context': unknown[]; type: string; items: Record<string, unknown>[] };
    it('a page of annotations', () => {
      assert.equal(page['@context'][0], 'http://www.w3.org/ns/anno.jsonld');
      assert.equal(page.type, 'AnnotationPage');
      assert.ok(page.items.every(({ type, target }) => type === 'Annotation' && target));
    });
    it('a note is a textual body for commenting; its target a quotation and a position', () => {
      const note = page.items.find(({ motivation }) => motivation === 'commenting')!;
      assert.deepEqual(note.body, { type: 'TextualBody', purpose: 'commenting', format: 'text/plain', value: `${unsound}\n\nasked 😀` }); // prettier-ignore
      const [{ exact, prefix, suffix, start, end }] = failed.content;
      assert.deepEqual(note.target, [
        {
          source: 'talks.txt',
          selector: [
            { type: 'TextQuoteSelector', exact, prefix, suffix },
            { type: 'TextPositionSelector', start, end },
          ],
        },
      ]);
    });
  });

  describe('text', () => {
    it('is the same for the same decisions in another order', () =>
      assert.equal(writeSidecar({ decisions: decisions.toReversed(), prints, foreign: [] }, 'talks.txt'), written));
    it('changes by the lines of the decision that is added', () => {
      const without = writeSidecar({ decisions: decisions.filter((each) => each !== all.note), prints, foreign: [] }, 'talks.txt'); // prettier-ignore
      const lines = new Set(written.split('\n'));
      assert.deepEqual(without.split('\n').filter((line) => !lines.has(line)), []); // prettier-ignore
    });
    it('ends with a line end and has no long lines but for long words', () => {
      assert.ok(written.endsWith('}\n'));
      assert.ok(written.split('\n').every((line) => line.length < 260));
    });
  });

  describe('a broken one is refused, with a reason', () => {
    const cases: [string, string, RegExp][] = [
      ['empty', '', /not JSON/],
      ['nested 100,000 deep', `{"type":"AnnotationPage","version":2,"items":[${'['.repeat(1e5)}${']'.repeat(1e5)}]}`, /nested more than 200 levels deep/], // prettier-ignore
      ['nested in one side of a conflict', `<<<<<<< a\n${'['.repeat(1e5)}\n=======\n{}\n>>>>>>> b\n`, /nested more than 200/], // prettier-ignore
      ['cut off', written.slice(0, -20), /not JSON/],
      ['another JSON', '{"type":"Note"}', /not a review: type/],
      ['a newer version', written.replace('"version": 2', '"version": 3'), /newer version.*format 3/],
    ];
    for (const [title, json, message] of cases) {
      it(title, () => assert.throws(() => parseSidecar(json), (error) => error instanceof BrokenSidecar && message.test(error.message))); // prettier-ignore
    }
    it('however it is cut, it is refused or read whole', () => {
      const json = writeSidecar({ decisions: [all.note], prints, foreign: [] }, 'a.txt');
      for (let end = 0; end < json.length - 1; end++) broken(json.slice(0, end));
    });
  });

  describe('what it does not understand is kept as it is', () => {
    const change = (from: string, to: string) => {
      const json = writeSidecar({ decisions: [all.verdict, all.accept], prints, foreign: [] }, 'a.txt');
      assert.ok(json.includes(from), from);
      return parseSidecar(json.replace(from, to));
    };
    const cases: [string, string, string][] = [
      ['an unknown action', '"do": "verdict"', '"do": "guess"'],
      ['a time that is none', '"created": "', '"created": "x'],
      ['a negative offset', '"end": ', '"end": -'],
      ['an unknown type', '"Annotation"', '"Highlight"'],
    ];
    for (const [title, from, to] of cases) {
      it(title, () => {
        const { decisions: read, prints, foreign } = change(from, to);
        assert.deepEqual([read.length, foreign.length], [1, 1]);
        assert.deepEqual(parseSidecar(writeSidecar({ decisions: read, prints, foreign }, 'a.txt')).foreign, foreign);
      });
    }
  });

  describe('with the marks of a conflict in git', () => {
    const of = (...some: Decision[]) => writeSidecar({ decisions: some, prints, foreign: [] }, 'a.txt').split('\n');
    it('both sides are read and merged', () => {
      const [ours, theirs] = [of(all.accept, all.note), of(all.accept, all.verdict)];
      const json = ['<<<<<<< HEAD', ...ours, '=======', ...theirs, '>>>>>>> branch'].join('\n');
      assert.deepEqual(parseSidecar(json).decisions.map(({ id }) => id).sort(), [all.accept, all.note, all.verdict].map(({ id }) => id).sort()); // prettier-ignore
    });
    it('the base of a three-way mark is left out', () =>
      assert.deepEqual(conflictSides('a\n<<<<<<< x\nb\n||||||| y\nc\n=======\nd\n>>>>>>> z\ne'), [
        'a\nb\ne',
        'a\nd\ne',
      ]));
    it('a side that is broken makes it broken', () => broken('<<<<<<< x\n{\n=======\n}\n>>>>>>> y\n'));
  });
});
