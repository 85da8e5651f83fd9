import {
  ATTRIBUTION_KINDS,
  type Attribution,
  type AttributionKind,
  ENTITY_TYPES,
  type Entity,
  type EntityType,
  MENTION_KINDS,
  type Mention,
  type Span,
  TIME_EXPRESSION_TYPES,
  type TimeExpression,
  type TimeExpressionType,
} from '../analysis/analysis';
import { CodePoints } from '../util/codePoints';
import type { AnnotatedArticle, Annotations, Judgement, Problem, ReadResult } from './annotated';
import { entityType } from './entityTypes';
import { readMetadata, writeMetadata } from './metadata';
import * as read from './reading';
import { onOneLine } from './words';

// brat standoff (brat.nlplab.org/standoff.html): the text as it is, and beside it a line for each annotation. Offsets are
// code points. Entities' mentions, dates, sources and cues are text-bound annotations; an attribution is an event whose
// trigger is the content and whose arguments are source, cue and the actor's first mention. What brat has no line for
// stands as JSON in annotators' notes.

/** Declares the types, for all articles of a folder. */
export const BRAT_CONFIGURATION = `# Hearsay: who said what, when, about whom
[entities]
${[...ENTITY_TYPES, ...TIME_EXPRESSION_TYPES, 'Source', 'Cue'].join('\n')}

[relations]
# the same person or thing; and what a description or pronoun takes its meaning from
Coref\tArg1:<ENTITY>, Arg2:<ENTITY>, <REL-TYPE>:symmetric-transitive
Antecedent\tArg1:<ENTITY>, Arg2:<ENTITY>
<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>

[events]
Content\tSource?:Source, Cue?:Cue, Actor?:<ENTITY>

[attributes]
MentionKind\tArg:<ENTITY>, Value:nominal|pronoun
Speech\tArg:<EVENT>, Value:${ATTRIBUTION_KINDS.join('|')}
`;

