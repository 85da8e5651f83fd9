import * as vscode from 'vscode';
import type { AttributionKind, Span } from '../analysis/analysis';
import { type ArticleView, isArticle, offsetOf, rangeOf } from '../host/articles';
import type { Services } from '../host/services';
import { DisposableOwner } from '../util/disposable';
import { claimTints, linesAround } from './shared/claimTints';
import { clip, holds } from './shared/flatten';

/** Lines before and behind the visible ones that are painted too, so that scrolling a little paints nothing. */
const MARGIN = 60;

/** More decorations than this slow an editor down. */
const MOST_DECORATIONS = 1000;

const KINDS: readonly AttributionKind[] = ['direct', 'indirect', 'mixed'];

/** Tints claims by kind; doubtful ones get a dotted line. In high contrast the tint is a line under the words. */
export function registerClaimHighlights(services: Services): vscode.Disposable {
  return new ClaimHighlights(services);
}

/** What an editor shows: of which view of the article, and of which part of the text. */
interface Painted {
  readonly view: ArticleView;
  readonly within: Span;
}

class ClaimHighlights extends DisposableOwner {
  readonly #looks: readonly Look[];
  #painted = new WeakMap<vscode.TextEditor, Painted>();

  constructor(private readonly services: Pick<Services, 'articles' | 'settings'>) {
    super();
    const { articles, settings } = services;
    this.#looks = KINDS.flatMap((kind) => [look(kind, false), look(kind, true)]);
    for (const { type } of this.#looks) this.register(type);
    const each = (wanted: (editor: vscode.TextEditor) => boolean, action: (editor: vscode.TextEditor) => void) => {
      for (const editor of vscode.window.visibleTextEditors) if (wanted(editor)) action(editor);
    };
    const shows = (uri: vscode.Uri) => (editor: vscode.TextEditor) => editor.document.uri.toString() === uri.toString();
    const all = () => true;
    this.register(articles.onDidAnalyse(({ uri }) => each(shows(uri), (editor) => this.#paint(editor))));
    this.register(articles.onDidReadEdit(({ uri }) => each(shows(uri), (editor) => this.#paint(editor))));
    this.register(articles.onDidClose((uri) => each(shows(uri), (editor) => this.#clear(editor))));
    this.register(vscode.window.onDidChangeVisibleTextEditors(() => each(all, (editor) => this.#paint(editor))));
    this.register(vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.#paint(textEditor)));
    this.register(
      settings.onDidChange(() => {
        this.#painted = new WeakMap();
        each(all, (editor) => this.#paint(editor));
      }),
    );
    each(all, (editor) => this.#paint(editor));
  }

  /**
   * Paints what is visible, unless it is painted already. While the text is newer than its analysis nothing is painted:
   * the editor moves what it shows along with the words.
   */
  #paint(editor: vscode.TextEditor): void {
    const { articles, settings } = this.services;
    const { document } = editor;
    if (!isArticle(document)) return;
    if (!settings.highlights('claims')) return this.#clear(editor);
    const view = articles.newest(document);
    const visible = editor.visibleRanges;
    if (!view || view.version !== document.version || !visible.length) return;
    const [first, last] = [visible[0].start, visible[visible.length - 1].end];
    const shown = { start: offsetOf(view, first), end: offsetOf(view, last) };
    const before = this.#painted.get(editor);
    if (before?.view === view && holds(before.within, shown)) return;
    const around = linesAround(view, first.line, last.line, MARGIN);
    const within = view.within ? clip(around, view.within) : around;
    if (!holds(within, shown)) return; // not told yet
    const tints = claimTints(view.lookup.contentsIn(within), settings.confidenceThreshold, within).slice(
      0,
      MOST_DECORATIONS,
    );
    for (const { type, kind, doubtful } of this.#looks) {
      const ranges = tints.filter((tint) => tint.kind === kind && tint.doubtful === doubtful);
      editor.setDecorations(
        type,
        ranges.map((tint) => rangeOf(view, tint)),
      );
    }
    this.#painted.set(editor, { view, within });
  }

  #clear(editor: vscode.TextEditor): void {
    for (const { type } of this.#looks) editor.setDecorations(type, []);
    this.#painted.delete(editor);
  }
}

interface Look {
  readonly kind: AttributionKind;
  readonly doubtful: boolean;
  readonly type: vscode.TextEditorDecorationType;
}

function look(kind: AttributionKind, doubtful: boolean): Look {
  const line = doubtful ? 'hearsay.claim.doubtfulBorder' : `hearsay.claim.${kind}Border`;
  const type = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor(`hearsay.claim.${kind}Background`),
    borderWidth: '0 0 1px 0',
    borderStyle: doubtful ? 'dotted' : 'solid',
    borderColor: new vscode.ThemeColor(line),
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  return { kind, doubtful, type };
}
