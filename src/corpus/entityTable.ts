import { ENTITY_TYPES, type EntityType } from '../analysis/analysis';
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

/** No row, no posting. */
const NONE = -1;

/** Columns that grow by half together, an entry a row. */
class Columns<Name extends string> {
  #size = 0;
  #room = 0;
  readonly #columns = {} as Record<Name, Int32Array>;

  constructor(private readonly names: readonly Name[]) {
    this.#grow(1024);
  }

  get size(): number {
    return this.#size;
  }

  /** Take it anew behind every `push`. */
  get of(): Readonly<Record<Name, Int32Array>> {
    return this.#columns;
  }

  /** @returns the number of a new row, all zeros */
  push(): number {
    if (this.#size === this.#room) this.#grow(this.#room + (this.#room >> 1));
    return this.#size++;
  }

  #grow(room: number): void {
    for (const name of this.names) {
      const larger = new Int32Array(room);
      this.#columns[name] = this.#room ? grown(this.#columns[name], larger) : larger;
    }
    this.#room = room;
  }
}

/** The postings of all entities, one entity's chained by `next`: most entities have one or two. */
class Postings {
  readonly #columns = new Columns(['slot', 'index', 'claims', 'next']);
  /** The first of those that were given back, chained too. */
  #free = NONE;

  get of(): Columns<'slot' | 'index' | 'claims' | 'next'>['of'] {
    return this.#columns.of;
  }

  /** @returns its number */
  add({ slot, index, claims }: EntityPosting): number {
    const at = this.#free === NONE ? this.#columns.push() : this.#free;
    const { of } = this.#columns;
    if (at === this.#free) this.#free = of.next[at];
    of.slot[at] = slot;
    of.index[at] = index;
    of.claims[at] = claims;
    of.next[at] = NONE;
    return at;
  }

  /** Gives one back that no chain holds any more. */
  drop(at: number): void {
    this.#columns.of.next[at] = this.#free;
    this.#free = at;
  }
}

/**
 * All entities in columns: one is a number, and an object only as long as somebody looks at it. Tens of thousands of objects
 * would take four times as much memory.
 */
class Rows {
  readonly #columns = new Columns(['sort', 'claims', 'articles', 'first', 'last']);
  readonly #postings = new Postings();
  readonly #name: string[] = [];
  readonly #names: string[] = [];
  readonly #role: (string | undefined)[] = [];

  get size(): number {
    return this.#columns.size;
  }

  add({ type, name, named }: DigestEntity): number {
    const id = this.#columns.push();
    const { of } = this.#columns;
    of.sort[id] = ENTITY_TYPES.indexOf(type) * 2 + Number(named);
    of.first[id] = of.last[id] = NONE;
    const own = ownText(name);
    const folded = fold(own);
    this.#name.push(own);
    this.#names.push(folded === own ? own : folded);
    this.#role.push(undefined);
    return id;
  }

  /** Is it in an article still? */
  has(id: number): boolean {
    return id >= 0 && id < this.size && this.#columns.of.articles[id] > 0;
  }

