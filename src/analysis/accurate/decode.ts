import { joinedRanges, type Range, type TokenAttribution } from '../attribution/ranges';
import { type NetworkOutput, REACH, ROLES } from './network';
import type { Window } from './windows';

/** What the network makes of one anchor; tokens are the article's. */
export interface Candidate extends Omit<TokenAttribution, 'confidence'> {
  readonly anchor: number;
  /** What speaks for it, CANDIDATE_FEATURES numbers. */
  readonly features: Float64Array;
}

/** What speaks for a candidate in the network's answer: all of them grow with its chances, but for the lengths. */
export const CANDIDATE_FEATURES = [
  'constant',
  'stands', // the network's own opinion of the whole, a logit
  'anchor', // that a cue is here, a logit
  'sourceMean', // mean log probability of the source's tokens; 0 without a source
  'sourceEdge', // of the least certain of its ends, the words outside included
  'noSource',
  'contentMean',
  'contentEdge',
  'contentLength', // log of the number of tokens
  'cueEdge',
] as const;

const [SOURCE, CUE, CONTENT] = [1, 2, 3];

/** Likeliest roles of every anchor in the window's core; what has no content is no candidate. */
export function candidatesOf(window: Window, output: NetworkOutput, words: readonly string[]): Candidate[] {
  const candidates: Candidate[] = [];
  output.anchors.forEach((word, a) => {
    const anchor = window.from + word - 1;
    if (anchor < window.coreFrom || anchor >= window.coreTo) return;
    const from = Math.max(window.from, anchor - REACH);
    const to = Math.min(window.to, anchor + REACH + 1);
    const begin = a * (2 * REACH + 1) + REACH + from - anchor;
    const logits = output.roles.subarray(begin * ROLES, (begin + to - from) * ROLES);
    const chances = logSoftmax(logits);
    const labels = likeliestRoles(chances, anchor - from);
    const ranges = (role: number): Range[] => rangesOf(labels, role, from);
    const [source, cue] = [ranges(SOURCE), ranges(CUE)];
    const content = withoutLooseMarks(ranges(CONTENT), words);
    if (!content.length) return;
    const edge = (role: number): number => weakestEdge(chances, labels, role);
    const length = content.reduce((sum, range) => sum + range.to - range.from, 0);
    const features = [
      1,
      output.stands[a],
      output.flat[4 * word],
      meanChance(chances, labels, SOURCE),
      edge(SOURCE),
      source.length ? 0 : 1,
      meanChance(chances, labels, CONTENT),
      edge(CONTENT),
      Math.log(length),
      edge(CUE),
    ];
    candidates.push({ anchor, source, cue, content, features: Float64Array.from(features) });
  });
  return candidates;
}

/** Rows of `width` numbers, each row to log probabilities. */
export function logSoftmax(logits: Float32Array, width = ROLES): Float32Array {
  const chances = new Float32Array(logits.length);
  for (let row = 0; row < logits.length; row += width) {
    let most = -Infinity;
    for (let k = row; k < row + width; k++) most = Math.max(most, logits[k]);
    let sum = 0;
    for (let k = row; k < row + width; k++) sum += Math.exp(logits[k] - most);
    for (let k = row; k < row + width; k++) chances[k] = logits[k] - most - Math.log(sum);
  }
  return chances;
}

/** Each word's likeliest role; the anchor is part of the cue. Sequences decoded as such (Viterbi) score lower on dev. */
function likeliestRoles(chances: Float32Array, anchor: number): Uint8Array {
  const labels = new Uint8Array(chances.length / ROLES);
  for (let i = 0; i < labels.length; i++) {
    let best = 0;
    for (let role = 1; role < ROLES; role++) if (chances[i * ROLES + role] > chances[i * ROLES + best]) best = role;
    labels[i] = i === anchor ? CUE : best;
  }
  // a single word of no role amid a content belongs to it; to fill longer holes loses on dev
  for (let i = 1; i + 1 < labels.length; i++)
    if (!labels[i] && labels[i - 1] === CONTENT && labels[i + 1] === CONTENT) labels[i] = CONTENT;
  joinSources(chances, labels);
  return labels;
}

/** How much of log odds may speak against the words between two pieces of a source, all together, for it to be one. */
const GAP = 4;
/** A piece of a source that less speaks for is dropped beside a better one. */
const LEAST_PIECE = 2;
/** No word counts more than so much, for or against. */
const SUREST = 4;

/** A source is mostly one phrase: "Younger black voters, in particular", of which single words may be in doubt. */
function joinSources(chances: Float32Array, labels: Uint8Array): void {
  const odds = (i: number): number => {
    let other = -Infinity;
    for (let role = 0; role < ROLES; role++) if (role !== SOURCE) other = Math.max(other, chances[i * ROLES + role]);
    return Math.min(SUREST, Math.max(-SUREST, chances[i * ROLES + SOURCE] - other));
  };
  const pieces: { from: number; to: number; odds: number }[] = [];
  let between = 0;
  let cue = false;
  labels.forEach((label, i) => {
    const last = pieces[pieces.length - 1];
    if (label !== SOURCE) {
      between += odds(i);
      cue ||= label === CUE;
    } else {
      const own = odds(i);
      if (last && !cue && between > -GAP) {
        last.odds += between + own;
        last.to = i + 1;
      } else pieces.push({ from: i, to: i + 1, odds: own });
      between = 0;
      cue = false;
    }
  });
  const most = Math.max(...pieces.map((piece) => piece.odds));
  for (const { from, to, odds } of pieces) labels.fill(odds < LEAST_PIECE && odds < most ? 0 : SOURCE, from, to);
}

function rangesOf(labels: Uint8Array, role: number, offset: number): Range[] {
  const ranges: Range[] = [];
  labels.forEach((label, i) => {
    if (label === role) ranges.push({ from: offset + i, to: offset + i + 1 });
  });
  return joinedRanges(ranges);
}

/** Commas and dashes between a claim and who makes it belong to neither. */
const LOOSE_MARK = /^[,;:–—-]$/;

function withoutLooseMarks(ranges: readonly Range[], words: readonly string[]): Range[] {
  return ranges.flatMap(({ from, to }) => {
    while (from < to && LOOSE_MARK.test(words[from])) from++;
    while (to > from && LOOSE_MARK.test(words[to - 1])) to--;
    return to > from ? [{ from, to }] : [];
  });
}

function meanChance(chances: Float32Array, labels: Uint8Array, role: number): number {
  let sum = 0;
  let count = 0;
  labels.forEach((label, i) => {
    if (label !== role) return;
    sum += chances[i * ROLES + role];
    count++;
  });
  return count ? sum / count : 0;
}

/** The least log probability among the words at a role's ends, inside and just outside. */
function weakestEdge(chances: Float32Array, labels: Uint8Array, role: number): number {
  let least = 0;
  for (let i = 1; i < labels.length; i++) {
    if (labels[i] === labels[i - 1] || (labels[i] !== role && labels[i - 1] !== role)) continue;
    least = Math.min(least, chances[i * ROLES + labels[i]], chances[(i - 1) * ROLES + labels[i - 1]]);
  }
  return least;
}
