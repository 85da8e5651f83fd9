import type { Span } from '../analysis/analysis';
import type { AnnotatedArticle } from './annotated';
import { tokensOf } from './conll';
import { charactersLost } from './xml';

/** Something of an article that a format has no place for, and how often. */
export interface Loss {
  readonly what: Lost;
  readonly count: number;
}

export type Lost = keyof typeof COUNTS;

/** White space or a control character. */
const BLANK_EDGE = /^[\s\p{Cc}]|[\s\p{Cc}]$/u;

/** How often an article has what may get lost. */
const COUNTS = {
  text: ({ text }) => (text ? 1 : 0),
  mentions: ({ analysis }) => sum(analysis.entities, ({ mentions }) => mentions.length),
  dates: ({ analysis }) => analysis.dates.length,
  dateDetails: ({ analysis }) => sum(analysis.dates, ({ mod, quant, freq }) => Number(Boolean(mod ?? quant ?? freq))),
  /** What a date is counted from, and the range that it is an end of. */
  dateLinks: ({ analysis }) =>
    sum(analysis.dates, ({ temporalFunction, range }) => Number(Boolean(temporalFunction ?? range))),
  antecedents: ({ analysis }) =>
    sum(analysis.entities, ({ mentions }) => sum(mentions, ({ antecedent }) => Number(antecedent !== undefined))),
  /** Canonical names, aliases and roles. */
  descriptions: ({ analysis }) => analysis.entities.length,
  /** Entities without a mention: only what is mentioned can be pointed at. */
  unmentioned: ({ analysis }) => sum(analysis.entities, ({ mentions }) => Number(!mentions.length)),
  sources: ({ analysis }) => sum(analysis.attributions, ({ source, cue }) => Number(source.length + cue.length > 0)),
  actors: ({ analysis }) => sum(analysis.attributions, ({ actor }) => Number(actor !== null)),
  confidence: ({ analysis }) => sum(analysis.attributions, ({ confidence }) => Number(confidence < 1)),
  judgements: ({ judgements }) => judgements.size,
  unjudged: ({ analysis, judgements }) => sum(analysis.claims, ({ id }) => Number(!judgements.get(id)?.verdict)),
  blankEdges: (article) => sum(allSpans(article), (span) => Number(BLANK_EDGE.test(wordsOf(article, span)))),
  tokenEdges: (article) => sum(allSpans(article), (span) => Number(onTokens(article, span) === 'partly')),
  outsideTokens: (article) => sum(allSpans(article), (span) => Number(onTokens(article, span) === 'not at all')),
  noXml: ({ text }) => charactersLost(text),
} as const satisfies Record<string, (article: AnnotatedArticle) => number>;

/** What of these an article has, and how often. */
export function lossesOf(article: AnnotatedArticle, kinds: readonly Lost[]): Loss[] {
  return kinds.map((what) => ({ what, count: COUNTS[what](article) })).filter(({ count }) => count > 0);
}

/** Losses of several articles as one list. */
export function together(all: readonly (readonly Loss[])[]): Loss[] {
  const counts = new Map<Lost, number>();
  for (const { what, count } of all.flat()) counts.set(what, (counts.get(what) ?? 0) + count);
  return [...counts].map(([what, count]) => ({ what, count }));
}

/** In English, for the command line. */
export const LOST_WORDS: Readonly<Record<Lost, string>> = {
  text: 'the text of the article',
  mentions: 'mentions of people and things',
  dates: 'dates',
  dateDetails: 'how exactly a date is meant, and how often it comes',
  dateLinks: 'which dates are counted from others, or ends of a range',
  antecedents: 'what a description or pronoun takes its meaning from',
  descriptions: 'full names, other names and roles',
  unmentioned: 'people and things without a mention',
  sources: 'source and cue of claims',
  actors: 'who is meant by a source',
  confidence: 'how certain a claim is',
  judgements: 'verdicts and notes',
  unjudged: 'claims without a verdict',
  blankEdges: 'white space and control characters at the edges of annotations',
  tokenEdges: 'edges of annotations within words (they are widened to whole words)',
  outsideTokens: 'annotations outside all sentences',
  noXml: 'control characters (\ufffd stands for each)',
};

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0);
}

function allSpans({ analysis: { entities, dates, attributions } }: AnnotatedArticle): Span[] {
  return [
    ...entities.flatMap(({ mentions }) => mentions),
    ...dates,
    ...attributions.flatMap(({ source, cue, content }) => [...source, ...cue, ...content]),
  ];
}

function wordsOf({ text }: AnnotatedArticle, { start, end }: Span): string {
  return text.slice(start, end);
}

function onTokens(article: AnnotatedArticle, span: Span): 'exactly' | 'partly' | 'not at all' {
  const { tokens } = article.analysis;
  const { first, end } = tokensOf(article, span);
  if (first === end) return 'not at all';
  return tokens.start[first] === span.start && tokens.end[end - 1] === span.end ? 'exactly' : 'partly';
}
