import type { Paragraph, Sentences, Tokens } from '../analysis';
import { step } from '../step';
import { type ParagraphWords, readParagraph } from './readParagraph';

/** Tokens, sentences and parts of speech of the whole article, a paragraph at a time. */
export const textStep = step({
  name: 'text',
  requires: ['text', 'paragraphs', 'models'],
  adds: ['words', 'tokens', 'sentences'],
  run: ({ text, paragraphs, models }) =>
    joinParagraphs(
      paragraphs,
      paragraphs.map(({ start, end, textStart }) => readParagraph(text.slice(start, end), textStart - start, models)),
    ),
});

/** Lays the paragraphs' words end to end; offsets become those of the article. */
export function joinParagraphs(
  paragraphs: readonly Paragraph[],
  read: readonly ParagraphWords[],
): { words: readonly string[]; tokens: Tokens; sentences: Sentences } {
  const tokenCount = read.reduce((sum, { words }) => sum + words.length, 0);
  const sentenceCount = read.reduce((sum, { sentenceEnds }) => sum + sentenceEnds.length, 0);
  const words: string[] = [];
  const start = new Int32Array(tokenCount);
  const end = new Int32Array(tokenCount);
  const sentence = new Int32Array(tokenCount);
  const tag = new Uint8Array(tokenCount);
  const firstToken = new Int32Array(sentenceCount);
  const endToken = new Int32Array(sentenceCount);
  const paragraph = new Int32Array(sentenceCount);
  let token = 0;
  let s = 0;
  read.forEach((part, p) => {
    const first = token;
    const offset = paragraphs[p].start;
    tag.set(part.tags, first);
    for (const sentenceEnd of part.sentenceEnds) {
      firstToken[s] = token;
      paragraph[s] = p;
      for (; token < first + sentenceEnd; token++) {
        words.push(part.words[token - first]);
        start[token] = offset + part.starts[token - first];
        end[token] = offset + part.ends[token - first];
        sentence[token] = s;
      }
      endToken[s++] = token;
    }
  });
  return {
    words,
    tokens: { count: tokenCount, start, end, sentence, tag },
    sentences: { count: sentenceCount, firstToken, endToken, paragraph },
  };
}
