import type { EntityType } from '../analysis';
import { DIGIT, isLetterKind, kindOf as kindOfCharacter, MARK } from '../text/characters';
import { type Gazetteer, LIST } from './gazetteer';
import type { Candidate } from './mentions';
import { nounOf } from './lexicon';

/**
 * Which names of a document mean the same: exact repetition, variants of a person's name, acronyms, states by any of
 * their names. Returns for each candidate that is a name the number of its group, -1 for all others.
 */
export function groupNames(candidates: readonly Candidate[], gazetteer: Gazetteer): Int32Array {
  const groups = exactGroups(candidates, gazetteer);
  const parents = groups.map((_, index) => index);
  const root = (g: number): number => {
    while (parents[g] !== g) g = parents[g] = parents[parents[g]];
    return g;
  };
  const merge = (a: number, b: number): void => void (parents[root(a)] = root(b));
  mergePersons(groups, merge);
  mergeStates(groups, merge, gazetteer);
  mergeOrganisations(groups, merge, gazetteer);
  const groupOf = new Int32Array(candidates.length).fill(-1);
  groups.forEach((group, index) => {
    for (const place of group.places) groupOf[place] = root(index);
  });
  splitSharedSurnames(candidates, groups, groupOf, root);
  return groupOf;
}

interface Group {
  readonly key: string;
  readonly parts: readonly string[];
  readonly kind: 'person' | 'organisation' | 'place' | 'other';
  readonly type: EntityType;
  /** Indexes of its candidates. */
  readonly places: number[];
}

function kindOf(type: EntityType): Group['kind'] {
  if (type === 'PERSON') return 'person';
  if (type === 'ORG') return 'organisation';
  return type === 'GPE' || type === 'LOC' || type === 'FAC' ? 'place' : 'other';
}

/**
 * A person is rarely called like a place or body of the same article, so most uses decide; a team is called like its city
 * often enough that a kind must be so many times as frequent as the other. Chosen on the development texts.
 */
const SURE_OF_PLACES = 6;

/** Candidates with the same words and kind; a kind that the same words rarely have here is taken for a slip. */
function exactGroups(candidates: readonly Candidate[], gazetteer: Gazetteer): Group[] {
  const keys = new Set(candidates.filter(({ kind }) => kind === 'name').map(({ key }) => key));
  const byKey = new Map<string, Map<Group['kind'], number[]>>();
  candidates.forEach((candidate, index) => {
    if (candidate.kind === 'pronoun' || !candidate.key) return; // an office alone has no key, "the Biden administration" has
    const key = withoutLostApostrophe(candidate.key, keys, gazetteer);
    const kinds = byKey.get(key) ?? new Map<Group['kind'], number[]>();
    byKey.set(key, kinds);
    const kind = kindOf(candidate.type!);
    const places = kinds.get(kind);
    if (places) places.push(index);
    else kinds.set(kind, [index]);
  });
  const groups: Group[] = [];
  for (const [key, kinds] of byKey) {
    const sorted = [...kinds].sort((a, b) => b[1].length - a[1].length);
    const [kind, places] = sorted[0];
    const group = {
      key,
      parts: nameParts(key, kind, gazetteer),
      kind,
      type: candidates[places[0]].type!,
      places: [...places],
    };
    groups.push(group);
    for (const [other, rest] of sorted.slice(1)) {
      if (rest.length * (kind === 'person' || other === 'person' ? 1 : SURE_OF_PLACES) <= places.length)
        for (const place of rest) group.places.push(place);
      else
        groups.push({
          key,
          parts: nameParts(key, other, gazetteer),
          kind: other,
          type: candidates[rest[0]].type!,
          places: rest,
        });
    }
  }
  return groups;
}

/** "natos" is "nato" where the document or the gazetteer knows that and not this. */
export function withoutLostApostrophe(key: string, keys: ReadonlySet<string>, gazetteer: Gazetteer): string {
  if (!key.endsWith('s') || key.length < 4 || gazetteer.lists(key)) return key;
  const stem = key.slice(0, -1);
  const known = LIST.country | LIST.organisation | LIST.acronym | LIST.capital;
  return keys.has(stem) || gazetteer.lists(stem) & known ? stem : key;
}

const PERSON_SUFFIXES = new Set('jr jr. sr sr. i ii iii iv v vi'.split(' '));
const COMPANY_SUFFIXES = new Set(
  'inc inc. incorporated corp corp. corporation ltd ltd. limited co co. company plc llc ag nv n.v. sa s.a. group holdings'.split(
    ' ',
  ),
);

