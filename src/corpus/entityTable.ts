import { ENTITY_TYPES, type EntityType } from '../analysis/analysis';
import type { DigestEntity } from './digest';
import { grown } from '../util/grown';
import { Texts, Wanted } from '../util/texts';
import { HashPostings } from './duplicates';
import { fold } from './fold';
import { hashText } from './hash';
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

/** Columns that grow by a quarter together, an entry a row. */
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
    if (this.#size === this.#room) this.#grow(this.#room + (this.#room >> 2));
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
  readonly #columns = new Columns(['sort', 'claims', 'articles', 'first', 'last', 'key', 'name', 'names', 'role']);
  readonly #postings = new Postings();
  /** What `key`, `name`, `names` and `role` are numbers of. */
  readonly #texts = new Texts();

  get size(): number {
    return this.#columns.size;
  }

  add(key: string | undefined, entity: DigestEntity): number {
    const id = this.#columns.push();
    const { of } = this.#columns;
    of.first[id] = of.last[id] = NONE;
    of.key[id] = key === undefined ? NONE : this.#texts.add(key);
    this.describe(id, entity);
    return id;
  }

  /** What it is, by the first article that has it. */
  describe(id: number, { type, name, named }: DigestEntity): void {
    const { of } = this.#columns;
    of.sort[id] = ENTITY_TYPES.indexOf(type) * 2 + Number(named);
    of.name[id] = this.#texts.add(name);
    of.names[id] = this.#texts.add(fold(name));
    of.role[id] = NONE;
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

  key(id: number): string | undefined {
    return this.#text(this.#columns.of.key[id]);
  }

  hasKey(id: number, key: string): boolean {
    const at = this.#columns.of.key[id];
    return at !== NONE && this.#texts.is(at, key);
  }

  name(id: number): string {
    return this.#texts.get(this.#columns.of.name[id]);
  }

  names(id: number): string {
    return this.#texts.get(this.#columns.of.names[id]);
  }

  isCalled(id: number, wanted: Wanted): boolean {
    return this.#texts.find(this.#columns.of.names[id], wanted) >= 0;
  }

  role(id: number): string | undefined {
    return this.#text(this.#columns.of.role[id]);
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
    if (role !== undefined && of.role[id] === NONE) of.role[id] = this.#texts.add(role);
    if (!aliases.length) return;
    let names = this.names(id);
    for (const folded of aliases.map(fold)) {
      if (!names.includes(folded) && names.length < LONGEST_NAMES) names += `\n${folded}`;
    }
    if (names !== this.names(id)) of.names[id] = this.#texts.add(names);
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
  }

  #text(at: number): string | undefined {
    return at === NONE ? undefined : this.#texts.get(at);
  }
}

/** One entity of the table, for who looks at it: its names are those that it had when somebody first asked, numbers those of now. */
class Entity implements CorpusEntity {
  #name: string | undefined;
  #names: string | undefined;

  constructor(
    private readonly rows: Rows,
    readonly id: number,
  ) {}

  get name(): string {
    return (this.#name ??= this.rows.name(this.id));
  }

  get names(): string {
    return (this.#names ??= this.rows.names(this.id));
  }

  get type(): EntityType {
    return this.rows.type(this.id);
  }

  get named(): boolean {
    return this.rows.named(this.id);
  }

  get role(): string | undefined {
    return this.rows.role(this.id);
  }

  get key(): string | undefined {
    return this.rows.key(this.id);
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

/** The entities of one article in the table: `count` ids from `first` on, in the order of the article's digest. */
export interface EntityIds {
  readonly first: number;
  readonly count: number;
}

/** The entities of all articles, merged by the rules. */
export class EntityTable {
  readonly #rows = new Rows();
  readonly #byKey = new HashPostings();
  /** Article after article. */
  readonly #ids = new Columns(['id']);
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
    return this.get(this.#known(key));
  }

  *[Symbol.iterator](): IterableIterator<CorpusEntity> {
    for (let id = 0; id < this.size; id++) if (this.#rows.has(id)) yield new Entity(this.#rows, id);
  }

  /** Those in one of whose names a folded text stands. */
  *called(folded: string): IterableIterator<CorpusEntity> {
    const wanted = new Wanted(folded);
    for (let id = 0; id < this.size; id++)
      if (this.#rows.has(id) && this.#rows.isCalled(id, wanted)) yield new Entity(this.#rows, id);
  }

  /** Adds an article's entities. */
  add(slot: number, uri: string, entities: readonly DigestEntity[]): EntityIds {
    const first = this.#ids.size;
    for (const [index, entity] of entities.entries()) {
      const id = this.#idFor(entity, uri);
      this.#rows.put(id, { slot, index, claims: entity.claims }, entity);
      const at = this.#ids.push();
      this.#ids.of.id[at] = id;
    }
    return { first, count: entities.length };
  }

  /** The id of an entity by its place in the article's digest; undefined when it has no such. */
  idAt({ first, count }: EntityIds, index: number): number | undefined {
    return index < count ? this.#ids.of.id[first + index] : undefined;
  }

  /** Takes an article's entities out again. */
  remove(slot: number, { first, count }: EntityIds): void {
    for (let i = first; i < first + count; i++) this.#rows.drop(this.#ids.of.id[i], slot);
  }

  #idFor(entity: DigestEntity, uri: string): number {
    const key = mergeKey(entity);
    const merges = key !== undefined && (!this.#hasSeparations || !isKeptApart(this.#separations, key, uri));
    const known = merges ? this.#known(key) : NONE;
    if (known === NONE) {
      const id = this.#rows.add(key, entity);
      if (merges) this.#byKey.add(hashText(key), id);
      return id;
    }
    if (!this.#rows.has(known)) this.#rows.describe(known, entity); // no article has had it for a while
    return known;
  }

  /** The id under which articles' entities of this key are merged. */
  #known(key: string): number {
    let known = NONE;
    this.#byKey.each(hashText(key), (id) => {
      if (!this.#rows.hasKey(id, key)) return true;
      known = id;
      return false;
    });
    return known;
  }
}
