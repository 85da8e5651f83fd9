import { type ParserModel, parseSentences, type Trees } from './parser';
import type { ParagraphWords } from './readParagraph';
import { wordForms } from './wordForms';

/**
 * The trees of one paragraph; heads are token numbers within it, -1 for a sentence's root. Pure, like readParagraph, and
 * kept with it where paragraphs are kept.
 */
export function parseParagraph(text: string, read: ParagraphWords, model: ParserModel): Trees {
  return parseSentences(wordForms(text, read.starts, read.ends), read.tags, read.sentenceEnds, model);
}

/** Lays the paragraphs' trees end to end; heads become token numbers of the article. */
export function joinTrees(trees: readonly Trees[]): Trees {
  const count = trees.reduce((sum, { head }) => sum + head.length, 0);
  const head = new Int32Array(count);
  const relation = new Uint8Array(count);
  let first = 0;
  for (const tree of trees) {
    for (let i = 0; i < tree.head.length; i++) head[first + i] = tree.head[i] < 0 ? -1 : first + tree.head[i];
    relation.set(tree.relation, first);
    first += tree.head.length;
  }
  return { head, relation };
}
