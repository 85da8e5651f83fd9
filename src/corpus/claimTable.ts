import type { DigestBody } from './digest';
import { grown } from '../util/grown';
import { Texts, type Wanted } from '../util/texts';
import { HashPostings } from './duplicates';
import { fold } from './fold';

const KINDS = ['direct', 'indirect', 'mixed'] as const;

/** The claims of one article in the table. */
export interface ClaimRows {
  /** The first row; the others follow. */
  readonly first: number;
  readonly count: number;
  /** The number of the article's words: its title, then each claim's and those of who makes it, folded, a line each. */
  readonly words: number;
  /** Where the title's end, in bytes. */
  readonly title: number;
}

/** No entity makes the claim. */
export const NOBODY = -1;

/**
 * The claims of all articles as columns: row `r` is claim `r - first` of the article at `slot[r]`. Rows are only ever
 * added; those of an article that went are dead, and who asks knows by the article.
 */
export class ClaimTable {
  #size = 0;
  slot = new Int32Array(1024);
  /** Id of the corpus entity that makes the claim, or `NOBODY`. */
  actor = new Int32Array(1024);
  /** Where the claim's words end in the article's, in bytes; they begin at the end before, or behind the title. */
  end = new Int32Array(1024);
  kind = new Uint8Array(1024);
  verdict = new Uint8Array(1024);
  /** `verdicts[verdict[r]]`; the first is that there is none. */
  readonly verdicts: string[] = [''];
  /** From the hashes of bands to rows. */
  readonly bands = new HashPostings();
  readonly #words = new Texts();

  get size(): number {
    return this.#size;
  }

  /** The claims of an article, nobody's yet. @param title of the article, folded @param bands of each claim */
  add(slot: number, title: string, { claims, entities }: DigestBody, bands: readonly (readonly number[])[]): ClaimRows {
    const first = this.#size;
    this.#makeRoom(first + claims.length);
    const lines = [`${title}\n`];
    for (const [index, { text, actor, source, kind, verdict }] of claims.entries()) {
      const row = this.#size++;
      lines.push(`${fold(text)}\n${fold(actor === undefined ? source : entities[actor].name)}\n`);
      this.slot[row] = slot;
      this.actor[row] = NOBODY;
      this.kind[row] = KINDS.indexOf(kind);
      this.verdict[row] = this.#verdictNumber(verdict);
      for (const band of bands[index]) this.bands.add(band, row);
    }
    const { at, ends } = this.#words.addAll(lines);
    this.end.set(ends.slice(1), first);
    return { first, count: claims.length, words: at, title: ends[0] };
  }

  /** Says who makes an article's claims. @param idOf the corpus' id of an entity of the article */
  assign({ first }: ClaimRows, { claims }: DigestBody, idOf: (index: number) => number | undefined): void {
    for (const [index, { actor }] of claims.entries()) {
      this.actor[first + index] = actor === undefined ? NOBODY : (idOf(actor) ?? NOBODY);
    }
  }

  /** Whether the words stand in the article's title. */
  isInTitle({ words, title }: ClaimRows, wanted: Wanted): boolean {
    return this.#words.find(words, wanted, 0, title) >= 0;
  }

  /** Calls back with every row of the article in whose words the wanted ones stand. */
  eachWith({ first, count, words, title }: ClaimRows, wanted: Wanted, visit: (row: number) => void): void {
    const { end } = this;
    const last = first + count - 1;
    let from = title;
    for (let row = first; row <= last; row++) {
      const at = this.#words.find(words, wanted, from);
      if (at < 0) return;
      while (end[row] <= at) row++;
      visit(row);
      from = end[row];
    }
  }

  /** The folded words of a claim alone. */
  wordsOf({ first, words, title }: ClaimRows, row: number): string {
    const own = this.#words.get(words, row === first ? title : this.end[row - 1], this.end[row]);
    return own.slice(0, own.indexOf('\n'));
  }

  #verdictNumber(verdict = ''): number {
    const known = this.verdicts.indexOf(verdict);
    return known >= 0 ? known : this.verdicts.push(verdict) - 1;
  }

  #makeRoom(rows: number): void {
    let size = this.slot.length;
    if (rows <= size) return;
    while (size < rows) size += size >> 2;
    this.slot = grown(this.slot, new Int32Array(size));
    this.actor = grown(this.actor, new Int32Array(size));
    this.end = grown(this.end, new Int32Array(size));
    this.kind = grown(this.kind, new Uint8Array(size));
    this.verdict = grown(this.verdict, new Uint8Array(size));
  }
}

/** The number of a kind in `ClaimTable.kind`, -1 for none. */
export function kindNumber(kind: string): number {
  return (KINDS as readonly string[]).indexOf(kind);
}
