import { fold } from '../../corpus/fold';

/** Rows of a long list, under headings or without. */
export interface Group<T> {
  /** Empty for a list without headings. */
  readonly label: string;
  readonly items: readonly T[];
}

/** What stands under one heading when there is none to tell. */
export type HeadingOf<T> = (item: T) => string;

/** Under headings, most items first, what has no heading last; the items stay in their order. */
export function groupBy<T>(items: readonly T[], headingOf: HeadingOf<T>): Group<T>[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const heading = headingOf(item);
    const group = groups.get(heading);
    if (group) group.push(item);
    else groups.set(heading, [item]);
  }
  return [...groups]
    .map(([label, grouped]) => ({ label, items: grouped }))
    .sort((a, b) => Number(a.label === '') - Number(b.label === '') || b.items.length - a.items.length || compare(a.label, b.label)); // prettier-ignore
}

/** Without case and accents, and without a title's opening quotation mark; for thousands of rows. */
export function sortByText<T>(items: readonly T[], textOf: (item: T) => string): T[] {
  return items
    .map((item) => ({ item, key: fold(textOf(item)).replace(/^[^\p{L}\p{N}]+/u, '') }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ item }) => item);
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
