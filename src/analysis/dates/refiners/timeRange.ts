import type { Clock } from '../meaning';
import { CARDINALS } from '../lexicon';
import { type Candidate, pointCandidate } from '../parser';
import type { Refiner } from '../refiner';
import { wholeNumber, type Words } from '../words';

/** The begin of "8 to 10 p.m." and "from 6:30 to 9 a.m. PST", which takes half of the day and day from its end. */
export const timeRange: Refiner = {
  name: 'timeRange',
  refine: (words, candidates) => {
    const result: Candidate[] = [];
    candidates.forEach((candidate, i) => {
      const begin = beginBefore(words, candidate, candidates[i - 1]?.to ?? 0);
      if (begin) result.push(begin);
      result.push(candidate);
    });
    return result;
  },
};

const LINKS = new Set(['to', 'until', 'till', 'through', '–', '—', '-']);
const OPENERS = new Set(['from', 'between', 'at', ',', '(', 'daily', 'open']);

function beginBefore(words: Words, { meaning, from }: Candidate, left: number): Candidate | undefined {
  const { lower, hyphen } = words;
  if (meaning.kind !== 'point' || !meaning.clock) return undefined;
  const glued = hyphen[from];
  const at = glued ? from - 1 : from - 2;
  if (at < left) return undefined;
  const before = lower[at - 1];
  const isLinked = glued || LINKS.has(lower[from - 1]) || (lower[from - 1] === 'and' && before === 'between');
  if (!isLinked || !(glued || OPENERS.has(before))) return undefined;
  const begin = hourOf(lower[at], meaning.clock);
  return begin && pointCandidate(at, at + 1, { ...meaning, clock: begin });
}

/** "8" and "6:30" on the half of the day that brings them before the end. */
function hourOf(word: string, end: Clock): Clock | undefined {
  const [hours, minutes] = word.length <= 5 ? word.split(':') : [''];
  const hour = CARDINALS.get(word) ?? (hours.length <= 2 ? wholeNumber(hours) : -1);
  const minute = minutes === undefined ? 0 : minutes.length === 2 ? wholeNumber(minutes) : -1;
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59) return undefined;
  const later = (hour % 12) + 12;
  const time = later * 60 + minute < end.hour * 60 + (end.minute ?? 0) && hour <= 12 ? later : hour;
  return { ...end, hour: time, minute };
}
