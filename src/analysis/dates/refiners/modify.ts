import type { Modifier } from '../meaning';
import { type Candidate } from '../parser';
import { amountFrom } from '../numbers';
import type { Refiner } from '../refiner';
import type { Words } from '../words';

/** Takes in what narrows a time: "early this week", "the end of 1990", "nearly forty years", "mid-November". */
export const modify: Refiner = {
  name: 'modify',
  refine: (words, candidates) =>
    candidates.map((candidate, i) =>
      modified(words, candidate, i > 0 ? candidates[i - 1].to : 0, candidates[i + 1]?.from ?? words.count),
    ),
};

const BEFORE_POINT: ReadonlyMap<string, Modifier> = new Map([
  ['early', 'START'],
  ['earlier', 'START'],
  ['mid', 'MID'],
  ['late', 'END'],
  ['later', 'END'],
]);

/** "the end of": what of a period. */
const PARTS: ReadonlyMap<string, Modifier> = new Map([
  ['end', 'END'],
  ['close', 'END'],
  ['beginning', 'START'],
  ['start', 'START'],
  ['middle', 'MID'],
]);

/** Words before an amount, longest first. */
const BEFORE_AMOUNT: readonly (readonly [words: readonly string[], mod: Modifier])[] = [
  [['no', 'more', 'than'], 'EQUAL_OR_LESS'],
  [['no', 'less', 'than'], 'EQUAL_OR_MORE'],
  [['not', 'more', 'than'], 'EQUAL_OR_LESS'],
  [['more', 'than'], 'MORE_THAN'],
  [['less', 'than'], 'LESS_THAN'],
  [['fewer', 'than'], 'LESS_THAN'],
  [['at', 'least'], 'EQUAL_OR_MORE'],
  [['up', 'to'], 'EQUAL_OR_LESS'],
  [['as', 'many', 'as'], 'EQUAL_OR_LESS'],
  [['nearly'], 'LESS_THAN'],
  [['almost'], 'LESS_THAN'],
  [['about'], 'APPROX'],
  [['around'], 'APPROX'],
  [['roughly'], 'APPROX'],
  [['approximately'], 'APPROX'],
];

function modified(words: Words, candidate: Candidate, left: number, right: number): Candidate {
  const { meaning, from, mod: own } = candidate;
  if (meaning.kind === 'duration') return modifiedAmount(words, candidate, left, right);
  if (meaning.kind !== 'point' || meaning.compares || own) return candidate;
  if (meaning.shift && amountFrom(words, from)) return modifiedAmount(words, candidate, left, right);
  const { lower } = words;
  const word = from > left ? lower[from - 1] : undefined;
  // "mid-to-late 1990s", "the early-to-mid 1980s"
  if (
    word !== undefined &&
    lower[from - 2] === 'to' &&
    from - 3 >= left &&
    BEFORE_POINT.has(word) &&
    BEFORE_POINT.has(lower[from - 3])
  ) {
    return { ...candidate, from: from - (lower[from - 4] === 'the' && from - 4 >= left ? 4 : 3), mod: 'MID' };
  }
  const mod = word === undefined ? undefined : BEFORE_POINT.get(word);
  if (mod && narrows(words, candidate)) {
    // "the late 1970s": the article goes with a decade, not with "late November"
    const article = meaning.yearPrefix !== undefined && from - 2 >= left && lower[from - 2] === 'the' ? 1 : 0;
    return { ...candidate, from: from - 1 - article, mod };
  }
  const part = word === 'of' && from - 2 >= left && !meaning.clock ? PARTS.get(lower[from - 2]) : undefined;
  if (!part) return candidate;
  const article = from - 3 >= left && lower[from - 3] === 'the' ? 1 : 0;
  return { ...candidate, from: from - 2 - article, mod: part };
}

/** Does the word before the candidate say which part of it: "early 1990", "earlier this year", not "earlier 1990"? */
function narrows({ lower }: Words, { meaning, from }: Candidate): boolean {
  if (meaning.kind !== 'point') return false;
  const before = lower[from - 1];
  if (before === 'earlier' || before === 'later') return BEHIND_COMPARATIVE.has(lower[from]);
  return !meaning.clock || meaning.part !== undefined;
}

const BEHIND_COMPARATIVE = new Set([
  ...['this', 'that', 'last', 'next', 'today', 'yesterday', 'tonight', 'tomorrow'],
  ...['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
]);

function modifiedAmount({ lower }: Words, candidate: Candidate, left: number, right: number): Candidate {
  let { from, to, mod } = candidate;
  for (const [phrase, value] of BEFORE_AMOUNT) {
    const start = from - phrase.length;
    if (start < left || !phrase.every((word, i) => lower[start + i] === word)) continue;
    if (value === 'APPROX') break;
    from = start;
    mod = value;
    break;
  }
  if (
    lower[to] === 'or' &&
    (lower[to + 1] === 'so' || lower[to + 1] === 'more' || lower[to + 1] === 'less') &&
    to + 2 <= right
  ) {
    mod = lower[to + 1] === 'more' ? 'EQUAL_OR_MORE' : lower[to + 1] === 'less' ? 'EQUAL_OR_LESS' : 'APPROX';
    to += 2;
  }
  return { ...candidate, from, to, mod };
}
