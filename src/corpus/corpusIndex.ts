import { publisherOf } from '../analysis/article/address';
import { firstWhere } from '../util/firstWhere';
import { Slabs } from '../util/slabs';
import { Texts, type Wanted } from '../util/texts';
import { type ArticlePlace, articlePlace, inOrder, indexInOrder } from './articleOrder';
import { type ClaimRows, ClaimTable } from './claimTable';
import { type DigestBody, type DigestHead, type Place, isWithin, startsBefore } from './digest';
import { HashPostings, SAME_CLAIM, bandsOf, isSameArticle, jaccard, shinglesOf } from './duplicates';
import { decodeBands, decodeBody, decodeHead, decodeMentions, decodeSentences, withoutBands } from './encoding';
import { type CorpusEntity, type EntityIds, EntityTable } from './entityTable';
import { fold } from './fold';
import { type Separations, NO_SEPARATIONS } from './mergeRules';
import type { IndexEntry, Stamp } from './segment';

/** An article in the index. */
export interface IndexedArticle extends IndexEntry {
  /** Its number; one that is indexed anew gets another. */
  readonly slot: number;
  /** Decoded anew each time. */
  readonly head: DigestHead;
}

/** An article that the tables have read. */
export interface ReadArticle extends IndexedArticle {
  readonly claims: ClaimRows;
  /** Its host, `reuters.com`; empty when it has none. */
  readonly publisher: string;
}

/** A claim of the corpus: the article, and its place among the claims of the article's digest. */
export interface ClaimRef {
  readonly article: ReadArticle;
  readonly index: number;
}

/** Rebuild when more rows than this are dead, and more dead than alive. */
const MOST_DEAD_ROWS = 20_000;
/** More copies of one claim are not counted. */
export const MOST_COPIES = 100;

/** An article in the tables. There may be hundreds of thousands, so it has no objects of its own but its digest. */
class Row implements ReadArticle {
  #mtime = 0;
  #size = 0;
  #review: number | undefined;
  #firstClaim = 0;
  #claims = 0;
  #words = 0;
  #title = 0;
  #firstEntity = 0;
  #entities = 0;
  publisher = '';
  /** Number of a text: see `datesInClaims`. */
  dates = 0;
  sentences = 0;
  /** The tables have its claims, sentences and dates; its entities too once it has a slot. */
  isTabled = false;

  constructor(
    readonly uri: string,
    stamp: Stamp,
    readonly hash: number,
    readonly slot: number,
    public digest: Uint8Array,
  ) {
    this.stamp = stamp;
  }

