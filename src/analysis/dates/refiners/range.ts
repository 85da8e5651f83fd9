import { lemmaOf } from '../../text/lemma';
import type { Meaning, Point } from '../meaning';
import { type Candidate } from '../parser';
import type { Refiner } from '../refiner';
import type { Words } from '../words';

/**
 * Marks two times that begin and end a range: "from 2011 to 2014", "between Monday and Friday", "Jan. 8-10", "9 a.m. to
 * 5 p.m.". A begin takes the year that only the end names: "from March to May 2019".
 */
export const range: Refiner = {
  name: 'range',
  refine: (words, candidates) => {
    const result: Candidate[] = [];
    for (let i = 0; i < candidates.length; i++) {
      const [first, second] = [candidates[i], candidates[i + 1] as Candidate | undefined];
      result.push(first);
      if (!second || !isPlaced(first.meaning) || !(isPlaced(second.meaning) || isPresent(second.meaning))) continue;
      if (!areLinked(words, first, second, result.at(-2)?.to ?? 0)) continue;
      i++;
      // "the winter of 2020-21" is one
      if (isPlaced(second.meaning) && first.meaning.season && isShortYear(words, second)) {
        result[result.length - 1] = { ...first, to: second.to };
      } else {
        result[result.length - 1] = { ...first, meaning: withYearOf(first.meaning, second.meaning), opensRange: true };
        result.push(second);
      }
    }
    return result;
  },
};

/** Between begin and end. */
const LINKS = new Set([
  ...['to', 'through', 'thru', 'until', 'till', '–', '—', '-'],
  ...[
    'through to',
    'up to',
    'up until',
    'right through',
    'and through',
    'to about',
    'to around',
    'to the',
    'until the',
  ],
]);
/** "moved from Monday to Friday": two days, of which only the second counts. */
const MOVING = new Set('move postpone reschedule push shift change delay bring switch adjourn defer put'.split(' '));

function areLinked(words: Words, first: Candidate, second: Candidate, left: number): boolean {
  const { lower, hyphen, sentence, tag } = words;
  if (sentence[first.from] !== sentence[second.from]) return false;
  const gap = second.from - first.to;
  if (gap === 0) return hyphen[second.from];
  if (gap > 2) return false;
  const link = gap === 1 ? lower[first.to] : `${lower[first.to]} ${lower[first.to + 1]}`;
  const before = lower[first.from - 1] === 'the' ? lower[first.from - 2] : lower[first.from - 1];
  if (link === 'and') return before === 'between';
  if (!LINKS.has(link)) return false;
  // "the vote was moved from Monday to Friday"
  for (let i = first.from - 1; i >= left && first.from - i < 6 && sentence[i] === sentence[first.from]; i--) {
    if (MOVING.has(lemmaOf(lower[i], tag[i]))) return false;
  }
  return true;
}

function isPlaced(meaning: Meaning): meaning is Point {
  return meaning.kind === 'point';
}

function isShortYear({ lower, hyphen }: Words, { from, to }: Candidate): boolean {
  return to - from === 1 && hyphen[from] && lower[from].length === 2;
}

/** "from 1990 until now" */
function isPresent(meaning: Meaning): boolean {
  return meaning.kind === 'vague' && meaning.value === 'PRESENT_REF';
}

function withYearOf(first: Meaning, second: Meaning): Meaning {
  if (first.kind !== 'point' || second.kind !== 'point' || second.year === undefined) return first;
  const { year, month, shift, which, holiday, weekday, quarter, season, half } = first;
  if (year !== undefined || shift || which !== undefined || weekday !== undefined) return first;
  if (month !== undefined && second.month !== undefined) {
    return { ...first, year: second.year - (month > second.month ? 1 : 0) };
  }
  const isPartOfYear = quarter !== undefined || season !== undefined || half !== undefined || holiday !== undefined;
  return isPartOfYear ? { ...first, year: second.year } : first;
}
