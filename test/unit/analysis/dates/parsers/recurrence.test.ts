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
    'They meet on [weekdays|SET XXXX-WXX-WD] and on [weekends|SET XXXX-WXX-WE] there.',
    'They meet [every weekday|SET XXXX-WXX-WD] there.',
    'They meet on [Sunday mornings|SET XXXX-WXX-7TMO] there.',
    'They meet in [the evenings|SET XXXX-XX-XXTEV] there.',
    'They meet [every other Friday|SET XXXX-WXX-5] there.',
    'They meet [every few years|SET PXY] there.',
    'They meet [once every three years|SET P3Y] there.',
    'A [twice-weekly|SET P1W] paper is sold there.',
  ]);
});
