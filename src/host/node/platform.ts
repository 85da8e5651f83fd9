import * as fs from 'node:fs';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import type { FileReader, Platform } from '../platform';
import { reviewFolder } from '../../node/reviewFolder';
import { workspaceReviewFolder } from '../reviewFolder';
import { workspaceFiles } from '../workspaceFiles';
import { canGiveWay } from './giveWay';

/**
 * Megabytes of a worker's heap for what it has just made, when it is to have a small heap: it reads one article after the other and
 * needs none of it again. With 4, garbage is collected twice as often; with 16, the rest of a small heap is too small.
 */
const YOUNG = 8;

/** Desktop and remote: a worker thread, and heads of files read from disk without reading the rest. */
export const nodePlatform: Platform = {
  // those that give way may use all cores; where they cannot, one is left to the editor
  backgroundWorkers: canGiveWay ? availableParallelism() : Math.max(1, availableParallelism() - 1),

  startWorker(name, extensionUri, listener, { isBackground = false, heap } = {}) {
    const file = vscode.Uri.joinPath(extensionUri, 'dist', `${name}.node.js`).fsPath;
    const resourceLimits = heap ? { maxYoungGenerationSizeMb: YOUNG, maxOldGenerationSizeMb: heap } : {};
    const worker = new Worker(file, { workerData: { isBackground }, resourceLimits });
    worker.on('message', (message: Parameters<typeof listener.onMessage>[0]) => listener.onMessage(message));
    worker.on('error', (error) => listener.onEnd(error.message));
    worker.on('exit', (code) => listener.onEnd(`exit code ${code}`));
    return { post: (message) => worker.postMessage(message), dispose: () => void worker.terminate() };
  },

  shared(bytes) {
    const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
    shared.set(bytes);
    return shared;
  },

  files: {
    readFile: (uri) => filesOf(uri).readFile(uri),
    stat: (uri) => filesOf(uri).stat(uri),
    readHead: (uri, bytes) => filesOf(uri).readHead(uri, bytes),
  },

  reviewFolder: (root, folder) =>
    folder.scheme === 'file' ? reviewFolder(root.fsPath, folder.fsPath) : workspaceReviewFolder(root, folder),
};

/** What lies on the disk is read there: VS Code's own file system asks the window before every file, which takes longer than to read it. */
function filesOf({ scheme }: vscode.Uri): FileReader {
  return scheme === 'file' ? DISK : workspaceFiles;
}

// Not node:fs/promises: of its objects for open files some live until all garbage is collected, ten thousand of them at a time.
const open = promisify(fs.open);
const read = promisify(fs.read);
const close = promisify(fs.close);
const readFile = promisify(fs.readFile);
const stat = promisify(fs.stat);

const DISK: FileReader = {
  readFile: ({ fsPath }) => readFile(fsPath),

  async stat({ fsPath }) {
    const { mtimeMs, size } = await stat(fsPath);
    return { mtime: mtimeMs, size };
  },

  async readHead({ fsPath }, bytes) {
    const file = await open(fsPath, 'r');
    try {
      const { buffer, bytesRead } = await read(file, new Uint8Array(bytes), 0, bytes, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await close(file);
    }
  },
};
