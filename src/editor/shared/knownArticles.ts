import * as vscode from 'vscode';
import type { Header } from '../../analysis/analysis';
import { parseHeader } from '../../analysis/article/header';
import { articlePlace, inOrder } from '../../corpus/articleOrder';
import type { ArticleFile } from '../../host/articleFiles';
import { type ArticleView, isArticle } from '../../host/articles';
import { HEAD_LENGTH } from '../../host/recognition';
import type { Services } from '../../host/services';
import { oncePer } from '../../util/once';
import { headerOf as headerOfHead } from './corpusRows';

/** An article that can be shown: a file of the workspace or an open document. */
export interface KnownArticle {
  readonly uri: vscode.Uri;
  readonly header: Header;
}

/**
 * The workspace's articles, those that are open but no files of it (untitled, elsewhere on the disk) first. An open one
 * is known as it is in the editor.
 */
export async function knownArticles(services: Services): Promise<KnownArticle[]> {
  const { articles } = services;
  const files = await listedFiles(services);
  const listed = new Set(files.map(({ address }) => address));
  const open = new Map(openArticles().map((document) => [document.uri.toString(), document]));
  const others = [...open.values()].filter(({ uri }) => !listed.has(uri.toString()));
  return [
    ...others.map((document) => ({ uri: document.uri, header: headerOf(document, articles.latest(document)) })),
    ...files.map((file) => {
      const known = knownFile(file);
      const document = open.get(file.address);
      const header = document && articles.latest(document)?.analysis.header;
      return header ? { ...known, header } : known;
    }),
  ];
}

/** There are thousands, and they are listed again with every article that is closed. */
const knownFile = oncePer((file: ArticleFile): KnownArticle => ({
  uri: vscode.Uri.parse(file.address),
  header: headerOfHead(file),
}));

/** While the files are still being listed, those that the index was kept with: they are there at once. */
async function listedFiles({ articleFiles, corpus }: Services): Promise<readonly ArticleFile[]> {
  if (articleFiles.isListed || !corpus.isKept) return articleFiles.list();
  const files = [...corpus.index.articles()].map(({ uri, head }) => ({ address: uri, ...head }));
  return inOrder(files, (file) => articlePlace(file.address, file));
}

export function openArticles(): vscode.TextDocument[] {
  return vscode.workspace.textDocuments.filter((document) => isArticle(document) && !document.isClosed);
}

export function openArticle(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return openArticles().find((document) => document.uri.toString() === key);
}

function headerOf(document: vscode.TextDocument, view: ArticleView | undefined): Header {
  const head = new vscode.Range(new vscode.Position(0, 0), document.positionAt(HEAD_LENGTH));
  return view?.analysis.header ?? parseHeader(document.getText(head)).header;
}
