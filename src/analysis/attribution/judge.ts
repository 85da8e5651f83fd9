import { NEW_ROOM, type Room } from '../room';
import { feature, feature2, feature3 } from '../tagger/hash';
import { type Candidate, holds, sharedTokens, tokenCount } from './candidate';
import { TAG } from '../text/tags';
import { type FlatRoles, probabilityStep } from './flatRoles';
import type { Range } from './ranges';
import { distanceStep, type TokenView } from './tokenView';

/** Number of features that a candidate is judged by. */
export const JUDGE_WIDTH = 52;

/**
 * Features by which a candidate is judged: how sure the taggers were, what the cue is, what form the roles have, and how it
 * gets along with the other candidates of the paragraph, which claim tokens too. The array is made in `room`.
 */
export function judgeFeatures(
  view: TokenView,
  flat: FlatRoles,
  candidate: Candidate,
  others: readonly Candidate[],
  room: Room = NEW_ROOM,
): Int32Array {
  const { anchor, source, cue, content, sourceChance, contentChance, edgeChance } = candidate;
  const { lemma, tag, word, cluster, middle, quote, lexical } = view;
  const values = room.int32(JUDGE_WIDTH);
  const cueChance = fineStep(flat.anchorChance[anchor]);
  const edge = fineStep(edgeChance);
  const whole = fineStep(contentChance);
  const sourceStep = source.length ? fineStep(sourceChance) : 20;
  const first = content[0].from;
  const last = content[content.length - 1].to - 1;
  const order = (source.length ? (source[0].from < anchor ? 1 : 2) : 0) * 4 + (first < anchor ? 1 : 2);
  const length = distanceStep(tokenCount(content));
  const rival = rivalry(flat, candidate, others);
  const nearest = Math.min(...content.map(({ from, to }) => (to <= anchor ? anchor - to : from - anchor)));
  const beside = (i: number, by: number, values: ArrayLike<number>, none: number): number =>
    view.sentence[i + by] === view.sentence[i] ? values[i + by] : none;
  let at = 0;
  values[at++] = feature(2000, 1);
  values[at++] = feature(2001, cueChance);
  values[at++] = feature(2002, edge);
  values[at++] = feature(2003, whole);
  values[at++] = feature(2004, sourceStep);
  values[at++] = feature3(2005, cueChance >> 1, edge >> 1, sourceStep >> 1);
  values[at++] = feature2(2006, cueChance, whole);
  values[at++] = feature2(2007, edge, sourceStep);
  values[at++] = feature(2008, lemma[anchor]);
  values[at++] = feature2(2009, lemma[anchor], cueChance >> 2);
  values[at++] = feature2(2010, lemma[anchor], order);
  values[at++] = feature(2011, tag[anchor]);
  values[at++] = feature2(2012, tag[anchor], lexical[anchor]);
  values[at++] = feature(2013, cluster[anchor]);
  values[at++] = feature2(2014, middle[anchor], tag[anchor]);
  values[at++] = feature(2015, length);
  values[at++] = feature2(2016, length, content.length);
  values[at++] = feature2(2017, order, content.length);
  values[at++] = feature2(2018, distanceStep(tokenCount(source)), source.length);
  values[at++] = feature2(2019, tokenCount(cue), cue.length);
  values[at++] = feature2(2020, source.length ? word[source[0].to - 1] : 0, 1);
  values[at++] = feature2(2021, source.length ? tag[source[0].to - 1] : 99, source.length ? tag[source[0].from] : 99);
  values[at++] = feature(2022, word[first]);
  values[at++] = feature2(2023, tag[first], order);
  values[at++] = feature2(2024, beside(last, 1, word, 0), tag[last]);
  values[at++] = feature2(2025, quote[first], quote[last]);
  values[at++] = feature3(2026, quote[first], quote[anchor], order);
  values[at++] = feature2(2027, distanceStep(Math.max(0, nearest)), order);
  values[at++] = feature2(2028, flat.best[anchor], lexical[anchor]);
  values[at++] = feature(2029, rival.inside);
  values[at++] = feature(2030, rival.around);
  values[at++] = feature(2031, rival.same);
  values[at++] = feature3(2032, rival.inside, rival.same, cueChance >> 1);
  values[at++] = feature3(2033, probabilityStep(flat.anchorChance[anchor]), flat.content[anchor], flat.source[anchor]);
  const { origin } = candidate;
  values[at++] = feature(2034, origin);
  values[at++] = feature3(2035, origin, lexical[anchor], cueChance >> 1);
  values[at++] = feature3(2036, origin, edge >> 1, whole >> 1);
  values[at++] = feature3(2037, origin, lemma[anchor], 0);
  // the construction that grammar sees
  const { form } = candidate;
  values[at++] = feature2(2038, form, origin);
  values[at++] = feature3(2039, form, origin, lemma[anchor]);
  values[at++] = feature3(2040, form, origin, cueChance >> 1);
  values[at++] = feature3(2041, form, edge >> 1, sourceStep >> 1);
  // who the source is, and what stands around the cue
  const head = source.length ? headOf(view, source[0]) : -1;
  const company = head < 0 ? 0 : middle[head];
  values[at++] = feature2(2042, company, lexical[anchor]);
  values[at++] = feature2(2043, head < 0 ? 0 : cluster[head], lexical[anchor]);
  values[at++] = feature3(2044, company, lemma[anchor], 0);
  values[at++] = feature2(2045, source.length ? word[source[0].from] : 0, order);
  values[at++] = feature3(2046, lemma[anchor], beside(anchor, 1, word, 0), tag[anchor]);
  values[at++] = feature3(2047, lemma[anchor], beside(anchor, -1, word, 0), tag[anchor]);
  values[at++] = feature3(2048, tag[anchor], beside(anchor, -1, tag, 99), beside(anchor, 1, tag, 99));
  // sentences other than the cue's
  const outside = outsideOf(view, candidate);
  values[at++] = feature2(2049, outside, order);
  values[at++] = feature3(2050, outside, edge >> 1, whole >> 1);
  values[at++] = feature3(2051, view.voice[view.sentence[anchor]], lexical[anchor], order);
  return values;
}

