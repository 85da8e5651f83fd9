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
    'They met on [Mardi Gras|2021-02-16], [Inauguration Day|2022-01-20] and [Canada Day|2021-07-01] there.',
    'They met at [Passover|2021-03-28], [Hanukkah|2021-11-29] and [Yom Kippur|2021-09-16] there.',
    'They met at [Orthodox Easter|2021-05-02], [Diwali|2021-11-04] and [Lunar New Year|2022-02-01] there.',
    'They met at [Eid al-Fitr|2021-05-13] and in [Ramadan|2021-04-13] there.',
    'They met on the [Labor Day 2021 weekend|2021-W35-WE] and in [Easter week|2021-W13] there.',
    'They met on [thanksgiving|2021-11-25] there.',
  ]);
});
