import * as vscode from 'vscode';
import { COMMANDS, isSpanArgument } from './shared/commands';

/** Goes to words of an article and selects them: what a line number in a card does. */
export function registerReveal(): vscode.Disposable {
  return vscode.commands.registerCommand(COMMANDS.reveal, async (argument?: unknown) => {
    if (!isSpanArgument(argument)) return;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(argument.article));
    const selection = new vscode.Range(document.positionAt(argument.start), document.positionAt(argument.end));
    await vscode.window.showTextDocument(document, { selection });
  });
}
