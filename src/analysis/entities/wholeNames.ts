import type { Tokens } from '../analysis';
import { isProper } from '../text/tags';
import { type Gazetteer, LIST } from './gazetteer';
import { ORGANISATION_HEADS, PEERS, STRUCTURES } from './lexicon';
import { initialsOf } from './nameGroups';
import type { TaggedName } from './names';

/**
 * What the spelling of a text says about its names, whatever the tagger thinks: names that hyphens, dots, nicknames or ranks have
 * cut in pieces are put together, who is cited is a person, and an abbreviation that the text itself explains is what it stands for.
 */
export function wholeNames(
  words: readonly string[],
  tokens: Tokens,
  names: readonly TaggedName[],
  gazetteer: Gazetteer,
): TaggedName[] {
  let whole = withHyphens(words, tokens, withLastDots(words, tokens, names));
  whole = withNicknames(words, tokens, whole, gazetteer);
  whole = withRanks(words, whole);
  whole = withStructures(words, tokens, whole);
  whole = withCited(words, whole, gazetteer);
  return withAbbreviations(words, whole);
}

/** "the U. S.": the last dot of initials belongs to them as the others do. */
function withLastDots(words: readonly string[], { start, end }: Tokens, names: readonly TaggedName[]): TaggedName[] {
  return names.map((name) => {
    const next = name.end;
    const isCut =
      name.end - name.first > 1 &&
      words[next] === '.' &&
      start[next] === end[next - 1] &&
      /^\p{Lu}$/u.test(words[next - 1]) &&
      /^\p{Lu}\.$/u.test(words[next - 2]);
    return isCut ? { ...name, end: next + 1 } : name;
  });
}

/** "Chen Chun-yeh", "Ata-ur-Rehman": what a hyphen joins to a person's name and is a name itself, though in small letters. */
function withHyphens(
  words: readonly string[],
  { start, end, tag }: Tokens,
  names: readonly TaggedName[],
): TaggedName[] {
  const isJoined = (at: number): boolean =>
    at + 1 < words.length &&
    words[at] === '-' &&
    start[at] === end[at - 1] &&
    start[at + 1] === end[at] &&
    isProper(tag[at + 1]);
  const whole: TaggedName[] = [];
  let reached = 0;
  for (const name of names) {
    if (name.first < reached) continue;
    reached = name.end;
    if (name.class === 'PERSON' && isJoined(reached) && /^\p{Ll}/u.test(words[reached + 1]))
      while (isJoined(reached)) reached += 2;
    whole.push(reached > name.end ? { ...name, end: reached } : name);
  }
  return whole;
}

/** Opening marks by those that close. */
const OPENING: ReadonlyMap<string, string> = new Map([
  [')', '('],
  [']', '['],
  ['"', '"'],
  ["''", "''"],
  ['”', '“'],
  ['’', '‘'],
]);
const LONGEST_NICKNAME = 4;
const NO_PERSON = LIST.country | LIST.capital | LIST.city | LIST.region | LIST.acronym | LIST.organisation;

/** `Roberto "Hands of Stone" Duran`, "James Leander (Leo) Nichols": one person. */
function withNicknames(
  words: readonly string[],
  { sentence }: Tokens,
  names: readonly TaggedName[],
  gazetteer: Gazetteer,
): TaggedName[] {
  const whole: TaggedName[] = [];
  for (const name of names) {
    const close = name.class === 'PERSON' ? closingMark(words, name) : -1;
    const open = close > 0 ? openingMark(words, close) : -1;
    if (open > 0) {
      const nickname = words.slice(open + 1, close);
      let before = whole.length - 1;
      while (before >= 0 && whole[before].first >= open) before--;
      const bearer = whole[before] as TaggedName | undefined;
      if (
        bearer?.class === 'PERSON' &&
        bearer.end >= open &&
        sentence[bearer.first] === sentence[name.first] &&
        nickname.every((word) => /^(?:\p{Lu}|of$|the$)/u.test(word)) &&
        !(gazetteer.lists(nickname.join(' ').toLowerCase()) & NO_PERSON)
      ) {
        whole.length = before;
        whole.push({ ...name, first: bearer.first });
        continue;
      }
    }
    whole.push(name);
  }
  return whole;
}

/** Where a nickname ends, just before the name or, as the tagger may have it, within: `Rock" Johnson`; -1: nowhere. */
function closingMark(words: readonly string[], { first, end }: TaggedName): number {
  for (let i = first - 1; i < end - 1; i++) if (OPENING.has(words[i])) return i;
  return -1;
}

/** Where it begins, a few words before; -1: nowhere. */
function openingMark(words: readonly string[], close: number): number {
  const opening = OPENING.get(words[close]);
  for (let i = close - 1; i >= 0 && i >= close - 1 - LONGEST_NICKNAME; i--)
    if (words[i] === opening) return i < close - 1 ? i : -1;
  return -1;
}

