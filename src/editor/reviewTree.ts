import * as vscode from 'vscode';
import { notice } from '../host/notice';
import type { Services } from '../host/services';
import { anchorAt } from '../review/anchor';
import { draft } from '../review/compose';
import type { Decision } from '../review/review';
import { trimmed } from '../review/words';
import { plainLabel } from './shared/labels';
import { deskOf, saved } from './shared/reviewDesk';
import { decidedValue, decisionName, decisionWords } from './shared/reviewWords';
import { joined } from './shared/rowWords';
import { type TreeNode, isTreeNode } from './shared/treeNodes';

/** What one does about decisions whose words are lost, and about decisions that differ. */
export function registerReviewTree(services: Services): vscode.Disposable {
  const { reviews } = services;
  const onNode = (command: string, run: (node: Extract<TreeNode, { kind: 'row' }>) => unknown) =>
    vscode.commands.registerCommand(command, (node?: unknown) =>
      isTreeNode(node) && node.kind === 'row' ? run(node) : undefined,
    );
  return vscode.Disposable.from(
    onNode('hearsay.review.discard', ({ article, row: { subject } }) => {
      if (subject.kind !== 'orphan') return undefined;
      const label = vscode.l10n.t('Discarded: {0}', decisionName(subject.decision));
      return saved(label, () => reviews.withdraw(article.uri, label, [subject.decision.id]));
    }),
    onNode('hearsay.review.reattach', ({ article, row: { subject } }) =>
      subject.kind === 'orphan' ? reattach(services, article.uri, subject.decision) : undefined,
    ),
    onNode('hearsay.review.resolve', async ({ article, row: { subject } }) => {
      if (subject.kind !== 'conflict') return;
      const { field, decisions } = subject.conflict;
      const items = decisions.map((decision) => ({
        label: plainLabel(decidedValue(decision, field)),
        description: joined(plainLabel(decision.author, 40), new Date(decision.time).toLocaleString()),
        decision,
      }));
      const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which one counts?') });
      if (!chosen) return;
      const others = decisions.filter((each) => each !== chosen.decision).map(({ id }) => id);
      const label = vscode.l10n.t('Chosen: {0}', chosen.label);
      await saved(label, () => reviews.withdraw(article.uri, label, others));
    }),
  );
}

/** To the words that are selected in the article; asks for them when none are. */
async function reattach(services: Services, uri: vscode.Uri, decision: Decision): Promise<void> {
  const { reviews } = services;
  const selected = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  await vscode.window.showTextDocument(uri, { selection: selected?.selection });
  const desk = await deskOf(services);
  const span = desk && trimmed(desk.view.text, desk.selection);
  if (!desk || !span)
    return notice.status(vscode.l10n.t('Select the words that “{0}” is now about, then choose Re-attach again.', decisionWords(decision))); // prettier-ignore
  const words = anchorAt(desk.view.text, span);
  const { annotation } = decision;
  const moved =
    annotation.kind === 'attribution'
      ? { ...annotation, content: [words], source: [], cue: [] }
      : { ...annotation, span: words };
  const label = vscode.l10n.t('Re-attached: {0}', decisionName(decision));
  await saved(label, () => reviews.reattach(uri, desk.view.text, label, decision, draft(moved, decision.action)));
}
