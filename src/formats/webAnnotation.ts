import {
  ATTRIBUTION_KINDS,
  type Attribution,
  ENTITY_TYPES,
  type Entity,
  MENTION_KINDS,
  type Mention,
  type Span,
  TIME_EXPRESSION_TYPES,
  type TimeExpression,
} from '../analysis/analysis';
import { BrokenSidecar, parseSidecar } from '../review/sidecar';
import { CodePoints } from '../util/codePoints';
import type { AnnotatedArticle, Judgement, Problem, ReadResult } from './annotated';
import { entityType } from './entityTypes';
import { PartialText } from './partialText';
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

/** The words a target means. Where a page does not have the text, `text` gathers what its quotations tell of it. */
interface Place {
  readonly span: Span;
  readonly role: string | undefined;
}

/** Reads a page of ours, and of others' (Hypothesis and its kin) the annotations that are classified as ours are. */
export function readWebAnnotation(content: string): ReadResult {
  const problems: Problem[] = [];
  const page = read.attempt(problems, 'the file', () => readPage(content));
  if (!page) return { articles: [], problems };
  if (page.version !== undefined) return readSidecar(content, page);
  const whole = read.optionalText(page.text, '"text"');
  const items = read.list(page.items, '"items"');
  const text = whole ?? quotedText(items);
  const points = new CodePoints(text);
  const placeOf = (value: unknown, name: string): Place => readPlace(value, name, text, points);

  const entities = new Map<string, Omit<Entity, 'mentions'> & { readonly mentions: Mention[] }>();
  for (const [index, value] of read.list(page.entities, '"entities"').entries()) {
    const where = `entity ${index + 1}`;
    read.attempt(problems, where, () => {
      const entity = readEntity(read.fields(value, where));
      entities.set(entity.id, { ...entity, mentions: [] });
    });
  }
  const dates: TimeExpression[] = [];
  const attributions: Attribution[] = [];
  const judgements = new Map<string, Judgement>();
  for (const [index, value] of items.entries()) {
    read.attempt(problems, `annotation ${index + 1}`, () => {
      const item = read.fields(value, 'the annotation');
      const targets = listed(item.target).map((target, t) => placeOf(target, `target ${t + 1}`));
      if (!targets.length) throw new read.Unreadable('it has no target');
      const bodies = listed(item.body).map((body) =>
        typeof body === 'string' ? { value: body } : read.fields(body, 'body'),
      );
      const label = bodies.map((body) => body.value).find((each): each is string => typeof each === 'string') ?? '';
      if (targets.some(({ role }) => role !== undefined)) {
        const attribution = readAttribution(item, targets, label, attributions.length, entities);
        const judgement = readJudgement(bodies);
        attributions.push(attribution);
        if (Object.keys(judgement).length) judgements.set(attribution.id, judgement);
      } else if (item.timexType !== undefined) {
        const type = read.oneOf(item.timexType, TIME_EXPRESSION_TYPES, 'timexType');
        const more = (['mod', 'quant', 'freq'] as const).map(
          (key) => [key, read.optionalText(item[key], key)] as const,
        );
        const details = Object.fromEntries(more.filter(([, word]) => word !== undefined));
        dates.push({ ...targets[0].span, type, value: label, ...details });
      } else {
        addMention(item, targets[0].span, label, placeOf, entities, text);
      }
    });
  }
  return {
    articles: [
      {
        file: read.optionalText(page.file, '"file"'),
        text,
        hash: whole === undefined ? undefined : read.optionalText(page.sha256, '"sha256"'),
        model: read.optionalText(page.model, '"model"'),
        ...read.inTextOrder([...entities.values()], dates, attributions, judgements),
      },
    ],
    problems,
  };
}

/** A sidecar of ours, a colleague's say: what people decided. */
function readSidecar(content: string, page: read.Fields): ReadResult {
  try {
    const review = parseSidecar(content);
    const [first] = read.list(page.items, '"items"').filter(read.isFields);
    const [target] = listed(first?.target).filter(read.isFields);
    const file = typeof target?.source === 'string' ? target.source : undefined;
    const problems = review.foreign.length
      ? [{ where: 'the file', what: `${review.foreign.length} of its items are not understood; passed over` }]
      : [];
    return { articles: [{ file, ...read.NO_ANNOTATIONS, review }], problems };
  } catch (error) {
    if (!(error instanceof BrokenSidecar)) throw error;
    return { articles: [], problems: [{ where: 'the file', what: error.message }] };
  }
}

