import { comparedPeriod } from '../../../../../src/analysis/dates/parsers/comparedPeriod';
import { parserCases } from '../cases';

describe('dates/parsers/comparedPeriod', () => {
  parserCases(comparedPeriod, [
    'It earned more than in [the year-ago quarter|2021].',
    'It earned more than in [the year-earlier period|2021].',
    'In [the 1988 period|1988] it earned less.',
    'In [the same period last year|2021] it earned less.',
    'In [the corresponding quarter of 1988|1988] it earned less.',
    'In [the latest period|2021-Q4] it earned less.',
    'It was a period of growth.',
  ]);
});
