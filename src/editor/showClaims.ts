import * as vscode from 'vscode';
import type { Claim, Entity } from '../analysis/analysis';
import { type ArticleView, isArticle, offsetOf, rangeOf } from '../host/articles';
import type { Services } from '../host/services';
import { claimsByActor } from '../formats/claims';
import { COMMANDS, isEntityArgument } from './shared/commands';
import { knownArticles } from './shared/knownArticles';
import { plainLabel } from './shared/labels';
import {
  type PageButton,
  type PickPage,
  type PlaceItem,
  type Rows,
  openToTheSide,
  previewPick,
} from './shared/previewPick';
import { articleLabel, claimLabel, joined } from './shared/rowWords';
import { actorName, claimCount, claimDescription } from './shared/wording';

interface ClaimItem extends PlaceItem {
  readonly claim?: Claim;
}

type ClaimPage = PickPage<ClaimItem>;

/** How many rows a pick over the workspace holds at most: more cannot be looked through, only be waited for. */
const MOST_ROWS = 10_000;

/** How much of a claim is searched, in UTF-16 units. */
const LONGEST_SEARCHED = 1_000;

/** The least time between two sendings of all rows, in milliseconds; it grows with what one of them costs. */
const SHOW_EVERY = 300;

const copyCitation: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('copy'),
  tooltip: vscode.l10n.t('Copy Citation'),
};

/** Show Claims: the claims of the article in front, of one of its actors, or of the whole workspace, to pick from. */
export function registerShowClaims(services: Services): vscode.Disposable {
  return vscode.commands.registerCommand(COMMANDS.showClaims, async (argument?: unknown) => {
    if (isEntityArgument(argument)) {
      return previewPick(articlePage(services, vscode.Uri.parse(argument.article), argument.entity));
    }
    const editor = vscode.window.activeTextEditor;
    const front = editor && isArticle(editor.document) ? editor.document.uri : undefined;
    return previewPick(front ? articlePage(services, front) : workspacePage(services));
  });
}

/** One article's claims, or those of one of its entities. */
function articlePage(services: Services, uri: vscode.Uri, entityId?: string): ClaimPage {
  const workspace: PageButton<ClaimItem> = {
    iconPath: new vscode.ThemeIcon('files'),
    tooltip: vscode.l10n.t('Show the Claims of All Articles'),
    page: () => workspacePage(services, uri),
  };
  const all: PageButton<ClaimItem> = {
    iconPath: new vscode.ThemeIcon('file'),
    tooltip: vscode.l10n.t('Show All Claims of This Article'),
    page: () => articlePage(services, uri),
  };
  return {
    title: vscode.l10n.t('Claims'),
    placeholder: vscode.l10n.t('Type to filter by claim and by who makes it'),
    buttons: entityId === undefined ? [workspace] : [all, workspace],
    onButton,
    async load(show, token) {
      const view = await services.articles.ofUri(uri, 'editor', token);
      const items = claimItems(view, { only: entityId });
      const title = articleLabel(view.analysis.header, uri);
      const entity = entityId === undefined ? undefined : view.lookup.entity(entityId);
      show({
        title: entity ? joined(plainLabel(entity.name, 60), title) : title,
        items: items.length ? items : [nothingFound(vscode.l10n.t('No claims were found in this article.'))],
        active: nearestToCursor(view, items),
      });
    },
  };
}

/** All articles' claims, shown as one article after the other is analysed; `front` is the one to go back to. */
function workspacePage(services: Services, front?: vscode.Uri): ClaimPage {
  const back: PageButton<ClaimItem>[] = front
    ? [
        {
          iconPath: new vscode.ThemeIcon('file'),
          tooltip: vscode.l10n.t('Show the Claims of This Article'),
          page: () => articlePage(services, front),
        },
      ]
    : [];
  return {
    title: vscode.l10n.t('Claims of All Articles'),
    placeholder: vscode.l10n.t('Type to filter by claim, by who makes it and by article'),
    buttons: back,
    onButton,
    async load(show, token) {
      const articles = await knownArticles(services);
      const items: ClaimItem[] = [];
      let pause = SHOW_EVERY;
      let lastShown = 0;
      for (const [done, { uri, header }] of articles.entries()) {
        if (token.isCancellationRequested || items.length >= MOST_ROWS) break;
        try {
          const view = await services.articles.ofUri(uri, 'background', token);
          items.push(...claimItems(view, { article: articleLabel(header, uri) }));
        } catch (error) {
          if (error instanceof vscode.CancellationError) return;
          services.log.warn(`${uri.toString(true)}: ${String(error)}`);
        }
        const now = Date.now();
        if (now - lastShown < pause) continue;
        show({ items, progress: vscode.l10n.t('{0} of {1} articles', done + 1, articles.length) });
        lastShown = Date.now();
        pause = Math.max(SHOW_EVERY, 10 * (lastShown - now));
      }
      const progress = items.length > MOST_ROWS ? vscode.l10n.t('the first {0}', MOST_ROWS) : undefined;
      const rows: Rows<ClaimItem> = { items: items.slice(0, MOST_ROWS), progress };
      const none = articles.length
        ? vscode.l10n.t('No claims were found in the articles of this workspace.')
        : vscode.l10n.t('There is no article in this workspace.');
      show(items.length ? rows : { items: [nothingFound(none)] });
    },
  };
}

function claimItems(view: ArticleView, { only, article }: { only?: string; article?: string }): ClaimItem[] {
  return claimsByActor(view.analysis)
    .filter(({ entity }) => only === undefined || entity?.id === only)
    .flatMap(({ entity, claims }) => [
      separator(entity, claims.length),
      ...claims.map((claim) => claimItem(view, claim, entity, article)),
    ]);
}

function separator(entity: Entity | undefined, claims: number): ClaimItem {
  const label = joined(plainLabel(actorName(entity), 80), claimCount(claims));
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function claimItem(view: ArticleView, claim: Claim, entity: Entity | undefined, article?: string): ClaimItem {
  const ranges = claim.attribution.content.map((span) => rangeOf(view, span));
  const description = plainLabel(claimDescription(claim, ranges[0]?.start.line ?? 0));
  return {
    claim,
    label: claimLabel(claim),
    description,
    inSearch: {
      label: claimLabel(claim, LONGEST_SEARCHED),
      description: joined(plainLabel(actorName(entity), 80), description),
    },
    detail: article,
    place: ranges.length ? { uri: view.uri, ranges } : undefined,
    buttons: [copyCitation, openToTheSide],
  };
}

function nothingFound(label: string): ClaimItem {
  return { label, alwaysShow: true };
}

/** The claim under the cursor, else the first one behind it; none when the article is not in front. */
function nearestToCursor(view: ArticleView, items: readonly ClaimItem[]): ClaimItem | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.uri.toString() !== view.uri.toString()) return undefined;
  const cursor = offsetOf(view, editor.selection.active);
  const under = view.lookup.claimAt(cursor);
  const item = under && items.find(({ claim }) => claim?.id === under.id);
  if (item) return item;
  const begin = ({ claim }: ClaimItem) => claim?.attribution.content[0]?.start ?? -1;
  return items
    .filter((each) => begin(each) >= cursor)
    .reduce<ClaimItem | undefined>((first, each) => (first && begin(first) <= begin(each) ? first : each), undefined);
}

function onButton({ claim, place }: ClaimItem, button: vscode.QuickInputButton): unknown {
  if (button !== copyCitation || !claim || !place) return undefined;
  return vscode.commands.executeCommand(COMMANDS.copyCitation, { article: place.uri.toString(), claim: claim.id });
}
