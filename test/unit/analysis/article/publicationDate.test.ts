import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dayNumber, dayNumberOf, isoDate, monthNamed } from '../../../../src/analysis/article/calendar';
import { isoDateFrom, readPublicationDate } from '../../../../src/analysis/article/publicationDate';

describe('readPublicationDate', () => {
  const dates: [line: string, value: string][] = [
    ['20220108', '2022-01-08'],
    ['2022-01-08', '2022-01-08'],
    ['2022/01/08', '2022-01-08'],
    ['2022.1.8', '2022-01-08'],
    ['2022-01-08T10:15:00Z', '2022-01-08'],
    ['2022-01-08 23:59', '2022-01-08'],
    ['2022-01-08T10:15:00.000+02:00', '2022-01-08'],
    ['January 8, 2022', '2022-01-08'],
    ['8 January 2022', '2022-01-08'],
    ['Jan. 8, 2022', '2022-01-08'],
    ['Jan 8 2022', '2022-01-08'],
    ['Sept. 30, 2021', '2021-09-30'],
    ['8th of January 2022', '2022-01-08'],
    ['08-Jan-2022', '2022-01-08'],
    ['Saturday, January 8, 2022', '2022-01-08'],
    ['Sat, 08 Jan 2022 10:15:00 +0000', '2022-01-08'],
    ['Published: January 8, 2022 at 3:15 PM EST', '2022-01-08'],
    ['Published on 8 January 2022', '2022-01-08'],
    ['Date: 20220108', '2022-01-08'],
    ['29 February 2020', '2020-02-29'],
    ['13/01/2022', '2022-01-13'],
    ['01/13/2022', '2022-01-13'],
    ['03/03/2022', '2022-03-03'],
  ];
  for (const [line, value] of dates) it(line, () => assert.equal(readPublicationDate(line)?.value, value));

  const wrongDates = [
    '20221399',
    '20220230',
    '2022-13-01',
    '29 February 2021',
    'January 45, 2022',
    '2022010',
    '8.1.22',
    '01/02/2022', // January or February
  ];
  for (const line of wrongDates) {
    it(`${line} is meant as a date and is none`, () => {
      const date = readPublicationDate(line);
      assert.ok(date);
      assert.equal(date.value, undefined);
    });
  }

  const others = [
    '',
    'January 2022',
    'On January 8, 2022 talks began.',
    'Section 8, 2022',
    '2022',
    'Monday',
    '10:15',
    '20220108,https://a.example/',
    '2022-01-08 10:15:00 INFO started the server on port 80',
    '+1 202 456 1111',
  ];
  for (const line of others)
    it(`"${line}" is not meant as one`, () => assert.equal(readPublicationDate(line), undefined));

  it('gives the words without label and time of day', () => {
    const line = 'Published: January 8, 2022 at 3:15 PM';
    const date = readPublicationDate(line)!;
    assert.equal(line.slice(date.start, date.end), 'January 8, 2022');
  });

  it('accepts any string', () => {
    fc.assert(fc.property(fc.string({ maxLength: 120 }), (line) => void readPublicationDate(line)));
  });

  it('reads back every date of the calendar', () => {
    const date = fc.date({ min: new Date('1000-01-01'), max: new Date('2999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(date, (day) => {
        const iso = day.toISOString().slice(0, 10);
        assert.equal(isoDateFrom(iso), iso);
        assert.equal(isoDateFrom(iso.replaceAll('-', '')), iso);
        assert.equal(dayNumberOf(iso), Math.floor(day.getTime() / 86_400_000));
      }),
    );
  });
});

describe('calendar', () => {
  const days: [year: number, month: number, day: number, number: number | undefined][] = [
    [1970, 1, 1, 0],
    [1969, 12, 31, -1],
    [2000, 2, 29, 11016],
    [1900, 2, 29, undefined],
    [2021, 2, 29, undefined],
    [2022, 4, 31, undefined],
    [2022, 0, 1, undefined],
    [2022, 13, 1, undefined],
    [2022, 1, 0, undefined],
  ];
  for (const [year, month, day, number] of days) {
    it(`${year}-${month}-${day} is day ${number}`, () => assert.equal(dayNumber(year, month, day), number));
  }

  it('keeps years below 100 as they are', () => assert.equal(isoDate(22, 1, 8), '0022-01-08'));

  const months: [word: string, month: number | undefined][] = [
    ['January', 1],
    ['may', 5],
    ['Sept', 9],
    ['DEC', 12],
    ['Janu', undefined],
    ['', undefined],
  ];
  for (const [word, month] of months) it(`month ${word}`, () => assert.equal(monthNamed(word), month));
});
