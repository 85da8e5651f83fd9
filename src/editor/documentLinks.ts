import * as vscode from 'vscode';
import { ARTICLE, rangeOf } from '../host/articles';
import type { Services } from '../host/services';

/** The header's address as a link. Addresses in the body are the editor's own business. */
export function registerDocumentLinks({ articles }: Services): vscode.Disposable {
  return vscode.languages.registerDocumentLinkProvider(ARTICLE, {
    async provideDocumentLinks(document, token) {
      const view = await articles.ofDocument(document, token);
      const url = view?.analysis.header.url;
      if (!view || !url?.span || !/^https?:\/\//i.test(url.value)) return [];
      await articles.colours.shown(view);
      const link = new vscode.DocumentLink(rangeOf(view, url.span), vscode.Uri.parse(url.value));
      link.tooltip = vscode.l10n.t('Open the article where it was published');
      return [link];
    },
  });
}
