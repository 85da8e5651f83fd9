import { UNITS } from '../lexicon';
import type { Unit } from '../meaning';
import type { Candidate, Parser } from '../parser';
import { TRIGGER, type Words } from '../words';

/** Lengths written in one: "3h", "45min", "3.5years"; single letters only where a length is expected, "for 3d". */
export const gluedDuration: Parser = { name: 'gluedDuration', on: TRIGGER.digits, read: readGluedDuration };

const LETTERS: ReadonlyMap<string, Unit> = new Map([
  ['h', 'hour'],
  ['d', 'day'],
  ['w', 'week'],
  ['y', 'year'],
]);
const BEFORE_LENGTH = new Set(['for', 'lasted', 'lasts', 'last', 'within', 'after', 'took', 'takes']);

function readGluedDuration({ lower }: Words, at: number): Candidate | undefined {
  const word = lower[at];
  if (word.length > 10) return undefined;
  let end = 0;
  while (end < word.length && isFigure(word.charCodeAt(end))) end++;
  if (end === word.length || end > 5) return undefined;
  const letters = word.slice(end);
  const amount = Number(word.slice(0, end));
  const unit =
    letters.length > 1 ? UNITS.get(letters)?.unit : BEFORE_LENGTH.has(lower[at - 1]) ? LETTERS.get(letters) : undefined;
  if (!unit || !Number.isFinite(amount)) return undefined;
  return { from: at, to: at + 1, type: 'DURATION', meaning: { kind: 'duration', parts: [{ amount, unit }] } };
}

function isFigure(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 46;
}
