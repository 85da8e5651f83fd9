import type { Models } from '../models';
import { tagSentences } from './partOfSpeech';
import { splitSentences } from './sentences';
import { tokenise } from './tokens';
import { wordForms } from './wordForms';

/** The words of one paragraph; offsets are relative to its text, so that it can be kept and used again elsewhere. */
export interface ParagraphWords {
  readonly words: readonly string[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly tags: Uint8Array;
  /** For each sentence the index of the token behind its last. */
  readonly sentenceEnds: readonly number[];
}

/**
 * Finds the tokens, sentences and parts of speech of a paragraph.
 * @param textStart offset in `text` at which a sentence begins in any case: behind a dateline.
 */
export function readParagraph(text: string, textStart: number, models: Pick<Models, 'partOfSpeech'>): ParagraphWords {
  const { starts, ends } = tokenise(text);
  const sentenceEnds = splitSentences(text, { starts, ends }, textStart > 0 ? [textStart] : []);
  const tags = tagSentences(wordForms(text, starts, ends), sentenceEnds, models.partOfSpeech);
  const words = starts.map((start, i) => text.slice(start, ends[i]));
  return { words, starts, ends, tags, sentenceEnds };
}
