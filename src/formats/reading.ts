import type { Attribution, Entity, Mention, Span, TimeExpression } from '../analysis/analysis';
import { byPlace } from '../analysis/lookup';
import { parseJson } from '../util/json';
import type { Judgement, Note, Problem, ReadAnnotations, ReadItem } from './annotated';

// What readers share. A file may come from anywhere: nothing in it is taken for granted.

/** Why something in a file cannot be read; its message is a sentence for people. */
export class Unreadable extends Error {}

/** Runs a reader of one record; what makes it unreadable becomes a problem, and the next is read. */
export function attempt<T>(problems: Problem[], where: string, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    problems.push({ where, what: error.message });
    return undefined;
  }
}

/**
 * Things of a kind that has no place here. A file may have thousands of them: one problem says where the first is and how
 * many there are.
 */
export class PassedOver {
  readonly #kinds = new Map<string, { readonly where: string; count: number }>();

  /** @param what a sentence about the kind, without its end: `type "Drug" is not known here` */
  add(what: string, where: string): void {
    const known = this.#kinds.get(what);
    if (known) known.count++;
    else this.#kinds.set(what, { where, count: 1 });
  }

  problems(): Problem[] {
    return [...this.#kinds].map(([what, { where, count }]) => ({
      where,
      what: `${what}: passed over${count > 1 ? `, and ${count - 1} more like it` : ''}`,
      count,
    }));
  }
}

/** @throws Unreadable when it is not JSON, or nested too deep */
export function json(content: string, expected: string): unknown {
  try {
    return parseJson(content);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Unreadable(`not JSON (${error.message}); expected ${expected}`);
  }
}

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws Unreadable */
export function fields(value: unknown, name: string): Fields {
  if (!isFields(value)) throw new Unreadable(`${name} is not an object {...}`);
  return value;
}

/** A list; an absent one is empty. @throws Unreadable */
export function list(value: unknown, name: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new Unreadable(`${name} is not a list [...]`);
  return value as unknown[];
}

/** Undefined when absent. @throws Unreadable when it is something else */
export function optionalText(value: unknown, name: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new Unreadable(`${name} is not a string`);
  return value;
}

/** @throws Unreadable */
export function text(value: unknown, name: string): string {
  const words = optionalText(value, name);
  if (words === undefined) throw new Unreadable(`${name} is missing`);
  return words;
}

/** @throws Unreadable unless it is one of them */
export function oneOf<T extends string>(value: unknown, choices: readonly T[], name: string): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined)
    throw new Unreadable(`${name} is ${shown(value)}; it has to be one of ${choices.join(', ')}`);
  return found;
}

/** @throws Unreadable unless they are offsets of at least one character, within the text where that is known */
export function span(start: unknown, end: unknown, name: string, length = Infinity): Span {
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end)) {
    throw new Unreadable(`${name} has no offsets: "start" and "end" have to be whole numbers`);
  }
  const [from, to] = [start as number, end as number];
  if (from < 0 || to <= from) throw new Unreadable(`${name} has offsets ${from} to ${to}, which hold no words`);
  if (to > length) throw new Unreadable(`${name} ends at ${to}, after the end of the text (${length})`);
  return { start: from, end: to };
}

/** A value as a message shows it: short, on one line. */
export function shown(value: unknown): string {
  const words =
    typeof value === 'string' ? JSON.stringify(value.slice(0, 41)) : (JSON.stringify(value) ?? String(value));
  return words.length > 40 ? `${words.slice(0, 39)}…` : words;
}

export const NO_ANNOTATIONS: ReadAnnotations = { entities: [], dates: [], attributions: [], judgements: new Map() };

/** What a reader gathers of one article, in the order of the file. */
export interface Gathered {
  readonly entities: readonly Entity[];
  readonly dates: readonly TimeExpression[];
  readonly attributions: readonly Attribution[];
  readonly judgements?: ReadonlyMap<string, Judgement>;
  readonly notes?: readonly Note[];
  readonly places?: ReadonlyMap<ReadItem, string>;
}

