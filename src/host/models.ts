import * as vscode from 'vscode';
import type { NetworkFiles } from '../network';

/** The accurate engine's network and its runtime. @throws vscode.FileSystemError */
export async function readNetwork(extensionUri: vscode.Uri): Promise<NetworkFiles> {
  const file = (...path: string[]) => vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, ...path));
  const [model, wasm] = await Promise.all([file('models', 'accurate.onnx'), file('dist', 'network.wasm')]);
  return { model, wasm };
}
