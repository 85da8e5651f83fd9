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
import { byPlace } from '../analysis/lookup';
import { TAGS } from '../analysis/text/tags';
import type { AnnotatedArticle, Judgement, Problem, ReadArticle, ReadItem, ReadResult } from './annotated';
import { readBio } from './bio';
import { entityType } from './entityTypes';
import { PartialText, type Piece } from './partialText';
import * as read from './reading';
import { AFTER_GAP, BESIDE_GAP, TokenLines, type Reach } from './tokenLines';
import { onOneLine } from './words';
import { firstWhere } from '../util/firstWhere';

// CoNLL with BIO labels, laid out as CoNLL-U Plus (universaldependencies.org/ext-format.html): a line a token, columns
// parted by tabs and named in the first line, a blank line between sentences. NE, TIMEX, SOURCE, CUE and CONTENT have one
// label a token, what most tools want; where annotations of a column overlap, it has the outermost. MISC has all of
// them, with what belongs to which, and so nothing is lost but what stands across tokens.

const COLUMNS = ['ID', 'FORM', 'XPOS', 'START', 'END', 'NE', 'TIMEX', 'SOURCE', 'CUE', 'CONTENT', 'MISC'] as const;
type Column = (typeof COLUMNS)[number];

export const CONLL_HEAD = `# global.columns = ${COLUMNS.join(' ')}\n`;

const ROLES = ['source', 'cue', 'content'] as const;

/** An annotation that can stand on tokens. */
interface Labelled extends Span {
  readonly column?: Column;
  /** `PERSON`: the label of the column. */
  readonly label: string;
  /** What MISC tells at its first token: `mention:e1:nominal`. */
  readonly about: readonly string[];
}

/** Tokens from `first` up to, not including, `end`. */
interface TokenRange {
  readonly first: number;
  readonly end: number;
}

/** The article's sentences, behind comments that tell what stands for the whole of it. */
export function writeConll(article: AnnotatedArticle): string {
  const { text, analysis, judgements } = article;
  const { tokens, sentences } = analysis;
  const labelled = annotationsOf(analysis);
  const columns = new Map<Column, string[]>();
  for (const column of ['NE', 'TIMEX', 'SOURCE', 'CUE', 'CONTENT'] as const) {
    columns.set(
      column,
      flatLabels(
        article,
        labelled.filter((each) => each.column === column),
      ),
    );
  }
  const spans = allLabels(article, labelled);
  const comment = (name: string, value: string) => `# ${name} = ${onOneLine(value)}`;
  const lines = [
    comment('newdoc id', article.file),
    comment('model', article.model),
    comment('offsets', 'UTF-16'),
    comment('sha256', article.hash),
    ...analysis.entities.map(({ id, type, name, aliases, role, named, plural }) =>
      comment('entity', JSON.stringify({ id, type, name, aliases, role, named, plural })),
    ),
    ...analysis.attributions.map(({ id, actor, kind, confidence }) =>
      comment(
        'attribution',
        JSON.stringify({ id, actor, kind, confidence: rounded(confidence), ...judgements.get(id) }),
      ),
    ),
  ];
  for (let s = 0; s < sentences.count; s++) {
    const [from, to] = [sentences.firstToken[s], sentences.endToken[s]];
    if (from === to) continue;
    lines.push(comment('sent_id', String(s + 1)));
    lines.push(comment('text', text.slice(tokens.start[from], tokens.end[to - 1])));
    for (let t = from; t < to; t++) {
      const [start, end] = [tokens.start[t], tokens.end[t]];
      const form = text.slice(start, end).replace(/[\t\r\n]/g, ' ');
      const flat = [...columns.values()].map((labels) => labels[t] ?? 'O');
      lines.push([t - from + 1, form, TAGS[tokens.tag[t]], start, end, ...flat, spans[t] ?? '_'].join('\t'));
    }
    lines.push('');
  }
  return lines.map((line) => `${line}\n`).join('');
}

