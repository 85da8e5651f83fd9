import { CARDINALS, CLOCK_WORDS, PARTS_OF_DAY } from '../lexicon';
import { cardinalFrom } from '../numbers';
import type { Clock } from '../meaning';
import { type Candidate, type Parser, pointCandidate } from '../parser';
import { isGlued, TRIGGER, wholeNumber, type Words } from '../words';

/** Clock times: "10 p.m.", "7:15 p.m. EST", "18:00 UTC", "0800 GMT", "5 o'clock", "noon", "half past four". */
export const clock: Parser = {
  name: 'clock',
  on: TRIGGER.digits | TRIGGER.cardinal | TRIGGER.clockWord,
  read: readClock,
};

const HALVES: ReadonlyMap<string, 'am' | 'pm'> = new Map([
  ['a.m.', 'am'],
  ['am', 'am'],
  ['a.m', 'am'],
  ['p.m.', 'pm'],
  ['pm', 'pm'],
  ['p.m', 'pm'],
]);

const UTC = new Set(['utc', 'gmt', 'z', 'zulu']);
const ZONES = new Set(
  `est edt et cst cdt ct mst mdt mt pst pdt pt bst cet cest eet eest msk ist jst kst hkt aest aedt hst akst akdt wib pkt
  eastern central pacific mountain local`.split(/\s+/),
);

function readClock(words: Words, at: number): Candidate | undefined {
  const { lower } = words;
  const word = CLOCK_WORDS.get(lower[at]);
  if (word !== undefined) {
    if (lower[at - 1] === 'high') return undefined; // "high noon" is a figure of speech, and a film
    return pointCandidate(lower[at - 1] === '12' ? at - 1 : at, at + 1, { clock: { hour: word, minute: 0 } });
  }
  const figures = figuresOf(lower[at]);
  const spelled = figures ? undefined : CARDINALS.get(lower[at]);
  const time = figures ?? (spelled !== undefined && spelled >= 1 && spelled <= 12 ? { hour: spelled } : undefined);
  if (!time || (lower[at - 1] === '$' && isGlued(words, at))) return undefined;
  let to = at + 1;
  let { hour } = time;
  let { minute } = time;
  const spelledMinute = spelled === undefined ? undefined : minuteInWords(words, to);
  if (spelledMinute) ({ minute, to } = spelledMinute);
  const pastHour = minutesBeside(words, at);
  if (pastHour) minute = pastHour.minute;
  const half = HALVES.get(lower[to]);
  // "last night at 8"
  let certain =
    (time.minute !== undefined && DAYS.has(lower[at + 1])) ||
    (lower[at - 1] === 'at' && PARTS_OF_DAY.has(lower[at - 2])) ||
    pastHour?.certain === true;
  if (half && hour <= 12) {
    hour = (hour % 12) + (half === 'pm' ? 12 : 0);
    to++;
    certain = true;
  } else if (lower[to] === "o'clock" || lower[to] === 'o’clock' || lower[to] === 'oclock') {
    to++;
    certain = true;
  }
  if (lower[to] === 'in' && lower[to + 1] === 'the' && DAY_HALVES.has(lower[to + 2])) {
    if (DAY_HALVES.get(lower[to + 2]) === 'pm' && hour < 12) hour += 12;
    to += 3;
    certain = true;
  }
  let zone: Clock['zone'];
  const opens = lower[to] === '(' ? 1 : 0;
  if (UTC.has(lower[to + opens]) && lower[to + opens] !== 'z') {
    zone = 'Z';
    to += 1 + opens;
    if (opens && lower[to] === '+' && lower[to + 2] === ')') to += 3;
    else if (opens && lower[to] === ')') to++;
    certain = true;
  } else if (ZONES.has(lower[to]) && certain) {
    to++;
    if (lower[to] === 'time' || lower[to] === 'standard' || lower[to] === 'daylight')
      to += lower[to] === 'time' ? 1 : 2;
  } else if (ZONES.has(lower[to]) && words.raw[to] === words.raw[to].toUpperCase()) {
    to++;
    certain = true;
  } else if (lower[to] === 'hours' && figures && lower[at].length === 4) {
    to++;
    certain = true;
  } else if (lower[to] === 'local' && lower[to + 1] === 'time') {
    to += 2;
    certain = true;
  }
  if (!certain && !(time.colon && isTimeOfDay(words, at))) return undefined;
  if (hour > 24) return undefined;
  if (pastHour?.before) hour = (hour + 23) % 24;
  return pointCandidate(pastHour?.from ?? at, to, { clock: { hour, minute: minute ?? 0, ...(zone && { zone }) } });
}

