import * as vscode from 'vscode';
import { ARTICLE, type ArticleView, isLong, offsetOf } from '../host/articles';
import type { Services } from '../host/services';
import { DisposableOwner } from '../util/disposable';
import { TOKEN_MODIFIERS, TOKEN_TYPES, articleMarks, encodeMarks, tokenEdit } from './shared/articleTokens';

/** Colours people, organisations, places, dates and cues with semantic tokens: whole, by range, and as changes. */
export function registerSemanticTokens(services: Services): vscode.Disposable {
  const provider = new ArticleTokensProvider(services);
  const legend = new vscode.SemanticTokensLegend([...TOKEN_TYPES], [...TOKEN_MODIFIERS]);
  return vscode.Disposable.from(
    provider,
    vscode.languages.registerDocumentSemanticTokensProvider(ARTICLE, provider, legend),
    vscode.languages.registerDocumentRangeSemanticTokensProvider(ARTICLE, provider, legend),
  );
}

class ArticleTokensProvider
  extends DisposableOwner
  implements vscode.DocumentSemanticTokensProvider, vscode.DocumentRangeSemanticTokensProvider
{
  readonly #onDidChange = this.register(new vscode.EventEmitter<void>());
  readonly onDidChangeSemanticTokens = this.#onDidChange.event;
  /** What VS Code was last given for an article, by address: it asks for changes against it. */
  readonly #given = new Map<string, { readonly resultId: string; readonly data: Uint32Array }>();
  /** By address, the view of an article by which VS Code was answered last. */
  readonly #answered = new Map<string, ArticleView>();
  /** Articles that were asked for in vain (too large, the analysis failed): VS Code must ask again when there is one. */
  readonly #owed = new Set<string>();
  #nextResult = 1;

  constructor(private readonly services: Pick<Services, 'articles' | 'reviews' | 'settings'>) {
    super();
    const { articles, reviews, settings } = services;
    this.register(settings.onDidChange(() => this.#onDidChange.fire()));
    this.register(reviews.onDidChange(() => this.#onDidChange.fire())); // after the articles have laid it over
    this.register(
      articles.onDidAnalyse((view) => {
        const key = view.uri.toString();
        const answered = this.#answered.get(key);
        // a second answer for the same text: VS Code does not ask by itself
        const isSecond = answered !== undefined && answered !== view && answered.version === view.version;
        if (this.#owed.delete(key) || isSecond) this.#onDidChange.fire();
      }),
    );
    this.register(
      articles.onDidClose((uri) => {
        this.#given.delete(uri.toString());
        this.#answered.delete(uri.toString());
        this.#owed.delete(uri.toString());
      }),
    );
  }

  async provideDocumentSemanticTokens(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.SemanticTokens | undefined> {
    refuseLong(document);
    const data = await this.#tokens(document, token);
    return data && this.#give(document, data);
  }

  async provideDocumentSemanticTokensEdits(
    document: vscode.TextDocument,
    previousResultId: string,
    token: vscode.CancellationToken,
  ): Promise<vscode.SemanticTokens | vscode.SemanticTokensEdits | undefined> {
    refuseLong(document);
    const data = await this.#tokens(document, token);
    if (!data) return undefined;
    const before = this.#given.get(document.uri.toString());
    const given = this.#give(document, data);
    if (before?.resultId !== previousResultId) return given;
    const edit = tokenEdit(before.data, data);
    const edits = edit ? [new vscode.SemanticTokensEdit(edit.start, edit.deleteCount, edit.data)] : [];
    return new vscode.SemanticTokensEdits(edits, given.resultId);
  }

  async provideDocumentRangeSemanticTokens(
    document: vscode.TextDocument,
    range: vscode.Range,
    token: vscode.CancellationToken,
  ): Promise<vscode.SemanticTokens | undefined> {
    const data = await this.#tokens(document, token, range);
    return data && new vscode.SemanticTokens(data);
  }

  async #tokens(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
    range?: vscode.Range,
  ): Promise<Uint32Array | undefined> {
    const { articles, settings } = this.services;
    const view: ArticleView | undefined = range ? await articles.atOnce(document, range, token) : await articles.ofDocument(document, token); // prettier-ignore
    if (!view) {
      if (!token.isCancellationRequested) this.#owed.add(document.uri.toString());
      return undefined;
    }
    const within = range && { start: offsetOf(view, range.start), end: offsetOf(view, range.end) };
    this.#answered.set(document.uri.toString(), view);
    articles.colours.given(view);
    return encodeMarks(
      view,
      articleMarks(view, (layer) => settings.highlights(layer), within),
      within,
    );
  }

  #give(document: vscode.TextDocument, data: Uint32Array): vscode.SemanticTokens {
    const resultId = String(this.#nextResult++);
    this.#given.set(document.uri.toString(), { resultId, data });
    return new vscode.SemanticTokens(data, resultId);
  }
}

/**
 * Of a long article VS Code is given the tokens of what is visible alone: all of them would take it, and us, too long to put up
 * at every key. It goes on to ask for ranges where the whole is refused, and takes this word for an answer.
 */
function refuseLong(document: vscode.TextDocument): void {
  if (isLong(document)) throw new Error('busy');
}
