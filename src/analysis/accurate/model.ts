import { WordPiece } from '../text/wordPiece';
import { CANDIDATE_FEATURES } from './decode';

/** What the accurate engine knows beside its network: models/accurate.json. */
export interface AccurateModel {
  readonly wordPiece: WordPiece;
  /** Weights of CANDIDATE_FEATURES: the chance that an attribution is right, fitted on the development texts. */
  readonly judge: readonly number[];
  /** Attributions are given from this chance on, nested ones from the other. */
  readonly least: number;
  readonly leastNested: number;
}

export interface AccurateFile extends Omit<AccurateModel, 'wordPiece' | 'judge'> {
  readonly judge: Readonly<Record<string, number>>;
  /** One piece a line, in order of their numbers. */
  readonly vocabulary: string;
}

/** @throws Error naming the file and what is wrong with it. */
export function readAccurateModel(bytes: Uint8Array): AccurateModel {
  try {
    const { vocabulary, judge, ...rest } = JSON.parse(new TextDecoder().decode(bytes)) as AccurateFile;
    const weights = CANDIDATE_FEATURES.map((feature) => judge[feature]);
    if (weights.some((weight) => typeof weight !== 'number')) throw new Error('it judges by other features');
    return { ...rest, judge: weights, wordPiece: new WordPiece(vocabulary.split('\n')) };
  } catch (error) {
    throw new Error(`accurate.json cannot be used: ${error instanceof Error ? error.message : String(error)}`);
  }
}
