import type { Span } from '../analysis/analysis';
import type { AnnotatedArticle } from './annotated';
import { tokensOf } from './conll';
import { counted } from './words';
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

/** Which of these an article would lose. */
export function losses(...kinds: readonly Lost[]): (article: AnnotatedArticle) => Loss[] {
  return (article) => kinds.map((what) => ({ what, count: COUNTS[what](article) })).filter(({ count }) => count > 0);
}

/** Losses of several articles as one list. */
export function together(all: readonly (readonly Loss[])[]): Loss[] {
  const counts = new Map<Lost, number>();
  for (const { what, count } of all.flat()) counts.set(what, (counts.get(what) ?? 0) + count);
  return [...counts].map(([what, count]) => ({ what, count }));
}

/** In English, for the command line: "12 dates". */
export function lossWords({ what, count }: Loss): string {
  return WORDS[what](count);
}

const WORDS: Readonly<Record<Lost, (count: number) => string>> = {
  text: (count) => (count === 1 ? 'the text of the article' : `the text of ${count} articles`),
  mentions: (count) => counted(count, 'mention of a person or thing', 'mentions of people and things'),
  dates: (count) => counted(count, 'date'),
  dateDetails: (count) => `how ${counted(count, 'date')} is meant more or less exactly, or repeated`,
  dateLinks: (count) => `that ${counted(count, 'date')} is counted from another, or an end of a range`,
  antecedents: (count) =>
    `what ${counted(count, 'description or pronoun', 'descriptions and pronouns')} refer to, word by word`,
  descriptions: (count) =>
    `full name, other names and role of ${counted(count, 'person or thing', 'people and things')}`,
  unmentioned: (count) => counted(count, 'person or thing without a mention', 'people and things without a mention'),
  sources: (count) => `source and cue of ${counted(count, 'claim')}`,
  actors: (count) => `who is meant by the source of ${counted(count, 'claim')}`,
  confidence: (count) => `how certain ${counted(count, 'claim')} is`,
  judgements: (count) => `verdict or note of ${counted(count, 'claim')}`,
  unjudged: (count) => counted(count, 'claim without a verdict', 'claims without a verdict'),
  blankEdges: (count) => `white space and control characters at the edges of ${counted(count, 'annotation')}`,
  tokenEdges: (count) => `the exact edges of ${counted(count, 'annotation')}, widened to whole words`,
  outsideTokens: (count) => counted(count, 'annotation outside all sentences', 'annotations outside all sentences'),
  noXml: (count) => counted(count, 'character that XML cannot hold', 'characters that XML cannot hold'),
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
