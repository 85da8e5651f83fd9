import {
  ATTRIBUTION_KINDS,
  type Attribution,
  type AttributionKind,
  ENTITY_TYPES,
  type Entity,
  type EntityType,
  MENTION_KINDS,
  type Mention,
  type MentionKind,
  type Span,
  TIME_EXPRESSION_TYPES,
  type TimeExpression,
} from '../analysis/analysis';
import { byPlace } from '../analysis/lookup';
import type { AnnotatedArticle, Problem, ReadResult } from './annotated';
import { entityType } from './entityTypes';
import { readMetadata, writeMetadata } from './metadata';
import { PartialText } from './partialText';
import * as read from './reading';
import { onOneLine } from './words';
import { firstWhere } from '../util/firstWhere';

// WebAnno TSV 3.3, as INCEpTION reads and writes it (user guide, "WebAnno TSV 3"). Only layers that every project has:
//   NamedEntity      names (value: PERSON ...) and dates (value: DATE=2022-01-10)
//   CoreferenceLink  a chain an entity; a link a mention (referenceType: PERSON nominal)
//   SemPred, SemArg  an attribution: the predicate is the cue (category: direct, indirect, mixed), its arguments have the
//                    roles source, content, and cue for further words of the cue
// A line is a token, or a piece of one where an annotation begins or ends within it. Offsets are UTF-16 units. The text
// between sentences is not in the format; what stands outside the analysis's sentences (date, address) is written as
// sentences of its own, so that nothing but white space is left out.

const DKPRO = 'de.tudarmstadt.ukp.dkpro.core.api';
const NAMED_ENTITY = `${DKPRO}.ner.type.NamedEntity`;
const COREFERENCE = `${DKPRO}.coref.type.CoreferenceLink`;
const SEM_ARG = `${DKPRO}.semantics.type.SemArg`;
const SEM_PRED = `${DKPRO}.semantics.type.SemPred`;

/** The layers in the order of their columns; `COLUMN_COUNT` columns together. */
const LAYERS = [
  `#T_SP=${NAMED_ENTITY}|value`,
  `#T_SP=${SEM_ARG}|`,
  `#T_SP=${SEM_PRED}|category|ROLE_${SEM_PRED}:arguments_${SEM_PRED.replace(/SemPred$/, 'SemArgLink')}|${SEM_ARG}`,
  `#T_CH=${COREFERENCE}|referenceRelation|referenceType`,
];
const COLUMN_COUNT = 7;

/** An annotation of a layer; `values` are its columns' values at each of its units. */
interface Placed extends Span {
  readonly layer: 'name' | 'argument' | 'predicate' | 'link';
  readonly columns: readonly number[];
  values: readonly string[];
  /** Tells apart those that have several units or share one; 0 while it needs none. */
  id: number;
  units: Unit[];
}

/** A token, or a piece of one. */
interface Unit extends Span {
  readonly name: string;
  readonly placed: Placed[];
}

/** The contents of the `.tsv` and of the file that names model, unit and hash. */
export function writeWebAnnoTsv(article: AnnotatedArticle): string[] {
  return [tsv(article), writeMetadata(article, 'UTF-16')];
}

function tsv(article: AnnotatedArticle): string {
  const { text } = article;
  const sentences = sentencesOf(article);
  const { placed, links } = annotationsOf(article);
  const unitsOf = place(sentences, placed);
  numberStacked(placed);
  for (const { predicate, targets } of links) {
    const units = targets.map(({ units: [first], id }) => first.name + (id ? `[${id}]` : ''));
    predicate.values = [predicate.values[0], predicate.values[1], units.join(';')];
  }
  const lines = ['#FORMAT=WebAnno TSV 3.3', ...LAYERS, ''];
  sentences.forEach(({ tokens }, s) => {
    const covered = text.slice(tokens[0].start, tokens[tokens.length - 1].end);
    lines.push('', ...covered.split('\n').map((line) => `#Text=${escapeText(line)}`));
    for (const unit of unitsOf[s].flat()) lines.push(unitLine(unit, text));
  });
  return lines.map((line) => `${line}\n`).join('');
}

