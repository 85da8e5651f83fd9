import type * as vscode from 'vscode';
import { activateHearsay } from './activate';
import { browserPlatform } from './host/browser/platform';

/** The web. */
export function activate(context: vscode.ExtensionContext): void {
  activateHearsay(context, browserPlatform);
}
