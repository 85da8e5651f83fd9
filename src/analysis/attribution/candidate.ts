import { viterbi } from '../tagger/sequence';
import { nounOf } from '../entities/lexicon';
import { isAdjective, isCommonNoun, isDeterminer, isFiniteVerb, isNoun, TAG } from '../text/tags';
import { LOOSE_MARKS } from './between';
import { marginalsOf, type Pairs } from './chain';
import { type Construction, FORM } from './constructions';
import { ADDRESSING_VERBS } from './cueLexicon';
import type { FlatRoles } from './flatRoles';
import { joinedRanges, type Range } from './ranges';
import type { Reading } from './reading';
import { CONTENT, CUE, ROLE_LABELS, SOURCE } from './roleFeatures';
import { type TokenView, VOICE } from './tokenView';

/** How a candidate stands to what grammar alone makes of its cue (constructions.ts). */
export const ORIGIN = { learned: 0, agreed: 1, disputed: 2, construction: 3 } as const;

/** The roles found around one cue, before they are judged. */
export interface Candidate {
  /** The token that stands for the cue. */
  readonly anchor: number;
  readonly source: readonly Range[];
  readonly cue: readonly Range[];
  readonly content: readonly Range[];
  /** Mean probability of the tokens' labels: of the source's, of the content's, and the least of the content's ends. */
  readonly sourceChance: number;
  readonly contentChance: number;
  readonly edgeChance: number;
  /** One of ORIGIN. */
  readonly origin: number;
  /** The construction that grammar sees around the cue, one of FORM, whether these are its roles or not; 0 for none. */
  readonly form: number;
}

/** No role is looked for farther from the anchor than this many tokens. */
const FARTHEST = 120;
/** A token is tried as anchor from this probability on. */
export const TRIED = 0.4;

/**
 * The tokens `[from, to)` around an anchor that may play a role: its sentence, and those beside it in the paragraph for as
 * long as the first tagger sees a source or a content in them.
 */
export function windowAround(
  { first, end }: TokenView,
  { source, content }: FlatRoles,
  anchor: number,
  paragraph: Range,
): Range {
  let from = first[anchor];
  let to = end[anchor];
  const mayPlay = (begin: number, stop: number): boolean => {
    for (let i = begin; i < stop; i++) if (content[i] >= LIKELY_STEP || source[i] >= LIKELY_STEP) return true;
    return false;
  };
  while (from > paragraph.from && anchor - from < FARTHEST && mayPlay(first[from - 1], from)) from = first[from - 1];
  while (to < paragraph.to && to - anchor < FARTHEST && mayPlay(to, end[to])) to = end[to];
  return {
    from: Math.max(paragraph.from, from, anchor - FARTHEST),
    to: Math.min(paragraph.to, to, anchor + FARTHEST + 1),
  };
}

/** From this step of probability on (probabilityStep) a token keeps its sentence in the window. */
const LIKELY_STEP = 2;

/** Tokens of the paragraph that may be anchors. */
export function anchorsIn({ anchorChance }: FlatRoles, { from, to }: Range): number[] {
  const anchors: number[] = [];
  for (let i = from; i < to; i++) if (anchorChance[i] >= TRIED) anchors.push(i);
  return anchors;
}

/** Makes one label certain at one token. */
export function clamp(emissions: Float64Array, token: number, size: number, label: number): void {
  for (let other = 0; other < size; other++) if (other !== label) emissions[token * size + other] -= 1000;
}

/**
 * The candidates of one cue: the likeliest roles around the anchor from the second tagger's emissions, and the roles of the
 * construction that grammar sees there, where they are others. None has no content.
 */
