import { dayWord } from '../../../../../src/analysis/dates/parsers/dayWord';
import { parserCases } from '../cases';

describe('dates/parsers/dayWord', () => {
  parserCases(dayWord, [
    'They met [today|2022-01-08], [yesterday|2022-01-07] and will meet [tomorrow|2022-01-09].',
    'They met [the day before yesterday|2022-01-06].',
    'They will meet [the day after tomorrow|2022-01-10].',
    'They will meet [tonight|2022-01-08TNI].',
    '[Todays|2022-01-08] meeting is over.',
    'He writes for USA Today.',
    'By [midyear|2022 MID] and [midweek|2022-W01 MID] it rose.',
  ]);
});
