import { ENTITY_TYPES, type EntityType, type MentionKind, type Span } from '../analysis';
import { isAdjective, isCommonNoun, isNoun, isVerb, TAG } from '../text/tags';
import type { Gazetteer } from './gazetteer';
import { LIST } from './gazetteer';
import { Remembered } from '../text/keptParagraphs';
import { sentencesByParagraph } from '../text/sentencesByParagraph';
import { wordProperty } from '../text/vocabulary';
import {
  BODIES,
  documentOf,
  type Gender,
  genderOf,
  HONORIFICS,
  NOUN,
  type Noun,
  nounOf,
  NOUNS,
  OTHERS,
} from './lexicon';
import { type Name, type Reading, tokenAt, wordsOf } from './reading';

/** A phrase that may refer to something, before it is known to what. Numbers are token indexes; the span is `[first, end)`. */
export interface Candidate {
  readonly first: number;
  readonly end: number;
  readonly head: number;
  readonly kind: MentionKind;
  /** Undefined for pronouns. */
  readonly type: EntityType | undefined;
  readonly plural: boolean;
  readonly gender: Gender;
  /** For a name: its words in lower case, without a possessive ending. */
  readonly key: string;
  /** For a nominal: what its head means, and the words before the head in lower case, without determiner. */
  readonly noun?: Noun;
  readonly modifiers: readonly string[];
  /** For a nominal: "the", "a", "his", or "" for none. */
  readonly determiner: string;
  /** "another official": somebody not spoken of before. */
  readonly other: boolean;
  /** A thing of no kind that the reader is told of, "the talks", unless a pronoun means it. */
  readonly silent: boolean;
  /** For a name: title or office beside it, "Russian President". */
  readonly role?: string;
  /** For a name: lemma of the role's head, "president". */
  readonly roleNoun?: string;
  /** Index of the candidate that this one stands beside in apposition: "Prime Minister, Najib Razak". */
  apposed?: number;
}

/** No noun phrase is looked at further back than this. */
const LONGEST_PHRASE = 12;
const DEFINITE = new Set(['the', 'this', 'that', 'these', 'those']);
const INDEFINITE = new Set(['a', 'an', 'some', 'any', 'no', 'every', 'each']);
const DETERMINERS = new Set([
  ...DEFINITE,
  ...INDEFINITE,
  'all',
  'both',
  'many',
  'several',
  'few',
  'most',
  'another',
  'such',
]);

/** All names, noun phrases about people, organisations, places and laws, and pronouns; in order of their heads. */
export function findMentions(
  reading: Reading,
  sources: readonly (readonly Span[])[],
  gazetteer: Gazetteer,
): Candidate[] {
  const { parts, sentences } = reading;
  const sourceBegin = beginsOfSources(reading, sources);
  const sourceHeads = headsOfSources(reading, sources);
  const found: Candidate[] = [];
  for (const { paragraph, first, end } of sentencesByParagraph(sentences)) {
    const token = sentences.firstToken[first];
    const given = givenIn(reading, sourceBegin, sourceHeads, token, sentences.endToken[end - 1]);
    let kept = KEPT.of(parts[paragraph]);
    if (!kept || !isSame(kept.given, given)) {
      const own = mentionsIn(reading, first, end, sourceBegin, sourceHeads, gazetteer);
      kept = { given, token, candidates: apposed(reading, own) };
      KEPT.set(parts[paragraph], kept);
    }
    const [by, at] = [token - kept.token, found.length];
    for (const candidate of kept.candidates) found.push(movedBy(candidate, by, at));
  }
  return found;
}

/** What was found in a paragraph, whose first token was `token` then, and what of other steps it depends on. */
interface KeptMentions {
  readonly given: readonly number[];
  readonly token: number;
  /** `apposed` is counted from the first of these. */
  readonly candidates: readonly Candidate[];
}

const KEPT = new Remembered<KeptMentions>();

