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
} from '../analysis/analysis';
import { BrokenSidecar, parseSidecar } from '../review/sidecar';
import { CodePoints } from '../util/codePoints';
import type { AnnotatedArticle, Judgement, Note, Problem, ReadAnnotations, ReadItem, ReadResult } from './annotated';
import { entityType } from './entityTypes';
import { textHash } from './provenance';
import * as read from './reading';
import { onOneLine } from './words';

// W3C Web Annotation (Recommendation of 23 February 2017) as JSON-LD: one AnnotationPage an article; an Annotation for
// each mention, date and attribution, whose targets say by quotation and by position which words are meant. Positions
// are code points, as the recommendation has it. Terms that the model lacks stand in a vocabulary of ours.

const CONTEXT = ['http://www.w3.org/ns/anno.jsonld', { '@vocab': 'urn:hearsay:export#' }] as const;

/** How much text before and behind is quoted, in UTF-16 units. */
const CONTEXT_LENGTH = 32;

const ROLES = ['source', 'cue', 'content'] as const;

export function writeWebAnnotation(article: AnnotatedArticle): string {
  const { file, text, hash, model, analysis, judgements } = article;
  const { header, entities, dates, attributions } = analysis;
  const points = new CodePoints(text);
  const target = ({ start, end }: Span) => ({
    source: file,
    selector: [
      {
        type: 'TextQuoteSelector',
        exact: text.slice(start, end),
        prefix: text.slice(Math.max(0, start - CONTEXT_LENGTH), start),
        suffix: text.slice(end, end + CONTEXT_LENGTH),
      },
      { type: 'TextPositionSelector', start: points.fromUtf16(start), end: points.fromUtf16(end) },
    ],
  });
  const tag = (value: string, purpose = 'classifying') => ({ type: 'TextualBody', purpose, value });
  const mentions = entities.flatMap(({ id, type, mentions: own }) =>
    own.map((mention, index) => ({
      id: `#${encodeURIComponent(id)}-${index + 1}`,
      type: 'Annotation',
      motivation: 'identifying',
      body: tag(type),
      target: target(mention),
      entity: id,
      naming: mention.kind,
      antecedent: mention.antecedent && target(mention.antecedent),
    })),
  );
  const timed = dates.map(({ start, end, type, value, mod, quant, freq }, index) => ({
    id: `#date-${index + 1}`,
    type: 'Annotation',
    motivation: 'identifying',
    body: tag(value),
    target: target({ start, end }),
    timexType: type,
    mod,
    quant,
    freq,
  }));
  const said = attributions.map(({ id, actor, kind, confidence, ...spans }) => ({
    id: `#${encodeURIComponent(id)}`,
    type: 'Annotation',
    motivation: 'linking',
    body: [tag(kind), ...judgementBodies(judgements.get(id))],
    target: ROLES.flatMap((role) => spans[role].map((span) => ({ ...target(span), role }))),
    attribution: id,
    speaker: actor ?? undefined,
    confidence: Math.round(confidence * 1000) / 1000,
  }));
  const page = {
    '@context': CONTEXT,
    type: 'AnnotationPage',
    file,
    title: header.title?.value,
    date: header.date?.value,
    url: header.url?.value,
    model,
    offsets: 'code points',
    sha256: hash,
    text,
    entities: entities.map(({ id, type, name, aliases, role, named, plural }) => ({
      entity: id,
      entityType: type,
      name,
      aliases,
      office: role,
      named,
      plural,
    })),
    items: [...mentions, ...timed, ...said],
  };
  return `${JSON.stringify(page, undefined, 1)}\n`;
}

function judgementBodies({ verdict, note, author, time }: Judgement = {}): object[] {
  const by = { creator: author === undefined ? undefined : { type: 'Person', name: author }, created: time };
  return [
    ...(verdict === undefined ? [] : [{ type: 'TextualBody', purpose: 'assessing', value: verdict, ...by }]),
    ...(note === undefined ? [] : [{ type: 'TextualBody', purpose: 'commenting', value: note, ...by }]),
  ];
}

// --- reading -----------------------------------------------------------------------------------------------------------

