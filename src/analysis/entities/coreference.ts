import type { AttributionSpans, EntityType } from '../analysis';
import { isVerb, TAG } from '../text/tags';
import { type Gazetteer, LIST } from './gazetteer';
import { CITIES, type Gender, nounOf, STATES } from './lexicon';
import { type Candidate, isDefinite, isFirstPerson, isIndefinite, isNeuter, isRelativePronoun } from './mentions';
import { groupNames } from './nameGroups';
import {
  type Company,
  type MentionFacts,
  mentionFacts,
  MOST_FEATURES,
  noneFeatures,
  pairFeatures,
  type RankingWeights,
  scoreOf,
  type Speech,
} from './ranking';
import type { Cohesion } from '../order/cohesion';
import { type Reading, tokenAt } from './reading';
import { sourceHead } from './sourcePhrase';
import {
  type Asked,
  MOST_SPEAKER_FEATURES,
  noRivalFeatures,
  type Standing,
  rivalFeatures,
  type SpeakerModel,
} from './speakerRanking';

/** Mentions of one thing. */
export interface Chain {
  readonly type: EntityType;
  readonly named: boolean;
  readonly plural: boolean;
  gender: Gender;
  /** Indexes of candidates, in text order. */
  readonly members: number[];
  /** Words before its nominals that tell somebody apart: "senior", "u.s."; undefined for none. */
  modifiers?: Set<string>;
  /** Its last member among the candidates read so far, -1 before the first. */
  latest: number;
  /** Has it been brought in by "a", "an"? */
  introduced: boolean;
  /** Nouns that it is called by: "minister". */
  readonly nouns: Set<string>;
  isInTitle: boolean;
  /** Among the named by how often they are mentioned, 0 for the one most often; and how often its name is a source. */
  rank: number;
  sources: number;
  /** Of what was read so far: its mentions, how often it was a source, and the sentence in which it was one last, -1 for none. */
  mentions: number;
  claims: number;
  spoke: number;
}

export interface Resolved {
  readonly chains: readonly Chain[];
  /** By candidate: its chain, undefined when it is not known what it refers to. */
  readonly chainOf: readonly (Chain | undefined)[];
  /** By candidate: for a nominal or pronoun the candidate it takes its meaning from, else -1. */
  readonly antecedent: Int32Array;
  /** By attribution: the candidate that its source is about, -1 for none. */
  readonly sources: readonly number[];
}

/** A pronoun looks back over no more sentences and mentions than this. */
const SENTENCES_BACK = 4;
const MENTIONS_BACK = 80;
/** "the company" may stand this many sentences behind the name it means. */
const NOMINAL_SENTENCES_BACK = 8;

/**
 * Says which candidates refer to the same, by sieves from the surest to the least sure (Lee et al. 2013): names; roles and
 * appositions; nominals with the same head and no modifier against it; nominals for a named thing of their kind; pronouns.
 */