/**
 * Puts what was read into the order that the analysis has: entities by first mention, all else by place. A role's pieces
 * are put in order, and those that overlap are joined: the words are the same. A judgement on a claim that was left out goes with it.
 */
export function inTextOrder({
  entities,
  dates,
  attributions,
  judgements = new Map(),
  notes,
  places,
}: Gathered): ReadAnnotations {
  const placesNow = new Map(places);
  const ids = new Set(attributions.map(({ id }) => id));
  const ordered = attributions.map((attribution): Attribution => {
    const { source, cue, content } = attribution;
    const roles = { source: pieces(source), cue: pieces(cue), content: pieces(content) };
    if (roles.source === source && roles.cue === cue && roles.content === content) return attribution;
    const put = { ...attribution, ...roles };
    const where = placesNow.get(attribution);
    if (where !== undefined) placesNow.set(put, where);
    return put;
  });
  const place = ({ content, cue, source }: Attribution): Span => content[0] ?? cue[0] ?? source[0];
  return {
    entities: entities
      .map((entity) => ({ ...entity, mentions: withoutDoubles(entity.mentions) }))
      .sort((a, b) => (a.mentions[0]?.start ?? Infinity) - (b.mentions[0]?.start ?? Infinity)),
    dates: [...dates].sort(byPlace),
    attributions: ordered.sort((a, b) => byPlace(place(a), place(b))),
    judgements: new Map([...judgements].filter(([id]) => ids.has(id))),
    ...(notes?.length && { notes }),
    ...(places && { places: placesNow }),
  };
}

/** Without what ends after the text does, which becomes a problem each. Of an entity the other mentions stay. */
export function withinText(
  found: ReadAnnotations,
  length: number,
  otherwise: string,
): { readonly found: ReadAnnotations; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const check = (item: ReadItem | Note, spans: readonly Span[]): boolean => {
    const outside = spans.find(({ end }) => end > length);
    if (!outside) return true;
    const where = ('where' in item ? item.where : found.places?.get(item)) ?? otherwise;
    const what = `the words from ${outside.start} to ${outside.end} are after the end of the article (${length}): left out`;
    problems.push({ where, what });
    return false;
  };
  const { entities, dates, attributions, notes } = found;
  const within = {
    entities: entities.map((entity) => ({
      ...entity,
      mentions: entity.mentions.filter((each) => check(each, [each])),
    })),
    dates: dates.filter((each) => check(each, [each])),
    attributions: attributions.filter((each) => check(each, [...each.source, ...each.cue, ...each.content])),
    ...(notes && { notes: notes.filter((each) => check(each, each.spans)) }),
  };
  return problems.length ? { found: { ...found, ...within }, problems } : { found, problems };
}

/** In order and disjoint; the same list when it is so already. */
function pieces(spans: readonly Span[]): readonly Span[] {
  if (spans.every(({ start }, i) => i === 0 || start >= spans[i - 1].end)) return spans;
  const found: Span[] = [];
  for (const span of [...spans].sort(byPlace)) {
    const last = found[found.length - 1];
    if (!last || span.start >= last.end) found.push(span);
    else if (span.end > last.end) found[found.length - 1] = { start: last.start, end: span.end };
  }
  return found;
}

function withoutDoubles(mentions: readonly Mention[]): Mention[] {
  const sorted = [...mentions].sort(byPlace);
  return sorted.filter(({ start, end }, i) => i === 0 || start !== sorted[i - 1].start || end !== sorted[i - 1].end);
}

/** The lines of a text, without their ends (LF or CRLF). */
export function linesOf(content: string): string[] {
  return content.replace(/^\ufeff/, '').split(/\r?\n/);
}

/** Without what is absent or empty. @throws Unreadable when one of them is no string */
export function judgement(verdict: unknown, note: unknown, author: unknown, time: unknown, name: string): Judgement {
  const given = Object.entries({ verdict, note, author, time }).map(
    ([key, value]) => [key, optionalText(value, `${name}.${key}`)] as const,
  );
  return Object.fromEntries(given.filter(([, value]) => value));
}
