import '../../../support/vscode';
import assert from 'node:assert/strict';
import type { TimeExpression } from '../../../../src/analysis/analysis';
import { createLookup } from '../../../../src/analysis/lookup';
import { dateHints } from '../../../../src/editor/shared/dateHints';
import { handmade } from '../../../support/handmade';

/** Written as `words|value`, with ` ~` behind the value of a relative one: the text with the hints in it. */
function hinted(text: string, everywhere: boolean): string {
  let plain = '';
  const dates: TimeExpression[] = [];
  for (const [, before, words, value, relative] of text.matchAll(/([^[]*)(?:\[([^|]*)\|([^\]~]*)(~?)\])?/g)) {
    plain += before;
    if (words === undefined) continue;
    const start = plain.length;
    plain += words;
    const type = value.startsWith('P') && !value.endsWith('REF') ? 'DURATION' : value.includes('T') ? 'TIME' : 'DATE';
    dates.push({ start, end: plain.length, type, value, ...(relative && { temporalFunction: true }) });
  }
  const view = handmade(plain, {});
  const analysis = { ...view.analysis, dates };
  const all = { start: 0, end: plain.length };
  const hints = dateHints({ ...view, analysis, lookup: createLookup(analysis) }, all, everywhere);
  let result = '';
  let at = 0;
  for (const { offset, label } of hints) {
    result += `${plain.slice(at, offset)} ⟨${label}⟩`;
    at = offset;
  }
  return result + plain.slice(at);
}

describe('date hints', () => {
  const cases: [text: string, auto: string, on: string][] = [
    ['on [Monday|2022-01-10~].', 'on Monday ⟨10 Jan 2022⟩.', 'on Monday ⟨10 Jan 2022⟩.'],
    ['came [yesterday|2022-01-07~].', 'came yesterday ⟨Fri 7 Jan 2022⟩.', 'came yesterday ⟨Fri 7 Jan 2022⟩.'],
    ['on [Jan. 8|2022-01-08~].', 'on Jan. 8 ⟨Sat 8 Jan 2022⟩.', 'on Jan. 8 ⟨Sat 8 Jan 2022⟩.'],
    ['on [January 8, 2022|2022-01-08].', 'on January 8, 2022.', 'on January 8, 2022 ⟨Sat 8 Jan 2022⟩.'],
    ['in [1987|1987].', 'in 1987.', 'in 1987.'],
    ['in [January 2022|2022-01].', 'in January 2022.', 'in January 2022.'],
    ['[last week|2022-W01~]', 'last week ⟨3–9 Jan 2022⟩', 'last week ⟨3–9 Jan 2022⟩'],
    ['at [10 p.m.|2022-01-08T22:00~]', 'at 10 p.m. ⟨Sat 8 Jan 2022⟩', 'at 10 p.m. ⟨Sat 8 Jan 2022⟩'],
    ['[Friday night|2022-01-07TNI~]', 'Friday night ⟨7 Jan 2022⟩', 'Friday night ⟨7 Jan 2022⟩'],
    ['[this quarter|2022-Q1~]', 'this quarter ⟨Q1 2022⟩', 'this quarter ⟨Q1 2022⟩'],
    ['for [two weeks|P2W], [now|PRESENT_REF]', 'for two weeks, now', 'for two weeks, now'],
    ['on [Monday|XXXX-WXX-1~]', 'on Monday', 'on Monday'],
  ];
  for (const [text, auto, on] of cases) {
    it(auto, () => assert.deepEqual([hinted(text, false), hinted(text, true)], [auto, on]));
  }

  it('a range has one, behind its end', () => {
    const view = handmade('from Monday to Friday.', {});
    const range = { start: 5, end: 21, from: '2022-01-10', to: '2022-01-14' };
    const dates: TimeExpression[] = [
      { start: 5, end: 11, type: 'DATE', value: '2022-01-10', temporalFunction: true, range },
      { start: 15, end: 21, type: 'DATE', value: '2022-01-14', temporalFunction: true, range },
    ];
    const analysis = { ...view.analysis, dates };
    const hints = dateHints({ ...view, analysis, lookup: createLookup(analysis) }, { start: 0, end: 22 }, false);
    assert.deepEqual(
      hints.map(({ offset, label }) => [offset, label]),
      [[21, '10–14 Jan 2022']],
    );
  });

  it('only those asked for', () => {
    const view = handmade('Monday and Friday', { dates: [['Monday', '2022-01-10'], ['Friday', '2022-01-14']] }); // prettier-ignore
    assert.equal(dateHints(view, { start: 8, end: 17 }, true).length, 1);
  });
});
