import assert from 'node:assert/strict';
import { readNames } from '../../../../src/analysis/entities/reading';
import { disorderOf, disorderSigns } from '../../../../src/analysis/order/disorder';
import { Cohesion } from '../../../../src/analysis/order/cohesion';
import { analyse, STEPS } from '../../../../src/analysis/pipeline';
import type { Facts } from '../../../../src/analysis/step';
import { testModels } from '../../../support/models';

const PARAGRAPHS = [
  'A bridge in Leeds was closed on Monday after a crack was found in one of its pillars, the city council said.',
  'Anna Hall, the chief engineer of the city, said the crack was found during a routine inspection.',
  '“We could not take a risk,” Hall told reporters. “The crack was two metres long.”',
  'She said a report on the bridge would be published in June.',
  'The report will be written by a firm from Bristol, Dale & Sons.',
  'But Tom Reed, a member of the council, said the firm had built the bridge.',
  'Reed asked for another firm to be found.',
  'He said the council would meet again on Friday.',
];

async function readingOf(text: string) {
  const models = await testModels();
  let facts = { text, given: {}, form: 'body', models, readings: [] } as unknown as Facts;
  for (const step of STEPS) {
    if (step.name === 'attribution') break;
    facts = { ...facts, ...step.run(facts) };
  }
  return { reading: readNames(facts, facts.names), models };
}

const disorder = async (paragraphs: readonly string[]) => {
  const { reading, models } = await readingOf(paragraphs.join('\n'));
  return disorderOf(reading, new Cohesion(reading), models.speakers.disorder);
};

describe('paragraphs out of order', () => {
  const cases: [what: string, order: readonly number[], isOut: boolean][] = [
    ['as written', [0, 1, 2, 3, 4, 5, 6, 7], false],
    ['without the last', [0, 1, 2, 3, 4, 5, 6], false],
    ['backwards', [7, 6, 5, 4, 3, 2, 1, 0], true],
    ['surnames first', [3, 2, 7, 6, 4, 1, 5, 0], true],
  ];
  for (const [what, order, isOut] of cases) {
    it(`${what}: ${isOut ? 'is seen' : 'is left alone'}`, async () => {
      const chance = await disorder(order.map((p) => PARAGRAPHS[p]));
      assert.equal(chance > 0.5, isOut, String(chance));
    });
  }

  it('a few paragraphs cannot be told', async () => {
    const { reading } = await readingOf(PARAGRAPHS.slice(0, 4).join('\n'));
    assert.equal(disorderSigns(reading, new Cohesion(reading)), undefined);
    assert.equal(await disorder(PARAGRAPHS.slice(0, 4).reverse()), 0);
  });

  it('more paragraphs than a call can have arguments are read', async () => {
    const { failures } = analyse('It rained.\n'.repeat(150_000), { models: await testModels(), form: 'body' });
    assert.equal(failures, undefined);
  });

  it('what paragraphs have in common is the same both ways', async () => {
    const { reading } = await readingOf(PARAGRAPHS.join('\n'));
    const cohesion = new Cohesion(reading);
    for (const [p] of PARAGRAPHS.entries())
      for (const [q, shared] of cohesion.with(p)) assert.equal(cohesion.with(q).get(p), shared);
    assert.ok([...cohesion.with(1).keys()].includes(2), 'Hall and the crack');
  });
});
