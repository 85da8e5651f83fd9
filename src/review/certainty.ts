/**
 * How likely what was found is right, and the order in which a person had best look at it. The model says it of each claim.
 * Of a name or a date it says nothing; there it is how often such ones are right in the corpora's development texts.
 */
import {
  ENTITY_SORTS,
  type Analysis,
  type Attribution,
  type Entity,
  type Mention,
  type TimeExpression,
} from '../analysis/analysis';
import type { ReviewedAnalysis, ReviewedItem } from './review';

export const REVIEW_KINDS = ['claims', 'names', 'dates'] as const;
export type ReviewKind = (typeof REVIEW_KINDS)[number];

/** Something that nobody has reviewed yet. */
export interface UncertainItem {
  readonly kind: ReviewKind;
  readonly item: ReviewedItem;
  /** How likely it is right, 0 to 1. */
  readonly certainty: number;
  /** The words, by which it is known again after an edit, when ids may mean others; of names and dates also their kind. */
  readonly key: string;
}

/** A name or a date that is right at least so often need not be looked at: one in ten of the others is wrong. */
const SURE_FROM = 0.9;

/**
 * What is to be reviewed, the least certain first, of equally certain ones in text order: every claim; names and dates that
 * are often enough wrong, of the same words for the same thing the first.
 */
export function uncertainItems(
  { analysis, reviews }: Pick<ReviewedAnalysis, 'analysis' | 'reviews'>,
  text: string,
  kinds: readonly ReviewKind[] = REVIEW_KINDS,
): UncertainItem[] {
  const found = [
    ...(kinds.includes('claims') ? analysis.attributions.map((item) => claimItem(item, text)) : []),
    ...firstOfEach(kinds.includes('names') ? nameItems(analysis, text) : [], reviews),
    ...firstOfEach(kinds.includes('dates') ? analysis.dates.map((item) => dateItem(item, text)) : [], reviews),
  ];
  return found
    .filter(({ item }) => !isReviewed(item, reviews))
    .sort((a, b) => a.certainty - b.certainty || startOf(a.item) - startOf(b.item));
}

function isReviewed(item: ReviewedItem, reviews: ReviewedAnalysis['reviews']): boolean {
  return (reviews.get(item)?.status ?? 'found') !== 'found';
}

/** None of those of which one was reviewed: the person has seen what the words mean. */
function firstOfEach(items: readonly UncertainItem[], reviews: ReviewedAnalysis['reviews']): UncertainItem[] {
  const seen = new Set(items.filter(({ item }) => isReviewed(item, reviews)).map(({ key }) => key));
  return items.filter(({ key, certainty }) => {
    if (seen.has(key) || certainty >= SURE_FROM) return false;
    seen.add(key);
    return true;
  });
}

function claimItem(item: Attribution, text: string): UncertainItem {
  const key = [...item.cue, ...item.content].map(({ start, end }) => text.slice(start, end)).join('\n');
  return { kind: 'claims', item, certainty: item.confidence, key };
}

function nameItems({ entities }: Pick<Analysis, 'entities'>, text: string): UncertainItem[] {
  return entities.flatMap((entity) =>
    entity.mentions
      .filter(({ kind }) => kind === 'name')
      .map((item): UncertainItem => {
        const words = text.slice(item.start, item.end);
        return { kind: 'names', item, certainty: nameCertainty(entity, words), key: `${entity.type} ${words}` };
      }),
  );
}

function dateItem(item: TimeExpression, text: string): UncertainItem {
  const key = `${item.value} ${text.slice(item.start, item.end)}`;
  return { kind: 'dates', item, certainty: DATES[dateClass(item)] ?? UNKNOWN, key };
}

export function nameCertainty(entity: Entity, words: string): number {
  return NAMES[nameClass(entity, words)] ?? UNKNOWN;
}

/** `person once, one word`: what names are counted by. `known`: the gazetteer has it; `again`: it is named more than once. */
export function nameClass({ type, fact, mentions }: Pick<Entity, 'type' | 'fact' | 'mentions'>, words: string): string {
  const named = mentions.filter(({ kind }: Mention) => kind === 'name').length;
  const seen = fact ? 'known' : named > 1 ? 'again' : 'once';
  const alone = seen === 'once' && !/\s/.test(words.trim());
  const sort = ENTITY_SORTS[type];
  return `${COUNTED.has(sort) ? sort : 'other'} ${seen}${alone ? ', one word' : ''}`;
}

/** Rarer sorts are counted together. */
const COUNTED: ReadonlySet<string> = new Set(['person', 'organisation', 'place', 'group']);

/** `day, relative`: what dates are counted by. */
export function dateClass({ type, value, temporalFunction }: TimeExpression): string {
  if (type === 'SET') return 'set';
  if (value.endsWith('_REF')) return 'vague';
  if (value.includes('X')) return 'open';
  if (type === 'DURATION') return 'duration';
  const unit = /^\d{4}-\d\d-\d\d$/.test(value) ? 'day' : /^\d{4}-\d\d$/.test(value) ? 'month' : /^\d{4}$/.test(value) ? 'year' : 'other'; // prettier-ignore
  return temporalFunction ? `${unit}, relative` : unit;
}

// The shares of the fast engine, by `npx tsx training/evaluateCertainty.mts`. Names: CoNLL-2003's development texts
// (newswire), right when words and class are. Dates: TimeBank, AQUAINT and MEANTIME, right when words and value are.

const NAMES: Readonly<Record<string, number>> = {
  'group again': 0.94,
  'group known': 0.95,
  'group once, one word': 0.97,
  'group once': 0.82,
  'organisation again': 0.94,
  'organisation known': 0.97,
  'organisation once, one word': 0.95,
  'organisation once': 0.86,
  'other again': 0.89,
  'other once, one word': 0.73,
  'other once': 0.74,
  'person again': 0.95,
  'person once, one word': 0.57,
  'person once': 0.98,
  'place again': 0.93,
  'place known': 0.97,
  'place once, one word': 0.87,
  'place once': 0.88,
};

const DATES: Readonly<Record<string, number>> = {
  'day, relative': 0.89,
  day: 0.98,
  duration: 0.73,
  'month, relative': 0.88,
  month: 1.0,
  open: 0.37,
  'other, relative': 0.6,
  other: 0.68,
  set: 0.57,
  vague: 0.63,
  'year, relative': 0.77,
  year: 0.84,
};

/** Of a class that was too rare there to be counted. */
const UNKNOWN = 0.5;

function startOf(item: ReviewedItem): number {
  return 'content' in item ? item.content[0].start : item.start;
}
