import assert from 'node:assert/strict';
import { findDates } from '../../../../../src/analysis/dates/dates';
import { testModels } from '../../../../support/models';
import { factsOf } from '../cases';

const cases: [text: string, ...ranges: string[]][] = [
  ['They ruled from 2011 to 2014.', '2011 to 2014 = 2011/2014'],
  ['They ruled between 1990 and 1995.', '1990 and 1995 = 1990/1995'],
  ['They ruled 1990-91 and 1914–1918.', '1990-91 = 1990/1991', '1914–1918 = 1914/1918'],
  ['They will meet Jan. 10-12 in Geneva.', 'Jan. 10-12 = 2022-01-10/2022-01-12'],
  ['They will meet Jan. 28 to Feb. 3.', 'Jan. 28 to Feb. 3 = 2022-01-28/2022-02-03'],
  ['They met from Monday to Friday.', 'Monday to Friday = 2022-01-03/2022-01-07'],
  ['They will meet Monday through Friday.', 'Monday through Friday = 2022-01-10/2022-01-14'],
  ['It ran from March to May 2019.', 'March to May 2019 = 2019-03/2019-05'],
  ['It ran from December to February 2018.', 'December to February 2018 = 2017-12/2018-02'],
  ['He stayed from October to March.', 'October to March = 2021-10/2022-03'],
  ['It ran from the 1960s to the 1980s.', 'the 1960s to the 1980s = 196/198'],
  ['He ruled from 1990 until now.', '1990 until now = 1990/PRESENT_REF'],
  ['It is open from 9 a.m. to 5 p.m. there.', '9 a.m. to 5 p.m. = 2022-01-08T09:00/2022-01-08T17:00'],
  ['The vote was moved from Monday to Friday.'],
  ['He came in 1990 and 1995.'],
  ['It rose from 1,990 in 2011 to 2,014.'],
];

describe('dates/refiners/range', () => {
  for (const [text, ...ranges] of cases) {
    it([text, ...ranges].join(' '), async () => {
      const dates = findDates(factsOf(text, await testModels()));
      const opening = dates.filter(({ start, range }) => range?.start === start);
      const closing = dates.filter(({ end, range }) => range?.end === end);
      assert.deepEqual(
        opening.map(({ range: { start, end, from, to } = fail() }) => `${text.slice(start, end)} = ${from}/${to}`),
        ranges,
      );
      assert.deepEqual(
        closing.map(({ range }) => range),
        opening.map(({ range }) => range),
      );
    });
  }
});

function fail(): never {
  throw new Error('no range');
}
