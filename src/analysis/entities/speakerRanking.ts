import { ENTITY_TYPES, type EntityType } from '../analysis';
import { readModelFile, sectionOf, writeModelFile } from '../tagger/modelFile';
import { DISORDER_SIGNS } from '../order/disorder';
import type { Gazetteer } from './gazetteer';
import type { Gender } from './lexicon';
import { type Candidate, isDefinite, isIndefinite } from './mentions';
import { genderMatch, kindOf, type MentionFacts } from './ranking';

/**
 * Who is meant by a source that is not a name: a linear model ranks all actors of the article, and "none of them" among them. It is
 * told how the source is worded, who was spoken of and who spoke before, and what each actor has been called. A feature is a
 * template with a small value; each kind of source has weights of its own. Trained by training/speakers.mts.
 */
export interface SpeakerModel {
  readonly weights: Float32Array;
  /** Of the signs that paragraphs are out of order (order/disorder.ts). */
  readonly disorder: Float32Array;
}

const PRONOUN_KINDS: ReadonlyMap<string, number> = new Map(
  ['he him his himself', 'she her hers herself', 'it its itself', 'they them their theirs themselves'].flatMap(
    (words, kind) => words.split(' ').map((word): [string, number] => [word, kind]),
  ),
);
/** Pronouns, then people, bodies and other things, each definite or not, and a plural. */
const KINDS = 11;
const TEMPLATES = 80;
/** Values of a template are 0 up to, not including, this. */
const VALUES = 64;
/** Weights for all texts, then those that are added where paragraphs are out of order. */
const SIZE = 2 * KINDS * TEMPLATES * VALUES;
/** Templates of "none of them" begin here. */
const NONE = 60;

const FILE = 'speakers.bin';
const KIND = 'speakers';

/** @throws Error naming the file and what is wrong with it. */
export function readSpeakerModel(bytes: Uint8Array): SpeakerModel {
  const file = readModelFile(bytes, FILE, KIND);
  const weights = sectionOf(file, 'weights', Float32Array, FILE);
  const disorder = sectionOf(file, 'disorder', Float32Array, FILE);
  if (weights.length !== SIZE || disorder.length !== DISORDER_SIGNS)
    throw new Error(`Model file ${FILE} cannot be used: it has other features.`);
  return { weights, disorder };
}

export function writeSpeakerModel({ weights, disorder }: SpeakerModel, about: Record<string, unknown>): Uint8Array {
  return writeModelFile({ about: { ...about, kind: KIND }, sections: { weights, disorder } });
}

export const newSpeakerModel = (): SpeakerModel => ({
  weights: new Float32Array(SIZE),
  disorder: new Float32Array(DISORDER_SIGNS),
});

/** What is asked of somebody who may have said it. */
export interface Rival {
  readonly type: EntityType;
  readonly named: boolean;
  readonly plural: boolean;
  readonly gender: Gender;
  /** How often mentioned, and how often a source, up to here. */
  readonly mentions: number;
  readonly claims: number;
  /** Sentence in which it was a source last; -1 for none. */
  readonly spoke: number;
  /** Nouns that it is called by: "minister". */
  readonly nouns: ReadonlySet<string>;
  readonly modifiers?: ReadonlySet<string>;
  readonly isInTitle: boolean;
  /** 0 for whoever is mentioned most often; how often its name is a source anywhere. */
  readonly rank: number;
  readonly sources: number;
}

/** How a rival stands to the source. */
export interface Standing {
  /** What the source's paragraph has in common with one that names it, and how many rivals have more. */
  readonly likeness: number;
  readonly moreAlike: number;
  /** Was it mentioned in this paragraph before? */
  readonly isHere: boolean;
  /** Its last mention before the source, and whether that is "Hill's" or "her". */
  readonly last: number;
  readonly isPossessive: boolean;
  /** Is it what the paragraph begins with? */
  readonly isTopic: boolean;
  /** How often it was mentioned in the last sentences, and whether since the last claim. */
  readonly recent: number;
  readonly isSince: boolean;
}

/** What is the same for all rivals of a source. */
export interface Asked {
  readonly index: number;
  /** Are the paragraphs out of order? */
  readonly isOutOfOrder: boolean;
  /** Of the one who spoke last, and of the one before: their places among the rivals, -1 when they are not among them. */
  readonly lastSpeaker: number;
  readonly speakerBefore: number;
  /** Sentences since the last claim. */
  readonly silence: number;
  /** People who were spoken of since. */
  readonly since: number;
  /** Place of the rival that the rules would take, -1 for none. */
  readonly ruled: number;
  /** Rivals that are persons with a name. */
  readonly people: number;
  readonly isFirstInParagraph: boolean;
  /** A name inside the source's phrase: 0 none, 1 somebody's or something's own, "Hill's lawyer", 2 another, "the Leeds lawyer". */
  readonly nameInside: number;
  /** Was anything called by this noun before? */
  readonly isKnownNoun: boolean;
  readonly isPleonastic: boolean;
}