  type(id: number): EntityType {
    return ENTITY_TYPES[this.#columns.of.sort[id] >> 1];
  }

  named(id: number): boolean {
    return (this.#columns.of.sort[id] & 1) === 1;
  }

  claims(id: number): number {
    return this.#columns.of.claims[id];
  }

  articles(id: number): number {
    return this.#columns.of.articles[id];
  }

  name(id: number): string {
    return this.#name[id];
  }

  names(id: number): string {
    return this.#names[id];
  }

  role(id: number): string | undefined {
    return this.#role[id];
  }

  postings(id: number): EntityPosting[] {
    const { slot, index, claims, next } = this.#postings.of;
    const postings: EntityPosting[] = [];
    for (let at = this.#columns.of.first[id]; at !== NONE; at = next[at])
      postings.push({ slot: slot[at], index: index[at], claims: claims[at] });
    return postings;
  }

  /** An article has it, and says this of it. */
  put(id: number, posting: EntityPosting, { role, aliases }: DigestEntity): void {
    const at = this.#postings.add(posting);
    const { of } = this.#columns;
    if (of.last[id] === NONE) of.first[id] = at;
    else this.#postings.of.next[of.last[id]] = at;
    of.last[id] = at;
    of.articles[id]++;
    of.claims[id] += posting.claims;
    this.#role[id] ??= role && ownText(role);
    for (const alias of aliases) {
      const folded = fold(alias);
      const names = this.#names[id];
      if (!names.includes(folded) && names.length < LONGEST_NAMES) this.#names[id] = `${names}\n${folded}`;
    }
  }

  /** Takes the postings of one article out; one that no article has any more is gone. */
  drop(id: number, slot: number): void {
    const { of } = this.#columns;
    const postings = this.#postings.of;
    let before = NONE;
    for (let at = of.first[id]; at !== NONE;) {
      const next = postings.next[at];
      if (postings.slot[at] === slot) {
        if (before === NONE) of.first[id] = next;
        else postings.next[before] = next;
        if (next === NONE) of.last[id] = before;
        of.articles[id]--;
        of.claims[id] -= postings.claims[at];
        this.#postings.drop(at);
      } else before = at;
      at = next;
    }
    if (of.articles[id]) return;
    this.#name[id] = this.#names[id] = '';
    this.#role[id] = undefined;
  }
}

/** One entity of the table, for who looks at it: numbers are those of now, names those that it had then. */
class Entity implements CorpusEntity {
  readonly name: string;
  readonly type: EntityType;
  readonly named: boolean;
  readonly role: string | undefined;
  readonly names: string;

  constructor(
    private readonly rows: Rows,
    readonly id: number,
  ) {
    this.name = rows.name(id);
    this.type = rows.type(id);
    this.named = rows.named(id);
    this.role = rows.role(id);
    this.names = rows.names(id);
  }

  get key(): string | undefined {
    return mergeKey(this);
  }

  get claims(): number {
    return this.rows.claims(this.id);
  }

  get articles(): number {
    return this.rows.articles(this.id);
  }

  get postings(): EntityPosting[] {
    return this.rows.postings(this.id);
  }
}

/** The entities of all articles, merged by the rules. */
export class EntityTable {
  readonly #rows = new Rows();
  readonly #byKey = new Map<string, number>();
  readonly #separations: Separations;
  readonly #hasSeparations: boolean;

  constructor(separations: Separations) {
    this.#separations = separations;
    this.#hasSeparations = separations.keys.length > 0 || Object.keys(separations.articles).length > 0;
  }

  /** An upper bound of ids. */
  get size(): number {
    return this.#rows.size;
  }

  get(id: number): CorpusEntity | undefined {
    return this.#rows.has(id) ? new Entity(this.#rows, id) : undefined;
  }

  byKey(key: string): CorpusEntity | undefined {
    return this.get(this.#byKey.get(key) ?? NONE);
  }

  *[Symbol.iterator](): IterableIterator<CorpusEntity> {
    for (let id = 0; id < this.size; id++) if (this.#rows.has(id)) yield new Entity(this.#rows, id);
  }

  /** Adds an article's entities; the ids are in their order. */
  add(slot: number, uri: string, entities: readonly DigestEntity[]): number[] {
    return entities.map((entity, index) => {
      const id = this.#idFor(entity, uri);
      this.#rows.put(id, { slot, index, claims: entity.claims }, entity);
      return id;
    });
  }

  /** Takes an article's entities out again. */
  remove(slot: number, ids: readonly number[]): void {
    for (const id of ids) {
      if (!this.#rows.has(id)) continue;
      const key = new Entity(this.#rows, id).key;
      this.#rows.drop(id, slot);
      if (key !== undefined && !this.#rows.has(id) && this.#byKey.get(key) === id) this.#byKey.delete(key);
    }
  }

  #idFor(entity: DigestEntity, uri: string): number {
    const key = mergeKey(entity);
    const merges = key !== undefined && (!this.#hasSeparations || !isKeptApart(this.#separations, key, uri));
    const known = merges ? this.#byKey.get(key) : undefined;
    if (known !== undefined) return known;
    const id = this.#rows.add(entity);
    if (merges) this.#byKey.set(key, id);
    return id;
  }
}
