import { weekday } from '../../../../../src/analysis/dates/parsers/weekday';
import { parserCases } from '../cases';

describe('dates/parsers/weekday', () => {
  parserCases(weekday, [
    'The talks are set to start on [Monday|2022-01-10].',
    'He said on [Saturday|2022-01-08] that it was over.',
    'He said on [Monday|2022-01-03] that it was over.',
    'He will speak [Wednesday|2022-01-12].',
    'They met [last Friday|2022-01-07].',
    'They met [last Saturday|2022-01-01].',
    'They will meet [next Tuesday|2022-01-11].',
    'They will meet [this coming Sunday|2022-01-09].',
    'It is open on [Mondays|SET XXXX-WXX-1].',
    'It happened on [Friday the 13th|2021-08-13].',
    'The Bloody Sunday inquiry ended.',
    'The sun sat over the wed couple.',
  ]);
});
