import type * as vscode from 'vscode';
import { activateHearsay } from './activate';
import { nodePlatform } from './host/node/platform';
import type { Services } from './host/services';

let services: Services | undefined;

/** Desktop and remote. */
export function activate(context: vscode.ExtensionContext): void {
  services = activateHearsay(context, nodePlatform);
}

/** The window may close now: what was decided a moment ago is saved first. */
export async function deactivate(): Promise<void> {
  await services?.reviews.settled();
}
