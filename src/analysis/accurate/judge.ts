import { sharedTokens, tokenCount } from '../attribution/candidate';
import type { Range, TokenAttribution } from '../attribution/ranges';
import { type Candidate, CANDIDATE_FEATURES } from './decode';
import type { AccurateModel } from './model';
import type { ParagraphReading } from './reading';

/**
 * Which attributions of both engines stand, paragraph by paragraph: a logistic regression for what the network has found, with what
 * the fast engine thinks of it, and one for what the fast engine has found, with what the network thinks of it.
 */

/** What a candidate of the network is judged by. */
export const NETWORK_FEATURES = [
  ...CANDIDATE_FEATURES,
  'source', // mean log probability that the network gives its source's words; of anybody's source, knowing of no cue
  'content', // the same of its content
  'fastCue', // 1: an attribution of the fast engine shares a word of the cue; the next three are of that one, else 0
  'fastSure', // its confidence, a logit
  'fastSource', // how much the sources share, 0 to 1
  'fastContent', // how much the contents share
] as const;

/** What an attribution of the fast engine is judged by. */
export const FAST_FEATURES = [
  'constant',
  'sure', // its confidence, a logit
  'anchor', // that one of its words is a cue's anchor: the network's logit, of anybody's cue
  'source', // as above
  'noSource',
  'content',
  'contentLength', // log of the number of tokens
  'networkCue', // 1: a candidate of the network shares a word of the cue; the next four are of that one, else 0
  'networkStands', // that it stands, a logit
  'networkSource', // how much the sources share, 0 to 1
  'networkContent', // how much the contents share
] as const;

/** An attribution that either engine proposes. */
export interface Proposal extends Omit<TokenAttribution, 'confidence'> {
  /** NETWORK_FEATURES or FAST_FEATURES. */
  readonly features: Float64Array;
  readonly by: 'network' | 'fast';
  /** Grammar alone makes it at least so likely, 0 to 1. */
  readonly plain: number;
}

/** @param fast what the fast engine has found in that paragraph */
export function proposalsOf(reading: ParagraphReading, fast: readonly TokenAttribution[]): Proposal[] {
  const fastWith = byCue(fast);
  const candidates = reading.candidates.filter(
    (candidate) => !fastWith(candidate).some((whole) => whole.plain && isPartOf(candidate, whole)),
  );
  const candidatesWith = byCue(candidates);
  return [
    ...candidates.map((candidate): Proposal => {
      const { source, cue, content } = candidate;
      const features = Float64Array.from([
        ...candidate.features,
        meanLogChance(reading, source, 1),
        meanLogChance(reading, content, 3),
        ...networkAgreement(candidate, mostAlike(candidate, fastWith(candidate))),
      ]);
      return { source, cue, content, features, by: 'network', plain: 0 };
    }),
    ...fast.map((each): Proposal => {
      const { source, cue, content, plain = 0 } = each;
      const features = fastFeatures(reading, each, mostAlike(each, candidatesWith(each)));
      return { source, cue, content, features, by: 'fast', plain };
    }),
  ];
}

/** Logistic: the chance that the whole is right. */
function confidenceOf({ features, by, plain }: Proposal, { judges }: Pick<AccurateModel, 'judges'>): number {
  let score = 0;
  features.forEach((value, f) => (score += value * judges[by][f]));
  return Math.max(plain, 1 / (1 + Math.exp(-score)));
}

/**
 * Of what grammar makes plain the network may have seen but a part: "are unacceptable" of "demands that ... says are unacceptable".
 * Both share a word of the cue.
 */
function isPartOf({ content }: Candidate, whole: TokenAttribution): boolean {
  return sharedTokens(content, whole.content) === tokenCount(content);
}

type Roles = Omit<TokenAttribution, 'confidence'>;

/**
 * Finds those that share a word of the cue with another, in their order. A paragraph may have thousands: they are listed by the
 * words of their cues, so that each is compared with a few.
 */
function byCue<T extends Roles>(all: readonly T[]): (other: Roles) => T[] {
  const withToken = new Map<number, number[]>();
  all.forEach(({ cue }, index) => {
    for (const { from, to } of cue)
      for (let i = from; i < to; i++) {
        const listed = withToken.get(i);
        if (listed) listed.push(index);
        else withToken.set(i, [index]);
      }
  });
  return ({ cue }) => {
    const found = new Set<number>();
    for (const { from, to } of cue)
      for (let i = from; i < to; i++) for (const index of withToken.get(i) ?? []) found.add(index);
    return [...found].sort((a, b) => a - b).map((index) => all[index]);
  };
}

