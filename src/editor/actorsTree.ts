import * as vscode from 'vscode';
import type { ClaimRef } from '../corpus/corpusIndex';
import type { CorpusEntity } from '../corpus/entityTable';
import { keepApart, mergeAgain, mergeReason } from '../corpus/mergeRules';
import { parseQuery } from '../corpus/query/parse';
import { searchClaims } from '../corpus/query/search';
import type { Services } from '../host/services';
import { DisposableOwner } from '../util/disposable';
import { type ActorNode, type ActorsNode, CLAIMS_PAGE, isActorsNode } from './shared/actorNodes';
import { actorGroups, claimsOf } from './shared/actorGroups';
import { articleLine, bodyReader, claimLine, claimPlace, copiesWords } from './shared/corpusRows';
import { plainLabel } from './shared/labels';
import { goTo } from './shared/previewPick';
import { claimIcon, claimLabel, entityIcon, joined } from './shared/rowWords';
import { moreItem } from './shared/treeItems';
import { articleCount, claimCount, shortDate, typeName } from './shared/wording';

const VIEW = 'hearsay.actors';

/** How many actors a list shows before one asks for more. */
const PAGE = 200;

export const ACTOR_COMMANDS = {
  /** A click on a claim. */
  show: 'hearsay.actors.show',
  showMore: 'hearsay.actors.showMore',
  keepApart: 'hearsay.actors.keepApart',
  keepArticleApart: 'hearsay.actors.keepArticleApart',
  mergeAgain: 'hearsay.actors.mergeAgain',
  copy: 'hearsay.actors.copy',
} as const;

/** The side bar's view of who makes claims, across all articles, with each one's claims over time. */
export function registerActorsTree(services: Services): vscode.Disposable {
  const provider = new ActorsProvider(services);
  const view = vscode.window.createTreeView(VIEW, { treeDataProvider: provider, showCollapseAll: true });
  const tellFilter = () => (view.message = services.viewState.filter.trim() || undefined);
  const onNode = <K extends ActorsNode['kind']>(
    command: string,
    kinds: readonly K[],
    run: (node: Extract<ActorsNode, { kind: K }>) => unknown,
  ) =>
    vscode.commands.registerCommand(command, async (argument?: unknown) => {
      const node = isActorsNode(argument) ? argument : view.selection[0];
      if (node && (kinds as readonly string[]).includes(node.kind)) await run(node as Extract<ActorsNode, { kind: K }>);
    });
  const { corpus } = services;
  return vscode.Disposable.from(
    view,
    provider,
    services.viewState.onDidChange(tellFilter),
    onNode(ACTOR_COMMANDS.show, ['claim'], ({ ref }) => {
      const place = claimPlace(ref.article, corpus.index.body(ref.article).claims[ref.index]);
      return place && goTo(place, undefined, true);
    }),
    onNode(ACTOR_COMMANDS.showMore, ['more'], (node) => provider.showMore(node)),
    onNode(ACTOR_COMMANDS.keepApart, ['actor'], ({ entity: { key } }) => {
      return key === undefined ? undefined : corpus.separate(keepApart(corpus.separations, key));
    }),
    onNode(ACTOR_COMMANDS.keepArticleApart, ['claim'], ({ ref, actor: { entity } }) => {
      return entity.key === undefined
        ? undefined
        : corpus.separate(keepApart(corpus.separations, entity.key, ref.article.uri));
    }),
    onNode(ACTOR_COMMANDS.mergeAgain, ['actor'], ({ entity: { key } }) => {
      return key === undefined ? undefined : corpus.separate(mergeAgain(corpus.separations, key));
    }),
    onNode(ACTOR_COMMANDS.copy, ['actor', 'claim'], (node) =>
      vscode.env.clipboard.writeText(
        node.kind === 'actor' ? node.entity.name : corpus.index.body(node.ref.article).claims[node.ref.index].text,
      ),
    ),
  );
}

