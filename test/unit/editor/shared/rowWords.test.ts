import '../../../support/vscode';
import assert from 'node:assert/strict';
import type { Entity } from '../../../../src/analysis/analysis';
import { entityDescription, spokenEntity } from '../../../../src/editor/shared/rowWords';

describe('words of rows', () => {
  const entity = (told: Partial<Entity>): Entity => ({
    id: 'e1',
    type: 'GPE',
    name: 'Moscow',
    aliases: [],
    named: true,
    plural: false,
    mentions: [],
    ...told,
  });
  const person = { type: 'PERSON', name: 'Vladimir Putin', role: 'Russian President' } as const;
  const cases: [told: Partial<Entity>, claims: number, shown: string, spoken: string][] = [
    [person, 1, 'Russian President · 1 claim', 'Vladimir Putin, person, Russian President, 1 claim'],
    [
      { speaksFor: 'Russia' },
      2,
      'speaks for the government of Russia · 2 claims',
      'Moscow, state or city, speaks for the government of Russia, 2 claims',
    ],
    [{ speaksFor: 'Russia' }, 0, '0 mentions', 'Moscow, state or city, 0 mentions'],
    [
      { type: 'PERSON', name: 'two officials', named: false },
      3,
      'unnamed · 3 claims',
      'two officials, unnamed source, 3 claims',
    ],
  ];
  for (const [told, claims, shown, spoken] of cases) {
    it(`${told.name ?? 'Moscow'} with ${claims} claims: ${spoken}`, () => {
      assert.equal(entityDescription(entity(told), claims), shown);
      assert.equal(spokenEntity(entity(told), claims), spoken);
    });
  }
});
