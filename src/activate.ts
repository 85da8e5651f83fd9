import type * as vscode from 'vscode';
import { registerArticlesTree } from './editor/articlesTree';
import { registerSample } from './editor/sample';
import { registerShowActors } from './editor/showActors';
import { registerShowClaims } from './editor/showClaims';
import { registerShowDates } from './editor/showDates';
import type { Platform } from './host/platform';
import { createServices } from './host/services';

/** The extension as a table of contents: services once, then one surface a line. */
export function activateHearsay(context: vscode.ExtensionContext, platform: Platform): void {
  const services = createServices(context, platform);
  context.subscriptions.push(
    registerArticlesTree(services),
    registerShowClaims(services),
    registerShowActors(services),
    registerShowDates(services),
    registerSample(services),
  );
}
