import * as vscode from 'vscode';
import type { HeaderField, TimeExpression } from '../analysis/analysis';
import { type ArticleView, isArticle, rangeOf } from '../host/articles';
import { notice } from '../host/notice';
import type { Services } from '../host/services';
import { shortMeaning } from './shared/dateWords';
import { plainLabel } from './shared/labels';
import { type PlaceItem, openToTheSide, previewPick } from './shared/previewPick';
import { articleLabel, joined } from './shared/rowWords';
import { datesInOrder } from './shared/timeOrder';
import { lineName } from './shared/wording';

/** Show Dates: the dates of the article in front that have a place in time, in time order, publication among them. */
export function registerShowDates(services: Services): vscode.Disposable {
  return vscode.commands.registerCommand('hearsay.showDates', async () => {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !isArticle(document)) {
      void notice.information(vscode.l10n.t('Open an article to see its dates.'));
      return;
    }
    await previewPick({
      title: vscode.l10n.t('Dates'),
      placeholder: vscode.l10n.t('Type to filter'),
      async load(show, token) {
        const view = await services.articles.ofUri(document.uri, 'editor', token);
        const items = datesInOrder(view.analysis).map((date) => dateItem(view, date));
        const none = { label: vscode.l10n.t('No date was found in this article.'), alwaysShow: true };
        show({ title: articleLabel(view.analysis.header, view.uri), items: items.length ? items : [none] });
      },
    });
  });
}

function dateItem(view: ArticleView, date: TimeExpression | HeaderField): PlaceItem {
  const isPublication = !('type' in date);
  const span = isPublication ? date.span : date;
  const range = span && rangeOf(view, span);
  const words = span ? view.text.slice(span.start, span.end) : date.value;
  return {
    label: plainLabel(words),
    iconPath: new vscode.ThemeIcon(isPublication ? 'megaphone' : 'calendar'),
    description: joined(
      isPublication ? vscode.l10n.t('published') : undefined,
      shortMeaning(date),
      range && lineName(range.start.line),
    ),
    place: range && { uri: view.uri, ranges: [range] },
    buttons: range ? [openToTheSide] : [],
  };
}
