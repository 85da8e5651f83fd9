/**
 * Labels of articles: what a labeller writes (`Working…`, quoting the article's words) and what the project keeps
 * (`Label…`, offsets and the text's hash, no words). GUIDELINES.md says what is labelled.
 */
import { createHash } from 'node:crypto';
import { ATTRIBUTION_KINDS, ENTITY_TYPES } from '../../src/analysis/analysis';
import type { AttributionKind, EntityType, Mention, MentionKind, Span } from '../../src/analysis/analysis';
import { linesOf, occurrences, resolve } from './quotes.mjs';

// --- what a labeller writes (every string is a quotation, see quotes.mts) ------------------------------------------------

export interface WorkingActor {
  readonly type: EntityType;
  /** Its names. One without a line stands for all its occurrences, except within a longer name. Absent: unnamed. */
  readonly names?: readonly string[];
  /** Occurrences of its names that are somebody or something else. */
  readonly except?: readonly string[];
  /** Descriptions and pronouns that are no sources; those that are sources are taken from the claims. */
  readonly mentions?: readonly string[];
  readonly roles?: readonly string[];
}

export interface WorkingClaim {
  readonly source?: string | readonly string[];
  readonly cue?: string | readonly string[];
  readonly content: string | readonly string[];
  /** A key of `actors`; several where several speak together; null where there is none. */
  readonly actor: string | readonly string[] | null;
  readonly kind: AttributionKind;
  /** Borderline: neither required nor wrong. */
  readonly optional?: boolean;
}

interface Working {
  readonly file: string;
  readonly labeller: string;
  readonly actors: Readonly<Record<string, WorkingActor>>;
}

export interface WorkingArticle extends Working {
  readonly claims: readonly WorkingClaim[];
}

/** Who speaks in attributions that a corpus already marks: by their number, from 1. */
export interface WorkingLinks extends Working {
  readonly links: Readonly<Record<string, string | readonly string[] | null>>;
}

// --- what the project keeps ----------------------------------------------------------------------------------------------

export type LabelMention = Pick<Mention, 'start' | 'end' | 'kind'>;

export interface LabelEntity {
  readonly id: string;
  readonly type: EntityType;
  /** In text order. Named if one of them is a name. */
  readonly mentions: readonly LabelMention[];
  readonly roles: readonly Span[];
}

export interface AttributionRoles {
  readonly source: readonly Span[];
  readonly cue: readonly Span[];
  readonly content: readonly Span[];
}

export interface LabelAttribution extends AttributionRoles {
  /** `LabelEntity.id` of all who speak, in the order of the text; empty where nobody does. */
  readonly actors: readonly string[];
  readonly kind: AttributionKind;
}

interface LabelHead {
  readonly file: string;
  /** Of the text's UTF-8 bytes, in hexadecimal. */
  readonly sha256: string;
  readonly labeller: string;
  readonly entities: readonly LabelEntity[];
}

export interface ArticleLabel extends LabelHead {
  readonly attributions: readonly LabelAttribution[];
  readonly optionalAttributions: readonly LabelAttribution[];
}

export interface LinkLabel extends LabelHead {
  /** By attribution of the corpus, in its order. */
  readonly actors: readonly (readonly string[])[];
}

export interface Compiled<L> {
  /** Absent where there are errors. */
  readonly label?: L;
  readonly errors: readonly string[];
  /** What is probably wrong. */
  readonly warnings: readonly string[];
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

// --- from one to the other -------------------------------------------------------------------------------------------------

/** Collects errors, so that a labeller sees all of them at once. */
class Problems {
  readonly errors: string[] = [];
  readonly warnings: string[] = [];

  /** The spans of quotations in text order; those that cannot be resolved are errors. */
  spans(where: string, quotes: string | readonly string[] | undefined, text: string): Span[] {
    const spans = listOf(quotes).flatMap((quote) => {
      try {
        return resolve(quote, text);
      } catch (error) {
        this.errors.push(`${where}: ${(error as Error).message}`);
        return [];
      }
    });
    spans.sort((a, b) => a.start - b.start);
    if (spans.some((span, i) => i && span.start < spans[i - 1].end)) this.errors.push(`${where}: pieces overlap`);
    return spans;
  }

