import { datesCases } from '../cases';

describe('dates/refiners/timeRange', () => {
  datesCases([
    'They met from [8|2022-01-08T20:00] to [10 p.m.|2022-01-08T22:00] in Geneva.',
    'They met from [10|2022-01-08T10:00] to [2 p.m.|2022-01-08T14:00] in Geneva.',
    'They met between [6:30|2022-01-08T06:30] and [9 a.m.|2022-01-08T09:00] in Geneva.',
    'It is open [8|2022-01-08T20:00]-[10 p.m.|2022-01-08T22:00] there.',
    'They met from [10 p.m.|2022-01-08T22:00] to [2 a.m.|2022-01-09T02:00] in Geneva.',
    'They moved 8 at 10 p.m. and lost 8 to 10.'.replace('10 p.m.', '[10 p.m.|2022-01-08T22:00]'),
    'They met between [10|2022-01-08T10:00] and [11:30|2022-01-08T11:30] in Geneva.',
  ]);
});