function annotationsOf({ entities, dates, attributions }: AnnotatedArticle['analysis']): Labelled[] {
  return [
    ...entities.flatMap(({ id, type, mentions }) =>
      mentions.map((mention): Labelled => ({
        ...mention,
        column: mention.kind === 'name' ? 'NE' : undefined,
        label: type,
        about: ['mention', id, mention.kind],
      })),
    ),
    ...dates.map(({ start, end, type, value, mod = '', quant = '', freq = '' }): Labelled => ({
      start,
      end,
      column: 'TIMEX',
      label: type,
      about: ['date', type, value, mod, quant, freq],
    })),
    ...attributions.flatMap((attribution) =>
      ROLES.flatMap((role) =>
        attribution[role].map(({ start, end }): Labelled => {
          const column = role.toUpperCase() as Column;
          return { start, end, column, label: column, about: [role, attribution.id] };
        }),
      ),
    ),
  ].sort(byPlace);
}

/** One label a token; of annotations that overlap, the one that begins first, and of those the longest. */
function flatLabels(article: AnnotatedArticle, labelled: readonly Labelled[]): string[] {
  const labels: string[] = [];
  let free = 0;
  for (const each of labelled) {
    const { first, end } = tokensOf(article, each);
    if (first < free) continue;
    for (let t = first; t < end; t++) labels[t] = `${t === first ? 'B' : 'I'}-${each.label}`;
    free = Math.max(free, end);
  }
  return labels;
}

/** `Spans=B:1:mention:e1:name,I:2`: every annotation of each token, numbered through the article. */
function allLabels(article: AnnotatedArticle, labelled: readonly Labelled[]): string[] {
  const labels: string[] = [];
  labelled.forEach((each, index) => {
    const { first, end } = tokensOf(article, each);
    for (let t = first; t < end; t++) {
      const label = t === first ? ['B', index + 1, ...each.about.map(encodeURIComponent)] : ['I', index + 1];
      labels[t] = `${labels[t] === undefined ? 'Spans=' : `${labels[t]},`}${label.join(':')}`;
    }
  });
  return labels;
}

/** The tokens that hold any of a span. */
export function tokensOf(
  { analysis: { tokens } }: Pick<AnnotatedArticle, 'analysis'>,
  { start, end }: Span,
): TokenRange {
  const first = firstWhere(tokens.count, (i) => tokens.end[i] > start);
  let last = first;
  while (last < tokens.count && tokens.start[last] < end) last++;
  return { first, end: last };
}

function rounded(confidence: number): number {
  return Math.round(confidence * 1000) / 1000;
}

// --- reading -----------------------------------------------------------------------------------------------------------

interface NumberedSpan extends Reach {
  readonly about: readonly string[];
}
interface FlatSpan extends Reach {
  readonly label: string;
}

/** An article on the way: what was read of it so far. */
interface Draft {
  readonly comments: Map<string, string>;
  readonly entities: Map<string, Omit<Entity, 'mentions'> & { readonly mentions: Mention[] }>;
  readonly attributions: Map<string, Omit<Attribution, 'source' | 'cue' | 'content'> & { readonly where: string }>;
  readonly judgements: Map<string, Judgement>;
  readonly pieces: (Piece & { readonly where: string })[];
  /** By their number in MISC. */
  readonly spans: Map<string, NumberedSpan>;
  /** Lines that could not be read, by the numbers of the annotations that they are a part of. */
  readonly lost: Map<string, string>;
  /** Attributions of whose content something is missing. */
  readonly torn: Set<string>;
  /** From the labels of the columns alone, for files without our MISC. */
  readonly flat: Readonly<Record<FlatColumn, FlatSpan[]>>;
}

const FLAT_COLUMNS = ['NE', 'TIMEX', 'SOURCE', 'CUE', 'CONTENT'] as const;
type FlatColumn = (typeof FLAT_COLUMNS)[number];

