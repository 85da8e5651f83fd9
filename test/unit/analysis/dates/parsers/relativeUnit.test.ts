import { relativeUnit } from '../../../../../src/analysis/dates/parsers/relativeUnit';
import { parserCases } from '../cases';

describe('dates/parsers/relativeUnit', () => {
  parserCases(relativeUnit, [
    'They met [last week|2021-W52].',
    'They will meet [next month|2022-02].',
    'They meet [this year|2022].',
    'They met [the previous year|2021].',
    'They met [the next day|2022-01-09].',
    'They met over [the weekend|2022-W01-WE].',
    'By [year-end|2022-12-31] it will be done.',
    'In [the fiscal year|2022] it grew.',
    'Over [the past decade|P10Y] it grew.',
    "On ABC's This Week he spoke.",
    'On the day of the vote.',
    'It rose in [the year before last|2020] and will [the weekend after next|2022-W03-WE] again.',
    'They left [the day before|2022-01-07], and [the week after|2022-W02].',
    'The day before the vote and the year after the war were bad.',
    'In [the quarter|2021-Q3] ended Sept. 30 it rose.',
    'They will meet [the month after the next|2022-03].',
  ]);
});
