import type * as vscode from 'vscode';
import { activateHearsay } from './activate';
import { nodePlatform } from './host/node/platform';

/** Desktop and remote. */
export function activate(context: vscode.ExtensionContext): void {
  activateHearsay(context, nodePlatform);
}
