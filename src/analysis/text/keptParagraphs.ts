import type { Paragraph } from '../analysis';
import { type ParagraphWords, readParagraph } from './readParagraph';
import type { Models } from '../models';
import type { Vocabulary } from './vocabulary';

/**
 * The paragraphs of a text that is being edited, by their words: those of its last analysis. A paragraph that is there is not
 * read again, and the same object stands for it, by which later steps know what they have found in it. All is a function of
 * the paragraph alone, so that keeping it changes no result. For one text and one set of models.
 */
export class KeptParagraphs {
  #known = new Map<string, ParagraphWords>();

  /** The words of all paragraphs; what is not among them is forgotten. */
  read(text: string, paragraphs: readonly Paragraph[], models: Models, vocabulary: Vocabulary): ParagraphWords[] {
    const before = this.#known;
    const now = new Map<string, ParagraphWords>();
    const read = paragraphs.map(({ start, end, textStart, role }) => {
      const own = text.slice(start, end);
      const key = `${role} ${textStart - start} ${own}`;
      let words = now.get(key) ?? before.get(key);
      if (words?.vocabulary !== vocabulary) words = readParagraph(own, textStart - start, models, vocabulary, true);
      now.set(key, words);
      return words;
    });
    this.#known = now;
    return read;
  }
}

/**
 * What a step has found in paragraphs and what is a function of them alone, or of them and what is remembered with it. Only of
 * those that are kept: a text that is read once, one of thousands, has no use for it, and remembering is dear.
 */
export class Remembered<T> {
  readonly #found = new WeakMap<ParagraphWords, T>();

  of(paragraph: ParagraphWords): T | undefined {
    return paragraph.isKept ? this.#found.get(paragraph) : undefined;
  }

  set(paragraph: ParagraphWords, found: T): void {
    if (paragraph.isKept) this.#found.set(paragraph, found);
  }
}
