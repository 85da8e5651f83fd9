import { duration } from '../../../../../src/analysis/dates/parsers/duration';
import { parserCases } from '../cases';

describe('dates/parsers/duration', () => {
  parserCases(duration, [
    'After [two weeks|P2W] of talks.',
    'A [two-week|P2W] visit and an [eight-month-old|P8M] truce.',
    'Over [the past two years|P2Y] it grew.',
    'In [the first nine months|P9M] it grew.',
    'For [the next few days|PXD] it grows.',
    'For [a couple of years|P2Y] it grows.',
    'After [2 1/2 years|P2.5Y] and [two and a half hours|PT2.5H].',
    'After [a minute and a half|PT1.5M] it fell.',
    'After [two hours and 30 minutes|PT2H30M] it fell.',
    'It lasted for [centuries|PXCE], a [decades-long|PXDE] dispute.',
    'It lasted [all day|P1D].',
    'It sold 15 [a year|SET P1Y].',
    'The 44-year-old man is 44 years old.',
    'It was a great day, in the Obama years, on a day-to-day basis.',
    'A quarter of them, three quarters of us.',
    "He told CBS's 60 Minutes.",
    'It is open [24 hours|PT24H] [a day|SET P1D] there.',
    'It stayed for [a quarter-century|P25Y] and [a quarter of a century|P25Y] there.',
    'In the early hours and in office hours they work.',
    'The 6-month-old son and the 3-week-old baby sleep.',
  ]);
});
