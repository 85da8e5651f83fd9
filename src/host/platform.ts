import type * as vscode from 'vscode';
import type { Disposable } from '../util/disposable';
import type { FromWorker, ToWorker } from '../worker';

/** The extension host's end of the line to an analysis worker. */
export interface AnalysisWorker extends Disposable {
  post(message: ToWorker): void;
}

export interface WorkerListener {
  onMessage(message: FromWorker): void;
  /** The worker cannot go on: it did not start, ran out of memory, or was ended from outside. */
  onEnd(reason: string): void;
}

/** What differs between the desktop and the browser. */
export interface Platform {
  startWorker(extensionUri: vscode.Uri, listener: WorkerListener): AnalysisWorker;
  /**
   * Reads the first bytes of a file, fewer when it is shorter.
   * @throws vscode.FileSystemError, or the file system's own error
   */
  readHead(uri: vscode.Uri, bytes: number): Promise<Uint8Array>;
}