export function resolve(
  reading: Reading,
  candidates: readonly Candidate[],
  attributions: readonly AttributionSpans[],
  gazetteer: Gazetteer,
  { choose, chooseSpeaker, disorder, cohesion }: Choosers,
): Resolved {
  const chains: Chain[] = [];
  const chainOf: (Chain | undefined)[] = new Array<Chain | undefined>(candidates.length);
  const antecedent = new Int32Array(candidates.length).fill(-1);
  const join = (index: number, chain: Chain, from = -1): void => {
    chain.members.push(index);
    chainOf[index] = chain;
    antecedent[index] = from;
    learn(chain, candidates[index]);
    if (!chain.isInTitle && isInTitle(reading, candidates[index])) chain.isInTitle = true;
  };
  const begin = (index: number, named: boolean): Chain => {
    const { type, plural, gender } = candidates[index];
    const chain: Chain = {
      ...{ type: type ?? 'OTHER', named, plural, gender, members: [], latest: -1, introduced: false },
      ...{ nouns: new Set<string>(), isInTitle: false, rank: 99, sources: 0, mentions: 0, claims: 0, spoke: -1 },
    };
    chains.push(chain);
    join(index, chain);
    return chain;
  };

  const groups = groupNames(candidates, gazetteer);
  const chainOfGroup = new Map<number, Chain>();
  candidates.forEach((_, index) => {
    if (groups[index] < 0) return;
    const chain = chainOfGroup.get(groups[index]);
    if (chain) join(index, chain);
    else chainOfGroup.set(groups[index], begin(index, true));
  });

  const sources = attributions.map(({ source }) => sourceHead(reading, candidates, source));
  const speeches = speechesOf(reading, attributions, sources);
  const facts = mentionFacts(reading, candidates, (token) => innermost(speeches, token), gazetteer);
  const indefinites = countIndefinites(candidates);
  const byNoun = new Map<string, Chain[]>();
  const isSource = new Uint8Array(candidates.length);
  for (const source of sources) if (source >= 0) isSource[source] = 1;
  const main = [...chains].sort((a, b) => b.members.length - a.members.length);
  main.forEach((chain, rank) => (chain.rank = rank));
  for (const source of sources) if (source >= 0 && chainOf[source]) chainOf[source].sources++;
  const talk = new Talk();
  const holders = holdersOf(chains);
  const scene: Scene = {
    ...{ reading, candidates, facts, chainOf, byNoun, holders, main, talk, gazetteer, cohesion },
    isOutOfOrder: disorder > LIKELY,
  };
  const met = (i: number): void => {
    const chain = chainOf[i];
    if (!chain) return;
    chain.latest = i;
    chain.mentions++;
    if (isSource[i]) talk.speaks(chain, facts.sentence[i]);
  };
  for (let i = 0; i < candidates.length; i++) {
    const candidate = candidates[i];
    const known = chainOf[i];
    if (known) {
      remember(byNoun, known, candidate);
      met(i);
      continue;
    }
    if (candidate.silent) continue;
    const found =
      candidate.kind === 'pronoun'
        ? undefined
        : nominalAntecedent(reading, candidates, i, chainOf, byNoun, indefinites, gazetteer);
    const ruled = found && !overlapsMember(candidates, chainOf, i, found.chain) ? found : undefined;
    if (isSource[i] && isAsked(candidate) && !isCalledSo(ruled, candidate)) {
      const rivals = rivalsOf(scene, i);
      if (ruled && !rivals.includes(ruled.chain)) rivals.push(ruled.chain);
      const choice = speakerChoice(scene, i, rivals, ruled);
      const place = chooseSpeaker(choice);
      if (place >= 0) join(i, rivals[place], lastOf(rivals[place]));
    } else if (ruled) join(i, ruled.chain, ruled.member);
    if (!chainOf[i]) {
      const from = isRelativePronoun(candidate)
        ? relativeAntecedent(reading, candidates, i, chainOf)
        : candidate.kind === 'pronoun' && !isFirstPerson(candidate)
          ? choose(pronounChoice(reading, candidates, facts, speeches, i, chainOf))
          : -1;
      if (from >= 0) join(i, chainOf[from] ?? begin(from, false), from);
      else if (candidate.kind !== 'pronoun') begin(i, false);
    }
    if (candidate.kind !== 'pronoun') remember(byNoun, chainOf[i]!, candidate);
    met(i);
  }
  resolveFirstPerson(candidates, chainOf, speeches, join);
  for (const { members } of chains)
    if (members.length > 1) members.sort((a, b) => candidates[a].first - candidates[b].first);
  return { chains, chainOf, antecedent, sources };
}

/** No phrase or name reaches farther from its head than so many tokens, as far as this is concerned. */
const FARTHEST = 40;

/** Does the candidate share a word with a member of the chain? "his" and "his rival" are two people. */
function overlapsMember(
  candidates: readonly Candidate[],
  chainOf: readonly (Chain | undefined)[],
  index: number,
  chain: Chain,
): boolean {
  const { first, end } = candidates[index];
  const shares = (i: number): boolean => chainOf[i] === chain && candidates[i].first < end && candidates[i].end > first;
  for (let i = index - 1; i >= 0 && candidates[i].head > first - FARTHEST; i--) if (shares(i)) return true;
  for (let i = index + 1; i < candidates.length && candidates[i].head < end + FARTHEST; i++) if (shares(i)) return true;
  return false;
}

function learn(chain: Chain, candidate: Candidate): void {
  if (chain.gender === 'unknown') chain.gender = candidate.gender;
  if (candidate.kind === 'pronoun') return;
  const lemma = candidate.noun?.lemma ?? candidate.roleNoun;
  if (lemma !== undefined) chain.nouns.add(lemma);
  else if (candidate.kind === 'name' && candidate.type === 'ORG') {
    for (const word of candidate.key.split(' ')) {
      const noun = nounOf(word); // "the ministry" may be "the Foreign Ministry"
      if (noun?.class === 'organisation' && !noun.plural) chain.nouns.add(noun.lemma);
    }
  }
  for (const word of candidate.role?.toLowerCase().split(' ') ?? [])
    if (isTelling(word)) (chain.modifiers ??= new Set()).add(word);
  for (const modifier of candidate.modifiers) if (isTelling(modifier)) (chain.modifiers ??= new Set()).add(modifier);
  if (isIndefinite(candidate)) chain.introduced = true;
}

