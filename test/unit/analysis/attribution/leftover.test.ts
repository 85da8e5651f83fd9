import assert from 'node:assert/strict';
import { emptyFlatRoles } from '../../../../src/analysis/attribution/flatRoles';
import { continued, explains, extended, leftoversIn, quotationOf } from '../../../../src/analysis/attribution/leftover';
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
    assert.ok(explains(said({ from: 4, to: 8 }), { from: 4, to: 12 }));
    assert.ok(!explains(said({ from: 4, to: 7 }), { from: 4, to: 12 }));
  });

  it('stand in a quotation where all of them do', () => {
    const quotation = Int32Array.of(0, 1, 1, 1, 1, 2, 2, 0);
    assert.deepEqual(quotationOf(quotation, { from: 2, to: 4 }), { from: 1, to: 5 });
    assert.equal(quotationOf(quotation, { from: 2, to: 6 }), undefined);
    assert.equal(quotationOf(quotation, { from: 7, to: 8 }), undefined);
  });

  it('are in a quotation that goes on with what was said last before it', () => {
    const given = [said({ from: 2, to: 10 }), said({ from: 12, to: 15 }), said({ from: 40, to: 50 })];
    const found = continued(given, { from: 20, to: 30 });
    assert.deepEqual(
      found?.map(({ content }) => content.map(({ from }) => from)),
      [[2], [12, 20], [40]],
    );
    assert.equal(continued([said({ from: 40, to: 50 })], { from: 20, to: 30 }), undefined);
  });

  const ends: [string, content: Range, leftover: Range, expected: Range[]][] = [
    ['go on with a content beside them', { from: 2, to: 10 }, { from: 11, to: 15 }, [2, 10, 11, 15].flatMap(pairs)],
    ['are left when it is far', { from: 2, to: 10 }, { from: 20, to: 24 }, [{ from: 2, to: 10 }]],
    ['are left when they are longer', { from: 2, to: 6 }, { from: 6, to: 16 }, [{ from: 2, to: 6 }]],
  ];
  for (const [name, content, leftover, expected] of ends)
    it(name, () => assert.deepEqual(extended([said(content)], leftover)[0].content, expected));
});

/** 2, 10, 11, 15 are the ranges 2 to 10 and 11 to 15. */
function pairs(from: number, index: number, all: readonly number[]): Range[] {
  return index % 2 ? [] : [{ from, to: all[index + 1] }];
}
