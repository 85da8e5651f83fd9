import { publisherOf } from '../analysis/article/address';
import { type ClaimRows, ClaimTable } from './claimTable';
import type { DigestBody, DigestHead, Place } from './digest';
import { HashPostings, SAME_CLAIM, isSameArticle, jaccard, shinglesOf } from './duplicates';
import { decodeBody, decodeHead, decodeMentions } from './encoding';
import { type CorpusEntity, EntityTable } from './entityTable';
import { fold } from './fold';
import { type Separations, NO_SEPARATIONS } from './mergeRules';
import type { IndexEntry } from './segment';

/** An article in the index. */
export interface IndexedArticle extends IndexEntry {
  /** Its number; one that is indexed anew gets another. */
  readonly slot: number;
  readonly head: DigestHead;
}

/** What the tables know of an article that they have read. */
export interface ReadArticle extends IndexedArticle {
  /** Ids of the corpus' entities, in the order of the body's. */
  readonly entityIds: readonly number[];
  readonly claims: ClaimRows;
  /** For search: folded title, folded address, publisher's host. */
  readonly title: string;
  readonly address: string;
  readonly publisher: string;
  /** The values of its time expressions, a line each, with a line end before the first. */
  readonly dates: string;
  readonly sentences: number;
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

/**
 * Many articles: each one's digest as bytes, and tables over all of them. Articles are put and removed at once, the
 * tables take them in with `prepare`, a bit at a time; everything that is asked of the tables holds for what was taken
 * in so far. Pure: where digests come from, and where they are kept, is others' business.
 */
export class CorpusIndex {
  readonly #byUri = new Map<string, IndexedArticle>();
  readonly #slots: (ReadArticle | undefined)[] = [];
  #nextSlot = 0;
  #unread = new Set<IndexedArticle>();
  #entities = new EntityTable(NO_SEPARATIONS);
  #claims = new ClaimTable();
  #sentences = new HashPostings();
  #separations = NO_SEPARATIONS;
  #liveRows = 0;
  /** Kept in order once somebody has asked for it. */
  #order: ReadArticle[] | undefined;
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
  put(entry: IndexEntry): IndexedArticle {
    this.remove(entry.uri);
    const { uri, stamp, hash, digest } = entry;
    const article: IndexedArticle = { uri, stamp, hash, digest, slot: this.#nextSlot++, head: decodeHead(digest) };
    this.#byUri.set(uri, article);
    this.#unread.add(article);
    this.#version++;
    return article;
  }

  /** The same content with another time of change: nothing is read anew. */
  touch(uri: string, stamp: IndexEntry['stamp']): void {
    const article = this.#byUri.get(uri);
    if (article) Object.assign(article, { stamp });
  }

  remove(uri: string): boolean {
    const article = this.#byUri.get(uri);
    if (!article) return false;
    this.#byUri.delete(uri);
    this.#unread.delete(article);
    const read = this.#slots[article.slot];
    if (read) {
      this.#slots[article.slot] = undefined;
      this.#entities.remove(article.slot, read.entityIds);
      this.#liveRows -= read.claims.count;
      this.#order?.splice(placeOf(this.#order, read), 1);
      const dead = this.#claims.size - this.#liveRows;
      if (dead > MOST_DEAD_ROWS && dead > this.#liveRows) this.#reset();
    }
    this.#version++;
    return true;
  }

  /** What the merge rules are not to merge: everything is taken in anew. */
  separate(separations: Separations): void {
    this.#separations = separations;
    this.#reset();
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
    this.#order ??= this.#slots.filter((article) => article !== undefined).sort(byDateAndTitle);
    return this.#order;
  }

  body({ digest }: IndexedArticle): DigestBody {
    return decodeBody(digest);
  }

  mentions({ digest }: IndexedArticle): Place[][] {
    return decodeMentions(digest);
  }

  /** The corpus' entity for an entity of an article's digest. */
  entityOf(article: ReadArticle, index: number): CorpusEntity | undefined {
    return this.#entities.get(article.entityIds[index]);
  }

  /** The same claim in other articles, but for a few words; a claim an article, at most `MOST_COPIES` of them. */
  copiesOf({ article, index }: ClaimRef): ClaimRef[] {
    const row = article.claims.first + index;
    const words = this.#claims.wordsOf(article.claims, row);
    const bands = decodeBody(article.digest).claims[index].bands;
    let shingles: Set<number> | undefined;
    const seen = new Set([article.slot]);
    const compared = new Set<number>();
    const copies: ClaimRef[] = [];
    for (const band of bands) {
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
    const shared = new Map<number, number>();
    for (const hash of decodeBody(article.digest).sentences) {
      let met = 0;
      this.#sentences.each(hash, (slot) => {
        if (this.#slots[slot]) shared.set(slot, (shared.get(slot) ?? 0) + 1);
        return ++met < MOST_COPIES;
      });
    }
    shared.delete(article.slot);
    return [...shared].flatMap(([slot, count]) => {
      const other = this.#slots[slot]!;
      return isSameArticle(count, article.sentences, other.sentences) ? [other] : [];
    });
  }

  #takeIn(article: IndexedArticle): void {
    const body = decodeBody(article.digest);
    const { slot, uri, head } = article;
    const entityIds = this.#entities.add(slot, uri, body.entities);
    const claims = this.#claims.add(slot, body, entityIds);
    for (const hash of body.sentences) this.#sentences.add(hash, slot);
    const read: ReadArticle = {
      ...article,
      entityIds,
      claims,
      title: fold(head.title ?? ''),
      address: fold(readableAddress(uri)),
      publisher: (head.url && publisherOf(head.url)) ?? '',
      dates: body.dates.map(({ value }) => `\n${value}`).join(''),
      sentences: body.sentences.length,
    };
    this.#slots[slot] = read;
    this.#liveRows += claims.count;
    this.#order?.splice(placeOf(this.#order, read), 0, read);
    this.#version++;
  }

  #reset(): void {
    this.#entities = new EntityTable(this.#separations);
    this.#claims = new ClaimTable();
    this.#sentences = new HashPostings();
    this.#slots.fill(undefined);
    this.#liveRows = 0;
    this.#order = undefined;
    this.#unread = new Set(this.#byUri.values());
    this.#version++;
  }
}

/** Where an article stands in the order, or would. */
function placeOf(order: readonly ReadArticle[], article: ReadArticle): number {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byDateAndTitle(order[middle], article) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function byDateAndTitle(a: ReadArticle, b: ReadArticle): number {
  const [dateA, dateB] = [a.head.date ?? '', b.head.date ?? ''];
  if (dateA !== dateB) return dateA < dateB ? 1 : -1;
  if (a.title !== b.title) return a.title < b.title ? -1 : 1;
  return a.uri < b.uri ? -1 : 1;
}

function readableAddress(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri; // a path of the command line may hold any percent sign
  }
}
