import * as vscode from 'vscode';
import { completions } from '../corpus/query/complete';
import { offerFrom } from '../corpus/query/offer';
import { parseQuery } from '../corpus/query/parse';
import { searchClaims } from '../corpus/query/search';
import type { Services } from '../host/services';
import { ACTOR_ORDERS, ARTICLE_ORDERS, type ActorOrder, type ArticleOrder } from '../host/viewState';
import { plainLabel } from './shared/labels';
import { completionWords, problemWords } from './shared/queryWords';
import { articleCount, claimCount } from './shared/wording';

/** How long typing must pause, in milliseconds, before the views follow. */
const PAUSE = 150;

/** How the side bar's views are sorted, grouped and filtered. */
export function registerArrangeViews(services: Services): vscode.Disposable {
  const { viewState } = services;
  return vscode.Disposable.from(
    vscode.commands.registerCommand('hearsay.articles.arrange', () =>
      choose(vscode.l10n.t('Articles'), ARTICLE_ORDERS, viewState.articleOrder, articleOrderName, (order) =>
        viewState.setArticleOrder(order),
      ),
    ),
    vscode.commands.registerCommand('hearsay.actors.arrange', () =>
      choose(vscode.l10n.t('Actors'), ACTOR_ORDERS, viewState.actorOrder, actorOrderName, (order) =>
        viewState.setActorOrder(order),
      ),
    ),
    vscode.commands.registerCommand('hearsay.filterViews', () => filterViews(services)),
    vscode.commands.registerCommand('hearsay.clearFilter', () => viewState.setFilter('')),
  );
}

function articleOrderName(order: ArticleOrder): string {
  switch (order) {
    case 'date':
      return vscode.l10n.t('Sort by Date');
    case 'title':
      return vscode.l10n.t('Sort by Title');
    case 'folder':
      return vscode.l10n.t('Group by Folder');
    case 'publisher':
      return vscode.l10n.t('Group by Publisher');
  }
}

function actorOrderName(order: ActorOrder): string {
  switch (order) {
    case 'claims':
      return vscode.l10n.t('Sort by Number of Claims');
    case 'name':
      return vscode.l10n.t('Sort by Name');
    case 'kind':
      return vscode.l10n.t('Group by Kind');
  }
}

async function choose<T extends string>(
  title: string,
  orders: readonly T[],
  current: T,
  nameOf: (order: T) => string,
  set: (order: T) => Promise<void>,
): Promise<void> {
  const items = orders.map((order) => ({
    order,
    label: nameOf(order),
    description: order === current ? vscode.l10n.t('as now') : undefined,
  }));
  const chosen = await vscode.window.showQuickPick(items, { title });
  if (chosen) await set(chosen.order);
}

interface FilterItem extends vscode.QuickPickItem {
  readonly typed?: string;
}

/** A search box: the views follow as one types, Enter keeps the filter, Escape puts the earlier one back. */
async function filterViews({ viewState, corpus }: Services): Promise<void> {
  const before = viewState.filter;
  const box = vscode.window.createQuickPick<FilterItem>();
  box.title = vscode.l10n.t('Filter Articles and Actors');
  box.placeholder = vscode.l10n.t('Type words, or actor: kind: after: before: in: publisher: …');
  box.value = before;
  box.busy = true;
  let pause: ReturnType<typeof setTimeout> | undefined;
  const draw = () => {
    const { value } = box;
    const query = parseQuery(value);
    const { claimCount: claims, articles } = searchClaims(corpus.index, query, { limit: 0 });
    const found = vscode.l10n.t('{0} in {1}', claimCount(claims), articleCount(articles.length));
    box.items = [
      { label: value.trim() ? found : vscode.l10n.t('No filter'), alwaysShow: true },
      ...query.problems.map((problem) => ({ label: `$(warning) ${plainLabel(problemWords(problem), 300)}`, alwaysShow: true })), // prettier-ignore
      ...completions(value, offerFrom(corpus.index)).map((completion) => ({
        label: plainLabel(completion.label),
        description: completionWords(completion),
        iconPath: new vscode.ThemeIcon('lightbulb'),
        typed: completion.query,
        alwaysShow: true,
      })),
    ];
  };
  box.onDidChangeValue((value) => {
    draw();
    clearTimeout(pause);
    pause = setTimeout(() => viewState.setFilter(value), PAUSE);
  });
  let kept = false;
  box.onDidAccept(() => {
    const typed = box.selectedItems[0]?.typed;
    if (typed !== undefined) {
      box.value = typed;
      return draw();
    }
    kept = true;
    box.hide();
  });
  box.onDidHide(() => {
    clearTimeout(pause);
    viewState.setFilter(kept ? box.value : before);
    box.dispose();
  });
  draw();
  box.show();
  await corpus.open();
  box.busy = false;
  draw();
}
