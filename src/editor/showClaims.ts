import * as vscode from 'vscode';
import type { Claim, Entity } from '../analysis/analysis';
import { type ArticleView, isArticle, offsetOf, rangeOf } from '../host/articles';
import type { Services } from '../host/services';
import type { ClaimRef, CorpusIndex } from '../corpus/corpusIndex';
import { fold } from '../corpus/fold';
import { completions } from '../corpus/query/complete';
import { offerFrom } from '../corpus/query/offer';
import { type Term, parseQuery } from '../corpus/query/parse';
import { searchClaims } from '../corpus/query/search';
import { claimsByActor } from '../formats/claims';
import type { Corpus } from '../host/corpus';
import { COMMANDS, isEntityArgument } from './shared/commands';
import { articleLine, bodyReader, claimActor, claimLine, claimPlace, copiesWords } from './shared/corpusRows';
import { plainLabel } from './shared/labels';
import {
  type PageButton,
  type PickPage,
  type PlaceItem,
  type Rows,
  openToTheSide,
  previewPick,
} from './shared/previewPick';
import { completionWords, problemWords } from './shared/queryWords';
import { reviewSummary, verdictName } from './shared/reviewWords';
import { articleLabel, claimLabel, joined } from './shared/rowWords';
import { actorName, articleCount, claimCount, claimDescription } from './shared/wording';

interface ClaimItem extends PlaceItem {
  readonly claim?: { readonly id: string; readonly attribution?: Claim['attribution'] };
}

type ClaimPage = PickPage<ClaimItem>;

/** How many rows of a search are shown: more cannot be looked through, only be waited for. */
const MOST_ROWS = 200;

/** How much of a claim is searched, in UTF-16 units. */
const LONGEST_SEARCHED = 1_000;

const copyCitation: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('copy'),
  tooltip: vscode.l10n.t('Copy Citation'),
};

/** Show Claims: the claims of the article in front, of one of its actors, or of the whole workspace, to pick from. */
export function registerShowClaims(services: Services): vscode.Disposable {
  const show = vscode.commands.registerCommand(COMMANDS.showClaims, async (argument?: unknown) => {
    if (isEntityArgument(argument)) {
      return previewPick(articlePage(services, vscode.Uri.parse(argument.article), argument.entity));
    }
    const editor = vscode.window.activeTextEditor;
    const front = editor && isArticle(editor.document) ? editor.document.uri : undefined;
    return previewPick(front ? articlePage(services, front) : workspacePage(services));
  });
  const search = vscode.commands.registerCommand(COMMANDS.search, (typed?: unknown) =>
    previewPick(workspacePage(services), typeof typed === 'string' ? typed : ''),
  );
  return vscode.Disposable.from(show, search);
}

/** One article's claims, or those of one of its entities. */
function articlePage(services: Services, uri: vscode.Uri, entityId?: string, judged: Judged = ALL): ClaimPage {
  const workspace: PageButton<ClaimItem> = {
    iconPath: new vscode.ThemeIcon('files'),
    tooltip: vscode.l10n.t('Show the Claims of All Articles'),
    page: () => workspacePage(services, uri, judged),
  };
  const all: PageButton<ClaimItem> = {
    iconPath: new vscode.ThemeIcon('file'),
    tooltip: vscode.l10n.t('Show All Claims of This Article'),
    page: () => articlePage(services, uri),
  };
  return {
    title: vscode.l10n.t('Claims'),
    placeholder: vscode.l10n.t('Type to filter by claim and by who makes it'),
    buttons: [
      filterButton(services, judged, (next) => articlePage(services, uri, entityId, next)),
      ...(entityId === undefined ? [workspace] : [all, workspace]),
    ],
    onButton,
    async load(show, token) {
      const view = await services.articles.ofUri(uri, 'editor', token);
      const items = claimItems(view, entityId, judged);
      const title = articleLabel(view.analysis.header, uri);
      const entity = entityId === undefined ? undefined : view.lookup.entity(entityId);
      show({
        title: joined(entity && plainLabel(entity.name, 60), judgedName(judged), title),
        items: items.length ? items : [nothingFound(noneIn(judged))],
        active: nearestToCursor(view, items),
      });
    },
  };
}