/** Lists the index's actors, and an actor's claims when it is expanded. */
export class ActorsProvider extends DisposableOwner implements vscode.TreeDataProvider<ActorsNode> {
  readonly #shown = new Map<string, number>();
  /** What the list is made of; undefined when the index or the person's wishes have changed since. */
  #roots: ActorsNode[] | undefined;
  #asked = false;
  readonly #bodyOf: ReturnType<typeof bodyReader>;
  readonly #onDidChange = this.register(new vscode.EventEmitter<ActorsNode | undefined>());
  readonly onDidChangeTreeData = this.#onDidChange.event;

  constructor(private readonly services: Services) {
    super();
    this.#bodyOf = bodyReader(services.corpus.index);
    const changed = () => {
      this.#roots = undefined;
      if (this.#asked) this.#onDidChange.fire(undefined);
    };
    this.register(services.corpus.onDidChange(changed));
    this.register(services.viewState.onDidChange((what) => what !== 'articles' && changed()));
  }

  async getChildren(node?: ActorsNode): Promise<ActorsNode[]> {
    if (!node) {
      this.#asked = true;
      await this.services.corpus.open();
      return (this.#roots ??= this.#list());
    }
    switch (node.kind) {
      case 'group':
        return this.#page(node.id, node.actors);
      case 'actor':
        return this.#claims(node);
      case 'claim':
      case 'more':
        return [];
    }
  }

  getTreeItem(node: ActorsNode): vscode.TreeItem {
    switch (node.kind) {
      case 'group': {
        const description = String(node.actors.length);
        return {
          id: node.id,
          label: node.label,
          description,
          collapsibleState: vscode.TreeItemCollapsibleState.Collapsed,
          contextValue: 'group',
          accessibilityInformation: { label: `${node.label}, ${description}` },
        };
      }
      case 'actor':
        return this.#actorItem(node);
      case 'claim':
        return this.#claimItem(node);
      case 'more':
        return moreItem(node.count, { command: ACTOR_COMMANDS.showMore, title: '', arguments: [node] });
    }
  }

  showMore({ list }: { readonly list: string }): void {
    this.#shown.set(list, (this.#shown.get(list) ?? PAGE) + PAGE);
    this.#roots = undefined;
    this.#onDidChange.fire(undefined);
  }

  #list(): ActorsNode[] {
    const { corpus, viewState } = this.services;
    const groups = actorGroups(corpus.index, viewState.actorOrder, this.#fitting());
    return groups.flatMap((group): ActorsNode[] => {
      const actors = group.actors.map((actor): ActorNode => ({ kind: 'actor', ...actor }));
      if (!group.label) return this.#page('', actors);
      return [{ kind: 'group', id: `group:${group.label}`, label: group.label, actors }];
    });
  }

  /** How many claims of each entity fit the filter; undefined when there is none. */
  #fitting(): Map<number, number> | undefined {
    const { corpus, viewState } = this.services;
    if (!viewState.filter.trim()) return undefined;
    const { claims } = searchClaims(corpus.index, parseQuery(viewState.filter), { limit: Infinity });
    const counts = new Map<number, number>();
    for (const { article, index } of claims) {
      const actor = corpus.index.claims.actor[article.claims.first + index];
      if (actor >= 0) counts.set(actor, (counts.get(actor) ?? 0) + 1);
    }
    return counts;
  }

  #page(list: string, actors: readonly ActorNode[]): ActorsNode[] {
    const shown = this.#shown.get(list) ?? PAGE;
    if (actors.length <= shown + 1) return [...actors];
    return [...actors.slice(0, shown), { kind: 'more', list, count: actors.length - shown }];
  }