function unitLine({ name, start, end, placed }: Unit, text: string): string {
  const cells = Array.from({ length: COLUMN_COUNT }, (_, column) => {
    const values = placed.flatMap(({ columns, values, id, layer }) => {
      const at = columns.indexOf(column);
      if (at < 0) return [];
      const numbered = id > 0 && layer !== 'link' && !(layer === 'predicate' && at === 2);
      return [values[at] + (numbered ? `[${id}]` : '')];
    });
    return values.length ? values.join('|') : '_';
  });
  return [name, `${start}-${end}`, escapeText(text.slice(start, end)), ...cells, ''].join('\t');
}

/** Sentences, and what stands between them, a line a sentence, a word a token. */
function sentencesOf({ text, analysis: { tokens, sentences } }: AnnotatedArticle): { readonly tokens: Span[] }[] {
  const found: { tokens: Span[] }[] = [];
  const between = (from: number, to: number) => {
    for (const { 0: line, index } of text.slice(from, to).matchAll(/[^\r\n]+/g)) {
      const words = [...line.matchAll(/\S+/g)].map(({ 0: word, index: at }) => {
        const start = from + index + at;
        return { start, end: start + word.length };
      });
      if (words.length) found.push({ tokens: words });
    }
  };
  let at = 0;
  for (let s = 0; s < sentences.count; s++) {
    const [first, end] = [sentences.firstToken[s], sentences.endToken[s]];
    if (first === end) continue;
    between(at, tokens.start[first]);
    const spans: Span[] = [];
    for (let t = first; t < end; t++) spans.push({ start: tokens.start[t], end: tokens.end[t] });
    found.push({ tokens: spans });
    at = tokens.end[end - 1];
  }
  between(at, text.length);
  return found;
}

interface Links {
  readonly predicate: Placed;
  readonly targets: readonly Placed[];
}

function annotationsOf({ analysis }: AnnotatedArticle): { placed: Placed[]; links: Links[] } {
  const placed: Placed[] = [];
  const links: Links[] = [];
  const add = (layer: Placed['layer'], { start, end }: Span, columns: readonly number[], values: readonly string[]) => {
    const annotation: Placed = { layer, start, end, columns, values, id: 0, units: [] };
    placed.push(annotation);
    return annotation;
  };
  analysis.entities.forEach(({ type, mentions }, entity) => {
    mentions.forEach((mention, index) => {
      if (mention.kind === 'name') add('name', mention, [0], [escapeValue(type)]);
      const chain = entity + 1;
      add('link', mention, [5, 6], [`*->${chain}-${index + 1}`, `${escapeValue(`${type} ${mention.kind}`)}[${chain}]`]);
    });
  });
  for (const date of analysis.dates) add('name', date, [0], [escapeValue(`${date.type}=${date.value}`)]);
  for (const { source, cue, content, kind } of analysis.attributions) {
    const [first, ...furtherCue] = cue;
    const targets = [
      ...source.map((span) => ({ role: 'source', span })),
      ...furtherCue.map((span) => ({ role: 'cue', span })),
      ...content.map((span) => ({ role: 'content', span })),
    ];
    const roles = targets.map(({ role }) => escapeValue(role)).join(';');
    const category = escapeValue(first ? kind : `${kind} ${NO_CUE}`);
    const predicate = add('predicate', first ?? content[0], [2, 3, 4], [category, roles, '']);
    links.push({ predicate, targets: targets.map(({ span }) => add('argument', span, [1], ['*'])) });
  }
  return { placed, links };
}

/** Says of a predicate that it stands on the content, because the attribution has no cue. */
const NO_CUE = 'without cue';

/**
 * Puts annotations on the tokens and pieces of tokens that they cover. An annotation that covers no token (white space
 * alone) goes to none, and so is left out.
 * @returns by sentence and token, the token's own unit and then its pieces
 */
