import * as vscode from 'vscode';
import { type ArticleView, isArticle, rangeOf } from '../host/articles';
import type { Services } from '../host/services';
import { articleMarks } from './shared/articleTokens';
import { COMMANDS } from './shared/commands';
import { plainLabel } from './shared/labels';
import { legendLines } from './shared/legend';
import { wordsOf } from './shared/reading';

/** How many examples a row shows. */
const EXAMPLES = 3;

interface Row extends vscode.QuickPickItem {
  readonly range?: vscode.Range;
}

/** Legend: what is highlighted, with examples from the article in front; choosing a row goes to the first example. */
export function registerLegend({ articles }: Services): vscode.Disposable {
  return vscode.commands.registerCommand(COMMANDS.showLegend, async () => {
    const editor = vscode.window.activeTextEditor;
    const view = editor && isArticle(editor.document) ? await articles.ofDocument(editor.document) : undefined;
    const chosen = await vscode.window.showQuickPick<Row>(rows(view), {
      title: vscode.l10n.t('Legend: What the Colours Mean'),
      placeHolder: view ? vscode.l10n.t('Choose a row to go to its first example') : undefined,
      matchOnDescription: true,
    });
    if (!chosen?.range || !editor) return;
    await vscode.window.showTextDocument(editor.document, { viewColumn: editor.viewColumn, selection: chosen.range });
  });
}

function rows(view: ArticleView | undefined): Row[] {
  const marks = view ? articleMarks(view, () => true) : [];
  const found = legendLines().map(({ name, types }): Row => {
    const fitting = marks.filter(({ type }) => types.includes(type)).sort((a, b) => a.start - b.start);
    const examples = view ? [...new Set(fitting.map((mark) => wordsOf(view, mark)))].slice(0, EXAMPLES) : [];
    return {
      label: name,
      description: plainLabel(examples.join(', ')),
      range: view && fitting.length ? rangeOf(view, fitting[0]) : undefined,
    };
  });
  const claim = (label: string, fits: (kind: string) => boolean): Row => {
    const first = view?.analysis.claims.find(({ kind }) => fits(kind));
    const [place] = first?.attribution.content ?? [];
    return { label, description: first && plainLabel(first.text), range: view && place && rangeOf(view, place) };
  };
  return [
    ...found,
    claim(vscode.l10n.t('Claim in the speaker’s own words, wholly or in part'), (kind) => kind !== 'indirect'),
    claim(vscode.l10n.t('Claim in the article’s words'), (kind) => kind === 'indirect'),
  ];
}
