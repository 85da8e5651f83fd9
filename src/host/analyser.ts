import * as vscode from 'vscode';
import type { Analysis, Span } from '../analysis/analysis';
import { unpackAnalysis } from '../analysis/packed';
import { DisposableOwner } from '../util/disposable';
import type { AnalysisRequestOptions, FromWorker, ToWorker } from '../worker';
import { sendModel } from './models';
import type { NetworkHost } from './networkHost';
import type { Platform, RunningWorker } from './platform';

/** `editor`: somebody is looking at it; it overtakes `background`. */
export type Priority = 'editor' | 'background';

/** An article's analysis, and whether the accurate engine has read all of it. */
export interface Analysed {
  readonly analysis: Analysis;
  readonly accurate: boolean;
  /** Where this is provisional, after an edit of a long article: what is to take its place. */
  readonly settled?: Promise<Analysed>;
}

interface Job {
  readonly id: number;
  readonly text: string;
  readonly options: AnalysisRequestOptions;
  readonly priority: Priority;
  readonly document: string | undefined;
  /** A provisional answer: the job goes on. */
  begin(analysed: Analysed): void;
  resolve(analysed: Analysed): void;
  reject(error: Error): void;
}

interface Refining {
  readonly text: string;
  onAnalysed(analysed: Analysed): void;
  reject(error: Error): void;
}

/**
 * Sends texts to the analysis worker, one at a time, the editor's first. The worker starts with the first text. The
 * queue is on this side, so that what is cancelled while it waits costs nothing.
 */
export class Analyser extends DisposableOwner {
  readonly #waiting: Job[] = [];
  #running: Job | undefined;
  readonly #refining = new Map<number, Refining>();
  #worker: RunningWorker<ToWorker> | undefined;
  #nextId = 1;

  constructor(
    private readonly platform: Platform,
    private readonly extensionUri: vscode.Uri,
    private readonly network: NetworkHost,
    private readonly log: vscode.LogOutputChannel,
  ) {
    super();
    this.register({ dispose: () => this.#stop('the extension was deactivated') });
  }

  /**
   * @param document the address of an open document: after an edit what did not change is not read again
   * @throws vscode.CancellationError when cancelled before the result was there, Error when the analysis failed or the
   * worker ended.
   */
  analyse(
    text: string,
    options: AnalysisRequestOptions,
    priority: Priority,
    token?: vscode.CancellationToken,
    document?: string,
  ): Promise<Analysed> {
    if (token?.isCancellationRequested) return Promise.reject(new vscode.CancellationError());
    return new Promise((resolve, reject) => {
      let [answer, fail]: [(analysed: Analysed) => void, (error: Error) => void] = [resolve, reject];
      const job: Job = {
        ...{ id: this.#nextId++, text, options, priority, document },
        begin: (analysed) => {
          const settled = new Promise<Analysed>((...ends) => ([answer, fail] = ends));
          settled.catch(() => {}); // nobody needs to wait for it
          resolve({ ...analysed, settled });
        },
        resolve: (analysed) => {
          listener?.dispose();
          answer(analysed);
        },
        reject: (error) => {
          listener?.dispose();
          fail(error);
        },
      };
      const listener = token?.onCancellationRequested(() => {
        const at = this.#waiting.indexOf(job);
        if (at >= 0) this.#waiting.splice(at, 1);
        if (this.#running === job) this.#worker?.post({ type: 'cancel', id: job.id });
        job.reject(new vscode.CancellationError());
      });
      this.#waiting.push(job);
      this.#next();
    });
  }

  /**
   * Has an article read by the accurate engine, what is visible first; texts that are analysed meanwhile do not wait for it.
   * @param onAnalysed called with every step on the way, and at last with all of it
   * @throws vscode.CancellationError, or Error when the accurate engine cannot run or the worker ended
   */
  refine(
    text: string,
    options: AnalysisRequestOptions,
    visible: readonly Span[],
    token: vscode.CancellationToken,
    onAnalysed: (analysed: Analysed) => void,
    document?: string,
  ): Promise<void> {
    if (token.isCancellationRequested) return Promise.reject(new vscode.CancellationError());
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      const end = (action: () => void) => {
        listener.dispose();
        this.#refining.delete(id);
        action();
      };
      const listener = token.onCancellationRequested(() => {
        this.#worker?.post({ type: 'cancel', id });
        end(() => reject(new vscode.CancellationError()));
      });
      this.#refining.set(id, {
        text,
        onAnalysed: (analysed) => {
          onAnalysed(analysed);
          if (analysed.accurate) end(resolve);
        },
        reject: (error) => end(() => reject(error)),
      });
      this.#worker ??= this.#start();
      this.#worker.post({ type: 'refine', id, text, options, visible, document });
    });
  }

