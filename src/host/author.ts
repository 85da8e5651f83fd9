import * as vscode from 'vscode';
import type { Settings } from './settings';

/** What we use of the API of VS Code's own git extension (extensions/git/src/api/git.d.ts). */
interface GitExtension {
  getAPI(version: 1): {
    getRepository(uri: vscode.Uri): GitRepository | null;
    readonly repositories: readonly GitRepository[];
  };
}
interface GitRepository {
  getConfig(key: string): Promise<string>;
  getGlobalConfig(key: string): Promise<string>;
}

/** Who decides: the setting's name, else git's `user.name`, else nobody (an empty name). Never rejects. */
export async function authorOf(settings: Settings, article: vscode.Uri): Promise<string> {
  return settings.reviewAuthor || (await gitUser(article).catch(() => ''));
}

async function gitUser(article: vscode.Uri): Promise<string> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (!extension) return '';
  const api = (extension.isActive ? extension.exports : await extension.activate()).getAPI(1);
  const repository = api.getRepository(article) ?? api.repositories[0];
  if (!repository) return '';
  const own = await repository.getConfig('user.name').catch(() => '');
  return (own || (await repository.getGlobalConfig('user.name').catch(() => ''))).trim();
}
