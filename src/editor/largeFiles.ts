import * as vscode from 'vscode';
import { isArticle } from '../host/articles';
import { notice } from '../host/notice';
import type { Services } from '../host/services';
import { COMMANDS } from './shared/commands';

/** In characters; what is longer VS Code shows, but does not hand to extensions (its own limit, not a setting). */
const LIMIT_OF_VSCODE = 50 * 1024 * 1024;

/** Says, once for each, which articles are not looked at because of their size, and offers to go on. */
export function registerLargeFiles(services: Services): vscode.Disposable {
  const { articles, articleFiles, settings, log } = services;
  const told = new Set<string>();

  const offer = async (document: vscode.TextDocument) => {
    if (told.has(document.uri.toString())) return;
    told.add(document.uri.toString());
    const anyway = vscode.l10n.t('Analyse Anyway');
    const open = vscode.l10n.t('Open Settings');
    const limit = settings.maxFileSize / 1024;
    const message = vscode.l10n.t('{0} is larger than {1} kB: Hearsay has stopped looking.', name(document.uri), limit);
    const answer = await notice.information(message, anyway, open);
    if (answer === anyway && !document.isClosed) articles.allowLarge(document);
    if (answer === open) await vscode.commands.executeCommand('workbench.action.openSettings', 'hearsay.maxFileSize');
  };

  const lookAtTab = async ({ input }: vscode.Tab) => {
    if (!(input instanceof vscode.TabInputText) || told.has(input.uri.toString())) return;
    if (!settings.recogniseAutomatically) return;
    const { uri } = input;
    try {
      const { size } = await vscode.workspace.fs.stat(uri);
      if (size <= LIMIT_OF_VSCODE || !(await articleFiles.isArticle(uri))) return;
    } catch (error) {
      log.debug(`${uri.toString(true)}: ${String(error)}`); // gone, or of a kind that has no size
      return;
    }
    if (told.has(uri.toString())) return;
    told.add(uri.toString());
    const message = vscode.l10n.t(
      '{0} is larger than 50 MB: VS Code does not hand it to extensions, and Hearsay cannot look at it.',
      name(uri),
    );
    void notice.information(message);
  };
  const lookAtTabs = (tabs: readonly vscode.Tab[]) => tabs.forEach((tab) => void lookAtTab(tab));

  for (const document of vscode.workspace.textDocuments) {
    if (isArticle(document) && articles.isTooLarge(document)) void offer(document);
  }
  lookAtTabs(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs));
  return vscode.Disposable.from(
    articles.onDidMeetLarge((document) => void offer(document)),
    articles.onDidAllowLarge((document) => {
      const title = vscode.l10n.t('Hearsay is analysing {0}', name(document.uri));
      const progress = { location: vscode.ProgressLocation.Window, title };
      void vscode.window.withProgress(progress, () => articles.ofDocument(document));
    }),
    articles.onDidClose((uri) => told.delete(uri.toString())),
    vscode.window.tabGroups.onDidChangeTabs(({ opened, changed }) => lookAtTabs([...opened, ...changed])),
    vscode.commands.registerCommand(COMMANDS.analyseAnyway, () => {
      const document = vscode.window.activeTextEditor?.document;
      if (document && isArticle(document)) articles.allowLarge(document);
    }),
  );
}

function name(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
