import type { Paragraph, Sentences, Tokens } from '../analysis';
import { numberQuotations } from './quotation';

/** An article's tokens with what every part of attribution asks of them. Token arrays have one entry a token. */
export interface Reading {
  readonly text: string;
  readonly words: readonly string[];
  readonly lower: readonly string[];
  readonly tokens: Tokens;
  readonly sentences: Sentences;
  readonly paragraphs: readonly Paragraph[];
  /** 0 outside quotations, else the number of the quotation; marks belong to it. */
  readonly quotation: Int32Array;
  /** Tokens `[firstToken[p], endToken[p])` are paragraph p's. */
  readonly firstToken: Int32Array;
  readonly endToken: Int32Array;
}

export function readTokens(
  text: string,
  words: readonly string[],
  tokens: Tokens,
  sentences: Sentences,
  paragraphs: readonly Paragraph[],
): Reading {
  const firstToken = new Int32Array(paragraphs.length).fill(-1);
  const endToken = new Int32Array(paragraphs.length).fill(-1);
  for (let s = 0; s < sentences.count; s++) {
    const p = sentences.paragraph[s];
    if (firstToken[p] < 0) firstToken[p] = sentences.firstToken[s];
    endToken[p] = sentences.endToken[s];
  }
  const quotation = new Int32Array(tokens.count);
  const joined = (i: number): boolean => tokens.start[i] === tokens.end[i - 1];
  let count = 0;
  for (let p = 0; p < paragraphs.length; p++) {
    if (firstToken[p] < 0) continue;
    const numbers = numberQuotations(words, firstToken[p], endToken[p], joined, count + 1);
    quotation.set(numbers, firstToken[p]);
    for (const number of numbers) count = Math.max(count, number);
  }
  const lower = words.map((word) => word.toLowerCase());
  return { text, words, lower, tokens, sentences, paragraphs, quotation, firstToken, endToken };
}
