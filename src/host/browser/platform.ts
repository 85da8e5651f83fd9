import * as vscode from 'vscode';
import type { Platform } from '../platform';
import { workspaceReviewFolder } from '../reviewFolder';
import { workspaceFiles } from '../workspaceFiles';

/** What this file uses of a web worker (the DOM types are not loaded: the core must not see them). */
interface WebWorker {
  postMessage(message: unknown): void;
  terminate(): void;
  onmessage: (event: { data: never }) => void;
  onerror: (event: { message?: string }) => void;
}
declare const Worker: new (url: string) => WebWorker;
declare const Blob: new (parts: Uint8Array[], options: { type: string }) => object;

/**
 * The browser: a web worker; the workspace file system reads whole files only. The worker's code is read as a file and
 * run from memory: a browser starts no worker from another origin, and an extension's address may be none of the web
 * (`vscode-remote:`).
 */
export const browserPlatform: Platform = {
  backgroundWorkers: 1, // a tab shares its processor with the page

  startWorker(name, extensionUri, listener) {
    const start = async () => {
      const code = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'dist', `${name}.browser.js`));
      const { createObjectURL } = URL as unknown as { createObjectURL: (blob: object) => string };
      const worker = new Worker(createObjectURL(new Blob([code], { type: 'text/javascript' })));
      worker.onmessage = (event) => listener.onMessage(event.data);
      worker.onerror = (event) => listener.onEnd(event.message ?? 'the worker did not start');
      return worker;
    };
    const worker = start();
    worker.catch((error: unknown) => listener.onEnd(String(error)));
    const use = (action: (started: WebWorker) => void) => void worker.then(action, () => {});
    return {
      post: (message) => use((started) => started.postMessage(message)),
      dispose: () => use((started) => started.terminate()),
    };
  },

  files: workspaceFiles,
  reviewFolder: workspaceReviewFolder,
};
