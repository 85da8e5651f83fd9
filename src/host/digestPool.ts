import { DisposableOwner } from '../util/disposable';
import type { Analyser } from './analyser';
import type { AnalysisWorker, AnalysisWorkers, WorkerAnswer } from './analysisWorkers';

/** How long idle workers are kept, in milliseconds: they hold the models. */
const KEEP_IDLE = 10_000;

/** Bytes of a file that is summed up within some hundredths of a second. */
const SHORT = 32_768;
/**
 * Bytes of a file for which the heap that workers have, in megabytes, is large enough by far, and what a worker for a longer one has
 * more for every megabyte of the file. Measured: with 28 MB 256 kB can be read, with 64 MB 1 MB.
 */
const LONG = 3 << 16;
const HEAP = 28;
const HEAP_FOR_MEGABYTE = 64;

/** Files that a worker has at a time: it goes on with one while the answer of another is on its way. */
const AHEAD = 2;

interface Job {
  readonly id: number;
  readonly file: Uint8Array;
  /**
   * Megabytes that its worker's heap must have. With more than others have, because it is long, it gets a worker of its own;
   * undefined, because another worker ended with it, for as many as there are.
   */
  heap: number | undefined;
  resolve(digest: Uint8Array): void;
  reject(error: Error): void;
}

/**
 * Workers that sum up files for the index. They are others than the editor's, so that an open document never waits for
 * the background, and give way to everything else. They start with the first file and end when there has been none for a while.
 */
export class DigestPool extends DisposableOwner {
  readonly #waiting: Job[] = [];
  /** What each worker was given and has not answered, in order. */
  readonly #given = new Map<AnalysisWorker, Job[]>();
  /** Of these, those that were started for one file, with another heap. */
  readonly #roomy = new Set<AnalysisWorker>();
  #end: ReturnType<typeof setTimeout> | undefined;
  #nextId = 1;

  constructor(
    private readonly workers: AnalysisWorkers,
    private readonly analyser: Pick<Analyser, 'digest' | 'logFailures'>,
  ) {
    super();
    this.register({ dispose: () => this.stop() });
  }

  /** How many files are worth being on their way: some are ready when a worker is done with others. */
  get room(): number {
    return this.workers.background * AHEAD * 2;
  }

  /**
   * @param isAlone one file that changed: while no worker runs here, the editor's does it, which takes it no time to speak of
   * @throws Error when the analysis fails or the worker ends
   */
  digest(file: Uint8Array, isAlone = false): Promise<Uint8Array> {
    const byEditor = isAlone && file.length <= SHORT && !this.#given.size;
    const digest = byEditor ? this.analyser.digest(file) : undefined;
    if (digest) return digest;
    const heap = file.length > LONG ? HEAP + Math.ceil((HEAP_FOR_MEGABYTE * file.length) / 2 ** 20) : HEAP;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ id: this.#nextId++, file, heap, resolve, reject });
      this.#next();
    });
  }

  /** Ends the workers and fails what they had. */
  stop(): void {
    clearTimeout(this.#end);
    const jobs = [...[...this.#given.values()].flat(), ...this.#waiting.splice(0)];
    const workers = [...this.#given.keys()];
    this.#given.clear();
    this.#roomy.clear();
    for (const worker of workers) worker.dispose();
    for (const job of jobs) job.reject(new Error('stopped'));
  }

  #next(): void {
    clearTimeout(this.#end);
    while (this.#waiting.length) {
      const worker = this.#free(this.#waiting[0]);
      if (!worker) return;
      const job = this.#waiting.shift()!;
      this.#given.get(worker)!.push(job);
      worker.post({ type: 'digest', id: job.id, file: job.file });
    }
    if (![...this.#given.values()].some((jobs) => jobs.length)) this.#end = setTimeout(() => this.stop(), KEEP_IDLE);
  }

  /** The worker that has least to do, or a new one while there may be more; undefined when all have enough. */
  #free({ heap }: Job): AnalysisWorker | undefined {
    const needsRoom = heap !== HEAP;
    const [least] = [...this.#given]
      .filter(([worker]) => !this.#roomy.has(worker))
      .sort(([, one], [, other]) => one.length - other.length);
    const isIdle = least && !least[1].length;
    if (isIdle && !needsRoom) return least[0];
    const isFull = this.#given.size >= this.workers.background;
    if (isFull && isIdle) this.#drop(least[0]);
    if (!isFull || isIdle) return this.#start(heap);
    return !needsRoom && least && least[1].length < AHEAD ? least[0] : undefined;
  }

  #start(heap: number | undefined): AnalysisWorker {
    const worker = this.workers.start(
      {
        onMessage: (message) => this.#receive(worker, message),
        onEnd: (reason) => {
          const [job, ...others] = this.#given.get(worker) ?? [];
          if (!this.#drop(worker)) return;
          this.#waiting.unshift(...others);
          if (job && job.heap === undefined) job.reject(new Error(`The worker ended: ${reason}`));
          else if (job) this.#waiting.unshift(Object.assign(job, { heap: undefined }));
          this.#next();
        },
      },
      { isBackground: true, heap },
    );
    this.#given.set(worker, []);
    if (heap !== HEAP) this.#roomy.add(worker);
    return worker;
  }

  #drop(worker: AnalysisWorker): boolean {
    this.#roomy.delete(worker);
    if (!this.#given.delete(worker)) return false;
    worker.dispose();
    return true;
  }

  #receive(worker: AnalysisWorker, message: WorkerAnswer): void {
    if (message.type === 'run') return; // only refining runs the network
    const jobs = this.#given.get(worker);
    const at = jobs?.findIndex(({ id }) => id === message.id) ?? -1;
    if (!jobs || at < 0) return;
    const [job] = jobs.splice(at, 1);
    if (this.#roomy.has(worker)) this.#drop(worker);
    if (message.type === 'digest') {
      this.analyser.logFailures(message.failures);
      job.resolve(message.digest);
    } else job.reject(new Error(message.type === 'failure' ? message.message : 'another answer than asked for'));
    this.#next();
  }
}
