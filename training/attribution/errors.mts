/** Where attribution goes wrong: the most frequent confusions, with examples. */
import type { AttributionSpans, Span } from '../../src/analysis/analysis';
import type { CorpusArticle, GoldAttribution } from './corpus.mjs';

const EXAMPLES = 12;

interface Counted {
  count: number;
  readonly examples: string[];
}

export function errorReport(
  articles: readonly CorpusArticle[],
  found: readonly (readonly AttributionSpans[])[],
): string {
  const groups = new Map<string, Counted>();
  const add = (group: string, example: string): void => {
    const counted = groups.get(group) ?? { count: 0, examples: [] };
    if (counted.count++ % 17 === 0 || counted.examples.length < EXAMPLES / 2) counted.examples.push(example);
    groups.set(group, counted);
  };
  articles.forEach(({ facts: { text }, gold }, a) => {
    const used = new Set<AttributionSpans>();
    for (const wanted of gold) {
      const match = found[a].find((given) => !used.has(given) && overlaps(given.cue, wanted.cue));
      if (!match) {
        add('missed cue', marked(text, wanted));
        continue;
      }
      used.add(match);
      const source = jaccard(text, match.source, wanted.source) >= 0.5;
      const content = jaccard(text, match.content, wanted.content) >= 0.5;
      if (source && content) continue;
      const roles = [source ? '' : 'source', content ? '' : 'content'].filter(Boolean).join(' and ');
      add(`wrong ${roles}`, `${marked(text, wanted)}\n      found ${marked(text, match)}`);
    }
    for (const given of found[a]) if (!used.has(given)) add('no such cue', marked(text, given));
  });
  return [...groups]
    .sort((a, b) => b[1].count - a[1].count)
    .map(
      ([group, { count, examples }]) =>
        `${group}: ${count}\n${examples
          .slice(0, EXAMPLES)
          .map((e) => `    ${e}\n`)
          .join('')}`,
    )
    .join('\n');
}

function marked(text: string, { source, cue, content }: GoldAttribution): string {
  const words = (spans: readonly Span[]): string =>
    spans.map(({ start, end }) => text.slice(start, end).replace(/\s+/g, ' ')).join(' / ');
  return `[${words(source)}] {${words(cue)}} <${words(content)}>`;
}

function overlaps(a: readonly Span[], b: readonly Span[]): boolean {
  return a.some((x) => b.some((y) => Math.min(x.end, y.end) > Math.max(x.start, y.start)));
}

/** Of the words that the two sets of spans touch. */
function jaccard(text: string, a: readonly Span[], b: readonly Span[]): number {
  const left = wordStarts(text, a);
  const right = wordStarts(text, b);
  if (!left.size && !right.size) return 1;
  const both = [...left].filter((start) => right.has(start)).length;
  return both / (left.size + right.size - both);
}

function wordStarts(text: string, spans: readonly Span[]): Set<number> {
  const starts = new Set<number>();
  for (const { start, end } of spans)
    for (const match of text.slice(start, end).matchAll(/[\p{L}\p{N}]+/gu)) starts.add(start + match.index);
  return starts;
}
