import { analyse } from '../../src/analysis/pipeline';
import { checkAnalysis } from '../../test/support/checkAnalysis';
import { testModels } from '../../test/support/models';
import type { Target } from '../target';
import { anyText } from '../texts';

/** The fast engine reads any text. */
export async function analyseTarget(): Promise<Target<string>> {
  const models = await testModels();
  return {
    name: 'analyse',
    what: 'the fast engine reads any text, keeps the contract of an analysis, packed too, and is cited word for word',
    shortRuns: 1200,
    inputs: anyText(1000),
    check: (text) => checkAnalysis(analyse(text, { models }), text),
  };
}
