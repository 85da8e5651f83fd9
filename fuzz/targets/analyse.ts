import { testModels } from '../../test/support/models';
import { analyse } from '../../src/analysis/pipeline';
import type { Target } from '../target';
import { anyText } from '../texts';

/** The fast engine reads any text. */
export async function analyseTarget(): Promise<Target<string>> {
  const models = await testModels();
  return {
    name: 'analyse',
    what: 'the fast engine reads any text and keeps the contract of an analysis',
    shortRuns: 2000,
    inputs: anyText(1000),
    check: (text) => void analyse(text, { models }),
  };
}
