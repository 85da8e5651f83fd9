import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LineIndex } from '../../../src/util/lines';

describe('LineIndex', () => {
  const cases: [text: string, offset: number, line: number, column: number][] = [
    ['', 0, 0, 0],
    ['one\ntwo', 3, 0, 3],
    ['one\ntwo', 4, 1, 0],
    ['one\r\ntwo', 5, 1, 0],
    ['one\rtwo', 4, 1, 0],
    ['one\n\nthree', 4, 1, 0],
    ['one\n', 4, 1, 0],
    ['a😀b\nc', 5, 1, 0], // astral characters are two units
    ['one', 99, 0, 3],
    ['one', -1, 0, 0],
  ];
  for (const [text, offset, line, column] of cases) {
    it(`finds ${offset} of ${JSON.stringify(text)} at ${line}:${column}`, () => {
      assert.deepEqual(new LineIndex(text).positionAt(offset), { line, column });
    });
  }

  it('brings every offset back', () => {
    const texts = fc.array(fc.constantFrom('a', ' ', '\n', '\r\n', '\r', '😀', 'é'), { maxLength: 60 });
    fc.assert(
      fc.property(texts, (pieces) => {
        const text = pieces.join('');
        const lines = new LineIndex(text);
        for (let offset = 0; offset <= text.length; offset++) {
          assert.equal(lines.offsetAt(lines.positionAt(offset)), offset);
        }
      }),
    );
  });

  it('takes positions outside the text as its nearest end', () => {
    const lines = new LineIndex('one\ntwo');
    assert.equal(lines.offsetAt({ line: -1, column: 5 }), 0);
    assert.equal(lines.offsetAt({ line: 9, column: 0 }), 7);
    assert.equal(lines.offsetAt({ line: 0, column: 99 }), 4);
  });
});
