import assert from 'node:assert/strict';
import fc from 'fast-check';
import { firstNaming, neighbour, placeOf } from '../../../../src/editor/shared/reading';
import { PUTIN, handmade } from '../../../support/handmade';

describe('the neighbouring claim', () => {
  const { claims } = PUTIN.analysis;
  const place = (index: number) => placeOf(claims[index])!;
  const cases: [what: string, selected: { start: number; end: number }, step: 1 | -1, id: string][] = [
    ['forward from the top', { start: 0, end: 0 }, 1, 'a1'],
    ['back from the top, around', { start: 0, end: 0 }, -1, 'a5'],
    ['forward from a claim', place(0), 1, 'a2'],
    ['forward into a nested claim', place(2), 1, 'a4'],
    ['back out of a nested claim', place(3), -1, 'a3'],
    ['forward from the last, around', place(4), 1, 'a1'],
    ['back from the first, around', place(0), -1, 'a5'],
    ['forward from inside a claim', { start: place(1).start + 3, end: place(1).start + 3 }, 1, 'a3'],
    [
      'back from inside a claim, to its own beginning',
      { start: place(1).start + 3, end: place(1).start + 3 },
      -1,
      'a2',
    ],
    ['forward from the end', { start: 10_000, end: 10_000 }, 1, 'a1'],
  ];
  for (const [what, selected, step, id] of cases) {
    it(what, () => assert.equal(neighbour(claims, selected, step)?.id, id));
  }

  it('is none among none', () => assert.equal(neighbour([], { start: 0, end: 0 }, 1), undefined));

  it('reaches two claims that begin at the same place', () => {
    const { analysis } = handmade('one two three', { claims: [{ content: ['one two'] }, { content: ['one'] }] });
    const [long, short] = analysis.claims;
    assert.equal(neighbour(analysis.claims, placeOf(long)!, 1), short);
    assert.equal(neighbour(analysis.claims, placeOf(short)!, -1), long);
  });

  it('comes past every claim before it begins again, both ways', () => {
    const pieces = fc.array(fc.constantFrom('a', 'b', 'c', 'a b', 'b c', 'a b c'), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        fc.uniqueArray(
          pieces.map((list) => list[0]),
          { minLength: 1 },
        ),
        fc.constantFrom(1 as const, -1 as const),
        (content, step) => {
          // prettier-ignore
          const listed = handmade('a b c', { claims: content.map((words) => ({ content: [words] })) }).analysis.claims;
          const seen = new Set<string>();
          for (let claim = listed[0], i = 0; i < listed.length; i++) {
            seen.add(claim.id);
            claim = neighbour(listed, placeOf(claim)!, step)!;
          }
          assert.equal(seen.size, listed.length);
        },
      ),
    );
  });
});

describe('the first naming', () => {
  const cases: [name: string, words: string][] = [
    ['Vladimir Putin', 'Vladimir Putin'],
    ['senior U.S. official', 'the senior U.S. official'],
    ['Russia', 'Russia'],
  ];
  for (const [name, words] of cases) {
    it(`of ${name} is “${words}”`, () => {
      const { start, end } = firstNaming(
        PUTIN,
        PUTIN.analysis.entities.find((entity) => entity.name === name)!,
      )!;
      assert.equal(PUTIN.text.slice(start, end), words);
    });
  }
  it('passes over a pronoun that stands before the name', () => {
    const view = handmade('In his speech Obama', { entities: [{ name: 'Obama', mentions: [['his', 'pronoun'], 'Obama'] }] }); // prettier-ignore
    assert.equal(firstNaming(view, view.analysis.entities[0])?.kind, 'name');
  });
});
