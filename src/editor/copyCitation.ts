import * as vscode from 'vscode';
import type { Claim } from '../analysis/analysis';
import { citation } from '../formats/citation';
import { type ArticleView, isArticle, offsetOf } from '../host/articles';
import { notice } from '../host/notice';
import type { Services } from '../host/services';
import { COMMANDS, isClaimArgument } from './shared/commands';

/** Copy Claim as Citation, in the form of the setting or as Markdown: the claim given, or the one at the cursor. */
export function registerCopyCitation(services: Services): vscode.Disposable {
  const register = (command: string, markdown: () => boolean) =>
    vscode.commands.registerCommand(command, async (argument?: unknown) => {
      const found = isClaimArgument(argument) ? await claimOf(services, argument) : await claimAtCursor(services);
      if (!found) {
        void notice.information(vscode.l10n.t('There is no claim at the cursor.'));
        return;
      }
      const { view, claim } = found;
      const article = { ...view.analysis, text: view.text };
      await vscode.env.clipboard.writeText(citation(claim, article, markdown() ? 'markdown' : 'plain'));
      notice.status(vscode.l10n.t('Citation copied'));
    });
  return vscode.Disposable.from(
    register(COMMANDS.copyCitation, () => services.settings.citationFormat === 'markdown'),
    register(COMMANDS.copyCitationAsMarkdown, () => true),
  );
}

interface Found {
  readonly view: ArticleView;
  readonly claim: Claim;
}

async function claimOf(
  { articles }: Services,
  argument: { article: string; claim: string },
): Promise<Found | undefined> {
  const view = await articles.ofUri(vscode.Uri.parse(argument.article), 'editor');
  const claim = view.lookup.claim(argument.claim);
  return claim && { view, claim };
}

async function claimAtCursor({ articles }: Services): Promise<Found | undefined> {
  const editor = vscode.window.activeTextEditor;
  const view = editor && isArticle(editor.document) ? await articles.ofDocument(editor.document) : undefined;
  const claim = view?.lookup.claimAt(offsetOf(view, editor!.selection.active));
  return view && claim && { view, claim };
}
