import { numericDate } from '../../../../../src/analysis/dates/parsers/numericDate';
import { parserCases } from '../cases';

describe('dates/parsers/numericDate', () => {
  parserCases(numericDate, [
    'Signed [2021-03-04|2021-03-04] in Geneva.',
    'Signed [3/4/2021|2021-03-04] in Geneva.',
    'Signed [25/4/2021|2021-04-25] in Geneva.',
    'Signed [4.3.2021|2021-03-04] in Geneva.',
    'Signed [03-04-21|2021-03-04] in Geneva.',
    'Signed [2021/Mar/04|2021-03-04] in Geneva.',
    'Signed [20210304|2021-03-04] in Geneva.',
    'Version 1.2.3 has 1/2 of 3/4.',
    'Call 138-2010-2015 or 20229999.',
    'The score was 3-2-1.',
    'Since [9/11|2001-09-11] it has been closed.',
  ]);
});
