import * as vscode from 'vscode';
import { type ArticleView, isArticle, offsetOf } from '../host/articles';
import type { Services } from '../host/services';
import { DisposableOwner } from '../util/disposable';
import { knownArticles, openArticle } from './shared/knownArticles';
import { TREE_COMMANDS, registerTreeCommands } from './shared/treeCommands';
import { articleItem, noteItem, rowItem } from './shared/treeItems';
import { type Row, articleRows, findClaimRow } from './shared/treeModel';
import type { ArticleNode, NoteNode, RowNode, TreeNode } from './shared/treeNodes';

const VIEW = 'hearsay.articles';

/** How long the cursor must rest before the view follows it, in milliseconds. */
const FOLLOW_PAUSE = 150;

/** The side bar's view of articles, their actors, claims, names and dates. */
export function registerArticlesTree(services: Services): vscode.Disposable {
  const provider = new ArticlesProvider(services);
  const view = vscode.window.createTreeView(VIEW, { treeDataProvider: provider, showCollapseAll: true });
  return vscode.Disposable.from(
    view,
    provider,
    new Follower(services, provider, view),
    registerTreeCommands(services, () => view.selection[0]),
  );
}

/** What was read in an article, as rows. */
interface Loaded {
  readonly view: ArticleView;
  readonly rows: readonly Row[];
}

/** Lists articles by their heads, and analyses one when it is expanded. */
export class ArticlesProvider extends DisposableOwner implements vscode.TreeDataProvider<TreeNode> {
  readonly #articles = new Map<string, ArticleNode>();
  readonly #loaded = new WeakMap<ArticleNode, Loaded>();
  readonly #loading = new Set<ArticleNode>();
  readonly #nodes = new WeakMap<Row, RowNode>();
  /** In the order shown; undefined before the view was looked at for the first time. */
  #roots: Promise<ArticleNode[]> | undefined;
  readonly #onDidChange = this.register(new vscode.EventEmitter<TreeNode | undefined>());
  readonly onDidChangeTreeData = this.#onDidChange.event;

