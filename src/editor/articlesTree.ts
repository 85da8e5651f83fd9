import * as vscode from 'vscode';
import type { Header } from '../analysis/analysis';
import { type ArticleView, isArticle, offsetOf } from '../host/articles';
import type { Services } from '../host/services';
import { DisposableOwner } from '../util/disposable';
import { publisherOf } from '../analysis/article/address';
import type { CorpusIndex, ReadArticle } from '../corpus/corpusIndex';
import { parseQuery } from '../corpus/query/parse';
import { searchClaims } from '../corpus/query/search';
import { groupBy, sortByText } from './shared/arrange';
import { copiesWords } from './shared/corpusRows';
import { knownArticles, openArticle } from './shared/knownArticles';
import { articleLabel } from './shared/rowWords';
import { articleCount } from './shared/wording';
import { TREE_COMMANDS, registerTreeCommands } from './shared/treeCommands';
import { articleItem, groupItem, moreItem, noteItem, rowItem } from './shared/treeItems';
import { type Row, articleRows, findClaimRow } from './shared/treeModel';
import {
  type ArticleNode,
  type GroupNode,
  type MoreNode,
  type NoteNode,
  type RowNode,
  type TreeNode,
  isTreeNode,
} from './shared/treeNodes';

const VIEW = 'hearsay.articles';

/** How many articles a list shows before one asks for more. */
const PAGE = 200;

/** When more articles than these have another head, the whole view is drawn anew rather than one after the other. */
const MANY_CHANGED = 20;

/** How long the cursor must rest before the view follows it, in milliseconds. */
const FOLLOW_PAUSE = 150;

/** The side bar's view of articles, their actors, claims, names and dates. */
export function registerArticlesTree(services: Services): vscode.Disposable {
  const provider = new ArticlesProvider(services);
  const view = vscode.window.createTreeView(VIEW, { treeDataProvider: provider, showCollapseAll: true });
  const { viewState, corpus } = services;
  const tellFilter = () => {
    const { filter } = viewState;
    const fitting = fittingArticles(corpus.index, filter);
    view.message = fitting && vscode.l10n.t('{0}: {1}', filter, articleCount(fitting.size));
  };
  return vscode.Disposable.from(
    view,
    provider,
    viewState.onDidChange(tellFilter),
    corpus.onDidChange(tellFilter),
    vscode.commands.registerCommand(TREE_COMMANDS.showMore, (node?: unknown) => {
      if (isTreeNode(node) && node.kind === 'more') provider.showMore(node);
    }),
    new Follower(services, provider, view),
    registerTreeCommands(services, () => view.selection[0]),
  );
}

/** What was read in an article, as rows. */
interface Loaded {
  readonly view: ArticleView;
  readonly rows: readonly Row[];
}

interface KnownCopies {
  /** Of the index. */
  readonly version: number;
  /** The place of a claim among those of the index, by its words. */
  readonly at: ReadonlyMap<string, number>;
  readonly words: Map<number, string | undefined>;
}

/** Lists articles by their heads, and analyses one when it is expanded. */
export class ArticlesProvider extends DisposableOwner implements vscode.TreeDataProvider<TreeNode> {
  readonly #articles = new Map<string, ArticleNode>();
  /** Headings, when the articles stand under any. */
  #groups: GroupNode[] | undefined;
  /** How many rows of a list are shown, where it is more than the first page; of all articles under the empty label. */
  readonly #shown = new Map<string, number>();
  readonly #loaded = new WeakMap<ArticleNode, Loaded>();
  /** Where else an article's claims stand, as far as somebody has asked, while the index stays as it is. */
  readonly #copiesIn = new WeakMap<ReadArticle, KnownCopies>();
  readonly #loading = new Set<ArticleNode>();
  readonly #nodes = new WeakMap<Row, RowNode>();
  /** What drawn rows say of other articles (`also in 4 articles`), by article: drawn again when the index says otherwise. */
  readonly #ofOthers = new WeakMap<ArticleNode, Map<ArticleNode | RowNode, string | undefined>>();
  /** In the order shown; undefined before the view was looked at for the first time. */
  #roots: Promise<ArticleNode[]> | undefined;
  /** The articles as the view was given them last, with the heads that it showed. */
  #drawn = new Map<ArticleNode, Header>();
  #owesEverything = false;
  #isListing = false;
  /** Something changed since the last list was begun. */
  #isStale = false;
  readonly #onDidChange = this.register(new vscode.EventEmitter<TreeNode | undefined>());
  readonly onDidChangeTreeData = this.#onDidChange.event;

