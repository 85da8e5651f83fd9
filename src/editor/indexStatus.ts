import * as vscode from 'vscode';
import type { Services } from '../host/services';

/** Work that ends sooner is not worth a flicker in the status bar, in milliseconds. */
const PATIENCE = 500;

/** A status-bar item while the index is being built or brought up to date, and commands to stop and to rebuild it. */
export function registerIndexStatus({ corpus }: Services): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('hearsay.index', vscode.StatusBarAlignment.Right, 99);
  item.name = vscode.l10n.t('Index of Articles');
  item.command = 'hearsay.stopIndexing';
  let wait: ReturnType<typeof setTimeout> | undefined;
  let isShown = false;
  const update = () => {
    const { state, done, total } = corpus.progress;
    void vscode.commands.executeCommand('setContext', 'hearsay.indexing', state === 'working');
    if (state !== 'working') {
      clearTimeout(wait);
      wait = undefined;
      isShown = false;
      return item.hide();
    }
    const text = vscode.l10n.t('{0} of {1} articles', done.toLocaleString(), total.toLocaleString());
    item.text = `$(sync~spin) ${text}`;
    item.tooltip = vscode.l10n.t('Hearsay reads the articles of this workspace for its index. Click to stop.');
    item.accessibilityInformation = {
      label: vscode.l10n.t('Hearsay has read {0}. Press to stop.', text),
      role: 'button',
    };
    if (isShown) return;
    wait ??= setTimeout(() => {
      isShown = true;
      item.show();
    }, PATIENCE);
  };
  return vscode.Disposable.from(
    item,
    { dispose: () => clearTimeout(wait) },
    corpus.onDidProgress(throttled(update)),
    vscode.commands.registerCommand('hearsay.stopIndexing', () => corpus.stop()),
    vscode.commands.registerCommand('hearsay.resumeIndexing', () => corpus.resume()),
    vscode.commands.registerCommand('hearsay.rebuildIndex', () => corpus.rebuild()),
  );
}

/** At most ten times a second, and once more at the end. */
function throttled(action: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      action();
    }, 100);
  };
}
