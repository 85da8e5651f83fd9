import * as vscode from 'vscode';
import { notice } from '../../host/notice';
import { createMark } from './mark';

/** Words in an article; the first range is the one that is gone to. */
export interface Place {
  readonly uri: vscode.Uri;
  readonly ranges: readonly vscode.Range[];
}

export interface PlaceItem extends vscode.QuickPickItem {
  /** What is shown in the editor while the row is active; nothing for a separator. */
  readonly place?: Place;
  /** What choosing it does instead of going to its place, after everything was put back. */
  readonly run?: () => unknown;
  /** What choosing it puts into the box instead: a search typed on. */
  readonly typed?: string;
  /**
   * How it reads while something is typed: VS Code drops the separators then, so the row must say what they said, and
   * what is shortened cannot be found.
   */
  readonly inSearch?: Pick<vscode.QuickPickItem, 'label' | 'description'>;
}

/** A title button that shows another page in the same pick; what was typed stays. */
export interface PageButton<T extends PlaceItem> extends vscode.QuickInputButton {
  readonly page: () => PickPage<T>;
}

/** What a preview pick shows at one time. */
export interface PickPage<T extends PlaceItem> {
  readonly title: string;
  readonly placeholder: string;
  readonly buttons?: readonly PageButton<T>[];
  /** Calls `show` with all rows so far, as often as there are more, until everything is there or it is cancelled. */
  load(show: (rows: Rows<T>) => void, token: vscode.CancellationToken): Promise<void>;
  /**
   * The rows for what is typed, when the page searches by itself: VS Code then shows all of them and filters none. What
   * `load` shows is not shown then; it says that there is more to search now.
   */
  search?(typed: string): Rows<T>;
  /** A button on a row was pressed; `openToTheSide` and `goToPlace` need no handling. */
  onButton?(item: T, button: vscode.QuickInputButton): unknown;
}

export interface Rows<T extends PlaceItem> {
  readonly items: readonly T[];
  /** The row to begin with; the first when none. */
  readonly active?: T;
  /** When it is known only now. */
  readonly title?: string;
  /** How far it has come, "3 of 20 articles"; undefined when complete. */
  readonly progress?: string;
}

/** A row button that opens the row's place beside the editor one came from. */
export const openToTheSide: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('split-horizontal'),
  tooltip: vscode.l10n.t('Open to the Side'),
};

/** A row button that goes to the row's place, where choosing the row does something else. */
export const goToPlace: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('go-to-file'),
  tooltip: vscode.l10n.t('Show in Editor'),
};

/**
 * A quick pick of places in articles. Moving over the rows shows each place in the editor, which keeps its selection
 * and does not take the focus; Enter goes there; Escape puts everything back as it was. It stays open when one clicks
 * into the editor, so that only Escape and Enter decide.
 */
export function previewPick<T extends PlaceItem>(first: PickPage<T>, typed = ''): Promise<void> {
  return new Promise((resolve) => {
    const home = rememberPlace();
    const preview = new Preview(home?.editor.viewColumn);
    const pick = vscode.window.createQuickPick<T>();
    pick.value = typed;
    pick.matchOnDescription = true;
    pick.matchOnDetail = true;
    pick.ignoreFocusOut = true;
    let page = first;
    let loading = new vscode.CancellationTokenSource();
    let rows: Rows<T> = { items: [] };
    /** Rows that VS Code makes active by itself are not previewed: opening the pick must not move the article. */
    let moved = false;

    const draw = (active?: T) => {
      const searching = pick.value !== '' && !page.search;
      const items = searching ? rows.items.map((item) => ({ ...item, ...item.inSearch })) : rows.items;
      pick.keepScrollPosition = moved;
      pick.items = items;
      const at = active?.place ? rows.items.findIndex(({ place }) => place === active.place) : -1;
      if (at >= 0) pick.activeItems = [items[at]];
    };
    const turnTo = (next: PickPage<T>) => {
      loading.cancel();
      loading.dispose();
      loading = new vscode.CancellationTokenSource();
      const { token } = loading;
      page = next;
      pick.title = page.title;
      pick.placeholder = page.placeholder;
      pick.buttons = page.buttons ?? [];
      pick.busy = true;
      const show = (loaded: Rows<T>) => {
        if (token.isCancellationRequested) return;
        rows = page.search ? { progress: loaded.progress, ...page.search(pick.value) } : loaded;
        const title = rows.title ?? page.title;
        pick.title = rows.progress ? `${title} (${rows.progress})` : title;
        draw(moved ? pick.activeItems[0] : rows.active);
      };
      rows = { items: [] };
      draw();
      void page
        .load(show, token)
        .catch((error: unknown) => {
          if (!(error instanceof vscode.CancellationError)) void notice.error(messageOf(error));
        })
        .finally(() => {
          if (!token.isCancellationRequested) pick.busy = false;
        });
    };
    let searched = false;
    pick.onDidChangeValue((value) => {
      if (page.search) {
        moved ||= value !== '';
        rows = { progress: rows.progress, ...page.search(value) };
        pick.title = rows.title ?? page.title;
        return draw();
      }
      const searching = value !== '';
      moved ||= searching;
      if (searching === searched) return;
      searched = searching;
      draw(searching ? undefined : pick.activeItems[0]); // a search begins with its best match
    });
    pick.onDidChangeActive(([item]) => {
      const begins = !moved && (!item || item.place === (rows.active ?? rows.items.find(({ place }) => place))?.place);
      if (begins || !item?.place) return;
      moved = true;
      void preview.show(item.place);
    });
    const putBack = () => (moved ? goBack(home, preview) : undefined);
    let leave: () => unknown = putBack;
    const leaveBy = (way: () => unknown) => {
      leave = way;
      pick.hide();
    };
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      const { place, run, typed } = item ?? {};
      if (typed !== undefined) {
        pick.value = typed;
        if (page.search) rows = page.search(typed);
        draw();
      } else if (run) {
        leaveBy(async () => {
          await putBack();
          await run();
        });
      } else if (place) {
        leaveBy(() => goTo(place, home?.editor.viewColumn));
      }
    });
    pick.onDidTriggerButton((button) => {
      const chosen = page.buttons?.find((each) => each === button);
      if (chosen) turnTo(chosen.page());
    });
    pick.onDidTriggerItemButton(({ item, button }) => {
      const { place } = item;
      if (button === goToPlace && place) {
        leaveBy(() => goTo(place, home?.editor.viewColumn));
      } else if (button === openToTheSide && place) {
        leaveBy(async () => {
          await putBack();
          await goTo(place, vscode.ViewColumn.Beside);
        });
      } else {
        page.onButton?.(item, button);
      }
    });
    pick.onDidHide(() => {
      loading.cancel();
      loading.dispose();
      preview.dispose();
      pick.dispose();
      void preview
        .settled()
        .then(() => leave())
        .catch((error: unknown) => void notice.error(messageOf(error)))
        .finally(resolve);
    });
    turnTo(first);
    pick.show();
  });
}

