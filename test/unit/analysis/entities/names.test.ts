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
    ['On Monday the price rose in May.'],
    ['we went home and ate'],
    [''],
  ];
  for (const [text, ...names] of cases) {
    it(text || 'nothing', async () => assert.deepEqual(await namesIn(text), names));
  }
});
