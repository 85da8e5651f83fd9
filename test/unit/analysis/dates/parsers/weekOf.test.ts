import { weekOf } from '../../../../../src/analysis/dates/parsers/weekOf';
import { parserCases } from '../cases';

describe('dates/parsers/weekOf', () => {
  parserCases(weekOf, [
    'They will meet in [the week of March 6|2022-W09].',
    'It begins in [week 31|2022-W31].',
    'It began in [the first week of 2021|2021-W01].',
    'It began in [the last week of 2021|2021-W52].',
    'It begins [the week after next|2022-W03].',
    'It was a week of talks.',
    'They meet in [the first week of March|2022-03 START] and [the last week of May 2021|2021-05 END] there.',
  ]);
});
