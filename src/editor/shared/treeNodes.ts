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

export type TreeNode = ArticleNode | RowNode | NoteNode;

export function isTreeNode(value: unknown): value is TreeNode {
  const kind = typeof value === 'object' && value !== null ? (value as { kind?: unknown }).kind : undefined;
  return kind === 'article' || kind === 'row' || kind === 'note';
}
