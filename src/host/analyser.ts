import * as vscode from 'vscode';
import type { Analysis } from '../analysis/analysis';
import { DisposableOwner } from '../util/disposable';
import type { AnalysisRequestOptions, FromWorker } from '../worker';
import type { AnalysisWorker, Platform } from './platform';

/** `editor`: somebody is looking at it; it overtakes `background`. */
export type Priority = 'editor' | 'background';

interface Job {
  readonly id: number;
  readonly text: string;
  readonly options: AnalysisRequestOptions;
  readonly priority: Priority;
  resolve(analysis: Analysis): void;
  reject(error: Error): void;
}

/**
 * Sends texts to the analysis worker, one at a time, the editor's first. The worker starts with the first text. The
 * queue is on this side, so that what is cancelled while it waits costs nothing.
 */
export class Analyser extends DisposableOwner {
  readonly #waiting: Job[] = [];
  #running: Job | undefined;
  #worker: AnalysisWorker | undefined;
  #nextId = 1;

  constructor(
    private readonly platform: Platform,
    private readonly extensionUri: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {
    super();
    this.register({ dispose: () => this.#stop('the extension was deactivated') });
  }

  /**
   * @throws vscode.CancellationError when cancelled before the result was there, Error when the analysis failed or the
   * worker ended.
   */
  analyse(
    text: string,
    options: AnalysisRequestOptions,
    priority: Priority,
    token?: vscode.CancellationToken,
  ): Promise<Analysis> {
    if (token?.isCancellationRequested) return Promise.reject(new vscode.CancellationError());
    return new Promise((resolve, reject) => {
      const job: Job = { id: this.#nextId++, text, options, priority, resolve, reject };
      const listener = token?.onCancellationRequested(() => {
        const at = this.#waiting.indexOf(job);
        if (at >= 0) this.#waiting.splice(at, 1);
        settle(() => reject(new vscode.CancellationError()));
      });
      const settle = (action: () => void) => {
        listener?.dispose();
        action();
      };
      job.resolve = (analysis) => settle(() => resolve(analysis));
      job.reject = (error) => settle(() => reject(error));
      this.#waiting.push(job);
      this.#next();
    });
  }

  #next(): void {
    if (this.#running || !this.#waiting.length) return;
    const urgent = this.#waiting.findIndex((job) => job.priority === 'editor');
    const [job] = this.#waiting.splice(Math.max(0, urgent), 1);
    this.#running = job;
    try {
      this.#worker ??= this.#start();
      this.#worker.post({ type: 'analyse', id: job.id, text: job.text, options: job.options });
    } catch (error) {
      this.#end(String(error));
    }
  }

  #start(): AnalysisWorker {
    const worker = this.platform.startWorker(this.extensionUri, {
      onMessage: (message) => this.#receive(message),
      onEnd: (reason) => {
        if (this.#worker === worker) this.#end(reason);
      },
    });
    return worker;
  }

  #receive(message: FromWorker): void {
    if (message.type === 'needModel') {
      void this.#sendModel(message.file);
      return;
    }
    const job = this.#running;
    if (job?.id !== message.id) return;
    this.#running = undefined;
    if (message.type === 'analysis') {
      job.resolve(message.analysis);
    } else {
      this.log.error(`The analysis of a text of ${job.text.length} characters failed: ${message.message}`);
      job.reject(new Error(message.message));
    }
    this.#next();
  }

  async #sendModel(file: string): Promise<void> {
    const worker = this.#worker;
    try {
      const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.extensionUri, 'models', file));
      worker?.post({ type: 'model', file, bytes });
    } catch (error) {
      worker?.post({ type: 'modelFailure', file, message: `The model ${file} cannot be read: ${String(error)}` });
    }
  }

  /** The worker is gone: its text fails, the others go on with a new worker. */
  #end(reason: string): void {
    this.log.error(`The analysis worker ended: ${reason}`);
    const job = this.#running;
    this.#worker?.dispose();
    this.#worker = undefined;
    this.#running = undefined;
    job?.reject(new Error(`The analysis worker ended: ${reason}`));
    this.#next();
  }

  #stop(reason: string): void {
    const jobs = [...(this.#running ? [this.#running] : []), ...this.#waiting.splice(0)];
    this.#running = undefined;
    const worker = this.#worker;
    this.#worker = undefined;
    worker?.dispose();
    for (const job of jobs) job.reject(new Error(reason));
  }
}
