import { WordPiece } from '../text/wordPiece';
import { FAST_FEATURES, NETWORK_FEATURES } from './judge';

/** What the accurate engine knows beside its network: models/accurate.json. */
export interface AccurateModel {
  readonly wordPiece: WordPiece;
  /**
   * Weights of NETWORK_FEATURES and of FAST_FEATURES: the chance that an attribution is right, fitted on the development texts.
   */
  readonly judges: Readonly<Record<'network' | 'fast', readonly number[]>>;
  /** Attributions are given from this chance on, nested ones from the other. */
  readonly least: number;
  readonly leastNested: number;
  /** How much the network's log probabilities of names count beside the fast engine's scores. */
  readonly nameWeight: number;
}

type Weights = Readonly<Record<string, number>>;

export interface AccurateFile extends Omit<AccurateModel, 'wordPiece' | 'judges'> {
  readonly judges: { readonly network: Weights; readonly fast: Weights };
  /** One piece a line, in order of their numbers. */
  readonly vocabulary: string;
}

/** @throws Error naming the file and what is wrong with it. */
export function readAccurateModel(bytes: Uint8Array): AccurateModel {
  try {
    const { vocabulary, judges, ...rest } = JSON.parse(new TextDecoder().decode(bytes)) as AccurateFile;
    const weights = (features: readonly string[], judge: Weights): number[] =>
      features.map((feature) => {
        if (typeof judge[feature] !== 'number') throw new Error('it judges by other features');
        return judge[feature];
      });
    return {
      ...rest,
      judges: { network: weights(NETWORK_FEATURES, judges.network), fast: weights(FAST_FEATURES, judges.fast) },
      wordPiece: new WordPiece(vocabulary.split('\n')),
    };
  } catch (error) {
    throw new Error(`accurate.json cannot be used: ${error instanceof Error ? error.message : String(error)}`);
  }
}
