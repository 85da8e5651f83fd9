import * as vscode from 'vscode';
import { recognise } from '../analysis/article/recognise';
import { DisposableOwner } from '../util/disposable';
import { ARTICLE } from './articles';
import type { Settings } from './settings';

/** How much of a text recognition looks at, in UTF-16 units: the header and a few sentences. */
export const HEAD_LENGTH = 4096;

/** Languages that an article may be opened in; all others were chosen by somebody. */
const RECOGNISED_LANGUAGES = new Set(['plaintext', 'markdown']);

const DECISIONS_KEY = 'hearsay.decisions';

/** What a person decided for single files, by address: `true` is an article, `false` is none. */
type Decisions = Readonly<Record<string, boolean>>;

/** Turns an opened plain text that is an article into language `article`, unless the person has decided otherwise. */
export class Recognition extends DisposableOwner {
  /** Articles to which somebody gave another language; they are left alone until they are closed. */
  readonly #leftAlone = new Set<string>();
  readonly #onDidDecide = this.register(new vscode.EventEmitter<vscode.Uri>());
  readonly #onDidRecognise = this.register(new vscode.EventEmitter<vscode.TextDocument>());
  /** A document is an article, and will be called one as soon as VS Code has changed its language. */
  readonly onDidRecognise = this.#onDidRecognise.event;
  /** A person decided for a file. */
  readonly onDidDecide = this.#onDidDecide.event;

  constructor(
    private readonly settings: Settings,
    private readonly memory: vscode.Memento,
  ) {
    super();
    this.register(vscode.workspace.onDidOpenTextDocument((document) => void this.#look(document)));
    this.register(vscode.workspace.onDidCloseTextDocument((document) => this.#leave(document)));
    this.register(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const touchesHeader = contentChanges.some((change) => change.range.start.line < 4);
        if (touchesHeader && document.isUntitled) void this.#look(document);
      }),
    );
    this.register(
      settings.onDidChange(() => {
        for (const document of vscode.workspace.textDocuments) void this.#look(document);
      }),
    );
    for (const document of vscode.workspace.textDocuments) void this.#look(document);
  }

  /** What the person decided for this file; undefined when nothing. */
  decision(uri: vscode.Uri): boolean | undefined {
    return this.#decisions[uri.toString()];
  }

  /** "Treat as Article": now, and remembered for the workspace. */
  async treatAsArticle(document: vscode.TextDocument): Promise<void> {
    this.#leftAlone.delete(document.uri.toString());
    await this.#decide(document.uri, true);
    await vscode.languages.setTextDocumentLanguage(document, ARTICLE);
  }

  /** "Not an Article": now, and remembered for the workspace. */
  async notAnArticle(document: vscode.TextDocument): Promise<void> {
    await this.#decide(document.uri, false);
    const language = document.uri.path.toLowerCase().endsWith('.md') ? 'markdown' : 'plaintext';
    await vscode.languages.setTextDocumentLanguage(document, language);
  }

  get #decisions(): Decisions {
    return this.memory.get<Decisions>(DECISIONS_KEY, {});
  }

  async #decide(uri: vscode.Uri, article: boolean): Promise<void> {
    if (uri.scheme === 'untitled') return; // its address means another text tomorrow
    await this.memory.update(DECISIONS_KEY, { ...this.#decisions, [uri.toString()]: article });
    this.#onDidDecide.fire(uri);
  }

  /** A document that gets another language is "closed" as the one and opened as the other, without being closed. */
  #leave(document: vscode.TextDocument): void {
    if (document.isClosed) this.#leftAlone.delete(document.uri.toString());
    else if (document.languageId === ARTICLE) this.#leftAlone.add(document.uri.toString());
  }

  async #look(document: vscode.TextDocument): Promise<void> {
    if (!RECOGNISED_LANGUAGES.has(document.languageId) || document.isClosed) return;
    if (this.#leftAlone.has(document.uri.toString())) return;
    const decision = this.decision(document.uri);
    if (decision ?? (this.settings.recogniseAutomatically && this.#mayBe(document) && recognise(head(document)))) {
      this.#onDidRecognise.fire(document);
      await vscode.languages.setTextDocumentLanguage(document, ARTICLE);
    }
  }

  /** Globs speak of files; an untitled text has no name to match. */
  #mayBe(document: vscode.TextDocument): boolean {
    const matches = (patterns: readonly string[]) =>
      patterns.some((pattern) => vscode.languages.match({ pattern }, document) > 0);
    return document.isUntitled || (matches(this.settings.include) && !matches(this.settings.exclude));
  }
}

function head(document: vscode.TextDocument): string {
  return document.getText(new vscode.Range(new vscode.Position(0, 0), document.positionAt(HEAD_LENGTH)));
}