export function candidatesOf(
  reading: Reading,
  view: TokenView,
  emissions: Float64Array,
  { transitions, factors }: Pairs,
  anchor: number,
  from: number,
  construction: Construction | undefined,
): Candidate[] {
  const size = ROLE_LABELS.length;
  clamp(emissions, anchor - from, size, CUE);
  const labels = viterbi(emissions, transitions, undefined, emissions.length / size, size);
  const marginals = marginalsOf(emissions, factors, size);
  const measured = (roles: Roles, origin: number): Candidate => {
    const { source, cue, content } = roles;
    const given = labelsOf(roles, labels.length, from);
    const form = construction?.form ?? 0;
    const sourceChance = meanOver(source, SOURCE, marginals, from);
    const contentChance = meanOver(content, CONTENT, marginals, from);
    const edge = edgeChance(given, marginals);
    return { anchor, source, cue, content, origin, form, sourceChance, contentChance, edgeChance: edge };
  };
  const ranges = rangesByLabel(labels, from);
  const spoken = spokenIn(reading, view, ranges[CONTENT], anchor);
  const tidy = tidied(reading, { source: ranges[SOURCE], cue: ranges[CUE], content: spoken });
  const learned = isSpokenTo(reading, tidy.content, anchor) ? { ...tidy, content: [] } : behindThat(tidy, construction);
  if (!construction) return learned.content.length ? [measured(learned, ORIGIN.learned)] : [];
  if (!learned.content.length) return [measured(construction, ORIGIN.construction)];
  const agreed = sameRanges(learned.source, construction.source) && sameRanges(learned.content, construction.content);
  return agreed
    ? [measured(learned, ORIGIN.agreed)]
    : [measured(learned, ORIGIN.disputed), measured(construction, ORIGIN.construction)];
}

/**
 * What is said as far as the text shows it: without quotation marks a sentence behind that of the cue goes on with what was
 * said only if it sounds like speech: in the first or second person, or in the present tense, while an article tells in the
 * past.
 */
function spokenIn(
  { sentences, quotation }: Reading,
  { sentence, voice }: TokenView,
  content: readonly Range[],
  anchor: number,
): Range[] {
  return content.flatMap(({ from, to }) => {
    const parts: Range[] = [];
    for (let s = sentence[from]; s <= sentence[to - 1]; s++) {
      const part = { from: Math.max(from, sentences.firstToken[s]), to: Math.min(to, sentences.endToken[s]) };
      const goesOn = s <= sentence[anchor] || quotation[part.from] !== 0 || (voice[s] & SPEECH) !== 0;
      if (goesOn) parts.push(part);
    }
    return joinedRanges(parts);
  });
}

const SPEECH = VOICE.first | VOICE.second | VOICE.present;

type Roles = Pick<Candidate, 'source' | 'cue' | 'content'>;

/** Who is spoken to is no part of what is said: "told reporters that". Grammar sees where the clause with "that" begins. */
function behindThat(roles: Roles, construction: Construction | undefined): Roles {
  if (construction?.form !== FORM.that) return roles;
  const clause = construction.content[construction.content.length - 1];
  const content = roles.content.map((range) =>
    range.from > construction.anchor && range.from < clause.from && range.to > clause.from
      ? { from: clause.from, to: range.to }
      : range,
  );
  return { ...roles, content };
}

/** Only who is spoken to, "briefing reporters ahead of the talks": people right behind a verb that has them as its object. */
function isSpokenTo({ lower, tokens: { tag } }: Reading, content: readonly Range[], anchor: number): boolean {
  if (content.length !== 1 || content[0].from !== anchor + 1 || !ADDRESSING_VERBS.has(lower[anchor])) return false;
  const [{ from, to }] = content;
  let head = from;
  while (head < to && (isDeterminer(tag[head]) || isAdjective(tag[head]))) head++;
  while (head + 1 < to && isNoun(tag[head]) && isNoun(tag[head + 1])) head++;
  if (head >= to || !isCommonNoun(tag[head]) || nounOf(lower[head])?.class !== 'person') return false;
  for (let i = head; i < to; i++) if (isFiniteVerb(tag[i])) return false;
  return true;
}

/** By token of the window: the number of its label in ROLE_LABELS. */
function labelsOf({ source, cue, content }: Roles, count: number, offset: number): Uint8Array {
  const labels = new Uint8Array(count);
  const label = (ranges: readonly Range[], number: number): void => {
    for (const { from, to } of ranges) labels.fill(number, Math.max(0, from - offset), Math.max(0, to - offset));
  };
  label(source, SOURCE);
  label(cue, CUE);
  label(content, CONTENT);
  return labels;
}

function sameRanges(a: readonly Range[], b: readonly Range[]): boolean {
  return a.length === b.length && a.every(({ from, to }, i) => from === b[i].from && to === b[i].to);
}