/** Reads files that name their columns in the first line, START and END among them; of others' files see bio.ts. */
export function readConll(content: string): ReadResult {
  const problems: Problem[] = [];
  const passedOver = new read.PassedOver();
  const drafts: Draft[] = [];
  const lines = read.linesOf(content);
  const columns = columnsOf(lines);
  if (!columns.includes('START') || !columns.includes('END')) return readBio(lines, columns);
  const draft = () => drafts[drafts.length - 1] ?? drafts[drafts.push(newDraft('')) - 1];
  const tokens = new TokenLines();
  const idColumn = columns.indexOf('ID');
  lines.forEach((line, index) => {
    const where = `line ${index + 1}`;
    const done = read.attempt(problems, where, () => {
      if (line.startsWith('#')) {
        const { name, value } = comment(line);
        if (name === 'newdoc id') drafts.push(newDraft(value));
        else if (name && name !== 'global.columns') readComment(name, value, draft(), where);
      } else if (line.trim()) {
        const cells = line.split('\t');
        const { token, isAfterGap } = tokens.next(
          '',
          /^\d{1,9}$/.test(cells[idColumn] ?? '') ? Number(cells[idColumn]) : NaN,
        );
        if (isAfterGap) problems.push({ where, what: AFTER_GAP });
        readToken(cells, columns, draft(), token, where, problems);
      }
      return true;
    });
    if (done || line.startsWith('#')) return;
    if (line.split('\t').length === columns.length) giveUp(line, draft(), where);
    else tokens.lose();
  });
  for (const { spans, flat } of drafts) {
    for (const span of [...spans.values(), ...Object.values(flat).flat()]) {
      if (tokens.isBesideGap(span.firstToken, span.lastToken)) span.torn ??= BESIDE_GAP;
    }
  }
  return {
    articles: drafts.map((each) => finish(each, problems, passedOver)),
    problems: [...problems, ...passedOver.problems()],
  };
}

/** `# name = value`; no name in a comment of another kind. */
function comment(line: string): { name: string; value: string } {
  const at = line.indexOf('=');
  return at < 0 ? { name: '', value: '' } : { name: line.slice(1, at).trim(), value: line.slice(at + 1).trim() };
}

function columnsOf(lines: readonly string[]): string[] {
  for (const line of lines) {
    const { name, value } = line.startsWith('#') ? comment(line) : { name: '', value: '' };
    if (name === 'global.columns') return value.split(/\s+/);
  }
  return [];
}

function newDraft(file: string): Draft {
  return {
    comments: new Map([['file', file]]),
    entities: new Map(),
    attributions: new Map(),
    judgements: new Map(),
    pieces: [],
    spans: new Map(),
    lost: new Map(),
    torn: new Set(),
    flat: { NE: [], TIMEX: [], SOURCE: [], CUE: [], CONTENT: [] },
  };
}

function readComment(name: string, value: string, draft: Draft, where: string): void {
  if (name === 'offsets' && value !== 'UTF-16') {
    throw new read.Unreadable(`offsets count ${value}; only UTF-16 is understood here`);
  }
  if (name !== 'entity' && name !== 'attribution') {
    draft.comments.set(name, value);
    return;
  }
  const fields = read.fields(read.json(value, `an object {...} after "# ${name} ="`), name);
  const id = read.text(fields.id, `${name}.id`);
  if (draft.entities.has(id) || draft.attributions.has(id)) {
    throw new read.Unreadable(`${read.shown(id)} is there already, in a line above`);
  }
  if (name === 'entity') {
    const role = read.optionalText(fields.role, 'role');
    draft.entities.set(id, {
      id,
      type: read.oneOf(fields.type, ENTITY_TYPES, 'type'),
      name: read.text(fields.name, 'name'),
      aliases: read.list(fields.aliases, 'aliases').map((alias) => read.text(alias, 'an alias')),
      ...(role !== undefined && { role }),
      named: fields.named !== false,
      plural: fields.plural === true,
      mentions: [],
    });
    return;
  }
  const judgement = read.judgement(fields.verdict, fields.note, fields.author, fields.time, 'attribution');
  draft.attributions.set(id, {
    id,
    actor: read.optionalText(fields.actor, 'actor') ?? null,
    kind: read.oneOf(fields.kind, ATTRIBUTION_KINDS, 'kind'),
    confidence: typeof fields.confidence === 'number' ? fields.confidence : 1,
    where,
  });
  if (Object.keys(judgement).length) draft.judgements.set(id, judgement);
}

/**
 * A label that makes no sense is a problem; the others of the line are read.
 * @throws Unreadable when its place makes none
 */
