import assert from 'node:assert/strict';
import { STEPS } from '../../../src/analysis/pipeline';
import { type Step, orderedSteps, step } from '../../../src/analysis/step';

const names: Step = step({ name: 'names', requires: ['words'], adds: ['names'], run: () => ({ names: [] }) });
const entities: Step = step({
  name: 'entities',
  requires: ['names'],
  adds: ['entities'],
  run: () => ({ entities: [] }),
});

describe('the order of steps', () => {
  it('is accepted when each step finds what it requires', () => {
    assert.deepEqual(orderedSteps(['words'], [names, entities]), [names, entities]);
  });

  it('fails when a step comes too early, naming it and what it misses', () => {
    assert.throws(() => orderedSteps(['words'], [entities, names]), /"entities" requires names/);
  });

  it('fails when two steps add the same', () => {
    assert.throws(() => orderedSteps(['words'], [names, names]), /"names" adds names/);
  });

  it('of the pipeline adds everything that an analysis holds', () => {
    const added = new Set(STEPS.flatMap(({ adds }) => adds));
    for (const fact of [
      'header',
      'paragraphs',
      'tokens',
      'dates',
      'entities',
      'attributions',
      'claims',
      'actors',
    ] as const) {
      assert.ok(added.has(fact), fact);
    }
  });
});
