import type * as vscode from 'vscode';
import type { FromNetwork, ToNetwork } from '../network';
import type { FileFolder } from '../review/fileFolder';
import type { Disposable } from '../util/disposable';
import type { FromWorker, ToWorker } from '../worker';

/** The extension host's end of the line to a worker. */
export interface RunningWorker<To> extends Disposable {
  post(message: To): void;
}

export interface WorkerListener<From> {
  onMessage(message: From): void;
  /** The worker cannot go on: it did not start, ran out of memory, or was ended from outside. */
  onEnd(reason: string): void;
}

/** The workers by name, each with what is sent to it and what comes back; `dist/NAME.node.js` and `dist/NAME.browser.js`. */
export interface Workers {
  readonly worker: { readonly to: ToWorker; readonly from: FromWorker };
  readonly network: { readonly to: ToNetwork; readonly from: FromNetwork };
}
export type WorkerName = keyof Workers;

export interface WorkerKind {
  /** It gives way to everything else, where the system can do that. */
  readonly isBackground?: boolean;
  /** Megabytes that its heap may have, where that can be set; as many as any unless told. */
  readonly heap?: number;
}

/** What differs between the desktop and the browser. */
export interface Platform {
  /** How many workers may run in the background, beside the editor's. */
  readonly backgroundWorkers: number;
  startWorker<Name extends WorkerName>(
    name: Name,
    extensionUri: vscode.Uri,
    listener: WorkerListener<Workers[Name]['from']>,
    kind?: WorkerKind,
  ): RunningWorker<Workers[Name]['to']>;
  /** The same bytes in memory that is not copied when they are posted to a worker; absent where threads share none. */
  shared?(this: void, bytes: Uint8Array): Uint8Array;
  readonly files: FileReader;
  /** A folder of sidecars, at or below `root`, outside of which nothing is written. */
  reviewFolder(this: void, root: vscode.Uri, folder: vscode.Uri): FileFolder;
}

/** @throws vscode.FileSystemError, or the file system's own error */
export interface FileReader {
  readFile(uri: vscode.Uri): Promise<Uint8Array>;
  stat(uri: vscode.Uri): Promise<Pick<vscode.FileStat, 'mtime' | 'size'>>;
  /** The first bytes, fewer when the file is shorter. */
  readHead(uri: vscode.Uri, bytes: number): Promise<Uint8Array>;
}
