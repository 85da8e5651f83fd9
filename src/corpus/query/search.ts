import { Wanted } from '../../util/texts';
import { kindNumber } from '../claimTable';
import { fold } from '../fold';
import type { ClaimRef, CorpusIndex, ReadArticle } from '../corpusIndex';
import type { CorpusEntity } from '../entityTable';
import { typeValueOf } from './fields';
import type { Query, Term } from './parse';

export interface SearchOptions {
  /** At most so many claims come back; all are counted. */
  readonly limit: number;
  /** Only claims of these corpus entities. */
  readonly actors?: ReadonlySet<number>;
}

export interface SearchResult {
  /** Newest article first, in text order within one. */
  readonly claims: readonly ClaimRef[];
  readonly claimCount: number;
  /** Every article in which a claim fits, and those that fit by themselves where no term speaks of a claim. */
  readonly articles: readonly ReadArticle[];
}

/**
 * Searches the claims of all articles that the index has taken in. It goes through their words from end to end: they
 * lie folded side by side, so that half-typed words and phrases are found as fast, without an index of words.
 */
export function searchClaims(index: CorpusIndex, { terms }: Query, { limit, actors }: SearchOptions): SearchResult {
  const matcher = new Matcher(index, terms, actors);
  const claims: ClaimRef[] = [];
  const articles: ReadArticle[] = [];
  let claimCount = 0;
  for (const article of index.inOrder()) {
    const fitting = matcher.claimsIn(article);
    if (fitting === undefined) continue;
    if (fitting.length || matcher.fitsByItself(article)) articles.push(article);
    claimCount += fitting.length;
    for (let i = 0; i < fitting.length && claims.length < limit; i++) claims.push({ article, index: fitting[i] });
  }
  return { claims, claimCount, articles };
}

class Matcher {
  readonly #ofArticle: Term[];
  readonly #ofClaim: Term[];
  readonly #words: Term[];
  readonly #actorMasks = new Map<Term, Uint8Array>();
  readonly #prepared = new Map<string, Wanted>();

  constructor(
    private readonly index: CorpusIndex,
    terms: readonly Term[],
    private readonly actors: ReadonlySet<number> | undefined,
  ) {
    const isOfArticle = ({ field }: Term) => ['after', 'before', 'publisher', 'in'].includes(field);
    this.#ofArticle = terms.filter(isOfArticle);
    this.#words = terms.filter(({ field }) => field === 'words');
    this.#ofClaim = terms.filter((term) => !isOfArticle(term) && term.field !== 'words');
    for (const term of this.#ofClaim) {
      if (term.field === 'actor') this.#mask(term, index.entities.called(term.value), () => true);
      if (term.field === 'type') this.#mask(term, index.entities, (entity) => typeValueOf(entity) === term.value);
    }
  }

  /** The indexes of the claims that fit; undefined when the article rules them all out. */
  claimsIn(article: ReadArticle): number[] | undefined {
    if (!this.#ofArticle.every((term) => fitsArticle(article, term) !== term.negated)) return undefined;
    const { count } = article.claims;
    const fits = new Uint8Array(count).fill(1);
    for (const term of this.#words) this.#keepWords(article, term, fits);
    for (const term of this.#ofClaim) this.#keep(article, term, fits);
    if (this.actors) {
      const { first } = article.claims;
      for (let i = 0; i < count; i++) if (!this.actors.has(this.index.claims.actor[first + i])) fits[i] = 0;
    }
    const found: number[] = [];
    for (let i = 0; i < count; i++) if (fits[i]) found.push(i);
    return found;
  }

  /** Whether the article is what is searched for, though none of its claims need be. */
  fitsByItself(article: ReadArticle): boolean {
    if (this.#ofClaim.length || this.actors) return false;
    return this.#words.every(
      ({ value, negated }) => this.index.claims.isInTitle(article.claims, this.#wanted(value)) !== negated,
    );
  }

  #wanted(text: string): Wanted {
    let wanted = this.#prepared.get(text);
    if (!wanted) this.#prepared.set(text, (wanted = new Wanted(text)));
    return wanted;
  }

  #mask(term: Term, entities: Iterable<CorpusEntity>, fits: (entity: CorpusEntity) => boolean): void {
    const mask = new Uint8Array(this.index.entities.size);
    for (const entity of entities) if (entity.claims && fits(entity)) mask[entity.id] = 1;
    this.#actorMasks.set(term, mask);
  }

  #keepWords({ claims }: ReadArticle, { value, negated }: Term, fits: Uint8Array): void {
    const wanted = this.#wanted(value);
    const table = this.index.claims;
    if (table.isInTitle(claims, wanted)) {
      if (negated) fits.fill(0);
      return;
    }
    const { first, count } = claims;
    const hits = new Uint8Array(count);
    table.eachWith(claims, wanted, (row) => (hits[row - first] = 1));
    for (let i = 0; i < count; i++) if ((hits[i] === 1) === negated) fits[i] = 0;
  }

  #keep(article: ReadArticle, term: Term, fits: Uint8Array): void {
    const { first, count } = article.claims;
    const isWanted = this.#claimTest(article, term);
    for (let i = 0; i < count; i++) if (isWanted(first + i) === term.negated) fits[i] = 0;
  }

  /** Whether a row of the table fits a term, its minus apart. */
  #claimTest(article: ReadArticle, term: Term): (row: number) => boolean {
    const { claims } = this.index;
    const { field, value } = term;
    if (field === 'kind') {
      const kind = kindNumber(value);
      return (row) => claims.kind[row] === kind;
    }
    if (field === 'verdict') {
      const fits = claims.verdicts.map((verdict) => fold(verdict || 'none') === value);
      return (row) => fits[claims.verdict[row]];
    }
    if (field === 'date') {
      const dated = new Set(this.index.claimsWithDate(article, this.#wanted(`\n${value}`)));
      return (row) => dated.has(row - article.claims.first);
    }
    const mask = this.#actorMasks.get(term)!;
    return (row) => mask[claims.actor[row]] === 1;
  }
}

function fitsArticle(article: ReadArticle, { field, value }: Term): boolean {
  if (field === 'publisher') return article.publisher.includes(value);
  const { date, title = '' } = article.head;
  if (field === 'after') return date !== undefined && date >= value;
  if (field === 'before') return date !== undefined && date < value;
  return fold(title).includes(value) || fold(readableAddress(article.uri)).includes(value);
}

function readableAddress(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri; // a path of the command line may hold any percent sign
  }
}
