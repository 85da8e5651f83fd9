import * as vscode from 'vscode';
import { isArticle, offsetOf } from '../host/articles';
import type { Services } from '../host/services';
import { COMMANDS, isEntityArgument } from './shared/commands';
import { isTreeNode } from './shared/treeNodes';

/** Where a name is looked up; `%s` stands for it. */
const SITES: Readonly<Record<string, string>> = {
  [COMMANDS.searchWikipedia]: 'https://en.wikipedia.org/w/index.php?search=%s',
  [COMMANDS.searchWikidata]: 'https://www.wikidata.org/w/index.php?search=%s',
};

/** Search Wikipedia, Search Wikidata: opens the browser with an entity's name, when the person asks and only then. */
export function registerSearchEntity(services: Services): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(SITES).map(([command, site]) =>
      vscode.commands.registerCommand(command, async (argument?: unknown) => {
        const name = await nameOf(services, argument);
        if (name) await vscode.env.openExternal(searchAddress(site, name));
        else void vscode.window.showInformationMessage(vscode.l10n.t('Put the cursor on a name to look it up.'));
      }),
    ),
  );
}

/** Article text is only ever the query: nothing in it can become another address. */
function searchAddress(site: string, name: string): vscode.Uri {
  return vscode.Uri.parse(
    site.replace('%s', () => encodeURIComponent(name)),
    true,
  );
}

async function nameOf({ articles }: Services, argument: unknown): Promise<string | undefined> {
  if (isTreeNode(argument)) {
    const subject = argument.kind === 'row' ? argument.row.subject : undefined;
    return subject?.kind === 'actor' || subject?.kind === 'entity' ? subject.entity.name : undefined;
  }
  if (isEntityArgument(argument)) {
    const view = await articles.ofUri(vscode.Uri.parse(argument.article), 'editor');
    return view.lookup.entity(argument.entity)?.name;
  }
  const editor = vscode.window.activeTextEditor;
  if (!editor || !isArticle(editor.document)) return undefined;
  const view = await articles.ofUri(editor.document.uri, 'editor');
  const mention = view.lookup.mentionAt(offsetOf(view, editor.selection.active));
  return mention && view.lookup.entity(mention.entity)?.name;
}
