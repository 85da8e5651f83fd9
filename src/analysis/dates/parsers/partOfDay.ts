import { PARTS_OF_DAY, WEEKDAYS } from '../lexicon';
import type { Point } from '../meaning';
import { type Candidate, type Parser, pointCandidate } from '../parser';
import { TRIGGER, type Words } from '../words';

/** Parts of days: "this morning", "last night", "Friday evening", "tomorrow night", "in the afternoon". */
export const partOfDay: Parser = { name: 'partOfDay', on: TRIGGER.partOfDay, read: readPartOfDay };

const DAYS: ReadonlyMap<string, Point['shift']> = new Map([
  ['this', { unit: 'day', by: 0, from: 'publication' }],
  ['today', { unit: 'day', by: 0, from: 'publication' }],
  ['yesterday', { unit: 'day', by: -1, from: 'publication' }],
  ['tomorrow', { unit: 'day', by: 1, from: 'publication' }],
  ['last', { unit: 'day', by: -1, from: 'publication' }],
  ['that', { unit: 'day', by: 0, from: 'reference' }],
  ['next', { unit: 'day', by: 1, from: 'reference' }],
  ['following', { unit: 'day', by: 1, from: 'reference' }],
  ['same', { unit: 'day', by: 0, from: 'reference' }],
]);

function readPartOfDay(words: Words, at: number): Candidate | undefined {
  const { lower } = words;
  const part = PARTS_OF_DAY.get(lower[at])!;
  const before = lower[at - 1];
  if (lower[at].endsWith('s')) return undefined;
  const shift = DAYS.get(before);
  if (shift) {
    if (before === 'last' && part !== 'NI' && part !== 'EV') return undefined;
    const wide = shift.from === 'reference' && (lower[at - 2] === 'the' || lower[at - 2] === 'that');
    return pointCandidate(at - (wide ? 2 : 1), at + 1, { shift, part });
  }
  const weekday = WEEKDAYS.get(before);
  if (weekday !== undefined) return undefined; // joined with the weekday's own candidate
  const prefix =
    before === 'early' ||
    before === 'late' ||
    before === 'mid' ||
    before === 'pre' ||
    before === 'in' ||
    before === 'by';
  if (before === 'the' && (lower[at + 1] !== 'of' || part === 'MO')) {
    if (lower[at - 2] !== 'in' && lower[at - 2] !== 'during' && lower[at - 2] !== 'by') return undefined;
    return pointCandidate(at - 1, at + 1, { part });
  }
  if (part === 'MI') return before === 'at' ? pointCandidate(at, at + 1, { part }) : undefined;
  if (prefix && part !== 'NI') return pointCandidate(at, at + 1, { part });
  return undefined;
}

/** "Friday" with the part of the day behind it. */
export const weekdayPart: Parser = {
  name: 'weekdayPart',
  on: TRIGGER.partOfDay,
  read: (words, at) => {
    const weekday = WEEKDAYS.get(words.lower[at - 1]);
    if (weekday === undefined || words.lower[at].endsWith('s')) return undefined;
    const part = PARTS_OF_DAY.get(words.lower[at])!;
    const before = words.lower[at - 2];
    const which = before === 'last' ? -1 : before === 'next' ? 1 : before === 'this' ? 0 : undefined;
    return pointCandidate(at - (which === undefined ? 1 : 2), at + 1, {
      weekday,
      part,
      ...(which !== undefined && { which }),
    });
  },
};