function readPage(content: string): read.Fields {
  let value: unknown;
  try {
    value = JSON.parse(content.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new read.Unreadable(`it is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const page = read.fields(Array.isArray(value) ? { items: value as unknown[] } : value, 'the file');
  if (!Array.isArray(page.items)) throw new read.Unreadable('it has no "items"; expected an AnnotationPage');
  if (page.offsets !== undefined && page.offsets !== 'code points') {
    throw new read.Unreadable(`"offsets" is ${read.shown(page.offsets)}; only code points are understood here`);
  }
  return page;
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

function selectorOf(target: unknown, type: string): read.Fields | undefined {
  const selectors = read.isFields(target) ? listed(target.selector) : [];
  return selectors.filter(read.isFields).find((selector) => selector.type === type);
}

/** What quotations tell of a text: words, and what stands before and behind them, where positions say. */
function quotedText(items: readonly unknown[]): string {
  const text = new PartialText();
  const word = (value: unknown) => [...(typeof value === 'string' ? value : '')];
  for (const target of items.filter(read.isFields).flatMap((item) => listed(item.target))) {
    const quote = selectorOf(target, 'TextQuoteSelector');
    const start = selectorOf(target, 'TextPositionSelector')?.start;
    if (!quote || !Number.isSafeInteger(start) || (start as number) < 0 || (start as number) > 1e8) continue;
    const [prefix, exact, suffix] = [quote.prefix, quote.exact, quote.suffix].map(word);
    text.put(Math.max(0, (start as number) - prefix.length), prefix.slice(-(start as number) || prefix.length));
    text.put(start as number, [...exact, ...suffix]);
  }
  return text.toString();
}

function readPlace(target: unknown, name: string, text: string, points: CodePoints): Place {
  const { start, end } = selectorOf(target, 'TextPositionSelector') ?? {};
  const quote = selectorOf(target, 'TextQuoteSelector');
  const { start: from, end: to } = read.span(start, end, `${name} (TextPositionSelector)`, points.length);
  const place = { start: points.toUtf16(from), end: points.toUtf16(to) };
  const exact = read.optionalText(quote?.exact, `${name}.exact`);
  const found = text.slice(place.start, place.end);
  if (exact !== undefined && found !== exact) {
    throw new read.Unreadable(`at ${from} to ${to} the text has ${read.shown(found)}, not ${read.shown(exact)}`);
  }
  return { span: place, role: read.isFields(target) ? read.optionalText(target.role, `${name}.role`) : undefined };
}

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

function addMention(
  item: read.Fields,
  span: Span,
  label: string,
  placeOf: (value: unknown, name: string) => Place,
  entities: Map<string, Omit<Entity, 'mentions'> & { readonly mentions: Mention[] }>,
  text: string,
): void {
  const type = entityType(label);
  const id = read.optionalText(item.entity, 'entity') ?? `e${entities.size + 1}`;
  if (!type) throw new read.Unreadable(`${read.shown(label)} is not known here: not one of ${ENTITY_TYPES.join(', ')}`);
  const kind = read.oneOf(item.naming ?? 'name', MENTION_KINDS, 'naming');
  const antecedent = item.antecedent === undefined ? undefined : placeOf(item.antecedent, 'antecedent').span;
  let entity = entities.get(id);
  if (!entity) {
    const name = onOneLine(text.slice(span.start, span.end));
    entity = { id, type, name, aliases: [], named: kind === 'name', plural: false, mentions: [] };
    entities.set(id, entity);
  }
  entity.mentions.push({ ...span, kind, entity: id, ...(antecedent && { antecedent }) });
}

function readAttribution(
  item: read.Fields,
  targets: readonly Place[],
  label: string,
  before: number,
  entities: ReadonlyMap<string, unknown>,
): Attribution {
  const spans = { source: [] as Span[], cue: [] as Span[], content: [] as Span[] };
  for (const { span, role } of targets) spans[read.oneOf(role, ROLES, 'role')].push(span);
  if (!spans.content.length) throw new read.Unreadable('no target has the role content: nothing is said');
  const actor = read.optionalText(item.speaker, 'speaker') ?? null;
  const { confidence } = item;
  return {
    id: read.optionalText(item.attribution, 'attribution') ?? `a${before + 1}`,
    ...spans,
    kind: ATTRIBUTION_KINDS.find((kind) => kind === label) ?? 'indirect',
    confidence: typeof confidence === 'number' && confidence >= 0 && confidence <= 1 ? confidence : 1,
    actor: actor !== null && entities.has(actor) ? actor : null,
  };
}

function readJudgement(bodies: readonly read.Fields[]): Judgement {
  const verdict = bodies.find(({ purpose }) => purpose === 'assessing');
  const note = bodies.find(({ purpose }) => purpose === 'commenting');
  const by = verdict ?? note;
  const author = read.isFields(by?.creator) ? by.creator.name : undefined;
  return read.judgement(verdict?.value, note?.value, author, by?.created, 'body');
}
