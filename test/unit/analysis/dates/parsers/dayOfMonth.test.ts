import { dayOfMonth } from '../../../../../src/analysis/dates/parsers/dayOfMonth';
import { parserCases } from '../cases';

describe('dates/parsers/dayOfMonth', () => {
  parserCases(dayOfMonth, [
    'They will meet on [the 21st|2022-01-21].',
    'They met on [the 3rd|2022-01-03].',
    'They met on [the 31st|2021-12-31].',
    'They met on the 21st floor.',
    'The 21st came.',
  ]);
});
