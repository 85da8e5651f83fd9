import type { EntityType } from '../analysis/analysis';
import type { DigestEntity } from './digest';
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
  /** An article a posting, in the order in which they were indexed. */
  readonly postings: readonly EntityPosting[];
}

interface Row extends CorpusEntity {
  role: string | undefined;
  names: string;
  claims: number;
  postings: EntityPosting[];
}

/** Most entities are in few articles: a list that grows makes room for many more than these. */
const FEW = 4;

/** Longer ones come from texts that are no article. */
const LONGEST_NAMES = 2_000;

/** A short text out of a long one keeps the long one alive, unless its characters are put together anew. */
function unsliced(text: string): string {
  return [...text].join('');
}

/** The entities of all articles, merged by the rules. */
export class EntityTable {
  readonly #rows: (Row | undefined)[] = [];
  readonly #byKey = new Map<string, Row>();
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
  add(slot: number, uri: string, entities: readonly DigestEntity[]): Int32Array {
    const ids = new Int32Array(entities.length);
    entities.forEach((entity, index) => {
      const row = this.#rowFor(entity, uri);
      ids[index] = row.id;
      const posting = { slot, index, claims: entity.claims };
      if (row.postings.length < FEW) row.postings = [...row.postings, posting];
      else row.postings.push(posting);
      row.claims += entity.claims;
      row.role ??= entity.role && unsliced(entity.role);
      for (const alias of entity.aliases) {
        const folded = fold(alias);
        if (!row.names.includes(folded) && row.names.length < LONGEST_NAMES) row.names += `\n${folded}`;
      }
    });
    return ids;
  }

  /** Takes an article's entities out again. */
  remove(slot: number, ids: Int32Array): void {
    for (const id of ids) {
      const row = this.#rows[id];
      if (!row) continue;
      row.postings = row.postings.filter((posting) => posting.slot !== slot);
      row.claims = row.postings.reduce((sum, { claims }) => sum + claims, 0);
      if (row.postings.length) continue;
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
    const row: Row = {
      id: this.#rows.length,
      key,
      type,
      name: unsliced(name),
      role: role && unsliced(role),
      named,
      names: fold(unsliced(name)),
      claims: 0,
      postings: [],
    };
    this.#rows.push(row);
    if (merges) this.#byKey.set(key, row);
    return row;
  }
}