/** The last chains that a noun was used for, the latest at the end. */
function remember(byNoun: Map<string, Chain[]>, chain: Chain, { noun, roleNoun }: Candidate): void {
  const lemma = noun?.lemma ?? roleNoun;
  if (!lemma) return;
  const list = byNoun.get(lemma);
  if (!list) byNoun.set(lemma, [chain]);
  else if (list[list.length - 1] !== chain) {
    list.push(chain);
    if (list.length > 20) list.shift();
  }
}

/** By lemma: how many phrases bring in one such person, "a senior U.S. official". */
function countIndefinites(candidates: readonly Candidate[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const candidate of candidates) {
    if (!candidate.noun || candidate.plural || !isIndefinite(candidate)) continue;
    counts.set(candidate.noun.lemma, (counts.get(candidate.noun.lemma) ?? 0) + 1);
  }
  return counts;
}

// --- nominals ------------------------------------------------------------------------------------------------------------

interface Antecedent {
  readonly chain: Chain;
  readonly member: number;
}

function nominalAntecedent(
  reading: Reading,
  candidates: readonly Candidate[],
  index: number,
  chainOf: readonly (Chain | undefined)[],
  byNoun: ReadonlyMap<string, readonly Chain[]>,
  indefinites: ReadonlyMap<string, number>,
  gazetteer: Gazetteer,
): Antecedent | undefined {
  const candidate = candidates[index];
  const { noun, apposed } = candidate;
  if (apposed !== undefined && chainOf[apposed]) return { chain: chainOf[apposed], member: apposed };
  if (!noun || candidate.other) return undefined;
  const bare = candidate.determiner === '' && !candidate.plural;
  const headline = isInTitle(reading, candidate);
  const alone = (indefinites.get(noun.lemma) ?? 0) <= 1;
  const brought = isIndefinite(candidate) && noun.class === 'person' && alone;
  if (isDefinite(candidate) || brought || bare) {
    const chain = byNoun.get(noun.lemma)?.findLast((earlier) => fits(earlier, candidate, brought));
    const strict = bare && !headline && noun.class !== 'person';
    if (chain && !strict) return { chain, member: chain.latest >= 0 ? chain.latest : chain.members[0] };
  }
  if (!isDefinite(candidate) || candidate.plural || hasNames(reading, candidate)) return undefined;
  return namedAntecedent(reading, candidates, index, chainOf, gazetteer);
}

/** Can the phrase mean what this chain means? Nobody who was brought in is brought in again; modifiers must not contradict. */
function fits(chain: Chain, candidate: Candidate, brought: boolean): boolean {
  if (chain.plural !== candidate.plural) return false;
  if (brought && (chain.introduced || chain.named)) return false;
  const own = candidate.modifiers.filter(isTelling);
  const { modifiers } = chain;
  if (chain.named) return own.every((word) => modifiers?.has(word));
  return !own.length || !modifiers || own.some((word) => modifiers.has(word));
}

/** Small words and numbers tell nobody apart. */
const isTelling = (word: string): boolean => word.length > 1 && word > '9' && !TELLS_NOTHING.has(word);
const TELLS_NOTHING = new Set(["'s", '’s', 'of', 'and', 'first', 'last', 'same']);

/** Is the phrase told apart by names in it, "the Russian president"? Then it needs no other name to mean something. */
function hasNames({ nameAt }: Reading, { first, head }: Candidate): boolean {
  for (let i = first; i < head; i++) if (nameAt[i] >= 0) return true;
  return false;
}

