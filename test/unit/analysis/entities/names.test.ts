import assert from 'node:assert/strict';
import { namesIn } from './reading';

describe('names', () => {
  const cases: [text: string, ...names: string[]][] = [
    [
      'Russian President Vladimir Putin met Joe Biden in Geneva.',
      'Russian NORP',
      'Vladimir Putin PERSON',
      'Joe Biden PERSON',
      'Geneva GPE',
    ],
    ['The European Commission fined Google.', 'European Commission ORG', 'Google ORG'],
    ['The Danube flows through Vienna.', 'Danube LOC', 'Vienna GPE'],
    ['He landed at Heathrow Airport on Monday.', 'Heathrow Airport FAC'],
    ['The two countries signed the Paris Agreement.', 'Paris Agreement LAW'],
    ['It left the 1987 Intermediate-range Nuclear Forces Treaty.', '1987 Intermediate-range Nuclear Forces Treaty LAW'],
    ['Putin fears NATOs expansion.', 'Putin PERSON', 'NATOs ORG'],
    ['PUTIN MEETS BIDEN IN GENEVA', 'PUTIN PERSON', 'BIDEN PERSON', 'GENEVA GPE'],
    ['Cyclone Phailin hit India. Phailin was strong.', 'Cyclone Phailin OTHER', 'India GPE', 'Phailin OTHER'],
    ['Mark Tedeschi, QC, spoke.', 'Mark Tedeschi PERSON'],
    ['Muslims in Myanmar protested.', 'Muslims NORP', 'Myanmar GPE'],
    ['Home Secretary Suella Braverman spoke in London.', 'Suella Braverman PERSON', 'London GPE'],
    ['we heard that de la Rua resigned', 'de la Rua PERSON'],
    ['a statement by al-Zawahiri was read', 'al-Zawahiri PERSON'],
    ['she works for the Department for Work and Pensions', 'Department for Work and Pensions ORG'],
    ['His ancestors lived there, Chen Chun-yeh told the court.', 'Chen Chun-yeh PERSON'],
    ['It came after James Leander (Leo) Nichols died.', 'James Leander (Leo) Nichols PERSON'],
    [
      'The Panamanian boxer Roberto "Hands of Stone" Duran won.',
      'Panamanian NORP',
      'Roberto "Hands of Stone" Duran PERSON',
    ],
    [
      'Roger Federer (Switzerland) Rafael Nadal (Spain)',
      'Roger Federer PERSON',
      'Switzerland GPE',
      'Rafael Nadal PERSON',
      'Spain GPE',
    ],
    [
      'The World Health Organisation (WHO) recommends iodine. WHO say that it is cheap.',
      'World Health Organisation ORG',
      'WHO ORG',
      'WHO ORG',
    ],
    [
      'MaliVai Washington lost. The night belonged to Washington, who climbed back.',
      'MaliVai Washington PERSON',
      'Washington PERSON',
    ],
    ['Mary Scott, the Editor-in-Chief, came.', 'Mary Scott PERSON'],
    ['Jordan Smith flew to Jordan on Monday.', 'Jordan Smith PERSON', 'Jordan GPE'],
    ['On Monday the price rose in May.'],
    ['we went home and ate'],
    [''],
  ];
  for (const [text, ...names] of cases) {
    it(text || 'nothing', async () => assert.deepEqual(await namesIn(text), names));
  }
});
