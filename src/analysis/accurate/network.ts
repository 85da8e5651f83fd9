/**
 * What the accurate engine's network takes and gives, a window of the article at a time. The core has no runtime for it: whoever
 * runs the analysis brings one (`host/network.ts`). training/neural/export_onnx.py says the same from the other side.
 */

/** Lists of the gazetteer and the quotation mark, as numbers a piece. */
export const LISTS_WIDTH = 16;
/** Words to either side of an anchor that may play a role for it. */
export const REACH = 72;
/** Role labels: none, source, cue, content. */
export const ROLES = 4;
/** Labels of names: those of the fast engine's tagger (NAME_LABELS). */
export const NAMES = 9;

/** By piece, behind a first that stands for the window: vocabulary index, shape, tag + 1, lists. */
export interface NetworkInput {
  readonly ids: Int32Array;
  readonly shape: Int32Array;
  readonly tag: Int32Array;
  /** LISTS_WIDTH a piece. */
  readonly lists: Float32Array;
  /** By word, counted from 1: the index of its first piece; entry 0 is 0. */
  readonly first: Int32Array;
  /** The words `[core[0], core[1])` that it is asked about: no others are tried as anchors. */
  readonly core: Int32Array;
}

/** Logits. Words count from 1 as in the input. */
export interface NetworkOutput {
  /** `flat[4 * w]`: is a cue's anchor; then source, cue, content of anybody. */
  readonly flat: Float32Array;
  /** `names[NAMES * w + label]`. */
  readonly names: Float32Array;
  /** The words that were tried as anchors, in order; at least one. */
  readonly anchors: Int32Array;
  /** `roles[(a * (2 * REACH + 1) + REACH + d) * ROLES + role]`: the word d behind anchor a. */
  readonly roles: Float32Array;
  /** Whether anchor a's attribution stands. */
  readonly stands: Float32Array;
}

/** @throws Error when the network cannot run. */
export type Network = (input: NetworkInput) => Promise<NetworkOutput>;
