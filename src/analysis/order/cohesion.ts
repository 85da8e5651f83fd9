import type { Reading } from '../entities/reading';
import { bodyOf, isContent } from './disorder';

/** A word that stands in more paragraphs than this ties no two of them together. */
const MOST_PARAGRAPHS = 6;

/** How much a paragraph has in common with each other one: rare words that both have. Asked for one paragraph at a time. */
export class Cohesion {
  /** By word type: the paragraphs that have it. */
  readonly #postings = new Map<number, number[]>();
  /** By paragraph: the types of its content words, each once. */
  readonly #types = new Map<number, readonly number[]>();

  constructor(reading: Reading) {
    for (const { from, to, paragraph } of bodyOf(reading)) {
      const types = new Set<number>();
      for (let i = from; i < to; i++) if (isContent(reading, i)) types.add(reading.types[i]);
      this.#types.set(paragraph, [...types]);
      for (const type of types) {
        const postings = this.#postings.get(type);
        if (postings) postings.push(paragraph);
        else this.#postings.set(type, [paragraph]);
      }
    }
  }

  /** By paragraph: how many words it shares with this one, rare words counting most; those without any are left out. */
  with(paragraph: number): ReadonlyMap<number, number> {
    const shared = new Map<number, number>();
    for (const type of this.#types.get(paragraph) ?? []) {
      const postings = this.#postings.get(type)!;
      if (postings.length < 2 || postings.length > MOST_PARAGRAPHS) continue;
      const weight = 1 / (postings.length - 1);
      for (const other of postings) if (other !== paragraph) shared.set(other, (shared.get(other) ?? 0) + weight);
    }
    return shared;
  }
}