/** The last word of a noun phrase before what hangs on it: "sessions" of "other sessions in Vienna". */
function headOf({ tag }: TokenView, { from, to }: Range): number {
  let head = from;
  while (head + 1 < to && !ENDS_PHRASE.has(tag[head + 1])) head++;
  return head;
}

const ENDS_PHRASE: ReadonlySet<number> = new Set([TAG.IN, TAG.TO, TAG[','], TAG.WDT, TAG.WP, TAG['-LRB-'], TAG.VBG]);

/** How many sentences beside the cue's the content touches, up to 3, and whether quotation marks show that and who speaks there. */
function outsideOf({ sentence, quotation, voice }: TokenView, { anchor, content }: Candidate): number {
  let sentences = 0;
  let unquoted = 0;
  let voices = 0;
  for (const { from, to } of content) {
    for (let i = from; i < to; i++) {
      if (sentence[i] === sentence[anchor] || (i > from && sentence[i] === sentence[i - 1])) continue;
      sentences++;
      if (!quotation[i]) unquoted = 1;
      voices |= voice[sentence[i]];
    }
  }
  return Math.min(3, sentences) | (unquoted << 2) | (voices << 3);
}

/** A probability in 16 steps. */
function fineStep(probability: number): number {
  return Math.min(15, Math.floor(probability * 16));
}

/** How other candidates stand to this one, by how likely their cues are, in steps: whose content holds its anchor, whose anchors
 * stand in its content, and whose content is much the same. */
function rivalry({ anchorChance }: FlatRoles, candidate: Candidate, others: readonly Candidate[]) {
  let inside = 0;
  let around = 0;
  let same = 0;
  const size = tokenCount(candidate.content);
  for (const other of others) {
    if (other === candidate) continue;
    const chance = anchorChance[other.anchor];
    if (holds(other.content, candidate.anchor)) inside = Math.max(inside, chance);
    if (holds(candidate.content, other.anchor)) around = Math.max(around, chance);
    const shared = sharedTokens(candidate.content, other.content);
    if (shared * 2 > Math.min(size, tokenCount(other.content))) same = Math.max(same, chance);
  }
  const own = anchorChance[candidate.anchor];
  const step = (chance: number): number =>
    chance === 0 ? 0 : 1 + probabilityStep(chance) * 2 + (chance > own ? 1 : 0);
  return { inside: step(inside), around: step(around), same: step(same) };
}
