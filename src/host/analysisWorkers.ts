import * as vscode from 'vscode';
import type { FromWorker, ToWorker } from '../worker';
import type { Platform, RunningWorker, WorkerKind, WorkerListener } from './platform';

export type AnalysisWorker = RunningWorker<ToWorker>;
/** What an analysis worker says, but for its asking for models. */
export type WorkerAnswer = Exclude<FromWorker, { type: 'needModel' }>;

/** Starts analysis workers and gives them the models that they ask for. Where threads can share memory, all have the same. */
export class AnalysisWorkers {
  readonly #shared = new Map<string, Promise<Uint8Array>>();

  constructor(
    private readonly platform: Platform,
    private readonly extensionUri: vscode.Uri,
  ) {}

  /** How many may run in the background, beside the editor's. */
  get background(): number {
    return this.platform.backgroundWorkers;
  }

  start(listener: WorkerListener<WorkerAnswer>, how: WorkerKind = {}): AnalysisWorker {
    const asking: WorkerListener<FromWorker> = {
      onMessage: (message) => {
        if (message.type === 'needModel') void this.#send(message.file, worker);
        else listener.onMessage(message);
      },
      onEnd: (reason) => listener.onEnd(reason),
    };
    const worker: AnalysisWorker = this.platform.startWorker('worker', this.extensionUri, asking, how);
    return worker;
  }

  async #send(file: string, worker: AnalysisWorker): Promise<void> {
    try {
      worker.post({ type: 'model', file, bytes: await this.#model(file) });
    } catch (error) {
      worker.post({ type: 'modelFailure', file, message: `The model ${file} cannot be read: ${String(error)}` });
    }
  }

  #model(file: string): Thenable<Uint8Array> {
    const read = () => vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.extensionUri, 'models', file));
    const { shared } = this.platform;
    if (!shared) return read();
    let bytes = this.#shared.get(file);
    if (!bytes) {
      bytes = Promise.resolve(read()).then(shared);
      this.#shared.set(file, bytes);
      bytes.catch(() => this.#shared.delete(file)); // the next one tries again
    }
    return bytes;
  }
}
