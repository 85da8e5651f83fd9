import type { Reading } from '../entities/reading';
import { isNoun } from '../text/tags';
import { type BodyParagraph, bodyOf } from './body';

/** A word that stands in more paragraphs than this ties no two of them together. */
const MOST_PARAGRAPHS = 6;

/** How much a paragraph has in common with each other one: rare words that both have. Asked for one paragraph at a time. */
export class Cohesion {
  /** The paragraphs of the article's body. */
  readonly body: readonly BodyParagraph[];
  /** By word type: the paragraphs that have it. */
  readonly #postings = new Map<number, number[]>();
  /** By paragraph: the types of its content words. */
  readonly #types = new Map<number, ReadonlySet<number>>();
  /** The answer that was given last: many sources in one paragraph ask the same. */
  #last: { readonly paragraph: number; readonly shared: ReadonlyMap<number, number> } | undefined;

  constructor(reading: Reading) {
    this.body = bodyOf(reading);
    for (const { from, to, paragraph } of this.body) {
      const types = new Set<number>();
      for (let i = from; i < to; i++) if (isContent(reading, i)) types.add(reading.types[i]);
      this.#types.set(paragraph, types);
      for (const type of types) {
        const postings = this.#postings.get(type);
        if (postings) postings.push(paragraph);
        else this.#postings.set(type, [paragraph]);
      }
    }
  }

  /** How much more neighbours have in common than paragraphs half an article apart. */
  ofNeighbours(): number {
    const sets = [...this.#types.values()];
    const count = sets.length;
    let more = 0;
    for (let p = 0; p < count; p++)
      more += alike(sets[p], sets[(p + 1) % count]) - alike(sets[p], sets[(p + (count >> 1)) % count]);
    return count && more / count;
  }

  /** By paragraph: how many words it shares with this one, rare words counting most; those without any are left out. */
  with(paragraph: number): ReadonlyMap<number, number> {
    if (this.#last?.paragraph !== paragraph) this.#last = { paragraph, shared: this.#sharedWith(paragraph) };
    return this.#last.shared;
  }

  #sharedWith(paragraph: number): ReadonlyMap<number, number> {
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

/** The cosine of two sets, 0 to 1. */
function alike(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  if (!a.size || !b.size) return 0;
  let shared = 0;
  for (const each of a) if (b.has(each)) shared++;
  return shared / Math.sqrt(a.size * b.size);
}

/** Names and nouns. */
const isContent = ({ tokens, nameAt, lower }: Reading, i: number): boolean =>
  (nameAt[i] >= 0 || isNoun(tokens.tag[i])) && lower[i].length > 2;
