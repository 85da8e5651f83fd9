import type { Paragraph, Sentences, Tokens } from '../analysis';
import type { Facts } from '../step';
import { NEW_ROOM, type Room } from '../room';
import { lowerWords, type Vocabulary } from '../text/vocabulary';
import { numberQuotations } from './quotation';
import type { Range } from './ranges';

/** An article's tokens with what every part of attribution asks of them. Token arrays have one entry a token. */
export interface Reading {
  readonly text: string;
  readonly words: readonly string[];
  readonly lower: readonly string[];
  /** By token: number of its word in the vocabulary. */
  readonly types: Int32Array;
  readonly vocabulary: Vocabulary;
  readonly tokens: Tokens;
  readonly sentences: Sentences;
  readonly paragraphs: readonly Paragraph[];
  /** 0 outside quotations, else the number of the quotation; marks belong to it. */
  readonly quotation: Int32Array;
  /** Tokens `[firstToken[p], endToken[p])` are paragraph p's. */
  readonly firstToken: Int32Array;
  readonly endToken: Int32Array;
}

/** What of an article's facts attribution reads. */
export type ReadFacts = Pick<Facts, 'text' | 'words' | 'types' | 'vocabulary' | 'tokens' | 'sentences' | 'paragraphs'>;

/** The arrays are made in `room`. */
export function readTokens(
  { text, words, types, vocabulary, tokens, sentences, paragraphs }: ReadFacts,
  room: Room = NEW_ROOM,
): Reading {
  const firstToken = room.int32(paragraphs.length).fill(-1);
  const endToken = room.int32(paragraphs.length).fill(-1);
  for (let s = 0; s < sentences.count; s++) {
    const p = sentences.paragraph[s];
    if (firstToken[p] < 0) firstToken[p] = sentences.firstToken[s];
    endToken[p] = sentences.endToken[s];
  }
  const quotation = room.int32(tokens.count);
  const joined = (i: number): boolean => tokens.start[i] === tokens.end[i - 1];
  let count = 0;
  for (let p = 0; p < paragraphs.length; p++) {
    if (firstToken[p] < 0) continue;
    count = numberQuotations(words, firstToken[p], endToken[p], joined, quotation, count);
  }
  const lower = lowerWords(types, vocabulary);
  // prettier-ignore
  return { text, words, lower, types, vocabulary, tokens, sentences, paragraphs, quotation, firstToken, endToken };
}

/** The tokens of a paragraph, without the dateline that it may begin with. */
export function behindDateline({ tokens, paragraphs, firstToken, endToken }: Reading, p: number): Range {
  let from = firstToken[p];
  while (from < endToken[p] && tokens.start[from] < paragraphs[p].textStart) from++;
  return { from, to: endToken[p] };
}
