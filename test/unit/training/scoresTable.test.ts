import assert from 'node:assert/strict';
import { scoresTable, withTable } from '../../../training/scoresTable.mjs';

describe('table of scores', () => {
  it('has a row for each score that there is', () => {
    const table = scoresTable({ attribution: { 'articles/dev': { 'whole attribution': 64.06 } }, dates: {} });
    assert.match(table, /\| claims, whole.* \| 64\.1 \|$/);
    assert.equal(table.split('\n').length, 3);
  });

  it('goes between its markers and leaves the rest', () => {
    const text = 'a\n<!-- scores -->\nold\n<!-- /scores -->\nb\n';
    assert.equal(withTable(text, '| new |'), 'a\n<!-- scores -->\n\n| new |\n\n<!-- /scores -->\nb\n');
  });

  it('says so when there are no markers', () => assert.throws(() => withTable('a', '| new |'), /<!-- scores -->/));
});
