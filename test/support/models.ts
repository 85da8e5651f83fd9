import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readAccurateModel } from '../../src/analysis/accurate/model';
import type { Network } from '../../src/analysis/accurate/network';
import { AccurateEngine } from '../../src/analysis/accurate/reading';
import type { Analysis } from '../../src/analysis/analysis';
import { loadModels, type Models } from '../../src/analysis/models';
import { type AnalyseOptions, analyse, analyseAccurately } from '../../src/analysis/pipeline';
import { shippedNetwork } from '../../training/engines.mjs';

let loaded: Promise<Models> | undefined;

/** The models that ship, read from disk once for all tests of a run. */
export function testModels(): Promise<Models> {
  loaded ??= loadModels(async (file) => readFile(fileURLToPath(new URL(`../../models/${file}`, import.meta.url))));
  return loaded;
}

let network: Promise<Network> | undefined;

/** The network that ships, loaded once for all tests of a run: that takes seconds. */
export function testNetwork(): Promise<Network> {
  network ??= shippedNetwork();
  return network;
}

let accurate: AccurateEngine | undefined;

/** The engines that ship, each as a way to analyse a text. */
export const ENGINES: Readonly<Record<string, (text: string, options?: Partial<AnalyseOptions>) => Promise<Analysis>>> =
  {
    fast: async (text, options) => analyse(text, { ...options, models: await testModels() }),
    accurate: async (text, options) => {
      const models = await testModels();
      const file = new URL('../../models/accurate.json', import.meta.url);
      accurate ??= new AccurateEngine(readAccurateModel(await readFile(fileURLToPath(file))), models.gazetteer);
      return analyseAccurately(text, { ...options, models }, accurate, await testNetwork());
    },
  };
