import assert from 'node:assert/strict';
import { emptyFlatRoles } from '../../../../src/analysis/attribution/flatRoles';
import { Given } from '../../../../src/analysis/attribution/given';
import { explaining, leftoversIn } from '../../../../src/analysis/attribution/leftover';
import { quotationRanges } from '../../../../src/analysis/attribution/quotation';
import type { Range, TokenAttribution } from '../../../../src/analysis/attribution/ranges';

const said = (...content: Range[]): TokenAttribution => ({
  source: [{ from: 0, to: 1 }],
  cue: [{ from: 1, to: 2 }],
  content,
  confidence: 0.5,
});

describe('words that no attribution holds', () => {
  const sure = 5;
  const cases: [string, content: number[], given: TokenAttribution[], expected: Range[]][] = [
    ['are those that are sure to be content', [0, 0, sure, sure, sure, sure, 0], [], [{ from: 2, to: 6 }]],
    ['are no stray words', [0, 0, sure, sure, sure, 0, 0], [], []],
    ['are not what is likely only', [3, 3, 3, 3, 3, 3, 3], [], []],
    ['are not what is held', [0, 0, sure, sure, sure, sure, 0], [said({ from: 2, to: 6 })], []],
    ['may be a part', [0, 0, sure, sure, sure, sure, sure], [said({ from: 2, to: 3 })], [{ from: 3, to: 7 }]],
  ];
  for (const [name, content, given, expected] of cases)
    it(name, () => {
      const flat = { ...emptyFlatRoles(content.length), content: Uint8Array.from(content) };
      assert.deepEqual(leftoversIn(flat, { from: 0, to: content.length }, given), expected);
    });

  it('are explained by a content that holds half of them', () => {
    const [half, less, pieces] = [
      said({ from: 4, to: 8 }),
      said({ from: 4, to: 7 }),
      said({ from: 2, to: 6 }, { from: 9, to: 11 }, { from: 20, to: 21 }),
    ];
    const leftovers = [
      { from: 0, to: 3 },
      { from: 4, to: 12 },
      { from: 18, to: 22 },
    ];
    assert.deepEqual(explaining([pieces, less, half], leftovers), [[], [pieces, half], []]);
  });

  it('stand in quotations', () => {
    const quotation = Int32Array.of(0, 1, 1, 1, 1, 2, 2, 0);
    const expected: [number, Range][] = [
      [1, { from: 1, to: 5 }],
      [2, { from: 5, to: 7 }],
    ];
    assert.deepEqual([...quotationRanges(quotation)], expected);
  });

  it('are in a quotation that goes on with what was said last before it', () => {
    const given = new Given(60, [said({ from: 2, to: 10 }), said({ from: 12, to: 15 }), said({ from: 40, to: 50 })]);
    assert.equal(given.lastBefore(20, 0), 1);
    assert.equal(given.lastBefore(20, 15), -1);
    assert.equal(given.lastBefore(9, 0), -1);
    given.extend(1, { from: 20, to: 30 });
    assert.equal(given.lastBefore(20, 0), 0); // it ends later now
    assert.equal(given.lastBefore(30, 0), 1);
  });

  it('are held once they are given', () => {
    const given = new Given(60, [said({ from: 2, to: 10 })]);
    given.add(said({ from: 8, to: 12 }));
    given.extend(1, { from: 14, to: 16 });
    assert.equal(given.held([{ from: 0, to: 60 }]), 8 + 4 + 2);
    assert.ok(given.isInCue(1) && !given.isInCue(2));
    assert.deepEqual(
      given.attributions().map(({ content }) => content),
      [[{ from: 2, to: 10 }], [8, 12, 14, 16].flatMap(pairs)],
    );
  });

  const beside: [string, content: Range[][], leftover: Range, expected: number][] = [
    ['go on with a content beside them', [[{ from: 2, to: 10 }]], { from: 11, to: 15 }, 0],
    ['go on with a content that follows', [[{ from: 18, to: 30 }]], { from: 11, to: 15 }, 0],
    ['are left when it is far', [[{ from: 2, to: 10 }]], { from: 20, to: 24 }, -1],
    ['are left when they are longer', [[{ from: 2, to: 6 }]], { from: 6, to: 16 }, -1],
    ['go on with the nearest', [[{ from: 2, to: 10 }], [{ from: 16, to: 30 }]], { from: 12, to: 15 }, 1],
    ['go on with the first of two as near', [[{ from: 16, to: 30 }], [{ from: 2, to: 10 }]], { from: 11, to: 15 }, 0],
  ];
  for (const [name, contents, leftover, expected] of beside)
    it(name, () =>
      assert.equal(
        new Given(
          60,
          contents.map((each) => said(...each)),
        ).beside(leftover),
        expected,
      ),
    );
});

/** 2, 10, 11, 15 are the ranges 2 to 10 and 11 to 15. */
function pairs(from: number, index: number, all: readonly number[]): Range[] {
  return index % 2 ? [] : [{ from, to: all[index + 1] }];
}
