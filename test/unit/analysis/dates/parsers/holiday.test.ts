import { holiday } from '../../../../../src/analysis/dates/parsers/holiday';
import { parserCases } from '../cases';

describe('dates/parsers/holiday', () => {
  parserCases(holiday, [
    'They met on [Christmas Eve|2021-12-24].',
    "They met on [New Year's Day|2022-01-01].",
    'They met on [New Years Day|2022-01-01].',
    'They will vote on [Election Day|2022-11-08].',
    'They met at [Easter|2021-04-04] and on [Good Friday|2021-04-02].',
    'They met on [Thanksgiving|2021-11-25].',
    'They met over the [Labor Day weekend|2021-W35-WE].',
    'They met [last Christmas|2021-12-25].',
    'A thanksgiving service.',
  ]);
});
