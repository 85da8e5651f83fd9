import type { Sentences } from '../analysis';

/** A paragraph with its sentences, `[first, end)`. */
export interface ParagraphSentences {
  /** Its index in `Analysis.paragraphs`. */
  readonly paragraph: number;
  readonly first: number;
  readonly end: number;
}

/** The paragraphs that have sentences, in order. */
export function sentencesByParagraph({ count, paragraph }: Sentences): ParagraphSentences[] {
  const result: ParagraphSentences[] = [];
  let first = 0;
  for (let s = 1; s <= count; s++) {
    if (s < count && paragraph[s] === paragraph[first]) continue;
    result.push({ paragraph: paragraph[first], first, end: s });
    first = s;
  }
  return result;
}
