/** Gold attributions in tokens. */
import type { Span } from '../../src/analysis/analysis';
import { sharedTokens, tokenCount } from '../../src/analysis/attribution/candidate';
import { joinedRanges, type Range } from '../../src/analysis/attribution/ranges';
import type { Reading } from '../../src/analysis/attribution/reading';
import { isNoun, isPunctuation, isVerb, TAG } from '../../src/analysis/text/tags';
import type { GoldAttribution } from './corpus.mjs';

export interface GoldTokens {
  readonly source: readonly Range[];
  readonly cue: readonly Range[];
  readonly content: readonly Range[];
  /** The token that stands for the cue. */
  readonly anchor: number;
  readonly paragraph: number;
}

export function goldTokens(reading: Reading, gold: readonly GoldAttribution[]): GoldTokens[] {
  return gold.flatMap((each) => {
    const [source, cue, content] = [each.source, each.cue, each.content].map((spans) => rangesOf(reading, spans));
    if (!cue.length || !content.length) return [];
    const anchor = anchorOf(reading, cue);
    const paragraph = reading.sentences.paragraph[reading.tokens.sentence[anchor]];
    return [{ source, cue, content, anchor, paragraph }];
  });
}

/** The tokens that spans touch. */
function rangesOf({ tokens }: Reading, spans: readonly Span[]): Range[] {
  return joinedRanges(
    spans.map(({ start, end }) => ({ from: firstEnding(tokens.end, start), to: firstStarting(tokens.start, end) })),
  );
}

/** The first token that ends behind the offset. */
function firstEnding(ends: Int32Array, offset: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle] <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function firstStarting(starts: Int32Array, offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

const AUXILIARIES = new Set(
  "be is are was were been being am has have had having do does did 's 're 've 'd".split(' '),
);

/** The cue's first verb that is no auxiliary, else its first noun, else its first word. */
export function anchorOf({ tokens, lower }: Reading, cue: readonly Range[]): number {
  const inside = cue.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i));
  const { tag } = tokens;
  return (
    inside.find((i) => isVerb(tag[i]) && tag[i] !== TAG.MD && !AUXILIARIES.has(lower[i])) ??
    inside.find((i) => isVerb(tag[i]) && tag[i] !== TAG.MD && lower[i].length > 4) ??
    inside.find((i) => isNoun(tag[i])) ??
    inside.find((i) => !isPunctuation(tag[i])) ??
    inside[0]
  );
}

/** The scorer's idea of a whole attribution, over tokens: cues overlap, sources and contents are the same for the most part. */
export function isRight(given: Pick<GoldTokens, 'source' | 'cue' | 'content'>, gold: GoldTokens): boolean {
  return (
    sharedTokens(given.cue, gold.cue) > 0 &&
    jaccard(given.source, gold.source) >= 0.5 &&
    jaccard(given.content, gold.content) >= 0.5
  );
}

function jaccard(a: readonly Range[], b: readonly Range[]): number {
  const shared = sharedTokens(a, b);
  const all = tokenCount(a) + tokenCount(b) - shared;
  return all === 0 ? 1 : shared / all;
}
