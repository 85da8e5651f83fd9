import { datesCases } from './cases';

describe('dates/resolve', () => {
  describe('against the date mentioned last', () => {
    datesCases([
      'They met on [March 4, 1999|1999-03-04]. [Three days later|1999-03-07] they left.',
      'They met in [1995|1995]; he left [the following year|1996].',
      'They met on [Friday|2022-01-07]. At [10 p.m.|2022-01-07T22:00] they left.',
      'In [the third quarter|2021-Q3] it earned less than [a year earlier|2020-Q3], and [the quarter|2021-Q3] was bad.',
      'In [January|2022-01] it fell, compared to [the same month a year ago|2021-01].',
      'They met on [Friday|2022-01-07]. At [10 p.m.|2022-01-06T22:00] on a street they fought, and on [Thursday|2022-01-06] they left.',
      'They met on [Friday|2022-01-07]. At [10 p.m.|2022-01-07T22:00] they left, police said on [Thursday|2022-01-06] there.',
      'They met on [Monday|2022-01-03], and at [9 a.m.|2022-01-03T09:00] they left.',
    ]);
  });
  describe('a month or day without a year is the near one', () => {
    datesCases([
      'They said in an editorial on [Jan. 9|2022-01-09].',
      'They will meet [Dec. 30|2021-12-30].',
      'They announced it for [February|2022-02].',
      'They will meet in [October|2022-10].',
      'They met in [October|2021-10].',
    ]);
  });
  describe('the weekend', () => {
    datesCases(
      ['It fell over [the weekend|2022-W01-WE].', 'It will fall over [the weekend|2022-W02-WE].'],
      '2022-01-10',
    );
  });
  describe('without a date of publication', () => {
    for (const none of ['']) {
      datesCases(
        [
          'They met on [Monday|XXXX-WXX-1] and on [March 4|XXXX-03-04] and [March 4, 1999|1999-03-04].',
          'They met [last week|XXXX-WXX], [last year|XXXX], in [October|XXXX-10], at [10 p.m.|XXXX-XX-XXT22:00].',
          '[January 8, 2022|2022-01-08]\nThey met on [Friday|2022-01-07].',
        ],
        none,
      );
    }
  });
});
