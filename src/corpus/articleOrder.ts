import { firstWhere } from '../util/firstWhere';
import { fold } from './fold';

/** What the order of articles goes by: newest first, then by title. */
export interface ArticlePlace {
  readonly address: string;
  /** ISO, `2022-01-08`; empty when there is none. */
  readonly date: string;
  /** Folded. */
  readonly title: string;
}

export function articlePlace(
  address: string,
  { date = '', title = '' }: { date?: string; title?: string },
): ArticlePlace {
  return { address, date, title: fold(title) };
}

/** Below zero when the first comes before the second. */
export function byDateAndTitle(a: ArticlePlace, b: ArticlePlace): number {
  return byText(b.date, a.date) || byText(a.title, b.title) || byText(a.address, b.address);
}

/** Newest first, then by title. */
export function inOrder<Item>(items: readonly Item[], placeOf: (item: Item) => ArticlePlace): Item[] {
  return items
    .map((item) => ({ item, place: placeOf(item) }))
    .sort((a, b) => byDateAndTitle(a.place, b.place))
    .map(({ item }) => item);
}

/** The index at which an article stands among others that are in order, or would. @param placeAt of each of `count` others */
export function indexInOrder(count: number, placeAt: (i: number) => ArticlePlace, place: ArticlePlace): number {
  return firstWhere(count, (i) => byDateAndTitle(placeAt(i), place) >= 0);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
