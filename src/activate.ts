import type * as vscode from 'vscode';
import type { Platform } from './host/platform';
import { createServices } from './host/services';

/** The extension as a table of contents: services once, then one surface a line. */
export function activateHearsay(context: vscode.ExtensionContext, platform: Platform): void {
  const services = createServices(context, platform);
  context.subscriptions
    .push
    // one line a surface
    ();
  void services;
}
