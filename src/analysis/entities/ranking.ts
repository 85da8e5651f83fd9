import type { EntityType } from '../analysis';
import { ENTITY_TYPES } from '../analysis';
import { readModelFile, sectionOf, writeModelFile } from '../tagger/modelFile';
import { isAdjective, isFiniteVerb, isNoun, isVerb, TAG } from '../text/tags';
import { wordProperty } from '../text/vocabulary';
import { oncePer } from '../../util/once';
import type { Gazetteer } from './gazetteer';
import type { Gender } from './lexicon';
import { type Candidate, isDefinite, isIndefinite } from './mentions';
import type { Reading } from './reading';

/**
 * Which earlier mention a pronoun takes its meaning from: a linear model ranks them, and "none of these" among them (after
 * Durrett and Klein 2013; features of the surface, of grammatical role, and of who is speaking). A feature is a template
 * with a small value; each kind of pronoun has weights of its own. Trained by training/coreference.mts.
 */
export type RankingWeights = Float32Array;

const KIND_OF: ReadonlyMap<string, number> = new Map(
  [
    'he him himself',
    'his',
    'she hers herself',
    'her',
    'it itself',
    'its',
    'they them themselves',
    'their theirs',
  ].flatMap((words, kind) => words.split(' ').map((word): [string, number] => [word, kind])),
);
const KINDS = 8;
const TEMPLATES = 32;
/** Values of a template are 0 up to, not including, this. */
const VALUES = 40;
const SIZE = KINDS * TEMPLATES * VALUES;
/** Templates of "none of these" begin here. */
const NONE = 26;

const FILE = 'coreference.bin';
const KIND = 'coreference';

/** @throws Error naming the file and what is wrong with it. */
export function readRankingWeights(bytes: Uint8Array): RankingWeights {
  const weights = sectionOf(readModelFile(bytes, FILE, KIND), 'weights', Float32Array, FILE);
  if (weights.length !== SIZE) throw new Error(`Model file ${FILE} cannot be used: it has other features.`);
  return weights;
}

export function writeRankingWeights(weights: RankingWeights, about: Record<string, unknown>): Uint8Array {
  return writeModelFile({ about: { ...about, kind: KIND }, sections: { weights } });
}

export const newRankingWeights = (): RankingWeights => new Float32Array(SIZE);

/** What the model asks of the chain that an earlier mention belongs to. */
export interface Company {
  readonly type: EntityType;
  readonly named: boolean;
  readonly plural: boolean;
  readonly gender: Gender;
  readonly members: readonly number[];
}

/** A stretch of speech, in tokens, and the candidate that speaks, -1 for none. */
export interface Speech {
  readonly first: number;
  readonly end: number;
  readonly source: number;
  readonly direct: boolean;
}

/** What is asked of each mention as a pronoun's antecedent, found once a document. */
export interface MentionFacts {
  readonly sentence: Int32Array;
  /** 2: a finite verb follows, 1: it begins the sentence, 0: neither. */
  readonly role: Uint8Array;
  /** What stands before: 0 nothing, 1 preposition, 2 verb, 3 conjunction, 4 mark, 5 other. */
  readonly before: Uint8Array;
  /** Coarse cluster of the head's word, 1 to 32; 0 for a word that has none. */
  readonly cluster: Uint8Array;
  /** Index of the innermost speech that holds it, -1 for none. */
  readonly speech: Int32Array;
}

export function mentionFacts(
  reading: Reading,
  candidates: readonly Candidate[],
  speechAt: (token: number) => number,
  gazetteer: Gazetteer,
): MentionFacts {
  const count = candidates.length;
  const facts = {
    ...{ sentence: new Int32Array(count), role: new Uint8Array(count), before: new Uint8Array(count) },
    ...{ cluster: new Uint8Array(count), speech: new Int32Array(count) },
  };
  const { tokens, types, vocabulary, sentences } = reading;
  const coarse = vocabulary.column(coarseClusters(gazetteer));
  candidates.forEach(({ first, end, head }, i) => {
    const sentence = tokens.sentence[head];
    facts.sentence[i] = sentence;
    const begins = first === sentences.firstToken[sentence];
    const stop = sentences.endToken[sentence];
    facts.role[i] = end < stop && isFiniteVerb(tokens.tag[end]) ? 2 : begins ? 1 : 0;
    facts.before[i] = begins ? 0 : contextOf(tokens.tag[first - 1]);
    facts.cluster[i] = coarse[types[head]];
    facts.speech[i] = speechAt(head);
  });
  return facts;
}

