import { readModelFile } from '../tagger/modelFile';
import { type Weights, weightsOf } from '../tagger/weights';
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
  readonly judge: Weights;
}

export const MODEL_KIND = 'attribution';
export const JUDGE_LABELS = ['right'] as const;
export const PREFIX = { flat: 'flat.', roles: 'roles.', judge: 'judge.' } as const;

/** @throws Error naming the file and what is wrong with it. */
export function readAttributionModel(bytes: Uint8Array, file = 'attribution.bin'): AttributionModel {
  const model = readModelFile(bytes, file, MODEL_KIND);
  return {
    flat: chainOf(weightsOf(model, FLAT_LABELS, file, PREFIX.flat)),
    roles: chainOf(weightsOf(model, ROLE_LABELS, file, PREFIX.roles)),
    judge: weightsOf(model, JUDGE_LABELS, file, PREFIX.judge),
  };
}