/** The claims of the whole workspace, searched on the index; `front` is the article to go back to. */
function workspacePage(services: Services, front?: vscode.Uri, judged: Judged = ALL): ClaimPage {
  const { corpus } = services;
  const filter = filterButton(services, judged, (next) => workspacePage(services, front, next));
  const back: PageButton<ClaimItem>[] = front
    ? [
        {
          iconPath: new vscode.ThemeIcon('file'),
          tooltip: vscode.l10n.t('Show the Claims of This Article'),
          page: () => articlePage(services, front, undefined, judged),
        },
      ]
    : [];
  return {
    title: joined(judgedName(judged), vscode.l10n.t('Claims of All Articles')),
    placeholder: vscode.l10n.t('Type words, or actor: kind: after: before: in: publisher: …, to search all articles'),
    buttons: [filter, ...back],
    onButton,
    search: (typed) => searchRows(corpus, typed, judged),
    async load(show, token) {
      const progress = () => {
        const { state, done, total } = corpus.progress;
        if (state === 'loading') return vscode.l10n.t('loading the index');
        return state === 'working' ? vscode.l10n.t('{0} of {1} articles read', done, total) : undefined;
      };
      const tell = () => show({ items: [], progress: progress() });
      const listener = corpus.onDidChange(tell);
      try {
        await corpus.open();
        tell();
        await Promise.race([
          corpus.whenReady(),
          new Promise<void>((resolve) => token.onCancellationRequested(resolve)),
        ]);
        tell();
      } finally {
        listener.dispose();
      }
    },
  };
}

/** What the index finds for what is typed: what is wrong with it, how it may go on, then the first claims. */
function searchRows({ index, progress }: Corpus, typed: string, judged: Judged): Rows<ClaimItem> {
  const query = parseQuery(typed);
  const terms = [...query.terms, ...judgedTerms(judged)];
  const { claims, claimCount: count, articles } = searchClaims(index, { ...query, terms }, { limit: MOST_ROWS });
  const problems = query.problems.map((problem): ClaimItem => ({
    label: `$(warning) ${plainLabel(problemWords(problem), 300)}`,
    alwaysShow: true,
  }));
  const more = count - claims.length;
  const rest: ClaimItem[] = more
    ? [{ label: vscode.l10n.t('… and {0} more. Type more to find them.', more), alwaysShow: true }]
    : [];
  const items = [...problems, ...completionItems(index, typed), ...indexedClaimItems(index, claims), ...rest];
  const found = vscode.l10n.t('{0} in {1}', claimCount(count), articleCount(articles.length));
  const all = joined(judgedName(judged), vscode.l10n.t('Claims of All Articles'));
  const title = typed.trim() || judged !== ALL ? joined(all, found) : undefined;
  if (items.length || progress.state === 'loading' || progress.state === 'working') return { items, title };
  const none = index.size
    ? vscode.l10n.t('No claim in the articles of this workspace fits.')
    : vscode.l10n.t('There is no article in this workspace.');
  return { items: [nothingFound(none)], title };
}

function completionItems(index: CorpusIndex, typed: string): ClaimItem[] {
  return completions(typed, offerFrom(index)).map((completion) => ({
    label: plainLabel(completion.label),
    description: completionWords(completion),
    iconPath: new vscode.ThemeIcon('lightbulb'),
    typed: completion.query,
    alwaysShow: true,
  }));
}

function indexedClaimItems(index: CorpusIndex, claims: readonly ClaimRef[]): ClaimItem[] {
  const bodyOf = bodyReader(index);
  return claims.map((ref): ClaimItem => {
    const { article } = ref;
    const body = bodyOf(article);
    const claim = body.claims[ref.index];
    return {
      claim,
      label: claimLabel(claim),
      description: joined(
        claim.verdict && verdictName(claim.verdict),
        claimActor(body, claim),
        claimLine(claim),
        copiesWords(index, ref),
      ),
      detail: articleLine(article),
      place: claimPlace(article, claim),
      buttons: [copyCitation, openToTheSide],
      alwaysShow: true,
    };
  });
}

/** Which claims are listed: all, those that somebody judged, or those with one verdict. */
type Judged = typeof ALL | typeof ANY | { readonly verdict: string };
const ALL = 'all';
const ANY = 'judged';

