import * as vscode from 'vscode';
import { type ArticleView, rangeOf } from '../../host/articles';
import type { Repeatable } from '../../host/lastDecision';
import { notice } from '../../host/notice';
import type { Services } from '../../host/services';
import type { Draft } from '../../review/compose';
import { sameWords } from '../../review/words';
import { knownArticles } from './knownArticles';
import { excerpt, plainLabel } from './labels';
import { decide } from './reviewDesk';
import { articleLabel } from './rowWords';
import { lineName } from './wording';

interface HitItem extends vscode.QuickPickItem {
  readonly view?: ArticleView;
  readonly draft?: Draft;
}

/** Shows every place where it would be done, in this article or in all, and does it where the person leaves the tick. */
export async function applyToAll(services: Services, last: Repeatable, here: vscode.Uri): Promise<void> {
  const scopes = [vscode.l10n.t('In This Article'), vscode.l10n.t('In All Articles')];
  const title = `${last.label}: ${plainLabel(last.words, 60)}`;
  const scope = await vscode.window.showQuickPick(scopes, { title });
  if (!scope) return;
  const uris = scope === scopes[0] ? [here] : (await knownArticles(services)).map(({ uri }) => uri);
  const items = await hits(services, last, uris, title);
  if (!items) return;
  if (!items.some(({ draft }) => draft)) return notice.status(vscode.l10n.t('There is no other place for it.'));
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    canPickMany: true,
    matchOnDescription: true,
    placeHolder: vscode.l10n.t('Every place where this will be done'),
  });
  for (const view of new Set(chosen?.map((item) => item.view))) {
    const drafts = chosen!.flatMap((item) => (item.view === view ? (item.draft ?? []) : []));
    if (view) await decide(services, view, `${last.label} (${drafts.length})`, drafts);
  }
}

/** Undefined when cancelled. */
function hits(
  { articles, log }: Services,
  { words, draftAt }: Repeatable,
  uris: readonly vscode.Uri[],
  title: string,
): Thenable<HitItem[] | undefined> {
  return notice.progress(title, async (progress, token) => {
    const items: HitItem[] = [];
    for (const [done, uri] of uris.entries()) {
      if (token.isCancellationRequested) return undefined;
      progress.report({ increment: 100 / uris.length, message: vscode.l10n.t('{0} of {1} articles', done + 1, uris.length) }); // prettier-ignore
      try {
        const view = await articles.ofUri(uri, 'background', token);
        const found = sameWords(view.text, words).flatMap((span): HitItem[] => {
          const draft = draftAt(view, span);
          const description = lineName(rangeOf(view, span).start.line);
          return draft ? [{ label: plainLabel(excerpt(view.text, span).label), description, picked: true, view, draft }] : []; // prettier-ignore
        });
        if (!found.length) continue;
        const article = articleLabel(view.analysis.header, uri);
        items.push({ label: article, kind: vscode.QuickPickItemKind.Separator }, ...found);
      } catch (error) {
        log.warn(`${uri.toString(true)}: ${String(error)}`);
      }
    }
    return items;
  });
}
