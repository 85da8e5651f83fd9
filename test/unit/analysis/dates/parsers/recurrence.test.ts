import { recurrence } from '../../../../../src/analysis/dates/parsers/recurrence';
import { parserCases } from '../cases';

describe('dates/parsers/recurrence', () => {
  parserCases(recurrence, [
    'They meet [every Monday|SET XXXX-WXX-1].',
    'They march [each July|SET XXXX-07].',
    'They meet [every day|SET P1D] or [every two weeks|SET P2W].',
    'They meet [every other day|SET P2D].',
    'They meet [once a week|SET P1W] or [twice a year|SET P1Y].',
    'It is a [daily|SET P1D] rally, held [annually|SET P1Y].',
    'It is a bi-weekly paper.',
    'He wrote for The Daily Beast.',
  ]);
});
