import { year } from '../../../../../src/analysis/dates/parsers/year';
import { parserCases } from '../cases';

describe('dates/parsers/year', () => {
  parserCases(year, [
    'They met in [1987|1987].',
    'They left the [1987|1987] treaty.',
    'Sales in [fiscal 1989|1989] rose.',
    'By [the year 2030|2030] it will be done.',
    'In the season [1990|1990]-[91|1991] they won.',
    "The class of ['98|1998] came.",
    'In [nineteen ninety-six|1996] and [two thousand and fifteen|2015].',
    'Rome fell in [476 AD|0476] and rose in [300 BC|BC0300].',
    'It cost $1987 or 2,000 euros.',
    'Flight 1987 landed on Route 2010.',
    'Some 2000 people and 1500 soldiers came.',
    'The Russell 2000 index fell 1995 points.',
    'Call 138-2010-2015.',
    'It weighs 1250 kilograms.',
    'In [fiscal 2019|2019], [fiscal year 2020|2020], [FY2021|2021], [FY 2020|2020] and [FY19|2019] it rose.',
    'In [the 2018 fiscal year|2018] and [the 2018-19 fiscal year|2019] it rose.',
    'In the [2011/12|2011] and [2019/2020|2019] seasons it rose.',
    'The 2011/14 seasons and the FY of it fell.',
    'The Russell 2000 Index fell.',
  ]);
});
