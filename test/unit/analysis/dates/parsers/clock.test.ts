import { clock } from '../../../../../src/analysis/dates/parsers/clock';
import { parserCases } from '../cases';

describe('dates/parsers/clock', () => {
  parserCases(clock, [
    'They met at [10 p.m.|2022-01-08T22:00] in Geneva.',
    'They met at [7:15 p.m. EST|2022-01-08T19:15] in Geneva.',
    'They met at [18:00 UTC|2022-01-08T18:00Z] in Geneva.',
    'They met at [0800 GMT|2022-01-08T08:00Z] in Geneva.',
    'They met at [noon|2022-01-08T12:00] and [midnight|2022-01-08T24:00].',
    "They met at [5 o'clock|2022-01-08T05:00] in Geneva.",
    'They left at [4 in the morning|2022-01-08T04:00] to fly.',
    'They met at [10:30|2022-01-08T10:30] in Geneva.',
    'They won 10:3, read John 3:16 and paid $10.',
    'They waited four hours.',
  ]);
});
