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
  const { meaning, from } = candidate;
  if (meaning.kind === 'duration') return modifiedAmount(words, candidate, left, right);
  if (meaning.kind !== 'point') return candidate;
  if (meaning.compares) return candidate;
  if (amountFrom(words, from) && meaning.shift) return modifiedAmount(words, candidate, left, right);
  const { lower } = words;
  const inside = lower[from] === 'the' ? from + 1 : from;
  const own = candidate.mod;
  if (own || from <= left - 1) return candidate;
  const word = lower[from - 1];
  const mod = BEFORE_POINT.get(word);
  if (mod && from - 1 >= left && fits(words, candidate, word)) {
    // "the late 1970s"
    const article = meaning.yearPrefix !== undefined && lower[from - 2] === 'the' && from - 2 >= left ? 1 : 0;
    return { ...candidate, from: from - 1 - article, mod };
  }
  // "the late 1970s": the article was read with the decade
  const within = BEFORE_POINT.get(lower[inside]);
  if (within && inside > from) return { ...candidate, mod: within };
  if (word === 'of' && from - 2 >= left) {
    const part = PARTS.get(lower[from - 2]);
    if (part && meaning.clock === undefined) {
      const article = lower[from - 3] === 'the' && from - 3 >= left ? 1 : 0;
      return { ...candidate, from: from - 2 - article, mod: part };
    }
  }
  return candidate;
}

function fits({ lower }: Words, { meaning, from }: Candidate, word: string): boolean {
  if (meaning.kind !== 'point') return false;
  if (word === 'earlier' || word === 'later') {
    // "a year earlier Monday" is none
    return startsWith(lower[from]);
  }
  if (meaning.clock && !meaning.part) return false;
  return true;
}

function startsWith(word: string): boolean {
  return /^(?:this|today|yesterday|last|in|on|monday|tuesday|wednesday|thursday|friday|saturday|sunday|that|next|tonight|tomorrow)$/.test(
    word,
  );
}

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
