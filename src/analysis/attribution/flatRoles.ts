import { NEW_ROOM, type Room } from '../room';

/** What the first tagger finds: by token, the role it plays for some attribution. */
export interface FlatRoles {
  /** Number of the likeliest label. */
  readonly best: Uint8Array;
  /** Probabilities in steps: of being part of a source, of a content, and of being a cue's anchor. */
  readonly source: Uint8Array;
  readonly content: Uint8Array;
  readonly anchor: Uint8Array;
  /** Probability of being a cue's anchor. */
  readonly anchorChance: Float32Array;
  /** How many likely anchors stand before the token; the nearest one to the left and right in its paragraph, -1 if none. */
  readonly anchorsSoFar: Int32Array;
  readonly anchorBefore: Int32Array;
  readonly anchorBehind: Int32Array;
}

/** The first tagger's labels: none, source, the cue's anchor, the cue's other words, content. */
export const FLAT_LABELS = ['O', 'S', 'A', 'Q', 'C'] as const;
const SOURCE = 1;
const ANCHOR = 2;
const CONTENT = 4;

/** From here on a token counts as a likely anchor. */
const LIKELY = 0.35;

/** An empty result for `count` tokens, to be filled paragraph by paragraph. The arrays are made in `room`. */
export function emptyFlatRoles(count: number, room: Room = NEW_ROOM): FlatRoles {
  return {
    best: room.uint8(count),
    source: room.uint8(count),
    content: room.uint8(count),
    anchor: room.uint8(count),
    anchorChance: room.float32(count),
    anchorsSoFar: room.int32(count),
    anchorBefore: room.int32(count),
    anchorBehind: room.int32(count),
  };
}

/** Enters the marginals of a paragraph, tokens `[from, to)`. */
export function enterMarginals(roles: FlatRoles, marginals: Float64Array, from: number, to: number): void {
  const size = FLAT_LABELS.length;
  let soFar = 0;
  let last = -1;
  for (let i = from; i < to; i++) {
    const at = (i - from) * size;
    let best = 0;
    for (let label = 1; label < size; label++) if (marginals[at + label] > marginals[at + best]) best = label;
    roles.best[i] = best;
    roles.source[i] = probabilityStep(marginals[at + SOURCE]);
    roles.content[i] = probabilityStep(marginals[at + CONTENT]);
    roles.anchor[i] = probabilityStep(marginals[at + ANCHOR]);
    roles.anchorChance[i] = marginals[at + ANCHOR];
    roles.anchorsSoFar[i] = soFar;
    roles.anchorBefore[i] = last;
    if (roles.anchorChance[i] >= LIKELY) {
      soFar++;
      last = i;
    }
  }
  let next = -1;
  for (let i = to - 1; i >= from; i--) {
    roles.anchorBehind[i] = next;
    if (roles.anchorChance[i] >= LIKELY) next = i;
  }
}

/** A probability in six steps. */
export function probabilityStep(probability: number): number {
  if (probability < 0.02) return 0;
  if (probability < 0.1) return 1;
  if (probability < 0.3) return 2;
  if (probability < 0.6) return 3;
  return probability < 0.9 ? 4 : 5;
}
