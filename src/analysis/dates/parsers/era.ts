import { DECADES, UNITS } from '../lexicon';
import { ordinalBefore } from '../numbers';
import { type Candidate, type Parser, pointCandidate } from '../parser';
import { isGlued, TRIGGER, wholeNumber, type Words } from '../words';
import { isNoun } from '../../text/tags';

/** Decades and centuries: "the 1990s", "'90s", "the nineties", "nineteen-nineties", "the 19th century". */
export const era: Parser = {
  name: 'era',
  on: TRIGGER.digits | TRIGGER.decade | TRIGGER.unit,
  read: (words, at) => readDecade(words, at) ?? readCentury(words, at),
};

function readDecade(words: Words, at: number): Candidate | undefined {
  const { lower } = words;
  if ((lower[at] === 'noughties' || lower[at] === 'aughts') && lower[at - 1] === 'the')
    return withArticle(words, at, at + 1, '200');
  const named = DECADES.get(lower[at]);
  if (named !== undefined) {
    const before = lower[at - 1];
    if (before === 'nineteen' || before === 'eighteen') {
      return withArticle(words, at - 1, at + 1, `${before === 'nineteen' ? 19 : 18}${named}`);
    }
    if (before !== 'the' && before !== 'early' && before !== 'late' && before !== 'mid') return undefined;
    return withArticle(words, at, at + 1, `19${named}`);
  }
  const figures = decadeOf(words, at);
  if (!figures) return undefined;
  const from = figures.short && isApostrophe(lower[at - 1]) && isGlued(words, at) ? at - 1 : at;
  if (figures.short && from === at && lower[at].charCodeAt(0) !== 39 && !DECADE_CUES.has(lower[at - 1]))
    return undefined;
  return withArticle(words, from, figures.to, figures.prefix);
}

const DECADE_CUES = new Set(['the', 'early', 'late', 'mid', 'and', 'or']);

/** "1990s", "1990's", "'90s", "90s". */
function decadeOf(
  { lower, start, end }: Words,
  at: number,
): { to: number; prefix: string; short: boolean } | undefined {
  let word = lower[at];
  let to = at + 1;
  if (word.charCodeAt(0) === 39 || word.charCodeAt(0) === 0x2019) word = word.slice(1);
  if ((lower[to] === "'s" || lower[to] === '’s') && start[to] === end[at]) to++;
  else if (word.endsWith('s')) word = word.slice(0, -1);
  else return undefined;
  if (word.length !== 4 && word.length !== 2) return undefined;
  const value = wholeNumber(word);
  if (value < 0 || value % 10 !== 0) return undefined;
  if (word.length === 2) return value >= 10 ? { to, prefix: `19${value / 10}`, short: true } : undefined;
  if (value < 1000 || value >= 2200) return undefined;
  // "the 1800s" are a century, "the 2000s" a decade
  const years = value % 100 === 0 && value < 2000 ? 100 : 10;
  return { to, prefix: String(value / years), short: false };
}

function readCentury(words: Words, at: number): Candidate | undefined {
  const { lower } = words;
  const word = UNITS.get(lower[at]);
  if (word?.unit !== 'century') return undefined;
  const ordinal = ordinalBefore(words, at);
  if (!ordinal || ordinal.value < 1 || ordinal.value > 30) return undefined;
  const before = lower[at + 1] === 'bc' || lower[at + 1] === 'b.c.';
  const prefix = String(ordinal.value - 1).padStart(2, '0');
  const to = before ? at + 2 : at + 1;
  // "a 20th century democrat": the article belongs to the noun behind
  if (isNoun(words.tag[to])) return pointCandidate(ordinal.from, to, { yearPrefix: before ? `BC${prefix}` : prefix });
  return withArticle(words, ordinal.from, to, before ? `BC${prefix}` : prefix);
}

function withArticle({ lower }: Words, from: number, to: number, yearPrefix: string): Candidate {
  return pointCandidate(lower[from - 1] === 'the' ? from - 1 : from, to, { yearPrefix });
}

function isApostrophe(word: string | undefined): boolean {
  return word === "'" || word === '’' || word === '‘';
}
