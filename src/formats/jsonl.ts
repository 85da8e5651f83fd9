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
import type { AnnotatedArticle, Judgement, Problem, ReadArticle, ReadResult } from './annotated';
import * as read from './reading';

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

/** Reads records of `hearsay annotate` and of exports, one a line. */
export function readJsonLines(content: string): ReadResult {
  const problems: Problem[] = [];
  const articles = read.linesOf(content).flatMap((line, index): ReadArticle[] => {
    if (!line.trim()) return [];
    const where = `line ${index + 1}`;
    const article = read.attempt(problems, where, () => readRecord(parsed(line), where, problems));
    return article ? [article] : [];
  });
  return { articles, problems };
}

function parsed(line: string): read.Fields {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new read.Unreadable('not a line of JSON; each line has to be the record of one article');
  }
  return read.fields(value, 'the record');
}

function readRecord(record: read.Fields, where: string, problems: Problem[]): ReadArticle {
  const text = read.optionalText(record.text, '"text"');
  if (record.offsets !== undefined && record.offsets !== 'UTF-16') {
    throw new read.Unreadable(`"offsets" is ${read.shown(record.offsets)}; only UTF-16 is understood here`);
  }
  const each = <T>(name: string, readOne: (value: read.Fields, name: string) => T): T[] =>
    read.list(record[name], `"${name}"`).flatMap((value, index): T[] => {
      const label = `${name}[${index}]`;
      const found = read.attempt(problems, where, () => readOne(read.fields(value, label), label));
      return found === undefined ? [] : [found];
    });
  const judgements = new Map<string, Judgement>();
  const entities = each('entities', (value, name) => readEntity(value, name, text?.length));
  const dates = each('dates', (value, name) => readDate(value, name, text?.length));
  const known = new Set(entities.map(({ id }) => id));
  const attributions = each('attributions', (value, name) => {
    const attribution = readAttribution(value, name, text?.length, known);
    const judgement = value.judgement === undefined ? undefined : readJudgement(value.judgement, `${name}.judgement`);
    if (judgement) judgements.set(attribution.id, judgement);
    return attribution;
  });
  return {
    file: read.optionalText(record.file, '"file"'),
    text,
    hash: read.optionalText(record.sha256, '"sha256"'),
    model: read.optionalText(record.model, '"model"'),
    entities,
    dates,
    attributions,
    judgements,
  };
}

function readEntity(value: read.Fields, name: string, length: number | undefined): Entity {
  const id = read.text(value.id, `${name}.id`);
  const mentions = read.list(value.mentions, `${name}.mentions`).map((each, index): Mention => {
    const label = `${name}.mentions[${index}]`;
    const mention = read.fields(each, label);
    const antecedent = isAbsent(mention.antecedent)
      ? undefined
      : read.fields(mention.antecedent, `${label}.antecedent`);
    return {
      ...read.span(mention.start, mention.end, label, length),
      kind: read.oneOf(mention.kind ?? 'name', MENTION_KINDS, `${label}.kind`),
      entity: id,
      ...(antecedent && { antecedent: read.span(antecedent.start, antecedent.end, `${label}.antecedent`, length) }),
    };
  });
  const role = read.optionalText(value.role, `${name}.role`);
  return {
    id,
    type: read.oneOf(value.type, ENTITY_TYPES, `${name}.type`),
    name: read.text(value.name, `${name}.name`),
    aliases: read.list(value.aliases, `${name}.aliases`).map((alias) => read.text(alias, `an alias of ${name}`)),
    ...(role !== undefined && { role }),
    named: value.named !== false,
    plural: value.plural === true,
    mentions,
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

function readAttribution(
  value: read.Fields,
  name: string,
  length: number | undefined,
  entities: ReadonlySet<string>,
): Attribution {
  const spans = (role: 'source' | 'cue' | 'content') =>
    read.list(value[role], `${name}.${role}`).map((each, index) => {
      const label = `${name}.${role}[${index}]`;
      const { start, end } = read.fields(each, label);
      return read.span(start, end, label, length);
    });
  const actor = read.optionalText(value.actor, `${name}.actor`) ?? null;
  if (actor !== null && !entities.has(actor)) {
    throw new read.Unreadable(`${name}.actor is ${read.shown(actor)}, which is none of the record's entities`);
  }
  const content = spans('content');
  if (!content.length) throw new read.Unreadable(`${name} has no content: it says nothing`);
  return {
    id: read.text(value.id, `${name}.id`),
    source: spans('source'),
    cue: spans('cue'),
    content,
    kind: read.oneOf(value.kind ?? 'indirect', ATTRIBUTION_KINDS, `${name}.kind`),
    confidence: typeof value.confidence === 'number' ? Math.min(1, Math.max(0, value.confidence)) : 1,
    actor,
  };
}

function readJudgement(value: unknown, name: string): Judgement {
  const found = read.fields(value, name);
  return read.judgement(found.verdict, found.note, found.author, found.time, name);
}

function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}
