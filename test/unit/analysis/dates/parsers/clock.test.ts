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
    'They met at [half past seven|2022-01-08T07:30] in Geneva.',
    'They met at [a quarter to five|2022-01-08T04:45] in Geneva.',
    'They met at [ten past six|2022-01-08T06:10] in Geneva.',
    'They met at [seven thirty p.m.|2022-01-08T19:30] in Geneva.',
    'They met at [12 noon|2022-01-08T12:00] in Geneva.',
    'They met at [9 p.m. local time|2022-01-08T21:00] in Geneva.',
    'They met at [14:00 CET|2022-01-08T14:00] in Geneva.',
    'They lost ten to five, a quarter to be exact, and saw High Noon.',
    'They met from 3 to [3:30|2022-01-08T03:30] in Geneva.',
  ]);
});
