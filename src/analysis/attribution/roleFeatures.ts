import { feature, feature2, feature3 } from '../tagger/hash';
import type { FeatureRows } from '../tagger/sequence';
import type { FlatRoles } from './flatRoles';
import { distanceStep, type TokenView } from './tokenView';

/**
 * Features of the second tagger, which labels the tokens around one cue with the roles they play for this cue: where the
 * token stands to the cue, what stands between, and what the first tagger took it for.
 */
export const ROLE_WIDTH = 58;

/** The second tagger's labels: none, source, cue, content. */
export const ROLE_LABELS = ['O', 'S', 'Q', 'C'] as const;
export const SOURCE = 1;
export const CUE = 2;
export const CONTENT = 3;

const NONE = 0x5bd1e995;

/** Features of the tokens `[from, to)` around the cue whose anchor is token `anchor`. */
export function roleFeatures(view: TokenView, flat: FlatRoles, anchor: number, from: number, to: number): FeatureRows {
  const { word, lemma, tag, shape, cluster, middle, quote, quotation, first, end, sentence } = view;
  const { best, source, content, anchorsSoFar, anchorBefore, anchorBehind } = flat;
  const values = new Int32Array((to - from) * ROLE_WIDTH);
  const wordAt = (i: number): number => (i >= from && i < to ? word[i] : NONE);
  const tagAt = (i: number): number => (i >= from && i < to ? tag[i] : 99);
  const bestAt = (i: number): number => (i >= from && i < to ? best[i] : 9);
  const a = anchor;
  const anchorLemma = lemma[a];
  const anchorTag = tag[a];
  const behindAnchor = wordAt(a + 1);
  const beforeAnchor = wordAt(a - 1);
  const quotedSentence = quote[first[a]] * 4 + quote[end[a] - 1];
  const opening = tagAt(first[a]);
  const way = waysTo(view, anchor, from, to);
  const { relation, head } = view;
  let at = 0;
  for (let i = from; i < to; i++) {
    const side = i < a ? 0 : i > a ? 1 : 2;
    const distance = Math.abs(i - a);
    const far = distanceStep(distance) * 4 + side;
    const low = Math.min(i, a);
    const high = Math.max(i, a);
    const sentences = Math.min(3, Math.abs(sentence[i] - sentence[a]));
    const place = sentences * 4 + side;
    const signs = Math.min(4, view.signsSoFar[high] - view.signsSoFar[low]);
    const verbs = Math.min(4, view.verbsSoFar[high] - view.verbsSoFar[low]);
    const cues = Math.min(3, anchorsSoFar[high] - anchorsSoFar[Math.min(low + 1, high)]);
    const nearest = (anchorBefore[i] === a ? 1 : 0) + (anchorBehind[i] === a ? 2 : 0);
    const role = best[i];
    const t = tag[i];
    const signBefore = view.signBefore[i];
    const signBehind = view.signBehind[i];
    values[at++] = feature(1000, far);
    values[at++] = feature2(1001, far, t);
    values[at++] = feature2(1002, far, role);
    values[at++] = feature3(1003, far, role, sentences);
    values[at++] = feature2(1004, side, word[i]);
    values[at++] = feature3(1005, place, wordAt(i - 1), word[i]);
    values[at++] = feature3(1006, place, word[i], wordAt(i + 1));
    values[at++] = feature2(1007, place, anchorLemma);
    values[at++] = feature3(1008, place, anchorLemma, role);
    values[at++] = feature3(1009, place, anchorLemma, t);
    values[at++] = feature3(1010, place, anchorTag, role);
    values[at++] = feature3(1011, place, cluster[a], role);
    values[at++] = feature3(1012, far, middle[a], t);
    values[at++] = feature3(1013, place, t, tagAt(i - 1) * 64 + tagAt(i + 1));
    values[at++] = feature3(1014, side, tagAt(i - 1) * 64 + tagAt(i - 2), t);
    values[at++] = feature3(1015, side, tagAt(i + 1) * 64 + tagAt(i + 2), t);
    values[at++] = feature3(1016, place, quote[i], quote[a]);
    values[at++] = feature3(1017, place, quote[i], role);
    values[at++] = feature3(1018, place * 8 + quote[i], quotedSentence, opening);
    values[at++] = feature3(1019, place, role, bestAt(i - 1) * 16 + bestAt(i + 1));
    values[at++] = feature3(1020, place, source[i], content[i]);
    values[at++] = feature3(1021, nearest, source[i], side);
    values[at++] = feature3(1022, nearest, content[i], place);
    values[at++] = feature3(1023, nearest, role, cues * 16 + place);
    values[at++] = feature3(1024, cues, role, place);
    values[at++] = feature3(1025, cues, verbs, place);
    values[at++] = feature3(1026, signs, verbs, place);
    values[at++] = feature3(1027, signs, role, place);
    values[at++] = feature3(1028, verbs, role, place);
    values[at++] = feature3(1029, place, behindAnchor, role);
    values[at++] = feature3(1030, place, beforeAnchor, role);
    values[at++] = feature3(1031, far, behindAnchor, beforeAnchor);
    values[at++] = feature3(1032, place, tagAt(a + 1) * 64 + tagAt(a + 2), role);
    values[at++] = feature3(1033, place, tagAt(a - 1) * 64 + tagAt(a - 2), role);
    values[at++] = feature3(
      1034,
      place,
      signBefore < 0 ? NONE : word[signBefore],
      signBehind < 0 ? NONE : word[signBehind],
    );
    values[at++] = feature3(1035, place, signBehind < 0 ? NONE : word[signBehind], role);
    values[at++] = feature3(1036, place, signBefore < 0 ? NONE : word[signBefore], role);
    // signs between it and the cue
    values[at++] = feature3(
      1037,
      side === 0
        ? signBehind >= 0 && signBehind < a
          ? word[signBehind]
          : NONE
        : side === 1
          ? signBefore > a
            ? word[signBefore]
            : NONE
          : 0,
      side,
      role,
    );
    values[at++] = feature3(1038, distance <= 4 ? pathHash(tag, low, high) : NONE, side, distance);
    values[at++] = feature3(1039, distance <= 6 ? pathHash(tag, low, high) : verbs, side, role);
    values[at++] = feature3(1040, place, shape[i], t);
    values[at++] = feature3(1041, place, cluster[i], role);
    values[at++] = feature3(1042, place, lemma[first[i]], i === first[i] ? 1 : 0);
    values[at++] = feature3(1043, place, i === end[i] - 1 ? 1 : 0, role);
    const verbBefore = view.verbBefore[i];
    const verbBehind = view.verbBehind[i];
    values[at++] = feature3(
      1044,
      place,
      verbBefore === a ? 1 : verbBefore < 0 ? 2 : lemma[verbBefore],
      verbBehind === a ? 1 : verbBehind < 0 ? 2 : 3,
    );
    values[at++] = feature3(
      1045,
      place,
      anchorBefore[i] === a ? 1 : anchorBefore[i] < 0 ? 0 : 2,
      (anchorBehind[i] === a ? 1 : anchorBehind[i] < 0 ? 0 : 2) * 16 + role,
    );
    values[at++] = feature3(
      1046,
      quotation[i] !== 0 && i > 0 && quotation[i - 1] === quotation[i] ? 1 : 0,
      quotation[i] === quotation[a] ? 1 : 0,
      place,
    );
    values[at++] = feature3(1047, linkedQuotation(view, i, a), place, role);
    // the way through the tree
    const path = way[i - from];
    const arc = relation[i] * 4 + side;
    values[at++] = feature2(1048, path, side);
    values[at++] = feature3(1049, path, side, role);
    values[at++] = feature3(1050, path, place, t);
    values[at++] = feature3(1051, path, anchorLemma, role);
    values[at++] = feature3(1052, path, anchorTag, cues);
    values[at++] = feature3(1053, path, i > from ? way[i - from - 1] : 1, side);
    values[at++] = feature3(1054, path, i + 1 < to ? way[i - from + 1] : 1, side);
    values[at++] = feature3(1055, arc, role, sentences);
    values[at++] = feature3(1056, arc, head[i] === a ? 1 : head[i] < 0 ? 2 : tag[head[i]] + 3, role);
    values[at++] = feature3(1057, path, quote[i], cues);
    if (at !== (i - from + 1) * ROLE_WIDTH) throw new Error('ROLE_WIDTH ' + (at - (i - from) * ROLE_WIDTH));
  }
  return { count: to - from, width: ROLE_WIDTH, values };
}