/** Coarse cluster by word type, 1 to 32; 0 for a word that has none. */
const coarseClusters = oncePer((gazetteer: Gazetteer) =>
  wordProperty(Uint8Array, (_, lower) => {
    const cluster = gazetteer.cluster(lower);
    return cluster < 0 ? 0 : gazetteer.coarse[cluster] + 1;
  }),
);

function contextOf(tag: number): number {
  if (tag === TAG.IN || tag === TAG.TO) return 1;
  if (isVerb(tag)) return 2;
  if (tag === TAG.CC) return 3;
  return tag === TAG[','] || tag === TAG[':'] || tag === TAG["''"] || tag === TAG['``'] ? 4 : 5;
}

/** Most features of a pair. */
export const MOST_FEATURES = TEMPLATES;

/**
 * Writes the features of a pronoun (`index`) with an earlier mention (`earlier`); `rank` counts the mentions between
 * that might be meant too, `isSpeaker` tells that it means the one whose words hold the pronoun. Returns how many there are.
 */
export function pairFeatures(
  out: Int32Array,
  reading: Reading,
  candidates: readonly Candidate[],
  facts: MentionFacts,
  speeches: readonly Speech[],
  index: number,
  earlier: number,
  chain: Company,
  rank: number,
  isSpeaker: boolean,
  isCoArgument: boolean,
): number {
  const pronoun = candidates[index];
  const other = candidates[earlier];
  const base = KIND_OF.get(pronoun.key)! * TEMPLATES * VALUES;
  let n = 0;
  const add = (template: number, value: number): void => void (out[n++] = base + template * VALUES + value);
  const distance = Math.min(facts.sentence[index] - facts.sentence[earlier], 4);
  const kind = kindOf(other);
  const type = ENTITY_TYPES.indexOf(chain.type);
  const role = facts.role[earlier];
  add(0, kind);
  add(1, distance);
  add(2, Math.min(rank, 9));
  add(3, type);
  add(4, distance * 4 + Math.min(rank, 3));
  add(5, role * 3 + facts.role[index]);
  add(6, facts.before[earlier] * 6 + facts.before[index]);
  add(7, (chain.plural ? 1 : 0) + (other.plural ? 2 : 0) + (chain.named ? 4 : 0));
  add(8, genderMatch(pronoun.gender, chain.gender));
  add(9, Math.min(chain.members.length, 6));
  add(10, distance * 3 + role);
  add(11, facts.cluster[earlier]);
  add(12, speechRelation(facts, speeches, index, earlier, isSpeaker));
  add(13, isCoArgument ? 1 : 0);
  add(14, other.kind === 'pronoun' ? (other.key === pronoun.key ? 2 : 1) : 0);
  add(15, Math.min(pronoun.first - other.end, 12));
  add(
    16,
    reading.sentences.paragraph[facts.sentence[earlier]] === reading.sentences.paragraph[facts.sentence[index]] ? 1 : 0,
  );
  add(17, kind * 4 + Math.min(rank, 3));
  add(18, distance * 8 + kind);
  add(19, Math.min(other.end - other.first, 6));
  add(20, followedBy(reading, other));
  add(21, type * 3 + role);
  return n;
}

export function kindOf(candidate: Candidate): number {
  if (candidate.kind === 'name') return 0;
  if (candidate.kind === 'pronoun') return 1;
  if (candidate.determiner === 'the') return 2;
  if (isDefinite(candidate)) return 3;
  if (isIndefinite(candidate)) return 4;
  return candidate.determiner ? 5 : candidate.silent ? 7 : 6;
}