/** A name's words without what may be left out: "the", "Jr.", "Inc."; a state before a body by its code, "us congress". */
function nameParts(key: string, kind: Group['kind'], gazetteer: Gazetteer): string[] {
  let parts = key.split(' ').filter((part) => part !== 'the' && hasWord(part));
  const suffixes = kind === 'person' ? PERSON_SUFFIXES : COMPANY_SUFFIXES;
  while (parts.length > 1 && suffixes.has(parts[parts.length - 1])) parts.pop();
  if (kind !== 'organisation') return parts;
  for (let length = Math.min(3, parts.length - 1); length > 0; length--) {
    const state = gazetteer.country(parts.slice(0, length).join(' '));
    if (!state) continue;
    parts = [state.code.toLowerCase(), ...parts.slice(length)];
    break;
  }
  return parts;
}

/** Has it a letter or a digit? */
function hasWord(part: string): boolean {
  for (let i = 0; i < part.length; i++) {
    const kind = kindOfCharacter(part.charCodeAt(i));
    if (isLetterKind(kind) || kind === DIGIT || kind === MARK) return true;
  }
  return false;
}

type Merge = (a: number, b: number) => void;

/** Groups by a word of their names, so that no pair is looked at in vain. */
function indexBy(
  groups: readonly Group[],
  kind: Group['kind'],
  wordOf: (group: Group) => string,
): Map<string, number[]> {
  const index = new Map<string, number[]>();
  groups.forEach((group, g) => {
    if (group.kind !== kind || !group.parts.length) return;
    const word = wordOf(group);
    const list = index.get(word);
    if (list) list.push(g);
    else index.set(word, [g]);
  });
  return index;
}

/** Looks at no more than this many names that share a word. */
const MOST_NAMESAKES = 30;

function mergePersons(groups: readonly Group[], merge: Merge): void {
  const bySurname = indexBy(groups, 'person', ({ parts }) => parts[parts.length - 1]);
  for (const namesakes of bySurname.values()) {
    const full = namesakes.filter((g) => groups[g].parts.length > 1).slice(0, MOST_NAMESAKES);
    for (const a of full)
      for (const b of full) if (a < b && isSamePerson(groups[a].parts, groups[b].parts)) merge(a, b);
  }
  // "Gloria" for "Gloria Thomas", where nobody else here is called so
  const byFirst = indexBy(groups, 'person', ({ parts }) => parts[0]);
  for (const namesakes of byFirst.values()) {
    const single = namesakes.find((g) => groups[g].parts.length === 1);
    if (single === undefined || (bySurname.get(groups[single].key)?.length ?? 0) > 1) continue;
    const full = namesakes.filter((g) => groups[g].parts.length > 1);
    if (full.length === 1) merge(single, full[0]);
  }
}

/** "John F. Kennedy" and "John Kennedy", "J. Kennedy": one's words are the other's, but for initials. */
function isSamePerson(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const initial = (x: string, y: string): boolean =>
    x === y || (isInitial(x) && y.startsWith(x[0])) || (isInitial(y) && x.startsWith(y[0]));
  // "Suu Kyi" for "Aung San Suu Kyi"
  if (short.length > 1 && short.every((part, k) => part === long[long.length - short.length + k])) return true;
  if (!initial(short[0], long[0])) return false;
  const inner = short.slice(1, -1);
  if (!inner.length) return true;
  // a name may be as long as its sentence: what any word of the longer one would be an initial of, or has as initial
  const words = new Set(long);
  const letters = new Set(long.map((part) => part[0]));
  const initials = new Set(long.filter(isInitial).map((part) => part[0]));
  return inner.every((part) => words.has(part) || initials.has(part[0]) || (isInitial(part) && letters.has(part[0])));
}

/** "f", "f." */
const isInitial = (part: string): boolean => part.replace('.', '').length === 1;

function mergeStates(groups: readonly Group[], merge: Merge, gazetteer: Gazetteer): void {
  const first = new Map<string, number>();
  groups.forEach(({ kind, key, parts }, g) => {
    if (kind !== 'place' && !(kind === 'organisation' && gazetteer.country(key))) return;
    const state = gazetteer.country(key) ?? gazetteer.country(parts.join(' '));
    const same = state ? `state ${state.code}` : parts.filter((part) => part !== 'city').join(' ');
    if (kind !== 'place' && !first.has(same)) return;
    const earlier = first.get(same);
    if (earlier === undefined) first.set(same, g);
    else merge(g, earlier);
  });
}