/** The farthest that a way climbs in the tree. */
const HIGHEST = 10;

/**
 * By token of the window: how its way to the anchor goes through the tree. The token climbs until it meets the anchor or one of
 * its ancestors; the way is which ancestor that is, by which branch the token came and by which the anchor did.
 */
function waysTo({ head, relation, sentence }: TokenView, anchor: number, from: number, to: number): Int32Array {
  const way = new Int32Array(to - from);
  const line: number[] = [anchor]; // the anchor and its ancestors
  while (line.length < HIGHEST && head[line[line.length - 1]] >= 0) line.push(head[line[line.length - 1]]);
  for (let i = from; i < to; i++) {
    if (sentence[i] !== sentence[anchor]) {
      way[i - from] = -1;
      continue;
    }
    let branch = 63;
    let at = i;
    let met = line.indexOf(at);
    for (let step = 0; met < 0 && step < HIGHEST && head[at] >= 0; step++) {
      branch = relation[at];
      at = head[at];
      met = line.indexOf(at);
    }
    const down = met <= 0 ? 63 : relation[line[met - 1]];
    way[i - from] = (Math.min(met + 1, 4) * 64 + branch) * 64 + down;
  }
  return way;
}

/** How a quoted token's quotation stands to the cue: touches it with at most a source between, or is farther off. */
function linkedQuotation({ quotation, first, end }: TokenView, i: number, anchor: number): number {
  const q = quotation[i];
  if (q === 0) return 0;
  for (let j = anchor - 1; j >= Math.max(first[anchor] - 1, anchor - 12, 0); j--)
    if (quotation[j]) return quotation[j] === q ? 1 : 2;
  for (let j = anchor + 1; j < Math.min(end[anchor] + 1, anchor + 12, quotation.length); j++)
    if (quotation[j]) return quotation[j] === q ? 3 : 4;
  return 5;
}

function pathHash(tag: Uint8Array, low: number, high: number): number {
  let hash = 17;
  for (let j = low; j <= high; j++) hash = Math.imul(hash ^ tag[j], 0x01000193);
  return hash;
}
