import {
  ATTRIBUTION_KINDS,
  type Analysis,
  type Attribution,
  ENTITY_TYPES,
  type Entity,
  MENTION_KINDS,
  type Mention,
  type Span,
  TIME_EXPRESSION_TYPES,
  type TimeExpression,
} from '../analysis/analysis';
import type { AnnotatedArticle, Judgement, Problem, ReadArticle, ReadItem, ReadResult } from './annotated';
import * as read from './reading';
import { readSpans } from './spans';

/** An article as a record of JSON Lines. Offsets are UTF-16 code units into the text, as everywhere. */
export interface ArticleRecord {
  /** The file's path as it was given, or the record's id. */
  readonly file: string;
  readonly title: string | null;
  /** ISO, `2022-01-08`. */
  readonly date: string | null;
  readonly url: string | null;
  readonly entities: readonly (Omit<Entity, 'mentions'> & { readonly mentions: readonly Omit<Mention, 'entity'>[] })[];
  readonly dates: readonly TimeExpression[];
  readonly attributions: readonly Attribution[];
}

/** The record of one article. Written out field by field, so that what others read does not change by chance. */
export function articleRecord(file: string, { header, entities, dates, attributions }: Analysis): ArticleRecord {
  return {
    file,
    title: header.title?.value ?? null,
    date: header.date?.value ?? null,
    url: header.url?.value ?? null,
    entities: entities.map(({ id, type, name, aliases, role, named, plural, mentions }) => ({
      id,
      type,
      name,
      aliases,
      role,
      named,
      plural,
      mentions: mentions.map(({ start, end, kind, antecedent }) => ({ start, end, kind, antecedent })),
    })),
    dates: dates.map(({ start, end, type, value, mod, quant, freq, temporalFunction, fiscal, range }) => ({
      ...{ start, end, type, value, mod, quant, freq, temporalFunction, fiscal, range },
    })),
    attributions: attributions.map(({ id, source, cue, content, actor, kind, confidence }) => ({
      id,
      source: source.map(bare),
      cue: cue.map(bare),
      content: content.map(bare),
      actor,
      kind,
      confidence: Math.round(confidence * 1000) / 1000,
    })),
  };
}

function bare({ start, end }: Span): Span {
  return { start, end };
}

/**
 * One line: the record that `hearsay annotate` prints, and with it what an export names (model, unit of offsets, hash),
 * the text that the offsets count in, and what people said of the claims.
 */
export function writeJsonLine({ file, text, hash, model, analysis, judgements }: AnnotatedArticle): string {
  const { attributions, ...record } = articleRecord(file, analysis);
  return `${JSON.stringify({
    ...record,
    attributions: attributions.map((each) => ({ ...each, judgement: judgements.get(each.id) })),
    model,
    offsets: 'UTF-16',
    sha256: hash,
    text,
  })}\n`;
}

/**
 * Reads records of `hearsay annotate` and of exports, one a line, and those of other tools that are a text with labelled
 * spans (spans.ts).
 */
export function readJsonLines(content: string): ReadResult {
  const problems: Problem[] = [];
  const articles = read.linesOf(content).flatMap((line, index): ReadArticle[] => {
    if (!line.trim()) return [];
    const where = `line ${index + 1}`;
    const article = read.attempt(problems, where, () => {
      const record = read.fields(read.json(line, 'the record of one article in each line'), 'the record');
      return readSpans(record, where, problems) ?? new Reader(record, where, problems).read();
    });
    return article ? [article] : [];
  });
  return { articles, problems };
}

const LISTS = ['entities', 'dates', 'attributions'] as const;

/** Reads a record; what in it cannot be read becomes a problem, and the rest is read. */
class Reader {
  readonly #places = new Map<ReadItem, string>();
  readonly #judgements = new Map<string, Judgement>();

  constructor(
    private readonly record: read.Fields,
    private readonly where: string,
    private readonly problems: Problem[],
  ) {}

