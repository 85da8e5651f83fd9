import * as vscode from 'vscode';
import type { Entity, Mention } from '../analysis/analysis';
import { ARTICLE, type ArticleView, offsetOf, rangeOf } from '../host/articles';
import type { Services } from '../host/services';
import { isKeptApart, mergeKey } from '../corpus/mergeRules';
import type { Corpus } from '../host/corpus';
import { COMMANDS, isEntityArgument } from './shared/commands';
import { rangeOfPlace } from './shared/corpusRows';
import { firstNaming } from './shared/reading';

/** How many places in other articles are listed: VS Code opens each article that it shows. */
const MOST_ELSEWHERE = 5_000;

/** Go to Definition (the first naming), References (all mentions, pronouns too, in all articles), highlights, and a peek at them. */
export function registerReferences({ articles, corpus }: Services): vscode.Disposable {
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
        if (!found) return undefined;
        return [...locations(found.view, wanted), ...(await elsewhere(corpus, found.view.uri, found.entity, token))];
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

/** Mentions in other articles of what the merge rules take for the same; none of what they leave alone. */
async function elsewhere(
  corpus: Corpus,
  uri: vscode.Uri,
  entity: Entity,
  token: vscode.CancellationToken,
): Promise<vscode.Location[]> {
  const key = mergeKey(entity);
  if (key === undefined || isKeptApart(corpus.separations, key, uri.toString())) return [];
  await corpus.open();
  const { index } = corpus;
  const found: vscode.Location[] = [];
  for (const { slot, index: at } of index.entities.byKey(key)?.postings ?? []) {
    if (token.isCancellationRequested || found.length >= MOST_ELSEWHERE) break;
    const article = index.at(slot);
    if (!article || article.uri === uri.toString()) continue;
    const other = vscode.Uri.parse(article.uri);
    for (const place of index.mentions(article)[at]) found.push(new vscode.Location(other, rangeOfPlace(place)));
  }
  return found;
}
