import { datesCases } from '../cases';

describe('dates/refiners/dayRange', () => {
  datesCases([
    'They will meet [Jan. 10|2022-01-10]-[12|2022-01-12] in Geneva.',
    'They will meet [Jan. 10|2022-01-10] to [12|2022-01-12] in Geneva.',
    'They met on [March 4|2021-03-04] and [5|2021-03-05] in Geneva.',
    'They will meet [10|2022-01-10]-[12 January|2022-01-12] in Geneva.',
    'They met from [2011|2011] to [2014|2014] in Geneva.',
    'They met on [March 4|2021-03-04] and 3 left.',
    'They met from [1|2021-07-01] to [3 July|2021-07-03] in Geneva.',
    'They met on [the 18th|2021-08-18] and [19th of August|2021-08-19] in Geneva.',
    'They met between [4|2021-05-04] and [6 May|2021-05-06] in Geneva.',
  ]);
});
