import { partOfDay } from '../../../../../src/analysis/dates/parsers/partOfDay';
import { parserCases } from '../cases';

describe('dates/parsers/partOfDay', () => {
  parserCases(partOfDay, [
    'They met [this morning|2022-01-08TMO].',
    'They met [last night|2022-01-07TNI].',
    'They met in [the afternoon|2022-01-08TAF].',
    'They met [yesterday evening|2022-01-07TEV].',
    'The morning after, a night out.',
    'They met at [lunchtime|2022-01-08TMI] in Geneva.',
    'They left by [midmorning|2022-01-08TMO] again.',
  ]);
});
