/** The scores of `npm run evaluate` as a table for people, and where it stands in the README. */

/** Scores in per cent by evaluation ("attribution"), part ("articles/dev") and measure ("whole attribution"). */
export type AllScores = Record<string, unknown>;

interface Row {
  readonly what: string;
  /** Path of the score: evaluation, part, measure. */
  readonly path: readonly string[];
}

/** What a reader wants to know first; everything else stands in models/scores.json. */
const ROWS: readonly Row[] = [
  {
    what: 'claims, whole: source, cue and content; news as written',
    path: ['attribution', 'articles/dev', 'whole attribution'],
  },
  { what: 'the same without quotation marks', path: ['attribution', 'articles/dev-stripped', 'whole attribution'] },
  { what: 'sources of claims', path: ['attribution', 'articles/dev', 'source overlap'] },
  { what: 'cues of claims', path: ['attribution', 'articles/dev', 'cue overlap'] },
  { what: 'contents of claims', path: ['attribution', 'articles/dev', 'content overlap'] },
  { what: 'names: people, organisations, places; newswire', path: ['entities', 'conll2003/dev', 'strict all'] },
  { what: 'the same; eight genres', path: ['entities', 'gum/dev', 'overlap PER+ORG+LOC'] },
  { what: 'what names refer to (B-cubed); eight genres', path: ['entities', 'gum/dev', 'b3 names'] },
  {
    what: 'dates and durations, where they stand; newswire',
    path: ['dates', 'dates/timebank+dates/aquaint', 'strict'],
  },
  { what: 'their values', path: ['dates', 'dates/timebank+dates/aquaint', 'value'] },
  { what: 'parts of speech; ten genres', path: ['partOfSpeech', 'own tokens, plain'] },
  { what: 'bounds of sentences in running text', path: ['sentences', 'f1'] },
];

/** Evaluations of the fast engine, and those of the accurate one; what is not here both read alike. */
const ACCURATE: Readonly<Record<string, string>> = { attribution: 'accurateAttribution', entities: 'accurateEntities' };

/** As Markdown; rows without a score are left out. F1 or share right, in per cent. */
export function scoresTable(scores: AllScores): string {
  const rows = ROWS.flatMap(({ what, path: [evaluation, ...rest] }) => {
    const fast = at(scores, [evaluation, ...rest]);
    if (fast === undefined) return [];
    const accurate = at(scores, [ACCURATE[evaluation] ?? evaluation, ...rest]);
    return `| ${what} | ${fast.toFixed(1)} | ${accurate?.toFixed(1) ?? ''} |`;
  });
  return ['| F1 or share right, % | fast engine | accurate engine |', '| --- | --- | --- |', ...rows].join('\n');
}

function at(scores: unknown, path: readonly string[]): number | undefined {
  let value = scores;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return typeof value === 'number' ? value : undefined;
}

const BEGIN = '<!-- scores -->';
const END = '<!-- /scores -->';

/** The text with the table between its markers. @throws Error when it has no markers, in this order. */
export function withTable(text: string, table: string): string {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END, begin);
  if (begin < 0 || end < 0) throw new Error(`There is no place for the scores: put ${BEGIN} and ${END} there.`);
  return `${text.slice(0, begin + BEGIN.length)}\n\n${table}\n\n${text.slice(end)}`;
}
