import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DEEPEST_JSON, NestedTooDeep, parseJson } from '../../../src/util/json';

const nested = (open: string, close: string, depth: number, inner = '') =>
  open.repeat(depth) + inner + close.repeat(depth);

describe('parseJson', () => {
  it('reads what JSON.parse reads, after a byte order mark too', () =>
    fc.assert(
      fc.property(fc.json(), fc.boolean(), (json, mark) =>
        assert.deepEqual(parseJson((mark ? '\ufeff' : '') + json), JSON.parse(json)),
      ),
    ));

  const deep: [what: string, json: string][] = [
    ['lists', nested('[', ']', 100_000)],
    ['objects', nested('{"a":', '}', 100_000, '1')],
    ['lists that are never closed', '['.repeat(1_000_000)],
    ['one level too many', nested('[', ']', DEEPEST_JSON + 1)],
    ['after a string with brackets and escapes', `["\\"]]]\\\\",${nested('[', ']', DEEPEST_JSON)}]`],
  ];
  for (const [what, json] of deep) it(`refuses ${what}`, () => assert.throws(() => parseJson(json), NestedTooDeep));

  const fine: [what: string, json: string][] = [
    ['as many levels as there may be', nested('[', ']', DEEPEST_JSON)],
    ['many lists side by side', `[${'[],'.repeat(1_000)}[]]`],
    ['brackets in strings', JSON.stringify('['.repeat(1_000))],
    ['escaped quotation marks in strings', JSON.stringify('"['.repeat(1_000))],
    ['backslashes at the ends of strings', JSON.stringify(Array.from({ length: 300 }, () => '[\\'))],
  ];
  for (const [what, json] of fine) it(`reads ${what}`, () => assert.deepEqual(parseJson(json), JSON.parse(json)));

  for (const json of ['', '{', '"', '"\\', ']', 'x'])
    it(`${JSON.stringify(json)} is no JSON`, () => assert.throws(() => parseJson(json), SyntaxError));
});
