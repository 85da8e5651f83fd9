import * as vscode from 'vscode';
import { ARTICLE, offsetOf } from '../host/articles';
import type { Services } from '../host/services';
import { DisposableOwner } from '../util/disposable';
import { dateCard } from './shared/dateCard';
import { dateHints } from './shared/dateHints';
import { trustedMarkdown } from './shared/markdown';

/** Dates written out behind their words, "Monday ⟨10 Jan 2022⟩": by setting everywhere, nowhere, or where it helps. */
export function registerInlayHints(services: Services): vscode.Disposable {
  const provider = new DateHints(services);
  return vscode.Disposable.from(provider, vscode.languages.registerInlayHintsProvider(ARTICLE, provider));
}

class DateHints extends DisposableOwner implements vscode.InlayHintsProvider {
  readonly #services: Services;
  readonly #onDidChange = this.register(new vscode.EventEmitter<void>());
  readonly onDidChangeInlayHints = this.#onDidChange.event;
  /** Articles that were asked for in vain (too large, the analysis failed): VS Code must ask again when there is one. */
  readonly #owed = new Set<string>();

  constructor(services: Services) {
    super();
    this.#services = services;
    const { articles, settings } = services;
    this.register(settings.onDidChange(() => this.#onDidChange.fire()));
    this.register(
      articles.onDidAnalyse(({ uri }) => {
        if (this.#owed.delete(uri.toString())) this.#onDidChange.fire();
      }),
    );
    this.register(articles.onDidClose((uri) => void this.#owed.delete(uri.toString())));
  }

  async provideInlayHints(
    document: vscode.TextDocument,
    range: vscode.Range,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlayHint[]> {
    const { settings, articles } = this.#services;
    if (settings.dateHints === 'off') return [];
    const view = await articles.atOnce(document, range, token);
    if (token.isCancellationRequested) return [];
    if (!view) {
      this.#owed.add(document.uri.toString());
      return [];
    }
    await articles.colours.shown(view);
    if (token.isCancellationRequested) return [];
    const within = { start: offsetOf(view, range.start), end: offsetOf(view, range.end) };
    return dateHints(view, within, settings.dateHints === 'on').map(({ offset, label, date }) => {
      const hint = new vscode.InlayHint(document.positionAt(offset), label);
      hint.paddingLeft = true;
      hint.tooltip = trustedMarkdown(dateCard(view, date));
      return hint;
    });
  }
}
