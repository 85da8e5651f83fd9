/**
 * The ways in which news comes to a reader: as written, stripped of quotation marks and apostrophes, in capitals, as a
 * Headline. Models are trained on all of them.
 */
import type { Tree } from './corpora.mjs';

export type Variant = (typeof VARIANTS)[number];
export const VARIANTS = ['plain', 'stripped', 'upper', 'title', 'lower'] as const;

/** What aggregators drop: quotation marks, apostrophes, brackets, long dashes and the ellipsis. */
export const DROPPED = /["“”‘’'`()[\]—–…]/;

/** The tree's text in another form. Tokens keep their places; those that lost all their characters become empty. */
export function vary(tree: Tree, variant: Variant): Tree {
  switch (variant) {
    case 'plain':
      return tree;
    case 'stripped':
      return strip(tree);
    case 'upper':
      return { ...tree, text: sameLength(tree.text, (text) => text.toUpperCase()) };
    case 'lower':
      return { ...tree, text: sameLength(tree.text, (text) => text.toLowerCase()) };
    case 'title':
      return {
        ...tree,
        text: sameLength(tree.text, (text) => text.replace(/(^|[\s"“(-])(\p{Ll})/gu, (match) => match.toUpperCase())),
      };
  }
}

function sameLength(text: string, change: (text: string) => string): string {
  const changed = change(text);
  return changed.length === text.length ? changed : text;
}

function strip(tree: Tree): Tree {
  const at = new Int32Array(tree.text.length + 1);
  let text = '';
  for (let i = 0; i < tree.text.length; i++) {
    at[i] = text.length;
    if (!DROPPED.test(tree.text[i])) text += tree.text[i];
  }
  at[tree.text.length] = text.length;
  return { ...tree, text, starts: tree.starts.map((start) => at[start]), ends: tree.ends.map((end) => at[end]) };
}