/** A TextQuoteSelector. */
interface Quotation {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** The words that a target means. */
interface Place {
  readonly span: Span;
  readonly role: string | undefined;
}

/**
 * Reads a page of ours, and of others' (Recogito, Hypothesis and their kin) an annotation, a list or a collection of them:
 * those that are classified as ours are, and comments. Where the file does not have the text, words are looked for in the
 * article: at their position when they stand there, else where they stand only once with what is quoted around them.
 */
export function readWebAnnotation(content: string): ReadResult {
  const problems: Problem[] = [];
  const page = read.attempt(problems, 'the file', () => readPage(content));
  if (!page) return { articles: [], problems };
  if (page.version !== undefined) return readSidecar(content, page);
  const told = read.attempt(problems, 'the file', () => ({
    text: read.optionalText(page.text, '"text"'),
    file: read.optionalText(page.file, '"file"'),
    model: read.optionalText(page.model, '"model"'),
    hash: read.optionalText(page.sha256, '"sha256"'),
  }));
  if (!told) return { articles: [], problems };
  const { text, hash, ...about } = told;
  if (text === undefined) {
    const locate = (article: string) =>
      new Reader(page, article, hash !== undefined && hash === textHash(article)).read();
    return { articles: [{ ...about, ...read.NO_ANNOTATIONS, locate }], problems };
  }
  const { found, problems: ofItems } = new Reader(page, text, true).read();
  return { articles: [{ ...about, text, hash, ...found }], problems: [...problems, ...ofItems] };
}

/** A sidecar of ours, a colleague's say: what people decided. */
function readSidecar(content: string, page: read.Fields): ReadResult {
  try {
    const review = parseSidecar(content);
    const [first] = read.list(page.items, '"items"').filter(read.isFields);
    const [target] = listed(first?.target).filter(read.isFields);
    const file = typeof target?.source === 'string' ? target.source : undefined;
    const { length: count } = review.foreign;
    const problems = count
      ? [{ where: 'the file', what: `${count} of its items are not understood: passed over`, count }]
      : [];
    return { articles: [{ file, ...read.NO_ANNOTATIONS, review }], problems };
  } catch (error) {
    if (!(error instanceof BrokenSidecar)) throw error;
    return { articles: [], problems: [{ where: 'the file', what: error.message }] };
  }
}

/** @throws Unreadable when it is none, or its offsets count something else */
function readPage(content: string): read.Fields {
  const value = read.json(content, 'annotations as JSON-LD');
  const page = read.fields(Array.isArray(value) ? { items: value as unknown[] } : value, 'the file');
  const items = itemsOf(page);
  if (!items)
    throw new read.Unreadable('it has no "items" and no "target"; expected an Annotation or an AnnotationPage');
  if (page.offsets !== undefined && page.offsets !== 'code points') {
    throw new read.Unreadable(`"offsets" is ${read.shown(page.offsets)}; only code points are understood here`);
  }
  return { ...page, items };
}

/** Of a page, a collection with its first page, an export of Hypothesis, or a single annotation. */
function itemsOf(page: read.Fields): readonly unknown[] | undefined {
  const first = read.isFields(page.first) ? page.first.items : undefined;
  const lists = [page.items, first, page.rows, page.annotations, page['@graph']];
  const list = lists.find((each): each is unknown[] => Array.isArray(each));
  return list ?? (page.target === undefined ? undefined : [page]);
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

function selectorOf(target: unknown, type: string): read.Fields | undefined {
  const selectors = read.isFields(target) ? listed(target.selector) : [];
  return selectors.filter(read.isFields).find((selector) => selector.type === type);
}

/** Purposes (W3C Web Annotation Vocabulary, 4.1) of bodies that are words about the words, not what they are called. */
const COMMENTS: readonly unknown[] = ['commenting', 'describing', 'replying', 'questioning', 'editing', 'highlighting'];

/** What an annotation says: what its words are called, and what people wrote about them. */
interface Said {
  readonly labels: readonly string[];
  readonly comments: readonly Judgement[];
  readonly bodies: readonly read.Fields[];
}

/** Reads the items of a page, whose positions and quotations are about one text. */
class Reader {
  readonly #problems: Problem[] = [];
  readonly #places = new Map<ReadItem, string>();
  readonly #entities = new Map<string, Omit<Entity, 'mentions'> & { readonly mentions: Mention[] }>();
  readonly #dates: TimeExpression[] = [];
  readonly #attributions = new Map<string, Attribution>();
  readonly #judgements = new Map<string, Judgement>();
  readonly #notes: Note[] = [];
  readonly #points: CodePoints;
  #tried = 0;

  /** @param isOwn whether it is certain that the positions are about this text */
  constructor(
    private readonly page: read.Fields,
    private readonly text: string,
    private readonly isOwn: boolean,
  ) {
    this.#points = new CodePoints(text);
  }

  read(): { found: ReadAnnotations; problems: readonly Problem[] } {
    const entities = read.attempt(this.#problems, 'the file', () => read.list(this.page.entities, '"entities"')) ?? [];
    for (const [index, value] of entities.entries()) {
      const where = `entity ${index + 1}`;
      read.attempt(this.#problems, where, () => {
        const entity = readEntity(read.fields(value, where));
        if (this.#entities.has(entity.id)) throw new read.Unreadable(`${read.shown(entity.id)} is there already`);
        this.#entities.set(entity.id, { ...entity, mentions: [] });
      });
    }
    for (const [index, value] of read.list(this.page.items, '"items"').entries()) {
      const where = `annotation ${index + 1}`;
      read.attempt(this.#problems, where, () => this.#item(read.fields(value, 'the annotation'), where));
    }
    const found = read.inTextOrder({
      entities: [...this.#entities.values()],
      dates: this.#dates,
      attributions: [...this.#attributions.values()],
      judgements: this.#judgements,
      notes: this.#notes,
      places: this.#places,
    });
    return { found, problems: this.#problems };
  }

  #item(item: read.Fields, where: string): void {
    const targets = listed(item.target).map((target, index) => this.#place(target, `target ${index + 1}`));
    if (!targets.length) throw new read.Unreadable('it has no target');
    const said = readSaid(item);
    if (targets.some(({ role }) => role !== undefined)) {
      this.#attribution(item, targets, said, where);
      return;
    }
    const spans = targets.map(({ span }) => span);
    if (targets.length > 1) throw new read.Unreadable('it has several targets, and none has a role: left out');
    const [span] = spans;
    const dateType = TIME_EXPRESSION_TYPES.find((each) => said.labels.some((label) => label.toUpperCase() === each));
    const nameType = said.labels.map(entityType).find((each) => each !== undefined);
    if (item.timexType !== undefined) this.#date(item, span, said.labels[0] ?? '', where);
    else if (dateType && !nameType) this.#date({ timexType: dateType }, span, '', where);
    else if (nameType) this.#mention(item, span, nameType, where);
    else if (said.labels.length || !said.comments.length) {
      const [label] = said.labels;
      const what = label === undefined ? 'it says nothing about its words' : `${read.shown(label)} is not known here`;
      throw new read.Unreadable(`${what}: expected one of ${ENTITY_TYPES.join(', ')}, or a comment`);
    }
    const known = dateType ?? nameType;
    for (const label of item.timexType === undefined && known ? said.labels : []) {
      if (entityType(label) === nameType || label.toUpperCase() === dateType) continue;
      this.#problems.push({ where, what: `${read.shown(label)} is not known here; the annotation is read without it` });
    }
    for (const { note = '', ...by } of said.comments) this.#notes.push({ spans, text: note, ...by, where });
  }

  #mention(item: read.Fields, span: Span, type: EntityType, where: string): void {
    const named = read.optionalText(item.entity, 'entity');
    const kind = read.oneOf(item.naming ?? 'name', MENTION_KINDS, 'naming');
    const antecedent = item.antecedent === undefined ? undefined : this.#place(item.antecedent, 'antecedent').span;
    let id = named ?? `e${this.#entities.size + 1}`;
    while (named === undefined && this.#entities.has(id)) id += "'";
    let entity = this.#entities.get(id);
    if (!entity) {
      const name = onOneLine(this.text.slice(span.start, span.end));
      entity = { id, type, name, aliases: [], named: kind === 'name', plural: false, mentions: [] };
      this.#entities.set(id, entity);
    }
    const mention: Mention = { ...span, kind, entity: id, ...(antecedent && { antecedent }) };
    this.#places.set(mention, where);
    entity.mentions.push(mention);
  }

  #date(item: read.Fields, span: Span, value: string, where: string): void {
    const type = read.oneOf(item.timexType, TIME_EXPRESSION_TYPES, 'timexType');
    const more = (['mod', 'quant', 'freq'] as const).map((key) => [key, read.optionalText(item[key], key)] as const);
    const details = Object.fromEntries(more.filter(([, word]) => word !== undefined));
    const date: TimeExpression = { ...span, type, value, ...details };
    this.#places.set(date, where);
    this.#dates.push(date);
  }

  #attribution(item: read.Fields, targets: readonly Place[], { labels, bodies }: Said, where: string): void {
    const spans = { source: [] as Span[], cue: [] as Span[], content: [] as Span[] };
    for (const { span, role } of targets) spans[read.oneOf(role, ROLES, 'role')].push(span);
    if (!spans.content.length) throw new read.Unreadable('no target has the role content: nothing is said');
    const id = read.optionalText(item.attribution, 'attribution') ?? `annotation ${this.#attributions.size + 1}`;
    if (this.#attributions.has(id)) throw new read.Unreadable(`${read.shown(id)} is there already`);
    const actor = read.optionalText(item.speaker, 'speaker') ?? null;
    const isKnown = actor === null || this.#entities.has(actor);
    const judgement = readJudgement(bodies);
    if (!isKnown) {
      const what = `the speaker ${read.shown(actor)} is not an entity of the file; the claim is read without its speaker`;
      this.#problems.push({ where, what });
    }
    const { confidence } = item;
    const attribution: Attribution = {
      id,
      ...spans,
      kind: ATTRIBUTION_KINDS.find((kind) => labels.includes(kind)) ?? 'indirect',
      confidence: typeof confidence === 'number' && confidence >= 0 && confidence <= 1 ? confidence : 1,
      actor: isKnown ? actor : null,
    };
    this.#places.set(attribution, where);
    this.#attributions.set(id, attribution);
    if (Object.keys(judgement).length) this.#judgements.set(id, judgement);
  }

  /** @throws Unreadable when it is not certain which words are meant */
  #place(target: unknown, name: string): Place {
    const position = selectorOf(target, 'TextPositionSelector');
    const quotation = quotationOf(selectorOf(target, 'TextQuoteSelector'), name);
    const role = read.isFields(target) ? read.optionalText(target.role, `${name}.role`) : undefined;
    if (!position && !quotation) {
      throw new read.Unreadable(`${name} has no selector that is read here: TextQuoteSelector or TextPositionSelector`);
    }
    if (!quotation) {
      if (this.isOwn) return { span: this.#at(position!, name), role };
      throw new read.Unreadable(`${name} has a position alone, which could mean other words; it has to quote them too`);
    }
    const at = position && this.#standsAt(position, quotation);
    const span = at ?? this.#quoted(quotation);
    if (span) return { span, role };
    const { exact } = quotation;
    const found = position && this.text.slice(...this.#units(position));
    const instead = found === undefined ? '' : `, and its position has ${read.shown(found)}`;
    throw new read.Unreadable(`${read.shown(exact)} is not in the text, or more than once${instead}`);
  }

  #at({ start, end }: read.Fields, name: string): Span {
    const span = read.span(start, end, `${name} (TextPositionSelector)`, this.#points.length);
    return { start: this.#points.toUtf16(span.start), end: this.#points.toUtf16(span.end) };
  }

  /** The quoted words at their position, which counts code points as the recommendation has it, or UTF-16 units as browsers do. */
  #standsAt(position: read.Fields, { exact, prefix, suffix }: Quotation): Span | undefined {
    const { text } = this;
    const starts = [this.#units(position)[0], typeof position.start === 'number' ? position.start : -1];
    const start = starts.find((each) => each >= 0 && text.startsWith(exact, each));
    if (start === undefined) return undefined;
    const end = start + exact.length;
    const isOnly = () => text.indexOf(exact) === start && text.indexOf(exact, start + 1) < 0;
    return this.isOwn || isBetween(text, { start, end }, prefix, suffix) || isOnly() ? { start, end } : undefined;
  }

  #units({ start, end }: read.Fields): [start: number, end: number] {
    const unit = (offset: unknown) => (typeof offset === 'number' ? this.#points.toUtf16(offset) : -1);
    return [unit(start), unit(end)];
  }

  /** The only place where the words stand between what is quoted around them. */
  #quoted({ exact, prefix, suffix }: Quotation): Span | undefined {
    const { text } = this;
    let found: Span | undefined;
    for (let start = text.indexOf(exact); start >= 0; start = text.indexOf(exact, start + 1)) {
      if (++this.#tried > MOST_TRIED) return undefined;
      const place = { start, end: start + exact.length };
      if (!isBetween(text, place, prefix, suffix)) continue;
      if (found) return undefined;
      found = place;
    }
    return found;
  }
}

/** In a file that quotes very common words, so many of their places are looked at; then they count as unclear. */
const MOST_TRIED = 100_000;

/** So much of what is quoted around words is compared; white space may differ, from a web page say, by `SPARE` characters. */
const MOST_AROUND = 200;
const SPARE = 40;

function isBetween(text: string, { start, end }: Span, prefix: string, suffix: string): boolean {
  const bare = (words: string) => words.replace(/\s+/g, '');
  const [ending, beginning] = [prefix.slice(-MOST_AROUND), suffix.slice(0, MOST_AROUND)];
  const before = text.slice(Math.max(0, start - ending.length - SPARE), start);
  const after = text.slice(end, end + beginning.length + SPARE);
  return bare(before).endsWith(bare(ending)) && bare(after).startsWith(bare(beginning));
}

/** @throws Unreadable when it quotes nothing */
function quotationOf(selector: read.Fields | undefined, name: string): Quotation | undefined {
  if (!selector) return undefined;
  const exact = read.text(selector.exact, `${name}.exact`);
  if (!exact) throw new read.Unreadable(`${name}.exact is empty: no words are meant`);
  return {
    exact,
    prefix: read.optionalText(selector.prefix, `${name}.prefix`) ?? '',
    suffix: read.optionalText(selector.suffix, `${name}.suffix`) ?? '',
  };
}

/** Bodies, and what Hypothesis has in their place: `text` and `tags`. @throws Unreadable */
function readSaid(item: read.Fields): Said {
  const given = listed(item.body).map((body) =>
    typeof body === 'string' ? { value: body } : read.fields(body, 'body'),
  );
  const tags = listed(item.tags).map((value) => ({ value, purpose: 'tagging' }));
  const text = typeof item.text === 'string' && item.text ? [{ value: item.text, purpose: 'commenting' }] : [];
  const bodies: read.Fields[] = [...given, ...tags, ...text];
  const labels: string[] = [];
  const comments: Judgement[] = [];
  for (const body of bodies) {
    if (typeof body.value !== 'string' || !body.value) continue;
    const isComment = COMMENTS.includes(body.purpose ?? listed(item.motivation)[0]);
    if (isComment) comments.push(readJudgement([{ ...body, purpose: 'commenting' }]));
    else if (body.purpose !== 'assessing') labels.push(body.value);
  }
  return { labels, comments, bodies };
}

/** @throws Unreadable */
function readEntity(value: read.Fields): Omit<Entity, 'mentions'> {
  const role = read.optionalText(value.office, 'office');
  return {
    id: read.text(value.entity, 'entity'),
    type: read.oneOf(value.entityType, ENTITY_TYPES, 'entityType'),
    name: read.text(value.name, 'name'),
    aliases: read.list(value.aliases, 'aliases').map((alias) => read.text(alias, 'an alias')),
    ...(role !== undefined && { role }),
    named: value.named !== false,
    plural: value.plural === true,
  };
}

function readJudgement(bodies: readonly read.Fields[]): Judgement {
  const verdict = bodies.find(({ purpose }) => purpose === 'assessing');
  const note = bodies.find(({ purpose }) => purpose === 'commenting');
  const by = verdict ?? note;
  const author = read.isFields(by?.creator) ? by.creator.name : undefined;
  return read.judgement(verdict?.value, note?.value, author, by?.created, 'body');
}
