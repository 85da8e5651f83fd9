import type { Span } from '../analysis';
import { firstWhere } from '../../util/firstWhere';
import { type Candidate, isIndefinite, isInPhrase, phraseEnd } from './mentions';
import { type Reading, tokenAt } from './reading';

/**
 * The candidate that the words of a source are about; -1 when there is none. It is the head of the phrase that the source
 * begins with, "Jones" in "Ryanair boss Tom Jones", or the person who is named beside that phrase: "The head of the union,
 * Ann Hill". Candidates are in order of their heads.
 */
export function sourceHead(reading: Reading, candidates: readonly Candidate[], source: readonly Span[]): number {
  const { tokens } = reading;
  for (const { start, end } of source) {
    const from = tokenAt(tokens, start);
    const stop = Math.max(from + 1, tokenAt(tokens, end));
    const inside: number[] = [];
    for (let i = firstWhere(candidates.length, (c) => candidates[c].head >= from); i < candidates.length; i++) {
      const { head, end: last, silent } = candidates[i];
      if (head >= stop) break;
      if (last <= stop && !silent) inside.push(i);
    }
    const lead = leadOf(reading, candidates, inside, from, stop);
    if (lead >= 0) return namedBeside(reading, candidates, inside, lead, stop) ?? lead;
  }
  return -1;
}

/** The head of the first phrase that has one among the candidates. */
function leadOf(
  reading: Reading,
  candidates: readonly Candidate[],
  inside: readonly number[],
  from: number,
  stop: number,
): number {
  let first = from;
  while (first < stop) {
    const end = phraseEnd(reading, first, stop);
    if (end === first) {
      const here = inside.find((c) => candidates[c].head === first);
      if (here !== undefined) return here;
      first++;
      continue;
    }
    const atEnd = inside.findLast((c) => candidates[c].end === end);
    if (atEnd !== undefined) return widest(candidates, inside, atEnd);
    // "the Geneva talks" are not Geneva; but "'s" and what hyphens have left behind are nothing
    return isNothing(reading, lastEnd(candidates, inside, first, end), end)
      ? (inside.findLast((c) => candidates[c].end <= end && candidates[c].first >= first) ?? -1)
      : -1;
  }
  return -1;
}

/** "the Biden administration" and not "Biden": of those that end together, the one that begins first. */
function widest(candidates: readonly Candidate[], inside: readonly number[], at: number): number {
  const { end } = candidates[at];
  return inside
    .filter((c) => candidates[c].end === end)
    .reduce((a, b) => (candidates[b].first < candidates[a].first ? b : a));
}

function lastEnd(candidates: readonly Candidate[], inside: readonly number[], first: number, end: number): number {
  return inside.reduce((last, c) => (candidates[c].end <= end ? Math.max(last, candidates[c].end) : last), first);
}

function isNothing({ words }: Reading, from: number, end: number): boolean {
  for (let i = from; i < end; i++) if (!/^(?:['’]?s|[^\p{L}\p{N}]*)$/u.test(words[i])) return false;
  return true;
}

/** The person whose name stands in apposition to the source's first phrase, undefined for none. */
function namedBeside(
  reading: Reading,
  candidates: readonly Candidate[],
  inside: readonly number[],
  lead: number,
  stop: number,
): number | undefined {
  const office = candidates[lead];
  if (isPerson(office) || office.kind === 'pronoun' || office.plural) return undefined;
  const isOffice = office.noun?.class === 'person' || reading.lower[office.head] === 'one';
  for (const c of inside) {
    const name = candidates[c];
    if (name.first < office.end || !isPerson(name)) continue;
    const before = phraseBefore(reading, name.first, office.end);
    const mark = reading.lower[before - 1];
    const isBesides = isMark(mark) || hasOwnOffice(reading, candidates, inside, name, office.end);
    // "The host, board member Ann Hill"; not the first of several, "the firm, Ann Hill and Tom Dale"
    if (isOffice && isBesides && !goesOn(reading, candidates, inside, name, stop)) return c;
    // "scientist and study co-author Ann Hill"
    if (isOffice && mark === 'and' && before - 1 === office.end && !office.determiner && before < name.first) return c;
    // "Democratic Party leader Ann Hill", where the name of the party was read as the whole phrase
    if (!name.role || isBesides) continue;
    const isOwnOffice = /^\p{Ll}/u.test(name.role.split(' ').at(-1)!);
    if (office.kind === 'name' && office.type === 'ORG' && isOwnOffice && mark === 'for') return c;
    // "Chief of Army Staff General Ann Hill": an office in capitals, and a title between what it is for and the name
    const isCapital = /^\p{Lu}/u.test(reading.words[office.head]);
    if (isOffice && isCapital && !isIndefinite(office) && mark === 'of' && /\s/.test(name.role)) return c;
  }
  return undefined;
}

const isMark = (word: string): boolean => word === ',' || word === '(' || word === '—' || word === '–';

/** ", former special envoy to Ukraine Ann Hill": an apposition that begins with an office and ends in the name. */
function hasOwnOffice(
  { lower }: Reading,
  candidates: readonly Candidate[],
  inside: readonly number[],
  { first }: Candidate,
  least: number,
): boolean {
  let begin = first;
  while (begin > least && !isMark(lower[begin - 1])) begin--;
  return begin > least && inside.some((c) => candidates[c].first === begin && candidates[c].noun?.class === 'person');
}

const isPerson = ({ kind, type, noun }: Candidate): boolean => kind === 'name' && type === 'PERSON' && !noun;

/** Where the phrase begins that ends in the name at `first`: "former White House adviser". */
function phraseBefore({ tokens, nameAt, lower }: Reading, first: number, least: number): number {
  let at = first;
  while (at > least) {
    if (nameAt[at - 1] < 0 && !isInPhrase(tokens.tag[at - 1]) && lower[at - 1] !== '-') break;
    at--;
  }
  return at;
}

/** "Ann Hill and Tom Dale", "Ann Hill, Tom Dale and others" go on with another person. */
function goesOn(
  { lower }: Reading,
  candidates: readonly Candidate[],
  inside: readonly number[],
  { end }: Candidate,
  stop: number,
): boolean {
  if (end >= stop || (lower[end] !== 'and' && lower[end] !== '&')) return false;
  return inside.some((c) => isPerson(candidates[c]) && candidates[c].first > end);
}
