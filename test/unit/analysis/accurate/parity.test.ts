import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readAccurateModel } from '../../../../src/analysis/accurate/model';
import { NAMES, type Network } from '../../../../src/analysis/accurate/network';
import { AccurateEngine } from '../../../../src/analysis/accurate/reading';
import type { Span } from '../../../../src/analysis/analysis';
import type { Models } from '../../../../src/analysis/models';
import { analyseAccurately, readText } from '../../../../src/analysis/pipeline';
import { recordedNetwork, windowLine } from '../../../../training/neural/windows.mjs';
import { testModels, testNetwork } from '../../../support/models';

/**
 * PyTorch, in 32 bits and before any export, on an article of three paragraphs: made anew with every network, from the folder of
 * the project,
 *
 *     npx tsx training/neural/windows.mts test/fixtures/network/windows.jsonl VOCABULARY test/fixtures/network/article.txt
 *     python training/neural/run_network.py MODEL.pt test/fixtures/network/windows.jsonl test/fixtures/network/pytorch.jsonl
 */
const FOLDER = 'test/fixtures/network';
const fixture = (file: string): string => `${FOLDER}/${file}`;

describe('the shipped network beside PyTorch', () => {
  const text = readFileSync(fixture('article.txt'), 'utf8');
  const asked = readFileSync(fixture('windows.jsonl'), 'utf8').split('\n');
  const pytorch = recordedNetwork(fixture('windows.jsonl'), fixture('pytorch.jsonl'));
  let models: Models;
  let shipped: Network;
  before(async () => {
    models = await testModels();
    shipped = await testNetwork();
  });
  const engine = () => new AccurateEngine(readAccurateModel(readFileSync('models/accurate.json')), models.gazetteer);
  const windows = () => engine().windowsOf(readText(text, { models }));

  it('is asked the same', () =>
    assert.deepEqual(
      windows().map(({ input }) => windowLine(input)),
      asked,
    ));

  it('answers the same, but for what 8 bits lose', async () => {
    for (const { input } of windows()) {
      const [exact, found] = [pytorch(input), await shipped(input)];
      for (const output of ['flat', 'names'] as const) {
        assert.equal(found[output].length, exact[output].length);
        const difference = found[output].reduce((sum, logit, i) => sum + Math.abs(logit - exact[output][i]), 0);
        const mean = difference / found[output].length;
        assert.ok(mean < 0.05, `${output}: logits differ by ${mean} in the mean`);
      }
      assert.deepEqual(labels(found.names), labels(exact.names));
    }
  });

  it('makes the same attributions', async () => {
    const spans = async (network: Network) => {
      const { attributions } = await analyseAccurately(text, { models }, engine(), network);
      const words = (list: readonly Span[]) => list.map(({ start, end }) => text.slice(start, end)).join(' … ');
      return attributions.map(({ source, cue, content }) => [source, cue, content].map(words));
    };
    const exact = await spans((input) => Promise.resolve(pytorch(input)));
    assert.ok(exact.length >= 4, `${exact.length} attributions`);
    assert.deepEqual(await spans(shipped), exact);
  });
});

/** The likeliest label of each word. */
function labels(logits: Float32Array): number[] {
  return Array.from({ length: logits.length / NAMES - 1 }, (_, word) => {
    const own = logits.subarray((word + 1) * NAMES, (word + 2) * NAMES);
    return own.indexOf(Math.max(...own));
  });
}
