import * as vscode from 'vscode';
import { isArticle, offsetOf } from '../host/articles';
import { notice } from '../host/notice';
import type { Services } from '../host/services';
import { isActorsNode } from './shared/actorNodes';
import { COMMANDS, isEntityArgument } from './shared/commands';
import { type SEARCH_SITES, searchAddress } from './shared/searchAddress';
import { isTreeNode } from './shared/treeNodes';

/** Search Wikipedia, Search Wikidata: opens the browser with an entity's name, when the person asks and only then. */
export function registerSearchEntity(services: Services): vscode.Disposable {
  const search = (site: keyof typeof SEARCH_SITES) => async (argument?: unknown) => {
    const name = await nameOf(services, argument);
    if (name) await vscode.env.openExternal(vscode.Uri.parse(searchAddress(site, name), true));
    else void notice.information(vscode.l10n.t('Put the cursor on a name to look it up.'));
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand(COMMANDS.searchWikipedia, search('wikipedia')),
    vscode.commands.registerCommand(COMMANDS.searchWikidata, search('wikidata')),
  );
}

async function nameOf({ articles }: Services, argument: unknown): Promise<string | undefined> {
  if (isTreeNode(argument)) {
    const subject = argument.kind === 'row' ? argument.row.subject : undefined;
    return subject?.kind === 'actor' || subject?.kind === 'entity' ? subject.entity.name : undefined;
  }
  if (isActorsNode(argument)) return argument.kind === 'actor' ? argument.entity.name : undefined;
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
