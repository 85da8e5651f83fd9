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
 * lie folded in one string an article, so that this is as fast as the machine compares memory, and half-typed words and
 * phrases are found without an index of words.
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
      if (term.field === 'actor') this.#mask(term, ({ names }) => names.includes(term.value));
      if (term.field === 'type') this.#mask(term, (entity) => typeValueOf(entity) === term.value);
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
    return this.#words.every(({ value, negated }) => article.title.includes(value) !== negated);
  }

  #mask(term: Term, fits: (entity: CorpusEntity) => boolean): void {
    const mask = new Uint8Array(this.index.entities.size);
    for (const entity of this.index.entities) if (entity.claims && fits(entity)) mask[entity.id] = 1;
    this.#actorMasks.set(term, mask);
  }

  #keepWords(article: ReadArticle, { value, negated }: Term, fits: Uint8Array): void {
    const { first, count, words } = article.claims;
    if (article.title.includes(value)) {
      if (negated) fits.fill(0);
      return;
    }
    const hits = negated ? undefined : new Uint8Array(count);
    const { end } = this.index.claims;
    let row = first;
    for (let at = words.indexOf(value); at >= 0; at = words.indexOf(value, end[row++])) {
      while (end[row] <= at) row++;
      if (hits) hits[row - first] = 1;
      else fits[row - first] = 0;
      if (row === first + count - 1) break;
    }
    if (hits) for (let i = 0; i < count; i++) fits[i] &= hits[i];
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
      if (!article.dates.includes(`\n${value}`)) return () => false;
      const dated = this.#claimsWithDate(article, value);
      return (row) => dated.has(row - article.claims.first);
    }
    const mask = this.#actorMasks.get(term)!;
    return (row) => mask[claims.actor[row]] === 1;
  }

  /** The claims within which a date stands whose value begins so. */
  #claimsWithDate(article: ReadArticle, value: string): Set<number> {
    const { claims, dates } = this.index.body(article);
    const wanted = dates.filter((date) => date.value.startsWith(value)).map(({ place }) => place);
    const found = new Set<number>();
    for (const [index, { places }] of claims.entries()) {
      const holds = places.some((outer) =>
        wanted.some(
          (inner) =>
            (inner.line > outer.line || (inner.line === outer.line && inner.column >= outer.column)) &&
            (inner.endLine < outer.endLine || (inner.endLine === outer.endLine && inner.endColumn <= outer.endColumn)),
        ),
      );
      if (holds) found.add(index);
    }
    return found;
  }
}

function fitsArticle({ head, publisher, title, address }: ReadArticle, { field, value }: Term): boolean {
  if (field === 'after') return head.date !== undefined && head.date >= value;
  if (field === 'before') return head.date !== undefined && head.date < value;
  if (field === 'publisher') return publisher.includes(value);
  return title.includes(value) || address.includes(value);
}
