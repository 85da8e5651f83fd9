import { type Candidate, type Parser, pointCandidate } from '../parser';
import type { Shift } from '../meaning';
import { unitPhraseAt } from '../unitPhrase';
import { TRIGGER, type Words } from '../words';

/** Distances from publication or from a date mentioned: "two weeks ago", "a year earlier", "three days later". */
export const ago: Parser = { name: 'ago', on: TRIGGER.unit, read: readAgo };

function readAgo(words: Words, at: number): Candidate | undefined {
  const { lower, hyphen } = words;
  const phrase = unitPhraseAt(words, at);
  const { unit, part } = phrase;
  const vague =
    lower[at + 1] === 'or' && (lower[at + 2] === 'so' || lower[at + 2] === 'two' || lower[at + 2] === 'more') ? 2 : 0;
  // "a year and a half ago"
  const half = phrase.amount && lower[at + 1] === 'and' && lower[at + 2] === 'a' && lower[at + 3] === 'half' ? 3 : 0;
  const behind = at + 1 + (vague || half);
  const next = lower[behind];
  if (!phrase.amount && !phrase.plural) {
    // "year-ago results", "year-earlier"
    if (unit !== 'year' || !hyphen[at + 1] || !(next === 'ago' || next === 'earlier')) return undefined;
    return pointCandidate(at, at + 2, { shift: { unit, by: -1, from: 'reference' }, compares: true });
  }
  let direction: -1 | 1;
  let anchor: Shift['from'] = 'publication';
  let to = behind + 1;
  if (next === 'ago') {
    direction = -1;
  } else if (next === 'earlier' || next === 'previously' || next === 'beforehand') {
    direction = -1;
    anchor = 'reference';
  } else if (next === 'later' || next === 'afterward' || next === 'afterwards' || next === 'thereafter') {
    direction = 1;
    anchor = 'reference';
  } else if (next === 'hence') {
    direction = 1;
  } else if (next === 'from' && (lower[behind + 1] === 'now' || lower[behind + 1] === 'today')) {
    direction = 1;
    to = behind + 2;
  } else if ((next === 'after' || next === 'before') && lower[behind + 1] === 'today') {
    direction = next === 'after' ? 1 : -1;
    to = behind + 2;
  } else {
    return undefined;
  }
  if (part.amount === 'X') {
    return {
      from: phrase.from,
      to,
      type: 'DATE',
      meaning: { kind: 'vague', value: direction < 0 ? 'PAST_REF' : 'FUTURE_REF' },
    };
  }
  const compares = direction < 0 && unit === 'year' && part.amount === 1;
  return pointCandidate(phrase.from, to, {
    shift: counted(unit, direction * (part.amount + (half ? 0.5 : 0)), anchor),
    ...(compares && { compares }),
  });
}

/** Decades are counted as years, weeks as days: two decades ago is a year, two weeks ago a day. */
function counted(unit: Shift['unit'], by: number, from: Shift['from']): Shift {
  if (unit === 'week') return { unit: 'day', by: by * 7, from };
  if (unit === 'year' && !Number.isInteger(by)) return { unit: 'month', by: by * 12, from }; // "a year and a half ago"
  const years = unit === 'decade' ? 10 : unit === 'century' ? 100 : unit === 'millennium' ? 1000 : 0;
  return years ? { unit: 'year', by: by * years, from } : { unit, by, from };
}
