import type { Candidate } from './parser';
import type { Words } from './words';

/** Looks at all candidates of a paragraph, in text order and not overlapping, and gives back better ones. */
export interface Refiner {
  readonly name: string;
  readonly refine: (words: Words, candidates: readonly Candidate[]) => readonly Candidate[];
}