  /** @throws Unreadable when it is no record of an article's annotations */
  read(): ReadArticle {
    const { record } = this;
    if (!LISTS.some((name) => Array.isArray(record[name]))) {
      const has = Object.keys(record).slice(0, 8).map(read.shown).join(', ') || 'nothing';
      throw new read.Unreadable(
        `no record of annotations: it has ${has}; expected "entities", "dates" and "attributions" as hearsay annotate writes them, or "text" with "label", "labels" or "spans"`,
      );
    }
    if (record.offsets !== undefined && record.offsets !== 'UTF-16') {
      throw new read.Unreadable(`"offsets" is ${read.shown(record.offsets)}; only UTF-16 is understood here`);
    }
    const text = read.optionalText(record.text, '"text"');
    const about = {
      file: read.optionalText(record.file, '"file"'),
      hash: read.optionalText(record.sha256, '"sha256"'),
      model: read.optionalText(record.model, '"model"'),
    };
    const entities = new Map<string, Entity>();
    this.#each('entities', (value, name) => {
      const entity = this.#entity(value, name, text?.length);
      if (entities.has(entity.id)) throw new read.Unreadable(`${name}.id is ${read.shown(entity.id)}, as another's is`);
      entities.set(entity.id, entity);
    });
    const dates: TimeExpression[] = [];
    this.#each('dates', (value, name) => {
      const date = readDate(value, name, text?.length);
      this.#places.set(date, this.where);
      dates.push(date);
    });
    const attributions = new Map<string, Attribution>();
    this.#each('attributions', (value, name) => {
      const attribution = this.#attribution(value, name, text?.length, entities);
      const { id } = attribution;
      if (attributions.has(id)) throw new read.Unreadable(`${name}.id is ${read.shown(id)}, as another's is`);
      const judgement = isAbsent(value.judgement) ? {} : readJudgement(value.judgement, `${name}.judgement`);
      this.#places.set(attribution, this.where);
      attributions.set(id, attribution);
      if (Object.keys(judgement).length) this.#judgements.set(id, judgement);
    });
    const found = read.inTextOrder({
      entities: [...entities.values()],
      dates,
      attributions: [...attributions.values()],
      judgements: this.#judgements,
      places: this.#places,
    });
    return { ...about, text, ...found };
  }

  #attempt<T>(readOne: () => T): T | undefined {
    return read.attempt(this.problems, this.where, readOne);
  }

  #each(list: (typeof LISTS)[number], readOne: (value: read.Fields, name: string) => void): void {
    const values = this.#attempt(() => read.list(this.record[list], `"${list}"`)) ?? [];
    values.forEach((value, index) => {
      const name = `${list}[${index}]`;
      this.#attempt(() => readOne(read.fields(value, name), name));
    });
  }

  #entity(value: read.Fields, name: string, length: number | undefined): Entity {
    const id = read.text(value.id, `${name}.id`);
    const role = read.optionalText(value.role, `${name}.role`);
    const entity = {
      id,
      type: read.oneOf(value.type, ENTITY_TYPES, `${name}.type`),
      name: read.text(value.name, `${name}.name`),
      aliases: read.list(value.aliases, `${name}.aliases`).map((alias) => read.text(alias, `an alias of ${name}`)),
      ...(role !== undefined && { role }),
      named: value.named !== false,
      plural: value.plural === true,
    };
    const mentions = read.list(value.mentions, `${name}.mentions`).flatMap((each, index): Mention[] => {
      const label = `${name}.mentions[${index}]`;
      const mention = this.#attempt(() => readMention(read.fields(each, label), label, id, length));
      if (mention) this.#places.set(mention, this.where);
      return mention ? [mention] : [];
    });
    return { ...entity, mentions };
  }

  #attribution(
    value: read.Fields,
    name: string,
    length: number | undefined,
    entities: ReadonlyMap<string, Entity>,
  ): Attribution {
    const attribution = readAttribution(value, name, length);
    const { actor } = attribution;
    if (actor === null || entities.has(actor)) return attribution;
    const what = `${name}.actor is ${read.shown(actor)}, which is not an entity of the record; the claim is read without its actor`;
    this.problems.push({ where: this.where, what });
    return { ...attribution, actor: null };
  }
}

/** @throws Unreadable */
function readMention(mention: read.Fields, label: string, entity: string, length: number | undefined): Mention {
  const antecedent = isAbsent(mention.antecedent) ? undefined : read.fields(mention.antecedent, `${label}.antecedent`);
  return {
    ...read.span(mention.start, mention.end, label, length),
    kind: read.oneOf(mention.kind ?? 'name', MENTION_KINDS, `${label}.kind`),
    entity,
    ...(antecedent && { antecedent: read.span(antecedent.start, antecedent.end, `${label}.antecedent`, length) }),
  };
}

function readDate(value: read.Fields, name: string, length: number | undefined): TimeExpression {
  const more = (['mod', 'quant', 'freq'] as const).map(
    (key) => [key, read.optionalText(value[key], `${name}.${key}`)] as const,
  );
  const range = isAbsent(value.range) ? undefined : read.fields(value.range, `${name}.range`);
  return {
    ...read.span(value.start, value.end, name, length),
    type: read.oneOf(value.type, TIME_EXPRESSION_TYPES, `${name}.type`),
    value: read.text(value.value, `${name}.value`),
    ...Object.fromEntries(more.filter(([, words]) => words !== undefined)),
    ...(value.temporalFunction === true && { temporalFunction: true }),
    ...(range && {
      range: {
        ...read.span(range.start, range.end, `${name}.range`, length),
        from: read.text(range.from, `${name}.range.from`),
        to: read.text(range.to, `${name}.range.to`),
      },
    }),
  };
}

/** @throws Unreadable */
function readAttribution(value: read.Fields, name: string, length: number | undefined): Attribution {
  const spans = (role: 'source' | 'cue' | 'content') =>
    read.list(value[role], `${name}.${role}`).map((each, index) => {
      const label = `${name}.${role}[${index}]`;
      const { start, end } = read.fields(each, label);
      return read.span(start, end, label, length);
    });
  const content = spans('content');
  if (!content.length) throw new read.Unreadable(`${name} has no content: it says nothing`);
  return {
    id: read.text(value.id, `${name}.id`),
    source: spans('source'),
    cue: spans('cue'),
    content,
    kind: read.oneOf(value.kind ?? 'indirect', ATTRIBUTION_KINDS, `${name}.kind`),
    confidence: typeof value.confidence === 'number' ? Math.min(1, Math.max(0, value.confidence)) : 1,
    actor: read.optionalText(value.actor, `${name}.actor`) ?? null,
  };
}

function readJudgement(value: unknown, name: string): Judgement {
  const found = read.fields(value, name);
  return read.judgement(found.verdict, found.note, found.author, found.time, name);
}

function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}
