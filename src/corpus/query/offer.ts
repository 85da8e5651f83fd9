import type { CorpusIndex } from '../corpusIndex';
import { fold } from '../fold';
import type { OfferValues } from './complete';

const MOST = 8;

/** Offers what the corpus holds: its actors with most claims, its publishers with most articles, its verdicts. */
export function offerFrom(index: CorpusIndex): OfferValues {
  return (field, typed) => {
    const begun = fold(typed);
    if (field === 'actor') return actors(index, begun);
    if (field === 'publisher') return publishers(index, begun);
    if (field !== 'verdict') return [];
    return index.claims.verdicts.map((verdict) => verdict || 'none').filter((verdict) => verdict.startsWith(begun));
  };
}

function actors(index: CorpusIndex, begun: string): string[] {
  const fitting = [...index.entities.called(begun)].filter(({ claims }) => claims > 0);
  return unique(fitting.sort((a, b) => b.claims - a.claims).map(({ name }) => name));
}

function publishers(index: CorpusIndex, begun: string): string[] {
  const counts = new Map<string, number>();
  for (const { publisher } of index.inOrder())
    if (publisher && publisher.includes(begun)) counts.set(publisher, (counts.get(publisher) ?? 0) + 1);
  return unique([...counts].sort((a, b) => b[1] - a[1]).map(([publisher]) => publisher));
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].slice(0, MOST);
}
