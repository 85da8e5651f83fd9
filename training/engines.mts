/** The two engines as evaluation and benchmark run them: both answer with readings, the fast one with none. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readAccurateModel } from '../src/analysis/accurate/model';
import type { Network } from '../src/analysis/accurate/network';
import { AccurateEngine, type Readings } from '../src/analysis/accurate/reading';
import type { WindowFacts } from '../src/analysis/accurate/windows';
import type { Models } from '../src/analysis/models';
import { loadNetwork } from '../src/network';
import { modelFile } from './corpora.mjs';

export const ENGINES = ['fast', 'accurate'] as const;
export type EngineName = (typeof ENGINES)[number];
export type Read = (facts: WindowFacts) => Promise<Readings>;

/** ONNX Runtime's WebAssembly as the build copies it into dist/. */
const WASM = fileURLToPath(
  new URL('../node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm', import.meta.url),
);

/** @param model another file than the shipped one @throws Error when there is none. */
export async function shippedNetwork(model = modelFile('accurate.onnx')): Promise<Network> {
  if (!existsSync(model)) throw new Error(`There is no ${model}: training/neural makes it.`);
  return loadNetwork({ model: readFileSync(model), wasm: readFileSync(WASM) });
}

/** How an engine reads. `network`: what the accurate one runs on when not on the shipped network. */
export async function reader(engine: EngineName, models: Models, network?: Network): Promise<Read> {
  if (engine === 'fast') return () => Promise.resolve([]);
  const accurate = new AccurateEngine(readAccurateModel(readFileSync(modelFile('accurate.json'))), models.gazetteer);
  const runs = network ?? (await shippedNetwork());
  return (facts) => accurate.readAll(facts, runs);
}
