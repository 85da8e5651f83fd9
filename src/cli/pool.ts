import { parentPort, type Worker } from 'node:worker_threads';
import { type PackedAnalysis, unpackAnalysis } from '../analysis/packed';
import { Watchdog, type Watching } from '../util/watchdog';
import type { Analyse } from './world';
import { reason } from './decode';
import { type Job, type Reply, doJob } from './jobs';

/** Nothing can be analysed. */
export class ModelsMissing extends Error {
  constructor(override readonly cause: unknown) {
    super(`the models cannot be loaded: ${typeof cause === 'string' ? cause : reason(cause)}`);
  }
}

/** Does jobs, several at a time. */
export interface Pool {
  /** A thread that dies, or takes too long, fails its job. @throws ModelsMissing */
  run(job: Job): Promise<Reply>;
  close(): void;
}

type FromWorker = { readonly reply: Reply } | { readonly noAnalysis: string } | 'begun';

interface Waiting {
  readonly job: Job;
  resolve(reply: Reply): void;
  reject(error: Error): void;
}

interface Busy extends Waiting {
  readonly watchdog: Watchdog<Worker>;
}

/**
 * Jobs on threads of their own. A thread is started when a job waits and all others are busy, so that one text starts
 * one.
 * @param start starts a thread that runs `serveJobs`
 * @param watching how long a text may take
 */
export function threadPool(size: number, start: () => Worker, watching: Watching): Pool {
  const waiting: Waiting[] = [];
  const idle: Worker[] = [];
  const busy = new Map<Worker, Busy>();
  let closed = false;
  /** What it was at. It is idle now. */
  const take = (worker: Worker): Busy | undefined => {
    const job = busy.get(worker);
    busy.delete(worker);
    job?.watchdog.dispose();
    return job;
  };
  const end = (worker: Worker): Busy | undefined => {
    void worker.terminate();
    return take(worker);
  };
  const fail = (worker: Worker, failure: string) => {
    end(worker)?.resolve({ failure });
    next();
  };
  const begin = (): Worker => {
    const worker = start();
    worker.on('message', (message: FromWorker) => {
      const job = busy.get(worker);
      if (!job) return; // it was ended
      if (message === 'begun') return job.watchdog.begin(worker, job.job.text.length);
      if ('noAnalysis' in message) return end(worker)?.reject(new ModelsMissing(message.noAnalysis));
      take(worker);
      worker.unref(); // an idle one keeps no process alive
      idle.push(worker);
      job.resolve(message.reply);
      next();
    });
    worker.on('error', (error) => fail(worker, `its thread ended: ${error.message}`));
    worker.on('exit', (code) => {
      if (!closed && busy.has(worker)) fail(worker, `its thread ended with exit code ${code}`);
    });
    return worker;
  };
  const next = () => {
    while (waiting.length && (idle.length || busy.size < size)) {
      const worker = idle.pop() ?? begin();
      const job = waiting.shift()!;
      const watchdog = new Watchdog<Worker>((hanging, error) => fail(hanging, error.message), watching);
      busy.set(worker, { ...job, watchdog });
      worker.ref();
      worker.postMessage(job.job);
    }
  };
  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        waiting.push({ job, resolve, reject });
        next();
      }),
    close: () => {
      closed = true;
      for (const worker of [...idle, ...busy.keys()]) void end(worker);
    },
  };
}

/**
 * The analysis on a thread of its own, for commands that do something else with it.
 * @throws what loading the models fails with
 */
export async function threadAnalysis(start: () => Worker, watching: Watching): Promise<Analyse> {
  const pool = threadPool(1, start, watching);
  const analyse: Analyse = async (text, { form = 'article', given = {} }) => {
    const reply = await pool.run({ name: '', text, form, given, make: { packed: true } });
    if ('failure' in reply) throw new Error(`the analysis failed: ${reply.failure}`);
    return unpackAnalysis(reply.made as PackedAnalysis, text);
  };
  try {
    await analyse('', {}); // the models are there
  } catch (error) {
    throw error instanceof ModelsMissing ? new Error(String(error.cause)) : error;
  }
  return analyse;
}

/** The thread's end: does what it is sent. */
export function serveJobs(load: () => Promise<Analyse>): void {
  const port = parentPort!;
  const loading = load();
  loading.catch(() => {}); // told with the first job
  port.on('message', (job: Job) => {
    void loading.then(
      async (analyse) => {
        port.postMessage('begun' satisfies FromWorker);
        const reply = await doJob(job, analyse);
        const bytes = 'made' in reply && reply.made instanceof Uint8Array ? [reply.made.buffer as ArrayBuffer] : [];
        port.postMessage({ reply } satisfies FromWorker, bytes);
      },
      (error: unknown) => port.postMessage({ noAnalysis: reason(error) } satisfies FromWorker),
    );
  });
}