/**
 * The roles as people mark them: without the comma, colon or full stop at an end that no quotation holds, the source without a
 * participle behind a comma ("the official, briefing reporters,").
 */
function tidied(reading: Reading, { source, cue, content }: Roles): Roles {
  return {
    source: source.map((range) => trimmed(reading, beforeParticiple(reading, range))).filter(isFilled),
    cue: cue.map((range) => (range.to - range.from > 1 ? trimmed(reading, range) : range)),
    content: content
      .map((range) => wholeClause(reading, trimmed(reading, range), [...source, ...cue]))
      .filter(isFilled),
  };
}

/**
 * A clause that goes before its source and cue ("..., the official said") is taken from its first word, unless
 * punctuation or a mere link word stands before the part that was found.
 */
function wholeClause({ lower, tokens, sentences, quotation }: Reading, range: Range, frame: readonly Range[]): Range {
  if (range.to <= range.from || !frame.length || frame.some(({ from }) => from < range.to)) return range;
  const first = sentences.firstToken[tokens.sentence[range.from]];
  if (range.from - first <= LINK_WORDS || range.from - first > FARTHEST || quotation[range.from]) return range;
  for (let i = first; i < range.from; i++) if (!/[\p{L}\p{N}]/u.test(lower[i])) return range;
  return { from: first, to: range.to };
}

/** As many tokens at a sentence's begin may be left out of what is said: "But", "And so". */
const LINK_WORDS = 2;

function isFilled({ from, to }: Range): boolean {
  return to > from;
}

function trimmed({ lower, quotation }: Reading, { from, to }: Range): Range {
  while (to > from && !quotation[to - 1] && LOOSE_MARKS.has(lower[to - 1])) to--;
  while (from < to && !quotation[from] && LOOSE_MARKS.has(lower[from])) from++;
  return { from, to };
}

function beforeParticiple({ lower, tokens }: Reading, { from, to }: Range): Range {
  for (let i = from + 1; i + 1 < to; i++) {
    if (lower[i] === ',' && tokens.tag[i + 1] === TAG.VBG && lower[i + 1] !== 'including') return { from, to: i };
  }
  return { from, to };
}

/** By label its stretches, in order: two of them never touch. */
function rangesByLabel(labels: Uint8Array, from: number): Range[][] {
  const ranges: Range[][] = ROLE_LABELS.map(() => []);
  let begin = 0;
  for (let i = 1; i <= labels.length; i++) {
    if (i < labels.length && labels[i] === labels[begin]) continue;
    ranges[labels[begin]].push({ from: from + begin, to: from + i });
    begin = i;
  }
  return ranges;
}

/** The mean probability of the label over the tokens of the ranges; those outside the window, which begins at `offset`, have none. */
function meanOver(ranges: readonly Range[], label: number, marginals: Float64Array, offset: number): number {
  const size = ROLE_LABELS.length;
  let sum = 0;
  let count = 0;
  for (const { from, to } of ranges) {
    const begin = Math.max(0, from - offset);
    const end = Math.min(marginals.length / size, to - offset);
    for (let i = begin; i < end; i++) sum += marginals[i * size + label];
    count += to - from;
  }
  return count ? sum / count : 0;
}

/** The least probability of a token's label next to a change between content and something else. */
function edgeChance(labels: Uint8Array, marginals: Float64Array): number {
  const size = ROLE_LABELS.length;
  let least = 1;
  for (let i = 1; i < labels.length; i++) {
    if (labels[i] === labels[i - 1] || (labels[i] !== CONTENT && labels[i - 1] !== CONTENT)) continue;
    least = Math.min(least, marginals[i * size + labels[i]], marginals[(i - 1) * size + labels[i - 1]]);
  }
  return least;
}

export function tokenCount(ranges: readonly Range[]): number {
  return ranges.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** Number of tokens that are in both. */
export function sharedTokens(a: readonly Range[], b: readonly Range[]): number {
  let shared = 0;
  for (const x of a) for (const y of b) shared += Math.max(0, Math.min(x.to, y.to) - Math.max(x.from, y.from));
  return shared;
}

export function holds(ranges: readonly Range[], token: number): boolean {
  return ranges.some(({ from, to }) => token >= from && token < to);
}