function place(sentences: readonly { readonly tokens: readonly Span[] }[], placed: readonly Placed[]): Unit[][][] {
  const units = sentences.map(({ tokens }, s) =>
    tokens.map((token, t): Unit[] => [{ ...token, name: `${s + 1}-${t + 1}`, placed: [] }]),
  );
  const all = units.flat();
  const covers = ([token]: readonly Unit[], { start, end }: Span): Span => ({
    start: Math.max(start, token.start),
    end: Math.min(end, token.end),
  });
  /** Numbers of the tokens that each annotation covers. */
  const rangeOf = (span: Span): [first: number, end: number] => {
    const first = firstWhere(all.length, (i) => all[i][0].end > span.start);
    let last = first;
    while (last < all.length && all[last][0].start < span.end) last++;
    return [first, last];
  };
  const isWhole = ([token]: readonly Unit[], { start, end }: Span) => start === token.start && end === token.end;
  const pieces = new Map<number, Map<string, Span>>();
  for (const annotation of placed) {
    const [first, end] = rangeOf(annotation);
    for (const t of new Set([first, end - 1].filter((each) => each >= first && each < end))) {
      const part = covers(all[t], annotation);
      if (isWhole(all[t], part)) continue;
      const ofToken = pieces.get(t) ?? new Map<string, Span>();
      pieces.set(t, ofToken.set(`${part.start} ${part.end}`, part));
    }
  }
  for (const [t, ofToken] of pieces) {
    const sorted = [...ofToken.values()].sort(byPlace);
    sorted.forEach((part, index) => all[t].push({ ...part, name: `${all[t][0].name}.${index + 1}`, placed: [] }));
  }
  for (const annotation of placed) {
    const [first, end] = rangeOf(annotation);
    for (let t = first; t < end; t++) {
      const part = covers(all[t], annotation);
      const unit = all[t].find((each) => each.start === part.start && each.end === part.end)!;
      unit.placed.push(annotation);
      annotation.units.push(unit);
    }
  }
  return units;
}

/** Gives numbers to those that have several units, or share one with another of their layer. */
function numberStacked(placed: readonly Placed[]): void {
  let next = 0;
  for (const annotation of placed) {
    const { layer, units } = annotation;
    const stacked = units.some((unit) => unit.placed.filter((each) => each.layer === layer).length > 1);
    if (layer !== 'link' && (units.length > 1 || stacked)) annotation.id = ++next;
  }
}

// --- escaping ----------------------------------------------------------------------------------------------------------

