import type * as vscode from 'vscode';
import type { ArticleView } from '../../host/articles';
import type { KnownArticle } from './knownArticles';
import type { Row } from './treeModel';

// The elements of the view `hearsay.articles`: what its commands are given.

/** An article; one object for one address as long as the view lives, so that VS Code keeps it expanded. */
export interface ArticleNode {
  readonly kind: 'article';
  readonly uri: vscode.Uri;
  known: KnownArticle;
}

export interface RowNode {
  readonly kind: 'row';
  readonly article: ArticleNode;
  readonly row: Row;
  /** What the row was read from. */
  readonly view: ArticleView;
}

/** A quiet row that says why there are no others. */
export interface NoteNode {
  readonly kind: 'note';
  readonly article: ArticleNode;
  readonly text: string;
}

/** A heading over articles: a folder, a publisher. */
export interface GroupNode {
  readonly kind: 'group';
  /** Empty for those without. */
  readonly label: string;
  readonly articles: readonly ArticleNode[];
}

/** The row below a long list that shows the rest of it. */
export interface MoreNode {
  readonly kind: 'more';
  /** The list: of a group, or of all articles. */
  readonly group: GroupNode | undefined;
  readonly count: number;
}

export type TreeNode = ArticleNode | RowNode | NoteNode | GroupNode | MoreNode;

export function isTreeNode(value: unknown): value is TreeNode {
  const kind = typeof value === 'object' && value !== null ? (value as { kind?: unknown }).kind : undefined;
  return typeof kind === 'string' && ['article', 'row', 'note', 'group', 'more'].includes(kind);
}
