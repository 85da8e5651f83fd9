import { readModelFile, sectionOf } from '../tagger/modelFile';
import { type RowTable, rowTableOf } from '../tagger/rowTable';
import { type Chain, chainOf } from './chain';
import { FLAT_LABELS } from './flatRoles';
import { ROLE_LABELS } from './roleFeatures';

/** What attribution has learned (training/attribution.mts): three linear models over hashed features, in one file. */
export interface AttributionModel {
  /** Labels each token with the one role it plays for any attribution. */
  readonly flat: Chain;
  /** Labels the tokens around one cue with their roles for this cue. */
  readonly roles: Chain;
  /** How likely an attribution is right as a whole. */
  readonly judge: RowTable;
}

export const MODEL_KIND = 'attribution';
export const PREFIX = { flat: 'flat.', roles: 'roles.', judge: 'judge.' } as const;

/** The name of the section with a chain's weights of pairs of labels; `PREFIX` goes before it. */
export const TRANSITIONS = 'transitions';

/** @throws Error naming the file and what is wrong with it. */
export function readAttributionModel(bytes: Uint8Array, file = 'attribution.bin'): AttributionModel {
  const model = readModelFile(bytes, file, MODEL_KIND);
  const chain = (labels: readonly string[], prefix: string): Chain => {
    const transitions = sectionOf(model, prefix + TRANSITIONS, Float32Array, file);
    if (transitions.length !== (labels.length + 1) * labels.length)
      throw new Error(`Model file ${file} cannot be used: it has other labels.`);
    return chainOf(rowTableOf(model, file, prefix), labels, transitions);
  };
  return {
    flat: chain(FLAT_LABELS, PREFIX.flat),
    roles: chain(ROLE_LABELS, PREFIX.roles),
    judge: rowTableOf(model, file, PREFIX.judge),
  };
}
