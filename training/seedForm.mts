/**
 * A labelled text in the form of the project's seeds: without quotation marks, apostrophes, brackets and long dashes, and with its
 * paragraphs out of order. Offsets move along.
 */
import type { Span } from '../src/analysis/analysis';
import { randomFrom, shuffle } from './random.mjs';
import { DROPPED } from './variants.mjs';

export interface Reformed {
  readonly text: string;
  /** The pieces of a span of the old text, in order of the new one; none when all its characters were dropped. */
  readonly move: (span: Span) => Span[];
}

export function seedForm(text: string, seed: number, { stripped = true, shuffled = true } = {}): Reformed {
  const lines = [...text.matchAll(/[^\n]+/g)].map(({ 0: words, index }) => ({
    start: index,
    end: index + words.length,
  }));
  const order = shuffled ? shuffle([...lines.keys()].slice(1), randomFrom(seed)) : [...lines.keys()].slice(1);
  const at = new Int32Array(text.length + 1).fill(-1);
  let out = '';
  for (const line of [0, ...order].filter((each) => each < lines.length)) {
    if (out) out += '\n';
    const { start, end } = lines[line];
    for (let i = start; i < end; i++) {
      at[i] = out.length;
      if (!stripped || !DROPPED.test(text[i])) out += text[i];
    }
    at[end] = out.length;
  }
  const trimmed = ({ start, end }: Span): Span[] => {
    const words = out.slice(start, end);
    const from = start + words.length - words.trimStart().length;
    const to = start + words.trimEnd().length;
    return to > from ? [{ start: from, end: to }] : [];
  };
  return {
    text: out,
    move: ({ start, end }) =>
      lines
        .filter((line) => line.start < end && line.end > start)
        .flatMap((line) => trimmed({ start: at[Math.max(start, line.start)], end: at[Math.min(end, line.end)] }))
        .sort((a, b) => a.start - b.start),
  };
}