/** The one whose content is most alike, the first of several. */
function mostAlike<T extends Roles>({ content }: Roles, others: readonly T[]): T | undefined {
  let best: T | undefined;
  let most = -1;
  for (const other of others) {
    const alike = jaccard(content, other.content);
    if (alike > most) [best, most] = [other, alike];
  }
  return best;
}

function networkAgreement({ source, content }: Candidate, fast: TokenAttribution | undefined): number[] {
  if (!fast) return [0, 0, 0, 0];
  return [1, logit(fast.confidence), jaccard(source, fast.source), jaccard(content, fast.content)];
}

function fastFeatures(
  reading: ParagraphReading,
  { source, cue, content, confidence }: TokenAttribution,
  candidate: Candidate | undefined,
): Float64Array {
  const length = tokenCount(content);
  return Float64Array.from([
    1,
    logit(confidence),
    Math.max(...cue.map((range) => most(reading, range, 0))),
    meanLogChance(reading, source, 1),
    source.length ? 0 : 1,
    meanLogChance(reading, content, 3),
    Math.log(length),
    ...(candidate
      ? [1, candidate.features[1], jaccard(source, candidate.source), jaccard(content, candidate.content)]
      : [0, 0, 0, 0]),
  ]);
}

function logit(chance: number): number {
  return Math.log(chance / (1 - Math.min(chance, 0.999)));
}

/** What two ranges share of what they have together, 0 to 1; two empty ones are the same. */
export function jaccard(a: readonly Range[], b: readonly Range[]): number {
  const shared = sharedTokens(a, b);
  const all = tokenCount(a) + tokenCount(b) - shared;
  return all === 0 ? 1 : shared / all;
}

/** Roles of `flat`: anchor, source, cue, content. */
function most({ from: first, flat }: ParagraphReading, { from, to }: Range, role: number): number {
  let highest = -Infinity;
  for (let i = from; i < to; i++) highest = Math.max(highest, flat[4 * (i - first) + role]);
  return highest;
}

/** Of the tokens that stand in the paragraph; 0 when none does. */
function meanLogChance({ from: first, to: end, flat }: ParagraphReading, ranges: readonly Range[], role: number) {
  let sum = 0;
  let count = 0;
  for (const { from, to } of ranges) {
    for (let i = Math.max(from, first); i < Math.min(to, end); i++, count++)
      sum -= Math.log1p(Math.exp(-flat[4 * (i - first) + role]));
  }
  return count && sum / count;
}

/**
 * The likeliest proposals that get along. Each that is taken stands apart from those taken before: its cue in no cue, most of its
 * content in no content; or it stands whole inside a content, when it is surer.
 * @param count number of the article's tokens
 */
export function standing(
  proposals: readonly Proposal[],
  count: number,
  model: Pick<AccurateModel, 'judges' | 'least' | 'leastNested'>,
): TokenAttribution[] {
  const judged = proposals.map((proposal) => ({ proposal, confidence: confidenceOf(proposal, model) }));
  const inCue = new Uint8Array(count);
  const inContent = new Uint8Array(count);
  const amidContent = new Uint8Array(count); // its holes included
  const taken: TokenAttribution[] = [];
  for (const { proposal, confidence } of judged.sort((a, b) => b.confidence - a.confidence)) {
    const { source, cue, content } = proposal;
    if (confidence < model.least) break;
    if (marked(inCue, cue)) continue;
    const length = tokenCount(content);
    const clash = marked(inContent, content);
    const nested = clash === length && marked(amidContent, cue) > 0;
    if (nested ? !proposal.plain && confidence < model.leastNested : 2 * clash > length) continue;
    for (const { from, to } of cue) inCue.fill(1, from, to);
    for (const { from, to } of content) inContent.fill(1, from, to);
    amidContent.fill(1, content[0].from, content[content.length - 1].to);
    taken.push({ source, cue, content, confidence });
  }
  return taken;
}

function marked(marks: Uint8Array, ranges: readonly Range[]): number {
  let sum = 0;
  for (const { from, to } of ranges) for (let i = from; i < to; i++) sum += marks[i];
  return sum;
}
