import '../../../support/vscode';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Dated,
  distanceWords,
  fullMeaning,
  lengthWords,
  shortMeaning,
} from '../../../../src/editor/shared/dateWords';

const range = (from: string, to: string): Dated => ({ value: from, range: { start: 0, end: 1, from, to } });
const set = (value: string, freq?: string): Dated => ({ value, type: 'SET', freq });

describe('date words', () => {
  const cases: [date: Dated | string, full: string, short?: string][] = [
    ['2022-01-10', 'Monday, 10 January 2022', '10 Jan 2022'],
    ['2022-W02-1', 'Monday, 10 January 2022', '10 Jan 2022'],
    ['2022-01-08T22:00Z', 'Saturday, 8 January 2022, 22:00 UTC', '8 Jan 2022, 22:00 UTC'],
    ['2022-01-08TMO', 'Saturday, 8 January 2022, morning', '8 Jan 2022, morning'],
    ['2022-W01', 'week of 3–9 January 2022', '3–9 Jan 2022'],
    ['2021-W52', 'week of 27 December 2021 – 2 January 2022', '27 Dec 2021 – 2 Jan 2022'],
    ['2022-W17', 'week of 25 April – 1 May 2022', '25 Apr – 1 May 2022'],
    ['2021-W52-WE', 'weekend of 1–2 January 2022', '1–2 Jan 2022'],
    ['2022-03', 'March 2022', 'Mar 2022'],
    ['1989-Q3', 'third quarter of 1989', 'Q3 1989'],
    ['2021-H2', 'second half of 2021', 'second half of 2021'],
    ['2021-WI', 'winter 2021–22', 'winter 2021–22'],
    ['2021-SU', 'summer 2021', 'summer 2021'],
    ['1987', '1987', '1987'],
    ['BC0300', '300 BC', '300 BC'],
    ['198', 'the 1980s', 'the 1980s'],
    ['19', 'the years 1900 to 1999', 'the years 1900 to 1999'],
    ['P2W', '2 weeks', '2 weeks'],
    ['PT2H30M', '2 hours 30 minutes', '2 hours 30 minutes'],
    ['P2.5Y', '2.5 years', '2.5 years'],
    ['PXDE', 'some decades', 'some decades'],
    ['XXXX-WXX-1', 'Monday', 'Monday'],
    ['XXXX-WXX-1TNI', 'Monday, night', 'Monday, night'],
    ['XXXX-03-04', '4 March', '4 March'],
    ['XXXX-07', 'July', 'July'],
    ['XXXX', 'a date not given', 'a date not given'],
    ['PRESENT_REF', 'the present', 'the present'],
    [{ value: '2024', mod: 'END' }, 'end of 2024', 'end of 2024'],
    [{ value: 'P4Y', mod: 'MORE_THAN' }, 'more than 4 years', 'more than 4 years'],
    [{ value: '2020', mod: 'LESS_THAN' }, 'about 2020', 'about 2020'],
    [set('XXXX-WXX-1'), 'every Monday', 'every Monday'],
    [set('P1W', '2X'), 'twice every week', 'twice every week'],
    [set('P2W'), 'every 2 weeks', 'every 2 weeks'],
    [set('P1Y', '3X'), '3 times every year', '3 times every year'],
    [
      range('2022-01-10', '2022-01-12'),
      'Monday, 10 January 2022 – Wednesday, 12 January 2022',
      '10–12 Jan 2022',
    ],
    [range('2011', '2014'), '2011–2014', '2011–2014'],
    [range('2019-03', '2019-05'), 'March 2019 – May 2019', 'Mar 2019 – May 2019'],
    [range('1990', 'PRESENT_REF'), '1990 – the present', '1990 – the present'],
    [range('2022-01-08T09:00', '2022-01-08T17:00'), 'Saturday, 8 January 2022, 09:00–17:00', '8 Jan 2022, 09:00–17:00'],
  ]; // prettier-ignore
  for (const [given, full, short] of cases) {
    const date = typeof given === 'string' ? { value: given } : given;
    it(`${JSON.stringify(given)} is ${full}`, () =>
      assert.deepEqual([fullMeaning(date), shortMeaning(date)], [full, short]));
  }

  it('leaves alone what is no value', () =>
    assert.deepEqual([fullMeaning({ value: 'talks' }), shortMeaning({ value: 'talks' })], [undefined, 'talks']));

  it('has words for whatever may stand in a value', () => {
    const value = fc.string({ unit: fc.constantFrom(...'0123456789-WQHTXPYMDE.BC_Z:') });
    fc.assert(
      fc.property(value, value, (from, to) => {
        for (const date of [{ value: from }, range(from, to), set(from, to)]) {
          assert.doesNotMatch(shortMeaning(date), /undefined|NaN|Invalid/);
        }
      }),
    );
  });

  const distances: [days: number, words: string][] = [
    [1, '1 day after publication'],
    [13, '13 days after publication'],
    [0, 'on the day of publication'],
    [-21, 'about 3 weeks before publication'],
    [90, 'about 3 months after publication'],
    [-1000, 'about 3 years before publication'],
  ];
  for (const [days, words] of distances) it(words, () => assert.equal(distanceWords(days, 'day'), words));
  it('a period that holds publication', () =>
    assert.equal(distanceWords(0, 'week'), 'the day of publication lies in it'));
  it('a length', () => assert.equal(lengthWords(365), 'about 12 months'));
});
