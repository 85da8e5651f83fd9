import * as vscode from 'vscode';
import type { FromWorker, ToWorker } from '../../worker';
import type { Platform } from '../platform';

/** What this file uses of a web worker (the DOM types are not loaded: the core must not see them). */
interface WebWorker {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: (event: { data: FromWorker }) => void;
  onerror: (event: { message?: string }) => void;
}
declare const Worker: new (url: string) => WebWorker;

/** The browser: a web worker; the workspace file system reads whole files only. */
export const browserPlatform: Platform = {
  startWorker(extensionUri, listener) {
    const worker = new Worker(vscode.Uri.joinPath(extensionUri, 'dist', 'worker.browser.js').toString(true));
    worker.onmessage = (event) => listener.onMessage(event.data);
    worker.onerror = (event) => listener.onEnd(event.message ?? 'the worker did not start');
    return { post: (message) => worker.postMessage(message), dispose: () => worker.terminate() };
  },

  readHead: async (uri, bytes) => (await vscode.workspace.fs.readFile(uri)).subarray(0, bytes),
};