/** "the accord", "the company", "the country": the last named thing of that kind. */
function namedAntecedent(
  reading: Reading,
  candidates: readonly Candidate[],
  index: number,
  chainOf: readonly (Chain | undefined)[],
  gazetteer: Gazetteer,
): Antecedent | undefined {
  const { noun, modifiers } = candidates[index];
  if (!noun || noun.class === 'person' || noun.class === 'thing' || modifiers.some(isTelling)) return undefined;
  const sentence = sentenceOf(reading, candidates[index]);
  for (let i = index - 1; i >= 0 && index - i <= MENTIONS_BACK; i--) {
    const earlier = candidates[i];
    if (sentence - sentenceOf(reading, earlier) > NOMINAL_SENTENCES_BACK) break;
    const chain = chainOf[i];
    if (!earlier.key || earlier.kind !== 'name' || !chain) continue;
    const same =
      noun.class === 'law'
        ? chain.type === 'LAW'
        : noun.class === 'organisation'
          ? chain.type === 'ORG' && !NO_NAME.has(noun.lemma)
          : isPlaceOf(noun.lemma, earlier.key, chain.type, gazetteer);
    if (same) return { chain, member: i };
  }
  return undefined;
}

/** Bodies that are spoken of by the noun alone more often than named before. */
const NO_NAME = new Set(
  'government police military media army court parliament opposition press public house community school church'.split(
    ' ',
  ),
);

function isPlaceOf(lemma: string, key: string, type: EntityType, gazetteer: Gazetteer): boolean {
  if (type !== 'GPE') return false;
  const state = (gazetteer.lists(key) & LIST.country) !== 0;
  if (STATES.has(lemma)) return state;
  return CITIES.has(lemma) && !state;
}

/** A relative clause stands no further from what it is about, in tokens: "the head of the union in Leeds, who". */
const FARTHEST_RELATIVE = 8;

/** What "who" or "which" is about: the nearest phrase before it that it may be said of. */
function relativeAntecedent(
  { tokens }: Reading,
  candidates: readonly Candidate[],
  index: number,
  chainOf: readonly (Chain | undefined)[],
): number {
  const { key, first } = candidates[index];
  for (let i = index - 1; i >= 0; i--) {
    const { end, head, kind, type, silent } = candidates[i];
    if (tokens.sentence[head] !== tokens.sentence[first] || first - end > FARTHEST_RELATIVE) return -1;
    if (end > first || kind === 'pronoun') continue;
    const about = chainOf[i]?.type ?? type;
    const isPerson = about === 'PERSON' || about === 'NORP';
    if (key === 'who' ? isPerson || (silent && first - end <= 1) : !isPerson || key === 'that') return i;
  }
  return -1;
}

// --- pronouns ------------------------------------------------------------------------------------------------------------

/** A pronoun and the earlier mentions that it may mean. */
export interface Choice {
  readonly index: number;
  /** Candidates that agree with it, the nearest first. */
  readonly rivals: readonly number[];
  /** Writes the features of the rival at that place, or of "none of them" for -1; returns their number. */
  features(out: Int32Array, place: number): number;
}

/** Which candidate the pronoun means, -1 for none of the rivals. */
export type Choosing = (choice: Choice) => number;

/** By so much "none of them" must be better than the best of them; chosen on the development texts. */
const NONE_BEHIND = 1;

/** Takes the mention that the model ranks highest. */
export function byRank(weights: RankingWeights): Choosing {
  const features = new Int32Array(MOST_FEATURES);
  return (choice) => {
    const place = highest(weights, features, choice, -NONE_BEHIND);
    return place < 0 ? -1 : choice.rivals[place];
  };
}

/** The place of the rival that the model ranks highest, -1 when that is "none of them", whose score is raised by so much. */
function highest(
  weights: Float32Array,
  features: Int32Array,
  choice: { readonly rivals: readonly unknown[]; features(out: Int32Array, place: number): number },
  none: number,
): number {
  let best = -1;
  let most = scoreOf(weights, features, choice.features(features, -1)) + none;
  for (let place = 0; place < choice.rivals.length; place++) {
    const score = scoreOf(weights, features, choice.features(features, place));
    if (score > most) [best, most] = [place, score];
  }
  return best;
}

/** What a thing is before a pronoun has meant it. */
const THING: Company = { type: 'OTHER', named: false, plural: false, gender: 'unknown', members: [0] };
const THINGS: Company = { ...THING, plural: true };

