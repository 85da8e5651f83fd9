import { datesCases } from '../cases';

describe('dates/refiners/modify', () => {
  datesCases([
    'They met [early this week|2022-W01 START] in Geneva.',
    'They met [earlier this month|2022-01 START] in Geneva.',
    'It fell in [the late 1970s|197 END] again.',
    'It fell in [mid-1996|1996 MID] again.',
    'They met in [late November|2021-11 END] in Geneva.',
    'It will be done by [the end of 2024|2024 END] he said.',
    'It will be done by [the end of the year|2022 END] he said.',
    'For [nearly forty years|P40Y LESS_THAN] it grew.',
    'For [more than four hours|PT4H MORE_THAN] they spoke.',
    'For [up to 180 days|P180D EQUAL_OR_LESS] they stay.',
    'For [at least 20 more years|P20Y EQUAL_OR_MORE] they stay.',
    'For [two years or so|P2Y APPROX] they stay.',
    'They met [almost two years ago|2020 LESS_THAN] in Geneva.',
    'It fell in [the mid-to-late 1990s|199 MID] again.',
    'It fell in [the early-to-mid 1980s|198 MID] again.',
  ]);
});
