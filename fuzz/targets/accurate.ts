import { readFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { readAccurateModel } from '../../src/analysis/accurate/model';
import { AccurateEngine } from '../../src/analysis/accurate/reading';
import { analyseAccurately } from '../../src/analysis/pipeline';
import { checkAnalysis } from '../../test/support/checkAnalysis';
import { testModels } from '../../test/support/models';
import { type RandomAnswers, randomNetwork } from '../networks';
import type { Target } from '../target';
import { anyText } from '../texts';

/** A text, and what the network says of it. */
interface Answered extends RandomAnswers {
  readonly text: string;
}

/** What the accurate engine makes of any answer of its network. */
export async function accurateTarget(): Promise<Target<Answered>> {
  const models = await testModels();
  const model = readAccurateModel(await readFile(path.join(__dirname, '../../models/accurate.json')));
  return {
    name: 'accurate',
    what: 'the accurate engine keeps the contract of an analysis, whatever its network answers',
    shortRuns: 500,
    inputs: fc.record({
      text: anyText(1000),
      seed: fc.nat(),
      manner: fc.constantFrom('noise', 'runs', 'extreme'),
      anchors: fc.integer({ min: 1, max: 12 }),
    }),
    check: async (input) => {
      const engine = new AccurateEngine({ ...model, least: 0.2, leastNested: 0.2 }, models.gazetteer);
      checkAnalysis(await analyseAccurately(input.text, { models }, engine, randomNetwork(input)), input.text);
    },
  };
}
