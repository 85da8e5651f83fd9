import type { NetworkInput, NetworkOutput } from '../analysis/accurate/network';
import type { FromNetwork, NetworkFiles, ToNetwork } from '../network';
import { DisposableOwner } from '../util/disposable';
import { Watchdog, type Watching, WATCHING_ACCURATE } from '../util/watchdog';
import type { RunningWorker, WorkerListener } from './platform';

/** After so long without a window to read, in milliseconds, the network is let go with its memory. */
const IDLE = 5 * 60_000;

/** What the network is run with. */
export interface NetworkParts {
  startWorker(listener: WorkerListener<FromNetwork>): RunningWorker<ToNetwork>;
  /** The extension's own files. @throws Error when one cannot be read */
  readFiles(): Promise<NetworkFiles>;
  log(sentence: string): void;
}

interface Run {
  resolve(output: NetworkOutput): void;
  reject(error: Error): void;
}

/**
 * The accurate engine's network in a worker of its own: started with the first window, ended when it has been idle for a
 * while.
 */
export class NetworkHost extends DisposableOwner {
  #worker: RunningWorker<ToNetwork> | undefined;
  readonly #runs = new Map<number, Run>();
  #idle: ReturnType<typeof setTimeout> | undefined;
  #lastRun = 0;
  readonly #watchdog: Watchdog<number>;

  constructor(
    private readonly parts: NetworkParts,
    private readonly idle = IDLE,
    watching: Watching = WATCHING_ACCURATE,
  ) {
    super();
    const hangs = () => this.#end('its network does not answer');
    this.#watchdog = this.register(new Watchdog(hangs, watching));
    this.register({ dispose: () => this.#end('the extension was deactivated') });
  }

  /** Whether it is in memory, or on its way there. */
  get running(): boolean {
    return this.#worker !== undefined;
  }

  /** @throws Error when the network cannot be loaded or run */
  run(input: NetworkInput): Promise<NetworkOutput> {
    if (this.disposed) return Promise.reject(new Error('The extension was deactivated.'));
    return new Promise((resolve, reject) => {
      const run = ++this.#lastRun;
      this.#runs.set(run, { resolve, reject });
      clearTimeout(this.#idle);
      this.#worker ??= this.#start();
      this.#worker.post({ type: 'run', run, input });
    });
  }

  #start(): RunningWorker<ToNetwork> {
    const started = performance.now();
    const waiting: ToNetwork[] = [];
    let ready = false;
    const worker = this.parts.startWorker({
      onMessage: (message) => {
        if (message.type === 'loaded')
          this.parts.log(`The accurate engine was loaded in ${Math.round(performance.now() - started)} ms.`);
        else if (this.#worker === handle) this.#receive(message);
      },
      onEnd: (reason) => {
        if (this.#worker === handle) this.#end(reason);
      },
    });
    // inputs wait until the files have been sent
    const handle: RunningWorker<ToNetwork> = {
      post: (message) => {
        if (!ready) return void waiting.push(message);
        worker.post(message);
        if (this.#runs.size === 1) this.#watch();
      },
      dispose: () => worker.dispose(),
    };
    this.parts.readFiles().then(
      (files) => {
        worker.post({ type: 'load', files });
        ready = true;
        for (const message of waiting) worker.post(message);
        if (this.#worker === handle) this.#watch();
      },
      (error: unknown) => {
        if (this.#worker === handle) this.#end(String(error));
      },
    );
    return handle;
  }

  #receive(message: Exclude<FromNetwork, { type: 'loaded' }>): void {
    if (message.run === undefined) return this.#end(message.type === 'failure' ? message.message : '');
    const run = this.#runs.get(message.run);
    this.#runs.delete(message.run);
    this.#watch();
    if (message.type === 'ran') run?.resolve(message.output);
    else run?.reject(new Error(message.message));
    if (!this.#runs.size) this.#idle = setTimeout(() => this.#end('idle'), this.idle);
  }

  /** It answers in the order in which it was asked; all windows are short. */
  #watch(): void {
    const [first] = this.#runs.keys();
    if (first === undefined) this.#watchdog.dispose();
    else this.#watchdog.begin(first, 0);
  }

  /** Lets the worker go; the next window starts a new one. */
  #end(reason: string): void {
    clearTimeout(this.#idle);
    this.#watchdog.dispose();
    this.#worker?.dispose();
    this.#worker = undefined;
    const runs = [...this.#runs.values()];
    this.#runs.clear();
    for (const run of runs) run.reject(new Error(`The accurate engine ended: ${reason}`));
  }
}