function mergeOrganisations(groups: readonly Group[], merge: Merge, gazetteer: Gazetteer): void {
  const bodies = groups.flatMap(({ kind }, g) => (kind === 'organisation' ? [g] : []));
  const byKey = new Map(bodies.map((g) => [groups[g].parts.join(' '), g]));
  const complete = new Set(bodies.filter((g) => isComplete(groups[g])).map((g) => groups[g].parts.join(' ')));
  const byInitials = new Map<string, number>();
  const longerByFirst = longerNames(groups, ({ parts }) => parts[0]);
  const longerByLast = longerNames(groups, ({ parts }) => parts[parts.length - 1]);
  for (const g of bodies) {
    const { parts, key } = groups[g];
    if (key.includes(' '))
      for (const initials of [...initialsOf(parts, isSmallWord), ...initialsOf(key.split(' '), isSmallWord)]) {
        if (!byInitials.has(initials)) byInitials.set(initials, g);
      }
    const same = byKey.get(parts.join(' '));
    if (same !== undefined && same !== g) merge(g, same);
    for (const full of gazetteer.expansions(key.replace(/\./g, ''))) {
      const known = byKey.get(nameParts(full.toLowerCase(), 'organisation', gazetteer).join(' '));
      if (known !== undefined) merge(g, known);
    }
  }
  groups.forEach(({ kind, key, parts }, g) => {
    const acronym = key.replace(/\./g, '');
    if (parts.length === 1 && acronym.length >= 2 && acronym.length <= 7) {
      const full = byInitials.get(acronym);
      if (full !== undefined && (kind === 'organisation' || kind === 'other')) {
        merge(g, full);
        return; // "IDF" is not short for "IDF Military Advocate General"
      }
    }
    if (kind !== 'organisation') return;
    // "Northrop" for "Northrop Grumman", "the Commission" for "the European Commission"; "Apple Inc." is short for nothing
    if (complete.has(parts.join(' ')) || gazetteer.country(key)) return;
    // nor is the United Nations for the UN Security Council
    if (gazetteer.lists(key) & LIST.organisation && parts.length > 1) return;
    const beginning = longerByFirst(parts[0], parts.length).filter((other) =>
      parts.every((part, i) => groups[other].parts[i] === part),
    );
    const ending = parts.length === 1 && nounOf(parts[0]) ? longerByLast(parts[0], 1) : [];
    const full = mostNamed(groups, beginning.length ? beginning : ending);
    if (full !== undefined) merge(g, full);
  });
}

/**
 * The first organisations that have a word in common and more words than so many. The same is asked for every name with that word,
 * and answered once: an article may list thousands.
 */
function longerNames(
  groups: readonly Group[],
  wordOf: (group: Group) => string,
): (word: string, length: number) => readonly number[] {
  const byWord = indexBy(groups, 'organisation', wordOf);
  const known = new Map<string, readonly number[]>();
  return (word, length) => {
    const key = `${length} ${word}`;
    let longer = known.get(key);
    if (!longer) {
      longer = (byWord.get(word) ?? []).filter((g) => groups[g].parts.length > length).slice(0, MOST_NAMESAKES);
      known.set(key, longer);
    }
    return longer;
  };
}

/** Has the name the word that only full names have, "Apple Inc."? */
const isComplete = ({ key }: Group): boolean =>
  COMPANY_SUFFIXES.has(key.slice(key.lastIndexOf(' ') + 1)) && key.includes(' ');

/** Of several that a short name may stand for, the one that is named most. */
function mostNamed(groups: readonly Group[], among: readonly number[]): number | undefined {
  return [...among].sort((a, b) => groups[b].places.length - groups[a].places.length)[0];
}

const SMALL_WORDS = new Set(['of', 'and', 'the', 'for', 'in', 'on', '&', 'to', 'de', '-']);

const isSmallWord = (word: string): boolean => SMALL_WORDS.has(word);

/** "nato" and "natoo": initials of the words, without and with the small ones. */
export function initialsOf(parts: readonly string[], isSmall: (word: string) => boolean): string[] {
  const initials = (words: readonly string[]): string => words.map((word) => word[0]).join('');
  const all = initials(parts);
  const large = initials(parts.filter((part) => !isSmall(part)));
  return [large, all].filter((letters) => letters.length >= 2);
}

/** "Clinton" goes to the full name of that ending that was named last before it, or else to the first behind it. */
function splitSharedSurnames(
  candidates: readonly Candidate[],
  groups: readonly Group[],
  groupOf: Int32Array,
  root: (group: number) => number,
): void {
  const full = indexBy(
    groups.map((group) => (group.parts.length > 1 ? group : { ...group, parts: [] })),
    'person',
    ({ parts }) => parts[parts.length - 1],
  );
  for (const group of groups) {
    if (group.kind !== 'person' || group.parts.length !== 1) continue;
    const owners = full.get(group.parts[0]);
    if (!owners) continue;
    const places = owners
      .flatMap((g) => groups[g].places.map((place) => ({ place, group: root(g) })))
      .sort((a, b) => a.place - b.place);
    let next = 0;
    for (const place of [...group.places].sort((a, b) => a - b)) {
      while (next < places.length && places[next].place < place) next++;
      const { gender } = candidates[place];
      let chosen = places[Math.max(0, next - 1)];
      if (gender !== 'unknown') {
        for (let k = next - 1; k >= 0 && k >= next - MOST_NAMESAKES; k--) {
          if (candidates[places[k].place].gender !== gender) continue;
          chosen = places[k];
          break;
        }
      }
      groupOf[place] = chosen.group;
    }
  }
}
