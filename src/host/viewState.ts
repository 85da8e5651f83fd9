import * as vscode from 'vscode';
import { REVIEW_KINDS, type ReviewKind } from '../review/certainty';
import { DisposableOwner } from '../util/disposable';

export const ARTICLE_ORDERS = ['date', 'title', 'folder', 'publisher'] as const;
/** `date` and `title` sort, `folder` and `publisher` group. */
export type ArticleOrder = (typeof ARTICLE_ORDERS)[number];

export const ACTOR_ORDERS = ['claims', 'name', 'kind'] as const;
/** `claims` and `name` sort, `kind` groups. */
export type ActorOrder = (typeof ACTOR_ORDERS)[number];

const ARTICLES_KEY = 'hearsay.articles.order';
const ACTORS_KEY = 'hearsay.actors.order';
const KINDS_KEY = 'hearsay.review.kinds';

/**
 * How the person wants the side bar and the review: what is sorted how, and what is walked through, is remembered for the
 * workspace, a filter only until it closes.
 */
export class ViewState extends DisposableOwner {
  #filter = '';
  readonly #onDidChange = this.register(new vscode.EventEmitter<'articles' | 'actors' | 'filter'>());
  readonly onDidChange = this.#onDidChange.event;

  constructor(private readonly memory: vscode.Memento) {
    super();
  }

  get articleOrder(): ArticleOrder {
    const order = this.memory.get<ArticleOrder>(ARTICLES_KEY, 'date');
    return ARTICLE_ORDERS.includes(order) ? order : 'date';
  }

  async setArticleOrder(order: ArticleOrder): Promise<void> {
    await this.memory.update(ARTICLES_KEY, order);
    this.#onDidChange.fire('articles');
  }

  get actorOrder(): ActorOrder {
    const order = this.memory.get<ActorOrder>(ACTORS_KEY, 'claims');
    return ACTOR_ORDERS.includes(order) ? order : 'claims';
  }

  async setActorOrder(order: ActorOrder): Promise<void> {
    await this.memory.update(ACTORS_KEY, order);
    this.#onDidChange.fire('actors');
  }

  /** What review mode walks through; never empty. */
  get reviewKinds(): readonly ReviewKind[] {
    const kept = this.memory.get<readonly ReviewKind[]>(KINDS_KEY, []);
    const kinds = REVIEW_KINDS.filter((kind) => kept.includes(kind));
    return kinds.length ? kinds : REVIEW_KINDS;
  }

  async setReviewKinds(kinds: readonly ReviewKind[]): Promise<void> {
    await this.memory.update(KINDS_KEY, kinds);
  }

  /** A search (corpus/query) that both views show the finds of; empty for everything. */
  get filter(): string {
    return this.#filter;
  }

  setFilter(filter: string): void {
    if (filter === this.#filter) return;
    this.#filter = filter;
    void vscode.commands.executeCommand('setContext', 'hearsay.filtered', filter.trim() !== '');
    this.#onDidChange.fire('filter');
  }
}
