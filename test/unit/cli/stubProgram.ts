import { Worker, isMainThread } from 'node:worker_threads';
import { serveJobs } from '../../../src/cli/pool';
import { run } from '../../../src/cli/program';
import type { Analyse, Engine } from '../../../src/cli/world';
import { sampleAnalysis } from '../formats/sampleAnalysis';

/**
 * The program with an analysis that needs no models: it knows one name (the accurate engine two), and fails at texts that ask for it, or ends its
 * thread. Everything else, streams, threads and exit status included, is the program's own. HEARSAY_TEST_MODELS=missing
 * lets the loading fail, HEARSAY_TEST_ALLOWANCE=500 gives every text so many milliseconds.
 */
const loadAnalysis = (engine: Engine): Promise<Analyse> =>
  process.env['HEARSAY_TEST_MODELS'] === 'missing'
    ? Promise.reject(Object.assign(new Error('open'), { code: 'ENOENT' }))
    : Promise.resolve((text, { given, form }) => {
        if (text.includes('FAIL HERE')) throw new Error('asked for');
        if (text.includes('DIE HERE')) process.exit(3);
        if (text.includes('HANG HERE')) for (;;);
        const wait = /WAIT (\d+)/.exec(text);
        if (wait) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(wait[1]));
        const claim = /Ann Lee (said) (.+)\./.exec(text);
        const claims = claim ? [{ content: claim[2], how: 'said', kind: 'indirect' as const, actor: 1 }] : [];
        const entities = [
          { name: 'Ann Lee' },
          ...(engine === 'accurate' ? [{ name: 'Geneva', type: 'GPE' as const }] : []),
        ];
        const analysis = sampleAnalysis(text, { entities, claims }, given, form);
        const failures = [{ step: 'names', paragraph: 2, message: 'asked for' }];
        return Promise.resolve(text.includes('STEP FAILS') ? { ...analysis, failures } : analysis);
      });

if (isMainThread) {
  const { stdin, stdout, stderr } = process;
  const startThread = () => new Worker(__filename);
  const modelName = () => Promise.resolve('hearsay test');
  const allowance = process.env['HEARSAY_TEST_ALLOWANCE'];
  const watching = allowance ? { allowance: { base: Number(allowance), perKilobyte: 0 }, tick: 50 } : undefined;
  const now = () => '2022-01-09T12:00:00.000Z';
  void run(process.argv.slice(2), { stdin, stdout, stderr, loadAnalysis, modelName, now, startThread, watching }).then(
    (status) => {
      process.exitCode = status;
      stdin.destroy();
    },
  );
} else {
  serveJobs(() => loadAnalysis('fast'));
}