/** Goes from all claims to those that were judged, then through the verdicts one by one, and back to all. */
function filterButton(
  { settings }: Services,
  judged: Judged,
  page: (next: Judged) => ClaimPage,
): PageButton<ClaimItem> {
  const each: Judged[] = [ALL, ANY, ...settings.verdicts.map((verdict) => ({ verdict }))];
  const at = each.findIndex((one) => judgedName(one) === judgedName(judged));
  const next = each[(at + 1) % each.length];
  return {
    iconPath: new vscode.ThemeIcon(judged === ALL ? 'filter' : 'filter-filled'),
    tooltip: vscode.l10n.t('Filter by Verdict: {0}', judgedName(next) ?? vscode.l10n.t('all claims')),
    page: () => page(next),
  };
}

function judgedName(judged: Judged): string | undefined {
  if (judged === ALL) return undefined;
  return judged === ANY ? vscode.l10n.t('with a verdict') : verdictName(judged.verdict);
}

/** What a search must hold besides what is typed. */
function judgedTerms(judged: Judged): Term[] {
  if (judged === ALL) return [];
  if (judged === ANY) return [{ field: 'verdict', value: 'none', negated: true }];
  return [{ field: 'verdict', value: fold(judged.verdict), negated: false }];
}

function noneIn(judged: Judged): string {
  return judged === ALL
    ? vscode.l10n.t('No claims were found in this article.')
    : vscode.l10n.t('No claim: {0}', judgedName(judged)!);
}

function isJudged(view: ArticleView, { attribution }: Claim, judged: Judged): boolean {
  if (judged === ALL) return true;
  const verdict = view.reviewed.reviews.get(attribution)?.verdict;
  return judged === ANY ? verdict !== undefined : verdict === judged.verdict;
}

function claimItems(view: ArticleView, only: string | undefined, judged: Judged): ClaimItem[] {
  return claimsByActor(view.analysis)
    .filter(({ entity }) => only === undefined || entity?.id === only)
    .map(({ entity, claims }) => ({ entity, claims: claims.filter((claim) => isJudged(view, claim, judged)) }))
    .filter(({ claims }) => claims.length)
    .flatMap(({ entity, claims }) => [
      separator(entity, claims.length),
      ...claims.map((claim) => claimItem(view, claim, entity)),
    ]);
}

function separator(entity: Entity | undefined, claims: number): ClaimItem {
  const label = joined(plainLabel(actorName(entity), 80), claimCount(claims));
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function claimItem(view: ArticleView, claim: Claim, entity: Entity | undefined): ClaimItem {
  const ranges = claim.attribution.content.map((span) => rangeOf(view, span));
  const review = reviewSummary(view.reviewed.reviews.get(claim.attribution));
  const description = joined(review, plainLabel(claimDescription(claim, ranges[0]?.start.line ?? 0)));
  return {
    claim,
    label: claimLabel(claim),
    description,
    inSearch: {
      label: claimLabel(claim, LONGEST_SEARCHED),
      description: joined(plainLabel(actorName(entity), 80), description),
    },
    place: ranges.length ? { uri: view.uri, ranges } : undefined,
    buttons: [copyCitation, openToTheSide],
  };
}

function nothingFound(label: string): ClaimItem {
  return { label, alwaysShow: true };
}

/** The claim under the cursor, else the first one behind it; none when the article is not in front. */
function nearestToCursor(view: ArticleView, items: readonly ClaimItem[]): ClaimItem | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.uri.toString() !== view.uri.toString()) return undefined;
  const cursor = offsetOf(view, editor.selection.active);
  const under = view.lookup.claimAt(cursor);
  const item = under && items.find(({ claim }) => claim?.id === under.id);
  if (item) return item;
  const begin = ({ claim }: ClaimItem) => claim?.attribution?.content[0]?.start ?? -1;
  return items
    .filter((each) => begin(each) >= cursor)
    .reduce<ClaimItem | undefined>((first, each) => (first && begin(first) <= begin(each) ? first : each), undefined);
}

function onButton({ claim, place }: ClaimItem, button: vscode.QuickInputButton): unknown {
  if (button !== copyCitation || !claim || !place) return undefined;
  return vscode.commands.executeCommand(COMMANDS.copyCitation, { article: place.uri.toString(), claim: claim.id });
}
