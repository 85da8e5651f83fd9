import type { Reading } from '../entities/reading';

export interface BodyParagraph {
  readonly from: number;
  to: number;
  /** Index into `Analysis.paragraphs`. */
  readonly paragraph: number;
}

/** Paragraphs of the body by their tokens, `[from, to)`. */
export function bodyOf({ paragraphs, sentences }: Reading): BodyParagraph[] {
  const body: BodyParagraph[] = [];
  for (let s = 0; s < sentences.count; s++) {
    const paragraph = sentences.paragraph[s];
    if (paragraphs[paragraph].role === 'title') continue;
    const last = body.at(-1);
    if (last?.paragraph === paragraph) last.to = sentences.endToken[s];
    else body.push({ from: sentences.firstToken[s], to: sentences.endToken[s], paragraph });
  }
  return body;
}
