import { type Candidate, type Parser, pointCandidate } from '../parser';
import type { Point } from '../meaning';
import { isTitle, TRIGGER, triggerOn, type Words } from '../words';

/** Words for days around publication: "today", "yesterday", "tonight", "the day after tomorrow". */
export const dayWord: Parser = { name: 'dayWord', on: TRIGGER.dayWord, read: readDayWord };

const day = (by: number): Omit<Point, 'kind'> => ({ shift: { unit: 'day', by, from: 'publication' } });

const DAY_WORDS: ReadonlyMap<string, Omit<Point, 'kind'>> = new Map([
  ['today', day(0)],
  ['todays', day(0)],
  ['yesterday', day(-1)],
  ['yesterdays', day(-1)],
  ['tomorrow', day(1)],
  ['tomorrows', day(1)],
  ['tmrw', day(1)],
  ['tonight', { ...day(0), part: 'NI' as const }],
  ['tonite', { ...day(0), part: 'NI' as const }],
  ['overnight', { part: 'NI' as const }],
]);

/** "midyear" and its like are the middle of a period. */
const MIDDLES: ReadonlyMap<string, Omit<Point, 'kind'>> = new Map([
  ['midyear', { shift: { unit: 'year', by: 0, from: 'publication' } }],
  ['midweek', { shift: { unit: 'week', by: 0, from: 'publication' } }],
  ['midsummer', { season: 'SU' as const }],
  ['midwinter', { season: 'WI' as const }],
]);

triggerOn([...DAY_WORDS.keys(), ...MIDDLES.keys()], TRIGGER.dayWord);

function readDayWord(words: Words, at: number): Candidate | undefined {
  const { lower } = words;
  if (isTitle(words, at)) return undefined; // "USA Today"
  const word = lower[at];
  const middle = MIDDLES.get(word);
  if (middle) return pointCandidate(at, at + 1, middle, 'MID');
  const meaning = DAY_WORDS.get(word)!;
  if (word === 'overnight' && lower[at + 1] !== undefined) return pointCandidate(at, at + 1, meaning);
  const beyond =
    word === 'tomorrow' && lower[at - 1] === 'after' ? 2 : word === 'yesterday' && lower[at - 1] === 'before' ? -2 : 0;
  if (beyond && lower[at - 2] === 'day')
    return pointCandidate(lower[at - 3] === 'the' ? at - 3 : at - 2, at + 1, day(beyond));
  return pointCandidate(at, at + 1, meaning);
}
