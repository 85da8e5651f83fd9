import * as vscode from 'vscode';
import type { NetworkFiles } from '../network';
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

/** The accurate engine's network and its runtime. @throws vscode.FileSystemError */
export async function readNetwork(extensionUri: vscode.Uri): Promise<NetworkFiles> {
  const file = (...path: string[]) => vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, ...path));
  const [model, wasm] = await Promise.all([file('models', 'accurate.onnx'), file('dist', 'network.wasm')]);
  return { model, wasm };
}