function readToken(
  cells: readonly string[],
  columns: readonly string[],
  draft: Draft,
  token: number,
  where: string,
  problems: Problem[],
): void {
  if (cells.length !== columns.length) {
    throw new read.Unreadable(`it has ${cells.length} columns, not ${columns.length} as the first line says`);
  }
  const cell = (name: Column) => cells[columns.indexOf(name)] ?? '_';
  const offset = (name: Column) => (/^\d{1,12}$/.test(cell(name)) ? Number(cell(name)) : undefined);
  const { start, end } = read.span(offset('START'), offset('END'), 'the token');
  const form = cell('FORM');
  if (form.length !== end - start) {
    throw new read.Unreadable(
      `${read.shown(form)} is ${form.length} long, not ${end - start} (START ${start}, END ${end})`,
    );
  }
  draft.pieces.push({ start, words: form, where });
  for (const column of FLAT_COLUMNS)
    readFlatLabel(cell(column), draft.flat[column], { start, end, firstToken: token, lastToken: token, where });
  const wrong: string[] = [];
  for (const [position, number = '', ...about] of labelsOf(cell('MISC'))) {
    const label = `${position}:${number}`;
    const open = draft.spans.get(number);
    if (position === 'B' && !open)
      draft.spans.set(number, { about, start, end, firstToken: token, lastToken: token, where });
    else if (position === 'I' && open && open.lastToken === token - 1 && start >= open.end) {
      open.end = end;
      open.lastToken = token;
    } else if (open) open.torn = `${read.shown(label)} in ${where} does not go on with it: left out`;
    else wrong.push(label);
  }
  if (wrong.length)
    problems.push({ where, what: `${read.shown(wrong.join(','))} in MISC goes on with nothing: passed over` });
}

/** The labels of MISC, each in its parts. */
function labelsOf(misc: string): string[][] {
  const [, labels = ''] = /(?:^|\|)Spans=([^|]*)/.exec(misc) ?? [];
  return labels
    .split(',')
    .filter(Boolean)
    .map((label) => label.split(':').map(decoded));
}

/** What a line is a part of is not whole without it. */
function giveUp(line: string, draft: Draft, where: string): void {
  for (const [, number = '', kind, attribution = ''] of labelsOf(line.slice(line.lastIndexOf('\t') + 1))) {
    draft.lost.set(number, where);
    if (kind === 'content') draft.torn.add(attribution);
  }
}

/** `B-PERSON` begins, `I-PERSON` goes on with what the token before has; one that cannot go on begins (IOB1). */
function readFlatLabel(cell: string, spans: FlatSpan[], reach: Reach): void {
  const [, position, label] = /^([BI])-(.*)$/.exec(cell) ?? [];
  if (label === undefined) return;
  const last = spans[spans.length - 1] as FlatSpan | undefined;
  if (position === 'I' && last?.label === label && last.lastToken === reach.lastToken - 1 && reach.start >= last.end) {
    last.end = reach.end;
    last.lastToken = reach.lastToken;
  } else spans.push({ ...reach, label });
}

const UNCLEAR = 'the file has different words for the same place';

function decoded(words: string): string {
  try {
    return decodeURIComponent(words);
  } catch {
    return words;
  }
}

