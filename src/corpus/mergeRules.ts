import type { EntityType } from '../analysis/analysis';
import { fold, foldedWords } from './fold';

/**
 * When an entity of one article is taken for the same as one of another:
 *
 * - a person: the same full name, a given name of at least two letters and a surname. Never by a surname alone, nor by
 *   an initial and a surname.
 * - anything else that is named: the same name and the same sort of thing (places of all types are one sort). A leading
 *   "the", case, accents and punctuation make no difference.
 * - an unnamed source: never.
 *
 * A person can undo it, for a name altogether or for one article's entity: see `Separations`.
 */
export function mergeKey({ type, name, named }: Nameable): string | undefined {
  if (!named) return undefined;
  const words = foldedWords(fold(name));
  if (words.length > 1 && words[0] === 'the') words.shift();
  if (!words.length) return undefined;
  const sort = SORTS[type] ?? type;
  return sort === 'PERSON' && !isFullName(words) ? undefined : `${sort}:${words.join(' ')}`;
}

export interface Nameable {
  readonly type: EntityType;
  readonly name: string;
  readonly named: boolean;
}

/** Why an entity was not merged with those of other articles, or that it was. */
export type MergeReason = 'full name' | 'same name' | 'surname only' | 'unnamed';

/** The rule that holds for an entity: what the interface says about it. */
export function mergeReason(entity: Nameable): MergeReason {
  if (!entity.named) return 'unnamed';
  if (mergeKey(entity) === undefined) return 'surname only';
  return entity.type === 'PERSON' ? 'full name' : 'same name';
}

const SORTS: Partial<Record<EntityType, string>> = { GPE: 'PLACE', LOC: 'PLACE', FAC: 'PLACE' };

/** Words that a surname begins with: "van der Berg" has no given name. */
const PARTICLES = new Set(['al', 'bin', 'da', 'de', 'del', 'della', 'der', 'di', 'du', 'el', 'la', 'le', 'ten', 'van', 'von']); // prettier-ignore
const HONORIFICS = new Set(['mr', 'mrs', 'ms', 'miss', 'dr', 'sir', 'dame', 'lord', 'lady', 'president', 'prof', 'professor', 'gen', 'general', 'sen', 'senator', 'rep', 'gov', 'governor', 'minister', 'king', 'queen', 'prince', 'princess', 'pope']); // prettier-ignore

/** "vladimir putin"; not "putin", "mr putin", "v putin", "van der berg". */
function isFullName(words: readonly string[]): boolean {
  const first = words.findIndex((word) => !HONORIFICS.has(word));
  return first >= 0 && words.length - first > 1 && words[first].length > 1 && !PARTICLES.has(words[first]);
}

/**
 * What people have undone: merge keys altogether (`PERSON:john smith`), and single articles' entities of a key. Plain
 * data, to be kept with the workspace.
 */
export interface Separations {
  /** Names that are merged nowhere. */
  readonly keys: readonly string[];
  /** For a merge key the addresses of the articles whose entity is another. */
  readonly articles: Readonly<Record<string, readonly string[]>>;
}

export const NO_SEPARATIONS: Separations = { keys: [], articles: {} };

export function isKeptApart({ keys, articles }: Separations, key: string, uri: string): boolean {
  return keys.includes(key) || (Object.hasOwn(articles, key) && articles[key].includes(uri));
}

/** With a name that is merged nowhere any more, or with one article's entity of it kept apart. */
export function keepApart(before: Separations, key: string, uri?: string): Separations {
  if (uri === undefined) return { ...before, keys: [...new Set([...before.keys, key])] };
  const others = Object.hasOwn(before.articles, key) ? before.articles[key] : [];
  return { ...before, articles: { ...before.articles, [key]: [...new Set([...others, uri])] } };
}

/** With everything that was kept apart under the key merged again. */
export function mergeAgain({ keys, articles }: Separations, key: string): Separations {
  const rest = Object.entries(articles).filter(([each]) => each !== key);
  return { keys: keys.filter((each) => each !== key), articles: Object.fromEntries(rest) };
}