  #claims(actor: ActorNode): ActorsNode[] {
    const { corpus, viewState } = this.services;
    const list = `claims:${actor.entity.id}`;
    const refs = claimsOf(corpus.index, actor.entity, viewState.filter);
    const shown = this.#shown.get(list) ?? CLAIMS_PAGE;
    const rows = refs.slice(0, shown).map((ref): ActorsNode => ({ kind: 'claim', actor, ref }));
    return refs.length > shown ? [...rows, { kind: 'more', list, count: refs.length - shown }] : rows;
  }

  #actorItem({ entity, claims }: ActorNode): vscode.TreeItem {
    const articles = entity.postings.filter((posting) => posting.claims).length;
    const where = articles === 1 ? this.#onlyArticle(entity) : articleCount(articles);
    const role = entity.named ? plainLabel(entity.role ?? '', 60) : vscode.l10n.t('unnamed');
    const label = plainLabel(entity.name);
    const apart = entity.key !== undefined && this.#isApart(entity);
    return {
      id: apart || entity.key === undefined ? `${entity.name}@${this.#firstUri(entity)}#${entity.postings[0]?.index}` : entity.key, // prettier-ignore
      label,
      description: joined(role, vscode.l10n.t('{0} in {1}', claimCount(claims), where), apart ? vscode.l10n.t('kept apart') : undefined), // prettier-ignore
      iconPath: entityIcon(entity),
      tooltip: joined(plainLabel(entity.name, 500), this.#mergeWords(entity, articles, apart)),
      collapsibleState: vscode.TreeItemCollapsibleState.Collapsed,
      contextValue: apart ? 'actor.apart' : entity.articles > 1 ? 'actor.merged' : 'actor',
      accessibilityInformation: {
        label: [label, typeName(entity).toLocaleLowerCase(), role, claimCount(claims), where]
          .filter(Boolean)
          .join(', '),
      },
    };
  }

  /** The rule that made the row what it is, and how to undo it. */
  #mergeWords(entity: CorpusEntity, articles: number, apart: boolean): string {
    if (apart) return vscode.l10n.t('Kept apart from others of the same name. “Merge Again” undoes this.');
    switch (mergeReason(entity)) {
      case 'full name':
        return articles > 1
          ? vscode.l10n.t('Merged from {0} articles: the same full name. “Keep Apart” undoes this.', articles)
          : vscode.l10n.t('Merged with the same full name in other articles.');
      case 'same name':
        return articles > 1
          ? vscode.l10n.t('Merged from {0} articles: the same name. “Keep Apart” undoes this.', articles)
          : vscode.l10n.t('Merged with the same name in other articles.');
      case 'surname only':
        return vscode.l10n.t('Not merged with other articles: it is not a full name.');
      case 'unnamed':
        return vscode.l10n.t('Not merged with other articles: the source is unnamed.');
    }
  }

  #isApart({ key, id }: CorpusEntity): boolean {
    return key !== undefined && this.services.corpus.index.entities.byKey(key)?.id !== id;
  }

  #firstUri({ postings }: CorpusEntity): string {
    return (postings[0] && this.services.corpus.index.at(postings[0].slot)?.uri) ?? '';
  }

  #onlyArticle({ postings }: CorpusEntity): string {
    const posting = postings.find(({ claims }) => claims > 0);
    const article = posting && this.services.corpus.index.at(posting.slot);
    return article ? plainLabel(article.head.title ?? '', 60) || articleCount(1) : articleCount(1);
  }

  #claimItem({ ref, actor }: { readonly ref: ClaimRef; readonly actor: ActorNode }): vscode.TreeItem {
    const { article, index } = ref;
    const claim = this.#bodyOf(article).claims[index];
    const label = claimLabel(claim);
    const date = article.head.date ? shortDate(article.head.date) : vscode.l10n.t('no date');
    const copies = copiesWords(this.services.corpus.index, ref);
    const description = joined(date, plainLabel(claim.how, 40), copies, plainLabel(article.head.title ?? '', 60));
    const merged = actor.entity.articles > 1 && !this.#isApart(actor.entity);
    const node: ActorsNode = { kind: 'claim', actor, ref };
    return {
      label,
      description,
      iconPath: claimIcon(claim),
      tooltip: [plainLabel(claim.text, 2_000), claimLine(claim), articleLine(article)].join('\n\n'),
      collapsibleState: vscode.TreeItemCollapsibleState.None,
      contextValue: merged ? 'claim.merged' : 'claim',
      command: { command: ACTOR_COMMANDS.show, title: vscode.l10n.t('Show in Editor'), arguments: [node] },
      accessibilityInformation: { label: [label, description].join(', ') },
    };
  }
}