  get stamp(): Stamp {
    return { mtime: this.#mtime, size: this.#size, review: this.#review };
  }

  set stamp({ mtime, size, review }: Stamp) {
    this.#mtime = mtime;
    this.#size = size;
    this.#review = review;
  }

  get head(): DigestHead {
    return decodeHead(this.digest);
  }

  get claims(): ClaimRows {
    return { first: this.#firstClaim, count: this.#claims, words: this.#words, title: this.#title };
  }

  set claims({ first, count, words, title }: ClaimRows) {
    this.#firstClaim = first;
    this.#claims = count;
    this.#words = words;
    this.#title = title;
  }

  get entities(): EntityIds {
    return { first: this.#firstEntity, count: this.#entities };
  }

  set entities({ first, count }: EntityIds) {
    this.#firstEntity = first;
    this.#entities = count;
  }
}

/**
 * Many articles: each one's digest as bytes, and tables over all of them. Articles are put and removed at once, the
 * tables take them in with `prepare`, a bit at a time; everything that is asked of the tables holds for what was taken
 * in so far. Nearly all of it lies in typed arrays: objects would take three times as much memory, and V8 would set more aside
 * for new ones. Pure: where digests come from, and where they are kept, is others' business.
 */
export class CorpusIndex {
  readonly #byUri = new Map<string, Row>();
  readonly #slots: (Row | undefined)[] = [];
  readonly #digests = new Slabs();
  readonly #publishers = new Map<string, string>();
  #nextSlot = 0;
  #unread = new Set<Row>();
  #entities = new EntityTable(NO_SEPARATIONS);
  #claims = new ClaimTable();
  #sentences = new HashPostings();
  #dates = new Texts();
  #separations = NO_SEPARATIONS;
  #liveRows = 0;
  /** Kept in order once somebody has asked for it. */
  #order: Row[] | undefined;
  #version = 0;

  /** Changes with everything that is put, removed or taken in. */
  get version(): number {
    return this.#version;
  }

  get size(): number {
    return this.#byUri.size;
  }

  /** How many articles the tables have not taken in yet. */
  get waiting(): number {
    return this.#unread.size;
  }

  get entities(): EntityTable {
    return this.#entities;
  }

  get claims(): ClaimTable {
    return this.#claims;
  }

  get claimCount(): number {
    return this.#liveRows;
  }

  /** All, in no particular order. */
  articles(): IterableIterator<IndexedArticle> {
    return this.#byUri.values();
  }

  get(uri: string): IndexedArticle | undefined {
    return this.#byUri.get(uri);
  }

  /** The article at a slot, when the tables have taken it in and it is still there. */
  at(slot: number): ReadArticle | undefined {
    return this.#slots[slot];
  }

  read(uri: string): ReadArticle | undefined {
    const article = this.#byUri.get(uri);
    return article && this.#slots[article.slot];
  }

  /** In place of what was there under the address. @throws RangeError when the digest is none */
  put({ uri, stamp, hash, digest }: IndexEntry): IndexedArticle {
    this.remove(uri);
    decodeHead(digest); // throws what this throws
    const row = new Row(uri, stamp, hash, this.#nextSlot++, digest);
    this.#byUri.set(uri, row);
    this.#unread.add(row);
    this.#version++;
    return row;
  }

  /** The same content with another time of change: nothing is read anew. */
  touch(uri: string, stamp: Stamp): void {
    const row = this.#byUri.get(uri);
    if (row) row.stamp = stamp;
  }

  remove(uri: string): boolean {
    const article = this.#byUri.get(uri);
    if (!article) return false;
    this.#byUri.delete(uri);
    this.#unread.delete(article);
    const read = this.#slots[article.slot];
    if (read) {
      this.#slots[article.slot] = undefined;
      this.#entities.remove(article.slot, read.entities);
      this.#order?.splice(indexIn(this.#order, read), 1);
    }
    if (article.isTabled) this.#liveRows -= article.claims.count;
    const dead = this.#claims.size - this.#liveRows;
    if (dead > MOST_DEAD_ROWS && dead > this.#liveRows) this.#reset();
    this.#version++;
    return true;
  }

  /** What the merge rules are not to merge: all entities are taken in anew. */
  separate(separations: Separations): void {
    this.#separations = separations;
    this.#takeOut();
  }

  /** Takes in what was put, an article a step, so that the caller can pause between any two. */
  *prepare(): Generator<void, void> {
    while (this.#unread.size) {
      for (const article of this.#unread) {
        this.#unread.delete(article);
        this.#takeIn(article);
        yield;
      }
    }
  }

  /** All of it at once. */
  prepareAll(): this {
    for (const steps = this.prepare(); !steps.next().done;);
    return this;
  }

  /** Newest first, then by title. */
  inOrder(): readonly ReadArticle[] {
    this.#order ??= inOrder(
      this.#slots.filter((article) => article !== undefined),
      placeOf,
    );
    return this.#order;
  }

  body({ digest }: IndexedArticle): DigestBody {
    return decodeBody(digest);
  }

  mentions({ digest }: IndexedArticle): Place[][] {
    return decodeMentions(digest);
  }

  /** The claims, by their place in the article, within which a time expression stands whose value begins so: `\n2022-01`. */
  claimsWithDate({ slot }: ReadArticle, begun: Wanted): number[] {
    const row = this.#slots[slot];
    if (!row || this.#dates.find(row.dates, begun) < 0) return [];
    const lines = this.#dates.get(row.dates).split('\n');
    const fitting = lines.filter((line) => `\n${line}`.startsWith(begun.text));
    return fitting.flatMap((line) => line.split(' ').slice(1).map(Number));
  }

  /** The corpus' entity for an entity of an article's digest. */
  entityOf({ slot }: ReadArticle, index: number): CorpusEntity | undefined {
    const row = this.#slots[slot];
    const id = row && this.#entities.idAt(row.entities, index);
    return id === undefined ? undefined : this.#entities.get(id);
  }

  /** The same claim in other articles, but for a few words; a claim an article, at most `MOST_COPIES` of them. */
  copiesOf({ article, index }: ClaimRef): ClaimRef[] {
    if (this.#slots[article.slot] !== article) return []; // it went
    const row = article.claims.first + index;
    const words = this.#claims.wordsOf(article.claims, row);
    let shingles: Set<number> | undefined;
    const seen = new Set([article.slot]);
    const compared = new Set<number>();
    const copies: ClaimRef[] = [];
    for (const band of bandsOf(words)) {
      this.#claims.bands.each(band, (other) => {
        const slot = this.#claims.slot[other];
        const found = this.#slots[slot];
        if (!found || seen.has(slot) || compared.has(other)) return;
        compared.add(other);
        const otherWords = this.#claims.wordsOf(found.claims, other);
        if (otherWords !== words && jaccard((shingles ??= shinglesOf(words)), shinglesOf(otherWords)) < SAME_CLAIM) {
          return;
        }
        seen.add(slot);
        copies.push({ article: found, index: other - found.claims.first });
        return copies.length < MOST_COPIES;
      });
      if (copies.length >= MOST_COPIES) break;
    }
    return copies;
  }

  /** The same story elsewhere: articles that share most of its sentences, or it most of theirs. */
  republished(article: ReadArticle): ReadArticle[] {
    const own = this.#slots[article.slot];
    if (own !== article) return [];
    const shared = new Map<number, number>();
    for (const hash of decodeSentences(article.digest)) {
      let met = 0;
      this.#sentences.each(hash, (slot) => {
        if (this.#slots[slot]) shared.set(slot, (shared.get(slot) ?? 0) + 1);
        return ++met < MOST_COPIES;
      });
    }
    shared.delete(article.slot);
    return [...shared].flatMap(([slot, count]) => {
      const other = this.#slots[slot]!;
      return isSameArticle(count, own.sentences, other.sentences) ? [other] : [];
    });
  }

  #takeIn(row: Row): void {
    const body = decodeBody(row.digest);
    row.entities = this.#entities.add(row.slot, row.uri, body.entities);
    if (!row.isTabled) this.#table(row, body);
    this.#claims.assign(row.claims, body, (index) => this.#entities.idAt(row.entities, index));
    this.#slots[row.slot] = row;
    this.#order?.splice(indexIn(this.#order, row), 0, row);
    this.#version++;
  }

  /** What does not depend on which entities are merged. */
  #table(row: Row, body: DigestBody): void {
    const { title = '', url } = row.head;
    const bands = decodeBands(row.digest) ?? body.claims.map(({ text }) => bandsOf(text));
    row.claims = this.#claims.add(row.slot, fold(title), body, bands);
    row.publisher = this.#publisher(url && publisherOf(url));
    row.dates = this.#dates.add(datesInClaims(body));
    row.sentences = body.sentences.length;
    for (const hash of body.sentences) this.#sentences.add(hash, row.slot);
    row.digest = this.#digests.copy(withoutBands(row.digest));
    row.isTabled = true;
    this.#liveRows += row.claims.count;
  }

  /** One string for all articles of a publisher. */
  #publisher(host = ''): string {
    const known = this.#publishers.get(host);
    if (known === undefined) this.#publishers.set(host, host);
    return known ?? host;
  }

