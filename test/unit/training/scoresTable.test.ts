import assert from 'node:assert/strict';
import { scoresTable, withTable } from '../../../training/scoresTable.mjs';

describe('table of scores', () => {
  const scores = {
    attribution: { 'articles/dev': { 'whole attribution': 64.06, 'cue overlap': 74.2 } },
    accurateAttribution: { 'articles/dev': { 'whole attribution': 72.61 } },
    dates: { 'dates/timebank+dates/aquaint': { value: 80.5 } },
  };

  it('has a row for each score that there is, with both engines’', () => {
    const rows = scoresTable(scores).split('\n').slice(2);
    assert.deepEqual(
      rows.map((row) => row.split(' | ').slice(1).join(' ')),
      ['64.1 72.6 |', '74.2  |', '80.5 80.5 |'], // dates have one reader
    );
  });

  it('goes between its markers and leaves the rest', () => {
    const text = 'a\n<!-- scores -->\nold\n<!-- /scores -->\nb\n';
    assert.equal(withTable(text, '| new |'), 'a\n<!-- scores -->\n\n| new |\n\n<!-- /scores -->\nb\n');
  });

  it('says so when there are no markers', () => assert.throws(() => withTable('a', '| new |'), /<!-- scores -->/));
});
