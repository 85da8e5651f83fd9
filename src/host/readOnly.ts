import * as vscode from 'vscode';
import { DisposableOwner } from '../util/disposable';

/** Where the articles stand that were made read-only and not yet given back: the extension host may end in between. */
const KEY = 'hearsay.readOnly';

interface Remembered {
  /** Of the window: VS Code forgets with it what it made read-only. */
  readonly session: string;
  readonly uris: readonly string[];
}

/**
 * Makes one document at a time read-only, in all its editors, until it is released. VS Code has commands for that which
 * work on the active editor alone: a document that is released while another is in front is given back as soon as it is
 * in front again, before anybody can type into it.
 */
export class ReadOnly extends DisposableOwner {
  #held: string | undefined;
  /** Documents that are to be given back. */
  readonly #owed: Set<string>;
  /** All that were held since the window was opened. */
  readonly #everHeld = new Set<string>();
  #settling: Promise<unknown> = Promise.resolve();

  constructor(private readonly memory: vscode.Memento) {
    super();
    const before = memory.get<Remembered>(KEY);
    this.#owed = new Set(before?.session === vscode.env.sessionId ? before.uris : []);
    this.register(vscode.window.tabGroups.onDidChangeTabs(() => this.#settle()));
    this.register(vscode.window.tabGroups.onDidChangeTabGroups(() => this.#settle()));
    this.#settle();
  }

  /** @throws Error when it is not in front, or was released meanwhile, or when VS Code cannot do it */
  async hold(uri: vscode.Uri): Promise<void> {
    this.release();
    const key = uri.toString();
    this.#held = key;
    this.#everHeld.add(key);
    this.#remember();
    try {
      await this.#inTurn(async () => {
        const isWanted = () => this.#held === key && activeDocument() === key;
        if (isWanted()) {
          await vscode.commands.executeCommand(SET);
          if (isWanted()) return;
          const now = activeDocument();
          if (now !== undefined) this.#owed.add(now); // it may have come in front just before, and got it
        }
        throw new Error(vscode.l10n.t('the article is not in front; open it in an editor of its own.'));
      });
    } catch (error) {
      if (this.#held === key) this.release();
      throw error;
    }
  }

  /**
   * Whether a document is read-only because of us, or was: what VS Code says of an editor lags behind, so that one which
   * was just released may still be called read-only.
   */
  has(uri: vscode.Uri): boolean {
    const key = uri.toString();
    return this.#owed.has(key) || this.#everHeld.has(key);
  }

  release(): void {
    if (this.#held === undefined) return;
    this.#owed.add(this.#held);
    this.#held = undefined;
    this.#remember();
    this.#settle();
  }

  #settle(): void {
    void this.#inTurn(() => this.#giveBack()).catch(() => undefined); // tried again with the next change of tabs
  }

  async #giveBack(): Promise<void> {
    const key = activeDocument();
    if (key === undefined || key === this.#held || !this.#owed.has(key)) return;
    await vscode.commands.executeCommand(RESET);
    if (activeDocument() !== key || !this.#owed.delete(key)) return;
    this.#remember();
  }

  #inTurn(task: () => Promise<void>): Promise<void> {
    const turn = this.#settling.then(task);
    this.#settling = turn.catch(() => undefined);
    return turn;
  }

  #remember(): void {
    const uris = [...this.#owed, ...(this.#held === undefined ? [] : [this.#held])];
    void this.memory.update(KEY, uris.length ? { session: vscode.env.sessionId, uris } : undefined);
  }
}

const SET = 'workbench.action.files.setActiveEditorReadonlyInSession';
/** Not "writeable": a document that settings or its file make read-only stays so. */
const RESET = 'workbench.action.files.resetActiveEditorReadonlyInSession';

/** The document of the tab in front; what these commands work on. */
function activeDocument(): string | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText ? input.uri.toString() : undefined;
}
