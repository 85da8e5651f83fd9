import * as vscode from 'vscode';
import { ARTICLE } from '../host/articles';
import type { Services } from '../host/services';

const SCHEME = 'hearsay-sample';

/** A Wikinews article of 20 August 2015, CC BY 2.5 (samples/README.md). */
const SAMPLE = 'north-korea.txt';

/** Opens the article that comes with the extension, read only, so that nobody edits the extension's own files. */
export function registerSample({ extensionUri }: Services): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: async () =>
        new TextDecoder().decode(
          await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'samples', SAMPLE)),
        ),
    }),
    vscode.commands.registerCommand('hearsay.openSample', async () => {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: SCHEME, path: `/${SAMPLE}` }));
      await vscode.languages.setTextDocumentLanguage(document, ARTICLE);
      await vscode.window.showTextDocument(document, { preview: false });
    }),
  );
}
