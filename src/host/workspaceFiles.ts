import * as vscode from 'vscode';
import type { FileReader } from './platform';

/** Files by VS Code's own file system, which every host has; it reads whole ones only. */
export const workspaceFiles: FileReader = {
  readFile: async (uri) => vscode.workspace.fs.readFile(uri),
  stat: async (uri) => vscode.workspace.fs.stat(uri),
  readHead: async (uri, bytes) => (await vscode.workspace.fs.readFile(uri)).subarray(0, bytes),
};
