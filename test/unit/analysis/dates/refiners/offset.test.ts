import { datesCases } from '../cases';

describe('dates/refiners/offset', () => {
  datesCases([
    'They met [two weeks before May 13, 1999|1999-04-29] in Geneva.',
    'They will meet [three days after January 12|2022-01-15] in Geneva.',
    'They will meet [two weeks from tomorrow|2022-01-23] in Geneva.',
    'They will meet in [two weeks|2022-01-22] in Geneva.',
    "They will meet in [two weeks' time|2022-01-22] in Geneva.",
    'The bonds will be redeemed in [five years|2027] he said.',
    'It was the biggest gain in [two weeks|P2W] he said.',
    'They will build it in [the next two weeks|P2W] he said.',
    'They built it in [two weeks|P2W] he said.',
    'They met [the day before Christmas|2021-12-24] and [the week after Easter|2021-W14] in Geneva.',
    'They will vote [a week from Monday|2022-01-17] in Geneva.',
    "They left [two days before Friday|2022-01-05]'s vote.",
    'They left the day before the vote.',
    'They met in [the year before 2015|2014] there.',
  ]);
});
