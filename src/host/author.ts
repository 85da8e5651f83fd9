import * as vscode from 'vscode';

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

/** Git's `user.name` where the article lies; empty when there is none, or no git. Never rejects. */
export async function gitUser(article: vscode.Uri): Promise<string> {
  try {
    const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
    if (!extension) return '';
    const api = (extension.isActive ? extension.exports : await extension.activate()).getAPI(1);
    const repository = api.getRepository(article) ?? api.repositories[0];
    if (!repository) return '';
    const own = await repository.getConfig('user.name').catch(() => '');
    return (own || (await repository.getGlobalConfig('user.name').catch(() => ''))).trim();
  } catch {
    return '';
  }
}
