import '../../../support/vscode';
import assert from 'node:assert/strict';
import type { TimeExpression } from '../../../../src/analysis/analysis';
import { dateCard } from '../../../../src/editor/shared/dateCard';
import { handmade } from '../../../support/handmade';

const card = (words: string, value: string, type: 'DATE' | 'TIME' | 'DURATION' | 'SET', published?: string) => {
  const view = handmade(words, {
    dates: [[words, value, type]],
    header: published ? { date: { value: published } } : {},
  });
  return dateCard(view, view.analysis.dates[0]).replace(/\\([!-/:-@[-`{-~])/g, '$1');
};

describe('date card', () => {
  const cases: [words: string, value: string, type: 'DATE' | 'TIME' | 'DURATION' | 'SET', lines: string[]][] = [
    ['Monday', '2022-01-10', 'DATE', ['**Monday, 10 January 2022**', '2 days after publication', '“Monday” · 2022-01-10']],
    ['Saturday', '2022-01-08', 'DATE', ['**Saturday, 8 January 2022**', 'on the day of publication', '“Saturday” · 2022-01-08']],
    ['Friday', '2022-01-07', 'DATE', ['**Friday, 7 January 2022**', '1 day before publication', '“Friday” · 2022-01-07']],
    ['1987', '1987', 'DATE', ['**1987**', 'about 34 years before publication', '“1987” · 1987']],
    ['this year', '2022', 'DATE', ['**2022**', 'the day of publication lies in it', '“this year” · 2022']],
    ['two weeks', 'P2W', 'DURATION', ['**2 weeks**', 'a length of time', '“two weeks” · P2W']],
    ['Mondays', 'XXXX-WXX-1', 'SET', ['**Every Monday**', '“Mondays” · XXXX-WXX-1']],
    ['now', 'PRESENT_REF', 'DATE', ['**The present**', '“now” · PRESENT_REF']],
    ['whenever', 'nonsense', 'DATE', ['“whenever” · nonsense']],
  ]; // prettier-ignore
  for (const [words, value, type, lines] of cases) {
    it(`of “${words}”`, () => assert.deepEqual(card(words, value, type, '2022-01-08').split('  \n'), lines));
  }

  it('says why a day stays unresolved in an article without a date', () =>
    assert.deepEqual(card('Monday', 'XXXX-WXX-1', 'DATE').split('  \n'), [
      '**Monday**',
      'not resolved: the article has no date',
      '“Monday” · XXXX-WXX-1',
    ]));

  it('of a range: both ends, how long it is and how far from publication', () => {
    const text = 'They meet Jan. 10-12 in Geneva.';
    const { analysis, ...view } = handmade(text, { header: { date: { value: '2022-01-08' } } });
    const range = { start: 10, end: 20, from: '2022-01-10', to: '2022-01-12' };
    const date: TimeExpression = { start: 18, end: 20, type: 'DATE', value: '2022-01-12', range };
    assert.deepEqual(
      dateCard({ ...view, analysis: { ...analysis, dates: [date] } }, date)
        .replace(/\\([!-/:-@[-`{-~])/g, '$1')
        .split('  \n'),
      [
        '**Monday, 10 January 2022 – Wednesday, 12 January 2022**',
        '3 days · 2 days after publication',
        '“Jan. 10-12” · 2022-01-10/2022-01-12',
      ],
    );
  });
});
