import type { Models } from '../models';
import { tagSentences } from './partOfSpeech';
import { splitSentences } from './sentences';
import { tokenise } from './tokens';
import type { Vocabulary } from './vocabulary';
import { wordForms } from './wordForms';

/** The words of one paragraph; offsets are relative to its text, so that it can be kept and used again elsewhere. */
export interface ParagraphWords {
  /** By token: number of its word in `vocabulary`. */
  readonly types: Int32Array;
  readonly vocabulary: Vocabulary;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly tags: Uint8Array;
  /** For each sentence the index of the token behind its last. */
  readonly sentenceEnds: readonly number[];
  /** Will the text be analysed again, and this paragraph be the same object then? (keptParagraphs.ts) */
  readonly isKept: boolean;
}

/**
 * Finds the tokens, sentences and parts of speech of a paragraph.
 * @param textStart offset in `text` at which a sentence begins in any case: behind a dateline.
 * @param vocabulary learns the words that it does not know yet
 */
export function readParagraph(
  text: string,
  textStart: number,
  { partOfSpeech }: Pick<Models, 'partOfSpeech'>,
  vocabulary: Vocabulary,
  isKept = false,
): ParagraphWords {
  const { starts, ends } = tokenise(text);
  const sentenceEnds = splitSentences(text, { starts, ends }, textStart > 0 ? [textStart] : []);
  const forms = wordForms(text, starts, ends, vocabulary);
  const tags = tagSentences(forms, sentenceEnds, partOfSpeech);
  return { types: forms.types, vocabulary, starts, ends, tags, sentenceEnds, isKept };
}