function sourceKind({ kind, key, noun, plural, type }: Candidate, definite: boolean): number {
  if (kind === 'pronoun') return PRONOUN_KINDS.get(key) ?? 3;
  if (plural) return 10;
  const what = noun?.class === 'person' ? 0 : noun?.class === 'organisation' || type === 'ORG' ? 1 : 2;
  return 4 + 2 * what + (definite ? 0 : 1);
}

/** 0 to 9: the same sentence, 1, 2, 3, 4, up to 6, 9, 14, 24, more. */
function far(sentences: number): number {
  if (sentences <= 4) return Math.max(0, sentences);
  return sentences <= 6 ? 5 : sentences <= 9 ? 6 : sentences <= 14 ? 7 : sentences <= 24 ? 8 : 9;
}

const few = (count: number): number => (count <= 3 ? count : count <= 5 ? 4 : count <= 9 ? 5 : 6);

/** Most features of a pair. */
export const MOST_SPEAKER_FEATURES = 2 * TEMPLATES;

/** Writes the features of the rival at `place` among the rivals: the one at 0 was mentioned last. Returns their number. */
export function rivalFeatures(
  out: Int32Array,
  candidates: readonly Candidate[],
  facts: MentionFacts,
  asked: Asked,
  rival: Rival,
  at: Standing,
  place: number,
  gazetteer: Gazetteer,
): number {
  const source = candidates[asked.index];
  const last = candidates[at.last];
  const base = sourceKind(source, isDefinite(source)) * TEMPLATES * VALUES;
  let n = 0;
  const add = (template: number, value: number): void => void (out[n++] = base + template * VALUES + value);
  const isLater = at.last > asked.index;
  const distance = isLater ? 10 : far(facts.sentence[asked.index] - facts.sentence[at.last]);
  const rank = Math.min(place, 7);
  const who = place === asked.lastSpeaker ? 0 : place === asked.speakerBefore ? 1 : rival.claims ? 2 : 3;
  const silence = Math.min(asked.silence, 4);
  const role = facts.role[at.last];
  const kind = kindOf(last);
  const type = ENTITY_TYPES.indexOf(rival.type);
  const spoken = rival.spoke < 0 ? 9 : Math.min(far(facts.sentence[asked.index] - rival.spoke), 8);
  const gender = genderMatch(source.gender, rival.gender);
  add(0, distance);
  add(1, rank);
  add(2, who * 5 + silence);
  add(3, distance * 3 + role);
  add(4, type * 2 + (rival.named ? 1 : 0));
  add(5, gender * 2 + (rival.named ? 1 : 0));
  add(6, few(rival.mentions));
  add(7, Math.min(rival.claims, 4) * 2 + (rival.named ? 1 : 0));
  add(8, kind);
  add(9, Math.min(place, 4) * 3 + role);
  add(10, speechOf(facts, asked.index, at.last));
  add(11, (rival.isInTitle ? 1 : 0) + 2 * few(rival.mentions));
  add(12, Math.min(place, 4) * 4 + who);
  add(13, Math.min(distance, 5) * 4 + who);
  add(14, facts.before[at.last] * 3 + Math.min(distance, 2));
  add(15, last.kind === 'pronoun' ? (last.key === source.key ? 2 : 1) : 0);
  add(16, (asked.isFirstInParagraph ? 1 : 0) + 2 * distance);
  add(17, spoken);
  add(18, spoken * 4 + Math.min(place, 3));
  add(19, (asked.isFirstInParagraph ? 1 : 0) * 20 + who * 5 + silence);
  add(20, (rival.plural ? 1 : 0) + (source.plural ? 2 : 0));
  add(21, Math.min(asked.people, 4) * 2 + (rival.named ? 1 : 0));
  add(22, kind * 4 + Math.min(place, 3));
  add(23, who * 8 + Math.min(kind, 7));
  add(24, gender * 4 + who);
  add(25, facts.cluster[at.last]);
  const since = Math.min(asked.since, 3);
  add(26, who * 8 + since * 2 + (at.isSince ? 1 : 0));
  add(27, (at.isPossessive ? 1 : 0) * 4 + who);
  add(28, (at.isTopic ? 1 : 0) * 8 + who * 2 + (asked.isFirstInParagraph ? 1 : 0));
  add(29, Math.min(at.recent, 5) * 4 + who);
  add(41, Math.min(at.recent, 5) * 3 + Math.min(place, 2));
  add(42, (rival.named ? 1 : 0) * 32 + since * 8 + Math.min(distance, 7));
  const prominence = Math.min(rival.rank, 9);
  add(43, prominence * 2 + (at.isHere ? 1 : 0));
  add(44, Math.min(rival.sources, 5) * 2 + (at.isHere ? 1 : 0));
  add(45, Math.min(at.moreAlike, 5) * 2 + (at.isHere ? 1 : 0));
  add(46, Math.min(Math.floor(at.likeness * 2), 7) * 2 + (at.isHere ? 1 : 0));
  add(47, (at.isHere ? 1 : 0) * 4 + who);
  add(48, Math.min(prominence, 4) * 4 + Math.min(at.moreAlike, 3));
  add(49, Math.min(at.moreAlike, 3) * 4 + who);
  if (source.kind === 'pronoun') return withDisorder(out, n, asked);
  const called = calling(source, rival, gazetteer);
  add(30, place === asked.ruled ? 1 : 0);
  add(31, called * 2 + (rival.named ? 1 : 0));
  add(32, called * 11 + distance);
  add(33, called * 4 + who);
  add(34, modifying(source, rival) * 2 + (rival.named ? 1 : 0));
  add(35, called * 4 + modifying(source, rival));
  add(36, called * 5 + Math.min(asked.people, 4));
  add(37, called * 8 + Math.min(place, 7));
  add(39, asked.nameInside * 5 + called);
  add(40, asked.nameInside * 4 + who);
  add(38, (isDefinite(source) ? 1 : isIndefinite(source) ? 2 : 0) * 6 + called);
  return withDisorder(out, n, asked);
}