const VALUE_ESCAPES: readonly (readonly [plain: string, escaped: string])[] = [
  ...['\\', '[', ']', '|', '_', '->', ';', '*'].map((each) => [each, `\\${each}`] as const),
  ['\t', '\\t'],
  ['\n', '\\n'],
];
const TEXT_ESCAPES: readonly (readonly [plain: string, escaped: string])[] = [
  ['\\', '\\\\'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['\b', '\\b'],
  // The other control characters stand behind a backslash as they are, all but the vertical tab, which stands alone.
  ...Array.from({ length: 32 }, (_, code) => code)
    .filter((code) => code < 8 || code > 13)
    .map((code) => [String.fromCharCode(code), `\\${String.fromCharCode(code)}`] as const),
];
const replacer = (pairs: readonly (readonly [from: string, to: string])[]) => {
  const to = new Map(pairs);
  const longestFirst = [...to.keys()].sort((a, b) => b.length - a.length);
  const literal = (words: string) => words.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const pattern = new RegExp(longestFirst.map(literal).join('|'), 'g');
  return (words: string) => words.replace(pattern, (found) => to.get(found)!);
};
const reversed = (pairs: readonly (readonly [string, string])[]) => pairs.map(([from, to]) => [to, from] as const);

export const escapeValue = replacer(VALUE_ESCAPES);
export const unescapeValue = replacer(reversed(VALUE_ESCAPES));
export const escapeText = replacer(TEXT_ESCAPES);
export const unescapeText = replacer(reversed(TEXT_ESCAPES));

// --- reading -----------------------------------------------------------------------------------------------------------

interface Column {
  readonly layer: string;
  readonly feature: string;
}

/** An annotation on the way: its columns' values, and how far it reaches. */
interface Annotation {
  readonly layer: string;
  readonly values: Map<string, string>;
  start: number;
  end: number;
  readonly where: string;
}

/** What the lines say, before it is known what they mean here. */
interface Sheet {
  readonly text: PartialText;
  readonly annotations: Annotation[];
  /** By layer and disambiguation id, or chain and number. */
  readonly byId: Map<string, Annotation>;
  /** By unit and layer, in the order in which they are stacked. */
  readonly byUnit: Map<string, Annotation[]>;
}

/** Reads a file of INCEpTION or WebAnno 3: the layers that we write; other layers are said and passed over. */
export function readWebAnnoTsv(content: string, metadata: string | undefined): ReadResult {
  const problems: Problem[] = [];
  const lines = read.linesOf(content);
  if (!/^#FORMAT=WebAnno TSV 3\.\d+$/.test(lines[0])) {
    const what = 'the first line has to be #FORMAT=WebAnno TSV 3.3 (or another 3.x)';
    return { articles: [], problems: [{ where: 'line 1', what }] };
  }
  const columns: Column[] = [];
  const sheet: Sheet = { text: new PartialText(), annotations: [], byId: new Map(), byUnit: new Map() };
  let sentence: string[] = [];
  lines.slice(1).forEach((line, index) => {
    const where = `line ${index + 2}`;
    const [, layer] = /^#T_(?:SP|CH|RL)=(.*)$/.exec(line) ?? [];
    if (layer !== undefined) {
      const [name, ...features] = layer.split('|');
      for (const feature of features.length ? features : ['']) columns.push({ layer: name, feature });
    } else if (line.startsWith('#Text=')) sentence.push(unescapeText(line.slice('#Text='.length)));
    else if (line && !line.startsWith('#')) {
      read.attempt(problems, where, () => readUnit(line, where, columns, sentence, sheet));
      sentence = [];
    }
  });
  const known = [NAMED_ENTITY, COREFERENCE, SEM_ARG, SEM_PRED];
  for (const layer of new Set(columns.map((column) => column.layer))) {
    if (!known.includes(layer)) problems.push({ where: `layer ${layer}`, what: 'not known here; it was passed over' });
  }
  return {
    articles: [{ ...readMetadata(metadata), text: sheet.text.toString(), ...meaning(sheet, problems) }],
    problems,
  };
}

function readUnit(
  line: string,
  where: string,
  columns: readonly Column[],
  sentence: readonly string[],
  sheet: Sheet,
): void {
  const [unit, offsets = '', , ...cells] = line.split('\t');
  const [, from, to] = /^(\d{1,12})-(\d{1,12})$/.exec(offsets) ?? [];
  if (from === undefined) throw new read.Unreadable(`${read.shown(offsets)} are no offsets; expected 10-14`);
  const [start, end] = [Number(from), Number(to)];
  if (sentence.length) sheet.text.put(start, sentence.join('\n'));
  columns.forEach(({ layer, feature }, c) => {
    const cell = cells[c] ?? '_';
    if (cell === '_') return;
    cell.split(/(?<!\\)\|/).forEach((stacked, index) => {
      const { value, id } = taken(stacked, feature);
      const stack = sheet.byUnit.get(`${unit} ${layer}`) ?? [];
      sheet.byUnit.set(`${unit} ${layer}`, stack);
      let annotation = stack[index] ?? (id === undefined ? undefined : sheet.byId.get(`${layer} ${id}`));
      if (!annotation) {
        annotation = { layer, values: new Map(), start, end, where };
        sheet.annotations.push(annotation);
      }
      stack[index] = annotation;
      if (id !== undefined && !isChainType(feature)) sheet.byId.set(`${layer} ${id}`, annotation);
      annotation.end = Math.max(annotation.end, end);
      if (!annotation.values.has(feature)) annotation.values.set(feature, value);
      if (feature === 'referenceRelation' && id) annotation.values.set('chain', id);
    });
  });
}

/** `PER[3]` -> `PER` and 3; `*->1-2` -> `*` and `1-2`. A target column's numbers belong to its targets. */
function taken(cell: string, feature: string): { value: string; id?: string } {
  if (feature === SEM_ARG) return { value: cell };
  const [, chained, chain] = /^(.*)->(\d+-\d+)$/s.exec(cell) ?? [];
  if (chain !== undefined && !chained.endsWith('\\')) return { value: chained, id: chain };
  const [, value, id] = /^(.*?)(?<!\\)\[(\d+)\]$/s.exec(cell) ?? [];
  return id === undefined ? { value: cell } : { value, id };
}

/** Its number is the chain's, not its own. */
function isChainType(feature: string): boolean {
  return feature === 'referenceType';
}

function meaning({ annotations, byUnit, byId, text }: Sheet, problems: Problem[]) {
  const whole = text.toString();
  const dates: TimeExpression[] = [];
  const names = new Map<string, EntityType>();
  const chains = new Map<string, Annotation[]>();
  const attributions: Attribution[] = [];
  const unknown = new Set<string>();
  for (const annotation of annotations) {
    const { layer, values, start, end, where } = annotation;
    if (layer === NAMED_ENTITY) {
      const value = unescapeValue(values.get('value') ?? '*');
      const [, dateType, dateValue] = /^(DATE|TIME|DURATION|SET)(?:=(.*))?$/s.exec(value) ?? [];
      const type = TIME_EXPRESSION_TYPES.find((each) => each === dateType);
      const name = entityType(value);
      if (type) dates.push({ start, end, type, value: dateValue ?? '' });
      else if (name || value === '*') names.set(`${start} ${end}`, name ?? 'OTHER');
      else unknown.add(value);
    } else if (layer === COREFERENCE) {
      const [chain] = (values.get('chain') ?? '').split('-');
      const links = chains.get(chain);
      if (links) links.push(annotation);
      else chains.set(chain, [annotation]);
    } else if (layer === SEM_PRED) {
      read.attempt(problems, where, () => {
        const resolve = (target: string) => resolved(target, byUnit, byId);
        attributions.push(readPredicate(`a${attributions.length + 1}`, annotation, resolve));
      });
    }
  }
  for (const value of unknown) {
    problems.push({
      where: `named entity ${read.shown(value)}`,
      what: `not one of ${ENTITY_TYPES.join(', ')}; passed over`,
    });
  }
  const entities = [...chains.values()].map((links, index) => readChain(`e${index + 1}`, links, names, whole));
  for (const [place, type] of names) {
    const [start, end] = place.split(' ').map(Number);
    entities.push(nameAlone(`e${entities.length + 1}`, { start, end }, type, whole));
  }
  return read.inTextOrder(entities, dates, attributions);
}

function readChain(id: string, links: readonly Annotation[], names: Map<string, EntityType>, text: string): Entity {
  const types: EntityType[] = [];
  const mentions = links.map(({ start, end, values }): Mention => {
    const [typeName = '', kindName = ''] = unescapeValue(values.get('referenceType') ?? '').split(' ');
    const ofName = names.get(`${start} ${end}`);
    names.delete(`${start} ${end}`);
    const type = entityType(typeName) ?? ofName;
    if (type) types.push(type);
    const kind: MentionKind = MENTION_KINDS.find((each) => each === kindName) ?? (ofName ? 'name' : 'nominal');
    return { start, end, kind, entity: id };
  });
  const named = mentions.some(({ kind }) => kind === 'name');
  const first = mentions.find(({ kind }) => kind === 'name') ?? mentions[0];
  const name = onOneLine(text.slice(first.start, first.end));
  return { id, type: types[0] ?? 'OTHER', name, aliases: [], named, plural: false, mentions };
}

function nameAlone(id: string, { start, end }: Span, type: EntityType, text: string): Entity {
  const mentions: Mention[] = [{ start, end, kind: 'name', entity: id }];
  return { id, type, name: onOneLine(text.slice(start, end)), aliases: [], named: true, plural: false, mentions };
}

function readPredicate(
  id: string,
  { values, start, end }: Annotation,
  resolve: (target: string) => Span | undefined,
): Attribution {
  const category = unescapeValue(values.get('category') ?? '');
  const cueless = category.endsWith(NO_CUE);
  const speech = category.replace(` ${NO_CUE}`, '');
  const spans = { source: [] as Span[], cue: cueless ? [] : [{ start, end }], content: [] as Span[] };
  const [roles, targets] = [...values]
    .filter(([feature]) => feature === SEM_ARG || feature.startsWith('ROLE_'))
    .sort(([a], [b]) => Number(a === SEM_ARG) - Number(b === SEM_ARG))
    .map(([, value]) => value.split(/(?<!\\);/));
  (roles ?? []).forEach((role, index) => {
    const span = resolve(targets?.[index] ?? '');
    const name = unescapeValue(role).toLowerCase();
    if (span && (name === 'source' || name === 'cue' || name === 'content')) spans[name].push(span);
  });
  if (!spans.content.length)
    throw new read.Unreadable('a predicate has no argument with the role content: passed over');
  const kind: AttributionKind = ATTRIBUTION_KINDS.find((each) => each === speech) ?? 'indirect';
  return { id, ...spans, kind, confidence: 1, actor: null };
}

/** `1-2[3]`: the argument 3, or the one that stands alone on the unit `1-2`. */
function resolved(target: string, byUnit: Sheet['byUnit'], byId: Sheet['byId']): Span | undefined {
  const [, unit, id] = /^([\d.-]+)(?:\[(\d+)\])?$/.exec(target) ?? [];
  const found = id ? byId.get(`${SEM_ARG} ${id}`) : byUnit.get(`${unit} ${SEM_ARG}`)?.[0];
  return found && { start: found.start, end: found.end };
}
