import type * as vscode from 'vscode';
import { registerActorsTree } from './editor/actorsTree';
import { registerArrangeViews } from './editor/arrangeViews';
import { registerArticlesTree } from './editor/articlesTree';
import { registerClaimHighlights } from './editor/claimHighlights';
import { registerClaimNavigation } from './editor/claimNavigation';
import { registerCopyCitation } from './editor/copyCitation';
import { registerDiagnostics } from './editor/diagnostics';
import { registerDocumentLinks } from './editor/documentLinks';
import { registerExport } from './editor/export';
import { registerHover } from './editor/hover';
import { registerImport } from './editor/import';
import { registerInlayHints } from './editor/inlayHints';
import { registerIndexStatus } from './editor/indexStatus';
import { registerLargeFiles } from './editor/largeFiles';
import { registerLegend } from './editor/legend';
import { registerMarkAs } from './editor/markAs';
import { registerOutline } from './editor/outline';
import { registerRecognitionCommands } from './editor/recognitionCommands';
import { registerReferences } from './editor/references';
import { registerReveal } from './editor/reveal';
import { registerReviewCommands } from './editor/reviewCommands';
import { registerReviewComments } from './editor/reviewComments';
import { registerReviewMode } from './editor/reviewMode';
import { registerReviewTree } from './editor/reviewTree';
import { registerSample } from './editor/sample';
import { registerSearchEntity } from './editor/searchEntity';
import { registerSemanticTokens } from './editor/semanticTokens';
import { registerShowActors } from './editor/showActors';
import { registerShowClaims } from './editor/showClaims';
import { registerShowDates } from './editor/showDates';
import { registerStatusBar } from './editor/statusBar';
import { registerToggleHighlights } from './editor/toggleHighlights';
import type { Platform } from './host/platform';
import { registerWorkspaceSymbols } from './editor/workspaceSymbols';
import { type Services, createServices } from './host/services';

/** The extension as a table of contents: services once, then one surface a line. */
export function activateHearsay(context: vscode.ExtensionContext, platform: Platform): Services {
  const start = performance.now();
  const services = createServices(context, platform);
  context.subscriptions.push(
    registerSemanticTokens(services),
    registerClaimHighlights(services),
    registerHover(services),
    registerInlayHints(services),
    registerOutline(services),
    registerReferences(services),
    registerSearchEntity(services),
    registerDocumentLinks(services),
    registerDiagnostics(services),
    registerStatusBar(services),
    registerLegend(services),
    registerToggleHighlights(services),
    registerClaimNavigation(services),
    registerCopyCitation(services),
    registerReveal(),
    registerRecognitionCommands(services),
    registerLargeFiles(services),
    registerArticlesTree(services),
    registerActorsTree(services),
    registerArrangeViews(services),
    registerIndexStatus(services),
    registerWorkspaceSymbols(services),
    registerShowClaims(services),
    registerShowActors(services),
    registerShowDates(services),
    registerExport(services),
    registerImport(services),
    registerMarkAs(services),
    registerReviewCommands(services),
    registerReviewMode(services),
    registerReviewComments(services),
    registerReviewTree(services),
    registerSample(services),
  );
  performance.measure('hearsay.activate', { start }); // read by the benchmark
  return services;
}
