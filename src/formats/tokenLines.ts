/**
 * Counts the tokens of a file that has a line for each, and knows where a line is missing: the numbers of the tokens, which
 * begin anew in each sentence, leave one out, or it cannot be read at all. What stands beside such a place may have had
 * a part there.
 */
export class TokenLines {
  #count = 0;
  /** Undefined after a line without a number. */
  #last: { readonly sentence: string; readonly number: number } | undefined = { sentence: '', number: 0 };
  readonly #missing = new Set<number>();
  /** Whether the line counted last has the number that follows that of the line before. */
  #isNext = true;

  /**
   * The next line is that of a token with this number, NaN when it has none.
   * @returns the token's count, and whether one before it is missing
   */
  next(sentence: string, number: number): { readonly token: number; readonly isAfterGap: boolean } {
    const { sentence: lastSentence, number: last } = this.#last ?? { sentence, number: number - 1 };
    const isNewSentence = number === 1 && (sentence === '' || Number(sentence) === Number(lastSentence) + 1);
    this.#isNext = isNewSentence || (sentence === lastSentence && number === last + 1);
    const isAfterGap = number > 1 && (sentence !== lastSentence || number !== last + 1);
    if (isAfterGap) this.#missing.add(++this.#count);
    this.#last = Number.isNaN(number) ? undefined : { sentence, number };
    return { token: ++this.#count, isAfterGap };
  }

  /** How many tokens there are so far. */
  get count(): number {
    return this.#count;
  }

  /** Whether this is the token that was counted last. */
  isLast(sentence: string, number: number): boolean {
    return this.#last?.sentence === sentence && this.#last.number === number;
  }

  /** The line that was counted last cannot be read. Unless its number follows, it may also have been of a part of the token before. */
  lose(): void {
    this.#missing.add(this.#count);
    if (!this.#isNext) this.#missing.add(this.#count - 1);
  }

  /** Whether what covers these tokens may have covered a missing one too. */
  isBesideGap(first: number, last: number): boolean {
    return this.#missing.has(first - 1) || this.#missing.has(last + 1);
  }
}

/** Words that an annotation covers, token by token: UTF-16 offsets `[start, end)`. */
export interface Reach {
  readonly start: number;
  end: number;
  /** The tokens from which and up to which it reaches, counted through the file. */
  readonly firstToken: number;
  lastToken: number;
  readonly where: string;
  /** Why it is not certain how far it reaches. */
  torn?: string;
}

/** What is wrong with a line after a gap. */
export const AFTER_GAP = 'the line of the token before it is missing';
/** Why something beside a gap is left out. */
export const BESIDE_GAP = 'a line beside it is missing or cannot be read, and may be a part of it: left out';
