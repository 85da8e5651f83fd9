import * as vscode from 'vscode';
import type { Entity } from '../analysis/analysis';
import { type ArticleView, isArticle, rangeOf } from '../host/articles';
import { notice } from '../host/notice';
import type { Services } from '../host/services';
import { mentionedEntities } from '../formats/claims';
import { COMMANDS, type EntityArgument } from './shared/commands';
import { plainLabel } from './shared/labels';
import { type PlaceItem, goToPlace, openToTheSide, previewPick } from './shared/previewPick';
import { articleLabel, entityDescription, entityIcon, joined } from './shared/rowWords';
import { firstNaming } from './shared/treeModel';
import { lineName } from './shared/wording';

/**
 * Show Actors: who says something in the article in front, then who and what is only mentioned. Choosing an actor lists
 * its claims; choosing what is only mentioned goes to where it is first named.
 */
export function registerShowActors(services: Services): vscode.Disposable {
  return vscode.commands.registerCommand('hearsay.showActors', async () => {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !isArticle(document)) {
      void notice.information(vscode.l10n.t('Open an article to see its actors.'));
      return;
    }
    await previewPick({
      title: vscode.l10n.t('Actors'),
      placeholder: vscode.l10n.t('Type to filter; Enter lists the claims of an actor'),
      async load(show, token) {
        const view = await services.articles.ofUri(document.uri, 'editor', token);
        const actors = view.analysis.actors.map(({ entity, claims }) => entityItem(view, entity, claims.length));
        const mentioned = mentionedEntities(view.analysis).map((entity) => entityItem(view, entity, 0));
        const items = [...under(vscode.l10n.t('Actors'), actors), ...under(vscode.l10n.t('Mentioned'), mentioned)];
        const none = { label: vscode.l10n.t('Nobody is named in this article.'), alwaysShow: true };
        show({ title: articleLabel(view.analysis.header, view.uri), items: items.length ? items : [none] });
      },
    });
  });
}

function under(heading: string, items: readonly PlaceItem[]): PlaceItem[] {
  return items.length ? [{ label: heading, kind: vscode.QuickPickItemKind.Separator }, ...items] : [];
}

function entityItem(view: ArticleView, entity: Entity, claims: number): PlaceItem {
  const ranges = firstNaming(entity).map((span) => rangeOf(view, span));
  const argument: EntityArgument = { article: view.uri.toString(), entity: entity.id };
  return {
    label: plainLabel(entity.name),
    iconPath: entityIcon(entity),
    description: joined(entityDescription(entity, claims), ranges[0] && lineName(ranges[0].start.line)),
    place: ranges.length ? { uri: view.uri, ranges } : undefined,
    run: claims ? () => vscode.commands.executeCommand(COMMANDS.showClaims, argument) : undefined,
    buttons: claims ? [goToPlace, openToTheSide] : [openToTheSide],
  };
}