function finish(draft: Draft, problems: Problem[], passedOver: read.PassedOver): ReadArticle {
  const text = PartialText.of(draft.pieces, ({ where }) =>
    problems.push({ where, what: 'it has other words for a place than a line above' }),
  );
  const places = new Map<ReadItem, string>();
  const dates: TimeExpression[] = [];
  const roles = new Map<string, { source: Span[]; cue: Span[]; content: Span[] }>();
  for (const [number, { about, start, end, where, torn }] of draft.spans) {
    const [kind, first = '', second = '', ...more] = about;
    const done = read.attempt(problems, where, () => {
      const lost = draft.lost.get(number);
      if (torn !== undefined || lost !== undefined) {
        throw new read.Unreadable(torn ?? `a part of it is in ${lost}, which cannot be read: left out`);
      }
      if (!text.isClear({ start, end })) throw new read.Unreadable(`${UNCLEAR}: left out`);
      if (kind === 'mention') {
        const entity = draft.entities.get(first);
        if (!entity) throw new read.Unreadable(`no comment "# entity =" tells who ${read.shown(first)} is`);
        const mention: Mention = {
          start,
          end,
          kind: read.oneOf(second, MENTION_KINDS, 'the kind of a mention'),
          entity: first,
        };
        places.set(mention, where);
        entity.mentions.push(mention);
      } else if (kind === 'date') {
        const details = Object.entries({ mod: more[0], quant: more[1], freq: more[2] }).filter(([, value]) => value);
        const type = read.oneOf(first, TIME_EXPRESSION_TYPES, 'the type of a date');
        const date: TimeExpression = { start, end, type, value: second, ...Object.fromEntries(details) };
        places.set(date, where);
        dates.push(date);
      } else {
        const role = read.oneOf(kind, ROLES, 'the role');
        if (!draft.attributions.has(first)) {
          throw new read.Unreadable(`no comment "# attribution =" tells what ${read.shown(first)} is`);
        }
        const spans = roles.get(first) ?? { source: [], cue: [], content: [] };
        roles.set(first, spans);
        spans[role].push({ start, end });
      }
      return true;
    });
    if (!done && kind === 'content') draft.torn.add(first);
  }
  if (!draft.spans.size) readFlat(draft, text, dates, places, passedOver);
  const attributions: Attribution[] = [];
  for (const { where, ...attribution } of draft.attributions.values()) {
    const spans = roles.get(attribution.id);
    if (draft.torn.has(attribution.id)) {
      problems.push({ where, what: `a piece of the content of ${read.shown(attribution.id)} is missing: left out` });
      continue;
    }
    if (!spans?.content.length) {
      problems.push({
        where,
        what: `no words are the content of ${read.shown(attribution.id)}: it says nothing, left out`,
      });
      continue;
    }
    const isKnown = attribution.actor === null || draft.entities.has(attribution.actor);
    if (!isKnown) {
      problems.push({
        where,
        what: `no comment "# entity =" tells who ${read.shown(attribution.actor)} is; read without the actor`,
      });
    }
    const found: Attribution = { ...attribution, ...spans, actor: isKnown ? attribution.actor : null };
    places.set(found, where);
    attributions.push(found);
  }
  const { comments, judgements } = draft;
  const told = (name: string) => comments.get(name) || undefined;
  const { whole } = text;
  return {
    file: told('file'),
    model: told('model'),
    hash: told('sha256'),
    ...(whole === undefined ? { known: text } : { text: whole }),
    ...read.inTextOrder({ entities: [...draft.entities.values()], dates, attributions, judgements, places }),
  };
}

/** Names and dates from the columns alone; which names mean the same, and which words are one claim, is not told there. */
function readFlat(
  { flat, entities }: Draft,
  text: PartialText,
  dates: TimeExpression[],
  places: Map<ReadItem, string>,
  passedOver: read.PassedOver,
): void {
  const isClear = (span: FlatSpan) => {
    const wrong = text.isClear(span) ? span.torn : UNCLEAR;
    if (wrong !== undefined) passedOver.add(wrong.replace(/: left out$/, ''), span.where);
    return wrong === undefined;
  };
  for (const { start, end, label, where } of flat.NE.filter(isClear)) {
    const type = entityType(label);
    if (!type) {
      passedOver.add(`the label ${read.shown(label)} is not one of ${ENTITY_TYPES.join(', ')}`, where);
      continue;
    }
    let id = `e${entities.size + 1}`;
    while (entities.has(id)) id += "'";
    const mention: Mention = { start, end, kind: 'name', entity: id };
    places.set(mention, where);
    const name = onOneLine(text.wordsIn(mention));
    entities.set(id, { id, type, name, aliases: [], named: true, plural: false, mentions: [mention] });
  }
  for (const { start, end, label, where } of flat.TIMEX.filter(isClear)) {
    const type = TIME_EXPRESSION_TYPES.find((each) => each === label);
    if (!type) {
      passedOver.add(`the label ${read.shown(label)} is not one of ${TIME_EXPRESSION_TYPES.join(', ')}`, where);
      continue;
    }
    const date: TimeExpression = { start, end, type, value: '' };
    places.set(date, where);
    dates.push(date);
  }
  for (const { where } of [...flat.SOURCE, ...flat.CUE, ...flat.CONTENT]) {
    passedOver.add('without MISC it is not told which SOURCE, CUE and CONTENT make one claim', where);
  }
}