export function genderMatch(pronoun: Gender, chain: Gender): number {
  return chain === 'unknown' ? 0 : chain === pronoun ? 1 : 2;
}

/** Who speaks where: 0 nobody near; 1, 2 the antecedent is who speaks the pronoun (directly, indirectly); 3 the same speech ... */
function speechRelation(
  { speech }: MentionFacts,
  speeches: readonly Speech[],
  index: number,
  earlier: number,
  isSpeaker: boolean,
): number {
  const own = speech[index];
  const others = speech[earlier];
  if (own >= 0) {
    const { source, direct } = speeches[own];
    if (source === earlier) return direct ? 1 : 2;
    if (isSpeaker) return direct ? 3 : 4;
    if (others === own) return direct ? 5 : 6;
    return others >= 0 ? 7 : direct ? 8 : 9;
  }
  return others >= 0 ? 10 : 0;
}

/** What comes behind: 0 the end, 1 "and", 2 a preposition, 3 a mark, 4 a verb, 5 "who", "that", 6 other. */
function followedBy({ tokens, sentences }: Reading, { end }: Candidate): number {
  if (end >= sentences.endToken[tokens.sentence[end - 1]]) return 0;
  const tag = tokens.tag[end];
  if (tag === TAG.CC) return 1;
  if (tag === TAG.IN || tag === TAG.TO) return 2;
  if (tag === TAG[','] || tag === TAG[':']) return 3;
  if (isVerb(tag)) return 4;
  return tag === TAG.WDT || tag === TAG.WP || tag === TAG['WP$'] ? 5 : 6;
}

/** The features of "none of these": "it is clear that", "they" for people in general. */
export function noneFeatures(
  out: Int32Array,
  reading: Reading,
  candidates: readonly Candidate[],
  facts: MentionFacts,
  index: number,
  rivals: number,
  pleonastic: boolean,
): number {
  const { tokens, sentences } = reading;
  const pronoun = candidates[index];
  const base = KIND_OF.get(pronoun.key)! * TEMPLATES * VALUES;
  const stop = sentences.endToken[facts.sentence[index]];
  let n = 0;
  const add = (template: number, value: number): void => void (out[n++] = base + template * VALUES + value);
  add(NONE, pleonastic ? 1 : 0);
  add(NONE + 1, Math.min(rivals, 8));
  add(NONE + 2, facts.before[index] * 6 + (pronoun.end < stop ? Math.min(5, nextContext(tokens.tag[pronoun.end])) : 5));
  add(NONE + 3, facts.role[index] * 2 + (facts.speech[index] >= 0 ? 1 : 0));
  add(NONE + 4, complementBehind(reading, pronoun.end, stop));
  return n;
}

function nextContext(tag: number): number {
  if (tag === TAG.MD) return 0;
  if (isFiniteVerb(tag)) return 1;
  if (isVerb(tag)) return 2;
  if (isNoun(tag)) return 3;
  return 4;
}

/** "it is likely that", "it takes time to": the first word of a clause within eight tokens, and what stands before it. */
function complementBehind({ tokens, lower }: Reading, from: number, stop: number): number {
  for (let i = from; i < Math.min(stop, from + 8); i++) {
    const word = lower[i];
    const clause =
      word === 'that' ? 1 : word === 'to' ? 2 : word === 'for' ? 3 : word === 'if' || word === 'when' ? 4 : 0;
    if (!clause) continue;
    const tag = i > from ? tokens.tag[i - 1] : -1;
    const before = tag < 0 ? 0 : isAdjective(tag) ? 1 : tag === TAG.VBN ? 2 : isNoun(tag) ? 3 : 4;
    return clause * 5 + before;
  }
  return 0;
}

export function scoreOf(weights: RankingWeights, features: Int32Array, count: number): number {
  let score = 0;
  for (let f = 0; f < count; f++) score += weights[features[f]];
  return score;
}
