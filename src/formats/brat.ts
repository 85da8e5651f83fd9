import {
  ATTRIBUTION_KINDS,
  type Attribution,
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
import { parseJson } from '../util/json';
import type { AnnotatedArticle, Judgement, Note, Problem, ReadAnnotations, ReadItem, ReadResult } from './annotated';
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
  /** In UTF-16 units of the text, as they stand in the file. */
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
/** A word or text that is put on an annotation. */
interface Put {
  readonly target: string;
  readonly value: string;
  readonly where: string;
}

/** What the lines of an `.ann` say, before it is known what they mean here. */
interface Lines {
  readonly textBound: Map<string, TextBound>;
  readonly events: Map<string, Event>;
  readonly kinds: Put[];
  readonly speech: Put[];
  readonly notes: Put[];
  readonly sets: { readonly ids: readonly string[]; readonly where: string }[];
  readonly antecedents: { readonly from: string; readonly to: string; readonly where: string }[];
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
  const passedOver = new read.PassedOver();
  const lines = readLines(annotations, text, problems, passedOver);
  const found = new Meaning(lines, text, problems, passedOver).read();
  problems.push(...passedOver.problems());
  return { articles: [{ ...readMetadata(metadata), text, ...found }], problems };
}

function readLines(annotations: string, text: string, problems: Problem[], passedOver: read.PassedOver): Lines {
  const points = new CodePoints(text);
  const lines: Lines = {
    textBound: new Map(),
    events: new Map(),
    kinds: [],
    speech: [],
    notes: [],
    sets: [],
    antecedents: [],
  };
  const ids = new Set<string>();
  read.linesOf(annotations).forEach((line, index) => {
    if (!line.trim()) return;
    const where = `line ${index + 1}`;
    read.attempt(problems, where, () => {
      const [id] = line.split('\t', 1);
      if (id !== '*' && ids.has(id)) throw new read.Unreadable(`${read.shown(id)} is there already, in a line above`);
      readLine(line, where, text, points, lines, passedOver);
      ids.add(id);
    });
  });
  return lines;
}

function readLine(
  line: string,
  where: string,
  text: string,
  points: CodePoints,
  lines: Lines,
  passedOver: read.PassedOver,
): void {
  const [id, body = '', rest = ''] = splitAt(line, '\t', 2);
  const [type, ...words] = body.split(' ').filter(Boolean);
  const [first = '', second = ''] = words;
  if (!/^(?:[TEAMR#N]\d.*|\*)$/.test(id))
    throw new read.Unreadable(`${read.shown(id)} cannot begin a line of a brat file`);
  if (type === undefined) throw new read.Unreadable(`nothing stands after ${read.shown(id)}`);
  switch (id[0]) {
    case 'T':
      lines.textBound.set(id, { type, spans: readSpans(words.join(' '), rest, text, points), where });
      return;
    case 'E': {
      const [[eventType, trigger], ...others] = [type, ...words].map(roleAndTarget);
      lines.events.set(id, { type: eventType, trigger, arguments: others, where });
      return;
    }
    case 'A':
    case 'M':
      if (type === 'MentionKind') lines.kinds.push({ target: first, value: second, where });
      else if (type === 'Speech') lines.speech.push({ target: first, value: second, where });
      else passedOver.add(`the attribute ${read.shown(type)} is not known here`, where);
      return;
    case 'R': {
      const [[, from], [, to]] = [first, second].map(roleAndTarget);
      if (type === 'Antecedent') lines.antecedents.push({ from, to, where });
      else if (SAME.has(type)) lines.sets.push({ ids: [from, to], where });
      else passedOver.add(`the relation ${read.shown(type)} is not known here`, where);
      return;
    }
    case '*':
      if (SAME.has(type)) lines.sets.push({ ids: words, where });
      else passedOver.add(`the relation ${read.shown(type)} is not known here`, where);
      return;
    case '#':
      if (rest.trim()) lines.notes.push({ target: first, value: rest, where });
      return;
    case 'N':
      passedOver.add('links to entries of databases have no place here', where);
  }
}

/** Relations between mentions of one person or thing: ours, and the one that brat has for it. */
const SAME = new Set(['Coref', 'Equiv']);

/** `0 5;9 12` in code points as spans in UTF-16 units, those that only line ends part as one. */
function readSpans(offsets: string, words: string, text: string, points: CodePoints): Span[] {
  const parts = offsets.split(';').map((each): Span => {
    const [, from, to] = /^(\d{1,12}) (\d{1,12})$/.exec(each) ?? [];
    if (from === undefined) throw new read.Unreadable(`${read.shown(offsets)} are not offsets; expected 10 14`);
    const { start, end } = read.span(Number(from), Number(to), 'the annotation', points.length);
    return { start: points.toUtf16(start), end: points.toUtf16(end) };
  });
  const found = parts.map(({ start, end }) => text.slice(start, end)).join(' ');
  if (!sameWords(found, words)) {
    const what = `at ${offsets} the text has ${read.shown(found)}, not ${read.shown(words)}`;
    throw new read.Unreadable(`${what}; offsets count code points of the .txt as it is stored`);
  }
  return joined(parts, text, ONLY_LINE_ENDS);
}

/** brat's own files and those of its kin write a line end within words as it is, or as a space. */
function sameWords(found: string, written: string): boolean {
  const onSpaces = (words: string) => words.replace(/\s/g, ' ').trim();
  return found === written || onSpaces(found) === onSpaces(written);
}

/** Pieces that only such a gap parts as one. */
function joined(parts: readonly Span[], text: string, gap: RegExp): Span[] {
  const spans: Span[] = [];
  for (const part of parts) {
    const last = spans[spans.length - 1];
    if (last && part.start >= last.end && gap.test(text.slice(last.end, part.start))) {
      spans[spans.length - 1] = { ...last, end: part.end };
    } else spans.push(part);
  }
  return spans;
}

const ONLY_BLANKS = /^\s*$/;

/** What the lines mean here; what they do not is said in `problems`. */
class Meaning {
  readonly #mentions = new Map<string, { readonly type: EntityType; readonly span: Span; readonly where: string }>();
  readonly #dates = new Map<
    string,
    { readonly type: TimeExpressionType; readonly span: Span; readonly where: string }
  >();
  /** Annotations of which something else speaks: sources, cues, contents. */
  readonly #used = new Set<string>();
  readonly #actors = new Set<string>();
  readonly #notesOf = new Map<string, Put[]>();
  /** Notes that something was made of. */
  readonly #told = new Set<Put>();
  readonly #kinds: ReadonlyMap<string, string>;
  readonly #speech: ReadonlyMap<string, string>;
  readonly #places = new Map<ReadItem, string>();
  readonly #notes: Note[] = [];

  constructor(
    private readonly lines: Lines,
    private readonly text: string,
    private readonly problems: Problem[],
    private readonly passedOver: read.PassedOver,
  ) {
    for (const note of lines.notes) {
      const known = this.#notesOf.get(note.target);
      if (known) known.push(note);
      else this.#notesOf.set(note.target, [note]);
    }
    for (const { trigger, arguments: given } of lines.events.values()) {
      for (const id of [trigger, ...given.map(([, target]) => target)]) this.#used.add(id);
      for (const [role, target] of given) if (plain(role) === 'Actor') this.#actors.add(target);
    }
    this.#kinds = this.#attributes(lines.kinds, lines.textBound, MENTION_KINDS);
    this.#speech = this.#attributes(lines.speech, lines.events, ATTRIBUTION_KINDS);
  }

  read(): ReadAnnotations {
    for (const [id, textBound] of this.lines.textBound)
      read.attempt(this.problems, textBound.where, () => this.#sort(id, textBound));
    const dates = [...this.#dates].flatMap(([id, date]) => this.#date(id, date) ?? []);
    const { entities, entityOf } = this.#entities();
    const judgements = new Map<string, Judgement>();
    const attributions: Attribution[] = [];
    for (const [eventId, event] of this.lines.events) {
      read.attempt(this.problems, event.where, () => {
        const id = `a${attributions.length + 1}`;
        const { attribution, judgement } = this.#event(id, eventId, event, entityOf);
        this.#places.set(attribution, event.where);
        attributions.push(attribution);
        if (Object.keys(judgement).length) judgements.set(id, judgement);
      });
    }
    this.#homelessNotes();
    return read.inTextOrder({ entities, dates, attributions, judgements, notes: this.#notes, places: this.#places });
  }

  /** Attributes of a kind by what they stand on; those that say nothing that is known here are problems. */
  #attributes(
    given: readonly Put[],
    targets: ReadonlyMap<string, unknown>,
    values: readonly string[],
  ): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    for (const { target, value, where } of given) {
      read.attempt(this.problems, where, () => {
        if (!targets.has(target)) throw new read.Unreadable(`${read.shown(target)} is not an annotation of the file`);
        found.set(target, read.oneOf(value, values, 'the attribute'));
      });
    }
    return found;
  }

  /** Finds out what a text-bound annotation is. @throws Unreadable when it cannot be that */
  #sort(id: string, { type, spans, where }: TextBound): void {
    const dateType = TIME_EXPRESSION_TYPES.find((each) => each === type.toUpperCase());
    const nameType = entityType(type);
    if (!dateType && !nameType) {
      if (!this.#used.has(id)) this.passedOver.add(unusedOrUnknown(type), where);
      return;
    }
    const pieces = joined(spans, this.text, ONLY_BLANKS);
    if (pieces.length > 1) {
      if (this.#used.has(id) && !this.#actors.has(id)) return; // source, cue or content of a claim: these may have pieces
      const words = pieces.map(({ start, end }) => read.shown(this.text.slice(start, end))).join(' and ');
      throw new read.Unreadable(
        `the words of the type ${read.shown(type)} are in pieces (${words}), which only a claim can have here: left out`,
      );
    }
    if (dateType) this.#dates.set(id, { type: dateType, span: pieces[0], where });
    else this.#mentions.set(id, { type: nameType!, span: pieces[0], where });
  }

  #date(
    id: string,
    { type, span, where }: { type: TimeExpressionType; span: Span; where: string },
  ): TimeExpression | undefined {
    const { ours, others } = this.#notesOn(id, 'value');
    return read.attempt(this.problems, ours.where ?? where, () => {
      const details = (['mod', 'quant', 'freq'] as const)
        .map((key) => [key, read.optionalText(ours.fields[key], key)] as const)
        .filter(([, word]) => word !== undefined);
      const value = read.optionalText(ours.fields.value, 'value') ?? '';
      const date: TimeExpression = { ...span, type, value, ...Object.fromEntries(details) };
      this.#places.set(date, where);
      this.#addNotes([span], others);
      return date;
    });
  }

  #entities(): { entities: Entity[]; entityOf: (mention: string) => string | null } {
    const setOf = this.#sets();
    const antecedents = new Map<string, Span>();
    for (const { from, to, where } of this.lines.antecedents) {
      const before = this.#mentions.get(to);
      if (before && this.#mentions.has(from)) antecedents.set(from, before.span);
      else this.problems.push({ where, what: `an end of the relation is not a name: ${read.shown(`${from} ${to}`)}` });
    }
    const entities: Entity[] = [];
    const owner = new Map<string, string>();
    for (const first of this.#mentions.keys()) {
      if (owner.has(first)) continue;
      const id = `e${entities.length + 1}`;
      const members = setOf.get(first)!;
      for (const each of members) owner.set(each, id);
      entities.push(this.#entity(id, members, antecedents));
    }
    return { entities, entityOf: (mention) => owner.get(mention) ?? null };
  }

  #entity(id: string, members: readonly string[], antecedents: ReadonlyMap<string, Span>): Entity {
    const [{ type, span }] = members.map((each) => this.#mentions.get(each)!);
    const notes = members.map((each) => this.#notesOn(each, 'name'));
    const [described, ...again] = notes.filter(({ ours }) => ours.where !== undefined);
    for (const { ours } of again) {
      const what = `who is meant is said already, in ${described.ours.where}: passed over`;
      this.problems.push({ where: ours.where!, what });
    }
    const about = described?.ours.fields ?? {};
    const words = read.attempt(this.problems, described?.ours.where ?? '', () => ({
      name: read.optionalText(about.name, 'name'),
      aliases: read.list(about.aliases, 'aliases').map((alias) => read.text(alias, 'an alias')),
      role: read.optionalText(about.role, 'role'),
    }));
    const mentions = members.map((each, index): Mention => {
      const own = this.#mentions.get(each)!;
      const antecedent = antecedents.get(each);
      const kind = MENTION_KINDS.find((one) => one === this.#kinds.get(each)) ?? 'name';
      const mention: Mention = { ...own.span, kind, entity: id, ...(antecedent && { antecedent }) };
      this.#places.set(mention, own.where);
      this.#addNotes([own.span], notes[index].others);
      if (own.type !== type) {
        const what = `${each} is a ${own.type} and means the same as ${members[0]}, which is a ${type}: read as ${type}`;
        this.problems.push({ where: own.where, what });
      }
      return mention;
    });
    return {
      id,
      type,
      name: words?.name ?? onOneLine(this.text.slice(span.start, span.end)),
      aliases: words?.aliases ?? [],
      ...(words?.role !== undefined && { role: words.role }),
      named: about.named !== false,
      plural: about.plural === true,
      mentions,
    };
  }

  /** Which mentions mean the same, by each of them; a mention that is in two sets joins them. */
  #sets(): ReadonlyMap<string, readonly string[]> {
    const sets = new DisjointSets();
    for (const { ids, where } of this.lines.sets) {
      const [known, missing] = [
        ids.filter((id) => this.#mentions.has(id)),
        ids.filter((id) => !this.#mentions.has(id)),
      ];
      for (const id of known) sets.join(known[0], id);
      if (missing.length) {
        const what = `${missing.map(read.shown).join(', ')}: no name of this file; the rest of the line is read`;
        this.problems.push({ where, what });
      }
    }
    const members = new Map<string, string[]>();
    const setOf = new Map<string, string[]>();
    for (const id of this.#mentions.keys()) {
      const set = members.get(sets.of(id)) ?? [];
      members.set(sets.of(id), set);
      set.push(id);
      setOf.set(id, set);
    }
    return setOf;
  }

  /** @throws Unreadable when it is no claim */
  #event(
    id: string,
    eventId: string,
    event: Event,
    entityOf: (mention: string) => string | null,
  ): { attribution: Attribution; judgement: Judgement } {
    if (event.type !== 'Content') {
      throw new read.Unreadable(
        `an event ${read.shown(event.type)} is not known here; expected Content:T1 Source:T2 Cue:T3`,
      );
    }
    const trigger = this.lines.textBound.get(event.trigger);
    if (!trigger) throw new read.Unreadable(`${read.shown(event.trigger)} is not an annotation of the file`);
    const roles = { Source: [] as Span[], Cue: [] as Span[] };
    let actor: string | null = null;
    const problem = (what: string) =>
      this.problems.push({ where: event.where, what: `${what}; the claim is read without it` });
    for (const [name, target] of event.arguments) {
      const role = plain(name);
      const words = this.lines.textBound.get(target);
      if (role === 'Actor') {
        const entity = entityOf(target);
        if (entity === null) problem(`the actor ${read.shown(target)} is not a name in this file`);
        else if (actor !== null && actor !== entity) problem(`${read.shown(target)} is a second actor`);
        else actor = entity;
      } else if (role !== 'Source' && role !== 'Cue') problem(`the role ${read.shown(name)} is not known here`);
      else if (!words) problem(`${read.shown(target)} is not an annotation of the file`);
      else roles[role].push(...words.spans);
    }
    const { ours, others } = this.#notesOn(eventId, 'confidence');
    const { confidence, ...judged } = ours.fields;
    const judgement = read.judgement(judged.verdict, judged.note, judged.author, judged.time, 'the note');
    const attribution: Attribution = {
      id,
      source: roles.Source,
      cue: roles.Cue,
      content: trigger.spans,
      kind: ATTRIBUTION_KINDS.find((each) => each === this.#speech.get(eventId)) ?? 'indirect',
      confidence: typeof confidence === 'number' && confidence >= 0 && confidence <= 1 ? confidence : 1,
      actor,
    };
    const onWords = this.#notesOn(event.trigger, undefined).others;
    this.#addNotes(trigger.spans, [...others, ...onWords]);
    return { attribution, judgement };
  }

  /** The note of ours on an annotation, which is an object with such a field, and those in people's words. */
  #notesOn(id: string, ownField: string | undefined) {
    let ours: { readonly fields: read.Fields; readonly where?: string } = { fields: {} };
    const others: Put[] = [];
    for (const note of this.#notesOf.get(id) ?? []) {
      const fields = ownField === undefined ? undefined : noteFields(note.value);
      if (fields && ownField! in fields && ours.where === undefined) ours = { fields, where: note.where };
      else others.push(note);
      this.#told.add(note);
    }
    return { ours, others };
  }

  #addNotes(spans: readonly Span[], notes: readonly Put[]): void {
    for (const { value, where } of notes) this.#notes.push({ spans, text: value, where });
  }

  /** Notes on sources, cues, relations, and on what was left out. */
  #homelessNotes(): void {
    for (const note of this.lines.notes) {
      if (this.#told.has(note)) continue;
      const what = `the note ${read.shown(note.value)} is on ${read.shown(note.target)}, which is not a name, date or claim that was read: left out`;
      this.problems.push({ where: note.where, what });
    }
  }
}

/** Union-find: which of many things belong together. */
class DisjointSets {
  readonly #parent = new Map<string, string>();

  of(id: string): string {
    let root = id;
    for (let parent = this.#parent.get(root); parent !== undefined; parent = this.#parent.get(root)) root = parent;
    for (let at = id; at !== root;) {
      const next = this.#parent.get(at)!;
      this.#parent.set(at, root);
      at = next;
    }
    return root;
  }

  join(a: string, b: string): void {
    const [rootA, rootB] = [this.of(a), this.of(b)];
    if (rootA !== rootB) this.#parent.set(rootB, rootA);
  }
}

function unusedOrUnknown(type: string): string {
  if (['Source', 'Cue', 'Content'].includes(type)) return `a ${type} belongs to no event`;
  return `the type ${read.shown(type)} is not known here`;
}

/** brat numbers the further arguments of a role: `Source2`. */
function plain(role: string): string {
  return role.replace(/\d{1,4}$/, '');
}

/** The fields of a note that is an object, as ours are; undefined for a note in a person's words. */
function noteFields(note: string): read.Fields | undefined {
  if (!note.startsWith('{')) return undefined;
  try {
    const value = parseJson(note);
    return read.isFields(value) ? value : undefined;
  } catch {
    return undefined;
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
