import * as vscode from 'vscode';
import type { Claim, Entity, Span } from '../analysis/analysis';
import type { CorpusIndex } from '../corpus/corpusIndex';
import { ARTICLE, type ArticleView, offsetOf, rangeOf } from '../host/articles';
import type { Services } from '../host/services';
import { claimCard, entityCard } from './shared/cards';
import { copiesWords } from './shared/corpusRows';
import { dateCard } from './shared/dateCard';
import { lengthOf } from './shared/flatten';
import { trustedMarkdown } from './shared/markdown';

/** The card of what the pointer is on: a name, a date, or else the innermost claim. */
export function registerHover({ articles, corpus, settings }: Services): vscode.Disposable {
  return vscode.languages.registerHoverProvider(ARTICLE, {
    async provideHover(document, position, token) {
      const view = await articles.ofDocument(document, token);
      if (!view) return undefined;
      const found = cardAt(view, offsetOf(view, position), settings.confidenceThreshold, (claim) =>
        alsoIn(corpus.index, view, claim),
      );
      return found && new vscode.Hover(trustedMarkdown(found.card), rangeOf(view, found.span));
    },
  });
}

function cardAt(
  view: ArticleView,
  offset: number,
  threshold: number,
  more: (claim: Claim) => string | undefined,
): { card: string; span: Span } | undefined {
  const mention = view.lookup.mentionAt(offset);
  const entity = mention && view.lookup.entity(mention.entity);
  const date = view.lookup.dateAt(offset);
  // "the [1987] Treaty": the smaller one is what is pointed at
  if (date && !(mention && lengthOf(mention) <= lengthOf(date)))
    return { card: dateCard(view, date), span: date.range ?? date };
  if (mention && entity && isWorthACard(view, entity))
    return { card: entityCard(view, entity, mention), span: mention };
  const claim = view.lookup.claimAt(offset);
  const spans = claim ? [...claim.attribution.cue, ...claim.attribution.content] : [];
  const span = spans.find(({ start, end }) => start <= offset && offset <= end);
  return claim && span && { card: claimCard(view, claim, threshold, more(claim)), span };
}

/** "The region", named nowhere, said once and saying nothing: there is nothing to tell of it. */
function isWorthACard({ lookup }: ArticleView, { id, named, mentions }: Entity): boolean {
  return named || mentions.length > 1 || lookup.actor(id) !== undefined;
}

/** `also in 4 articles`, as far as the index knows; the hover does not start it. */
function alsoIn(index: CorpusIndex, { uri }: ArticleView, { id }: Claim): string | undefined {
  const article = index.read(uri.toString());
  const at = article ? index.body(article).claims.findIndex((claim) => claim.id === id) : -1;
  return article && at >= 0 ? copiesWords(index, { article, index: at }) : undefined;
}
