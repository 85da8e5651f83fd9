/**
 * A review as a file beside the article: JSON-LD in the W3C Web Annotation Data Model (W3C Recommendation, 23 February
 * 2017), an AnnotationPage of which each decision is an Annotation. Terms of ours that the model lacks stand in a
 * vocabulary of their own; what tools of others show (words, position, note, tag, creator) is where they look for it.
 *
 * Decisions are ordered by id, which is random, and a value takes one line where it fits: what two people add in two
 * branches rarely touches, so that git merges it by itself.
 */
import * as v from 'valibot';
import { ENTITY_TYPES } from '../analysis/analysis';
import { parseJson } from '../util/json';
import { mergeReviews } from './merge';
import type { PrintLine, TextPrint } from './print';
import type { Action, Anchor, AnnotationState, Decision, EntityReference } from './review';
import { FIELDS } from './review';

/** Goes up when an older Hearsay could not read what a newer one writes. */
export const SIDECAR_VERSION = 2;

const CONTEXT = ['http://www.w3.org/ns/anno.jsonld', { '@vocab': 'urn:hearsay:review#' }] as const;

export interface Sidecar {
  readonly decisions: readonly Decision[];
  /** By id: the texts in which decisions are anchored. */
  readonly prints: ReadonlyMap<string, TextPrint>;
  /** Items that this version does not understand; they are written back as they are. */
  readonly foreign: readonly unknown[];
}

export const NO_REVIEW: Sidecar = { decisions: [], prints: new Map(), foreign: [] };

/** Why a file is no sidecar, or what of it was not understood: a sentence without the file's name. */
export class BrokenSidecar extends Error {}

/** The file is whole, but only a newer version of Hearsay can read it. */
export class NewerSidecar extends BrokenSidecar {}

// --- the shape of the file -------------------------------------------------------------------------------------------------

const text = v.string();
const offset = v.pipe(v.number(), v.integer(), v.minValue(0));
const time = v.pipe(v.string(), v.isoTimestamp());
/** Whether a sidecar can have it as a time: `2022-01-08T12:00:00.000Z`. */
export const isTime = (words: string | undefined): words is string => v.is(time, words);
const words = v.pipe(
  v.tuple([
    v.object({ type: v.literal('TextQuoteSelector'), exact: text, prefix: text, suffix: text }),
    v.object({ type: v.literal('TextPositionSelector'), start: offset, end: offset }),
  ]),
  v.transform(([{ exact, prefix, suffix }, { start, end }]): Anchor => ({ exact, prefix, suffix, start, end })),
);
const someWords = v.pipe(v.array(words), v.minLength(1));
const entity = v.pipe(
  v.object({ name: text, entityType: v.picklist(ENTITY_TYPES), named: v.boolean(), words: v.nullable(words) }),
  v.transform(({ name, entityType: type, named, words: anchor }): EntityReference => ({ name, type, named, anchor })),
);
const annotation = v.union([
  v.pipe(
    v.object({ kind: v.literal('mention'), words, naming: v.picklist(['name', 'nominal', 'pronoun']), entity }),
    v.transform(({ words: span, ...rest }): AnnotationState => ({ ...rest, span })),
  ),
  v.pipe(
    v.object({
      kind: v.literal('date'),
      words,
      timex: v.object({
        timexType: v.picklist(['DATE', 'TIME', 'DURATION', 'SET']),
        timexValue: text,
        timexMod: v.optional(text),
      }),
    }),
    v.transform(
      ({ kind, words: span, timex: { timexType: type, timexValue: value, timexMod: mod } }): AnnotationState => ({
        kind,
        span,
        type,
        value,
        ...(mod !== undefined && { mod }),
      }),
    ),
  ),
  v.pipe(
    v.object({
      kind: v.literal('attribution'),
      sourceWords: v.array(words),
      cueWords: v.array(words),
      contentWords: someWords,
      speech: v.picklist(['direct', 'indirect', 'mixed']),
      speaker: v.nullable(entity),
    }),
    v.transform(
      ({ sourceWords: source, cueWords: cue, contentWords: content, kind, speech, speaker }): AnnotationState => ({
        kind,
        source,
        cue,
        content,
        speech,
        speaker,
      }),
    ),
  ),
]);
const action = v.variant('do', [
  v.object({ do: v.picklist(['accept', 'reject', 'add']) }),
  v.object({
    do: v.literal('correct'),
    fields: v.array(v.picklist([...FIELDS.mention, ...FIELDS.date, ...FIELDS.attribution])),
  }),
  v.object({ do: v.literal('merge'), with: entity }),
  v.object({ do: v.picklist(['split', 'rename']), name: text }),
  v.object({ do: v.picklist(['tag', 'note', 'verdict']) }),
]);
const body = v.object({ type: v.literal('TextualBody'), value: text });
const item = v.object({
  id: v.pipe(text, v.minLength(1)),
  type: v.literal('Annotation'),
  creator: v.optional(v.object({ name: text })),
  created: time,
  modified: v.optional(time),
  body: v.optional(body),
  target: v.pipe(v.array(v.object({ selector: words })), v.minLength(1)),
  text: v.optional(text),
  action,
  annotation,
  replaces: v.optional(v.array(text)),
  withdrawn: v.optional(time),
  restored: v.optional(time),
});
/** A line of a text: its hash, nothing for a blank one, its length, and its words' hashes, `1x2y3z 120 a1b2c3`. */
const printLine = v.pipe(
  text,
  v.regex(/^[0-9a-z]* \d{1,9}(?: [0-9a-z]*)?$/),
  v.transform((line): PrintLine => {
    const [hash, length, words] = line.split(' ');
    return { hash, length: Number(length), ...(words !== undefined && { words }) };
  }),
);
const file = v.object({
  type: v.literal('AnnotationPage'),
  version: v.number(),
  texts: v.optional(v.array(v.object({ id: text, lines: v.array(printLine) })), []),
  items: v.array(v.unknown()),
});