  /** Everything is to be taken in anew. */
  #takeOut(): void {
    this.#entities = new EntityTable(this.#separations);
    this.#slots.fill(undefined);
    this.#order = undefined;
    this.#unread = new Set(this.#byUri.values());
    this.#version++;
  }

  /** The same, without the rows of articles that went. */
  #reset(): void {
    this.#claims = new ClaimTable();
    this.#sentences = new HashPostings();
    this.#dates = new Texts();
    this.#liveRows = 0;
    for (const row of this.#byUri.values()) row.isTabled = false;
    this.#takeOut();
  }
}

/** The time expressions within claims, a line each behind a line end: `\n2022-01-10 0 3` is in the first and the fourth claim. */
function datesInClaims({ dates, claims }: DigestBody): string {
  const found = dates.map(({ value, place }) => ({ value, place, within: new Set<number>() }));
  found.sort((a, b) => (startsBefore(a.place, b.place) ? -1 : 1));
  for (const [index, { places }] of claims.entries()) {
    for (const place of places) {
      const first = firstWhere(found.length, (i) => !startsBefore(found[i].place, place));
      for (let i = first; i < found.length && isWithin(found[i].place, place); i++) found[i].within.add(index);
    }
  }
  return found.map(({ value, within }) => (within.size ? `\n${value} ${[...within].join(' ')}` : '')).join('');
}

function indexIn(order: readonly Row[], row: Row): number {
  return indexInOrder(order.length, (i) => placeOf(order[i]), placeOf(row));
}

function placeOf({ uri, head }: Row): ArticlePlace {
  return articlePlace(uri, head);
}