  constructor(private readonly services: Services) {
    super();
    const { articles, articleFiles, settings } = services;
    this.register(articleFiles.onDidChange(() => void this.#relist()));
    this.register(articles.onDidClose(() => void this.#relist()));
    this.register(articles.onDidAnalyse((view) => this.#analysed(view)));
    this.register(settings.onDidChange(() => this.#onDidChange.fire(undefined)));
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (!node) return (this.#roots ??= this.#list());
    switch (node.kind) {
      case 'article':
        return this.#rowsOf(node);
      case 'row':
        return node.row.children.map((row) => this.nodeOf(node, row));
      case 'note':
        return [];
    }
  }

  getParent(node: TreeNode): TreeNode | undefined {
    switch (node.kind) {
      case 'article':
        return undefined;
      case 'row':
        return node.row.parent ? this.nodeOf(node, node.row.parent) : node.article;
      case 'note':
        return node.article;
    }
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    switch (node.kind) {
      case 'article':
        return { ...articleItem(node), command: click(node) };
      case 'note':
        return noteItem(node);
      case 'row': {
        const item = rowItem(node, this.services.settings.confidenceThreshold);
        return node.row.children.length ? item : { ...item, command: click(node) };
      }
    }
  }

  /** The node of an article that the view lists; undefined for any other. */
  async article(uri: vscode.Uri): Promise<ArticleNode | undefined> {
    await (this.#roots ??= this.#list());
    return this.#articles.get(uri.toString());
  }

  /** One node for one row: VS Code knows the elements of a tree by their identity. */
  nodeOf({ article, view }: Pick<RowNode, 'article' | 'view'>, row: Row): RowNode {
    const known = this.#nodes.get(row);
    if (known) return known;
    const node: RowNode = { kind: 'row', article, row, view };
    this.#nodes.set(row, node);
    return node;
  }

  /** @throws what `Articles.ofUri` throws */
  async load(article: ArticleNode): Promise<Loaded> {
    this.#loading.add(article);
    try {
      const view = await this.#analysisOf(article.uri);
      const known = this.#loaded.get(article);
      if (known?.view === view) return known;
      const loaded = { view, rows: articleRows(view.analysis) };
      this.#loaded.set(article, loaded);
      return loaded;
    } finally {
      this.#loading.delete(article);
    }
  }

  /** With progress in the view, unless the answer is there already. */
  #analysisOf(uri: vscode.Uri): Thenable<ArticleView> {
    const document = openArticle(uri);
    const isThere = document && this.services.articles.latest(document)?.version === document.version;
    const ask = () => this.services.articles.ofUri(uri, 'editor');
    return isThere ? ask() : vscode.window.withProgress({ location: { viewId: VIEW } }, ask);
  }

  async #rowsOf(article: ArticleNode): Promise<TreeNode[]> {
    const note = (text: string): NoteNode[] => [{ kind: 'note', article, text }];
    try {
      const { view, rows } = await this.load(article);
      return rows.length
        ? rows.map((row) => this.nodeOf({ article, view }, row))
        : note(vscode.l10n.t('Nothing was found in this article.'));
    } catch (error) {
      return note(error instanceof Error ? error.message : String(error));
    }
  }

  async #list(): Promise<ArticleNode[]> {
    const found = await knownArticles(this.services);
    const nodes = found.map((known): ArticleNode => {
      const node = this.#articles.get(known.uri.toString()) ?? { kind: 'article', uri: known.uri, known };
      node.known = known;
      return node;
    });
    this.#articles.clear();
    for (const node of nodes) this.#articles.set(node.uri.toString(), node);
    return nodes;
  }

  /** Draws anew only the articles that changed, unless there are others now or they stand in another order. */
  async #relist(): Promise<void> {
    if (!this.#roots) return;
    const before = await this.#roots;
    const headers = before.map(({ known }) => known.header);
    const listing = this.#list();
    this.#roots = listing;
    const after = await listing;
    if (this.#roots !== listing) return;
    if (after.length !== before.length || after.some((node, i) => node !== before[i])) {
      this.#onDidChange.fire(undefined);
    } else {
      for (const [i, node] of after.entries()) if (node.known.header !== headers[i]) this.#onDidChange.fire(node);
    }
  }

  #analysed({ uri, analysis }: ArticleView): void {
    const node = this.#articles.get(uri.toString());
    if (!node) {
      void this.#relist();
    } else if (!this.#loading.has(node)) {
      node.known = { uri, header: analysis.header };
      this.#onDidChange.fire(node);
    }
  }
}

function click(node: ArticleNode | RowNode): vscode.Command {
  return { command: TREE_COMMANDS.show, title: vscode.l10n.t('Show in Editor'), arguments: [node] };
}

/** Keeps the row of the claim under the cursor in sight, while the view is visible and the setting is on. */
class Follower extends DisposableOwner {
  #pause: ReturnType<typeof setTimeout> | undefined;
  #latest = 0;

  constructor(
    private readonly services: Services,
    private readonly provider: ArticlesProvider,
    private readonly view: vscode.TreeView<TreeNode>,
  ) {
    super();
    const soon = () => this.#soon();
    this.register(vscode.window.onDidChangeActiveTextEditor(soon));
    this.register(
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === vscode.window.activeTextEditor) soon();
      }),
    );
    this.register(services.articles.onDidAnalyse(soon));
    this.register(view.onDidChangeVisibility(soon));
    this.register({ dispose: () => clearTimeout(this.#pause) });
  }

  #soon(): void {
    clearTimeout(this.#pause);
    if (!this.view.visible || !this.services.settings.treeFollows) return;
    this.#pause = setTimeout(() => {
      this.#follow().catch((error: unknown) => this.services.log.debug(`The side bar cannot follow: ${String(error)}`));
    }, FOLLOW_PAUSE);
  }

  async #follow(): Promise<void> {
    const mine = ++this.#latest;
    const editor = vscode.window.activeTextEditor;
    if (!editor || !isArticle(editor.document)) return;
    const article = await this.provider.article(editor.document.uri);
    if (!article) return;
    const { view, rows } = await this.provider.load(article);
    const isStale = mine !== this.#latest || editor !== vscode.window.activeTextEditor || !this.view.visible;
    if (isStale || view.version !== editor.document.version) return;
    const [start, end] = [offsetOf(view, editor.selection.start), offsetOf(view, editor.selection.end)];
    const [selected] = this.view.selection;
    const isOfArticle = selected?.kind === 'row' && selected.article === article;
    // The row that was clicked stays selected, though a claim's row may stand for the same words.
    if (isOfArticle && selected.row.spans.some((span) => span.start === start && span.end === end)) return;
    const claim = view.lookup.claimAt(offsetOf(view, editor.selection.active));
    const row = claim && findClaimRow(rows, claim.id);
    if (row) await this.view.reveal(this.provider.nodeOf({ article, view }, row), { select: true, focus: false });
    else if (!isOfArticle) await this.view.reveal(article, { select: true, focus: false, expand: true });
  }
}
