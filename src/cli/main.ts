import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Worker, isMainThread } from 'node:worker_threads';
import { loadModels } from '../analysis/models';
import { analyse } from '../analysis/pipeline';
import { serveJobs } from './pool';
import { run } from './program';

/** The weights are shipped beside `dist/`, where this file's bundle is. */
const MODELS = path.join(__dirname, '..', 'models');

async function loadAnalysis() {
  const models = await loadModels((file) => readFile(path.join(MODELS, file)));
  return (text: string, options: Omit<Parameters<typeof analyse>[1], 'models'>) =>
    analyse(text, { ...options, models });
}

function main(): void {
  const { stdin, stdout, stderr } = process;
  const startThread = () => new Worker(__filename);
  void run(process.argv.slice(2), { stdin, stdout, stderr, loadAnalysis, startThread }).then((status) => {
    process.exitCode = status;
    stdin.destroy(); // somebody may still be writing to it
  });
}

if (isMainThread) main();
else serveJobs(loadAnalysis);
