import assert from 'node:assert/strict';
import type { EntityType } from '../../../../src/analysis/analysis';
import { speaksFor, worldFact } from '../../../../src/analysis/entities/worldFacts';
import { testModels } from '../../../support/models';

describe('world facts', () => {
  const entity = (name: string, type: EntityType) => ({ name, type, aliases: [], named: true });

  const facts: [name: string, type: EntityType, fact: string | undefined][] = [
    ['Russia', 'GPE', 'state RU Moscow Eastern Europe'],
    ['U.S.', 'GPE', 'state US Washington, D.C. Northern America'],
    ['Moscow', 'GPE', 'capital Russia'],
    ['Russians', 'NORP', 'people Russia'],
    ['NATO', 'ORG', 'organisation North Atlantic Treaty Organization'],
    ['Nottingham', 'GPE', undefined],
    ['Jordan', 'PERSON', undefined],
  ];
  for (const [name, type, expected] of facts) {
    it(`of ${name}, ${type}: ${expected}`, async () => {
      const fact = worldFact(entity(name, type), (await testModels()).gazetteer);
      const words = fact && Object.entries(fact).filter(([key]) => key !== 'name');
      assert.equal(words?.map(([, value]) => value).join(' '), expected);
    });
  }

  const voices: [name: string, type: EntityType, state: string | undefined][] = [
    ['Moscow', 'GPE', 'RU'],
    ['Washington', 'GPE', 'US'],
    ['Kremlin', 'ORG', 'RU'],
    ['White House', 'ORG', 'US'],
    ['Russia', 'GPE', undefined],
    ['Nottingham', 'GPE', undefined],
  ];
  for (const [name, type, state] of voices) {
    it(`${name} speaks for ${state}`, async () => {
      assert.equal(speaksFor(entity(name, type), (await testModels()).gazetteer)?.code, state);
    });
  }
});