/** Line ends as brat and Python see them; no annotated piece may hold one. */
const LINE_END = /[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/; // eslint-disable-line no-control-regex -- they are meant
const LINE_ENDS = new RegExp(`${LINE_END.source}+`, 'g');
const ONLY_LINE_ENDS = new RegExp(`^${LINE_END.source}+$`);

/** A span without its line ends: the pieces between them. */
function pieces(text: string, { start, end }: Span): Span[] {
  const found: Span[] = [];
  let from = start;
  for (const { 0: gap, index } of text.slice(start, end).matchAll(LINE_ENDS)) {
    if (start + index > from) found.push({ start: from, end: start + index });
    from = start + index + gap.length;
  }
  if (end > from) found.push({ start: from, end });
  return found;
}

/** The contents of `.ann`, `.txt` and of the file that names model, unit and hash. */
export function writeBrat(article: AnnotatedArticle): string[] {
  return [annotationLines(article), article.text, writeMetadata(article, 'code points')];
}

function annotationLines({ text, analysis, judgements }: AnnotatedArticle): string {
  const points = new CodePoints(text);
  const lines: string[] = [];
  const count = { T: 0, R: 0, E: 0, A: 0, '#': 0 };
  const next = (kind: keyof typeof count) => `${kind}${++count[kind]}`;

  /** The id of a text-bound annotation; undefined when nothing is left of it without line ends. */
  const textBound = (type: string, spans: readonly Span[]): string | undefined => {
    const parts = spans.flatMap((span) => pieces(text, span));
    if (!parts.length) return undefined;
    const id = next('T');
    const offsets = parts.map(({ start, end }) => `${points.fromUtf16(start)} ${points.fromUtf16(end)}`).join(';');
    lines.push(`${id}\t${type} ${offsets}\t${parts.map(({ start, end }) => text.slice(start, end)).join(' ')}`);
    return id;
  };
  const attribute = (name: string, target: string, value: string) =>
    lines.push(`${next('A')}\t${name} ${target} ${value}`);
  const note = (target: string, value: object) =>
    lines.push(`${next('#')}\tAnnotatorNotes ${target}\t${JSON.stringify(value)}`);

  const firstMentions = new Map<string, string>();
  for (const { id, type, mentions, name, aliases, role, named, plural } of analysis.entities) {
    const bound = mentions.flatMap((mention) => {
      const mentionId = textBound(type, [mention]);
      return mentionId === undefined ? [] : [{ mention, id: mentionId }];
    });
    if (!bound.length) continue;
    firstMentions.set(id, bound[0].id);
    note(bound[0].id, { name, aliases, role, named, plural });
    for (const each of bound) if (each.mention.kind !== 'name') attribute('MentionKind', each.id, each.mention.kind);
    if (bound.length > 1) lines.push(`*\tCoref ${bound.map((each) => each.id).join(' ')}`);
    const byPlace = new Map(bound.map((each) => [`${each.mention.start} ${each.mention.end}`, each.id]));
    for (const { mention, id: from } of bound) {
      const to = mention.antecedent && byPlace.get(`${mention.antecedent.start} ${mention.antecedent.end}`);
      if (to) lines.push(`${next('R')}\tAntecedent Arg1:${from} Arg2:${to}`);
    }
  }
  for (const date of analysis.dates) {
    const id = textBound(date.type, [date]);
    const { value, mod, quant, freq } = date;
    if (id) note(id, { value, mod, quant, freq });
  }
  for (const { id, source, cue, content, kind, confidence, actor } of analysis.attributions) {
    const trigger = textBound('Content', content);
    if (!trigger) continue;
    const args = [
      ['Source', textBound('Source', source)],
      ['Cue', textBound('Cue', cue)],
      ['Actor', firstMentions.get(actor ?? '')],
    ].flatMap(([role, argument]) => (argument ? [` ${role}:${argument}`] : []));
    const event = next('E');
    lines.push(`${event}\tContent:${trigger}${args.join('')}`);
    attribute('Speech', event, kind);
    note(event, { confidence: Math.round(confidence * 1000) / 1000, ...judgements.get(id) });
  }
  return lines.map((line) => `${line}\n`).join('');
}

// --- reading -----------------------------------------------------------------------------------------------------------

interface TextBound {
  readonly type: string;
  /** In UTF-16 units of the text. */
  readonly spans: readonly Span[];
  readonly where: string;
}
interface Event {
  readonly type: string;
  readonly trigger: string;
  /** Role and target, in order. */
  readonly arguments: readonly (readonly [role: string, target: string])[];
  readonly where: string;
}

/** What the lines of an `.ann` say, before it is known what they mean here. */
interface Lines {
  readonly textBound: Map<string, TextBound>;
  readonly events: Map<string, Event>;
  /** `name target` -> value */
  readonly attributes: Map<string, string>;
  /** target -> text */
  readonly notes: Map<string, string>;
  readonly sets: string[][];
  readonly antecedents: Map<string, string>;
}

/**
 * Reads an `.ann` with its `.txt`: what `writeBrat` wrote, and of others' the types that are like ours ("Person", "ORG").
 * @param text the `.txt`'s content; undefined when there is none
 */
export function readBrat(annotations: string, text: string | undefined, metadata: string | undefined): ReadResult {
  if (text === undefined) {
    const what = 'there is no .txt beside it, and without the text its offsets cannot be understood';
    return { articles: [], problems: [{ where: 'the file', what }] };
  }
  const problems: Problem[] = [];
  const lines = readLines(annotations, text, problems);
  return { articles: [{ ...readMetadata(metadata), text, ...annotationsOf(lines, text, problems) }], problems };
}

function readLines(annotations: string, text: string, problems: Problem[]): Lines {
  const points = new CodePoints(text);
  const lines: Lines = {
    textBound: new Map(),
    events: new Map(),
    attributes: new Map(),
    notes: new Map(),
    sets: [],
    antecedents: new Map(),
  };
  read.linesOf(annotations).forEach((line, index) => {
    if (line.trim()) {
      const where = `line ${index + 1}`;
      read.attempt(problems, where, () => readLine(line, where, text, points, lines));
    }
  });
  return lines;
}

function readLine(line: string, where: string, text: string, points: CodePoints, lines: Lines): void {
  const [id, body = '', rest = ''] = splitAt(line, '\t', 2);
  const [type, ...words] = body.split(' ');
  switch (id[0]) {
    case 'T':
      lines.textBound.set(id, { type, spans: readSpans(words.join(' '), rest, text, points), where });
      return;
    case 'E': {
      const [[eventType, trigger], ...others] = [type, ...words].filter(Boolean).map(roleAndTarget);
      lines.events.set(id, { type: eventType, trigger, arguments: others, where });
      return;
    }
    case 'A':
    case 'M':
      lines.attributes.set(`${type} ${words[0]}`, words[1] ?? '');
      return;
    case 'R':
      if (type === 'Antecedent') {
        const [[, from], [, to]] = [words[0] ?? '', words[1] ?? ''].map(roleAndTarget);
        lines.antecedents.set(from, to);
      }
      return;
    case '*':
      if (type === 'Coref') lines.sets.push(words);
      return;
    case '#':
      if (words[0]) lines.notes.set(words[0], rest);
      return;
    case 'N':
      return; // a link to a database that is not here
    default:
      throw new read.Unreadable(`${read.shown(id)} begins no line of brat's`);
  }
}

/** `0 5;9 12` in code points as spans in UTF-16 units, those that only line ends part as one. */
function readSpans(offsets: string, words: string, text: string, points: CodePoints): Span[] {
  const parts = offsets.split(';').map((each): Span => {
    const [, from, to] = /^(\d{1,12}) (\d{1,12})$/.exec(each) ?? [];
    if (from === undefined) throw new read.Unreadable(`${read.shown(offsets)} are no offsets; expected 10 14`);
    const { start, end } = read.span(Number(from), Number(to), 'the annotation', points.length);
    return { start: points.toUtf16(start), end: points.toUtf16(end) };
  });
  const found = parts.map(({ start, end }) => text.slice(start, end)).join(' ');
  if (found !== words) {
    const what = `at ${offsets} the text has ${read.shown(found)}, not ${read.shown(words)}`;
    throw new read.Unreadable(`${what}; offsets count code points of the .txt as it is stored`);
  }
  const spans: Span[] = [];
  for (const part of parts) {
    const last = spans[spans.length - 1];
    if (last && ONLY_LINE_ENDS.test(text.slice(last.end, part.start))) spans.splice(-1, 1, { ...last, end: part.end });
    else spans.push(part);
  }
  return spans;
}

function annotationsOf(lines: Lines, text: string, problems: Problem[]): Annotations {
  const dates: TimeExpression[] = [];
  const mentions = new Map<string, { readonly type: EntityType; readonly span: Span }>();
  const unknown = new Map<string, number>();
  const triggers = new Set([...lines.events.values()].map(({ trigger }) => trigger));
  for (const [id, { type, spans, where }] of lines.textBound) {
    const dateType = TIME_EXPRESSION_TYPES.find((each) => each === type.toUpperCase());
    const nameType = entityType(type);
    const whole = { start: spans[0].start, end: spans[spans.length - 1].end };
    if (dateType) read.attempt(problems, where, () => dates.push(readDate(dateType, whole, lines.notes.get(id))));
    else if (nameType) mentions.set(id, { type: nameType, span: whole });
    else if (!triggers.has(id) && !['Source', 'Cue'].includes(type)) unknown.set(type, (unknown.get(type) ?? 0) + 1);
  }
  for (const [type, count] of unknown) {
    problems.push({ where: `type ${type}`, what: `not known here; ${count} of its annotations were passed over` });
  }
  const { entities, entityOf } = readEntities(lines, text, mentions);
  const attributions: Attribution[] = [];
  const judgements = new Map<string, Judgement>();
  for (const [eventId, event] of lines.events) {
    read.attempt(problems, event.where, () => {
      const id = `a${attributions.length + 1}`;
      const { confidence, ...judged } = noteFields(lines.notes.get(eventId));
      const judgement = read.judgement(judged.verdict, judged.note, judged.author, judged.time, 'the note');
      attributions.push(readEvent(id, eventId, event, lines, confidence, entityOf));
      if (Object.keys(judgement).length) judgements.set(id, judgement);
    });
  }
  return read.inTextOrder(entities, dates, attributions, judgements);
}

function readDate(type: TimeExpressionType, span: Span, note: string | undefined): TimeExpression {
  const found = noteFields(note);
  const more = (['mod', 'quant', 'freq'] as const).flatMap((key) =>
    typeof found[key] === 'string' ? [[key, found[key]] as const] : [],
  );
  return { ...span, type, value: read.optionalText(found.value, 'value') ?? '', ...Object.fromEntries(more) };
}

function readEntities(
  lines: Lines,
  text: string,
  mentions: ReadonlyMap<string, { readonly type: EntityType; readonly span: Span }>,
): { entities: Entity[]; entityOf: (mention: string) => string | null } {
  const setOf = new Map<string, string[]>();
  for (const set of lines.sets) for (const id of set) setOf.set(id, set);
  const entities: Entity[] = [];
  const owner = new Map<string, string>();
  for (const [first, { type, span }] of mentions) {
    if (owner.has(first)) continue;
    const id = `e${entities.length + 1}`;
    const members = (setOf.get(first) ?? [first]).filter((each) => mentions.has(each) && !owner.has(each));
    for (const each of members) owner.set(each, id);
    const about = noteFields(members.map((each) => lines.notes.get(each)).find(Boolean));
    const role = typeof about.role === 'string' ? about.role : undefined;
    entities.push({
      id,
      type,
      name: typeof about.name === 'string' ? about.name : onOneLine(text.slice(span.start, span.end)),
      aliases: Array.isArray(about.aliases) ? about.aliases.filter((each) => typeof each === 'string') : [],
      ...(role !== undefined && { role }),
      named: about.named !== false,
      plural: about.plural === true,
      mentions: members.map((each): Mention => {
        const antecedent = mentions.get(lines.antecedents.get(each) ?? '')?.span;
        const kind = MENTION_KINDS.find((one) => one === lines.attributes.get(`MentionKind ${each}`)) ?? 'name';
        return { ...mentions.get(each)!.span, kind, entity: id, ...(antecedent && { antecedent }) };
      }),
    });
  }
  return { entities, entityOf: (mention) => owner.get(mention) ?? null };
}

function readEvent(
  id: string,
  eventId: string,
  event: Event,
  lines: Lines,
  confidence: unknown,
  entityOf: (mention: string) => string | null,
): Attribution {
  const trigger = lines.textBound.get(event.trigger);
  if (!trigger) throw new read.Unreadable(`${event.trigger} is none of the file's annotations`);
  if (event.type !== 'Content') throw new read.Unreadable(`an event ${read.shown(event.type)} is not known here`);
  const targets = (role: string) => event.arguments.filter(([name]) => name === role).map(([, target]) => target);
  const spans = (role: string) => targets(role).flatMap((target) => lines.textBound.get(target)?.spans ?? []);
  const [actor] = targets('Actor');
  const speech = lines.attributes.get(`Speech ${eventId}`);
  const kind: AttributionKind = ATTRIBUTION_KINDS.find((each) => each === speech) ?? 'indirect';
  return {
    id,
    source: spans('Source'),
    cue: spans('Cue'),
    content: trigger.spans,
    kind,
    confidence: typeof confidence === 'number' && confidence >= 0 && confidence <= 1 ? confidence : 1,
    actor: actor === undefined ? null : entityOf(actor),
  };
}

/** The fields of a note of ours; none of a note in a person's words. */
function noteFields(note: string | undefined): read.Fields {
  try {
    const value: unknown = JSON.parse(note ?? '');
    return read.isFields(value) ? value : {};
  } catch {
    return {};
  }
}

function roleAndTarget(words: string): [role: string, target: string] {
  const [role, target = ''] = splitAt(words, ':', 1);
  return [role, target];
}

/** Splits at the first `times` separators: the last part keeps any further ones. */
function splitAt(words: string, separator: string, times: number): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let i = 0; i < times; i++) {
    const at = words.indexOf(separator, from);
    if (at < 0) break;
    parts.push(words.slice(from, at));
    from = at + separator.length;
  }
  return [...parts, words.slice(from)];
}
