import * as vscode from 'vscode';
import { SIDECAR_SUFFIX, sidecarOfName } from '../review/store';

/** Where the review of an article is kept. */
export interface SidecarPlace {
  /** Nothing is written outside of it. */
  readonly root: vscode.Uri;
  readonly folder: vscode.Uri;
  /** The sidecar's file name. */
  readonly name: string;
  /** How the sidecar names the article. */
  readonly article: string;
}

/**
 * Below the workspace folder: `.hearsay/news/talks.txt.jsonld` for `news/talks.txt`; elsewhere beside the file. Undefined for an
 * untitled article.
 */
export function sidecarPlace(uri: vscode.Uri, reviewFolder: string): SidecarPlace | undefined {
  if (uri.scheme === 'untitled') return undefined;
  const { root, folder } = folderOfReviews(uri, reviewFolder);
  const article = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  return { root, folder: vscode.Uri.joinPath(folder, '..'), name: `${article}${SIDECAR_SUFFIX}`, article };
}

/** The articles of which reviews are kept below the folder that would hold those of `folder`. */
export async function reviewedArticlesIn(folder: vscode.Uri, reviewFolder: string): Promise<vscode.Uri[]> {
  const { folder: reviews } = folderOfReviews(folder, reviewFolder);
  let entries: [string, vscode.FileType][];
  try {
    entries = await vscode.workspace.fs.readDirectory(reviews);
  } catch {
    return []; // it is no folder, or nobody has decided anything there
  }
  const below = entries.filter(([, type]) => type === vscode.FileType.Directory);
  const sidecars = entries.map(([name]) => sidecarOfName(name)).filter((name) => name.endsWith(SIDECAR_SUFFIX));
  const articles = [...new Set(sidecars)].map((name) =>
    vscode.Uri.joinPath(folder, name.slice(0, -SIDECAR_SUFFIX.length)),
  );
  const deeper = below.map(([name]) => reviewedArticlesIn(vscode.Uri.joinPath(folder, name), reviewFolder));
  return [...articles, ...(await Promise.all(deeper)).flat()];
}

function folderOfReviews(uri: vscode.Uri, reviewFolder: string): { root: vscode.Uri; folder: vscode.Uri } {
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri ?? vscode.Uri.joinPath(uri, '..');
  const path = uri.path.slice(root.path.replace(/\/$/, '').length + 1).split('/');
  return { root, folder: vscode.Uri.joinPath(root, ...reviewFolder.split(/[\\/]/), ...path) };
}