/** "John FitzGibbon, 2nd Earl of Clare": a place's name with a rank before it is a person's. */
function withRanks(words: readonly string[], names: readonly TaggedName[]): TaggedName[] {
  const whole: TaggedName[] = [];
  for (const name of names) {
    const rank = name.first - 2;
    const before = whole.at(-1);
    const isPerson =
      rank >= 0 &&
      words[rank + 1] === 'of' &&
      isCapitalised(words[rank]) &&
      PEERS.has(words[rank].toLowerCase()) &&
      (!before || before.end <= rank || before.first === rank);
    if (!isPerson) {
      whole.push(name);
      continue;
    }
    if (before && before.end > rank) whole.pop();
    const isCounted = /^\d+(?:st|nd|rd|th)$/.test(words[rank - 1] ?? '') && (whole.at(-1)?.end ?? 0) < rank;
    whole.push({ first: isCounted ? rank - 1 : rank, end: name.end, class: 'PERSON' });
  }
  return whole;
}

/** "The Emperor Norton Bridge": whoever a bridge is called by, the whole is its name. */
function withStructures(words: readonly string[], { sentence }: Tokens, names: readonly TaggedName[]): TaggedName[] {
  return names.map((name, n) => {
    const { end } = name;
    const isWhole =
      end < words.length &&
      sentence[end] === sentence[end - 1] &&
      isCapitalised(words[end]) &&
      STRUCTURES.has(words[end].toLowerCase()) &&
      !isCapitalised(words[end + 1] ?? '') &&
      (n + 1 >= names.length || names[n + 1].first > end);
    return isWhole ? { ...name, end: end + 1, class: 'LOC' } : name;
  });
}

/**
 * "Biggs et al.", "(Williams, 2010; Mulligan, 2016)": who is cited so is a person. A name that is no surname we know may be a film's,
 * unless others are cited in the text.
 */
function withCited(words: readonly string[], names: readonly TaggedName[], gazetteer: Gazetteer): TaggedName[] {
  const lists = ({ first, end }: TaggedName): number =>
    gazetteer.lists(words.slice(first, end).join(' ').toLowerCase());
  const cited = names.map((name) => (lists(name) & NO_PERSON ? undefined : citationOf(words, name)));
  const isSure = ({ first }: TaggedName, n: number): boolean =>
    cited[n] === 'among others' ||
    (cited[n] === 'dated' && (gazetteer.lists(words[first].toLowerCase()) & LIST.surname) > 0);
  if (!names.some(isSure)) return [...names];
  return names.map((name, n) => (cited[n] ? { ...name, class: 'PERSON' } : name));
}

function citationOf(words: readonly string[], { first, end }: TaggedName): 'among others' | 'dated' | undefined {
  const behind = (more: number): string => words[end + more] ?? '';
  if (behind(0) === 'et' && /^al\.?$/.test(behind(1)))
    return ORGANISATION_HEADS.has(words[end - 1].toLowerCase()) ? undefined : 'among others';
  const isDated =
    end - first === 1 &&
    !isShouted(words[first]) &&
    /^(?:[(;&]|and|e\.g\.|see)$/.test(words[first - 1] ?? '') &&
    behind(0) === ',' &&
    /^(?:1[5-9]|20)\d\d[a-z]?$/.test(behind(1)) &&
    /^[);,:]$/.test(behind(2));
  return isDated ? 'dated' : undefined;
}

/** "World Health Organisation (WHO)": the abbreviation is of the name's class, here and wherever else it stands. */
function withAbbreviations(words: readonly string[], names: readonly TaggedName[]): TaggedName[] {
  const explained = new Map<string, TaggedName>();
  for (const name of names) {
    const { first, end } = name;
    if (end - first < 2 || words[end] !== '(' || words[end + 2] !== ')') continue;
    const short = words[end + 1];
    if (!isShouted(short)) continue;
    const letters = short.replace(/s$/, '');
    if (initialsOf(words.slice(first, end), isSmall).some((initials) => initials.toUpperCase() === letters))
      explained.set(short, name);
  }
  if (!explained.size) return [...names];
  const all: TaggedName[] = [];
  let n = 0;
  words.forEach((word, i) => {
    while (n < names.length && names[n].end <= i) all.push(names[n++]);
    const full = explained.get(word);
    if (!full) return;
    const name = names[n] as TaggedName | undefined;
    const short = { first: i, end: i + 1, class: full.class };
    if (name && name.first <= i) {
      if (name.end - name.first > 1) return; // "WHO Europe"
      n++;
    } else if (isShouted(words[i - 1] ?? '') || isShouted(words[i + 1] ?? '')) return; // "WHO IS NEXT"
    all.push(short);
  });
  return [...all, ...names.slice(n)];
}

const isCapitalised = (word: string): boolean => /^\p{Lu}/u.test(word);
const isSmall = (word: string): boolean => !isCapitalised(word);

/** Two capitals or more, and the "s" of a plural. */
const isShouted = (word: string): boolean => /^\p{Lu}{2,}s?$/u.test(word);
