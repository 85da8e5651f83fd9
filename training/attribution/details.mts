/** Scores of attribution by publisher and by kind of claim, and a reliability table of its confidence. */
import type { AttributionSpans } from '../../src/analysis/analysis';
import { kindOf } from '../../src/analysis/attribution/kind';
import { type Reading, readTokens } from '../../src/analysis/attribution/reading';
import type { CorpusArticle } from './corpus.mjs';
import { type GoldTokens, goldTokens, isRight } from './goldLabels.mjs';

interface Compared {
  readonly publisher: string;
  readonly reading: Reading;
  readonly gold: readonly GoldTokens[];
  readonly given: readonly GoldTokens[];
  readonly confidence: readonly number[];
  /** By given attribution: the gold one that it is, -1 for none. */
  readonly matches: readonly number[];
}

export function detailsReport(
  articles: readonly CorpusArticle[],
  found: readonly (readonly AttributionSpans[])[],
): string {
  const compared = articles.map((article, a) => compare(article, found[a]));
  return [
    'whole attributions by publisher (precision, recall, F1)',
    ...groups(compared, ({ publisher }) => publisher),
    'by kind: direct, indirect or mixed, by the quotation marks around the content',
    ...groups(compared, ({ reading }, each) => kindOf(reading, each)),
    'confidence: attributions, mean confidence, right in per cent',
    ...reliability(compared),
  ].join('\n');
}

function compare({ publisher, facts, gold }: CorpusArticle, found: readonly AttributionSpans[]): Compared {
  const reading = readTokens(facts);
  const wanted = goldTokens(reading, gold);
  const given: GoldTokens[] = [];
  const confidence: number[] = [];
  for (const each of found) {
    const [tokens] = goldTokens(reading, [each]);
    if (!tokens) continue; // a headline without a cue
    given.push(tokens);
    confidence.push(each.confidence);
  }
  const used = new Set<number>();
  const matches = given.map((each) => {
    const match = wanted.findIndex((gold, g) => !used.has(g) && isRight(each, gold));
    if (match >= 0) used.add(match);
    return match;
  });
  return { publisher, reading, gold: wanted, given, confidence, matches };
}

function groups(compared: readonly Compared[], groupOf: (article: Compared, each: GoldTokens) => string): string[] {
  const counts = new Map<string, { right: number; found: number; given: number; gold: number }>();
  const of = (group: string) => {
    const count = counts.get(group) ?? { right: 0, found: 0, given: 0, gold: 0 };
    counts.set(group, count);
    return count;
  };
  for (const article of compared) {
    const hit = new Set(article.matches);
    article.gold.forEach((each, g) => {
      const count = of(groupOf(article, each));
      count.gold++;
      if (hit.has(g)) count.found++;
    });
    article.given.forEach((each, i) => {
      const count = of(groupOf(article, each));
      count.given++;
      if (article.matches[i] >= 0) count.right++;
    });
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, { right, found, given, gold }]) => {
      const precision = given ? right / given : 0;
      const recall = gold ? found / gold : 0;
      const f1 = precision + recall ? (2 * precision * recall) / (precision + recall) : 0;
      const percent = [precision, recall, f1].map((value) => (100 * value).toFixed(1).padStart(6)).join('');
      return `  ${group.padEnd(16)}${percent}   (${given} given, ${gold} gold)`;
    });
}

function reliability(compared: readonly Compared[]): string[] {
  const bins = Array.from({ length: 10 }, () => ({ count: 0, sum: 0, right: 0 }));
  for (const { confidence, matches } of compared) {
    confidence.forEach((value, i) => {
      const bin = bins[Math.min(9, Math.floor(value * 10))];
      bin.count++;
      bin.sum += value;
      if (matches[i] >= 0) bin.right++;
    });
  }
  return bins.flatMap(({ count, sum, right }, b) => {
    const range = `${(b / 10).toFixed(1)} to ${((b + 1) / 10).toFixed(1)}`;
    const mean = (sum / count).toFixed(2);
    return count ? `  ${range}  ${String(count).padStart(5)}  ${mean}  ${((100 * right) / count).toFixed(1)}` : [];
  });
}