/** Names and sources among tokens `[from, to)`, counted from the first of them. */
function givenIn(
  { names, nameAt }: Reading,
  sourceBegin: Int32Array,
  sourceHeads: ReadonlySet<number>,
  from: number,
  to: number,
): number[] {
  const given: number[] = [];
  for (let i = from; i < to; i++) {
    if (nameAt[i] >= 0 && names[nameAt[i]].first === i) {
      const { end, type } = names[nameAt[i]];
      given.push(i - from, end - from, ENTITY_TYPES.indexOf(type));
    }
    if (sourceBegin[i] > from) given.push(-1, i - from, sourceBegin[i] - from);
    if (sourceHeads.has(i)) given.push(-2, i - from);
  }
  return given;
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

function movedBy(candidate: Candidate, tokens: number, index: number): Candidate {
  const { first, end, head, apposed } = candidate;
  if (tokens === 0 && apposed === undefined) return candidate;
  const at = apposed === undefined ? undefined : apposed + index;
  return made(first + tokens, end + tokens, head + tokens, candidate.kind, candidate, at);
}

function mentionsIn(
  reading: Reading,
  fromSentence: number,
  toSentence: number,
  sourceBegin: Int32Array,
  sourceHeads: ReadonlySet<number>,
  gazetteer: Gazetteer,
): Candidate[] {
  const found: Candidate[] = [];
  const { words, lower, types, vocabulary, tokens, sentences, names, nameAt } = reading;
  const { tag } = tokens;
  const pronounOf = vocabulary.column(PRONOUN);
  const nounAt = vocabulary.column(NOUN);
  for (let s = fromSentence; s < toSentence; s++) {
    const begin = sentences.firstToken[s];
    const stop = sentences.endToken[s];
    for (let i = begin; i < stop; i++) {
      const nameIndex = nameAt[i];
      if (nameIndex >= 0) {
        const name = names[nameIndex];
        if (i === name.end - 1) {
          found.push(nameCandidate(reading, name, begin, gazetteer));
          const body = bodyBehind(reading, name, stop);
          if (body) found.push(body);
        }
        continue;
      }
      const pronoun = pronounOf[types[i]];
      if (pronoun && words[i] !== 'US' && tag[i] !== TAG.NNP) {
        found.push(made(i, i + 1, i, 'pronoun', PRONOUNS[pronoun - 1]));
        continue;
      }
      const isSource = sourceHeads.has(i);
      if (isSource && isRelative(reading, i)) {
        found.push(made(i, i + 1, i, 'pronoun', { key: lower[i] }));
        continue;
      }
      if (!isSource && !isNoun(tag[i]) && tag[i] !== TAG.JJ) continue;
      const known = nounAt[types[i]];
      const nominal = nominalAt(reading, i, Math.max(begin, sourceBegin[i]), stop, isSource, NOUNS[known - 1]);
      if (nominal) found.push(nominal);
    }
  }
  return found;
}

/** By token: where the source that it belongs to begins; a phrase does not reach out of it ("... deployments: official"). */
function beginsOfSources({ tokens }: Reading, sources: readonly (readonly Span[])[]): Int32Array {
  const begins = new Int32Array(tokens.count);
  for (const source of sources) {
    for (const { start, end } of source) {
      const first = tokenAt(tokens, start);
      begins.fill(first, first, Math.max(first, tokenAt(tokens, end)));
    }
  }
  return begins;
}

/**
 * The last word of the phrase that a source begins with, where it is not a name: "talks" in "the Geneva talks of last week", "many" in
 * "many of those who fled", "who".
 */
function headsOfSources(reading: Reading, sources: readonly (readonly Span[])[]): Set<number> {
  const { tokens, nameAt } = reading;
  const heads = new Set<number>();
  for (const [span] of sources) {
    if (!span) continue;
    const stop = tokenAt(tokens, span.end);
    let first = tokenAt(tokens, span.start);
    while (first < stop && !isWord(reading, first)) first++; // “
    const end = phraseEnd(reading, first, stop);
    const isAlone =
      end === first && first < stop && (isRelative(reading, first) || /^\p{Lu}/u.test(reading.words[first]));
    if (end > first ? nameAt[end - 1] < 0 : isAlone) heads.add(Math.max(first, end - 1));
  }
  return heads;
}

const isWord = ({ words }: Reading, token: number): boolean => /[\p{L}\p{N}]/u.test(words[token]);

/** Where the noun phrase that begins at the token ends, `first` where none begins: after "“Pose” actor", "editor-in-chief Hill". */
export function phraseEnd(reading: Reading, first: number, stop: number): number {
  const { tokens, nameAt, lower } = reading;
  let at = first;
  let end = first;
  while (at < stop) {
    const tag = tokens.tag[at];
    const isJoined = at > first && (lower[at] === '-' || lower[at - 1] === '-');
    const isQuote = at > first && (tag === TAG['``'] || tag === TAG["''"]);
    // "report" and "contract" are taken for verbs now and then; a source's subject has no verb behind it
    const isBare = at > first && (tag === TAG.VB || tag === TAG.VBP);
    if (nameAt[at] < 0 && !isInPhrase(tag) && !isJoined && !isQuote && !isBare) break;
    if (at > first && nameAt[at] >= 0 && beginsClause(reading, at, stop)) break;
    // "a report published on Monday" is a report
    const isHead = nameAt[at] >= 0 || isNoun(tag) || tag === TAG.CD || tag === TAG.POS || isJoined || isBare;
    if (isHead) end = at + 1;
    at++;
  }
  while (end > first && (lower[end - 1] === '-' || tokens.tag[end - 1] === TAG.POS) && nameAt[end - 1] < 0) end--;
  return end > first ? end : at;
}

/** "a document Hill prepared": the name at the token is the subject of a clause about the noun before it. */
function beginsClause({ tokens, nameAt, names }: Reading, at: number, stop: number): boolean {
  if (nameAt[at - 1] >= 0 || !isCommonNoun(tokens.tag[at - 1])) return false;
  const { first, end } = names[nameAt[at]];
  const next = end < stop ? tokens.tag[end] : -1;
  return first === at && (next === TAG.VBD || next === TAG.VBN || next === TAG.VBZ);
}

const RELATIVES = new Set(['who', 'which', 'that']);
/** The World Health Organization is WHO. */
const isRelative = ({ lower, words }: Reading, token: number): boolean =>
  RELATIVES.has(lower[token]) && words[token] !== 'WHO';
export const isRelativePronoun = ({ kind, key }: Candidate): boolean => kind === 'pronoun' && RELATIVES.has(key);

export const isInPhrase = (tag: number): boolean =>
  isNoun(tag) ||
  isAdjective(tag) ||
  [TAG.DT, TAG.PDT, TAG['PRP$'], TAG.CD, TAG.POS, TAG.HYPH, TAG.VBN, TAG.VBG, TAG.RB].includes(tag);

const NONE: readonly string[] = [];

/** Candidates are made here, all with the same properties in the same order: objects of one shape are the faster ones. */
function made(
  first: number,
  end: number,
  head: number,
  kind: MentionKind,
  about: Partial<Omit<Candidate, 'first' | 'end' | 'head' | 'kind'>>,
  apposed?: number,
): Candidate {
  const { type, plural = false, gender = 'unknown', key = '', noun, modifiers = NONE, determiner = '' } = about;
  const { other = false, silent = false, role, roleNoun } = about;
  return {
    first,
    end,
    head,
    kind,
    type,
    plural,
    gender,
    key,
    noun,
    modifiers,
    determiner,
    other,
    silent,
    role,
    roleNoun,
    apposed,
  };
}

interface Pronoun {
  readonly key: string;
  readonly gender: Gender;
  readonly plural: boolean;
}
const pronouns = (list: string, gender: Gender, plural = false): Pronoun[] =>
  list.split(' ').map((key) => ({ key, gender, plural }));

const PRONOUNS = [
  ...pronouns('he him his himself', 'male'),
  ...pronouns('she her hers herself', 'female'),
  ...pronouns('it its itself', 'unknown'),
  ...pronouns('i me my mine myself', 'unknown'),
  ...pronouns('they them their theirs themselves we us our ours ourselves', 'unknown', true),
];
/** By word type: 0 for a word that is no pronoun, else 1 and its place in `PRONOUNS`. */
const PRONOUN = wordProperty(Uint8Array, (_, lower) => PRONOUNS.findIndex(({ key }) => key === lower) + 1);

const FIRST_PERSON = new Set('i me my mine myself we us our ours ourselves'.split(' '));
export const isFirstPerson = (candidate: Candidate): boolean =>
  candidate.kind === 'pronoun' && FIRST_PERSON.has(candidate.key);
export const isNeuter = ({ kind, key }: Candidate): boolean =>
  kind === 'pronoun' && (key === 'it' || key === 'its' || key === 'itself');

// --- names -------------------------------------------------------------------------------------------------------------

function nameCandidate(reading: Reading, name: Name, begin: number, gazetteer: Gazetteer): Candidate {
  const { lower, tokens } = reading;
  const parts: string[] = [];
  for (let i = name.first; i < name.end; i++) {
    if (tokens.tag[i] === TAG.POS || lower[i] === "'s" || lower[i] === '’s') continue;
    const lost =
      tokens.tag[i] === TAG['NNP$'] &&
      lower[i].endsWith('s') &&
      !gazetteer.lists(lower[i]) &&
      isOwner(reading, i, gazetteer);
    parts.push(lost ? lower[i].slice(0, -1) : lower[i]);
  }
  const key = parts.join(' ');
  const { first, end, type } = name;
  if (type !== 'PERSON')
    return made(first, end, end - 1, 'name', { type, key, plural: type === 'NORP' && key.endsWith('s') });
  const title = titleBefore(reading, first, begin);
  const gender =
    title && genderOf(title.noun) !== 'unknown' ? genderOf(title.noun) : genderOfFirstName(parts[0], gazetteer);
  const roleNoun = title?.role ? title.noun : undefined;
  return made(first, end, end - 1, 'name', { type, key, gender, role: title?.role, roleNoun });
}

/** "NATOs eastward expansion": the name without its s is known, or something is owned. "Knowles was here" owns nothing. */
function isOwner({ lower, tokens }: Reading, i: number, gazetteer: Gazetteer): boolean {
  if (gazetteer.lists(lower[i].slice(0, -1)) & (LIST.country | LIST.organisation | LIST.acronym | LIST.capital))
    return true;
  const next = i + 1;
  if (next >= tokens.count || tokens.sentence[next] !== tokens.sentence[i]) return false;
  const tag = tokens.tag[next];
  return isNoun(tag) || isAdjective(tag) || tag === TAG.CD;
}

function genderOfFirstName(first: string, gazetteer: Gazetteer): Gender {
  const lists = gazetteer.lists(first) & (LIST.female | LIST.male);
  return lists === LIST.female ? 'female' : lists === LIST.male ? 'male' : 'unknown';
}

/** "Russian President" before "Vladimir Putin"; a mere "Mr" has no role. */
function titleBefore(reading: Reading, first: number, begin: number): { noun: string; role?: string } | undefined {
  const { lower } = reading;
  if (first <= begin) return undefined;
  const last = first - 1;
  const title = lower[last].endsWith('.') ? lower[last].slice(0, -1) : lower[last];
  if (HONORIFICS.has(title)) return { noun: title };
  const full = ABBREVIATED.get(title);
  const noun = full ? nounOf(full) : NOUNS[reading.vocabulary.column(NOUN)[reading.types[last]] - 1];
  if (noun?.class !== 'person' || noun.plural) return undefined;
  const from = phraseBegin(reading, last, begin);
  const start = withoutDeterminer(reading, from, last);
  return { noun: noun.lemma, role: wordsOf(reading, start, first) };
}

const ABBREVIATED: ReadonlyMap<string, string> = new Map([
  ['gen', 'general'],
  ['sen', 'senator'],
  ['rep', 'representative'],
  ['gov', 'governor'],
  ['lt', 'lieutenant'],
  ['capt', 'captain'],
  ['sgt', 'sergeant'],
  ['col', 'colonel'],
  ['maj', 'major'],
  ['pres', 'president'],
]);

/** "Trump administration", also inside "the Biden administration official": a body of its own, called after the name. */
function bodyBehind(reading: Reading, name: Name, stop: number): Candidate | undefined {
  const { lower, tokens, nameAt } = reading;
  const head = name.end;
  if (head >= stop || nameAt[head] >= 0 || !BODIES.has(lower[head]) || !isNoun(tokens.tag[head])) return undefined;
  if (name.type !== 'PERSON' && name.type !== 'GPE' && name.type !== 'NORP') return undefined;
  const key = lower.slice(name.first, head + 1).join(' ');
  return made(name.first, head + 1, head, 'nominal', { type: 'ORG', key });
}

// --- noun phrases --------------------------------------------------------------------------------------------------------

function nominalAt(
  reading: Reading,
  head: number,
  begin: number,
  stop: number,
  isSource: boolean,
  known: Noun | undefined,
): Candidate | undefined {
  const { lower, tokens, nameAt } = reading;
  const { tag } = tokens;
  const possessive = tag[head] === TAG.NN$ || tag[head] === TAG['NNP$'];
  const lost = possessive && lower[head].endsWith('s');
  const word = lost ? lower[head].slice(0, -1) : lower[head];
  const told = (lost ? nounOf(word) : known) ?? (isSource ? documentOf(word) : undefined);
  const next = head + 1;
  if (next < stop && !isSource) {
    if (nameAt[next] >= 0 ? !possessive : isNoun(tag[next]) && !possessive) return undefined;
    if (tag[next] === TAG.HYPH) return undefined;
  }
  if (!told) return isSource ? unknownSource(reading, head, begin) : thingAt(reading, head, begin, word);
  // "the official said": the word is an adjective too, but here nothing follows that it could belong to
  if (
    !isSource &&
    tag[head] === TAG.JJ &&
    (told.class !== 'person' || (next < stop && (isAdjective(tag[next]) || tag[next] === TAG.CC)))
  ) {
    return undefined;
  }
  const first = phraseBegin(reading, head, begin);
  if (
    head > begin &&
    nameAt[head - 1] >= 0 &&
    BODIES.has(lower[head]) &&
    reading.names[nameAt[head - 1]].type !== 'ORG'
  )
    return undefined; // bodyBehind
  const start = withoutDeterminer(reading, first, head);
  const modifiers = start === head ? NONE : lower.slice(start, head);
  const determiner = start > first ? lower[first] : '';
  return made(first, next, head, isTitleAlone(reading, head, first, told) ? 'name' : 'nominal', {
    type: TYPE_OF[told.class],
    plural: told.plural,
    gender: told.class === 'person' ? genderOf(told.lemma) : 'unknown',
    noun: told,
    modifiers,
    determiner,
    other: modifiers.some((word) => OTHERS.has(word)) || OTHERS.has(determiner),
  });
}

/** A source of no kind that is known, which speaks all the same: "flydubai", "many", "eyewitness accounts". */
function unknownSource(reading: Reading, head: number, begin: number): Candidate {
  const { tokens, lower } = reading;
  const first = phraseBegin(reading, head, begin);
  const start = withoutDeterminer(reading, first, head);
  const plural = tokens.tag[head] === TAG.NNS || MANY.has(lower[head]);
  const name = capitalName(reading, start, head + 1);
  if (name >= 0) {
    const key = lower.slice(name, head + 1).join(' ');
    const type = start > first || isInCapitals(reading.words[head]) ? 'ORG' : 'PERSON';
    return made(name, head + 1, head, 'name', { type, key });
  }
  return made(first, head + 1, head, 'nominal', {
    type: 'OTHER',
    plural,
    modifiers: start === head ? NONE : lower.slice(start, head),
    determiner: start > first ? lower[first] : '',
    other: OTHERS.has(lower[head]),
  });
}

/** Where a name that was not recognised as one begins, -1 where the phrase is none: "WHO", "Zuckerberg". */
function capitalName({ words, lower, tokens, nameAt }: Reading, start: number, end: number): number {
  const isCapital = (i: number): boolean =>
    nameAt[i] < 0 &&
    /^\p{Lu}/u.test(words[i]) &&
    !HONORIFICS.has(lower[i].replace('.', '')) &&
    (isProperNoun(tokens.tag[i]) || isInCapitals(words[i]) || isMonth(lower[i]));
  let first = end;
  while (first > start && isCapital(first - 1)) first--;
  if (first === end) return -1;
  const sentence = tokens.sentence[first];
  const around = [first - 1, end].filter((i) => tokens.sentence[i] === sentence).map((i) => words[i]);
  if (isInCapitals(words[first]) && around.some((word) => word.length > 2 && isInCapitals(word))) return -1;
  // "Pundits said": at the beginning of a sentence a capital says nothing of a plural
  const opens = tokens.sentence[first - 1] !== sentence;
  return opens && end - first === 1 && /[^s]s$/.test(words[first]) ? -1 : first;
}

/** Months that are surnames and first names: who speaks is not a month. */
const MONTHS = new Set(['may', 'june', 'april', 'august', 'march']);
const isMonth = (word: string): boolean => MONTHS.has(word);
const isProperNoun = (tag: number): boolean => tag === TAG.NNP || tag === TAG.NNPS;
/** "WHO"; an initial is not. */
const isInCapitals = (word: string): boolean =>
  word.length > 1 && /^[\p{Lu}\d&.]+$/u.test(word) && /\p{Lu}/u.test(word);

const MANY = new Set(['all', 'both', 'many', 'several', 'few', 'most', 'some', 'others', 'these', 'those']);

/** Any other common noun: a thing that a pronoun may mean. */
function thingAt(reading: Reading, head: number, begin: number, word: string): Candidate | undefined {
  const { tokens, lower } = reading;
  if (!isCommonNoun(tokens.tag[head]) || word.length < 3) return undefined;
  const first = phraseBegin(reading, head, begin);
  const plural = tokens.tag[head] === TAG.NNS;
  const determiner = first < head && DETERMINERS.has(lower[first]) ? lower[first] : '';
  return made(first, head + 1, head, 'nominal', { type: 'OTHER', plural, determiner, silent: true });
}

/** "the Secretary", "Madam Speaker": an office written as a name stands for the one who holds it; not the end of "Editor-in-Chief". */
function isTitleAlone({ words, tokens }: Reading, head: number, first: number, noun: Noun): boolean {
  if (noun.class !== 'person' || noun.plural || !/^\p{Lu}\p{Ll}/u.test(words[head])) return false;
  if (words[head - 1] === '-' && words[head - 2] === 'in') return false;
  return tokens.tag[head] === TAG.NNP && (first < head || tokens.sentence[head - 1] === tokens.sentence[head]);
}

const TYPE_OF: Readonly<Record<Noun['class'], EntityType>> = {
  person: 'PERSON',
  organisation: 'ORG',
  place: 'LOC',
  law: 'LAW',
  thing: 'OTHER',
};

/** Where the noun phrase begins whose head is `head`, determiner and possessor included. */
function phraseBegin(reading: Reading, head: number, begin: number): number {
  const { tokens, lower, nameAt } = reading;
  const { tag } = tokens;
  let first = head;
  while (first > begin && head - first < LONGEST_PHRASE) {
    const before = first - 1;
    const t = tag[before];
    if (t === TAG.DT || t === TAG['PRP$'] || t === TAG.PDT) {
      first = before;
      if (before > begin && tag[before - 1] === TAG.PDT) first--;
      break;
    }
    const inside =
      nameAt[before] >= 0 ||
      isNoun(t) ||
      isAdjective(t) ||
      t === TAG.CD ||
      t === TAG.POS ||
      t === TAG.HYPH ||
      ((t === TAG.VBN || t === TAG.VBG) &&
        before > begin &&
        (tag[before - 1] === TAG.DT || tag[before - 1] === TAG.HYPH));
    if (!inside || lower[before] === 'percent') break;
    first = before;
  }
  while (first < head && (tag[first] === TAG.POS || tag[first] === TAG.HYPH)) first++;
  return first;
}

function withoutDeterminer({ lower, tokens }: Reading, first: number, head: number): number {
  let start = first;
  while (
    start < head &&
    (tokens.tag[start] === TAG.DT ||
      tokens.tag[start] === TAG.PDT ||
      tokens.tag[start] === TAG['PRP$'] ||
      DETERMINERS.has(lower[start]))
  )
    start++;
  return start;
}

export const isDefinite = ({ determiner }: Candidate): boolean =>
  DEFINITE.has(determiner) || POSSESSIVE.has(determiner);
export const isIndefinite = ({ determiner }: Candidate): boolean => INDEFINITE.has(determiner);
const POSSESSIVE = new Set('his her its their our my your'.split(' '));

// --- apposition ----------------------------------------------------------------------------------------------------------

/** Finds phrases that stand beside a person's name and say who it is; their words become the name's role. */
function apposed(reading: Reading, found: readonly Candidate[]): Candidate[] {
  const { lower } = reading;
  return found.map((candidate, index) => {
    if (candidate.kind !== 'name' || candidate.type !== 'PERSON' || candidate.noun) return candidate;
    // "Fuad Basya, spokesman for the Indonesian military, said"; names inside the office's phrase lie between
    const behind = found.slice(index + 1, index + 7).find((next) => isOffice(next) && next.first === candidate.end + 1);
    if (behind && lower[candidate.end] === ',') {
      behind.apposed = index;
      return candidate.role ? candidate : withRole(reading, candidate, behind, appositionEnd(reading, behind.end));
    }
    // "The first witness was Ann Hill"
    const before = precedingOffice(found, index);
    if (before >= 0 && isSaidToBe(reading, found[before], candidate)) found[before].apposed = index;
    // "Malaysia's Prime Minister, Najib Razak, said"; not the last of a list
    if (before >= 0 && lower[candidate.first - 1] === ',' && found[before].end === candidate.first - 1) {
      found[before].apposed = index;
      return candidate.role ? candidate : withRole(reading, candidate, found[before], found[before].end);
    }
    return candidate;
  });
}

/** No more tokens than this stand between "the witness at the trial" and "was", and between that and the name. */
const FARTHEST_VERB = 5;

/** "The first witness at the trial was Hawks head Ann Hill": the phrase, "is" or "was", and a phrase that ends in the name. */
function isSaidToBe({ lower, tokens, nameAt }: Reading, office: Candidate, name: Candidate): boolean {
  if (office.end > name.first || !isDefinite(office) || tokens.sentence[office.head] !== tokens.sentence[name.head])
    return false;
  let verb = office.end;
  while (verb < name.first && verb - office.end <= FARTHEST_VERB && !isBe(lower[verb])) {
    if (isVerb(tokens.tag[verb]) || tokens.tag[verb] === TAG[',']) return false;
    verb++;
  }
  if (!isBe(lower[verb]) || name.first - verb > FARTHEST_VERB + 1) return false;
  for (let i = verb + 1; i < name.first; i++)
    if (nameAt[i] < 0 && !isInPhrase(tokens.tag[i]) && lower[i] !== '-') return false;
  return true;
}

const isBe = (word: string): boolean => word === 'is' || word === 'was';

const isOffice = ({ noun, plural }: Candidate): boolean => noun?.class === 'person' && !plural;

/** The office that ends right before the name at `index`; names inside the office's own phrase lie between. */
function precedingOffice(found: readonly Candidate[], index: number): number {
  for (let i = index - 1; i >= Math.max(0, index - 6); i--) if (isOffice(found[i])) return i;
  return -1;
}

function withRole(reading: Reading, name: Candidate, office: Candidate, end: number): Candidate {
  const start = withoutDeterminer(reading, office.first, office.head);
  return { ...name, role: wordsOf(reading, start, end), roleNoun: office.noun?.lemma };
}

/** An office goes on to the next mark: "spokesman for the Indonesian military". */
function appositionEnd({ words, tokens }: Reading, end: number): number {
  let at = end;
  while (at < tokens.count && at - end < LONGEST_PHRASE && tokens.sentence[at] === tokens.sentence[end - 1]) {
    if (/^[^\p{L}\p{N}]+$/u.test(words[at]) && words[at] !== '-' && words[at] !== '&') return at;
    const tag = tokens.tag[at];
    if (tag === TAG.VBD || tag === TAG.VBZ || tag === TAG.VBP || tag === TAG.MD || tag === TAG.WP) return at;
    at++;
  }
  return at - end < LONGEST_PHRASE ? at : end;
}
