import { open } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import type { Platform } from '../platform';
import { canGiveWay } from './giveWay';

/** Megabytes for what a background worker has just made: it reads one article after the other and needs none of it again. */
const YOUNG = 4;

/** Desktop and remote: a worker thread, and heads of files read from disk without reading the rest. */
export const nodePlatform: Platform = {
  // those that give way may use all cores; where they cannot, one is left to the editor
  backgroundWorkers: canGiveWay ? availableParallelism() : Math.max(1, availableParallelism() - 1),

  startWorker(name, extensionUri, listener, isBackground = false) {
    const file = vscode.Uri.joinPath(extensionUri, 'dist', `${name}.node.js`).fsPath;
    const resourceLimits = isBackground ? { maxYoungGenerationSizeMb: YOUNG } : {};
    const worker = new Worker(file, { workerData: { isBackground }, resourceLimits });
    worker.on('message', (message: Parameters<typeof listener.onMessage>[0]) => listener.onMessage(message));
    worker.on('error', (error) => listener.onEnd(error.message));
    worker.on('exit', (code) => listener.onEnd(`exit code ${code}`));
    return { post: (message) => worker.postMessage(message), dispose: () => void worker.terminate() };
  },

  async readHead(uri, bytes) {
    if (uri.scheme !== 'file') return (await vscode.workspace.fs.readFile(uri)).subarray(0, bytes);
    const file = await open(uri.fsPath, 'r');
    try {
      const { buffer, bytesRead } = await file.read(new Uint8Array(bytes), 0, bytes, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  },
};