/** Behind an hour in words, and before "p.m.": "thirty" in "seven thirty p.m.". */
function minuteInWords(words: Words, from: number): { readonly minute: number; readonly to: number } | undefined {
  const minutes = CARDINALS.has(words.lower[from]) ? cardinalFrom(words, from) : undefined;
  if (!minutes || minutes.value < 10 || minutes.value > 59 || !HALVES.has(words.lower[minutes.to])) return undefined;
  return { minute: minutes.value, to: minutes.to };
}

/** Before an hour: "half past", "a quarter to", "ten past"; the last needs a word that goes before a time of day. */
function minutesBeside(
  { lower }: Words,
  at: number,
): { readonly from: number; readonly minute: number; readonly before: boolean; readonly certain: boolean } | undefined {
  const before = lower[at - 1] === 'to' || lower[at - 1] === 'till';
  if (!before && lower[at - 1] !== 'past') return undefined;
  const word = lower[at - 2];
  if (word === 'half') return before ? undefined : { from: at - 2, minute: 30, before, certain: true };
  const article = lower[at - 3] === 'a' ? 1 : 0;
  const from = at - 2 - article;
  const certain = BEFORE_TIME.has(lower[from - 1]);
  if (word === 'quarter') return certain ? { from, minute: before ? 45 : 15, before, certain } : undefined;
  // In words alone, and not "by ten to five", a count of votes
  const minutes = CARDINALS.get(word) ?? 0;
  const isCount = lower[from - 1] === 'from' || lower[from - 1] === 'by';
  if (article || !certain || isCount || minutes < 1 || minutes > 29) return undefined;
  return { from, minute: before ? 60 - minutes : minutes, before, certain };
}

const BEFORE_TIME = new Set(['at', 'around', 'about', 'by', 'until', 'from', 'since', 'before', 'after']);

/** Behind a time of day: "8.30 this evening". */
const DAYS = new Set(['this', 'tomorrow', 'tonight', 'today']);
const DAY_HALVES: ReadonlyMap<string, 'am' | 'pm'> = new Map([
  ['morning', 'am'],
  ['afternoon', 'pm'],
  ['evening', 'pm'],
]);

/** "10", "10:30", "8.30", "0800". */
function figuresOf(word: string): { hour: number; minute?: number; second?: number; colon?: boolean } | undefined {
  if (word.length > 8 || word.length === 0) return undefined;
  const colon = word.indexOf(':');
  const at = colon > 0 ? colon : word.indexOf('.');
  if (at > 0) {
    const hour = wholeNumber(word.slice(0, at));
    const minute = wholeNumber(word.slice(at + 1, at + 3));
    const rest = word.slice(at + 3);
    if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || word.slice(at + 1, at + 3).length < 2) return undefined;
    if (rest === '') return { hour, minute, colon: colon > 0 };
    const second = rest[0] === ':' ? wholeNumber(rest.slice(1)) : -1;
    return second >= 0 && second < 60 ? { hour, minute, second, colon: true } : undefined;
  }
  const value = wholeNumber(word);
  if (value < 0 || word.includes(',')) return undefined;
  if (word.length === 4)
    return value % 100 < 60 && value <= 2400 ? { hour: Math.floor(value / 100), minute: value % 100 } : undefined;
  return value <= 24 && word.length <= 2 ? { hour: value } : undefined;
}

/** "at 10:30": a colon between figures is also a score or a verse. */
function isTimeOfDay({ lower }: Words, at: number): boolean {
  const before = lower[at - 1];
  if (BEFORE_TIME.has(before) || isFigureDate(before)) return true;
  // "from 3 to 3:30", "between 10 and 11:30"
  return (before === 'to' && lower[at - 3] === 'from') || (before === 'and' && lower[at - 3] === 'between');
}

/** "23.04.2022 14:55" */
function isFigureDate(word: string | undefined): boolean {
  return word !== undefined && word.length >= 8 && word.charCodeAt(0) >= 48 && word.charCodeAt(0) <= 57;
}