function pronounChoice(
  reading: Reading,
  candidates: readonly Candidate[],
  facts: MentionFacts,
  speeches: readonly Speech[],
  index: number,
  chainOf: readonly (Chain | undefined)[],
): Choice {
  const pronoun = candidates[index];
  const companyOf = (i: number): Company | undefined =>
    chainOf[i] ?? (candidates[i].silent ? (candidates[i].plural ? THINGS : THING) : undefined);
  const rivals: number[] = [];
  for (let i = index - 1; i >= 0 && index - i <= MENTIONS_BACK; i--) {
    if (facts.sentence[index] - facts.sentence[i] > SENTENCES_BACK) break;
    const company = companyOf(i);
    if (!company || candidates[i].end > pronoun.first || !agrees(pronoun, company)) continue;
    const chain = chainOf[i];
    if (!chain || !overlapsMember(candidates, chainOf, index, chain)) rivals.push(i);
  }
  const pleonastic = isNeuter(pronoun) && isPleonastic(reading, pronoun);
  const speech = facts.speech[index] < 0 ? undefined : speeches[facts.speech[index]];
  const source = speech?.source ?? -1;
  const speaker = source < 0 ? undefined : chainOf[source];
  // "assurances from Biden to Putin that he will not": who opens an indirect claim is the one who makes it.
  const opens = speech && !speech.direct && pronoun.first - speech.first <= 1 && rivals.includes(source);
  if (opens) rivals.splice(0, rivals.length, source);
  return {
    index,
    rivals,
    features: (out, place) => {
      if (place < 0) return noneFeatures(out, reading, candidates, facts, index, rivals.length, pleonastic);
      const earlier = rivals[place];
      const same = facts.sentence[index] === facts.sentence[earlier];
      const coArgument = same && isCoArgument(reading, candidates[earlier], pronoun);
      const chain = companyOf(earlier)!;
      const isSpeaker = chain === speaker; // undefined for nobody, which no company is
      // prettier-ignore
      return pairFeatures(out, reading, candidates, facts, speeches, index, earlier, chain, place, isSpeaker, coArgument);
    },
  };
}

const ANAPHORS = new Set('its his their theirs hers itself himself herself themselves'.split(' '));
const CLAUSE_MARKS = new Set([
  ',',
  ';',
  ':',
  '-',
  '—',
  '"',
  '“',
  '”',
  'that',
  'who',
  'which',
  'when',
  'while',
  'because',
  'if',
  'and',
  'but',
  'after',
  'before',
  'as',
  'since',
  'whether',
  'to',
]);

/** "Russia denied it": the object of a verb is not its subject. "its" and "itself" may be. */
function isCoArgument({ lower, tokens }: Reading, earlier: Candidate, pronoun: Candidate): boolean {
  if (ANAPHORS.has(pronoun.key) || (pronoun.key === 'her' && tokens.tag[pronoun.head] === TAG['PRP$'])) return false;
  if (pronoun.first - earlier.end > 8) return false;
  let verbs = 0;
  for (let i = earlier.end; i < pronoun.first; i++) {
    if (CLAUSE_MARKS.has(lower[i])) return false;
    if (isVerb(tokens.tag[i])) verbs++;
  }
  return verbs > 0 && isVerbOrPreposition(tokens.tag[pronoun.first - 1]) && !startsClause(tokens, pronoun.end);
}

const isVerbOrPreposition = (tag: number): boolean => isVerb(tag) || tag === TAG.IN || tag === TAG.RP;

/** "says it feels": the pronoun is a subject itself. */
function startsClause({ tag, sentence, count }: Reading['tokens'], behind: number): boolean {
  return behind < count && sentence[behind] === sentence[behind - 1] && (isVerb(tag[behind]) || tag[behind] === TAG.RB);
}

function agrees(pronoun: Candidate, chain: Company): boolean {
  const { key, gender } = pronoun;
  if (isNeuter(pronoun)) return chain.type !== 'PERSON' && chain.type !== 'NORP' && !chain.plural;
  if (pronoun.plural) return chain.plural || chain.type === 'ORG' || chain.type === 'NORP' || isAnybody(chain);
  if (key === 'i' || chain.type !== 'PERSON' || chain.plural) return false;
  return gender === 'unknown' || chain.gender === 'unknown' || chain.gender === gender;
}

/** "The official said they ...": somebody of whom the article does not tell whether it is a man or a woman. */
const isAnybody = ({ type, named, gender }: Company): boolean => type === 'PERSON' && !named && gender === 'unknown';

const WEATHER = new Set('seems seemed appears appeared takes took means meant turns turned'.split(' '));

