import type { EntityType } from '../analysis/analysis';
import type { DigestEntity } from './digest';
import { ownText } from '../util/ownText';
import { grown } from './duplicates';
import { fold } from './fold';
import { type Separations, isKeptApart, mergeKey } from './mergeRules';

/** An entity of one article: the article's slot and its place among the entities of the article's digest. */
export interface EntityPosting {
  readonly slot: number;
  readonly index: number;
  /** How many claims of the article are its. */
  readonly claims: number;
}

/** An entity across articles: what the merge rules take for one and the same, or one that they leave alone. */
export interface CorpusEntity {
  /** The same as long as the table lives. */
  readonly id: number;
  /** What merged it; undefined for one that is not to be merged. */
  readonly key: string | undefined;
  readonly type: EntityType;
  readonly name: string;
  readonly role: string | undefined;
  readonly named: boolean;
  /** Name and aliases, folded, a line each: what a search for it looks through. */
  readonly names: string;
  /** Of all articles together. */
  readonly claims: number;
  /** In how many articles it is. */
  readonly articles: number;
  /** An article a posting, in the order in which they were indexed; put together anew each time. */
  readonly postings: readonly EntityPosting[];
}

/** Longer ones come from texts that are no article. */
const LONGEST_NAMES = 2_000;

/** No posting follows. */
const NONE = -1;

/** The postings of all entities in flat columns, one entity's chained by `next`: most entities have one or two. */
class Postings {
  #size = 0;
  /** The first of those that were given back, chained too. */
  #free = NONE;
  slot = new Int32Array(1024);
  index = new Int32Array(1024);
  claims = new Int32Array(1024);
  next = new Int32Array(1024);

  /** @returns its number */
  add({ slot, index, claims }: EntityPosting): number {
    const at = this.#room();
    this.slot[at] = slot;
    this.index[at] = index;
    this.claims[at] = claims;
    this.next[at] = NONE;
    return at;
  }

  /** Gives one back that no chain holds any more. */
  drop(at: number): void {
    this.next[at] = this.#free;
    this.#free = at;
  }

  #room(): number {
    const free = this.#free;
    if (free !== NONE) {
      this.#free = this.next[free];
      return free;
    }
    if (this.#size === this.slot.length) {
      const size = Math.ceil(this.#size * 1.5);
      this.slot = grown(this.slot, new Int32Array(size));
      this.index = grown(this.index, new Int32Array(size));
      this.claims = grown(this.claims, new Int32Array(size));
      this.next = grown(this.next, new Int32Array(size));
    }
    return this.#size++;
  }
}

class Row implements CorpusEntity {
  role: string | undefined;
  names: string;
  claims = 0;
  articles = 0;
  #first = NONE;
  #last = NONE;

  constructor(
    private readonly table: Postings,
    readonly id: number,
    readonly key: string | undefined,
    readonly type: EntityType,
    readonly name: string,
    readonly named: boolean,
    role: string | undefined,
  ) {
    this.role = role;
    this.names = fold(name);
  }

  get postings(): EntityPosting[] {
    const { slot, index, claims, next } = this.table;
    const postings: EntityPosting[] = [];
    for (let at = this.#first; at !== NONE; at = next[at])
      postings.push({ slot: slot[at], index: index[at], claims: claims[at] });
    return postings;
  }

  add(posting: EntityPosting): void {
    const at = this.table.add(posting);
    if (this.#last === NONE) this.#first = at;
    else this.table.next[this.#last] = at;
    this.#last = at;
    this.articles++;
    this.claims += posting.claims;
  }

  /** Those of one article. */
  remove(slot: number): void {
    const { table } = this;
    let before = NONE;
    for (let at = this.#first; at !== NONE;) {
      const next = table.next[at];
      if (table.slot[at] === slot) {
        if (before === NONE) this.#first = next;
        else table.next[before] = next;
        if (next === NONE) this.#last = before;
        this.articles--;
        this.claims -= table.claims[at];
        table.drop(at);
      } else before = at;
      at = next;
    }
  }
}

/** The entities of all articles, merged by the rules. */
export class EntityTable {
  readonly #rows: (Row | undefined)[] = [];
  readonly #byKey = new Map<string, Row>();
  readonly #postings = new Postings();
  readonly #separations: Separations;
  readonly #hasSeparations: boolean;

  constructor(separations: Separations) {
    this.#separations = separations;
    this.#hasSeparations = separations.keys.length > 0 || Object.keys(separations.articles).length > 0;
  }

  /** An upper bound of ids. */
  get size(): number {
    return this.#rows.length;
  }

  get(id: number): CorpusEntity | undefined {
    return this.#rows[id];
  }

  byKey(key: string): CorpusEntity | undefined {
    return this.#byKey.get(key);
  }

  *[Symbol.iterator](): IterableIterator<CorpusEntity> {
    for (const row of this.#rows) if (row) yield row;
  }

  /** Adds an article's entities; the ids are in their order. */
  add(slot: number, uri: string, entities: readonly DigestEntity[]): number[] {
    return entities.map((entity, index) => {
      const row = this.#rowFor(entity, uri);
      row.add({ slot, index, claims: entity.claims });
      row.role ??= entity.role && ownText(entity.role);
      for (const alias of entity.aliases) {
        const folded = fold(alias);
        if (!row.names.includes(folded) && row.names.length < LONGEST_NAMES) row.names += `\n${folded}`;
      }
      return row.id;
    });
  }

  /** Takes an article's entities out again. */
  remove(slot: number, ids: readonly number[]): void {
    for (const id of ids) {
      const row = this.#rows[id];
      if (!row) continue;
      row.remove(slot);
      if (row.articles) continue;
      this.#rows[id] = undefined;
      if (row.key !== undefined && this.#byKey.get(row.key) === row) this.#byKey.delete(row.key);
    }
  }

  #rowFor(entity: DigestEntity, uri: string): Row {
    const { type, name, role, named } = entity;
    const key = mergeKey(entity);
    const merges = key !== undefined && (!this.#hasSeparations || !isKeptApart(this.#separations, key, uri));
    const known = merges ? this.#byKey.get(key) : undefined;
    if (known) return known;
    const row = new Row(this.#postings, this.#rows.length, key, type, ownText(name), named, role && ownText(role));
    this.#rows.push(row);
    if (merges) this.#byKey.set(key, row);
    return row;
  }
}