  constructor(private readonly services: Services) {
    super();
    const { articles, articleFiles, corpus, settings, viewState } = services;
    this.register(articleFiles.onDidChange(() => void this.#relist()));
    this.register(corpus.onDidChange(() => this.#indexed()));
    this.register(viewState.onDidChange((what) => what !== 'actors' && this.#rearrange()));
    this.register(articles.onDidClose(() => void this.#relist()));
    this.register(articles.onDidAnalyse((view) => this.#analysed(view)));
    this.register(settings.onDidChange(() => this.#onDidChange.fire(undefined)));
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (!node) {
      const roots = await (this.#roots ??= this.#list());
      this.#drawn = new Map(roots.map((root) => [root, root.known.header]));
      return this.#groups ?? this.#page(roots, undefined);
    }
    switch (node.kind) {
      case 'group':
        return this.#page(node.articles, node);
      case 'article':
        return this.#rowsOf(node);
      case 'row':
        return node.row.children.map((row) => this.nodeOf(node, row));
      case 'note':
      case 'more':
        return [];
    }
  }

  getParent(node: TreeNode): TreeNode | undefined {
    switch (node.kind) {
      case 'article':
        return this.#groups?.find(({ articles }) => articles.includes(node));
      case 'group':
        return undefined;
      case 'more':
        return node.group;
      case 'row':
        return node.row.parent ? this.nodeOf(node, node.row.parent) : node.article;
      case 'note':
        return node.article;
    }
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    switch (node.kind) {
      case 'article':
        return { ...articleItem(node, this.#drawnOfOthers(node)), command: click(node) };
      case 'group':
        return groupItem(node, this.#heading(node.label), this.#groups?.length === 1);
      case 'more':
        return moreItem(node.count, { command: TREE_COMMANDS.showMore, title: '', arguments: [node] });
      case 'note':
        return noteItem(node);
      case 'row': {
        const item = rowItem(node, this.services.settings.confidenceThreshold, this.#drawnOfOthers(node));
        return node.row.children.length ? item : { ...item, command: click(node) };
      }
    }
  }

  /** The node of an article that the view lists; undefined for any other. */
  async article(uri: vscode.Uri): Promise<ArticleNode | undefined> {
    const roots = await (this.#roots ??= this.#list());
    const node = this.#articles.get(uri.toString());
    if (node) this.#makeShown(node, roots);
    return node;
  }

  /** Shows another page of a long list. */
  showMore({ group }: MoreNode): void {
    const key = group?.label ?? '';
    this.#shown.set(key, (this.#shown.get(key) ?? PAGE) + PAGE);
    this.#onDidChange.fire(group);
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
      const loaded = { view, rows: articleRows(view.analysis, view.reviewed) };
      this.#loaded.set(article, loaded);
      this.#ofOthers.delete(article); // its rows are others now
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

  /** The first rows of a list, and one that shows more of them: VS Code asks for every row that it is given. */
  #page(articles: readonly ArticleNode[], group: GroupNode | undefined): TreeNode[] {
    const shown = this.#shown.get(group?.label ?? '') ?? PAGE;
    if (articles.length <= shown + 1) return [...articles];
    return [...articles.slice(0, shown), { kind: 'more', group, count: articles.length - shown }];
  }

  #makeShown(node: ArticleNode, roots: readonly ArticleNode[]): void {
    const group = this.#groups?.find(({ articles }) => articles.includes(node));
    const key = group?.label ?? '';
    const at = (group?.articles ?? roots).indexOf(node);
    if (at < (this.#shown.get(key) ?? PAGE)) return;
    this.#shown.set(key, at + PAGE);
    this.#onDidChange.fire(group);
  }

  /** What an article's or a claim's row says of other articles, kept to see when that changes. */
  #drawnOfOthers(node: ArticleNode | RowNode): string | undefined {
    const article = node.kind === 'row' ? node.article : node;
    const words = this.#wordsOfOthers(node);
    const drawn = this.#ofOthers.get(article) ?? new Map<ArticleNode | RowNode, string | undefined>();
    this.#ofOthers.set(article, drawn.set(node, words));
    return words;
  }

  #wordsOfOthers(node: ArticleNode | RowNode): string | undefined {
    return node.kind === 'row' ? this.#copies(node) : this.#republished(node);
  }

  /** `same story in 2 articles` */
  #republished({ uri }: ArticleNode): string | undefined {
    const { index } = this.services.corpus;
    const article = index.read(uri.toString());
    const others = article ? index.republished(article).length : 0;
    if (!others) return undefined;
    return others === 1
      ? vscode.l10n.t('same story in 1 other article')
      : vscode.l10n.t('same story in {0} other articles', others);
  }

  /** `also in 4 articles` */
  #copies({ article, row }: RowNode): string | undefined {
    if (row.subject.kind !== 'claim') return undefined;
    const { index } = this.services.corpus;
    const indexed = index.read(article.uri.toString());
    if (!indexed) return undefined;
    let known = this.#copiesIn.get(indexed);
    if (known?.version !== index.version) {
      // by its words: while somebody types the index lags behind, and claims have other numbers there
      const at = new Map(index.body(indexed).claims.map(({ text }, claim) => [text, claim]));
      this.#copiesIn.set(indexed, (known = { version: index.version, at, words: new Map() }));
    }
    const at = known.at.get(row.subject.claim.text);
    if (at === undefined) return undefined;
    if (!known.words.has(at)) known.words.set(at, copiesWords(index, { article: indexed, index: at }));
    return known.words.get(at);
  }

  /** The index has grown: what fits the filter, and what it says of the rows, may be other. */
  #indexed(): void {
    const { viewState, corpus } = this.services;
    if (!this.#roots || (corpus.progress.state === 'working' && !viewState.filter)) return;
    void this.#relist();
    for (const article of this.#drawn.keys()) {
      const drawn = this.#ofOthers.get(article) ?? [];
      if ([...drawn].some(([node, words]) => this.#wordsOfOthers(node) !== words)) this.#onDidChange.fire(article);
    }
  }

  /** The person wants another order, other headings or another filter. */
  #rearrange(): void {
    if (!this.#roots) return;
    this.#shown.clear();
    void this.#relist(true);
  }

  #heading(label: string): string {
    if (label) return label;
    return this.services.viewState.articleOrder === 'publisher'
      ? vscode.l10n.t('No publisher named')
      : vscode.l10n.t('Elsewhere');
  }

  /** The articles as the person wants them: those that fit the filter, sorted, under headings. */
  #arranged(nodes: ArticleNode[]): ArticleNode[] {
    const { viewState, corpus } = this.services;
    const order = viewState.articleOrder;
    const fitting = fittingArticles(corpus.index, viewState.filter);
    const filtered = fitting ? nodes.filter(({ uri }) => fitting.has(uri.toString())) : nodes;
    const title = ({ known, uri }: ArticleNode) => articleLabel(known.header, uri);
    const sorted = order === 'title' ? sortByText(filtered, title) : filtered;
    const grouped = order === 'folder' || order === 'publisher';
    this.#groups = grouped
      ? groupBy(sorted, order === 'folder' ? folderOf : publisherOfNode).map(({ label, items }) => ({ kind: 'group', label, articles: items })) // prettier-ignore
      : undefined;
    return sorted;
  }

  async #list(): Promise<ArticleNode[]> {
    await this.services.corpus.heads();
    const found = await knownArticles(this.services);
    if (!this.services.articleFiles.isListed) {
      void this.services.articleFiles.list().then(() => this.#relist());
    }
    const nodes = found.map((known): ArticleNode => {
      const node = this.#articles.get(known.uri.toString()) ?? { kind: 'article', uri: known.uri, known };
      node.known = known;
      return node;
    });
    this.#articles.clear();
    for (const node of nodes) this.#articles.set(node.uri.toString(), node);
    return this.#arranged(nodes);
  }

  /** Lists the articles again, once for all who ask while that goes on: at the start of a window many do. */
  async #relist(everything = false): Promise<void> {
    if (!this.#roots) return;
    this.#owesEverything ||= everything;
    this.#isStale = true;
    if (this.#isListing) return;
    this.#isListing = true;
    try {
      while (this.#isStale) {
        await this.#roots;
        this.#isStale = false;
        this.#roots = this.#list();
        this.#draw(await this.#roots);
      }
    } finally {
      this.#isListing = false;
    }
  }

  /** Only the articles that changed are drawn anew, unless there are others now or they stand in another order. */
  #draw(after: readonly ArticleNode[]): void {
    const before = [...this.#drawn.keys()];
    const isOther = after.length !== before.length || after.some((node, i) => node !== before[i]);
    const changed = after.filter((node) => !isSameHeader(node.known.header, this.#drawn.get(node)));
    if (this.#owesEverything || this.#groups || isOther || changed.length > MANY_CHANGED) {
      this.#owesEverything = false;
      this.#onDidChange.fire(undefined);
    } else {
      for (const node of changed) {
        this.#drawn.set(node, node.known.header);
        this.#onDidChange.fire(node);
      }
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

/** What a row shows of a head, which may have been read anew for this list. */
function isSameHeader(a: Header, b: Header | undefined): boolean {
  return a === b || (['title', 'date', 'url'] as const).every((part) => a[part]?.value === b?.[part]?.value);
}

/** The addresses of the articles that a filter leaves; undefined when there is none. */
function fittingArticles(index: CorpusIndex, filter: string): Set<string> | undefined {
  if (!filter.trim()) return undefined;
  const { articles } = searchClaims(index, parseQuery(filter), { limit: 0 });
  return new Set(articles.map(({ uri }) => uri));
}

function folderOf({ uri }: ArticleNode): string {
  if (!vscode.workspace.getWorkspaceFolder(uri)) return '';
  const path = vscode.workspace.asRelativePath(uri); // with the folder's name in front where there are several
  return path.slice(0, Math.max(0, path.lastIndexOf('/'))) || '.';
}

function publisherOfNode({ known }: ArticleNode): string {
  return (known.header.url && publisherOf(known.header.url.value)) ?? '';
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
