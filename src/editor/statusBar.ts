import * as vscode from 'vscode';
import { type ReadBy, isArticle } from '../host/articles';
import type { Services } from '../host/services';
import { COMMANDS } from './shared/commands';
import { legendMarkdown } from './shared/legend';
import { actorCount, claimCount } from './shared/wording';

/** An article that is read within so many milliseconds is not said to be read. */
const UNHURRIED = 200;

/** `14 claims · 6 actors` while an article is in front; pointing at it shows the legend, clicking lists the claims. */
export function registerStatusBar({ articles, settings }: Services): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('hearsay.claims', vscode.StatusBarAlignment.Right, 100);
  item.name = vscode.l10n.t('Claims of the Article');

  let shown = '';
  const hide = () => {
    shown = '';
    item.hide();
  };
  const show = (text: string, label: string, command: string) => {
    const now = [text, label, command].join('\n');
    if (shown === now) return; // VS Code draws it anew whenever it is told
    shown = now;
    item.text = `$(comment-discussion) ${text}`;
    item.accessibilityInformation = { label, role: 'button' };
    item.tooltip = legendMarkdown(label);
    item.command = command;
    item.show();
  };
  const update = () => {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !isArticle(document)) return hide();
    const view = articles.latest(document);
    if (view) {
      const { analysis, readBy } = view;
      const [claims, actors] = [claimCount(analysis.claims.length), actorCount(analysis.actors.length)];
      const label = vscode.l10n.t('{0} by {1} in this article. Click to list them.', claims, actors);
      const engine = engineWords(readBy);
      return show(`${claims} · ${actors}${engine.icon}`, `${label} ${engine.sentence}`, COMMANDS.showClaims);
    }
    if (articles.isTooLarge(document)) {
      const label = vscode.l10n.t(
        'This article is larger than Hearsay analyses by itself. Click to analyse it anyway.',
      );
      return show(vscode.l10n.t('not analysed'), label, COMMANDS.analyseAnyway);
    }
    const isAwaited = () =>
      vscode.window.activeTextEditor?.document === document && !document.isClosed && !articles.latest(document);
    const soon = setTimeout(() => {
      if (isAwaited()) show('…', vscode.l10n.t('Hearsay is analysing this article.'), COMMANDS.showClaims);
    }, UNHURRIED);
    void articles.ofDocument(document).then((view) => {
      clearTimeout(soon);
      if (view || !isAwaited()) return;
      const label = vscode.l10n.t('This article could not be analysed. The output channel Hearsay says why.');
      show(vscode.l10n.t('not analysed'), label, COMMANDS.showClaims);
    });
  };

  update();
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.workspace.onDidOpenTextDocument(update), // a document that changes its language is opened anew
    articles.onDidAnalyse((view) => void articles.colours.shown(view).then(update)),
    articles.onDidMeetLarge(update),
    articles.onDidAllowLarge(update),
    articles.onDidClose(update),
    settings.onDidChange(update),
  );
}

/** Which engine's answer is on screen: the accurate one's is the rule, the others have an icon. */
function engineWords(readBy: ReadBy): { icon: string; sentence: string } {
  switch (readBy) {
    case 'fast':
      return { icon: ' $(zap)', sentence: vscode.l10n.t('Read by the fast engine.') };
    case 'both':
      return {
        icon: ' $(loading~spin)',
        sentence: vscode.l10n.t('Read by the fast engine; the accurate engine is reading it now.'),
      };
    case 'accurate':
      return { icon: '', sentence: vscode.l10n.t('Read by the accurate engine.') };
  }
}
