import * as vscode from 'vscode';
import { notice } from '../host/notice';
import type { Services } from '../host/services';
import { COMMANDS, isArticleArgument } from './shared/commands';

/** Treat as Article, Not an Article: for the file given (a menu does that), or the one in front. */
export function registerRecognitionCommands({ recognition }: Services): vscode.Disposable {
  const register = (command: string, decide: (document: vscode.TextDocument) => Promise<void>) =>
    vscode.commands.registerCommand(command, async (argument?: unknown) => {
      const document = await documentOf(argument);
      if (document) await decide(document);
      else void notice.information(vscode.l10n.t('Open a text file first.'));
    });
  return vscode.Disposable.from(
    register(COMMANDS.treatAsArticle, (document) => recognition.treatAsArticle(document)),
    register(COMMANDS.notAnArticle, (document) => recognition.notAnArticle(document)),
  );
}

async function documentOf(argument: unknown): Promise<vscode.TextDocument | undefined> {
  if (argument instanceof vscode.Uri) return vscode.workspace.openTextDocument(argument);
  if (isArticleArgument(argument)) return vscode.workspace.openTextDocument(vscode.Uri.parse(argument.article));
  return vscode.window.activeTextEditor?.document;
}
