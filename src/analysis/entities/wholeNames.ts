import type { Tokens } from '../analysis';
import { isProper } from '../text/tags';
import { type Gazetteer, LIST } from './gazetteer';
import { initialsOf } from './nameGroups';
import type { TaggedName } from './names';

/**
 * What the spelling of a text says about its names, whatever the tagger thinks: people's names that hyphens or nicknames have cut
 * in pieces are put together, and an abbreviation that the text itself explains is what it stands for.
 */
export function wholeNames(
  words: readonly string[],
  tokens: Tokens,
  names: readonly TaggedName[],
  gazetteer: Gazetteer,
): TaggedName[] {
  const hyphenated = withHyphens(words, tokens, names);
  return withAbbreviations(words, withNicknames(words, tokens, hyphenated, gazetteer));
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
const NO_NICKNAME = LIST.country | LIST.capital | LIST.city | LIST.region | LIST.acronym | LIST.organisation;

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
        !(gazetteer.lists(nickname.join(' ').toLowerCase()) & NO_NICKNAME)
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

const isSmall = (word: string): boolean => !/^\p{Lu}/u.test(word);

/** Two capitals or more, and the "s" of a plural. */
const isShouted = (word: string): boolean => /^\p{Lu}{2,}s?$/u.test(word);
