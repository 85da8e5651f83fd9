import type { Span } from '../analysis/analysis';
import { anchorAt } from '../review/anchor';
import type { Anchor } from '../review/review';
import { firstWhere } from '../util/firstWhere';

/** Words, and the UTF-16 offset at which they stand. */
export interface Piece {
  readonly start: number;
  readonly words: string;
}

/** Pieces that follow each other without a gap. */
interface Run {
  end: number;
  readonly pieces: Piece[];
}

/** The words of a run from an offset to its end. */
function wordsAtEnd({ pieces }: Run, from: number): string {
  const found: string[] = [];
  for (let i = pieces.length - 1; i >= 0; i--) {
    const { start, words } = pieces[i];
    found.push(words.slice(Math.max(0, from - start)));
    if (start <= from) break;
  }
  return found.reverse().join('');
}

/** A text of which a file has only pieces. It takes as much memory as the pieces, wherever they stand. */
export class PartialText {
  private constructor(
    private readonly runs: readonly Piece[],
    /** Where the file has different words: in order, disjoint. */
    private readonly unclear: readonly Span[],
  ) {}

  /**
   * Joins pieces that touch or overlap. Where two that overlap have different words, neither is certain.
   * @param unclear called for each piece that differs from one before
   */
  static of<T extends Piece>(pieces: readonly T[], unclear: (piece: T) => void): PartialText {
    const runs: Run[] = [];
    const differing: { start: number; end: number }[] = [];
    for (const piece of [...pieces].sort((a, b) => a.start - b.start)) {
      const { start, words } = piece;
      const end = start + words.length;
      const last = runs[runs.length - 1] as Run | undefined;
      if (!last || start > last.end) {
        runs.push({ end, pieces: [piece] });
        continue;
      }
      const shared = words.slice(0, last.end - start);
      if (shared === wordsAtEnd(last, start).slice(0, shared.length)) {
        if (end > last.end) last.pieces.push({ start: last.end, words: words.slice(shared.length) });
        last.end = Math.max(last.end, end);
        continue;
      }
      unclear(piece);
      const open = differing[differing.length - 1];
      if (open && start <= open.end) open.end = Math.max(open.end, end);
      else differing.push({ start, end });
    }
    return new PartialText(
      runs.map((run) => ({ start: run.pieces[0].start, words: run.pieces.map(({ words }) => words).join('') })),
      differing,
    );
  }

  /** The whole text; undefined when it is known in pieces only. */
  get whole(): string | undefined {
    return this.runs.length === 1 && this.runs[0].start === 0 && !this.unclear.length ? this.runs[0].words : undefined;
  }

  /** Whether it is certain which words a span means. */
  isClear({ start, end }: Span): boolean {
    const next = firstWhere(this.unclear.length, (i) => this.unclear[i].end > start);
    return next === this.unclear.length || this.unclear[next].start >= end;
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
