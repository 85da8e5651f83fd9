import { season } from '../../../../../src/analysis/dates/parsers/season';
import { parserCases } from '../cases';

describe('dates/parsers/season', () => {
  parserCases(season, [
    'They met [last fall|2021-FA].',
    'They will meet [this summer|2022-SU].',
    'They met in [the summer|2021-SU] and talked.',
    'They will meet in [spring|2022-SP].',
    'The fall of Saigon was a spring of hope.',
    'Prices fall.',
    'The Summer Olympics ended.',
  ]);
});