/** "it is clear that", "it seems": stands for nothing. */
function isPleonastic({ lower, tokens }: Reading, { head }: Candidate): boolean {
  const s = tokens.sentence[head];
  const within = (i: number): boolean => i < tokens.count && tokens.sentence[i] === s;
  if (lower[head] !== 'it' || !within(head + 1)) return false;
  if (WEATHER.has(lower[head + 1])) return true;
  if (!/^(?:is|was|'s|’s|be|will|would|has|may|might|s)$/.test(lower[head + 1])) return false;
  for (let i = head + 2; i < head + 6 && within(i); i++) {
    if (tokens.tag[i] !== TAG.JJ && tokens.tag[i] !== TAG.VBN && tokens.tag[i] !== TAG.NN) continue;
    return within(i + 1) && /^(?:that|to|for|when|whether|if|how)$/.test(lower[i + 1]);
  }
  return false;
}

const isInTitle = (reading: Reading, candidate: Candidate): boolean =>
  reading.paragraphs[reading.sentences.paragraph[sentenceOf(reading, candidate)]]?.role === 'title';

const sentenceOf = ({ tokens }: Reading, { head }: Candidate): number => tokens.sentence[head];

// --- speakers ------------------------------------------------------------------------------------------------------------

/** How what is not certain is decided: by a model, or by the gold labels it is trained on. */
export interface Choosers {
  readonly choose: Choosing;
  /** Which of the rivals is the source, by its place among them; -1 for none. */
  readonly chooseSpeaker: (choice: SpeakerChoice) => number;
  /** How likely the paragraphs are out of order, 0 to 1. */
  readonly disorder: number;
  readonly cohesion: Cohesion;
}

/** A source that is not a name, and who may be meant. */
export interface SpeakerChoice {
  readonly index: number;
  readonly isPronoun: boolean;
  /** The one who was spoken of last is the first. */
  readonly rivals: readonly Chain[];
  /** Writes the features of the rival at that place, or of "none of them" for -1; returns their number. */
  features(out: Int32Array, place: number): number;
}

/** By so much a description must be likelier to be somebody than nobody known: a wrong name is worse than none. */
const DOUBT = 1;

/** Takes the rival that the model ranks highest. */
export function bySpeakerRank({ weights }: SpeakerModel): Choosers['chooseSpeaker'] {
  const features = new Int32Array(MOST_SPEAKER_FEATURES);
  return (choice) => highest(weights, features, choice, choice.isPronoun ? 0 : DOUBT);
}

/** Who spoke last, and before. */
class Talk {
  last: Chain | undefined;
  before: Chain | undefined;
  sentence = -1;

  speaks(chain: Chain, sentence: number): void {
    if (chain !== this.last) [this.before, this.last] = [this.last, chain];
    this.sentence = sentence;
    chain.claims++;
    chain.spoke = sentence;
  }
}

/** A name says who it is, an apposition and a relative clause by what they stand beside; of all others it is asked. */
function isAsked(candidate: Candidate): boolean {
  if (candidate.kind === 'pronoun') return !isFirstPerson(candidate) && !isRelativePronoun(candidate);
  if (candidate.apposed !== undefined || candidate.other || isIndefinite(candidate)) return false;
  return candidate.noun !== undefined || isDefinite(candidate);
}

/** "the official" is the official who was spoken of before; a name for "the governor" is asked for. */
function isCalledSo(ruled: Antecedent | undefined, { noun }: Candidate): boolean {
  return ruled !== undefined && noun !== undefined && !ruled.chain.named && ruled.chain.nouns.has(noun.lemma);
}

/** A source may mean somebody who was mentioned so many sentences and mentions ago, and one of so many. */
const SPEAKER_SENTENCES_BACK = 30;
const SPEAKER_MENTIONS_BACK = 150;
const MOST_RIVALS = 16;

/** By noun: the named that are called by it anywhere, "minister". */
function holdersOf(chains: readonly Chain[]): ReadonlyMap<string, readonly Chain[]> {
  const holders = new Map<string, Chain[]>();
  for (const chain of chains)
    for (const noun of chain.nouns) {
      const list = holders.get(noun);
      if (!list) holders.set(noun, [chain]);
      else if (list.length < MOST_RIVALS) list.push(chain);
    }
  return holders;
}

/** What is known while an article is read, up to a source. */
interface Scene {
  readonly reading: Reading;
  readonly candidates: readonly Candidate[];
  readonly facts: MentionFacts;
  readonly chainOf: readonly (Chain | undefined)[];
  /** The last chains that a noun was used for, and the named that are called by it anywhere. */
  readonly byNoun: ReadonlyMap<string, readonly Chain[]>;
  readonly holders: ReadonlyMap<string, readonly Chain[]>;
  /** The named, those first that are mentioned most often. */
  readonly main: readonly Chain[];
  readonly talk: Talk;
  readonly gazetteer: Gazetteer;
  readonly cohesion: Cohesion;
  readonly isOutOfOrder: boolean;
}

/** Who may be meant, whoever was mentioned last first; where paragraphs are out of order, those who are mentioned later too. */
function rivalsOf(
  { reading, candidates, facts, chainOf, byNoun, holders, main, isOutOfOrder }: Scene,
  index: number,
): Chain[] {
  const source = candidates[index];
  const rivals = new Set<Chain>();
  const add = (chain: Chain | undefined): void => {
    if (chain && mayBe(source, chain) && !overlapsMember(candidates, chainOf, index, chain)) rivals.add(chain);
  };
  for (let i = index - 1; i >= 0 && index - i <= SPEAKER_MENTIONS_BACK && rivals.size < MOST_RIVALS; i--) {
    if (facts.sentence[index] - facts.sentence[i] > SPEAKER_SENTENCES_BACK) break;
    if (candidates[i].end <= source.first && chainOf[i] && !rivals.has(chainOf[i]!)) add(chainOf[i]);
  }
  const before = rivals.size;
  for (const chain of isOutOfOrder && !isInTitle(reading, source) ? main.slice(0, 3 * MOST_RIVALS) : []) {
    if (rivals.size - before >= MOST_RIVALS / 2) break;
    add(chain);
  }
  const lemma = source.noun?.lemma ?? source.roleNoun;
  if (lemma !== undefined) for (const list of [byNoun, holders]) list.get(lemma)?.forEach(add);
  return [...rivals];
}

/** Can the source's words be said of it at all? */
function mayBe(source: Candidate, chain: Chain): boolean {
  if (source.kind === 'pronoun') return agrees(source, chain);
  if (chain.plural !== source.plural) return false;
  const { type } = chain;
  switch (source.noun?.class) {
    case 'person':
      return (
        type === 'PERSON' &&
        (source.gender === 'unknown' || chain.gender === 'unknown' || chain.gender === source.gender)
      );
    case 'organisation':
      return type === 'ORG' || type === 'WORK' || (type === 'GPE' && GOVERNMENTS.has(source.noun.lemma));
    case 'place':
      return type === 'GPE' || type === 'LOC' || type === 'FAC' || type === 'ORG';
    case 'law':
      return type === 'LAW';
    case 'thing':
      return type !== 'PERSON' && type !== 'GPE' && type !== 'NORP';
    case undefined:
      return true;
  }
}

/** As `Asked.nameInside`. */
function nameInside({ nameAt, names, tokens, lower }: Reading, { first, head }: Candidate): number {
  for (let i = first; i < head; i++) {
    if (nameAt[i] < 0) continue;
    const { end } = names[nameAt[i]];
    return tokens.tag[end] === TAG.POS || /^['’]s?$/.test(lower[end]) || /['’]s?$/.test(lower[end - 1]) ? 1 : 2;
  }
  return 0;
}

/** What a state may be called. */
const GOVERNMENTS = new Set(['government', 'administration', 'regime', 'authority']);

/** Its last mention by now, or its first if it has none yet. */
const lastOf = ({ latest, members }: Chain): number => (latest >= 0 ? latest : members[0]);

function speakerChoice(
  { reading, candidates, facts, chainOf, byNoun, talk, gazetteer, cohesion, isOutOfOrder }: Scene,
  index: number,
  rivals: readonly Chain[],
  ruled: Antecedent | undefined,
): SpeakerChoice {
  const source = candidates[index];
  const { first, kind, noun } = source;
  const sentence = facts.sentence[index];
  const { tokens, sentences } = reading;
  const paragraphAt = (s: number): number => (s < 0 ? -1 : sentences.paragraph[s]);
  const paragraph = paragraphAt(tokens.sentence[first]);
  const recent = new Map<Chain, number>();
  const topic = new Set<Chain>();
  const since = new Set<Chain>();
  for (let i = index - 1; i >= 0 && index - i <= SPEAKER_MENTIONS_BACK; i--) {
    const chain = chainOf[i];
    const away = sentence - facts.sentence[i];
    if (away > RECENT) break;
    if (!chain) continue;
    recent.set(chain, (recent.get(chain) ?? 0) + 1);
    if (facts.sentence[i] > talk.sentence && chain.type === 'PERSON') since.add(chain);
    const begins = paragraphAt(facts.sentence[i] - 1) !== paragraphAt(facts.sentence[i]);
    if (begins && facts.role[i] > 0 && paragraphAt(facts.sentence[i]) === paragraph) topic.add(chain);
  }
  const shared = cohesion.with(paragraph);
  const likeness = rivals.map(({ members }) =>
    members.slice(0, MOST_MEMBERS).reduce((most, member) => {
      const { kind: how, head } = candidates[member];
      return how === 'name' ? Math.max(most, shared.get(paragraphAt(tokens.sentence[head])) ?? 0) : most;
    }, 0),
  );
  const asked: Asked = {
    index,
    isOutOfOrder,
    lastSpeaker: talk.last ? rivals.indexOf(talk.last) : -1,
    speakerBefore: talk.before ? rivals.indexOf(talk.before) : -1,
    silence: talk.sentence < 0 ? 9 : sentence - talk.sentence,
    since: since.size,
    ruled: ruled ? rivals.indexOf(ruled.chain) : -1,
    people: rivals.filter(({ type, named, plural }) => type === 'PERSON' && named && !plural).length,
    isFirstInParagraph: paragraphAt(sentence - 1) !== paragraph,
    nameInside: nameInside(reading, source),
    isKnownNoun: kind !== 'pronoun' && noun !== undefined && byNoun.has(noun.lemma),
    isPleonastic: isNeuter(source) && isPleonastic(reading, source),
  };
  const standingOf = (place: number): Standing => {
    const chain = rivals[place];
    const last = lastOf(chain);
    const { end } = candidates[last];
    const isPossessive =
      tokens.tag[end] === TAG.POS || tokens.tag[end - 1] === TAG.NNP$ || tokens.tag[end - 1] === TAG.PRP$;
    const moreAlike = likeness.filter((each) => each > likeness[place]).length;
    const isHere = last < index && paragraphAt(tokens.sentence[candidates[last].head]) === paragraph;
    return {
      likeness: likeness[place],
      moreAlike,
      isHere,
      last,
      isPossessive,
      isTopic: topic.has(chain),
      recent: recent.get(chain) ?? 0,
      isSince: since.has(chain),
    };
  };
  return {
    index,
    isPronoun: kind === 'pronoun',
    rivals,
    features: (out, place) =>
      place < 0
        ? noRivalFeatures(out, candidates, facts, asked, rivals.length)
        : rivalFeatures(out, candidates, facts, asked, rivals[place], standingOf(place), place, gazetteer),
  };
}

/** From this probability on paragraphs are taken to be out of order. */
const LIKELY = 0.5;
/** Of so many mentions of a rival it is asked what their paragraphs have in common with the source's. */
const MOST_MEMBERS = 30;
/** So many sentences back somebody has been spoken of a moment ago. */
const RECENT = 4;

// --- speech --------------------------------------------------------------------------------------------------------------

/** I and we inside a claim are its source. */
function resolveFirstPerson(
  candidates: readonly Candidate[],
  chainOf: readonly (Chain | undefined)[],
  speeches: readonly Speech[],
  join: (index: number, chain: Chain, from: number) => void,
): void {
  candidates.forEach((candidate, index) => {
    if (chainOf[index] || !isFirstPerson(candidate)) return;
    const at = innermost(speeches, candidate.head);
    const source = at < 0 ? -1 : speeches[at].source;
    const chain = source < 0 ? undefined : chainOf[source];
    if (chain && !overlapsMember(candidates, chainOf, index, chain)) join(index, chain, source);
  });
}

/** One entry a content span, in text order. */
function speechesOf(reading: Reading, attributions: readonly AttributionSpans[], sources: readonly number[]): Speech[] {
  const speeches = attributions.flatMap(({ content, kind }, index) =>
    content.map(({ start, end }) => ({
      first: tokenAt(reading.tokens, start),
      end: tokenAt(reading.tokens, end),
      source: sources[index],
      direct: kind !== 'indirect',
    })),
  );
  return speeches.sort((a, b) => a.first - b.first || b.end - a.end);
}

/** No content lies in more others than this. */
const DEEPEST = 40;

/** Index of the smallest content that holds the token, -1 for none. */
function innermost(speeches: readonly Speech[], token: number): number {
  let low = 0;
  let high = speeches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (speeches[middle].first <= token) low = middle + 1;
    else high = middle;
  }
  for (let i = low - 1; i >= 0 && i >= low - DEEPEST; i--) if (speeches[i].end > token) return i;
  return -1;
}
