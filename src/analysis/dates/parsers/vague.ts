import { UNITS } from '../lexicon';
import type { Vague } from '../meaning';
import type { Candidate, Parser } from '../parser';
import { isNumber, isVerb } from '../../text/tags';
import { TRIGGER, triggerOn, type Words } from '../words';

/** Times that no calendar holds: "now", "recently", "in recent years", "the future". */
export const vague: Parser = { name: 'vague', on: TRIGGER.vague, read: readVague };

type Ref = Vague['value'];

interface Phrase {
  readonly words: readonly string[];
  readonly value: Ref;
}

/** Phrases by their last word, since the first of many is "the"; the longest that fits is taken. */
const PHRASES: ReadonlyMap<string, readonly Phrase[]> = byLastWord([
  ['now', 'PRESENT_REF'],
  ['right now', 'PRESENT_REF'],
  ['currently', 'PRESENT_REF'],
  ['current', 'PRESENT_REF'],
  ['presently', 'PRESENT_REF'],
  ['nowadays', 'PRESENT_REF'],
  ['these days', 'PRESENT_REF'],
  ['the present', 'PRESENT_REF'],
  ['the moment', 'PRESENT_REF'],
  ['this moment', 'PRESENT_REF'],
  ['this time', 'PRESENT_REF'],
  ['the minute', 'PRESENT_REF'],
  ['the present time', 'PRESENT_REF'],
  ['recently', 'PAST_REF'],
  ['lately', 'PAST_REF'],
  ['more recently', 'PAST_REF'],
  ['most recently', 'PAST_REF'],
  ['the past', 'PAST_REF'],
  ['the recent past', 'PAST_REF'],
  ['the near future', 'FUTURE_REF'],
  ['the foreseeable future', 'FUTURE_REF'],
  ['the distant future', 'FUTURE_REF'],
  ['the immediate future', 'FUTURE_REF'],
  ['the future', 'FUTURE_REF'],
  ['one day', 'FUTURE_REF'],
  ['someday', 'FUTURE_REF'],
  ['the near term', 'FUTURE_REF'],
  ['the long term', 'FUTURE_REF'],
  ['the short term', 'FUTURE_REF'],
  ['long ago', 'PAST_REF'],
  ['some time ago', 'PAST_REF'],
  ['the distant past', 'PAST_REF'],
  ['the not-too-distant future', 'FUTURE_REF'],
  ['recent times', 'PAST_REF'],
  ['recent memory', 'PAST_REF'],
  ['the long run', 'FUTURE_REF'],
]);
triggerOn(PHRASES.keys(), TRIGGER.vague);

function byLastWord(list: readonly (readonly [string, Ref])[]): Map<string, Phrase[]> {
  const result = new Map<string, Phrase[]>();
  for (const [phrase, value] of list) {
    const words = phrase.split(' ');
    const same = result.get(words[words.length - 1]) ?? [];
    same.push({ words, value });
    same.sort((a, b) => b.words.length - a.words.length);
    result.set(words[words.length - 1], same);
  }
  return result;
}

function readVague(words: Words, last: number): Candidate | undefined {
  const phrase = PHRASES.get(words.lower[last])!.find((each) => endsAt(words, last, each));
  if (!phrase) return undefined;
  const [from, to] = [last + 1 - phrase.words.length, last + 1];
  for (let i = from; i <= to; i++) if (words.hyphen[i]) return undefined;
  if (!fits(words, from, to, phrase)) return undefined;
  return { from, to, type: 'DATE', meaning: { kind: 'vague', value: phrase.value } };
}

function endsAt({ lower }: Words, last: number, { words }: Phrase): boolean {
  const from = last + 1 - words.length;
  return words.every((word, i) => lower[from + i] === word);
}

function fits(words: Words, at: number, to: number, phrase: Phrase): boolean {
  const { lower } = words;
  const next = lower[to];
  switch (lower[to - 1]) {
    case 'now':
      return lower[at - 1] !== 'from' || next !== 'on' || phrase.value === 'PRESENT_REF';
    case 'day':
      // "will one day be", "one day he will": a verb stands beside it
      return isVerb(words.tag[at - 1]) && (isVerb(words.tag[to]) || lower[at - 1] === 'will');
    case 'time':
    case 'minute':
      return lower[at - 1] === 'at' && !/^[a-z0-9]/.test(next ?? '');
    case 'moment':
      return lower[at - 1] === 'at' || lower[at - 1] === 'for';
    case 'present':
    case 'past':
    case 'future':
      return !UNITS.has(next) && !isNumber(words.tag[to]);
    default:
      return true;
  }
}

/** "recent years": a length that ends now. */
export const recentUnits: Parser = {
  name: 'recentUnits',
  on: TRIGGER.unit,
  read: ({ lower }: Words, at: number): Candidate | undefined => {
    const { unit, plural } = UNITS.get(lower[at])!;
    if (lower[at - 1] !== 'recent' || !plural) return undefined;
    return {
      from: at - 1,
      to: at + 1,
      type: 'DURATION',
      meaning: { kind: 'duration', parts: [{ amount: 'X', unit }] },
    };
  },
};
