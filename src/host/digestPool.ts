import { DisposableOwner } from '../util/disposable';
import { type Overrun, Watchdog, type Watching, WATCHING_FAST } from '../util/watchdog';
import type { Analyser } from './analyser';
import type { AnalysisWorker, AnalysisWorkers, WorkerAnswer } from './analysisWorkers';
import { OverrunTexts } from './overrunTexts';

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

interface Running {
  /** What it was given and has not answered, in order. */
  readonly jobs: Job[];
  readonly watchdog: Watchdog<number>;
  /** It was started for one file, with another heap. */
  readonly isRoomy: boolean;
}

/**
 * Workers that sum up files for the index. They are others than the editor's, so that an open document never waits for
 * the background, and give way to everything else. They start with the first file and end when there has been none for a while. One that hangs is
 * ended: the file that it is at fails, others go on with what else it had.
 */
export class DigestPool extends DisposableOwner {
  readonly #waiting: Job[] = [];
  readonly #running = new Map<AnalysisWorker, Running>();
  readonly #overran = new OverrunTexts();
  #end: ReturnType<typeof setTimeout> | undefined;
  #nextId = 1;

  constructor(
    private readonly workers: AnalysisWorkers,
    private readonly analyser: Pick<Analyser, 'digest' | 'logFailures'>,
    private readonly watching: Watching = WATCHING_FAST,
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
   * @throws Overrun when it takes too long, Error when the analysis fails or the worker ends
   */
  digest(file: Uint8Array, isAlone = false): Promise<Uint8Array> {
    const overran = this.#overran.of(file);
    if (overran) return Promise.reject(overran);
    const byEditor = isAlone && file.length <= SHORT && !this.#running.size;
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
    const jobs = [...[...this.#running.values()].flatMap((running) => running.jobs), ...this.#waiting.splice(0)];
    for (const worker of [...this.#running.keys()]) this.#drop(worker);
    for (const job of jobs) job.reject(new Error('stopped'));
  }

  #next(): void {
    clearTimeout(this.#end);
    while (this.#waiting.length) {
      const worker = this.#free(this.#waiting[0]);
      if (!worker) return;
      const job = this.#waiting.shift()!;
      this.#running.get(worker)!.jobs.push(job);
      worker.post({ type: 'digest', id: job.id, file: job.file });
    }
    if (![...this.#running.values()].some(({ jobs }) => jobs.length))
      this.#end = setTimeout(() => this.stop(), KEEP_IDLE);
  }

  /** The worker that has least to do, or a new one while there may be more; undefined when all have enough. */
  #free({ heap }: Job): AnalysisWorker | undefined {
    const needsRoom = heap !== HEAP;
    const [least] = [...this.#running]
      .filter(([, { isRoomy }]) => !isRoomy)
      .sort(([, one], [, other]) => one.jobs.length - other.jobs.length);
    const isIdle = least && !least[1].jobs.length;
    if (isIdle && !needsRoom) return least[0];
    const isFull = this.#running.size >= this.workers.background;
    if (isFull && isIdle) this.#drop(least[0]);
    if (!isFull || isIdle) return this.#start(heap);
    return !needsRoom && least && least[1].jobs.length < AHEAD ? least[0] : undefined;
  }

  #start(heap: number | undefined): AnalysisWorker {
    const worker = this.workers.start(
      {
        onMessage: (message) => this.#receive(worker, message),
        onEnd: (reason) => {
          if (!this.#running.has(worker)) return;
          const [job, ...others] = this.#drop(worker);
          this.#waiting.unshift(...others);
          if (job && job.heap === undefined) job.reject(new Error(`The worker ended: ${reason}`));
          else if (job) this.#waiting.unshift(Object.assign(job, { heap: undefined }));
          this.#next();
        },
      },
      { isBackground: true, heap },
    );
    const watchdog = new Watchdog<number>((id, error) => this.#overrun(worker, id, error), this.watching);
    this.#running.set(worker, { jobs: [], watchdog, isRoomy: heap !== HEAP });
    return worker;
  }

  /** Ends a worker. @returns what it had */
  #drop(worker: AnalysisWorker): Job[] {
    const running = this.#running.get(worker);
    if (!running) return [];
    this.#running.delete(worker);
    running.watchdog.dispose();
    worker.dispose();
    return running.jobs;
  }

  #overrun(worker: AnalysisWorker, id: number, error: Overrun): void {
    const jobs = this.#drop(worker);
    this.#waiting.unshift(...jobs.filter((job) => job.id !== id));
    const job = jobs.find((each) => each.id === id);
    if (job) this.#overran.add(job.file, error);
    job?.reject(error);
    this.#next();
  }

  #receive(worker: AnalysisWorker, message: WorkerAnswer): void {
    const running = this.#running.get(worker);
    if (message.type === 'begun') running?.watchdog.begin(message.id, message.characters);
    if (!running || message.type === 'run' || message.type === 'begun') return; // only refining runs the network
    const { jobs, watchdog, isRoomy } = running;
    watchdog.end(message.id);
    const at = jobs.findIndex(({ id }) => id === message.id);
    if (at < 0) return;
    const [job] = jobs.splice(at, 1);
    if (isRoomy) this.#drop(worker);
    if (message.type === 'digest') {
      if (message.failures) this.analyser.logFailures(message.failures);
      job.resolve(message.digest);
    } else job.reject(new Error(message.type === 'failure' ? message.message : 'another answer than asked for'));
    this.#next();
  }
}
