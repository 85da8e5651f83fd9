import { firstWhere } from './firstWhere';

/**
 * Offsets of a text between UTF-16 code units (ours) and Unicode code points (those of brat, of W3C Web Annotation, and
 * of Python's strings). A lone surrogate counts as one code point.
 */
export class CodePoints {
  /** Offset of the second unit of every surrogate pair, ascending. */
  readonly #pairs: readonly number[];
  /** Of the whole text, in code points. */
  readonly length: number;

  constructor(text: string) {
    const pairs: number[] = [];
    for (let i = 1; i < text.length; i++) {
      if ((text.charCodeAt(i) & 0xfc00) !== 0xdc00 || (text.charCodeAt(i - 1) & 0xfc00) !== 0xd800) continue;
      pairs.push(i);
    }
    this.#pairs = pairs;
    this.length = text.length - pairs.length;
  }

  /** UTF-16 units before the offset -> code points before it; within a pair, the pair counts as before it. */
  fromUtf16(offset: number): number {
    return offset - this.#pairsBefore((pair) => pair < offset);
  }

  toUtf16(codePoints: number): number {
    return codePoints + this.#pairsBefore((pair, index) => pair - 1 - index < codePoints);
  }

  /** How many pairs come before; `before` is true for the first ones and false from then on. */
  #pairsBefore(before: (pair: number, index: number) => boolean): number {
    return firstWhere(this.#pairs.length, (i) => !before(this.#pairs[i], i));
  }
}
