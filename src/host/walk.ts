import * as vscode from 'vscode';

/** How many folders are looked into, and how many files come back at most: each folder may be a request to a server. */
const MOST_FOLDERS = 1_000;
const MOST_FILES = 10_000;

/**
 * The files below a folder, found by reading one folder after the other: for file systems that cannot be searched, as
 * an extension's own often cannot. Nearest first; links are not followed; a folder that cannot be read is left out.
 */
export async function walkFiles(
  root: vscode.Uri,
  include: readonly string[],
  exclude: readonly string[],
): Promise<vscode.Uri[]> {
  const files: vscode.Uri[] = [];
  const folders = [root];
  for (let i = 0; i < folders.length && i < MOST_FOLDERS; i++) {
    for (const [name, type] of await readFolder(folders[i])) {
      const uri = vscode.Uri.joinPath(folders[i], name);
      if (type === vscode.FileType.Directory) {
        if (!matchesAny(uri, exclude) && !matchesAny(vscode.Uri.joinPath(uri, 'file'), exclude)) folders.push(uri);
      } else if (type === vscode.FileType.File && matchesAny(uri, include) && !matchesAny(uri, exclude)) {
        files.push(uri);
        if (files.length >= MOST_FILES) return files;
      }
    }
  }
  return files;
}

async function readFolder(folder: vscode.Uri): Promise<[string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}

/** By VS Code's own globs, which it offers for documents; nothing but the address of one is looked at here. */
export function matchesAny(uri: vscode.Uri, patterns: readonly string[]): boolean {
  const document = { uri, fileName: uri.fsPath, languageId: 'plaintext' } as vscode.TextDocument;
  return patterns.some((pattern) => vscode.languages.match({ pattern }, document) > 0);
}
