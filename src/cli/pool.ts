import { parentPort, type Worker } from 'node:worker_threads';
import type { Analyse } from './world';
import { reason } from './decode';
import { type Job, type Reply, doJob } from './jobs';

/** Nothing can be analysed. */
export class ModelsMissing extends Error {
  constructor(error: unknown) {
    super(`the models cannot be loaded: ${typeof error === 'string' ? error : reason(error)}`);
  }
}

/** Does jobs, several at a time. */
export interface Pool {
  /** A thread that dies fails its job. @throws ModelsMissing */
  run(job: Job): Promise<Reply>;
  close(): void;
}

type FromWorker = { readonly reply: Reply } | { readonly noAnalysis: string };

interface Waiting {
  readonly job: Job;
  resolve(reply: Reply): void;
  reject(error: Error): void;
}

/**
 * Jobs on threads of their own. A thread is started when a job waits and all others are busy, so that one text starts
 * one.
 * @param start starts a thread that runs `serveJobs`
 */
export function threadPool(size: number, start: () => Worker): Pool {
  const waiting: Waiting[] = [];
  const idle: Worker[] = [];
  const busy = new Map<Worker, Waiting>();
  let closed = false;
  const end = (worker: Worker): Waiting | undefined => {
    const job = busy.get(worker);
    busy.delete(worker);
    void worker.terminate();
    return job;
  };
  const fail = (worker: Worker, failure: string) => {
    end(worker)?.resolve({ failure });
    next();
  };
  const begin = (): Worker => {
    const worker = start();
    worker.on('message', (message: FromWorker) => {
      if ('noAnalysis' in message) return end(worker)?.reject(new ModelsMissing(message.noAnalysis));
      const job = busy.get(worker);
      busy.delete(worker);
      idle.push(worker);
      job?.resolve(message.reply);
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
      busy.set(worker, job);
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
      for (const worker of [...idle, ...busy.keys()]) void worker.terminate();
    },
  };
}

/** The thread's end: does what it is sent. */
export function serveJobs(load: () => Promise<Analyse>): void {
  const port = parentPort!;
  const loading = load();
  loading.catch(() => {}); // told with the first job
  port.on('message', (job: Job) => {
    void loading.then(
      async (analyse) => {
        const reply = await doJob(job, analyse);
        const bytes = 'made' in reply && reply.made instanceof Uint8Array ? [reply.made.buffer as ArrayBuffer] : [];
        port.postMessage({ reply } satisfies FromWorker, bytes);
      },
      (error: unknown) => port.postMessage({ noAnalysis: reason(error) } satisfies FromWorker),
    );
  });
}
