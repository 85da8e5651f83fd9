import { NEW_ROOM, type Room } from '../room';
import { addRows } from '../tagger/rowTable';
import type { TokenFeatures } from '../tagger/scores';
import { anchorsIn, type Candidate, candidatesOf, ORIGIN, tokenCount, windowAround } from './candidate';
import { Given } from './given';
import { explaining, leftoversIn } from './leftover';
import { quotationRanges } from './quotation';
import { constructionsIn, FORM } from './constructions';
import { marginalsOf, type Pairs } from './chain';
import { FlatFeatures } from './flatFeatures';
import { emptyFlatRoles, enterMarginals, FLAT_LABELS, type FlatRoles } from './flatRoles';
import { judgeFeatures } from './judge';
import type { AttributionModel } from './model';
import type { Reading } from './reading';
import type { Range, TokenAttribution } from './ranges';
import { RoleFeatures } from './roleFeatures';
import type { TokenView } from './tokenView';

/** An attribution is given from this probability on: where precision and recall of whole attributions meet best on dev. */
export const LEAST_CONFIDENCE = 0.25;

/** A nested attribution is one that stands inside the content of another; it has to be surer, judged by itself. */
const LEAST_NESTED = 0.6;

/**
 * Constructions that grammar makes plain but that are too rare for the judge to have learned to trust them, with how many of
 * them are right in PolNeAR's training or development articles: they are at least this sure.
 */
const PLAIN: ReadonlyMap<number, number> = new Map([
  [FORM.nounOf, 0.5], // outside other contents
  [FORM.extracted, 0.5],
  [FORM.turn, 0.66],
  [FORM.signed, 0.9],
]);

/**
 * The attributions of each paragraph: likely cues first, then the roles around each, then which of them stand. What is needed
 * only until then is made in `room`.
 */
export function attributionsIn(
  reading: Reading,
  view: TokenView,
  paragraphs: readonly Range[],
  model: AttributionModel,
  room: Room = NEW_ROOM,
): TokenAttribution[] {
  const { flat, roles, judge } = model;
  const found = emptyFlatRoles(view.count, room);
  return paragraphs.flatMap((paragraph) => {
    const { from, to } = paragraph;
    const emissions = flat.scorer.scores(new FlatFeatures(view, from, to), from, to);
    enterMarginals(found, marginalsOf(emissions, flat.factors, FLAT_LABELS.length), from, to);
    const candidates = candidatesIn(reading, view, found, paragraph, roles, (features, range) =>
      roles.scorer.scores(features, range.from, range.to),
    ).filter(({ origin, form }) => origin !== ORIGIN.disputed || !PLAIN.has(form)); // there grammar has the last word
    if (!candidates.length) return [];
    const chance = (features: Int32Array): number => {
      const sums = new Int32Array(4);
      addRows(judge, features, 0, features.length, sums, 0);
      return 1 / (1 + Math.exp(-sums[0] / judge.scale));
    };
    const judged = candidates.map((candidate, c) => {
      const plain = candidate.origin === ORIGIN.construction ? (PLAIN.get(candidate.form) ?? 0) : 0;
      return {
        candidate,
        plain,
        confidence: Math.max(plain, chance(judgeFeatures(view, found, candidate, rivalsOf(candidates, c), room))),
        alone: () => Math.max(plain && LEAST_NESTED, chance(judgeFeatures(view, found, candidate, [], room))),
      };
    });
    return housed(chosen(judged, paragraph, LEAST_CONFIDENCE), judged, found, reading, paragraph);
  });
}

/** A candidate is given from this confidence on if it alone accounts for words that the first tagger is sure of. */
const LEAST_FOR_LEFTOVER = 0.03;

/**
 * Words that are somebody's for sure, as the first tagger sees it, and are in no attribution yet: those of the likeliest
 * candidate that they are the content of, unlikely as it is, or else of the attribution whose content they stand beside.
 */
