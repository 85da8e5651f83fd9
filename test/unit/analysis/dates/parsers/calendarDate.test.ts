import { calendarDate } from '../../../../../src/analysis/dates/parsers/calendarDate';
import { parserCases } from '../cases';

describe('dates/parsers/calendarDate', () => {
  parserCases(calendarDate, [
    'They met on [January 8, 2021|2021-01-08], he said.',
    'They met on [Jan. 3|2022-01-03].',
    'They met on [3 January|2022-01-03].',
    'They met on [3 January 2021|2021-01-03].',
    'They met on [the 8th of January 2021|2021-01-08].',
    'They met on [the fourth of July|2021-07-04].',
    'They met on [March eighth|2021-03-08].',
    'They met on [twenty five January nineteen eighty six|1986-01-25].',
    'They met in [January 2021|2021-01].',
    'They met in [January, 2021|2021-01].',
    'They met in [March of 2021|2021-03].',
    'They met in [March nineteen ninety-six|1996-03].',
    'They will meet in [March|2022-03].',
    'They met in [March|2021-03].',
    'They met [last May|2021-05].',
    'They will meet [next May|2022-05].',
    'The talks in [May|2021-05] failed.',
    'He may come. May he come?',
    'They are on the march. They march in protest.',
    'The March of the Mothers began.',
    'Jan Kavan and April Glaspie spoke.',
    'The shares are payable [March 1|2022-03-01].',
    'They held 20 percent.',
    'They met in [the month of December|2021-12] again.',
    'They met [this Jan.|2022-01] again.',
  ]);
});
