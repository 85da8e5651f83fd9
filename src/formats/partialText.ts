import type { Span } from '../analysis/analysis';
import { anchorAt } from '../review/anchor';
import type { Anchor } from '../review/review';
import { firstWhere } from '../util/firstWhere';

/** Words, and the UTF-16 offset at which they stand. */
export interface Piece {
  readonly start: number;
  readonly words: string;
}

/** A text of which a file has only pieces. It takes as much memory as the pieces, wherever they stand. */
export class PartialText {
  private constructor(private readonly runs: readonly Piece[]) {}

  /**
   * Joins pieces that touch. Of pieces that overlap the first one stands.
   * @param overlaps called for each piece that is left out for that reason
   */
  static of<T extends Piece>(pieces: readonly T[], overlaps: (piece: T) => void): PartialText {
    const runs: { start: number; end: number; words: string[] }[] = [];
    for (const piece of [...pieces].sort((a, b) => a.start - b.start)) {
      const { start, words } = piece;
      const end = start + words.length;
      const last = runs[runs.length - 1];
      if (!last || start > last.end) runs.push({ start, end, words: [words] });
      else if (start < last.end) overlaps(piece);
      else {
        last.words.push(words);
        last.end = end;
      }
    }
    return new PartialText(runs.map(({ start, words }) => ({ start, words: words.join('') })));
  }

  /** The whole text; undefined when it is known in pieces only. */
  get whole(): string | undefined {
    return this.runs.length === 1 && this.runs[0].start === 0 ? this.runs[0].words : undefined;
  }

  /** Whether all that is known stands in this text, where it should. */
  fits(text: string): boolean {
    return this.runs.every(({ start, words }) => text.startsWith(words, start));
  }

  /** The words of a span with as much around them as is known; undefined when not all of the words are. */
  anchorAt({ start, end }: Span): Anchor | undefined {
    const before = firstWhere(this.runs.length, (i) => this.runs[i].start > start);
    if (before === 0) return undefined;
    const { start: from, words } = this.runs[before - 1];
    if (end > from + words.length) return undefined;
    return { ...anchorAt(words, { start: start - from, end: end - from }), start, end };
  }

  /** What is known of the words of a span, a space for each gap. */
  wordsIn({ start, end }: Span): string {
    const first = Math.max(0, firstWhere(this.runs.length, (i) => this.runs[i].start > start) - 1);
    const known: string[] = [];
    for (let i = first; i < this.runs.length && this.runs[i].start < end; i++) {
      const { start: from, words } = this.runs[i];
      known.push(words.slice(Math.max(0, start - from), end - from));
    }
    return known.filter(Boolean).join(' ');
  }
}
