import { datesCases } from '../cases';

describe('dates/refiners/join', () => {
  datesCases([
    'The vote is at [10 p.m. Wednesday|2022-01-12T22:00] in Geneva.',
    'The vote was at [noon Thursday|2022-01-06T12:00] in Geneva.',
    'The offer runs until [5 p.m. EST, Feb. 9|2022-02-09T17:00] he said.',
    'They met at [8.30 this evening|2022-01-08T20:30] in Geneva.',
    'They met on [Friday, Oct. 23|2021-10-23] in Geneva.',
    'They met on [Saturday, January 1, 2022|2022-01-01] in Geneva.',
    'They met in [June last year|2021-06] in Geneva.',
    'Sales in [the third quarter of 1984|1984-Q3] rose.',
    "Sales in [this year's first quarter|2022-Q1] rose.",
    'Sales in [the 1988 second quarter|1988-Q2] rose.',
    'It fell in [the winter of 1994|1994-WI] again.',
    'They will meet on [Tuesday of next week|2022-01-11] in Geneva.',
    'They met [yesterday morning|2022-01-07TMO] in Geneva.',
    'They met on [Friday morning|2022-01-07TMO] in Geneva.',
    'They met at [Easter 2018|2018-04-01] in Geneva.',
    'He left in [1987|1987], [Monday|2022-01-03] he came.',
  ]);
});
