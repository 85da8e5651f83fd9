import * as vscode from 'vscode';
import type { Entity, Mention } from '../analysis/analysis';
import { ARTICLE, type ArticleView, offsetOf, rangeOf } from '../host/articles';
import type { Services } from '../host/services';
import { COMMANDS, isEntityArgument } from './shared/commands';
import { firstNaming } from './shared/reading';

/** Go to Definition (the first naming), References and highlights (all mentions, pronouns too), and a peek at them. */
export function registerReferences({ articles }: Services): vscode.Disposable {
  const at = async (document: vscode.TextDocument, position: vscode.Position, token: vscode.CancellationToken) => {
    const view = await articles.ofDocument(document, token);
    const mention = view?.lookup.mentionAt(offsetOf(view, position));
    const entity = mention && view?.lookup.entity(mention.entity);
    return view && mention && entity && { view, mention, entity };
  };
  return vscode.Disposable.from(
    vscode.languages.registerDefinitionProvider(ARTICLE, {
      async provideDefinition(document, position, token): Promise<vscode.DefinitionLink[] | undefined> {
        const found = await at(document, position, token);
        return found && definition(found);
      },
    }),
    vscode.languages.registerReferenceProvider(ARTICLE, {
      async provideReferences(document, position, { includeDeclaration }, token) {
        const found = await at(document, position, token);
        const mentions = found?.entity.mentions ?? [];
        const first = found && firstNaming(found.view, found.entity);
        const wanted = includeDeclaration ? mentions : mentions.filter((mention) => mention !== first);
        return found && locations(found.view, wanted);
      },
    }),
    vscode.languages.registerDocumentHighlightProvider(ARTICLE, {
      async provideDocumentHighlights(document, position, token) {
        const found = await at(document, position, token);
        const first = found && firstNaming(found.view, found.entity);
        return found?.entity.mentions.map((mention) => {
          const kind = mention === first ? vscode.DocumentHighlightKind.Write : vscode.DocumentHighlightKind.Read;
          return new vscode.DocumentHighlight(rangeOf(found.view, mention), kind);
        });
      },
    }),
    vscode.commands.registerCommand(COMMANDS.showMentions, async (argument?: unknown) => {
      if (!isEntityArgument(argument)) return;
      const view = await articles.ofUri(vscode.Uri.parse(argument.article), 'editor');
      const entity = view.lookup.entity(argument.entity);
      const first = entity && firstNaming(view, entity);
      if (!entity || !first) return;
      const all = locations(view, entity.mentions);
      await vscode.window.showTextDocument(view.uri, { preserveFocus: false });
      await vscode.commands.executeCommand('editor.action.showReferences', view.uri, rangeOf(view, first).start, all);
    }),
  );
}

function definition({ view, mention, entity }: { view: ArticleView; mention: Mention; entity: Entity }) {
  const first = firstNaming(view, entity);
  if (!first) return undefined;
  const originSelectionRange = rangeOf(view, mention);
  return [{ originSelectionRange, targetUri: view.uri, targetRange: rangeOf(view, first) }];
}

function locations(view: ArticleView, mentions: readonly Mention[]): vscode.Location[] {
  return mentions.map((mention) => new vscode.Location(view.uri, rangeOf(view, mention)));
}
