import assert from 'node:assert/strict';
import fc from 'fast-check';
import Papa from 'papaparse';
import { CSV_HEAD, neutralised, readCsv, unneutralised, writeCsvRows } from '../../../src/formats/csv';
import { annotatedArticle } from '../../../src/formats/reviewed';
import { PUTIN } from '../../support/handmade';

const { text, analysis } = PUTIN;
const CSV = CSV_HEAD + writeCsvRows(annotatedArticle('a.txt', text, { analysis, reviews: new Map() }, 'hearsay test'));

describe('CSV of claims', () => {
  const formulas = ['=1+1', '+7', '-2', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1', "'quoted", "'=1"];
  for (const cell of formulas) {
    it(`${JSON.stringify(cell)} begins no formula, and comes back`, () => {
      assert.equal(neutralised(cell), `'${cell}`);
      assert.equal(unneutralised(neutralised(cell)), cell);
    });
  }
  it('what is no formula stays as it is', () => assert.equal(neutralised('“We will,” he said'), '“We will,” he said'));
  it('an apostrophe of somebody else’s stays', () => assert.equal(unneutralised("'tis"), "'tis"));
  it('any cell comes back, and none begins a formula', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (cell) => {
        assert.equal(unneutralised(neutralised(cell)), cell);
        assert.doesNotMatch(neutralised(cell), /^[=+\-@\t\r\n]/);
      }),
    ));

  it('reads what a spreadsheet makes of it: semicolons, LF, other columns between', () => {
    const { data } = Papa.parse<string[]>(CSV.slice(1).trim());
    const saved = Papa.unparse(data.map(([first, ...rest], row) => [row ? 'x' : 'my remarks', first, ...rest]), { delimiter: ';', newline: '\n' }); // prettier-ignore
    const [one, two] = [readCsv(CSV), readCsv(saved)];
    assert.deepEqual(two, one);
    assert.equal(one.articles[0].attributions.length, analysis.claims.length);
  });

  it('offsets are nothing that a spreadsheet takes for a date or a time', () => {
    const [, row] = CSV.split('\r\n');
    assert.match(row, /"\[\d+,\d+\)"/);
  });

  it('a bad row is said and left out', () => {
    const lines = CSV.split('\r\n');
    lines[2] = lines[2].replace(/\[(\d+),/, '[x$1,');
    const { articles, problems } = readCsv(lines.join('\r\n'));
    assert.equal(articles[0].attributions.length, analysis.claims.length - 1);
    assert.deepEqual(problems.map(({ where }) => where), ['row 3']); // prettier-ignore
    assert.match(problems[0].what, /claim_offsets is .*; expected \[120,180\)/);
  });
});