/** Opens the article at the words and selects them. @throws Error when it cannot be opened. */
export async function goTo(place: Place, viewColumn?: vscode.ViewColumn, preserveFocus = false): Promise<void> {
  await vscode.window.showTextDocument(place.uri, { viewColumn, preserveFocus, selection: place.ranges[0] });
}

/** Shows places without touching the selection or taking the focus. */
class Preview implements vscode.Disposable {
  readonly #mark = createMark();
  readonly #tabsBefore = new Set(vscode.window.tabGroups.all.flatMap((group) => group.tabs));
  readonly #opened = new Set<string>();
  #latest = 0;
  /** Editors are opened one after the other: two at once may end up in any order. */
  #opening: Promise<unknown> = Promise.resolve();

  constructor(private readonly viewColumn: vscode.ViewColumn | undefined) {}

  async show({ uri, ranges }: Place): Promise<void> {
    const mine = ++this.#latest;
    const isLatest = () => mine === this.#latest; // else the person is at another row already, or gone
    const opening = this.#opening.then(() => (isLatest() ? (this.#visible(uri) ?? this.#open(uri)) : undefined));
    this.#opening = opening.catch(() => undefined);
    try {
      const editor = await opening;
      if (!editor || !isLatest()) return;
      for (const other of vscode.window.visibleTextEditors) if (other !== editor) other.setDecorations(this.#mark, []);
      editor.setDecorations(this.#mark, ranges);
      editor.revealRange(ranges[0], vscode.TextEditorRevealType.InCenter);
    } catch {
      // A file that is gone shows nothing; choosing it says why.
    }
  }

  /** When no editor is on its way any more. */
  async settled(): Promise<void> {
    await this.#opening;
  }

  /** The tabs that only the preview has opened. */
  openedTabs(): vscode.Tab[] {
    const isOurs = ({ input }: vscode.Tab) =>
      input instanceof vscode.TabInputText && this.#opened.has(input.uri.toString());
    return vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter((tab) => tab.isPreview && !this.#tabsBefore.has(tab) && isOurs(tab));
  }

  dispose(): void {
    this.#latest++;
    this.#mark.dispose();
  }

  #visible(uri: vscode.Uri): vscode.TextEditor | undefined {
    return vscode.window.visibleTextEditors.find(
      ({ document, viewColumn }) => document.uri.toString() === uri.toString() && viewColumn === this.viewColumn,
    );
  }

  #open(uri: vscode.Uri): Thenable<vscode.TextEditor> {
    this.#opened.add(uri.toString());
    const viewColumn = this.viewColumn;
    return vscode.window.showTextDocument(uri, { viewColumn, preserveFocus: true, preview: true });
  }
}

/** Where the person was. */
interface Home {
  readonly editor: vscode.TextEditor;
  readonly selections: readonly vscode.Selection[];
  readonly top: vscode.Position | undefined;
  readonly isPreview: boolean;
}

function rememberPlace(): Home | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const isPreview = vscode.window.tabGroups.activeTabGroup.activeTab?.isPreview ?? false;
  return { editor, selections: editor.selections, top: editor.visibleRanges[0]?.start, isPreview };
}

async function goBack(home: Home | undefined, preview: Preview): Promise<void> {
  const opened = preview.openedTabs();
  if (home) {
    const { document, viewColumn } = home.editor;
    const editor = vscode.window.visibleTextEditors.includes(home.editor)
      ? home.editor
      : await vscode.window.showTextDocument(document, { viewColumn, preview: home.isPreview });
    editor.selections = home.selections;
    if (home.top) editor.revealRange(new vscode.Range(home.top, home.top), vscode.TextEditorRevealType.AtTop);
  }
  // Showing the editor one came from may have taken the place of the preview's tab already.
  const left = new Set(vscode.window.tabGroups.all.flatMap((group) => group.tabs));
  await vscode.window.tabGroups.close(opened.filter((tab) => left.has(tab)));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