  onlyKeys(where: string, value: object, keys: readonly string[]): void {
    for (const key of Object.keys(value)) if (!keys.includes(key)) this.errors.push(`${where}: unknown "${key}"`);
  }
}

export function compileArticle(working: WorkingArticle, text: string): Compiled<ArticleLabel> {
  const problems = new Problems();
  problems.onlyKeys('article', working, ['file', 'labeller', 'actors', 'claims']);
  const claims = (working.claims ?? []).map((claim, i) => {
    const where = `claim ${i + 1}`;
    problems.onlyKeys(where, claim, ['source', 'cue', 'content', 'actor', 'kind', 'optional']);
    if (!ATTRIBUTION_KINDS.includes(claim.kind)) problems.errors.push(`${where}: kind "${claim.kind}" is unknown`);
    if (claim.actor === undefined) problems.errors.push(`${where}: no actor (null where there is none)`);
    const roles = {
      source: problems.spans(`${where}, source`, claim.source, text),
      cue: problems.spans(`${where}, cue`, claim.cue, text),
      content: problems.spans(`${where}, content`, claim.content, text),
    };
    if (!roles.content.length) problems.errors.push(`${where}: no content`);
    if (overlap(roles.content, [...roles.source, ...roles.cue]) || overlap(roles.source, roles.cue)) {
      problems.errors.push(`${where}: source, cue and content overlap`);
    }
    problems.warnings.push(...doubts(where, claim.kind, roles, text));
    return { ...roles, keys: listOf(claim.actor), kind: claim.kind, optional: claim.optional === true };
  });
  claims.sort((a, b) => startOf(a) - startOf(b));
  claims.forEach((claim, i) => {
    if (i && same(claim.content, claims[i - 1].content) && same(claim.cue, claims[i - 1].cue)) {
      problems.errors.push(`two claims have the content ${quoted(claim.content, text)} and the same cue`);
    }
  });
  const { entities, ids } = compileActors(working.actors, claims, text, problems);
  const of = (wanted: boolean): LabelAttribution[] =>
    claims
      .filter(({ optional }) => optional === wanted)
      .map(({ source, cue, content, keys, kind }) => ({ source, cue, content, actors: ids(keys), kind }));
  const head = { file: working.file, sha256: sha256(text), labeller: working.labeller, entities };
  return result({ ...head, attributions: of(false), optionalAttributions: of(true) }, problems);
}

/** @param gold the corpus's attributions of this text, in its order */
export function compileLinks(
  working: WorkingLinks,
  text: string,
  gold: readonly AttributionRoles[],
): Compiled<LinkLabel> {
  const problems = new Problems();
  problems.onlyKeys('article', working, ['file', 'labeller', 'actors', 'links']);
  problems.onlyKeys('links', working.links ?? {}, Object.keys(['', ...gold]).slice(1));
  const claims = gold.map((roles, i) => {
    const link = working.links?.[i + 1];
    if (link === undefined) problems.errors.push(`attribution ${i + 1}: no link (null where nobody speaks)`);
    return { ...roles, keys: listOf(link) };
  });
  const { entities, ids } = compileActors(working.actors, claims, text, problems);
  const head = { file: working.file, sha256: sha256(text), labeller: working.labeller, entities };
  return result({ ...head, actors: claims.map(({ keys }) => ids(keys)) }, problems);
}

function result<L>(label: L, { errors, warnings }: Problems): Compiled<L> {
  return errors.length ? { errors, warnings } : { label, errors, warnings };
}

interface Spoken {
  readonly source: readonly Span[];
  readonly keys: readonly string[];
}

/** Entities of actors, with ids in the order of their first mention: the keys hold words of the article. */
function compileActors(
  actors: Readonly<Record<string, WorkingActor>>,
  claims: readonly Spoken[],
  text: string,
  problems: Problems,
): { entities: LabelEntity[]; ids: (keys: readonly string[]) => string[] } {
  const mentions = new Map<string, Map<number, LabelMention>>();
  const names = nameMentions(actors, text, problems);
  for (const [key, actor] of Object.entries(actors)) {
    const where = `actor ${key}`;
    problems.onlyKeys(where, actor, ['type', 'names', 'except', 'mentions', 'roles']);
    if (!ENTITY_TYPES.includes(actor.type)) problems.errors.push(`${where}: type "${actor.type}" is unknown`);
    const own = new Map<number, LabelMention>();
    const other = problems.spans(`${where}, mentions`, actor.mentions, text);
    for (const span of other) {
      own.set(span.start, { ...span, kind: kindOf(span, text) });
      if (/^(I|he|she|it|they|we|you|who)\s/i.test(text.slice(span.start, span.end))) {
        problems.warnings.push(`${where}: the mention ${quoted([span], text)} is more than its pronoun; use {braces}`);
      }
    }
    for (const span of names.filter((name) => name.key === key)) {
      own.set(span.start, { start: span.start, end: span.end, kind: 'name' });
    }
    mentions.set(key, own);
  }
  for (const { keys, source } of claims) {
    for (const key of keys) {
      const own = mentions.get(key);
      if (!own) problems.errors.push(`actor "${key}" is not among the actors`);
      else if (source.length && !overlap([...own.values()], source)) {
        // A source that several share is a mention of none of them alone, unless it is a pronoun ("they").
        const [span] = source;
        const kind = kindOf(span, text);
        if (keys.length > 1 && kind !== 'pronoun') continue;
        own.set(span.start, { ...span, kind });
        if (actors[key].names && kind === 'nominal' && /(?<!^)\b\p{Lu}/u.test(text.slice(span.start, span.end))) {
          problems.warnings.push(`source ${quoted(source, text)}: is it ${key}? It holds a name, but none of ${key}'s`);
        }
      }
    }
  }
  const entities = Object.entries(actors).map(([key, { type, roles }]) => ({
    key,
    type,
    mentions: [...mentions.get(key)!.values()].sort((a, b) => a.start - b.start),
    roles: problems.spans(`actor ${key}, roles`, roles, text),
  }));
  for (const { key, mentions: own } of entities) {
    if (!own.length) problems.errors.push(`actor ${key}: is mentioned nowhere`);
  }
  entities.sort((a, b) => a.mentions[0]?.start - b.mentions[0]?.start);
  const idOf = new Map(entities.map(({ key }, i) => [key, `e${i + 1}`]));
  return {
    entities: entities.map(({ key, ...rest }) => ({ id: idOf.get(key)!, ...rest })),
    ids: (keys) => keys.flatMap((key) => idOf.get(key) ?? []),
  };
}

/** Where each actor is named: first the names with a line, then the others, the longest first, where nothing is taken. */
function nameMentions(
  actors: Readonly<Record<string, WorkingActor>>,
  text: string,
  problems: Problems,
): (Span & { key: string })[] {
  const taken: (Span & { key: string })[] = [];
  const everywhere: { key: string; name: string }[] = [];
  for (const [key, { names, except }] of Object.entries(actors)) {
    const placed = (names ?? []).filter((name) => /^\d+(-\d+)?:/.test(name));
    for (const span of problems.spans(`actor ${key}, names`, placed, text)) taken.push({ ...span, key });
    for (const span of problems.spans(`actor ${key}, except`, except, text)) taken.push({ ...span, key: '' });
    for (const name of names ?? []) if (!placed.includes(name)) everywhere.push({ key, name });
  }
  const header = linesOf(text).filter(({ start, end }) => /^(\d{8}|https?:\S+)$/.test(text.slice(start, end)));
  everywhere.sort((a, b) => b.name.length - a.name.length);
  for (const { key, name } of everywhere) {
    if (everywhere.some((other) => other.name === name && other.key !== key)) {
      problems.errors.push(`actor ${key}: "${name}" is also a name of another actor; quote it with its lines`);
    }
    const found = occurrences(name, text).filter((span) => !overlap([span], header));
    if (!found.length) problems.errors.push(`actor ${key}: the name "${name}" stands nowhere`);
    taken.push(...found.filter((span) => !overlap([span], taken)).map((span) => ({ ...span, key })));
  }
  return taken;
}

const PRONOUNS = new Set(
  `i me my mine myself we us our ours ourselves you your yours yourself he him his himself she her hers herself it its
  itself they them their theirs themselves who whom whose which that this these those both`.split(/\s+/),
);

function kindOf({ start, end }: Span, text: string): MentionKind {
  const words =
    text
      .slice(start, end)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length && words.every((word) => PRONOUNS.has(word)) ? 'pronoun' : 'nominal';
}

/** How a source is worded: `description` is of an actor who is named elsewhere in the article. */
export type SourceForm = 'name' | 'description' | 'pronoun' | 'unnamed' | 'none';

export function sourceForm(source: readonly Span[], actor: LabelEntity | undefined): SourceForm {
  if (!source.length || !actor) return 'none';
  const kinds = actor.mentions.filter((mention) => overlap([mention], source)).map(({ kind }) => kind);
  if (kinds.includes('name')) return 'name';
  if (kinds.length > 0 && kinds.every((kind) => kind === 'pronoun')) return 'pronoun';
  return actor.mentions.some(({ kind }) => kind === 'name') ? 'description' : 'unnamed';
}

/** What the quotation marks say against a labelled claim. */
function doubts(where: string, kind: AttributionKind, { content, cue }: AttributionRoles, text: string): string[] {
  const found: string[] = [];
  const opens = content.filter(({ start }) => /["“‘']/.test(text[start])).length;
  const marks = content.filter(({ start, end }) => /["“”]|(?<!\p{L})[‘']/u.test(text.slice(start, end))).length;
  const marked = !marks ? 'indirect' : opens === content.length ? 'direct' : 'mixed';
  if (content.length && marked !== kind && marked !== 'direct')
    found.push(`${where}: ${kind}, but its marks say ${marked}`);
  for (const { start, end } of content) {
    if (/["“‘]/.test(text[start - 1] ?? '') || /["”]/.test(text[end] ?? '')) {
      found.push(`${where}: the quotation marks belong to the content ${quoted([{ start, end }], text)}`);
    }
  }
  if (!cue.length) found.push(`${where}: no cue; right only where no word and no colon introduces the words`);
  return found;
}

const listOf = <T,>(value: T | readonly T[] | null | undefined): readonly T[] =>
  value === null || value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];

const overlap = (some: readonly Span[], others: readonly Span[]): boolean =>
  some.some((a) => others.some((b) => a.start < b.end && b.start < a.end));

const same = (some: readonly Span[], others: readonly Span[]): boolean =>
  some.length === others.length &&
  some.every(({ start, end }, i) => start === others[i].start && end === others[i].end);

const startOf = ({ content, source }: AttributionRoles): number => (content[0] ?? source[0])?.start ?? 0;

/** The words of spans on one line, long ones shortened. */
export function quoted(spans: readonly Span[], text: string): string {
  const words = spans.map(({ start, end }) => text.slice(start, end)).join(' … ');
  return words.length > 120 ? `${words.slice(0, 70)} ~ ${words.slice(-40)}` : words;
}
