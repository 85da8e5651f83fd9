import { quarter } from '../../../../../src/analysis/dates/parsers/quarter';
import { parserCases } from '../cases';

describe('dates/parsers/quarter', () => {
  parserCases(quarter, [
    'Sales in [the third quarter|2021-Q3] rose.',
    'It reported a [third-quarter|2021-Q3] loss.',
    'It expects to report a [fourth-quarter|2021-Q4] loss.',
    'Sales rose in [Q3|2021-Q3].',
    'Sales rose in [the first half|2022-H1] of the year.',
    'The first half of the match was dull.',
    'A quarter of them left.',
    'In [3Q|2021-Q3] and [H1|2022-H1] 2022 it rose.',
    'In [the fiscal third quarter|2021-Q3] it rose.',
  ]);
});
