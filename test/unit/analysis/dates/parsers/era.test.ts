import { era } from '../../../../../src/analysis/dates/parsers/era';
import { parserCases } from '../cases';

describe('dates/parsers/era', () => {
  parserCases(era, [
    'In [the 1990s|199] it grew.',
    "In [the 1990's|199] it grew.",
    'In [the nineties|199] it grew.',
    'In the early [90s|199] it grew.',
    "[The '90s|199] were good.",
    'In [the 19th century|18] it grew.',
    'It was a [20th century|19] idea.',
    'It was the [nineteenth-century|18] idea.',
    'In [the noughties|200] it grew.',
    'He is in his 90s.',
    'It was built in [the 1800s|18] of stone.',
    'It grew in [the 2000s|200] again.',
  ]);
});