  /** A document is edited no more. */
  forget(document: string): void {
    this.#worker?.post({ type: 'forget', document });
  }

  #next(): void {
    if (this.#running || !this.#waiting.length) return;
    const urgent = this.#waiting.findIndex((job) => job.priority === 'editor');
    const [job] = this.#waiting.splice(Math.max(0, urgent), 1);
    this.#running = job;
    try {
      this.#worker ??= this.#start();
      const { id, text, options, document } = job;
      this.#worker.post({ type: 'analyse', id, text, options, document });
    } catch (error) {
      this.#end(String(error));
    }
  }

  #start(): RunningWorker<ToWorker> {
    const worker = this.platform.startWorker('worker', this.extensionUri, {
      onMessage: (message) => this.#receive(message),
      onEnd: (reason) => {
        if (this.#worker === worker) this.#end(reason);
      },
    });
    return worker;
  }

  #receive(message: FromWorker): void {
    if (message.type === 'needModel') {
      if (this.#worker) void sendModel(this.extensionUri, message.file, this.#worker);
      return;
    }
    if (message.type === 'run') {
      this.#run(message);
      return;
    }
    const refining = this.#refining.get(message.id);
    if (refining) {
      if (message.type === 'failure') refining.reject(new Error(message.message));
      else if (message.type === 'refined') refining.onAnalysed(analysedOf(message, refining.text));
      return;
    }
    const job = this.#running;
    if (job?.id !== message.id) return;
    if (message.type === 'analysis' && !message.settled) {
      job.begin(analysedOf(message, job.text));
      return;
    }
    this.#running = undefined;
    if (message.type === 'analysis') {
      job.resolve(analysedOf(message, job.text));
    } else if (message.type === 'failure') {
      this.log.error(`The analysis of a text of ${job.text.length} characters failed: ${message.message}`);
      job.reject(new Error(message.message));
    }
    this.#next();
  }

  #run({ run, input }: Extract<FromWorker, { type: 'run' }>): void {
    const worker = this.#worker;
    this.network.run(input).then(
      (output) => worker?.post({ type: 'ran', run, output }),
      (error: Error) => worker?.post({ type: 'runFailure', run, message: error.message }),
    );
  }

  /** The worker is gone: its text fails, the others go on with a new worker. */
  #end(reason: string): void {
    this.log.error(`The analysis worker ended: ${reason}`);
    const job = this.#running;
    this.#worker?.dispose();
    this.#worker = undefined;
    this.#running = undefined;
    job?.reject(new Error(`The analysis worker ended: ${reason}`));
    for (const refining of [...this.#refining.values()])
      refining.reject(new Error(`The analysis worker ended: ${reason}`));
    this.#next();
  }

  #stop(reason: string): void {
    const jobs = [...(this.#running ? [this.#running] : []), ...this.#waiting.splice(0)];
    this.#running = undefined;
    const worker = this.#worker;
    this.#worker = undefined;
    worker?.dispose();
    for (const job of jobs) job.reject(new Error(reason));
    for (const refining of [...this.#refining.values()]) refining.reject(new Error(reason));
  }
}

function analysedOf({ analysis, accurate }: Pick<Packed, 'analysis' | 'accurate'>, text: string): Analysed {
  return { analysis: unpackAnalysis(analysis, text), accurate };
}

type Packed = Extract<FromWorker, { type: 'analysis' }>;
