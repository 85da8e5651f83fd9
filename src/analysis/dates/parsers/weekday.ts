import { SHORT_WEEKDAYS, WEEKDAYS } from '../lexicon';
import { ordinalFrom } from '../numbers';
import { type Candidate, type Parser, pointCandidate, relationBefore } from '../parser';
import { TRIGGER, wholeNumber, type Words } from '../words';
import { MONTHS } from '../lexicon';
import { isNoun, TAG } from '../../text/tags';

/** Weekdays: "Monday", "last Friday", "the previous Tuesday", "Mondays" (a set, or a possessive that lost its sign). */
export const weekday: Parser = { name: 'weekday', on: TRIGGER.weekday, read: readWeekday };

function readWeekday(words: Words, at: number): Candidate | undefined {
  const { lower, raw, tag } = words;
  const word = lower[at];
  const long = WEEKDAYS.get(word);
  const day = long ?? SHORT_WEEKDAYS.get(word)!;
  if (long === undefined) {
    // "Sun", "Wed": only before a date or behind "on"
    const next = lower[at + 1] === ',' ? at + 2 : at + 1;
    if (raw[at].charCodeAt(0) >= 97 || !(MONTHS.has(lower[next]) || wholeNumber(lower[next]) > 0)) return undefined;
  }
  if (EVENT_DAYS.has(lower[at - 1])) return undefined;
  if (lower[at - 1] === 'other' && lower[at - 2] === 'every') return undefined;
  if (word.endsWith('s') && word.length > 5) {
    const possessive = tag[at] === TAG['NNP$'] || tag[at] === TAG['NN$'] || isNoun(tag[at + 1]);
    if (!possessive && lower[at - 1] === 'on')
      return { from: at, to: at + 1, type: 'SET', meaning: { kind: 'recurrence', every: { weekday: day } } };
  }
  // "Friday the 13th"
  if (lower[at + 1] === 'the') {
    const nth = ordinalFrom(words, at + 2);
    if (nth && nth.value <= 31 && !isNoun(tag[nth.to]))
      return pointCandidate(at, nth.to, { weekday: day, day: nth.value });
  }
  const relation = relationBefore(words, at);
  return pointCandidate(relation?.from ?? at, at + 1, {
    weekday: day,
    ...(relation && { which: relation.which, from: relation.anchor }),
  });
}

/** "Bloody Sunday", "Black Monday": days of history, not of this week; holiday.ts has the others. */
const EVENT_DAYS = new Set([
  'bloody',
  'black',
  'super',
  'good',
  'holy',
  'maundy',
  'ash',
  'palm',
  'easter',
  'cyber',
  'fat',
]);
