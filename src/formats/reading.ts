import type { Attribution, Entity, Span, TimeExpression } from '../analysis/analysis';
import { byPlace } from '../analysis/lookup';
import type { Annotations, Judgement, Problem } from './annotated';

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
  if (to > length) throw new Unreadable(`${name} ends at ${to}, behind the text's end (${length})`);
  return { start: from, end: to };
}

/** A value as a message shows it: short, on one line. */
export function shown(value: unknown): string {
  const words = typeof value === 'string' ? JSON.stringify(value) : (JSON.stringify(value) ?? String(value));
  return words.length > 40 ? `${words.slice(0, 39)}…` : words;
}

export const NO_ANNOTATIONS: Annotations = { entities: [], dates: [], attributions: [], judgements: new Map() };

/** Puts what was read into the order that the analysis has: entities by first mention, all else by place. */
export function inTextOrder(
  entities: readonly Entity[],
  dates: readonly TimeExpression[],
  attributions: readonly Attribution[],
  judgements: ReadonlyMap<string, Judgement> = new Map(),
): Annotations {
  const place = ({ content, cue, source }: Attribution): Span => content[0] ?? cue[0] ?? source[0];
  return {
    entities: entities
      .map((entity) => ({ ...entity, mentions: [...entity.mentions].sort(byPlace) }))
      .sort((a, b) => (a.mentions[0]?.start ?? Infinity) - (b.mentions[0]?.start ?? Infinity)),
    dates: [...dates].sort(byPlace),
    attributions: [...attributions].sort((a, b) => byPlace(place(a), place(b))),
    judgements,
  };
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
