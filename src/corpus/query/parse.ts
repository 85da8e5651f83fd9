import { dayNumberOf } from '../../analysis/article/calendar';
import { fold } from '../fold';
import { FIELDS, type Field, knownValue, valuesOf } from './fields';

/**
 * A search: terms that must all hold.
 *
 *     actor:putin kind:direct after:2022-01-01 -verdict:true "common ground" nuclear
 *
 * A word or a quoted phrase stands in the claim, in the name of who makes it, or in the article's title. `after` is that
 * day or later, `before` is earlier than it; a year or a month stands for its first day. A minus turns a term round.
 */
export interface Query {
  readonly terms: readonly Term[];
  /** What cannot be understood; the rest of the search is in `terms`. */
  readonly problems: readonly QueryProblem[];
}

export interface Term {
  readonly field: Field | 'words';
  /** Folded for words and names; the field's own value, or an ISO date or its beginning, for the others. */
  readonly value: string;
  readonly negated: boolean;
}

/** UTF-16 offsets into the search as typed. */
export interface QueryProblem {
  readonly start: number;
  readonly end: number;
  readonly code: 'unknown field' | 'value missing' | 'unknown value' | 'no date' | 'quote not closed';
  /** The words in question. */
  readonly found: string;
  readonly field?: string;
  /** What could stand there. */
  readonly expected: readonly string[];
}

/** A term as it was typed. */
export interface RawTerm {
  readonly start: number;
  readonly end: number;
  readonly negated: boolean;
  /** `actor` of `actor:putin`, in lower case; undefined for words. */
  readonly field: string | undefined;
  /** Where the value begins, its quotation mark included. */
  readonly valueStart: number;
  readonly value: string;
  readonly openQuote: boolean;
}

/** Longer searches are no searches. */
const LONGEST = 2_000;
const CLOSING: Readonly<Record<string, string>> = { '"': '"', '“': '”', '„': '“', '«': '»' };

/** The terms of a search as they stand. */
export function splitQuery(typed: string): RawTerm[] {
  const text = typed.slice(0, LONGEST);
  const terms: RawTerm[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at])) {
      at++;
      continue;
    }
    const start = at;
    const negated = text[at] === '-' && at + 1 < text.length && !/\s/.test(text[at + 1]);
    if (negated) at++;
    const field = fieldAt(text, at);
    if (field !== undefined) at += field.length + 1;
    const valueStart = at;
    const closing = CLOSING[text[at]];
    if (closing) {
      const close = text.slice(at + 1).search(closing === '"' ? /"/ : /["”“»]/);
      const end = close < 0 ? text.length : at + 1 + close;
      at = close < 0 ? end : end + 1;
      terms.push({ start, end: at, negated, field, valueStart, value: text.slice(valueStart + 1, end), openQuote: close < 0 }); // prettier-ignore
    } else {
      while (at < text.length && !/\s/.test(text[at])) at++;
      terms.push({ start, end: at, negated, field, valueStart, value: text.slice(valueStart, at), openQuote: false });
    }
  }
  return terms;
}

/** `actor` before a colon. Digits before one are a time, two slashes behind it an address. */
function fieldAt(text: string, at: number): string | undefined {
  const match = /^([a-z]+):(?!\/\/)/i.exec(text.slice(at, at + 40));
  return match?.[1].toLowerCase();
}

export function parseQuery(typed: string): Query {
  const terms: Term[] = [];
  const problems: QueryProblem[] = [];
  for (const raw of splitQuery(typed)) {
    const { start, end, field, value, negated } = raw;
    const problem = (code: QueryProblem['code'], found: string, expected: readonly string[] = []) =>
      problems.push({ start, end, code, found, field, expected });
    if (raw.openQuote) problem('quote not closed', value);
    if (field === undefined) {
      if (value.trim()) terms.push({ field: 'words', value: fold(value.trim()), negated });
    } else if (!isField(field)) {
      problem('unknown field', field, FIELDS);
    } else if (!value.trim()) {
      problem('value missing', field, valuesOf(field));
    } else {
      const understood = understand(field, value.trim());
      if (understood !== undefined) terms.push({ field, value: understood, negated });
      else problem(isDateField(field) ? 'no date' : 'unknown value', value, valuesOf(field));
    }
  }
  return { terms, problems };
}

function isField(word: string): word is Field {
  return (FIELDS as readonly string[]).includes(word);
}

function isDateField(field: Field): boolean {
  return field === 'after' || field === 'before' || field === 'date';
}

function understand(field: Field, value: string): string | undefined {
  if (field === 'date') return isDatePrefix(value) ? value : undefined;
  if (isDateField(field)) return firstDay(value);
  const known = knownValue(field, value);
  return known && fold(known);
}

/** `2022`, `2022-01`, `2022-01-08`: what a TIMEX3 value of a day begins with. */
function isDatePrefix(value: string): boolean {
  return firstDay(value) !== undefined;
}

/** The first day of a year, a month or a day, ISO; undefined for what is none. */
function firstDay(value: string): string | undefined {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(value) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(value);
  if (!match) return undefined;
  const day = `${match[1]}-${match[2] ?? '01'}-${match[3] ?? '01'}`;
  return dayNumberOf(day) === undefined ? undefined : day;
}

/** What is wrong, where, and what to do, in English; the editor has its own words. */
export function describeProblem({ code, found, field, expected, start }: QueryProblem): string {
  const where = `column ${start + 1}`;
  switch (code) {
    case 'unknown field':
      return `${where}: there is no field "${found}:"; use ${expected.map((each) => `${each}:`).join(' ')} or put the words in quotation marks`;
    case 'value missing':
      return `${where}: "${found}:" has no value${expected.length ? `; use ${expected.join(', ')}` : ''}`;
    case 'unknown value':
      return `${where}: "${field}:" knows no "${found}"; use ${expected.join(', ')}`;
    case 'no date':
      return `${where}: "${found}" is not a date; write 2022, 2022-01 or 2022-01-08`;
    case 'quote not closed':
      return `${where}: the quotation mark is not closed; put another behind ${found.trim() || 'the words'}`;
  }
}