/** Where paragraphs are out of order, each feature has a second weight. */
function withDisorder(out: Int32Array, count: number, { isOutOfOrder }: Asked): number {
  if (!isOutOfOrder) return count;
  for (let f = 0; f < count; f++) out[count + f] = out[f] + SIZE / 2;
  return 2 * count;
}

/** 0 the same noun, 1 a noun of the same cluster, 2 of the same large cluster, 3 other nouns, 4 called by no noun. */
function calling({ noun, roleNoun }: Candidate, { nouns }: Rival, gazetteer: Gazetteer): number {
  const lemma = noun?.lemma ?? roleNoun;
  if (!nouns.size) return 4;
  if (lemma === undefined) return 3;
  if (nouns.has(lemma)) return 0;
  const own = gazetteer.cluster(lemma);
  if (own < 0) return 3;
  let best = 3;
  for (const other of nouns) {
    const cluster = gazetteer.cluster(other);
    if (cluster < 0) continue;
    if (cluster === own) return 1;
    if (gazetteer.middle[cluster] === gazetteer.middle[own]) best = 2;
  }
  return best;
}

/** 0 the source has no words before its noun, 1 some of them are the rival's, 2 the rival has others, 3 it has none. */
function modifying({ modifiers }: Candidate, rival: Rival): number {
  if (!modifiers.length) return 0;
  if (!rival.modifiers?.size) return 3;
  return modifiers.some((word) => rival.modifiers!.has(word)) ? 1 : 2;
}

/** Whether source and mention stand in somebody's words: 0 neither; 1 the mention only; 2 the source only; 3 the same; 4 others. */
function speechOf({ speech }: MentionFacts, index: number, last: number): number {
  const [own, other] = [speech[index], speech[last]];
  if (own < 0) return other < 0 ? 0 : 1;
  return other < 0 ? 2 : own === other ? 3 : 4;
}

/** Writes the features of "none of them": somebody who has not been spoken of, or nobody. */
export function noRivalFeatures(
  out: Int32Array,
  candidates: readonly Candidate[],
  facts: MentionFacts,
  asked: Asked,
  rivals: number,
): number {
  const source = candidates[asked.index];
  const base = sourceKind(source, isDefinite(source)) * TEMPLATES * VALUES;
  let n = 0;
  const add = (template: number, value: number): void => void (out[n++] = base + template * VALUES + value);
  const determiner = isDefinite(source) ? 1 : isIndefinite(source) ? 2 : source.determiner ? 3 : 0;
  add(NONE, 0);
  add(NONE + 1, Math.min(rivals, 10));
  add(NONE + 2, asked.isPleonastic ? 1 : 0);
  add(NONE + 3, determiner);
  add(NONE + 4, determiner * 8 + Math.min(source.modifiers.length, 3) * 2 + (asked.isKnownNoun ? 1 : 0));
  add(NONE + 5, asked.ruled < 0 ? 0 : 1);
  add(NONE + 6, facts.speech[asked.index] < 0 ? 0 : 1);
  add(NONE + 7, source.other ? 1 : 0);
  add(NONE + 8, facts.cluster[asked.index]);
  add(NONE + 9, Math.min(asked.people, 5));
  add(NONE + 10, asked.isFirstInParagraph ? 1 : 0);
  add(NONE + 11, facts.role[asked.index]);
  add(NONE + 12, asked.nameInside * 2 + (asked.isKnownNoun ? 1 : 0));
  return withDisorder(out, n, asked);
}
