import assert from 'node:assert/strict';
import type { Analysis } from '../../src/analysis/analysis';
import { violationsOf } from '../../src/analysis/contract';
import { packAnalysis, unpackAnalysis } from '../../src/analysis/packed';
import { analyse } from '../../src/analysis/pipeline';
import { checkCitations } from '../../test/support/citations';
import { testModels } from '../../test/support/models';
import type { Target } from '../target';
import { anyText } from '../texts';

/** The fast engine reads any text. */
export async function analyseTarget(): Promise<Target<string>> {
  const models = await testModels();
  return {
    name: 'analyse',
    what: 'the fast engine reads any text, keeps the contract of an analysis, packed too, and is cited word for word',
    shortRuns: 2000,
    inputs: anyText(1000),
    check: (text) => checkAnalysis(analyse(text, { models }), text),
  };
}

/** What must hold for the analysis of any text. @throws AssertionError naming what does not */
export function checkAnalysis(analysis: Analysis, text: string): void {
  assert.deepEqual(analysis.failures ?? [], [], 'no step throws');
  assert.deepEqual(violationsOf(analysis, text), []);
  checkCitations(analysis, text);
  const unpacked = unpackAnalysis(packAnalysis(analysis), text);
  assert.deepEqual(plain(unpacked), plain(analysis), 'it is packed and unpacked as it was');
}

/** As JSON knows it: no difference between a property that is undefined and one that is not there. */
function plain(analysis: Analysis): unknown {
  return JSON.parse(JSON.stringify(analysis));
}
