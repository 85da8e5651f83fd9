import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Worker, isMainThread, workerData } from 'node:worker_threads';
import { readAccurateModel } from '../analysis/accurate/model';
import { AccurateEngine } from '../analysis/accurate/reading';
import { loadModels } from '../analysis/models';
import { analyse, analyseAccurately } from '../analysis/pipeline';
import { modelName } from '../formats/provenance';
import { serveJobs, threadAnalysis } from './pool';
import { run } from './program';
import { type Analyse, type Engine, WATCHING } from './world';

/** The weights are shipped beside `dist/`, where this file's bundle is. */
const MODELS = path.join(__dirname, '..', 'models');
const readModel = (file: string) => readFile(path.join(MODELS, file));

async function loadAnalysis(engine: Engine): Promise<Analyse> {
  const models = await loadModels(readModel);
  if (engine === 'fast') return (text, options) => Promise.resolve(analyse(text, { ...options, models }));
  const accurate = new AccurateEngine(readAccurateModel(await readModel('accurate.json')), models.gazetteer);
  const { loadNetwork } = await import('../network'); // its runtime is not for those who want the fast engine
  const network = await loadNetwork({
    model: await readModel('accurate.onnx'),
    wasm: await readFile(path.join(__dirname, 'network.wasm')),
  });
  return (text, options) => analyseAccurately(text, { ...options, models }, accurate, network);
}

function main(): void {
  const { stdin, stdout, stderr } = process;
  const startThread = (engine: Engine) => new Worker(__filename, { workerData: engine });
  const now = () => new Date().toISOString();
  const world = {
    stdin,
    stdout,
    stderr,
    loadAnalysis: (engine: Engine) => threadAnalysis(() => startThread(engine), WATCHING[engine]),
    modelName: (engine: Engine) => modelName(engine, readModel),
    now,
    startThread,
  };
  void run(process.argv.slice(2), world).then((status) => {
    process.exitCode = status;
    stdin.destroy(); // somebody may still be writing to it
  });
}

if (isMainThread) main();
else serveJobs(() => loadAnalysis(workerData as Engine));
