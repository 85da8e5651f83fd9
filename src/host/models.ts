import * as vscode from 'vscode';
import type { ToWorker } from '../worker';
import type { RunningWorker } from './platform';

/** Answers a worker that asks for one of the files in `models/`. */
export async function sendModel(
  extensionUri: vscode.Uri,
  file: string,
  worker: RunningWorker<ToWorker>,
): Promise<void> {
  try {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'models', file));
    worker.post({ type: 'model', file, bytes });
  } catch (error) {
    worker.post({ type: 'modelFailure', file, message: `The model ${file} cannot be read: ${String(error)}` });
  }
}
