import type { TimeExpressionType } from '../analysis';
import { NARRATIVE_RELATIONS, RELATIONS } from './lexicon';
import type { Anchor, Meaning, Modifier, Point } from './meaning';
import type { Words } from './words';

/** A stretch of words that may be a time expression, and what it would mean. */
export interface Candidate {
  /** Words `[from, to)` of the paragraph. */
  readonly from: number;
  readonly to: number;
  readonly type: TimeExpressionType;
  readonly meaning: Meaning;
  readonly mod?: Modifier;
  /** Goes on to the next candidate: the begin of a range. */
  readonly opensRange?: true;
}

/**
 * A small parser: looks at word `at`, and as far left and right as its phrase reaches, and proposes what it finds. It is
 * only called where the word's trigger shares a bit with `on`. It never looks further than a fixed number of words, so
 * that the whole scan is linear.
 */
export interface Parser {
  readonly name: string;
  readonly on: number;
  readonly read: (words: Words, at: number) => Candidate | readonly Candidate[] | undefined;
}

/** A candidate of a point of the calendar; TIME when it is finer than a day. */
export function pointCandidate(from: number, to: number, point: Omit<Point, 'kind'>, mod?: Modifier): Candidate {
  const fine = point.clock !== undefined || point.part !== undefined || isClockUnit(point);
  return { from, to, type: fine ? 'TIME' : 'DATE', meaning: { kind: 'point', ...point }, mod };
}

function isClockUnit({ shift, offset }: Omit<Point, 'kind'>): boolean {
  const unit = (offset ?? shift)?.unit;
  return unit === 'hour' || unit === 'minute' || unit === 'second';
}

export interface Relation {
  readonly from: number;
  readonly which: -1 | 0 | 1;
  readonly anchor: Anchor;
  /** The word itself: "past" says more of a duration than "last". */
  readonly word: string;
}

/** "last", "this past", "the following", "that same" before word `at`. */
export function relationBefore({ lower }: Words, at: number): Relation | undefined {
  const word = lower[at - 1];
  const which = RELATIONS.get(word);
  const before = lower[at - 2];
  if (which !== undefined) {
    if (word === 'this') return { from: at - 1, which, anchor: 'publication', word };
    if (word === 'past' && before !== 'the' && before !== 'this' && before !== 'these') {
      return isAmountOrStart(before) ? undefined : { from: at - 1, which, anchor: 'publication', word };
    }
    const wide = before === 'the' || before === 'this' || before === 'these';
    return { from: at - (wide ? 2 : 1), which, anchor: 'publication', word };
  }
  const narrative = NARRATIVE_RELATIONS.get(word);
  if (narrative === undefined) return undefined;
  const wide = before === 'the' || (word === 'same' && (before === 'that' || before === 'this'));
  if (!wide && word === 'following') return undefined; // "following weeks of talks"
  return { from: at - (wide ? 2 : 1), which: narrative, anchor: 'reference', word };
}

/** "half past four" */
function isAmountOrStart(word: string | undefined): boolean {
  return word === 'half' || word === 'quarter';
}
