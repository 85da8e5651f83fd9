import { isDeterminer, TAG } from '../../text/tags';
import { MONTHS, UNITS, WEEKDAYS } from '../lexicon';
import { type Candidate, type Parser, pointCandidate, relationBefore } from '../parser';
import { isTitle, TRIGGER, type Words } from '../words';

/** Periods named by their place: "last week", "this year", "the following month", "the weekend", "the quarter". */
export const relativeUnit: Parser = { name: 'relativeUnit', on: TRIGGER.unit, read: readRelativeUnit };

/** May stand between the relation and the unit: "this fiscal year". */
const FISCAL = new Set(['fiscal', 'financial', 'tax']);
const KINDS = new Set(['fiscal', 'calendar', 'financial', 'full', 'whole', 'entire', 'school', 'academic', 'tax']);

function readRelativeUnit(words: Words, at: number): Candidate | undefined {
  const { lower } = words;
  const { unit, plural } = UNITS.get(lower[at])!;
  if (unit === 'second' || unit === 'minute' || unit === 'hour') return undefined;
  if (isTitle(words, at) || (plural && !isPossessive(words, at))) return undefined; // "This Week"
  if (unit === 'year' || unit === 'month' || unit === 'week') {
    const next = lower[at + 1];
    if (next === 'end' && lower[at - 1] !== 'a') return periodEnd(words, at, at + 2);
    if ((next === "'s" || next === '’s') && lower[at + 2] === 'end') return periodEnd(words, at, at + 3);
    if (next === 'old' || next === 'olds') return undefined;
  }
  const head = KINDS.has(lower[at - 1]) ? at - 1 : at;
  const relation = relationBefore(words, head);
  if (relation) {
    const { which, anchor, from } = relation;
    // "the last day of school", "the past year": the first is one of many, the second a length
    // "the next day" counts from the day told of
    if (unit === 'day' && relation.word === 'next') {
      return pointCandidate(from, at + 1, { shift: { unit, by: 1, from: 'reference' } });
    }
    if (unit === 'day' && relation.word !== 'same' && relation.word !== 'that' && anchor === 'publication')
      return undefined;
    if (which === 0 && relation.word === 'that' && lower[at + 1] === 'when') return undefined;
    if (relation.word === 'past' && unit !== 'week' && unit !== 'month' && unit !== 'weekend') {
      return { from, to: at + 1, type: 'DURATION', meaning: { kind: 'duration', parts: [{ amount: 1, unit }] } };
    }
    return pointCandidate(from, at + 1, {
      shift: { unit, by: which, from: anchor },
      ...(unit === 'weekend' && { weekend: true }),
      ...(unit === 'year' && FISCAL.has(lower[head]) && { fiscal: true }),
    });
  }
  if (lower[head - 1] === 'latest' && lower[head - 2] === 'the') {
    return pointCandidate(head - 2, at + 1, {
      shift: { unit, by: unit === 'quarter' ? 0 : -1, from: unit === 'quarter' ? 'reference' : 'publication' },
    });
  }
  // "by end of year"
  if (lower[at - 1] === 'of' && lower[at - 2] === 'end' && unit !== 'day') {
    return pointCandidate(at, at + 1, { shift: { unit, by: 0, from: 'publication' } });
  }
  if (lower[head - 1] !== 'the') return undefined;
  if (unit === 'century' || unit === 'millennium' || unit === 'decade') return undefined;
  const next = lower[at + 1];
  // "the quarter ended Sept. 30"
  const month = next === 'ended' || next === 'ending' ? MONTHS.get(lower[at + 2]) : undefined;
  if (unit === 'quarter' && month !== undefined) {
    return pointCandidate(head - 1, at + 1, { quarter: Math.ceil(month / 3) as 1 | 2 | 3 | 4 });
  }
  const beside = besideLast(words, at);
  if (beside)
    return pointCandidate(head - 1, beside.to, {
      shift: { unit, by: beside.by, from: beside.from },
      ...(unit === 'weekend' && { weekend: true }),
    });
  if (next === 'before' || next === 'after') return undefined; // "the year after the war": of what is not known here
  // "the year ended March 31" is a length that ends there
  if (unit === 'year' && (next === 'ended' || next === 'ending')) {
    return {
      from: head - 1,
      to: at + 1,
      type: 'DURATION',
      meaning: { kind: 'duration', parts: [{ amount: 1, unit }] },
    };
  }
  // "the day of the vote", "the week before": which one is said behind, not known
  if (
    unit === 'day' &&
    (next === 'of' || next === 'before' || next === 'after' || next === 'when' || next === 'to' || next === 'that')
  ) {
    return undefined;
  }
  return pointCandidate(head - 1, at + 1, {
    shift: { unit, by: 0, from: unit === 'day' || unit === 'quarter' ? 'reference' : 'publication' },
    ...(unit === 'weekend' && { weekend: true }),
  });
}

/** "the year before last", "the weekend after next", and "the year before" that was told of. */
function besideLast(
  { lower, sentence }: Words,
  at: number,
): { readonly to: number; readonly by: number; readonly from: 'publication' | 'reference' } | undefined {
  const sign = lower[at + 1] === 'before' ? -1 : lower[at + 1] === 'after' ? 1 : 0;
  if (!sign) return undefined;
  const ends = (i: number) => sentence[i] !== sentence[at] || END_OF_PHRASE.has(lower[i]);
  const article = lower[at + 2] === 'the' ? 1 : 0; // "the month after the next"
  if (article && lower[at + 3] === (sign < 0 ? 'last' : 'next') && ends(at + 4))
    return { to: at + 4, by: 2 * sign, from: 'publication' };
  if (lower[at + 2] === (sign < 0 ? 'last' : 'next') && !WEEKDAYS.has(lower[at + 3]) && !UNITS.has(lower[at + 3]))
    return { to: at + 3, by: 2 * sign, from: 'publication' };
  return ends(at + 2) ? { to: at + 2, by: sign, from: 'reference' } : undefined;
}

const END_OF_PHRASE = new Set([',', '.', ';', ':', ')', '--', '—', '–', "''", '"', '”', 'and', 'but', 'or', '?', '!']);

/** "year-end", "the month end". */
function periodEnd({ lower }: Words, at: number, to: number): Candidate | undefined {
  const unit = UNITS.get(lower[at])!.unit;
  if (unit === 'week') return undefined;
  const from = lower[at - 1] === 'the' ? at - 1 : at;
  if (unit === 'year')
    return pointCandidate(from, to, { month: 12, day: 31, shift: { unit, by: 0, from: 'publication' } });
  return pointCandidate(from, to, { shift: { unit, by: 0, from: 'publication' } }, 'END');
}

/** "last years report": a possessive that has lost its apostrophe. */
function isPossessive({ lower, tag }: Words, at: number): boolean {
  const relation = lower[at - 1];
  if (relation !== 'last' && relation !== 'this' && relation !== 'next') return false;
  if (tag[at] === TAG['NN$']) return true;
  return !isDeterminer(tag[at - 2]) && isLetter(lower[at + 1]);
}

function isLetter(word: string | undefined): boolean {
  return word !== undefined && word.charCodeAt(0) >= 97;
}
