import * as vscode from 'vscode';
import type { ClaimRef, CorpusIndex, IndexedArticle } from '../../corpus/corpusIndex';
import { MOST_COPIES } from '../../corpus/corpusIndex';
import type { DigestBody, DigestClaim, DigestHead, Place as DigestPlace } from '../../corpus/digest';
import type { Header } from '../../analysis/analysis';
import { plainLabel } from './labels';
import type { Place } from './previewPick';
import { articleDescription, articleLabel, joined } from './rowWords';
import { actorName, claimDescription } from './wording';

// Claims and articles of the index as rows: what Show Claims, the search and the view of actors share.

export function rangeOfPlace({ line, column, endLine, endColumn }: DigestPlace): vscode.Range {
  return new vscode.Range(line, column, endLine, endColumn);
}

/** A header as the index has it. */
export function headerOf({ title, date, url }: Pick<DigestHead, 'title' | 'date' | 'url'>): Header {
  const field = (value: string | undefined) => (value === undefined ? undefined : { value });
  return { title: field(title), date: field(date), url: field(url), problems: [] };
}

export function indexedArticleLabel({ uri, head }: IndexedArticle): string {
  return articleLabel(headerOf(head), vscode.Uri.parse(uri));
}

/** `US open to talks … · 8 Jan 2022 · wdsm710.com` */
export function articleLine(article: IndexedArticle): string {
  return joined(indexedArticleLabel(article), articleDescription(headerOf(article.head)));
}

/** Bodies of articles whose claims come one after the other: each is decoded once. */
export function bodyReader(index: CorpusIndex): (article: IndexedArticle) => DigestBody {
  let last: { article: IndexedArticle; body: DigestBody } | undefined;
  return (article) => {
    if (last?.article.slot !== article.slot) last = { article, body: index.body(article) };
    return last.body;
  };
}

/** Who makes a claim, in a row. */
export function claimActor({ entities }: DigestBody, { actor, source }: DigestClaim): string {
  return plainLabel(actorName(actor === undefined ? undefined : entities[actor], source), 80);
}

/** `said · direct · line 9` */
export function claimLine(claim: DigestClaim): string {
  return plainLabel(claimDescription(claim, claim.places[0]?.line ?? 0));
}

export function claimPlace({ uri }: IndexedArticle, { places }: DigestClaim): Place | undefined {
  return places.length ? { uri: vscode.Uri.parse(uri), ranges: places.map(rangeOfPlace) } : undefined;
}

/** `also in 4 articles`; undefined for a claim that stands in one article only. */
export function copiesWords(index: CorpusIndex, ref: ClaimRef): string | undefined {
  const { length } = index.copiesOf(ref);
  if (!length) return undefined;
  if (length >= MOST_COPIES) return vscode.l10n.t('also in {0} articles and more', MOST_COPIES);
  return length === 1 ? vscode.l10n.t('also in 1 article') : vscode.l10n.t('also in {0} articles', length);
}
