import { ago } from '../../../../../src/analysis/dates/parsers/ago';
import { parserCases } from '../cases';

describe('dates/parsers/ago', () => {
  parserCases(ago, [
    'They met [two weeks ago|2021-12-25].',
    'They met [10 days ago|2021-12-29].',
    'They met [five months ago|2021-08].',
    'They met [two years ago|2020].',
    'They met [four decades ago|1982].',
    'They met [several years ago|PAST_REF].',
    'They met [a year or so ago|2021].',
    'They will meet [two days from now|2022-01-10].',
    'They met [a year earlier|2021].',
    'They met [three days later|2022-01-11].',
    'The [year-ago|2021] results were good.',
    'It took two weeks.',
    'They met [a year and a half ago|2020-07] in Geneva.',
    'They met [two and a half years ago|2019-07] in Geneva.',
  ]);
});
