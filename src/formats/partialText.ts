/** Stands for a character that is not known; no article holds it (a file with NUL is no text). */
export const UNKNOWN = '\0';

/** A text of which a format tells only pieces and where they stand; the rest is `UNKNOWN`. */
export class PartialText {
  readonly #characters: string[] = [];

  /**
   * Puts words at an offset: a string for one in UTF-16 units, a list of code points for one in code points; never both
   * in one text. Where two pieces overlap, the later one stands.
   */
  put(start: number, words: string | readonly string[]): void {
    for (let i = this.#characters.length; i < start; i++) this.#characters.push(UNKNOWN);
    for (let i = 0; i < words.length; i++) this.#characters[start + i] = words[i];
  }

  toString(): string {
    return this.#characters.join('');
  }
}

/** Whether a text is what is known of it. */
export function fits(text: string, known: string): boolean {
  if (known.length > text.length) return false;
  for (let i = 0; i < known.length; i++) if (known[i] !== UNKNOWN && known[i] !== text[i]) return false;
  return true;
}
