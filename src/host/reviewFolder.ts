import * as vscode from 'vscode';
import type { FileFolder } from '../review/fileFolder';
import { Listings } from '../review/listings';

/** Node's errors, where VS Code passes them on in words. */
const TRANSIENT = /\b(?:EBUSY|EAGAIN|EMFILE|ENFILE|EIO)\b/;

/**
 * A folder of sidecars by VS Code's own file system, which every host has: of a virtual workspace, or in the browser. It has
 * no locks, and may delete a file before it renames another to its name.
 * @param root the folder that nothing may be written outside of; links below it are not followed for writing
 * @param folder the folder of the sidecars, at or below `root`; it need not exist
 */
export function workspaceReviewFolder(root: vscode.Uri, folder: vscode.Uri): FileFolder {
  const { fs } = vscode.workspace;
  const at = (name: string) => vscode.Uri.joinPath(folder, name);
  return {
    read: async (name) => {
      try {
        return await fs.readFile(at(name));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    create: async (name, content) => {
      await assertNoLinks(root, at(name));
      await fs.writeFile(at(name), content); // makes the folders too
    },
    rename: async (from, to) => {
      await assertNoLinks(root, at(to));
      await fs.rename(at(from), at(to), { overwrite: true });
    },
    delete: async (name) => {
      try {
        await fs.delete(at(name));
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    },
    names: (fresh) => LISTINGS.of(folder.toString(), fresh),
    isTransient: (error) =>
      error instanceof vscode.FileSystemError && (error.code === 'Unavailable' || TRANSIENT.test(error.message)),
  };
}

const LISTINGS = new Listings(async (folder) => {
  try {
    return (await vscode.workspace.fs.readDirectory(vscode.Uri.parse(folder))).map(([name]) => name);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
});

function isMissing(error: unknown): boolean {
  return (
    error instanceof vscode.FileSystemError && (error.code === 'FileNotFound' || error.code === 'FileNotADirectory')
  );
}

/** @throws Error with a sentence when a link leads to a file, or is one; what does not exist yet is no link */
async function assertNoLinks(root: vscode.Uri, file: vscode.Uri): Promise<void> {
  const base = root.path.replace(/\/$/, '');
  const parts = file.path.slice(base.length + 1).split('/');
  for (let depth = 1; depth <= parts.length; depth++) {
    const each = root.with({ path: [base, ...parts.slice(0, depth)].join('/') });
    let type: vscode.FileType;
    try {
      ({ type } = await vscode.workspace.fs.stat(each));
    } catch (error) {
      if (isMissing(error)) return;
      throw error;
    }
    if (type & vscode.FileType.SymbolicLink)
      throw new Error(
        vscode.l10n.t(
          '{0} is a symbolic link, through which nothing is written; put the folder or file itself there.',
          vscode.workspace.asRelativePath(each),
        ),
      );
  }
}
