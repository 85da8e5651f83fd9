import * as vscode from 'vscode';
import { rangeOf } from '../../host/articles';
import { notice } from '../../host/notice';
import type { Services } from '../../host/services';
import { COMMANDS, type ClaimArgument } from './commands';
import { onOneLine } from '../../formats/words';
import { type Place, goTo } from './previewPick';
import { articleRows, findRow } from './treeModel';
import { type TreeNode, isTreeNode } from './treeNodes';

/** Commands of rows; all are given the row, from the keyboard the selected one. */
export const TREE_COMMANDS = {
  /** A click: shows the words, the focus stays in the view. */
  show: 'hearsay.tree.show',
  showInEditor: 'hearsay.tree.showInEditor',
  openToTheSide: 'hearsay.tree.openToTheSide',
  copy: 'hearsay.tree.copy',
  copyCitation: 'hearsay.tree.copyCitation',
  nextClaimOfActor: 'hearsay.tree.nextClaimOfActor',
  refresh: 'hearsay.tree.refresh',
  /** The row below a long list; only a click runs it. */
  showMore: 'hearsay.tree.showMore',
} as const;

/** @param selected the row that is selected in the view, for commands that come from the keyboard */
export function registerTreeCommands(services: Services, selected: () => TreeNode | undefined): vscode.Disposable {
  const onNode = (command: string, run: (node: TreeNode) => unknown) =>
    vscode.commands.registerCommand(command, async (argument?: unknown) => {
      const node = isTreeNode(argument) ? argument : selected();
      try {
        if (node) await run(node);
      } catch (error) {
        void notice.error(error instanceof Error ? error.message : String(error));
      }
    });
  const show = async (node: TreeNode, viewColumn?: vscode.ViewColumn, preserveFocus?: boolean) => {
    const place = await placeOf(services, node);
    if (place) await goTo(place, viewColumn, preserveFocus);
    else notice.status(vscode.l10n.t('These words are no longer in the article.'));
  };
  const onClaim = (command: string, other: string) =>
    onNode(command, async (node) => {
      const argument = await claimArgument(services, node);
      if (argument) await vscode.commands.executeCommand(other, argument);
    });
  return vscode.Disposable.from(
    onNode(TREE_COMMANDS.show, (node) => show(node, undefined, true)),
    onNode(TREE_COMMANDS.showInEditor, (node) => show(node)),
    onNode(TREE_COMMANDS.openToTheSide, (node) => show(node, vscode.ViewColumn.Beside)),
    onNode(TREE_COMMANDS.copy, (node) => vscode.env.clipboard.writeText(wordsOf(node))),
    onClaim(TREE_COMMANDS.copyCitation, COMMANDS.copyCitation),
    onClaim(TREE_COMMANDS.nextClaimOfActor, COMMANDS.nextClaimOfActor),
    vscode.commands.registerCommand(TREE_COMMANDS.refresh, () => services.articleFiles.refresh()),
  );
}

/** Where a row's words stand now: the article may have been edited since the row was drawn. */
async function placeOf(services: Services, node: TreeNode): Promise<Place | undefined> {
  if (node.kind !== 'article' && node.kind !== 'row') return undefined;
  if (node.kind === 'article') return { uri: node.uri, ranges: [] };
  const { uri } = node.article;
  const view = await services.articles.ofUri(uri, 'editor');
  const spans = findRow(articleRows(view.analysis), node.row.id)?.spans ?? [];
  return spans.length ? { uri, ranges: spans.map((span) => rangeOf(view, span)) } : undefined;
}

async function claimArgument(services: Services, node: TreeNode): Promise<ClaimArgument | undefined> {
  if (node.kind !== 'row' || node.row.subject.kind !== 'claim') return undefined;
  const { uri } = node.article;
  const now = findRow(articleRows((await services.articles.ofUri(uri, 'editor')).analysis), node.row.id);
  return now?.subject.kind === 'claim' ? { article: uri.toString(), claim: now.subject.claim.id } : undefined;
}

/** What a row copies: the claim, the name, the words; of a row that gathers others, theirs, one a line. */
function wordsOf(node: TreeNode): string {
  if (node.kind === 'note') return node.text;
  if (node.kind === 'group') return node.label;
  if (node.kind === 'more') return '';
  if (node.kind === 'article') return node.known.header.title?.value ?? node.uri.toString(true);
  const { subject, children } = node.row;
  if (subject.kind === 'claim') return subject.claim.text;
  if (subject.kind === 'actor' || subject.kind === 'entity') return subject.entity.name;
  const { text } = node.view;
  const spans = (children.length ? children : [node.row]).flatMap((row) => row.spans.slice(0, 1));
  return spans.map(({ start, end }) => onOneLine(text.slice(start, end))).join('\n');
}
