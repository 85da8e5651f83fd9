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
import type { AnnotatedArticle, Judgement, Problem, ReadArticle, ReadResult } from './annotated';
import { entityType } from './entityTypes';
import { PartialText } from './partialText';
import * as read from './reading';
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

/** An article on the way: what was read of it so far. */
interface Draft {
  readonly comments: Map<string, string>;
  readonly entities: Map<string, Omit<Entity, 'mentions'> & { readonly mentions: Mention[] }>;
  readonly attributions: Map<string, Omit<Attribution, 'source' | 'cue' | 'content'>>;
  readonly judgements: Map<string, Judgement>;
  readonly text: PartialText;
  /** By their number in MISC. */
  readonly spans: Map<
    string,
    { readonly about: readonly string[]; readonly start: number; end: number; where: string }
  >;
  /** By column, from its labels alone, for files without our MISC. */
  readonly flat: Map<Column, (Span & { readonly label: string; readonly end: number })[]>;
}

/** Reads files that name their columns in the first line, START and END among them. */
export function readConll(content: string): ReadResult {
  const problems: Problem[] = [];
  const drafts: Draft[] = [];
  let columns: string[] = [];
  read.linesOf(content).forEach((line, index) => {
    const where = `line ${index + 1}`;
    read.attempt(problems, where, () => {
      const [, name = '', value = ''] = /^#\s*([^=]*?)\s*=\s*(.*)$/.exec(line) ?? [];
      if (name === 'global.columns') columns = value.trim().split(/\s+/);
      else if (name === 'newdoc id') drafts.push(newDraft(value));
      else if (line.startsWith('#')) readComment(name, value, drafts[drafts.length - 1]);
      else if (line.trim()) {
        if (!drafts.length) drafts.push(newDraft(''));
        readToken(line.split('\t'), columns, drafts[drafts.length - 1], where);
      }
    });
  });
  if (!columns.includes('START') || !columns.includes('END')) {
    const what = `the first line has to name the columns, START and END among them: ${CONLL_HEAD.trim()}`;
    return { articles: [], problems: [{ where: 'line 1', what }] };
  }
  return { articles: drafts.map((draft) => finish(draft, problems)), problems };
}

function newDraft(file: string): Draft {
  return {
    comments: new Map([['file', file]]),
    entities: new Map(),
    attributions: new Map(),
    judgements: new Map(),
    text: new PartialText(),
    spans: new Map(),
    flat: new Map(),
  };
}

function readComment(name: string, value: string, draft: Draft | undefined): void {
  if (!draft) return;
  if (name === 'offsets' && value !== 'UTF-16') {
    throw new read.Unreadable(`offsets count ${value}; only UTF-16 is understood here`);
  }
  if (name !== 'entity' && name !== 'attribution') {
    draft.comments.set(name, value);
    return;
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch {
    throw new read.Unreadable(`behind "# ${name} =" there has to be an object {...}`);
  }
  const fields = read.fields(parsed, name);
  const id = read.text(fields.id, `${name}.id`);
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
  if (Object.keys(judgement).length) draft.judgements.set(id, judgement);
  draft.attributions.set(id, {
    id,
    actor: read.optionalText(fields.actor, 'actor') ?? null,
    kind: read.oneOf(fields.kind, ATTRIBUTION_KINDS, 'kind'),
    confidence: typeof fields.confidence === 'number' ? fields.confidence : 1,
  });
}

function readToken(cells: readonly string[], columns: readonly string[], draft: Draft, where: string): void {
  const cell = (name: Column) => cells[columns.indexOf(name)] ?? '_';
  const { start, end } = read.span(Number(cell('START')), Number(cell('END')), 'the token');
  const form = cell('FORM');
  if (form.length !== end - start) {
    throw new read.Unreadable(
      `${read.shown(form)} is ${form.length} long, not ${end - start} (START ${start}, END ${end})`,
    );
  }
  draft.text.put(start, form);
  const [, labels = ''] = /(?:^|\|)Spans=([^|]*)/.exec(cell('MISC')) ?? [];
  for (const label of labels.split(',').filter(Boolean)) {
    const [position, number, ...about] = label.split(':').map(decoded);
    const open = draft.spans.get(number);
    if (position === 'B') draft.spans.set(number, { about, start, end, where });
    else if (open) open.end = end;
    else throw new read.Unreadable(`I:${number} has no B:${number} before it`);
  }
  for (const column of ['NE', 'TIMEX'] as const) {
    const [, position, label] = /^([BI])-(.*)$/.exec(cell(column)) ?? [];
    const spans = draft.flat.get(column) ?? [];
    draft.flat.set(column, spans);
    if (position === 'B') spans.push({ start, end, label });
    else if (position === 'I' && spans.length) spans.splice(-1, 1, { ...spans[spans.length - 1], end });
  }
}

function decoded(words: string): string {
  try {
    return decodeURIComponent(words);
  } catch {
    return words;
  }
}

function finish(draft: Draft, problems: Problem[]): ReadArticle {
  const text = draft.text.toString();
  const dates: TimeExpression[] = [];
  const roles = new Map<string, { source: Span[]; cue: Span[]; content: Span[] }>();
  for (const { about, start, end, where } of draft.spans.values()) {
    read.attempt(problems, where, () => {
      const [kind, first = '', second = '', ...more] = about;
      if (kind === 'mention') {
        const entity = draft.entities.get(first);
        if (!entity) throw new read.Unreadable(`no comment "# entity =" tells who ${read.shown(first)} is`);
        entity.mentions.push({
          start,
          end,
          kind: read.oneOf(second, MENTION_KINDS, 'the kind of a mention'),
          entity: first,
        });
      } else if (kind === 'date') {
        const details = Object.entries({ mod: more[0], quant: more[1], freq: more[2] }).filter(([, value]) => value);
        const type = read.oneOf(first, TIME_EXPRESSION_TYPES, 'the type of a date');
        dates.push({ start, end, type, value: second, ...Object.fromEntries(details) });
      } else {
        const spans = roles.get(first) ?? { source: [], cue: [], content: [] };
        roles.set(first, spans);
        spans[read.oneOf(kind, ROLES, 'the role')].push({ start, end });
      }
    });
  }
  if (!draft.spans.size) readFlat(draft, text, dates);
  const attributions = [...draft.attributions.values()].flatMap((attribution): Attribution[] => {
    const spans = roles.get(attribution.id);
    if (!spans?.content.length) return [];
    const actor = attribution.actor !== null && draft.entities.has(attribution.actor) ? attribution.actor : null;
    return [{ ...attribution, ...spans, actor }];
  });
  const { comments, judgements } = draft;
  const told = (name: string) => comments.get(name) || undefined;
  return {
    file: told('file'),
    model: told('model'),
    hash: told('sha256'),
    text,
    ...read.inTextOrder([...draft.entities.values()], dates, attributions, judgements),
  };
}

/** Names and dates from the columns alone; which names mean the same is not told there. */
function readFlat({ flat, entities }: Draft, text: string, dates: TimeExpression[]): void {
  for (const { start, end, label } of flat.get('NE') ?? []) {
    const id = `e${entities.size + 1}`;
    const name = onOneLine(text.slice(start, end));
    const type = entityType(label) ?? 'OTHER';
    const mentions: Mention[] = [{ start, end, kind: 'name', entity: id }];
    entities.set(id, { id, type, name, aliases: [], named: true, plural: false, mentions });
  }
  for (const { start, end, label } of flat.get('TIMEX') ?? []) {
    const type = TIME_EXPRESSION_TYPES.find((each) => each === label);
    if (type) dates.push({ start, end, type, value: '' });
  }
}