function housed(
  chosen: readonly TokenAttribution[],
  judged: readonly Judged[],
  flat: FlatRoles,
  { quotation, sentences, tokens }: Reading,
  paragraph: Range,
): readonly TokenAttribution[] {
  const leftovers = leftoversIn(flat, paragraph, chosen);
  if (!leftovers.length) return chosen;
  const given = new Given(tokens.count, chosen);
  const likely = judged
    .filter(({ confidence }) => confidence >= LEAST_FOR_LEFTOVER)
    .sort((a, b) => b.confidence - a.confidence)
    .map((each) => ({ judged: each, content: each.candidate.content, isFree: true }));
  const explained = explaining(likely, leftovers);
  const quotations = quotationRanges(quotation);
  /** Quotations in which some content stands, and the last one before which no attribution ends. */
  const taken = new Set<Range>();
  let unled = 0;
  for (const [l, leftover] of leftovers.entries()) {
    if (given.held([leftover])) continue;
    const best = explained[l].find((each) => {
      const { anchor, content } = each.judged.candidate;
      // words that are given stay so: what is not free now never is again
      each.isFree &&= !given.isInCue(anchor) && given.held(content) * 2 <= tokenCount(content);
      return each.isFree;
    });
    if (best) {
      given.add(attributionOf(best.judged, best.judged.confidence));
      continue;
    }
    const quoted = quotations.get(quotation[leftover.from]);
    const begins =
      quoted && quoted.to >= leftover.to && quoted.from === sentences.firstToken[tokens.sentence[quoted.from]];
    if (begins && !taken.has(quoted)) {
      const before = given.lastBefore(quoted.from, unled);
      if (before < 0) unled = quoted.from;
      else {
        taken.add(quoted);
        if (!given.held([quoted])) {
          given.extend(before, quoted); // "..., he said. "And ..."
          continue;
        }
      }
    }
    const beside = given.beside(leftover);
    if (beside >= 0) given.extend(beside, leftover);
  }
  return given.attributions();
}

/** A construction whose cue is less likely than this, from 0 to 1, is not looked at: on dev none of them stands in the end. */
const LEAST_CHANCE = 0.05;

/** All candidates of a paragraph, in order of their anchors. `emissions` scores the second tagger's features. */
export function candidatesIn(
  reading: Reading,
  view: TokenView,
  flat: FlatRoles,
  paragraph: Range,
  pairs: Pairs,
  emissions: (features: TokenFeatures, window: Range) => Float64Array,
): Candidate[] {
  const constructions = new Map(
    constructionsIn(reading, paragraph.from, paragraph.to)
      .filter(({ anchor, form }) => flat.anchorChance[anchor] >= LEAST_CHANCE || PLAIN.has(form))
      .map((construction) => [construction.anchor, construction]),
  );
  return [...new Set([...anchorsIn(flat, paragraph), ...constructions.keys()])]
    .sort((a, b) => a - b)
    .flatMap((anchor) => {
      const window = windowAround(view, flat, anchor, paragraph);
      const scores = emissions(new RoleFeatures(view, flat, anchor, window.from, window.to), window);
      return candidatesOf(reading, view, scores, pairs, anchor, window.from, constructions.get(anchor));
    });
}

/** Only so many candidates to either side are looked at: an endless paragraph has thousands. */
const RIVALS = 10;

export function rivalsOf(candidates: readonly Candidate[], c: number): readonly Candidate[] {
  return candidates.slice(Math.max(0, c - RIVALS), c + RIVALS + 1);
}

interface Judged {
  readonly candidate: Candidate;
  /** What grammar alone makes of it (PLAIN), 0 where it makes nothing plain. */
  readonly plain: number;
  /** How likely it is right, among the others. */
  readonly confidence: number;
  /** The same as if there were no others. */
  readonly alone: () => number;
}

function attributionOf({ candidate, plain }: Judged, confidence: number): TokenAttribution {
  const { source, cue, content } = candidate;
  return { source, cue, content, confidence, plain };
}

/**
 * Takes the likeliest candidates first; a later one has to differ: its anchor is no part of a cue that is taken, and most of
 * its content is not taken. What is left may stand inside a content that is taken, if it is sure enough.
 */
export function chosen(judged: readonly Judged[], { from, to }: Range, least: number): TokenAttribution[] {
  const cueTaken = new Uint8Array(to - from);
  const contentTaken = new Uint8Array(to - from);
  const taken: TokenAttribution[] = [];
  const left: Judged[] = [];
  const take = (judged: Judged, confidence: number): void => {
    const { cue, content } = judged.candidate;
    for (const range of cue) cueTaken.fill(1, range.from - from, range.to - from);
    for (const range of content) contentTaken.fill(1, range.from - from, range.to - from);
    taken.push(attributionOf(judged, confidence));
  };
  for (const each of [...judged].sort((a, b) => b.confidence - a.confidence)) {
    const { anchor, content } = each.candidate;
    if (cueTaken[anchor - from]) continue;
    const clash = content.reduce((sum, range) => sum + marked(contentTaken, range, from), 0);
    if (each.confidence >= least && clash * 2 <= tokenCount(content)) take(each, each.confidence);
    else if (clash === tokenCount(content) && contentTaken[anchor - from]) left.push(each);
  }
  // Constructions first: of two candidates for one cue the first is taken.
  for (const each of left.sort((a, b) => b.candidate.origin - a.candidate.origin)) {
    if (cueTaken[each.candidate.anchor - from]) continue;
    const confidence = each.alone();
    if (confidence >= LEAST_NESTED) take(each, confidence);
  }
  return taken;
}

function marked(marks: Uint8Array, range: Range, offset: number): number {
  let count = 0;
  for (let i = range.from; i < range.to; i++) count += marks[i - offset];
  return count;
}
