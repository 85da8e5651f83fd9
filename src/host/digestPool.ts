import { DisposableOwner } from '../util/disposable';
import type { Analyser } from './analyser';
import type { AnalysisWorker, AnalysisWorkers, WorkerAnswer } from './analysisWorkers';

/** How long idle workers are kept, in milliseconds: they hold the models. */
const KEEP_IDLE = 10_000;

/** Bytes of a file that is summed up within some hundredths of a second. */
const SHORT = 32_768;

interface Job {
  readonly id: number;
  readonly file: Uint8Array;
  resolve(digest: Uint8Array): void;
  reject(error: Error): void;
}

/**
 * Workers that sum up files for the index. They are others than the editor's, so that an open document never waits for
 * the background, and give way to everything else. They start with the first file and end when there has been none for a while.
 */
export class DigestPool extends DisposableOwner {
  readonly #waiting: Job[] = [];
  readonly #busy = new Map<AnalysisWorker, Job>();
  readonly #idle: AnalysisWorker[] = [];
  #end: ReturnType<typeof setTimeout> | undefined;
  #nextId = 1;

  constructor(
    private readonly workers: AnalysisWorkers,
    private readonly analyser: Pick<Analyser, 'digest'>,
  ) {
    super();
    this.register({ dispose: () => this.stop() });
  }

  /** How many files are worth being on their way: one is ready when a worker is done with another. */
  get room(): number {
    return this.workers.background * 2;
  }

  /**
   * @param isAlone one file that changed: while no worker runs here, the editor's does it, which takes it no time to speak of
   * @throws Error when the analysis fails or the worker ends
   */
  digest(file: Uint8Array, isAlone = false): Promise<Uint8Array> {
    const byEditor = isAlone && file.length <= SHORT && !this.#busy.size && !this.#idle.length;
    const digest = byEditor ? this.analyser.digest(file) : undefined;
    if (digest) return digest;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ id: this.#nextId++, file, resolve, reject });
      this.#next();
    });
  }

  /** Ends the workers and fails what they had. */
  stop(): void {
    clearTimeout(this.#end);
    const jobs = [...this.#busy.values(), ...this.#waiting.splice(0)];
    const workers = [...this.#busy.keys(), ...this.#idle.splice(0)];
    this.#busy.clear();
    for (const worker of workers) worker.dispose();
    for (const job of jobs) job.reject(new Error('stopped'));
  }

  #next(): void {
    while (this.#waiting.length && (this.#idle.length || this.#busy.size < this.workers.background)) {
      clearTimeout(this.#end);
      const worker = this.#idle.pop() ?? this.#start();
      const job = this.#waiting.shift()!;
      this.#busy.set(worker, job);
      worker.post({ type: 'digest', id: job.id, file: job.file });
    }
    if (this.#busy.size || !this.#idle.length) return;
    clearTimeout(this.#end);
    this.#end = setTimeout(() => this.stop(), KEEP_IDLE);
  }

  #start(): AnalysisWorker {
    const worker = this.workers.start(
      {
        onMessage: (message) => this.#receive(worker, message),
        onEnd: (reason) => {
          const job = this.#busy.get(worker);
          if (!this.#busy.delete(worker)) return;
          worker.dispose();
          job?.reject(new Error(`The worker ended: ${reason}`));
          this.#next();
        },
      },
      true,
    );
    return worker;
  }

  #receive(worker: AnalysisWorker, message: WorkerAnswer): void {
    if (message.type === 'run') return; // only refining runs the network
    const job = this.#busy.get(worker);
    if (!job || job.id !== message.id) return;
    this.#busy.delete(worker);
    this.#idle.push(worker);
    if (message.type === 'digest') job.resolve(message.digest);
    else job.reject(new Error(message.type === 'failure' ? message.message : 'another answer than asked for'));
    this.#next();
  }
}
