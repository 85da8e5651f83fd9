import type * as vscode from 'vscode';
import { activateHearsay } from './activate';
import { browserPlatform } from './host/browser/platform';
import type { Services } from './host/services';

let services: Services | undefined;

/** The web. */
export function activate(context: vscode.ExtensionContext): void {
  services = activateHearsay(context, browserPlatform);
}

/** The window may close now: what was decided a moment ago is saved first. */
export async function deactivate(): Promise<void> {
  await services?.reviews.settled();
}