// --- reading ---------------------------------------------------------------------------------------------------------------

/**
 * Reads a sidecar. One in which git left the marks of a conflict is read as both of its sides, merged.
 * @throws BrokenSidecar when it is none, or of a newer version
 */
export function parseSidecar(json: string): Sidecar {
  const sides = conflictSides(json);
  if (!sides) return parseOne(json);
  const [ours, theirs] = sides.map(parseOne);
  return mergeReviews(ours, theirs);
}

/** The article that a sidecar's text names first, `talks.txt`, also when the rest of it is damaged. */
export function articleNamed(json: string): string | undefined {
  const source = /"source":\s*("(?:[^"\\]|\\.)*")/.exec(json)?.[1];
  try {
    return source === undefined ? undefined : (JSON.parse(source) as string);
  } catch {
    return undefined;
  }
}

function parseOne(json: string): Sidecar {
  let value: unknown;
  try {
    value = parseJson(json);
  } catch (error) {
    throw new BrokenSidecar(`it is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const page = v.safeParse(file, value);
  if (!page.success) throw new BrokenSidecar(`it is not a review: ${firstIssue(page.issues)}`);
  const { version, texts, items } = page.output;
  if (version > SIDECAR_VERSION)
    throw new NewerSidecar(
      `a newer version of Hearsay wrote it (format ${version}; this one reads ${SIDECAR_VERSION})`,
    );
  const decisions = new Map<string, Decision>();
  const foreign: unknown[] = [];
  for (const each of items) {
    const read = v.safeParse(item, each);
    const decision = read.success ? decisionOf(read.output) : undefined;
    if (decision && !decisions.has(decision.id)) decisions.set(decision.id, decision);
    else foreign.push(each);
  }
  return { decisions: [...decisions.values()], prints: new Map(texts.map((print) => [print.id, print])), foreign };
}

/** `items.3.created: Invalid type: Expected string but received 5` */
function firstIssue(issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  const [issue] = issues;
  const path = v.getDotPath(issue);
  return path ? `${path}: ${issue.message}` : issue.message;
}

/** Undefined when the words of a note, tag or verdict are missing, or an action does not fit its annotation. */
function decisionOf(read: v.InferOutput<typeof item>): Decision | undefined {
  const {
    id,
    creator,
    created,
    modified: anchored,
    target,
    annotation: state,
    replaces,
    withdrawn,
    restored,
    text: printId,
  } = read;
  const act = actionOf(read.action, read.body?.value);
  if (!act) return undefined;
  if (act.do === 'correct' && !act.fields.every((field) => (FIELDS[state.kind] as readonly string[]).includes(field)))
    return undefined;
  return {
    id,
    author: creator?.name ?? '',
    time: created,
    target: target.map(({ selector }) => selector),
    annotation: state,
    action: act,
    ...(replaces && { replaces }),
    ...(printId !== undefined && { text: printId }),
    ...(anchored !== undefined && { anchored }),
    ...(withdrawn !== undefined && { withdrawn }),
    ...(restored !== undefined && { restored }),
  };
}

function actionOf(read: v.InferOutput<typeof action>, value: string | undefined): Action | undefined {
  switch (read.do) {
    case 'tag':
      return value === undefined ? undefined : { do: 'tag', tag: value };
    case 'note':
      return value === undefined ? undefined : { do: 'note', text: value };
    case 'verdict':
      return value === undefined ? undefined : { do: 'verdict', verdict: value };
    case 'accept':
    case 'reject':
    case 'add':
    case 'correct':
    case 'merge':
    case 'split':
    case 'rename':
      return read;
  }
}

/**
 * The two sides of a file in which git left the marks of a conflict; undefined when there are none. The lines of a
 * JSON-LD file of ours never begin with such a mark.
 */
export function conflictSides(json: string): [ours: string, theirs: string] | undefined {
  if (!/^<{7} /m.test(json)) return undefined;
  const sides: [string[], string[]] = [[], []];
  let inside: 'both' | 'ours' | 'base' | 'theirs' = 'both';
  for (const line of json.split(/\r?\n/)) {
    if (line.startsWith('<<<<<<< ')) inside = 'ours';
    else if (line.startsWith('||||||| ') && inside === 'ours') inside = 'base';
    else if (line === '=======' && inside !== 'both') inside = 'theirs';
    else if (line.startsWith('>>>>>>> ')) inside = 'both';
    else {
      if (inside === 'both' || inside === 'ours') sides[0].push(line);
      if (inside === 'both' || inside === 'theirs') sides[1].push(line);
    }
  }
  return [sides[0].join('\n'), sides[1].join('\n')];
}

// --- writing ---------------------------------------------------------------------------------------------------------------

/** W3C's words for why one annotates (Web Annotation Vocabulary, 4.1). */
const MOTIVATIONS: Readonly<Record<Action['do'], string>> = {
  accept: 'assessing',
  reject: 'moderating',
  add: 'identifying',
  correct: 'editing',
  merge: 'linking',
  split: 'linking',
  rename: 'editing',
  tag: 'tagging',
  note: 'commenting',
  verdict: 'assessing',
};

/**
 * The file's text; `article` names the article in each target, such as `talks.txt`. The same review, the same text. What a
 * decision takes in it is kept with the decision: of a long review only what changed is laid out anew.
 */
export function writeSidecar({ decisions, prints, foreign }: Sidecar, article: string): string {
  const items = decisions.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((decision) => laidItem(decision, article));
  const texts = [...new Set(decisions.map((each) => each.text))]
    .flatMap((id) => (id === undefined ? undefined : prints.get(id)) ?? [])
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(laidPrint);
  const page = {
    '@context': CONTEXT,
    type: 'AnnotationPage',
    version: SIDECAR_VERSION,
    texts,
    items: [...items, ...foreign],
  };
  return `${layout(page)}\n`;
}

/** A part of the page that is laid out already, at the depth of the page's lists. */
class Laid {
  constructor(
    readonly text: string,
    readonly article = '',
  ) {}
}
const LIST_INDENT = '    ';
const laidItems = new WeakMap<Decision, Laid>();
const laidPrints = new WeakMap<TextPrint, Laid>();

function laidItem(decision: Decision, article: string): Laid {
  const known = laidItems.get(decision);
  if (known?.article === article) return known;
  const laid = new Laid(layout(itemOf(decision, article), LIST_INDENT), article);
  laidItems.set(decision, laid);
  return laid;
}

function laidPrint(print: TextPrint): Laid {
  const known = laidPrints.get(print);
  if (known) return known;
  const lines = print.lines.map(({ hash, length, words }) => (words === undefined ? `${hash} ${length}` : `${hash} ${length} ${words}`)); // prettier-ignore
  const laid = new Laid(layout({ id: print.id, lines }, LIST_INDENT));
  laidPrints.set(print, laid);
  return laid;
}

function itemOf(decision: Decision, source: string): object {
  const { id, author, time: created, target, annotation: state, replaces, anchored, withdrawn, restored } = decision;
  const { action: act } = decision;
  const motivation = MOTIVATIONS[act.do];
  const value =
    act.do === 'tag' ? act.tag : act.do === 'note' ? act.text : act.do === 'verdict' ? act.verdict : undefined;
  return {
    id,
    type: 'Annotation',
    motivation,
    ...(author && { creator: { type: 'Person', name: author } }),
    created,
    ...(anchored !== undefined && { modified: anchored }),
    ...(decision.text !== undefined && { text: decision.text }),
    ...(withdrawn !== undefined && { withdrawn }),
    ...(restored !== undefined && { restored }),
    ...(replaces?.length && { replaces }),
    action:
      act.do === 'merge' ? { do: act.do, with: writtenEntity(act.with) } : value === undefined ? act : { do: act.do },
    ...(value !== undefined && { body: { type: 'TextualBody', purpose: motivation, format: 'text/plain', value } }),
    target: target.map((anchor) => ({ source, selector: selectors(anchor) })),
    annotation: writtenState(state),
  };
}

function selectors({ exact, prefix, suffix, start, end }: Anchor): object[] {
  return [
    { type: 'TextQuoteSelector', exact, prefix, suffix },
    { type: 'TextPositionSelector', start, end },
  ];
}

function writtenEntity({ name, type, named, anchor }: EntityReference): object {
  return { name, entityType: type, named, words: anchor && selectors(anchor) };
}

function writtenState(state: AnnotationState): object {
  const { kind } = state;
  switch (kind) {
    case 'mention':
      return { kind, naming: state.naming, words: selectors(state.span), entity: writtenEntity(state.entity) };
    case 'date': {
      const { type: timexType, value: timexValue, mod: timexMod } = state;
      return { kind, timex: { timexType, timexValue, timexMod }, words: selectors(state.span) };
    }
    case 'attribution':
      return {
        kind,
        speech: state.speech,
        speaker: state.speaker && writtenEntity(state.speaker),
        sourceWords: state.source.map(selectors),
        cueWords: state.cue.map(selectors),
        contentWords: state.content.map(selectors),
      };
  }
}

/** No line of the file is longer than this, but for one with a single long string. */
const LINE_WIDTH = 120;

/** JSON with two spaces a level, in which what fits on one line stands on one. */
function layout(value: unknown, indent = ''): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (value instanceof Laid) return value.text;
  const deeper = `${indent}  `;
  const isList = Array.isArray(value);
  const parts = isList
    ? value.map((each) => layout(each, deeper))
    : Object.entries(value)
        .filter(([, each]) => each !== undefined)
        .map(([key, each]) => `${JSON.stringify(key)}: ${layout(each, deeper)}`);
  const [open, close] = isList ? '[]' : '{}';
  const length = parts.reduce((sum, part) => sum + part.length + 2, indent.length);
  if (length <= LINE_WIDTH && !parts.some((part) => part.includes('\n'))) return open + parts.join(', ') + close;
  return `${open}\n${parts.map((part) => deeper + part).join(',\n')}\n${indent}${close}`;
}
