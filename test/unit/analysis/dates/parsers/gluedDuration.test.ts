import { gluedDuration } from '../../../../../src/analysis/dates/parsers/gluedDuration';
import { parserCases } from '../cases';

describe('dates/parsers/gluedDuration', () => {
  parserCases(gluedDuration, ['It took [45min|PT45M] and lasted for [3h|PT3H].', 'The 3D film on 5G used 10D lenses.']);
});
