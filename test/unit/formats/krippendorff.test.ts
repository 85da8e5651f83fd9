import assert from 'node:assert/strict';
import { nominalAlpha } from '../../../src/formats/krippendorff';

/** One string an annotator, one character a unit, `.` for a missing value. */
const units = (...annotators: readonly string[]) =>
  [...annotators[0]].map((_, unit) => annotators.map((values) => (values[unit] === '.' ? undefined : values[unit])));

describe('nominalAlpha', () => {
  // The worked examples of Krippendorff (2011), sections A to C.
  const published: [what: string, annotators: string[], alpha: string][] = [
    ['two annotators, two values', ['0100000010', '1110010000'], '0.095'],
    ['two annotators, five values', ['aabbdcccedda', 'babbbcccEddd'.toLowerCase()], '0.692'],
    ['four annotators, values missing', ['123321412...', '1233224125.3', '.3332342251.', '1233244125 1.'.replace(' ', '')], '0.743'], // prettier-ignore
  ];
  for (const [what, annotators, alpha] of published) {
    it(`${what}: ${alpha}`, () => assert.equal(nominalAlpha(units(...annotators))?.toFixed(3), alpha));
  }

  it('is 1 for the same values', () => assert.equal(nominalAlpha(units('abab', 'abab')), 1));
  it('is below 0 for contrary ones', () => assert.ok(nominalAlpha(units('abab', 'baba'))! < 0));
  it('is not known without anything to compare', () => assert.equal(nominalAlpha(units('ab..', '..ab')), undefined));
  it('is not known when all is the same: chance would give it too', () =>
    assert.equal(nominalAlpha(units('aaaa', 'aaaa')), undefined));
});
