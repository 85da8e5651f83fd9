import type { Paragraph, Sentences, Tokens } from '../analysis';
import { NEW_ROOM, type Room } from '../room';
import { step } from '../step';
import { type ParagraphWords, readParagraph } from './readParagraph';
import type { Vocabulary } from './vocabulary';

/** Tokens, sentences and parts of speech of the whole article, a paragraph at a time. */
export const textStep = step({
  name: 'text',
  requires: ['text', 'paragraphs', 'models', 'kept'],
  adds: ['parts', 'words', 'types', 'vocabulary', 'tokens', 'sentences'],
  run: ({ text, paragraphs, models, kept }) => {
    const vocabulary = models.vocabulary();
    const parts = kept
      ? kept.read(text, paragraphs, models, vocabulary)
      : paragraphs.map(({ start, end, textStart }) =>
          readParagraph(text.slice(start, end), textStart - start, models, vocabulary),
        );
    return { ...joinParagraphs(paragraphs, parts, vocabulary), vocabulary, parts };
  },
});

/** Lays the paragraphs' words end to end; offsets become those of the article. The arrays are made in `room`. */
export function joinParagraphs(
  paragraphs: readonly Paragraph[],
  read: readonly ParagraphWords[],
  vocabulary: Vocabulary,
  room: Room = NEW_ROOM,
): { words: readonly string[]; types: Int32Array; tokens: Tokens; sentences: Sentences } {
  const tokenCount = read.reduce((sum, { types }) => sum + types.length, 0);
  const sentenceCount = read.reduce((sum, { sentenceEnds }) => sum + sentenceEnds.length, 0);
  const words = new Array<string>(tokenCount);
  const types = room.int32(tokenCount);
  const start = room.int32(tokenCount);
  const end = room.int32(tokenCount);
  const sentence = room.int32(tokenCount);
  const tag = room.uint8(tokenCount);
  const firstToken = room.int32(sentenceCount);
  const endToken = room.int32(sentenceCount);
  const paragraph = room.int32(sentenceCount);
  let token = 0;
  let s = 0;
  for (let p = 0; p < read.length; p++) {
    const part = read[p];
    const first = token;
    const offset = paragraphs[p].start;
    tag.set(part.tags, first);
    types.set(part.types, first);
    for (const sentenceEnd of part.sentenceEnds) {
      firstToken[s] = token;
      paragraph[s] = p;
      for (; token < first + sentenceEnd; token++) {
        words[token] = vocabulary.word(types[token]);
        start[token] = offset + part.starts[token - first];
        end[token] = offset + part.ends[token - first];
        sentence[token] = s;
      }
      endToken[s++] = token;
    }
  }
  return {
    words,
    types,
    tokens: { count: tokenCount, start, end, sentence, tag },
    sentences: { count: sentenceCount, firstToken, endToken, paragraph },
  };
}
