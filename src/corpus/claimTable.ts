import type { DigestBody } from './digest';
import { HashPostings, grown } from './duplicates';
import { compact, fold } from './fold';

const KINDS = ['direct', 'indirect', 'mixed'] as const;

/** The claims of one article in the table. */
export interface ClaimRows {
  /** The first row; the others follow. */
  readonly first: number;
  readonly count: number;
  /** The claims' words and those of who makes them, folded: row after row, see `ends`. */
  readonly words: string;
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
  /** Where the claim's words end in the article's `ClaimRows.words`, in UTF-16 units; they begin at the end before. */
  end = new Int32Array(1024);
  kind = new Uint8Array(1024);
  verdict = new Uint8Array(1024);
  /** `verdicts[verdict[r]]`; the first is that there is none. */
  readonly verdicts: string[] = [''];
  /** From the hashes of bands to rows. */
  readonly bands = new HashPostings();

  get size(): number {
    return this.#size;
  }

  add(slot: number, { claims, entities }: DigestBody, entityIds: readonly number[]): ClaimRows {
    const first = this.#size;
    this.#makeRoom(first + claims.length);
    const words: string[] = [];
    let length = 0;
    for (const { text, actor, source, kind, verdict, bands } of claims) {
      const row = this.#size++;
      const own = `${fold(text)}\n${fold(actor === undefined ? source : entities[actor].name)}\n`;
      words.push(own);
      length += own.length;
      this.slot[row] = slot;
      this.actor[row] = actor === undefined ? NOBODY : entityIds[actor];
      this.end[row] = length;
      this.kind[row] = KINDS.indexOf(kind);
      this.verdict[row] = this.#verdictNumber(verdict);
      for (let band = 0; band < bands.length; band++) this.bands.add(bands[band], row);
    }
    return { first, count: claims.length, words: compact(words.join('')) }; // one flat string
  }

  /** The folded words of a claim alone. */
  wordsOf({ first, words }: ClaimRows, row: number): string {
    const start = row === first ? 0 : this.end[row - 1];
    return words.slice(start, words.indexOf('\n', start));
  }

  #verdictNumber(verdict = ''): number {
    const known = this.verdicts.indexOf(verdict);
    return known >= 0 ? known : this.verdicts.push(verdict) - 1;
  }

  #makeRoom(rows: number): void {
    let size = this.slot.length;
    if (rows <= size) return;
    while (size < rows) size *= 2;
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
